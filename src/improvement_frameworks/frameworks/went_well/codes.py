"""The codes of Went well / even better if, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import code_in

Side = Annotated[
    Literal["went-well", "even-better"],
    code_in(__name__, "side", "WentWellSide"),
]

Counting = Annotated[
    Literal["open-comments", "one-vote"],
    code_in(__name__, "counting", "WentWellCounting"),
]
