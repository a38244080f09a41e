"""The codes of Improvement ideas, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Stage = Annotated[
    Literal["asked", "heard", "answered", "changed", "told-back"],
    code_of(FRAMEWORK, "stage"),
]

Status = Annotated[
    Literal["open", "testing", "adopted", "not-now", "closed"],
    code_of(FRAMEWORK, "status"),
]

Day = Annotated[
    Literal["good", "mixed", "hard"],
    code_of(FRAMEWORK, "day"),
]
