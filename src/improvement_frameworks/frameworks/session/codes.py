"""The codes of Sessions, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

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
    code_of(FRAMEWORK, "kind"),
]

Meeting = Annotated[
    Literal["in-room", "online", "both"],
    code_of(FRAMEWORK, "meeting"),
]
