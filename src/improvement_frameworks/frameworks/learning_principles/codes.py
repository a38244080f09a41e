"""The codes of Principles for learning, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in

Principle = Annotated[
    Literal[
        "avoid-jumping-to-conclusions",
        "be-purposeful",
        "be-timely",
        "involve-diverse-perspectives",
        "support-psychological-safety",
        "focus-on-what-is-enabling-the-change",
    ],
    code_in(__name__, "principle", "LearningPrinciplesPrinciple"),
]

Status = Annotated[
    Literal["not-considered", "partly", "yes", "not-applicable"],
    code_in(__name__, "status", "LearningPrinciplesStatus"),
]

Tool = Annotated[
    Literal[
        "ladder-of-inference",
        "what-so-what-now-what",
        "future-change-matrix",
        "quality-impact-assessment",
        "learning-grid",
        "what-to-do-and-say",
        "iceberg",
        "other",
    ],
    code_in(__name__, "tool", "LearningPrinciplesTool"),
]
