"""Counts the faults of a batch, and tells in full those that the report keeps."""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

import polars as pl
from attrs import define, field

from improvement_frameworks import problems
from improvement_frameworks.core.record.types import BLANKS
from improvement_frameworks.tables.rows.row import ExtentChecker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from improvement_frameworks.problems.problem import Issue, Problem
    from improvement_frameworks.tables.columnar.told import Told
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.reading.batch import Batch

Tell: TypeAlias = "Callable[[int], Sequence[Issue]]"
"""Tells what is wrong in a row of a batch, given its position there."""


@define
class Faults:
    """What is wrong in the rows of a batch."""

    counts: Counter[Problem] = field(factory=Counter["Problem"])
    """How many issues of each problem there are."""
    _found: dict[Problem, list[tuple[Sequence[int], Tell]]] = field(
        factory=dict["Problem", "list[tuple[Sequence[int], Tell]]"]
    )

    def add(self, problem: Problem, rows: Sequence[int], tell: Tell) -> None:
        """Take one issue of a problem in each of the rows, and what tells it."""
        if len(rows):
            self.counts[problem] += len(rows)
            self._found.setdefault(problem, []).append((rows, tell))

    def rows(self) -> list[int]:
        """Return all rows with a fault."""
        return sorted({row for parts in self._found.values() for rows, _ in parts for row in rows})

    def tell(self, batch: Batch, told: Told) -> None:
        """Tell the issues for which the report has room, in the order of their rows."""
        told.counts += self.counts
        chosen: set[tuple[int, Tell]] = set()
        for problem, parts in self._found.items():
            room = told.room(problem)
            first = sorted(
                ((row, tell) for rows, tell in parts for row in rows[:room]), key=itemgetter(0)
            )
            last = first[:room][-1:]
            chosen.update(one for one in first if last and one[0] <= last[0][0])
        for index, tell in sorted(chosen, key=itemgetter(0)):
            told.add(batch.numbers[index], *tell(index))


class FrameExtent:
    """Finds the rows to which `ExtentChecker` has something to say."""

    def __init__(self, heading: Heading) -> None:
        self._check = ExtentChecker(heading).check
        self._names = heading.names
        self._width = max(heading.names, default=-1) + 1
        self._most = max(self._width, len(heading.row.cells))
        self._is_typed = heading.sheet.is_typed
        self._said: set[int] = set()

    def find(self, batch: Batch, void: pl.Series | None) -> Faults:
        """Return the faults in the extent of the rows of a batch."""
        frame, found = batch.frame, Faults()
        beside = [place for place in range(frame.width) if place not in self._names]
        if batch.widths is None and not beside:
            return found

        def tell(index: int) -> list[Issue]:
            return self._check(batch.row(index))

        outside = pl.repeat(value=False, n=frame.height, eager=True)
        kept = ~outside if void is None else ~void
        if batch.widths is not None and not self._is_typed:
            short = (pl.Series(batch.widths) < self._width) & kept
            found.add(problems.ROW_SHORT, short.arg_true().to_list(), tell)
            kept &= ~short
        for place in beside:
            if place in self._said:
                continue
            filled = ~find_void(frame.to_series(place)) & kept
            if place >= self._most and not self._is_typed:
                outside |= filled
            elif filled.any():
                self._said.add(place)
                found.add(problems.COLUMN_NAMELESS, [int(filled.arg_true()[0])], tell)
        found.add(problems.ROW_LONG, outside.arg_true().to_list(), tell)
        return found


def find_void(series: pl.Series) -> pl.Series:
    """Tell in which cells of a column nothing stands but space."""
    if series.dtype == pl.String:
        return (series.str.strip_chars(BLANKS) == "").fill_null(value=True)
    if series.dtype == pl.Object:
        values = [one is None or (isinstance(one, str) and not one.strip(BLANKS)) for one in series]
        return pl.Series(values, dtype=pl.Boolean)
    return series.is_null()
