"""The codes of Habits of an improver, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in

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
    code_in(__name__, "habit", "ImproverHabitsHabit"),
]

Scheme = Annotated[
    Literal["headings-and-habits", "five-headings"],
    code_in(__name__, "scheme", "ImproverHabitsScheme"),
]

Rating = Annotated[
    Literal["strength", "okay", "develop"],
    code_in(__name__, "rating", "ImproverHabitsRating"),
]

Rater = Annotated[
    Literal["self", "peer"],
    code_in(__name__, "rater", "ImproverHabitsRater"),
]

Subject = Annotated[
    Literal["person", "team"],
    code_in(__name__, "subject", "ImproverHabitsSubject"),
]
