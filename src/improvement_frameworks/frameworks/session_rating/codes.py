"""The codes of Session rating, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in

Answers = Annotated[
    Literal["very-good", "good", "fair", "poor", "very-poor"],
    code_in(__name__, "answers", "SessionRatingAnswers"),
]

Scheme = Annotated[
    Literal["use-of-time-5", "use-of-time-4"],
    code_in(__name__, "scheme", "SessionRatingScheme"),
]
