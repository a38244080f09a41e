"""The codes of After action review, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Question = Annotated[
    Literal["expected", "actual", "why", "learned"],
    code_of(FRAMEWORK, "question"),
]

Timing = Annotated[
    Literal["after", "before"],
    code_of(FRAMEWORK, "timing"),
]

Kind = Annotated[
    Literal["formal", "informal"],
    code_of(FRAMEWORK, "kind"),
]

Difference = Annotated[
    Literal["better", "worse", "as-expected"],
    code_of(FRAMEWORK, "difference"),
]
