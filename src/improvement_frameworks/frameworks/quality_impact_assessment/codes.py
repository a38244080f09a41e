"""The codes of Quality impact assessment, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Area = Annotated[
    Literal[
        "patient-safety",
        "clinical-effectiveness",
        "patient-experience",
        "duty-of-quality",
        "prevention",
        "productivity-and-innovation",
        "equality",
        "staff",
        "operations",
        "finance",
        "reputation",
    ],
    code_of(FRAMEWORK, "area"),
]

Scheme = Annotated[
    Literal["core-three", "ccg-six", "extended"],
    code_of(FRAMEWORK, "scheme"),
]

Impact = Annotated[
    Literal["positive", "negative", "neutral", "unknown"],
    code_of(FRAMEWORK, "impact"),
]

Matrix = Annotated[
    Literal["s-derbyshire", "airedale"],
    code_of(FRAMEWORK, "matrix"),
]

Stage = Annotated[
    Literal["screening", "detailed"],
    code_of(FRAMEWORK, "stage"),
]

Reach = Annotated[
    Literal["provider", "system"],
    code_of(FRAMEWORK, "reach"),
]

Verdict = Annotated[
    Literal["approve", "approve-with-mitigation", "reject", "stop"],
    code_of(FRAMEWORK, "verdict"),
]
