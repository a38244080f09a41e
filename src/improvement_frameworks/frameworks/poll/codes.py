"""The codes of Polls and thematic coding, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Question = Annotated[
    str,
    code_of(FRAMEWORK, "question"),
]

PollKind = Annotated[
    Literal["open-text", "word-cloud", "single-choice", "multi-choice", "rating"],
    code_of(FRAMEWORK, "poll-kind"),
]
