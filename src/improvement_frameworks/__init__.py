"""Frameworks for learning from rapid change, as cited content, typed records and validators.

Names are loaded when they are first used, so that importing this package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.core.errors import (
        ContentError,
        DuplicateFrameworkError,
        ImprovementFrameworksError,
        InvalidRecordError,
        MissingExtraError,
        UnknownFrameworkError,
    )
    from improvement_frameworks.core.framework import Framework, Part, Scheme, Source, Term
    from improvement_frameworks.core.header import (
        Consent,
        Contributor,
        Entry,
        FollowUp,
        Group,
        Period,
        Purpose,
        Reference,
    )
    from improvement_frameworks.core.record import Record
    from improvement_frameworks.core.registry import (
        framework_ids,
        get_example,
        get_framework,
        get_record_type,
        get_rules,
    )
    from improvement_frameworks.core.report import Report
    from improvement_frameworks.core.rule import Rule, Selection, rule
    from improvement_frameworks.documents import explain, load, load_all, new, validate
    from improvement_frameworks.frameworks.iceberg.record import (
        Iceberg,
        IcebergEntry,
        Intervention,
    )
    from improvement_frameworks.frameworks.ladder_of_inference.record import (
        AlternativeReading,
        LadderOfInference,
        LadderStep,
        Loop,
        StepTest,
    )
    from improvement_frameworks.frameworks.learning_grid.declare import (
        GridLevel,
        GridQuestion,
        declare_grid,
    )
    from improvement_frameworks.frameworks.learning_grid.record import (
        LearningGrid,
        LearningGridEntry,
    )
    from improvement_frameworks.frameworks.learning_grid.series import compare_grids
    from improvement_frameworks.frameworks.learning_principles.record import (
        Activity,
        LearningPrinciples,
        LearningPrinciplesEntry,
        LinkedRecord,
    )
    from improvement_frameworks.frameworks.liberating_structures.record import (
        LiberatingStructures,
        PlannedStep,
        PlannedStructure,
    )
    from improvement_frameworks.frameworks.risk_themes.record import Response, RiskThemes, Signal
    from improvement_frameworks.problems.problem import Issue, Problem, Where
    from improvement_frameworks.schemas import export_schemas, json_schema
    from improvement_frameworks.tables import (
        load_table,
        to_frame,
        validate_table,
        write_table,
    )
    from improvement_frameworks.version import CONTENT_EDITION, SCHEMA_VERSION, __version__

__all__ = [
    "CONTENT_EDITION",
    "SCHEMA_VERSION",
    "Activity",
    "AlternativeReading",
    "Consent",
    "ContentError",
    "Contributor",
    "DuplicateFrameworkError",
    "Entry",
    "FollowUp",
    "Framework",
    "GridLevel",
    "GridQuestion",
    "Group",
    "Iceberg",
    "IcebergEntry",
    "ImprovementFrameworksError",
    "Intervention",
    "InvalidRecordError",
    "Issue",
    "LadderOfInference",
    "LadderStep",
    "LearningGrid",
    "LearningGridEntry",
    "LearningPrinciples",
    "LearningPrinciplesEntry",
    "LiberatingStructures",
    "LinkedRecord",
    "Loop",
    "MissingExtraError",
    "Part",
    "Period",
    "PlannedStep",
    "PlannedStructure",
    "Problem",
    "Purpose",
    "Record",
    "Reference",
    "Report",
    "Response",
    "RiskThemes",
    "Rule",
    "Scheme",
    "Selection",
    "Signal",
    "Source",
    "StepTest",
    "Term",
    "UnknownFrameworkError",
    "Where",
    "__version__",
    "compare_grids",
    "declare_grid",
    "explain",
    "export_schemas",
    "framework_ids",
    "get_example",
    "get_framework",
    "get_record_type",
    "get_rules",
    "json_schema",
    "load",
    "load_all",
    "load_table",
    "new",
    "rule",
    "to_frame",
    "validate",
    "validate_table",
    "write_table",
]

_HOMES = {
    "core.errors": (
        "ContentError DuplicateFrameworkError ImprovementFrameworksError InvalidRecordError "
        "MissingExtraError UnknownFrameworkError"
    ),
    "core.framework": "Framework Part Scheme Source Term",
    "core.header": "Consent Contributor Entry FollowUp Group Period Purpose Reference",
    "problems.problem": "Issue Problem Where",
    "core.record": "Record",
    "core.registry": "framework_ids get_example get_framework get_record_type get_rules",
    "core.report": "Report",
    "core.rule": "Rule Selection rule",
    "documents": "explain load load_all new validate",
    "frameworks.iceberg.record": "Iceberg IcebergEntry Intervention",
    "frameworks.ladder_of_inference.record": (
        "AlternativeReading LadderOfInference LadderStep Loop StepTest"
    ),
    "frameworks.learning_grid.declare": "GridLevel GridQuestion declare_grid",
    "frameworks.learning_grid.record": "LearningGrid LearningGridEntry",
    "frameworks.learning_grid.series": "compare_grids",
    "frameworks.learning_principles.record": (
        "Activity LearningPrinciples LearningPrinciplesEntry LinkedRecord"
    ),
    "frameworks.liberating_structures.record": (
        "LiberatingStructures PlannedStep PlannedStructure"
    ),
    "frameworks.risk_themes.record": "Response RiskThemes Signal",
    "schemas": "export_schemas json_schema",
    "tables": "load_table to_frame validate_table write_table",
    "version": "CONTENT_EDITION SCHEMA_VERSION __version__",
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
