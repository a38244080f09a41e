"""The codes of Ladder of inference, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in

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
    code_in(__name__, "rung", "LadderOfInferenceRung"),
]

Scheme = Annotated[
    Literal["seven-rungs", "six-rungs", "four-rungs"],
    code_in(__name__, "scheme", "LadderOfInferenceScheme"),
]

Confidence = Annotated[
    Literal["guess", "likely", "certain"],
    code_in(__name__, "confidence", "LadderOfInferenceConfidence"),
]

TestResult = Annotated[
    Literal["open", "supported", "contradicted", "unclear"],
    code_in(__name__, "test-result", "LadderOfInferenceTestResult"),
]

LoopKind = Annotated[
    Literal["reflexive-loop", "action-loop"],
    code_in(__name__, "loop-kind", "LadderOfInferenceLoopKind"),
]

SelfDeception = Annotated[
    Literal["beliefs-are-truth", "truth-is-obvious", "beliefs-rest-on-data", "selection-is-data"],
    code_in(__name__, "self-deception", "LadderOfInferenceSelfDeception"),
]
