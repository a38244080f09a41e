"""Turns a form with the fields of an entry down its side to a table with a row for each entry.

The first column holds names of columns, the next one a value for each; there is one for each entry.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from attrs import evolve

from improvement_frameworks import problems
from improvement_frameworks.problems.problem import Own, Where, quote
from improvement_frameworks.tables.cells.cell_text import find_content, write_at
from improvement_frameworks.tables.headings.column_name import (
    find_name,
    headings_of,
    words_for_parts,
)
from improvement_frameworks.tables.reading.sheet import TOP_ROWS, Row, RowReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.reading.sheet import Raw, Sheet

_LEAST_FIELDS: Final = 4
"""How many fields a form has at least: fewer are the header of a table, or captions."""
_MOST_ENTRIES: Final = 20
"""How many columns of values it has at most."""


def turn_sheet(sheet: Sheet, frameworks: Sequence[str]) -> tuple[Sheet, Issue] | None:
    """Return a form as a table, and what is to be said; nothing if it is no form.

    Row and column of each cell are exchanged, as ``Sheet.is_turned`` says, so that each keeps its
    address.

    Args:
        sheet: The sheet.
        frameworks: Those that it may be of.
    """
    rows = [row for row in sheet.top if find_content(row)]
    fields = [row for row in rows if len(find_content(row)) > 1]
    entries = max((find_content(row)[-1] for row in fields), default=0)
    is_form = all(find_content(row)[0] == 0 for row in rows) and entries <= _MOST_ENTRIES
    is_full = all(2 * len(find_content(row)[1:]) >= entries for row in fields)
    if not (is_form and is_full and len(fields) >= _LEAST_FIELDS) or len(sheet.top) == TOP_ROWS:
        return None
    labels = [write_at(row, 0) for row in fields]
    if not any(_are_fields(name, labels) for name in frameworks):
        return None
    read = partial(_turn, sheet, {row.number: row for row in fields}, entries)
    turned = evolve(sheet, reader=RowReader(read), is_turned=True)
    alone = tuple(quote(write_at(row, 0)) for row in rows if row not in fields)
    told = problems.SHEET_TURNED.issue(
        Where(source=sheet.source, sheet=sheet.name),
        fields=tuple(map(quote, labels)),
        alone=alone or (Own("none"),),
    )
    return turned, told


def are_nearly_all(known: int, fields: int) -> bool:
    """Whether no more than one field in four has another name than a column of the framework."""
    return 4 * known >= 3 * fields


def _are_fields(framework: str, labels: Sequence[str]) -> bool:
    """Whether nearly all labels name a column each, one of them of an entry, and none is a part."""
    words = words_for_parts(framework)
    named = [name for label in labels if (name := find_name(framework, label))]
    is_told = not headings_of(framework).of_entries.isdisjoint(named)
    is_drawing = sum(words.find(label) is not None for label in labels) > 1
    is_known = are_nearly_all(len(named), len(labels)) and len({*named}) == len(named)
    return is_known and is_told and not is_drawing


def _turn(sheet: Sheet, fields: Mapping[int, Row], entries: int) -> Iterator[Row | Issue]:
    """Yield the names of the fields as a header, and what was written as the rows below it."""
    yield from (item for item in sheet.rows() if not isinstance(item, Row))
    last = max(fields)
    for column in range(entries + 1):
        cells: list[Raw] = [None] * last
        for number, row in fields.items():
            if column < len(row.cells):
                cells[number - 1] = row.cells[column]
        yield Row(column + 1, cells)
