"""Finds a second table below or beside the first one on a sheet, so that they are not mixed."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from functools import partial
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from attrs import evolve

from improvement_frameworks.core.registry import get_framework
from improvement_frameworks.tables.cells.cell_text import find_content, write_at, write_value
from improvement_frameworks.tables.headings.column_name import words_for_parts
from improvement_frameworks.tables.headings.field_line import is_label
from improvement_frameworks.tables.headings.header import find_header
from improvement_frameworks.tables.headings.heading import Heading
from improvement_frameworks.tables.layouts.canvas.canvas import find_blocks
from improvement_frameworks.tables.layouts.survey import find_survey
from improvement_frameworks.tables.reading.sheet import TOP_ROWS, Row, RowReader
from improvement_frameworks.tables.rows.column import GROUP, RECORD, TITLE
from improvement_frameworks.tables.rows.row import is_blank_row
from improvement_frameworks.tables.rows.verdict import repeats_header

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Collection,
        Container,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.layouts.canvas.canvas import Canvas
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.sheet import Sheet

ROWS_LOOKED_AT: Final = 2_000
"""In how many rows a second table is looked for."""
_MOST_GAPS: Final = 100
"""After how many blank rows it is looked for: a table of people has few."""


def split_sheet(
    heading: Heading, options: Options, candidates: Sequence[str]
) -> tuple[Heading, Sheet | None]:
    """Return the header of a table with the rows that belong to it, and what is below them.

    A second table begins after a blank row, with a header of its own, and may have one line of
    title above it. A header that only comes again is no second table.
    """
    start = _find_start(heading, options, candidates)
    if start is None:
        return heading, None
    above = _take(heading.sheet, 0, lambda number: number < start)
    below = _take(heading.sheet, 0, lambda number: number >= start)
    return evolve(heading, sheet=above), below


def split_drawing(heading: Heading) -> list[Sheet]:
    """Return the forms, or the tallies, of a sheet that holds several; nothing if it is one."""
    head_count = get_framework(heading.framework).head_count
    is_tally = head_count is not None and not head_count.is_by_point
    if heading.canvas is None:
        return _split_list(heading) if is_tally else []
    if is_tally:
        return _split_tallies(heading.sheet, heading.canvas)
    return _split_forms(heading, heading.canvas)


def _split_tallies(sheet: Sheet, canvas: Canvas) -> list[Sheet]:
    """Return the tallies of a sheet on which the same answers are counted more than once.

    The next one begins behind the numbers that are before an answer that comes again, below or to
    the right: a title may be above it. Below answers that come once, each row of numbers is one,
    and beside them each column.
    """
    captions = canvas.captions
    for axis in (0, 1):
        lines: dict[int, set[str]] = {}
        for spot, code in captions.items():
            lines.setdefault(spot[axis], set()).add(code)
        counted = sorted({spot[axis] for spot in canvas.answers})
        if starts := _find_starts(lines, counted):
            return _divide(sheet, axis, starts)
        if len(lines) == 1 and len(counted) > 1:
            first = _leave(sheet, axis, frozenset(counted[1:]))
            if axis == 0:
                return [first, *_put_below(sheet, captions, counted[1:])]
            columns = (frozenset({*lines, line}) for line in counted[1:])
            return [first, *(_take(sheet, axis, kept.__contains__) for kept in columns)]
    return []


def _split_forms(heading: Heading, canvas: Canvas) -> list[Sheet]:
    """Return the forms of a sheet on which the same is said of several records, such as their days.

    Below each other, each begins with a field of the record that comes again, as its captions do.
    Beside each other, each column of answers has a value of its own in the row of such a field.
    """
    sheet, captions = heading.sheet, canvas.captions
    fields: dict[str, dict[int, str]] = {}
    for (row, _), (name, value) in sorted(canvas.fields.items()):
        fields.setdefault(name, {})[row] = value
    again = [sorted(rows) for rows in fields.values() if len({*rows.values()}) > 1]
    starts = min(again, default=list[int]())[1:]
    forms: list[set[str]] = [set() for _ in (0, *starts)]
    for (row, _), code in captions.items():
        forms[bisect_right(starts, row)].add(code)
    if starts and all(form & forms[0] for form in forms):
        return _divide(sheet, 0, starts)
    places = sorted({place for _, place in canvas.answers})
    named = {place for _, place in captions}
    if len(named) != 1 or len(places) < 2 or len(sheet.top) == TOP_ROWS:
        return []
    labels = {row.number: write_at(row, min(named)) for row in sheet.top}
    if not any(
        row.number < min(captions)[0]
        and is_label(heading.framework, labels[row.number])
        and all(write_at(row, place) for place in places)
        for row in sheet.top
    ):
        return []
    columns = (frozenset({*named, place}) for place in places[1:])
    first = _leave(sheet, 1, frozenset(places[1:]))
    return [first, *(_take(sheet, 1, kept.__contains__) for kept in columns)]


def _split_list(heading: Heading) -> list[Sheet]:
    """Return the tallies of a list: each is a block of rows, whose answers come again in another.

    A blank row, a title or the header again is between them.
    """
    names = {column.name: place for place, column in heading.columns.items()}
    numbers = [p for p, c in heading.columns.items() if c.place == "entry" and c.kind == "number"]
    part, rows = heading.part_place, heading.sheet.top
    if part is None or not numbers or names.keys() & {RECORD, TITLE, GROUP}:
        return []
    if len(rows) == TOP_ROWS:
        return []  # a tally has few rows
    words = words_for_parts(heading.framework)
    counted = [
        row.number
        for row in rows
        if row.number > heading.last and any(map(str.isdigit, write_at(row, numbers[0])))
    ]
    first = find_blocks(counted)
    lines: dict[int, set[str]] = {}
    for row in rows:
        if row.number in first and (code := words.find(write_at(row, part))):
            lines.setdefault(first[row.number], set()).add(code)
    starts = _find_starts(lines, counted)
    return _divide(heading.sheet, 0, starts) if starts else []


def _find_starts(lines: Mapping[int, Collection[str]], counted: Sequence[int]) -> list[int]:
    """Return the lines in which a tally begins: behind the numbers before answers that come again.

    Args:
        lines: By row or by column: the answers in it.
        counted: The rows or columns that have numbers.
    """
    starts: list[int] = []
    seen: set[str] = set()
    for line, codes in sorted(lines.items()):
        before = bisect_left(counted, line)
        if not seen.isdisjoint(codes) and before:
            starts.append(counted[before - 1] + 1)
            seen.clear()
        seen.update(codes)
    return starts


def _divide(sheet: Sheet, axis: int, starts: Sequence[int]) -> list[Sheet]:
    """Return a sheet as several, each of which begins in a row or column."""
    bounds = pairwise([0, *starts, sys.maxsize])
    return [_take(sheet, axis, range(*bound).__contains__) for bound in bounds]


def _leave(sheet: Sheet, axis: int, others: Container[int]) -> Sheet:
    """Return a sheet without some of its rows or columns."""
    return _take(sheet, axis, lambda number: number not in others)


def _put_below(
    sheet: Sheet, captions: Collection[tuple[int, int]], lines: Iterable[int]
) -> Iterator[Sheet]:
    """Yield sheets with nothing but captions and, below them, the row of a number."""
    rows = {item.number: item for item in sheet.rows() if isinstance(item, Row)}
    places = {place for _, place in captions}
    above = rows[next(row for row, _ in captions)]
    cells = [raw if place in places else None for place, raw in enumerate(above.cells)]
    for line in lines:
        pair = (Row(line - 1, cells), rows[line])
        yield evolve(sheet, reader=RowReader(partial(iter, pair), sheet.reader.size))


def _take(sheet: Sheet, axis: int, belongs: Callable[[int], bool]) -> Sheet:
    """Return a sheet with some of its rows or columns; each cell keeps its address."""

    def read() -> Iterator[Row | Issue]:
        for item in sheet.rows():
            number = item.number if isinstance(item, Row) else item.where.row
            if axis and isinstance(item, Row):
                cells = [raw if belongs(place) else None for place, raw in enumerate(item.cells)]
                yield evolve(item, cells=cells)
            elif axis or number is None or belongs(number):
                yield item

    return evolve(sheet, reader=RowReader(read, sheet.reader.size))


def _find_start(heading: Heading, options: Options, candidates: Sequence[str]) -> int | None:
    """Return the number of the first row of a second table."""
    last = heading.last
    title: Row | None = None
    gaps = 0
    first = (row for row in islice(heading.sheet.rows(), ROWS_LOOKED_AT) if isinstance(row, Row))
    rows = [row for row in first if row.number > heading.last and not is_blank_row(row)]
    for index, row in enumerate(rows):
        is_gap = row.number > last + 1
        last = row.number
        is_above_header = index + 1 < len(rows) and repeats_header(heading, rows[index + 1])
        if not (is_gap or title or is_above_header):
            continue
        gaps += is_gap
        if gaps > _MOST_GAPS:
            return None
        above, title = title, None
        if (is_gap or is_above_header) and len(_texts(row)) == 1 and len(heading.names) > 1:
            if is_gap and _is_of_others(heading, rows[index + 1 :]):
                return row.number
            title = row
            continue
        may_begin = above or (is_gap and not repeats_header(heading, row))
        if may_begin and _is_header(heading, row, options, candidates):
            return (above or row).number
    return None


def _is_of_others(heading: Heading, rows: Sequence[Row]) -> bool:
    """Whether rows have words where parts should be, and none of them is one."""
    words, place = words_for_parts(heading.framework), heading.part_place
    if place is None or heading.columns[place].is_open:
        return False
    cells = [write_at(row, place) for row in rows if len(find_content(row)) > 1]
    return len(cells) > 1 and all(cells) and not any(map(words.find, cells))


def find_beside(heading: Heading, rows: Sequence[Row]) -> int | None:
    """Return the position of the first column of a table beside the first one.

    It is behind a blank column, has a row of headings, full rows below it, and ends at another row
    than the first table: its cells say nothing of the rows beside them.

    Args:
        heading: The header of both.
        rows: All rows of the sheet, or the first ones.
    """
    filled = [
        (row.number, {place for place, cell in enumerate(row.cells) if write_value(cell).strip()})
        for row in rows
        if row.number >= heading.row.number
    ]
    used = set[int]().union(*(places for _, places in filled))
    for start in sorted(used - {min(used, default=0)}):
        named = [place for place in heading.names if place >= start]
        if start - 1 in used or start not in named or len(named) < 2:
            continue
        right = [number for number, places in filled if max(places, default=-1) >= start]
        left = [number for number, places in filled if min(places, default=start) < start]
        dense = [number for number, places in filled if start in places]
        if len(right) > 1 and right == dense and right[-1] != left[-1]:
            is_first = heading.part_place is None or heading.part_place < start
            return start if is_first and right == [*range(right[0], right[-1] + 1)] else None
    return None


def leave_beside(sheet: Sheet, start: int) -> Sheet:
    """Return a sheet without its columns from a position on."""
    return _take(sheet, 1, range(start).__contains__)


def _texts(row: Row) -> list[str]:
    return [text for cell in row.cells if (text := write_value(cell).strip())]


def _is_header(heading: Heading, row: Row, options: Options, candidates: Sequence[str]) -> bool:
    if len(_texts(row)) < 2:
        return False
    if repeats_header(heading, row) or find_header([row], candidates, options.mapping) is not None:
        return True
    return isinstance(find_survey(heading.sheet, [row], options, candidates), Heading)
