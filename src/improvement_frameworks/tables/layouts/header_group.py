"""Joins a header of two rows whose upper one stands above the same names more than once.

A risk has a likelihood and a score before something is done about it, and again afterwards:
"Before" and "After" are each above several columns.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import evolve

from improvement_frameworks import problems
from improvement_frameworks.core.wording import fold
from improvement_frameworks.problems.problem import Where
from improvement_frameworks.tables.cells.cell_text import write_at, write_texts
from improvement_frameworks.tables.headings.column_name import drop_brackets, find_name
from improvement_frameworks.tables.headings.header import ROWS_SEARCHED
from improvement_frameworks.tables.reading.sheet import Row, RowReader

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.reading.sheet import Sheet


def join_header_groups(sheet: Sheet, frameworks: Sequence[str]) -> tuple[Sheet, Issue] | None:
    """Return a sheet whose header of two rows is one, and what is to be said; nothing without one.

    A name that comes again has what is above it before it: "After likelihood".

    Args:
        sheet: The sheet.
        frameworks: Those that it may be of.
    """
    for upper, lower in pairwise(sheet.top[:ROWS_SEARCHED]):
        names, again = _join_names(upper, lower)
        if len(again) < 2:
            continue
        if any(_are_known(one, names, again) for one in frameworks):
            read = partial(_join, sheet, upper.number, Row(lower.number, names, lower.line))
            where = Where(source=sheet.source, sheet=sheet.name, row=lower.number)
            told = problems.HEADER_ROWS.issue(where, count=1)
            return evolve(sheet, reader=RowReader(read, sheet.reader.size)), told
    return None


def _are_known(framework: str, names: Sequence[str], again: Collection[str]) -> bool:
    """Whether the names that come again are columns, and one of them with what is above it."""
    later = [name for name in names if any(name.endswith(f" {one}") for one in again)]
    return all(find_name(framework, one) for one in again) and any(
        find_name(framework, name) for name in later
    )


def _join_names(upper: Row, lower: Row) -> tuple[list[str], set[str]]:
    """Return one name for each column, and the names that come again below another heading.

    There are none if the upper row says anything but what is above these, or above a blank cell.
    """
    below = write_texts(lower)
    names: list[str] = []
    seen: set[str] = set()
    again: set[str] = set()
    group = ""
    for place in range(max(len(upper.cells), len(below))):
        above, text = write_at(upper, place).strip(), write_at(lower, place).strip()
        group = above or group
        bare = drop_brackets(text) or text
        if not text or text.startswith(("(", "[")):  # "(1 to 5)" explains what is above it
            names.append(above)
        elif fold(bare) in seen:
            again.add(bare)
            names.append(f"{group} {bare}")
        else:
            names.append(text)
        seen.add(fold(bare))
    is_above = any(text and not write_at(upper, place) for place, text in enumerate(below))
    is_worded = all(any(map(str.isalpha, text)) for text in below if text)
    words = {fold(one) for one in again}
    is_all = all(
        text == above or text.startswith(("(", "[")) or fold(drop_brackets(text) or text) in words
        for place, text in enumerate(map(str.strip, below))
        if text and (above := write_at(upper, place).strip())
    )
    return names, again if is_above and is_worded and is_all else set()


def _join(sheet: Sheet, above: int, header: Row) -> Iterator[Row | Issue]:
    for row in sheet.rows():
        if isinstance(row, Row) and row.number == header.number:
            yield header
        elif not isinstance(row, Row) or row.number != above:
            yield row
