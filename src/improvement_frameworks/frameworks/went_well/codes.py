"""The codes of Went well / even better if, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Side = Annotated[
    Literal["went-well", "even-better"],
    code_of(FRAMEWORK, "side"),
]

Counting = Annotated[
    Literal["open-comments", "one-vote"],
    code_of(FRAMEWORK, "counting"),
]
