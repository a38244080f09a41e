"""The codes of Conditions for rapid change, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in, open_code_in

Condition = Annotated[
    str,
    open_code_in(__name__, "condition", "ConditionsForChangeCondition"),
]

Scheme = Annotated[
    Literal["sw-ahsn", "workshop-enablers", "confed-2020", "providers-2020", "norfolk-2022"],
    code_in(__name__, "scheme", "ConditionsForChangeScheme"),
]

ConditionState = Annotated[
    Literal["strong", "fading", "gone", "never-there"],
    code_in(__name__, "condition-state", "ConditionsForChangeConditionState"),
]
