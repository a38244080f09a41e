"""The catalogue of what can be wrong, by kind: of documents, tables, codebooks, collections.

Each problem is a constant with the name of its code: ``problems.DOC_EMPTY`` is DOC-EMPTY. Together
with the rules of the frameworks these are all codes that a report can hold.
"""
# ruff: noqa: F403 - one catalogue, written on six pages; each name is unique, which a test sees

from __future__ import annotations

from typing import Final

from improvement_frameworks.problems import codebook, collection, document, row, table, value
from improvement_frameworks.problems.codebook import *
from improvement_frameworks.problems.collection import *
from improvement_frameworks.problems.document import *
from improvement_frameworks.problems.problem import Problem
from improvement_frameworks.problems.row import *
from improvement_frameworks.problems.table import *
from improvement_frameworks.problems.value import *

PROBLEMS: Final[tuple[Problem, ...]] = tuple(
    one
    for page in (document, value, table, row, codebook, collection)
    for one in vars(page).values()
    if isinstance(one, Problem)
)
"""Every problem that is no rule of a framework, in the order of the help."""

BETWEEN_RECORDS: Final = (
    document.REC_ID_TWICE,
    document.REC_ID_UNKNOWN,
    document.REC_ENTRY_UNKNOWN,
)
"""What can be wrong between records that are checked together; it is selected as rules are."""

NEVER_READ: Final = frozenset(
    one.code
    for one in (
        document.DOC_NOT_FOUND,
        document.DOC_UNREADABLE,
        document.DOC_NONE,
        document.DOC_KIND,
        document.DOC_TABLE,
        table.TABLE_OLD_EXCEL,
        table.TABLE_PASSWORD,
        table.TABLE_FOREIGN,
        table.TABLE_DAMAGED,
        table.TABLE_BOMB,
        table.TABLE_LONG_CELL,
        table.TABLE_SPARSE,
        table.TABLE_ENTITY,
        table.TABLE_SHEET,
        codebook.CODEBOOK_UNREADABLE,
    )
)
"""The codes that say that there was nothing to read."""
