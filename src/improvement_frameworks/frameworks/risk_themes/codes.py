"""The codes of Risk themes, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in

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
    code_in(__name__, "themes", "RiskThemesThemes"),
]

Scheme = Annotated[
    Literal["all-themes", "three-risks", "poll-risks", "poll-behaviours"],
    code_in(__name__, "scheme", "RiskThemesScheme"),
]

Stance = Annotated[
    Literal["risk", "opportunity", "mixed"],
    code_in(__name__, "stance", "RiskThemesStance"),
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
    code_in(__name__, "channel", "RiskThemesChannel"),
]
