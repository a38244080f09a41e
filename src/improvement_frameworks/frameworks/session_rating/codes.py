"""The codes of Session rating, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Answers = Annotated[
    Literal["very-good", "good", "fair", "poor", "very-poor"],
    code_of(FRAMEWORK, "answers"),
]

Scheme = Annotated[
    Literal["use-of-time-5", "use-of-time-4"],
    code_of(FRAMEWORK, "scheme"),
]
