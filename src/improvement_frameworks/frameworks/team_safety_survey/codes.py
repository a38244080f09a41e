"""The codes of Team psychological safety survey, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in

Item = Annotated[
    Literal[
        "mistakes-held-against-you",
        "raise-problems",
        "rejected-for-difference",
        "safe-to-take-risks",
        "hard-to-ask-for-help",
        "nobody-undermines",
        "skills-valued",
    ],
    code_in(__name__, "item", "TeamSafetySurveyItem"),
]

Scheme = Annotated[
    Literal["seven-points", "five-points"],
    code_in(__name__, "scheme", "TeamSafetySurveyScheme"),
]

Wording = Annotated[
    Literal["original", "adapted", "translated"],
    code_in(__name__, "wording", "TeamSafetySurveyWording"),
]
