"""Joins the sheets of a workbook that has one for each part to one table with all their rows.

Each sheet is called as a part and has the same columns as the others, or only a list of words; or
it is called as a code of another list, such as a level. The name of its sheet is a further column
of each row. A single list below a question has its part in the same way.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from improvement_frameworks import problems
from improvement_frameworks.core.registry import framework_ids
from improvement_frameworks.core.wording import fold
from improvement_frameworks.problems.problem import Own, Where, quote
from improvement_frameworks.tables.cells.cell_text import find_content, write_at, write_value
from improvement_frameworks.tables.headings.column_name import (
    find_name,
    name_parts,
    part_column,
    words_for_parts,
)
from improvement_frameworks.tables.headings.header import (
    ROWS_SEARCHED,
    SHORTEST_QUESTION,
    find_header,
)
from improvement_frameworks.tables.layouts.canvas.canvas import list_axes
from improvement_frameworks.tables.reading.sheet import Row, RowReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.sheet import Sheet

_TEXT: Final = "text"


def join_sheets(sheets: Sequence[Sheet], options: Options) -> tuple[list[Sheet], list[Issue]]:
    """Return the sheets, those that are called as parts joined to one, and what is to be said.

    They are joined if two or more are called as different parts of one framework, or as codes of
    another list of it, and of no other one, and if their columns are the same. A single list of
    words has the part for which its first cell, or the name of its sheet or file, asks in the words
    of one framework.
    """
    free = [sheet for sheet in sheets if not (sheet.is_hidden or sheet.framework)]
    candidates = (options.framework,) if options.framework else framework_ids()
    if not free or options.mapping is not None:
        return [*sheets], []
    if len(sheets) == 1:
        return _read_question(free[0], candidates)
    named = {
        (name, column): called
        for name in candidates
        for column in (part_column(name), *list_axes(name))
        if len(called := _find_codes(free, name, column)) > 1
    }
    most = max(map(len, named.values()), default=0)
    best = [one for one, codes in named.items() if len(codes) == most]
    if len(best) != 1:
        return [*sheets], []
    ((framework, column),) = best
    tables = [_find_table(sheet, framework, column, c) for c, sheet in named[best[0]].items()]
    found = [table for table in tables if table is not None]
    if len({table.shape for table in found}) != 1 or len(found) != len(tables):
        return [*sheets], []
    joined = _join(found, framework, column)
    where = Where(source=joined.source)
    told = problems.SHEETS_JOINED.issue(where, sheets=joined.joins, field=column)
    others = [sheet for sheet in sheets if sheet.name not in joined.joins]
    first = sheets.index(found[0].sheet)
    return [*others[:first], joined, *others[first:]], [told]


def _join(tables: Sequence[_Table], framework: str, column: str) -> Sheet:
    size = sum(table.sheet.reader.size for table in tables)
    rows = RowReader(lambda: _read(tables, column), size)
    names = tuple(table.sheet.name for table in tables)
    return evolve(tables[0].sheet, reader=rows, framework=framework, joins=names)


def _read_question(sheet: Sheet, candidates: Sequence[str]) -> tuple[list[Sheet], list[Issue]]:
    """Return a list of answers to one question with the part that it asks for."""
    first = next(filter(find_content, sheet.top), None)
    cell = write_value(first.cells[0]) if first and find_content(first) == [0] else ""
    for text in (cell, sheet.name, Path(sheet.source).stem) if cell else ():
        if len(fold(text).split()) < SHORTEST_QUESTION:
            continue
        found = [one for one in name_parts(text).items() if one[0] in candidates]
        if len(found) != 1:
            continue
        ((framework, code),) = found
        part = part_column(framework)
        table = _find_table(sheet, framework, part, code)
        if table is not None and table.header.number == 0:
            where = Where(source=sheet.source, sheet=sheet.name)
            line = Own(f"{quote(text)} as {part}")
            return [_join([table], framework, part)], [
                problems.LINES_READ.issue(where, lines=(line,))
            ]
    return [sheet], []


def _find_codes(sheets: Sequence[Sheet], framework: str, column: str) -> dict[str, Sheet]:
    """Return the sheets that are called as codes; none if two are called as the same one."""
    words = list_axes(framework).get(column) or words_for_parts(framework)
    named = [(code, sheet) for sheet in sheets if (code := words.find(sheet.name))]
    found = dict(named)
    return found if len(found) == len(named) else {}


@frozen
class _Table:
    """What a sheet holds."""

    sheet: Sheet
    """The sheet."""
    code: str
    """The part, or another code, that it is called as."""
    header: Row
    """The row of its names; of a list of words it has the number 0, whatever is above it."""
    skipped: int
    """The number of the row that is not read: its header, or the caption of the list."""

    @property
    def shape(self) -> tuple[int, tuple[str, ...]]:
        """What has to be the same in sheets that are joined."""
        return self.header.number, tuple(fold(write_value(cell)) for cell in self.header.cells)


def _find_table(sheet: Sheet, framework: str, column: str, code: str) -> _Table | None:
    """Return what a sheet holds; nothing if it has such a column of its own, or no header."""
    rows = [row for row in sheet.top if find_content(row)]
    words = words_for_parts(framework)
    is_part = column == part_column(framework)
    if is_part and rows and {place for row in rows for place in find_content(row)} == {0}:
        first, *others = (write_at(row, 0) for row in rows)
        if any(map(words.find, others)):
            return None  # a drawing, with one part below the other
        is_caption = words.find(first) == code or find_name(framework, first)
        return _Table(sheet, code, Row(0, (_TEXT,)), rows[0].number if is_caption else 0)
    named = (row for row in rows[:ROWS_SEARCHED] if _TEXT in _name_columns(row, framework))
    header = find_header(rows, [framework]) or next(named, None)
    if header is None or column in _name_columns(header, framework):
        return None
    return _Table(sheet, code, header, header.number)


def _name_columns(row: Row, framework: str) -> list[str | None]:
    return [find_name(framework, write_value(cell)) for cell in row.cells]


def _read(tables: Sequence[_Table], column: str) -> Iterator[Row | Issue]:
    """Yield what is above the headers, one header, and the rows of all sheets."""
    header = tables[0].header
    width = len(header.cells)
    for table in tables if header.number > 1 else ():
        for item in table.sheet.rows():
            if isinstance(item, Row) and item.number < header.number:
                yield evolve(item, sheet=table.sheet.name)
    yield evolve(header, cells=(*header.cells, column))
    for table in tables:
        for item in table.sheet.rows():
            if not isinstance(item, Row):
                yield item
            elif (
                item.number > header.number and item.number != table.skipped and find_content(item)
            ):
                blank = [None] * (width - len(item.cells))
                cells = (*item.cells[:width], *blank, table.code, *item.cells[width:])
                yield evolve(item, cells=cells, sheet=table.sheet.name)
