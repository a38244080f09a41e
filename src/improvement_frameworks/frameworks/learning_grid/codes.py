"""The codes of Learning grid, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Question = Annotated[
    Literal[
        "started",
        "stopped",
        "more",
        "less",
        "working-well",
        "not-worked",
        "revealed-support",
        "ten-year-hope",
    ],
    code_of(FRAMEWORK, "question"),
]

Level = Annotated[
    Literal["personal", "organisational", "system"],
    code_of(FRAMEWORK, "level"),
]

Perspective = Annotated[
    Literal["own", "invited"],
    code_of(FRAMEWORK, "perspective"),
]
