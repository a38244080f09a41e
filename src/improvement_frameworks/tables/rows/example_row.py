"""Leaves out the example with which a template begins, as long as nobody wrote over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from improvement_frameworks import problems
from improvement_frameworks.core.wording import even, fold
from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.cells.cell_text import write_value
from improvement_frameworks.tables.cells.escape import escape
from improvement_frameworks.tables.rows.column import RECORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.reading.sheet import Row

EXAMPLE: Final = "example"
"""What stands in the column record of a template's example."""


def skip_example(
    heading: Heading, top: Iterable[Row | Issue], ship: Callable[[str], Mapping[str, str]]
) -> Heading:
    """Return a header with the example row below it, if there is one, counted to it.

    Args:
        heading: The header.
        top: The first rows of the sheet.
        ship: Gives the cells of the example as the template of a framework has them. A row that
            says anything else was written by somebody, whatever its mark says, and is read.
    """
    places = [place for place, column in heading.columns.items() if column.name == RECORD]
    header = heading.row.number
    below = (row for row in top if not isinstance(row, Issue) and row.number > header)
    first = next(below, None)
    if first is None or first.number > header + 1:
        return heading
    if heading.sheet.framework and not places and heading.canvas is None:
        return _skip_unmarked(heading, first, ship)
    if not places or places[0] >= len(first.cells):
        return heading
    if fold(write_value(first.cells[places[0]])) != EXAMPLE:
        return heading
    where = heading.where(first, places[0])
    if not _is_as_shipped(heading, first, ship(heading.framework)):
        issue = problems.TABLE_EXAMPLE_CHANGED.issue(where)
        return evolve(heading, issues=(*heading.issues, issue))
    remark = problems.TABLE_EXAMPLE.issue(where)
    return evolve(heading, examples=1, issues=(*heading.issues, remark))


def _skip_unmarked(
    heading: Heading, first: Row, ship: Callable[[str], Mapping[str, str]]
) -> Heading:
    """Skip the example of a template that is known by its stamp; it needs no mark."""
    if not _is_as_shipped(heading, first, ship(heading.framework)):
        return heading
    remark = problems.TABLE_EXAMPLE.issue(heading.where(first))
    return evolve(heading, examples=1, issues=(*heading.issues, remark))


def _is_as_shipped(heading: Heading, row: Row, shipped: Mapping[str, str]) -> bool:
    said = {place: even(write_value(cell)) for place, cell in enumerate(row.cells)}
    for place, column in heading.columns.items():
        expected = column.constant or shipped.get(column.name, "")
        if said.get(place, "") not in {even(expected), even(escape(expected))}:
            return False
    beside = {place for place, text in said.items() if text} - heading.columns.keys()
    return not beside
