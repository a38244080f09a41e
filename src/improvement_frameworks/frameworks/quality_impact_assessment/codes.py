"""The codes of Quality impact assessment, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in

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
    code_in(__name__, "area", "QualityImpactAssessmentArea"),
]

Scheme = Annotated[
    Literal["core-three", "ccg-six", "extended"],
    code_in(__name__, "scheme", "QualityImpactAssessmentScheme"),
]

Impact = Annotated[
    Literal["positive", "negative", "neutral", "unknown"],
    code_in(__name__, "impact", "QualityImpactAssessmentImpact"),
]

Matrix = Annotated[
    Literal["s-derbyshire", "airedale"],
    code_in(__name__, "matrix", "QualityImpactAssessmentMatrix"),
]

Stage = Annotated[
    Literal["screening", "detailed"],
    code_in(__name__, "stage", "QualityImpactAssessmentStage"),
]

Reach = Annotated[
    Literal["provider", "system"],
    code_in(__name__, "reach", "QualityImpactAssessmentReach"),
]

Verdict = Annotated[
    Literal["approve", "approve-with-mitigation", "reject", "stop"],
    code_in(__name__, "verdict", "QualityImpactAssessmentVerdict"),
]
