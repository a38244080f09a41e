"""The codes of Learning log, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in

Question = Annotated[
    Literal["different", "learnt", "gone-wrong", "thanks", "next-shift", "tomorrow"],
    code_in(__name__, "question", "LearningLogQuestion"),
]

Scheme = Annotated[
    Literal["weekly-log", "take-five"],
    code_in(__name__, "scheme", "LearningLogScheme"),
]
