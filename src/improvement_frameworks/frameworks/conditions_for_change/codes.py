"""The codes of Conditions for rapid change, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Condition = Annotated[
    str,
    code_of(FRAMEWORK, "condition"),
]

Scheme = Annotated[
    Literal["sw-ahsn", "workshop-enablers", "confed-2020", "providers-2020", "norfolk-2022"],
    code_of(FRAMEWORK, "scheme"),
]

ConditionState = Annotated[
    Literal["strong", "fading", "gone", "never-there"],
    code_of(FRAMEWORK, "condition-state"),
]
