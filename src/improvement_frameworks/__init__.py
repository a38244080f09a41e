"""Frameworks for learning from rapid change, as cited content, typed records and validators.

Names are loaded when they are first used, so that importing this package costs next to nothing.
"""

from __future__ import annotations

from improvement_frameworks.lazy import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.core.action import (
        Action as Action,
    )
    from improvement_frameworks.core.carry import (
        carry as carry,
    )
    from improvement_frameworks.core.errors import (
        ContentError as ContentError,
    )
    from improvement_frameworks.core.errors import (
        DuplicateFrameworkError as DuplicateFrameworkError,
    )
    from improvement_frameworks.core.errors import (
        ImprovementFrameworksError as ImprovementFrameworksError,
    )
    from improvement_frameworks.core.errors import (
        InvalidRecordError as InvalidRecordError,
    )
    from improvement_frameworks.core.errors import (
        MissingExtraError as MissingExtraError,
    )
    from improvement_frameworks.core.errors import (
        UnknownFrameworkError as UnknownFrameworkError,
    )
    from improvement_frameworks.core.extension import (
        declare_extension as declare_extension,
    )
    from improvement_frameworks.core.forgetting import (
        Forgotten as Forgotten,
    )
    from improvement_frameworks.core.forgetting import (
        UnknownPersonError as UnknownPersonError,
    )
    from improvement_frameworks.core.forgetting import (
        forget_contributor as forget_contributor,
    )
    from improvement_frameworks.core.framework import (
        Framework as Framework,
    )
    from improvement_frameworks.core.framework import (
        Part as Part,
    )
    from improvement_frameworks.core.framework import (
        Scheme as Scheme,
    )
    from improvement_frameworks.core.header import (
        Consent as Consent,
    )
    from improvement_frameworks.core.header import (
        Contributor as Contributor,
    )
    from improvement_frameworks.core.header import (
        Entry as Entry,
    )
    from improvement_frameworks.core.header import (
        Group as Group,
    )
    from improvement_frameworks.core.header import (
        Period as Period,
    )
    from improvement_frameworks.core.header import (
        Purpose as Purpose,
    )
    from improvement_frameworks.core.header import (
        Reference as Reference,
    )
    from improvement_frameworks.core.masking import (
        mask as mask,
    )
    from improvement_frameworks.core.record import (
        Record as Record,
    )
    from improvement_frameworks.core.registry import (
        framework_ids as framework_ids,
    )
    from improvement_frameworks.core.registry import (
        get_example as get_example,
    )
    from improvement_frameworks.core.registry import (
        get_framework as get_framework,
    )
    from improvement_frameworks.core.registry import (
        get_record_type as get_record_type,
    )
    from improvement_frameworks.core.registry import (
        get_rules as get_rules,
    )
    from improvement_frameworks.core.report import (
        Report as Report,
    )
    from improvement_frameworks.core.rules import (
        Rule as Rule,
    )
    from improvement_frameworks.core.rules import (
        Selection as Selection,
    )
    from improvement_frameworks.core.rules import (
        rule as rule,
    )
    from improvement_frameworks.core.source import (
        Source as Source,
    )
    from improvement_frameworks.core.suggest import (
        Suggestion as Suggestion,
    )
    from improvement_frameworks.core.suggest import (
        suggest as suggest,
    )
    from improvement_frameworks.core.tag import (
        TagList as TagList,
    )
    from improvement_frameworks.core.tag import (
        tag_lists as tag_lists,
    )
    from improvement_frameworks.core.values import (
        show_values as show_values,
    )
    from improvement_frameworks.core.vocabulary import (
        Term as Term,
    )
    from improvement_frameworks.documents import (
        explain as explain,
    )
    from improvement_frameworks.documents import (
        load as load,
    )
    from improvement_frameworks.documents import (
        load_all as load_all,
    )
    from improvement_frameworks.documents import (
        new as new,
    )
    from improvement_frameworks.documents import (
        validate as validate,
    )
    from improvement_frameworks.documents import (
        validate_file as validate_file,
    )
    from improvement_frameworks.documents import (
        validate_text as validate_text,
    )
    from improvement_frameworks.figures import (
        Figure as Figure,
    )
    from improvement_frameworks.figures import (
        figure as figure,
    )
    from improvement_frameworks.frameworks import *  # noqa: F403 - the records, each by its name
    from improvement_frameworks.frameworks.learning_grid.declare import (
        declare_grid as declare_grid,
    )
    from improvement_frameworks.frameworks.risk_themes.declare import (
        declare_themes as declare_themes,
    )
    from improvement_frameworks.insight import (
        InsightReport as InsightReport,
    )
    from improvement_frameworks.insight import (
        compare_waves as compare_waves,
    )
    from improvement_frameworks.insight import (
        insights as insights,
    )
    from improvement_frameworks.insight import (
        read_collection as read_collection,
    )
    from improvement_frameworks.insight.tally import (
        Tally as Tally,
    )
    from improvement_frameworks.insight.tally import (
        tally as tally,
    )
    from improvement_frameworks.problems.problem import (
        Issue as Issue,
    )
    from improvement_frameworks.problems.problem import (
        Problem as Problem,
    )
    from improvement_frameworks.problems.problem import (
        Where as Where,
    )
    from improvement_frameworks.schemas import (
        export_schemas as export_schemas,
    )
    from improvement_frameworks.schemas import (
        json_schema as json_schema,
    )
    from improvement_frameworks.tables import (
        load_table as load_table,
    )
    from improvement_frameworks.tables import (
        to_frame as to_frame,
    )
    from improvement_frameworks.tables import (
        validate_table as validate_table,
    )
    from improvement_frameworks.tables import (
        write_table as write_table,
    )
    from improvement_frameworks.version import (
        CONTENT_EDITION as CONTENT_EDITION,
    )
    from improvement_frameworks.version import (
        SCHEMA_VERSION as SCHEMA_VERSION,
    )
    from improvement_frameworks.version import (
        __version__ as __version__,
    )
else:
    from improvement_frameworks.frameworks import HOMES

    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            **HOMES,
            "core.action": "Action",
            "core.carry": "carry",
            "core.errors": (
                "ContentError DuplicateFrameworkError ImprovementFrameworksError "
                "InvalidRecordError MissingExtraError UnknownFrameworkError"
            ),
            "core.extension": "declare_extension",
            "core.forgetting": "Forgotten UnknownPersonError forget_contributor",
            "core.framework": "Framework Part Scheme",
            "core.header": "Consent Contributor Entry Group Period Purpose Reference",
            "core.masking": "mask",
            "core.record": "Record",
            "core.registry": "framework_ids get_example get_framework get_record_type get_rules",
            "core.report": "Report",
            "core.rules": "Rule Selection rule",
            "core.source": "Source",
            "core.suggest": "Suggestion suggest",
            "core.tag": "TagList tag_lists",
            "core.vocabulary": "Term",
            "core.values": "show_values",
            "documents": "explain load load_all new validate validate_file validate_text",
            "figures": "Figure figure",
            "frameworks.learning_grid.declare": "declare_grid",
            "frameworks.risk_themes.declare": "declare_themes",
            "insight": "InsightReport compare_waves insights read_collection",
            "insight.tally": "Tally tally",
            "problems.problem": "Issue Problem Where",
            "schemas": "export_schemas json_schema",
            "tables": "load_table to_frame validate_table write_table",
            "version": "CONTENT_EDITION SCHEMA_VERSION __version__",
        },
    )
