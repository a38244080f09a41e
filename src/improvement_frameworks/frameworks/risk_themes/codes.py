"""The codes of Risk themes, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Themes = Annotated[
    Literal[
        "silos",
        "intervention-not-conditions",
        "top-down-bottom-up",
        "lose-learning",
        "inequalities",
        "digital-inequalities",
        "workforce-pressure",
        "change-fatigue",
        "poor-wellbeing",
        "lose-purpose-barriers",
        "lose-shared-purpose",
        "bureaucracy-returns",
        "financial-barriers-return",
        "revert-behaviour",
        "siloed-working",
        "hierarchical-leadership",
        "one-size-fits-all",
        "one-approach",
        "untested-sustainability",
        "no-evaluation",
        "lose-patient-focus",
        "no-service-users",
        "overcommit",
        "lose-empathy",
        "not-listening",
        "not-engaging-widely",
        "impose-control",
        "lose-bottom-up",
        "assumptions",
    ],
    code_of(FRAMEWORK, "themes"),
]

Scheme = Annotated[
    Literal["all-themes", "three-risks", "poll-risks", "poll-behaviours"],
    code_of(FRAMEWORK, "scheme"),
]

Stance = Annotated[
    Literal["risk", "opportunity", "mixed"],
    code_of(FRAMEWORK, "stance"),
]

Channel = Annotated[
    Literal[
        "poll",
        "survey",
        "meeting",
        "conversation",
        "messages",
        "interview",
        "focus-group",
        "observation",
        "document",
    ],
    code_of(FRAMEWORK, "channel"),
]
