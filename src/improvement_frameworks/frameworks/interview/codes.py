"""The codes of Interviews, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated

from improvement_frameworks.core import open_code_in

Question = Annotated[
    str,
    open_code_in(__name__, "question", "InterviewQuestion"),
]
