"""The codes of Sessions, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in

Kind = Annotated[
    Literal[
        "welcome",
        "talk",
        "interview",
        "breakout",
        "discussion",
        "exercise",
        "poll",
        "break",
        "review",
    ],
    code_in(__name__, "kind", "SessionKind"),
]

Meeting = Annotated[
    Literal["in-room", "online", "both"],
    code_in(__name__, "meeting", "SessionMeeting"),
]
