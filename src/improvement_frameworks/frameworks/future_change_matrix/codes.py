"""The codes of Future change matrix, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Quadrant = Annotated[
    Literal["end", "amplify", "let-go", "restart"],
    code_of(FRAMEWORK, "quadrant"),
]

InCrisis = Annotated[
    Literal["started", "stopped"],
    code_of(FRAMEWORK, "in-crisis"),
]

Place = Annotated[
    Literal["people", "communities", "institutions", "policies"],
    code_of(FRAMEWORK, "place"),
]

Decision = Annotated[
    Literal["retained", "adapted", "reinstated", "stopped"],
    code_of(FRAMEWORK, "decision"),
]
