"""The codes of Principles for learning, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Principle = Annotated[
    Literal[
        "avoid-jumping-to-conclusions",
        "be-purposeful",
        "be-timely",
        "involve-diverse-perspectives",
        "support-psychological-safety",
        "focus-on-what-is-enabling-the-change",
    ],
    code_of(FRAMEWORK, "principle"),
]

Status = Annotated[
    Literal["not-considered", "partly", "yes", "not-applicable"],
    code_of(FRAMEWORK, "status"),
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
    code_of(FRAMEWORK, "tool"),
]
