"""Joins the days below steps to the step that was reached: one row an idea, with a day for each.

Boards and boxes of ideas have a column for each step, with the day on which it was reached, and the
idea itself in another one.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import evolve

from improvement_frameworks import problems
from improvement_frameworks.core.registry import get_framework
from improvement_frameworks.problems.problem import Where
from improvement_frameworks.tables.cells.cell_text import write_at, write_texts
from improvement_frameworks.tables.cells.day import is_day, may_be_day
from improvement_frameworks.tables.headings.column_name import (
    headings_of,
    name_parts,
    part_column,
)
from improvement_frameworks.tables.reading.sheet import TOP_ROWS, Row, RowReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.reading.sheet import Raw, Sheet

_LEAST: Final = 3
"""How many steps have a column at least."""
_DAY: Final = "happened_on"
"""The column of the day on which something happened."""


class Steps(NamedTuple):
    """A sheet whose steps are joined."""

    sheet: Sheet
    """The sheet, with the last step that each row reached, and its day."""
    told: Issue
    """What is to be said."""
    cells: tuple[int, int]
    """How many cells with content there are beside those of that sheet, and how many were read: a
    day that is kept says the step as well."""


def join_steps(sheet: Sheet, frameworks: Sequence[str]) -> Steps | None:
    """Return a sheet with the last step that each row reached, and its day; nothing without any.

    Args:
        sheet: The sheet.
        frameworks: Those that it may be of.
    """
    if len(sheet.top) == TOP_ROWS:
        return None  # further down may be words below a step
    for at, header in enumerate(sheet.top):
        named = Counter(name for text in write_texts(header) for name in name_parts(text))
        for framework in [name for name in frameworks if named[name] >= _LEAST]:
            steps = _find_steps(header, sheet.top[at + 1 :], framework)
            if len(steps) < _LEAST or _DAY not in headings_of(framework).days:
                continue
            names = (part_column(framework), _DAY)
            read = partial(_join, sheet, header, steps, names)
            joined = evolve(sheet, reader=RowReader(read, sheet.reader.size))
            where = Where(source=sheet.source, sheet=sheet.name, row=header.number)
            days = [[write_at(row, p) for p in steps] for row in sheet.top[at + 1 :]]
            filled = [[*filter(None, row)] for row in days if any(row)]
            kept = sum(is_day(row[-1]) for row in filled)
            all_days = sum(map(len, filled))
            told = problems.STEPS_JOINED.issue(where, count=len(steps), lost=all_days - kept)
            return Steps(joined, told, (all_days - len(filled) - kept, -kept))
    return None


def _find_steps(header: Row, below: Sequence[Row], framework: str) -> Mapping[int, str]:
    """Return the columns that are called as different parts, with nothing but days below them.

    They are in the order of the parts, whatever the order of the columns is.
    """
    texts = dict(enumerate(write_texts(header)))
    named = {p: text for p, text in texts.items() if text and framework in name_parts(text)}
    parts = {name_parts(text)[framework] for text in named.values()}
    cells = [cell for row in below for place in named if (cell := write_at(row, place))]
    is_clear = len(parts) == len(named) and len(cells) > 1 and all(map(may_be_day, cells))
    order = [part.code for part in get_framework(framework).parts]
    steps = sorted(named.items(), key=lambda one: order.index(name_parts(one[1])[framework]))
    return dict(steps) if is_clear else {}


def _join(
    sheet: Sheet, header: Row, steps: Mapping[int, str], names: tuple[str, str]
) -> Iterator[Row | Issue]:
    first, second = sorted(steps)[:2]  # which hold the step and its day from now on
    for row in sheet.rows():
        if not isinstance(row, Row) or row.number < header.number:
            yield row
            continue
        cells: list[Raw] = [*row.cells]
        cells += [None] * (max(steps) + 1 - len(cells))
        reached = next((place for place in reversed([*steps]) if write_at(row, place)), None)
        pair: tuple[Raw, Raw] = (None, None)
        if row.number == header.number:
            pair = names
        elif reached is not None:
            day = cells[reached] if is_day(write_at(row, reached)) else None  # with its year
            pair = (steps[reached], day)
        for place in steps:
            cells[place] = None
        cells[first], cells[second] = pair
        yield evolve(row, cells=cells)
