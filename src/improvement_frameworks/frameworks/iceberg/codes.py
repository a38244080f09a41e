"""The codes of Iceberg model, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in

Level = Annotated[
    Literal["events", "patterns", "structures", "mental-models", "vision", "containers"],
    code_in(__name__, "level", "IcebergLevel"),
]

Scheme = Annotated[
    Literal["four-levels", "three-levels", "five-levels", "five-levels-containers"],
    code_in(__name__, "scheme", "IcebergScheme"),
]

Focus = Annotated[
    Literal["success", "problem", "neutral"],
    code_in(__name__, "focus", "IcebergFocus"),
]

StructureKind = Annotated[
    Literal["physical-things", "organisations", "policies", "rituals"],
    code_in(__name__, "structure-kind", "IcebergStructureKind"),
]

BeliefKind = Annotated[
    Literal["attitude", "belief", "moral", "expectation", "value"],
    code_in(__name__, "belief-kind", "IcebergBeliefKind"),
]

Leverage = Annotated[
    Literal["low", "medium", "higher", "highest"],
    code_in(__name__, "leverage", "IcebergLeverage"),
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
    code_in(__name__, "leverage-point", "IcebergLeveragePoint"),
]
