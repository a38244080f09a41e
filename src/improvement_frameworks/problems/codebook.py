"""What can be wrong with a codebook that another program wrote."""

from __future__ import annotations

from typing import Final

from improvement_frameworks.problems.problem import Problem

CODEBOOK_UNREADABLE: Final = Problem(
    "CODEBOOK-UNREADABLE",
    "error",
    "Not a codebook that can be read",
    "The codebook cannot be read: {reason}.",
    "Export it again as a REFI-QDA codebook (.qdc), or as a table (.csv) with a column name.",
)
CODEBOOK_CODE: Final = Problem(
    "CODEBOOK-CODE",
    "error",
    "A code that cannot be taken over",
    "The code {name} was not read: {reason}.",
    "Change it in the program that it comes from, and export the codebook again.",
)
CODEBOOK_LEFT_OUT: Final = Problem(
    "CODEBOOK-LEFT-OUT",
    "info",
    "Left out of the codebook",
    "Not read, since a codebook has no place for it: {what}.",
    "Write it into the definitions if it matters.",
)
