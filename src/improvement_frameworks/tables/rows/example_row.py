"""Leaves out the example with which a template begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from improvement_frameworks import problems
from improvement_frameworks.core.wording import fold
from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.rows.cell_text import write_plain
from improvement_frameworks.tables.rows.column import RECORD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from improvement_frameworks.tables.reading.sheet import Row
    from improvement_frameworks.tables.rows.heading import Heading

EXAMPLE: Final = "example"
"""What stands in the column record of a template's example."""


def skip_example(heading: Heading, top: Iterable[Row | Issue]) -> Heading:
    """Return a header with the example row below it, if there is one, counted to it."""
    places = [place for place, column in heading.columns.items() if column.name == RECORD]
    header = heading.row.number
    below = (row for row in top if not isinstance(row, Issue) and row.number > header)
    first = next(below, None)
    if not places or first is None or first.number > header + 1 or places[0] >= len(first.cells):
        return heading
    if fold(write_plain(first.cells[places[0]])) != EXAMPLE:
        return heading
    remark = problems.TABLE_EXAMPLE.issue(heading.where(first, places[0]))
    return evolve(heading, examples=1, issues=(*heading.issues, remark))
