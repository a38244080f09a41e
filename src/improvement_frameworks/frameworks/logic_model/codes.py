"""The codes of Logic model, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in

Column = Annotated[
    Literal["inputs", "activities", "outputs", "outcomes", "impact"],
    code_in(__name__, "column", "LogicModelColumn"),
]

Horizon = Annotated[
    Literal["short", "long", "impact"],
    code_in(__name__, "horizon", "LogicModelHorizon"),
]
