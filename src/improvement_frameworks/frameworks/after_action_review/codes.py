"""The codes of After action review, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in

Question = Annotated[
    Literal["expected", "actual", "why", "learned"],
    code_in(__name__, "question", "AfterActionReviewQuestion"),
]

Timing = Annotated[
    Literal["after", "before"],
    code_in(__name__, "timing", "AfterActionReviewTiming"),
]

Kind = Annotated[
    Literal["formal", "informal"],
    code_in(__name__, "kind", "AfterActionReviewKind"),
]

Difference = Annotated[
    Literal["better", "worse", "as-expected"],
    code_in(__name__, "difference", "AfterActionReviewDifference"),
]
