"""The codes of Habits of an improver, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Habit = Annotated[
    Literal[
        "learning",
        "questioning",
        "problem-finding",
        "reflective",
        "influencing",
        "empathetic",
        "facilitative",
        "comfortable-with-conflict",
        "resilience",
        "optimistic",
        "calculated-risk-taking",
        "tolerating-uncertainty",
        "creativity",
        "generating-ideas",
        "critical-thinking",
        "team-playing",
        "systems-thinking",
        "connection-making",
        "synthesising",
        "accepting-of-change",
    ],
    code_of(FRAMEWORK, "habit"),
]

Scheme = Annotated[
    Literal["headings-and-habits", "five-headings"],
    code_of(FRAMEWORK, "scheme"),
]

Rating = Annotated[
    Literal["strength", "okay", "develop"],
    code_of(FRAMEWORK, "rating"),
]

Rater = Annotated[
    Literal["self", "peer"],
    code_of(FRAMEWORK, "rater"),
]

Subject = Annotated[
    Literal["person", "team"],
    code_of(FRAMEWORK, "subject"),
]
