"""Counts the faults of a batch, and chooses the rows whose issues the report keeps in full."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import polars as pl
from attrs import define, field

from improvement_frameworks import problems
from improvement_frameworks.core.record.types import BLANKS
from improvement_frameworks.tables.rows.row import ExtentChecker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from improvement_frameworks.core.report.report import Collector
    from improvement_frameworks.problems.problem import Problem
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.reading.batch import Batch


@define
class Faults:
    """What is wrong in the rows of a batch."""

    counts: Counter[Problem] = field(factory=Counter["Problem"])
    """How many issues of each problem there are."""
    _rows: dict[Problem, list[Sequence[int]]] = field(
        factory=dict["Problem", "list[Sequence[int]]"]
    )

    def add(self, problem: Problem, rows: Sequence[int]) -> None:
        """Take one issue of a problem in each of the rows."""
        if len(rows):
            self.counts[problem] += len(rows)
            self._rows.setdefault(problem, []).append(rows)

    def rows(self) -> list[int]:
        """Return all rows with a fault."""
        return sorted({row for parts in self._rows.values() for rows in parts for row in rows})

    def first(self, collector: Collector) -> set[int]:
        """Return the rows of those issues for which the report has room."""
        chosen: set[int] = set()
        for problem, parts in self._rows.items():
            room = collector.room(problem.code)
            if room:
                chosen.update(sorted(row for rows in parts for row in rows[:room])[:room])
        return chosen


class FrameExtent:
    """Finds the rows to which `ExtentChecker` has something to say."""

    def __init__(self, heading: Heading) -> None:
        self.check = ExtentChecker(heading).check
        """Returns what is wrong with the extent of a row; to be asked in the order of rows."""
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
        outside = pl.repeat(value=False, n=frame.height, eager=True)
        kept = ~outside if void is None else ~void
        if batch.widths is not None and not self._is_typed:
            short = (pl.Series(batch.widths) < self._width) & kept
            found.add(problems.ROW_SHORT, short.arg_true().to_list())
            kept &= ~short
        for place in beside:
            if place in self._said:
                continue
            filled = ~find_void(frame.to_series(place)) & kept
            if place >= self._most and not self._is_typed:
                outside |= filled
            elif filled.any():
                self._said.add(place)
                found.add(problems.COLUMN_NAMELESS, [int(filled.arg_true()[0])])
        found.add(problems.ROW_LONG, outside.arg_true().to_list())
        return found


def find_void(series: pl.Series) -> pl.Series:
    """Tell in which cells of a column nothing stands but space."""
    if series.dtype == pl.String:
        return (series.str.strip_chars(BLANKS) == "").fill_null(value=True)
    if series.dtype == pl.Object:
        values = [one is None or (isinstance(one, str) and not one.strip(BLANKS)) for one in series]
        return pl.Series(values, dtype=pl.Boolean)
    return series.is_null()
