"""The codes of Future change matrix, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in

Quadrant = Annotated[
    Literal["end", "amplify", "let-go", "restart"],
    code_in(__name__, "quadrant", "FutureChangeMatrixQuadrant"),
]

InCrisis = Annotated[
    Literal["started", "stopped"],
    code_in(__name__, "in-crisis", "FutureChangeMatrixInCrisis"),
]

Place = Annotated[
    Literal["people", "communities", "institutions", "policies"],
    code_in(__name__, "place", "FutureChangeMatrixPlace"),
]

Decision = Annotated[
    Literal["retained", "adapted", "reinstated", "stopped"],
    code_in(__name__, "decision", "FutureChangeMatrixDecision"),
]
