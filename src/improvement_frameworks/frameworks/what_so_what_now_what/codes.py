"""The codes of What, So What, Now What?, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Stage = Annotated[
    Literal["what", "so-what", "what-if", "now-what"],
    code_of(FRAMEWORK, "stage"),
]

Scheme = Annotated[
    Literal["three-stages", "with-what-if", "what-if-second", "borton", "driscoll", "rolfe"],
    code_of(FRAMEWORK, "scheme"),
]

Kind = Annotated[
    Literal[
        "fact-with-evidence",
        "shared-observation",
        "feeling-or-opinion",
        "pattern",
        "conclusion",
        "hypothesis",
        "belief",
        "keep",
        "do",
        "change",
        "find-out",
    ],
    code_of(FRAMEWORK, "kind"),
]
