"""Frameworks for learning from rapid change, as cited content, typed records and validators.

Names are loaded when they are first used, so that importing this package costs next to nothing.
"""

from __future__ import annotations

from improvement_frameworks.lazy import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.core.content.framework import (
        Framework as Framework,
        Part as Part,
        Scheme as Scheme,
    )
    from improvement_frameworks.core.content.source import (
        Source as Source,
    )
    from improvement_frameworks.core.content.tag import (
        TagList as TagList,
        tag_lists as tag_lists,
    )
    from improvement_frameworks.core.content.vocabulary import (
        Term as Term,
    )
    from improvement_frameworks.core.errors import (
        ContentError as ContentError,
        DuplicateFrameworkError as DuplicateFrameworkError,
        ImprovementFrameworksError as ImprovementFrameworksError,
        InvalidRecordError as InvalidRecordError,
        MissingExtraError as MissingExtraError,
        UnknownFrameworkError as UnknownFrameworkError,
    )
    from improvement_frameworks.core.record.action import (
        Action as Action,
    )
    from improvement_frameworks.core.record.extension import (
        declare_extension as declare_extension,
    )
    from improvement_frameworks.core.record.header import (
        Consent as Consent,
        Contributor as Contributor,
        Entry as Entry,
        Group as Group,
        Period as Period,
        Purpose as Purpose,
        Reference as Reference,
    )
    from improvement_frameworks.core.record.record import (
        Record as Record,
    )
    from improvement_frameworks.core.registry import (
        framework_ids as framework_ids,
        get_example as get_example,
        get_framework as get_framework,
        get_record_type as get_record_type,
        get_rules as get_rules,
    )
    from improvement_frameworks.core.report.report import (
        Report as Report,
    )
    from improvement_frameworks.core.report.values import (
        show_values as show_values,
    )
    from improvement_frameworks.core.rules.rules import (
        Rule as Rule,
        Selection as Selection,
        rule as rule,
    )
    from improvement_frameworks.core.work.carry import (
        carry as carry,
    )
    from improvement_frameworks.core.work.forgetting import (
        Forgotten as Forgotten,
        UnknownPersonError as UnknownPersonError,
        forget_contributor as forget_contributor,
    )
    from improvement_frameworks.core.work.masking import (
        mask as mask,
    )
    from improvement_frameworks.core.work.suggest import (
        Suggestion as Suggestion,
        suggest as suggest,
    )
    from improvement_frameworks.documents import (
        explain as explain,
        load as load,
        load_all as load_all,
        new as new,
        validate as validate,
        validate_file as validate_file,
        validate_text as validate_text,
    )
    from improvement_frameworks.figures import (
        Figure as Figure,
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
        compare_waves as compare_waves,
        insights as insights,
        read_collection as read_collection,
    )
    from improvement_frameworks.insight.tally import (
        Tally as Tally,
        tally as tally,
    )
    from improvement_frameworks.problems.problem import (
        Issue as Issue,
        Problem as Problem,
        Where as Where,
    )
    from improvement_frameworks.schemas import (
        export_schemas as export_schemas,
        json_schema as json_schema,
    )
    from improvement_frameworks.tables import (
        load_table as load_table,
        to_frame as to_frame,
        validate_table as validate_table,
        write_table as write_table,
    )
    from improvement_frameworks.version import (
        CONTENT_EDITION as CONTENT_EDITION,
        SCHEMA_VERSION as SCHEMA_VERSION,
        __version__ as __version__,
    )
else:
    from improvement_frameworks.frameworks import HOMES

    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            **HOMES,
            "core.record.action": "Action",
            "core.work.carry": "carry",
            "core.errors": (
                "ContentError DuplicateFrameworkError ImprovementFrameworksError "
                "InvalidRecordError MissingExtraError UnknownFrameworkError"
            ),
            "core.record.extension": "declare_extension",
            "core.work.forgetting": "Forgotten UnknownPersonError forget_contributor",
            "core.content.framework": "Framework Part Scheme",
            "core.record.header": "Consent Contributor Entry Group Period Purpose Reference",
            "core.work.masking": "mask",
            "core.record.record": "Record",
            "core.registry": "framework_ids get_example get_framework get_record_type get_rules",
            "core.report.report": "Report",
            "core.rules.rules": "Rule Selection rule",
            "core.content.source": "Source",
            "core.work.suggest": "Suggestion suggest",
            "core.content.tag": "TagList tag_lists",
            "core.content.vocabulary": "Term",
            "core.report.values": "show_values",
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
