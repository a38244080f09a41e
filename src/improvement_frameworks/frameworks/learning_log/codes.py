"""The codes of Learning log, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Question = Annotated[
    Literal["different", "learnt", "gone-wrong", "thanks", "next-shift", "tomorrow"],
    code_of(FRAMEWORK, "question"),
]

Scheme = Annotated[
    Literal["weekly-log", "take-five"],
    code_of(FRAMEWORK, "scheme"),
]
