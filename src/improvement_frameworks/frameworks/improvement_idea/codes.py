"""The codes of Improvement ideas, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in

Stage = Annotated[
    Literal["asked", "heard", "answered", "changed", "told-back"],
    code_in(__name__, "stage", "ImprovementIdeaStage"),
]

Status = Annotated[
    Literal["open", "testing", "adopted", "not-now", "closed"],
    code_in(__name__, "status", "ImprovementIdeaStatus"),
]

Day = Annotated[
    Literal["good", "mixed", "hard"],
    code_in(__name__, "day", "ImprovementIdeaDay"),
]
