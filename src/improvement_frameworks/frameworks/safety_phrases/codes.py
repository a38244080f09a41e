"""The codes of Phrases for psychological safety, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in

Phrase = Annotated[
    Literal[
        "hear-from-everyone",
        "repeat-to-understand",
        "what-are-we-missing",
        "never-worry-alone",
        "what-we-need-to-hear",
    ],
    code_in(__name__, "phrase", "SafetyPhrasesPhrase"),
]

Behaviour = Annotated[
    Literal[
        "frame-the-work",
        "model-fallibility-and-invite-input",
        "embrace-messengers",
        "listen-and-check",
        "share-the-worry",
    ],
    code_in(__name__, "behaviour", "SafetyPhrasesBehaviour"),
]

Followed = Annotated[
    Literal["spoke-up", "silence", "brushed-aside"],
    code_in(__name__, "followed", "SafetyPhrasesFollowed"),
]
