"""The codes of What, So What, Now What?, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in

Stage = Annotated[
    Literal["what", "so-what", "what-if", "now-what"],
    code_in(__name__, "stage", "WhatSoWhatNowWhatStage"),
]

Scheme = Annotated[
    Literal["three-stages", "with-what-if", "what-if-second", "borton", "driscoll", "rolfe"],
    code_in(__name__, "scheme", "WhatSoWhatNowWhatScheme"),
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
    code_in(__name__, "kind", "WhatSoWhatNowWhatKind"),
]
