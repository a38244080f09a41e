"""Frameworks for learning from rapid change, as cited content, typed records and validators.

Names are loaded when they are first used, so that importing this package costs next to nothing.
"""

from __future__ import annotations

from improvement_frameworks.lazy import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.core.content.framework import (
        Framework as Framework,
    )
    from improvement_frameworks.core.content.framework import (
        Part as Part,
    )
    from improvement_frameworks.core.content.framework import (
        Scheme as Scheme,
    )
    from improvement_frameworks.core.content.source import (
        Source as Source,
    )
    from improvement_frameworks.core.content.tag import (
        TagList as TagList,
    )
    from improvement_frameworks.core.content.tag import (
        tag_lists as tag_lists,
    )
    from improvement_frameworks.core.content.vocabulary import (
        Term as Term,
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
    from improvement_frameworks.core.record.action import (
        Action as Action,
    )
    from improvement_frameworks.core.record.extension import (
        declare_extension as declare_extension,
    )
    from improvement_frameworks.core.record.header import (
        Consent as Consent,
    )
    from improvement_frameworks.core.record.header import (
        Contributor as Contributor,
    )
    from improvement_frameworks.core.record.header import (
        Entry as Entry,
    )
    from improvement_frameworks.core.record.header import (
        Group as Group,
    )
    from improvement_frameworks.core.record.header import (
        Period as Period,
    )
    from improvement_frameworks.core.record.header import (
        Purpose as Purpose,
    )
    from improvement_frameworks.core.record.header import (
        Reference as Reference,
    )
    from improvement_frameworks.core.record.record import (
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
    from improvement_frameworks.core.report.report import (
        Report as Report,
    )
    from improvement_frameworks.core.report.values import (
        show_values as show_values,
    )
    from improvement_frameworks.core.rules.rules import (
        Rule as Rule,
    )
    from improvement_frameworks.core.rules.rules import (
        Selection as Selection,
    )
    from improvement_frameworks.core.rules.rules import (
        rule as rule,
    )
    from improvement_frameworks.core.work.carry import (
        carry as carry,
    )
    from improvement_frameworks.core.work.forgetting import (
        Forgotten as Forgotten,
    )
    from improvement_frameworks.core.work.forgetting import (
        UnknownPersonError as UnknownPersonError,
    )
    from improvement_frameworks.core.work.forgetting import (
        forget_contributor as forget_contributor,
    )
    from improvement_frameworks.core.work.masking import (
        mask as mask,
    )
    from improvement_frameworks.core.work.suggest import (
        Suggestion as Suggestion,
    )
    from improvement_frameworks.core.work.suggest import (
        suggest as suggest,
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
