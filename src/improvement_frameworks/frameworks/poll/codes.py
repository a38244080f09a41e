"""The codes of Polls and thematic coding, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in, open_code_in

Question = Annotated[
    str,
    open_code_in(__name__, "question", "PollQuestion"),
]

PollKind = Annotated[
    Literal["open-text", "word-cloud", "single-choice", "multi-choice", "rating"],
    code_in(__name__, "poll-kind", "PollPollKind"),
]
