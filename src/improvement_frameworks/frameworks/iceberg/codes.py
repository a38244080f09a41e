"""The codes of Iceberg model, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Level = Annotated[
    Literal["events", "patterns", "structures", "mental-models", "vision", "containers"],
    code_of(FRAMEWORK, "level"),
]

Scheme = Annotated[
    Literal["four-levels", "three-levels", "five-levels", "five-levels-containers"],
    code_of(FRAMEWORK, "scheme"),
]

Focus = Annotated[
    Literal["success", "problem", "neutral"],
    code_of(FRAMEWORK, "focus"),
]

StructureKind = Annotated[
    Literal["physical-things", "organisations", "policies", "rituals"],
    code_of(FRAMEWORK, "structure-kind"),
]

BeliefKind = Annotated[
    Literal["attitude", "belief", "moral", "expectation", "value"],
    code_of(FRAMEWORK, "belief-kind"),
]

Leverage = Annotated[
    Literal["low", "medium", "higher", "highest"],
    code_of(FRAMEWORK, "leverage"),
]

LeveragePoint = Annotated[
    Literal[
        "parameters",
        "buffers",
        "stock-and-flow-structure",
        "delays",
        "balancing-feedback",
        "reinforcing-feedback",
        "information-flows",
        "rules",
        "self-organisation",
        "goals",
        "paradigm",
        "transcending-paradigms",
    ],
    code_of(FRAMEWORK, "leverage-point"),
]
