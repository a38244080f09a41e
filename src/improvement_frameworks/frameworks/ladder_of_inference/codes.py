"""The codes of Ladder of inference, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Rung = Annotated[
    Literal[
        "observable-data",
        "selected-data",
        "meanings",
        "assumptions",
        "conclusions",
        "beliefs",
        "actions",
        "perception",
        "judging",
    ],
    code_of(FRAMEWORK, "rung"),
]

Scheme = Annotated[
    Literal["seven-rungs", "six-rungs", "four-rungs"],
    code_of(FRAMEWORK, "scheme"),
]

Confidence = Annotated[
    Literal["guess", "likely", "certain"],
    code_of(FRAMEWORK, "confidence"),
]

TestResult = Annotated[
    Literal["open", "supported", "contradicted", "unclear"],
    code_of(FRAMEWORK, "test-result"),
]

LoopKind = Annotated[
    Literal["reflexive-loop", "action-loop"],
    code_of(FRAMEWORK, "loop-kind"),
]

SelfDeception = Annotated[
    Literal["beliefs-are-truth", "truth-is-obvious", "beliefs-rest-on-data", "selection-is-data"],
    code_of(FRAMEWORK, "self-deception"),
]
