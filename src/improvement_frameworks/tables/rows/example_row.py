"""Leaves out the example with which a template begins, as long as nobody wrote over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from improvement_frameworks import problems
from improvement_frameworks.core.wording import even, fold
from improvement_frameworks.tables.cells.cell_text import write_value
from improvement_frameworks.tables.cells.escape import escape
from improvement_frameworks.tables.rows.column import RECORD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.reading.sheet import Row

EXAMPLE: Final = "example"
"""What stands in the column record of a template's example."""


def skip_example(heading: Heading, ship: Callable[[str], Mapping[str, str]]) -> Heading:
    """Return a header with the example row below it, if there is one, counted to it.

    Args:
        heading: The header.
        ship: Gives the cells of the example as the template of a framework has them. A row that
            says anything else was written by somebody, whatever its mark says, and is read.
    """
    header = heading.row.number
    first = next((row for row in heading.sheet.top if row.number > header), None)
    if first is None or first.number > header + 1:
        return heading
    places = [place for place, column in heading.columns.items() if column.name == RECORD]
    marks = {p for p, cell in enumerate(first.cells) if fold(write_value(cell)) == EXAMPLE}
    mark = next((place for place in places if place in marks), None)
    # a template that is known by its stamp needs no mark
    is_stamped = heading.sheet.framework and not places and heading.canvas is None
    if mark is None and not is_stamped:
        return heading
    where = heading.where(first, mark)
    if _is_as_shipped(heading, first, ship(heading.framework)):
        return evolve(heading, examples=1).tell(problems.TABLE_EXAMPLE.issue(where))
    return heading if mark is None else heading.tell(problems.TABLE_EXAMPLE_CHANGED.issue(where))


def _is_as_shipped(heading: Heading, row: Row, shipped: Mapping[str, str]) -> bool:
    said = {place: even(write_value(cell)) for place, cell in enumerate(row.cells)}
    for place, column in heading.columns.items():
        expected = column.constant or shipped.get(column.name, "")
        if said.get(place, "") not in {even(expected), even(escape(expected))}:
            return False
    beside = {place for place, text in said.items() if text} - heading.columns.keys()
    return not beside
