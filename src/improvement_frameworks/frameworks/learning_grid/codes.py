"""The codes of Learning grid, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in

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
    code_in(__name__, "question", "LearningGridQuestion"),
]

Level = Annotated[
    Literal["personal", "organisational", "system"],
    code_in(__name__, "level", "LearningGridLevel"),
]

Perspective = Annotated[
    Literal["own", "invited"],
    code_in(__name__, "perspective", "LearningGridPerspective"),
]
