"""The codes of Stories, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in

Medium = Annotated[
    Literal["words", "picture", "build", "audio", "film"],
    code_in(__name__, "medium", "StoryMedium"),
]

Scheme = Annotated[
    Literal["words-picture-build", "any-medium"],
    code_in(__name__, "scheme", "StoryScheme"),
]

Aspect = Annotated[
    Literal["working-life", "home-life"],
    code_in(__name__, "aspect", "StoryAspect"),
]
