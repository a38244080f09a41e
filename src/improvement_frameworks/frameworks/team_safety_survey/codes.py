"""The codes of Team psychological safety survey, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Item = Annotated[
    Literal[
        "mistakes-held-against-you",
        "raise-problems",
        "rejected-for-difference",
        "safe-to-take-risks",
        "hard-to-ask-for-help",
        "nobody-undermines",
        "skills-valued",
    ],
    code_of(FRAMEWORK, "item"),
]

Scheme = Annotated[
    Literal["seven-points", "five-points"],
    code_of(FRAMEWORK, "scheme"),
]

Wording = Annotated[
    Literal["original", "adapted", "translated"],
    code_of(FRAMEWORK, "wording"),
]
