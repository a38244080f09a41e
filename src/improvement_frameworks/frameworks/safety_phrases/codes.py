"""The codes of Phrases for psychological safety, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Phrase = Annotated[
    Literal[
        "hear-from-everyone",
        "repeat-to-understand",
        "what-are-we-missing",
        "never-worry-alone",
        "what-we-need-to-hear",
    ],
    code_of(FRAMEWORK, "phrase"),
]

Behaviour = Annotated[
    Literal[
        "frame-the-work",
        "model-fallibility-and-invite-input",
        "embrace-messengers",
        "listen-and-check",
        "share-the-worry",
    ],
    code_of(FRAMEWORK, "behaviour"),
]

Followed = Annotated[
    Literal["spoke-up", "silence", "brushed-aside"],
    code_of(FRAMEWORK, "followed"),
]
