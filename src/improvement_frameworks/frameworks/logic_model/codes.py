"""The codes of Logic model, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Column = Annotated[
    Literal["inputs", "activities", "outputs", "outcomes", "impact"],
    code_of(FRAMEWORK, "column"),
]

Horizon = Annotated[
    Literal["short", "long", "impact"],
    code_of(FRAMEWORK, "horizon"),
]
