"""The codes of Stories, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from improvement_frameworks.core import code_of, read_framework

FRAMEWORK: Final = read_framework(__package__ or "")
"""The content of the framework."""

Medium = Annotated[
    Literal["words", "picture", "build", "audio", "film"],
    code_of(FRAMEWORK, "medium"),
]

Scheme = Annotated[
    Literal["words-picture-build", "any-medium"],
    code_of(FRAMEWORK, "scheme"),
]

Aspect = Annotated[
    Literal["working-life", "home-life"],
    code_of(FRAMEWORK, "aspect"),
]
