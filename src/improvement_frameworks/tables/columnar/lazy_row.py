"""Turns what is known of a lazy frame's values into the issues of its rows.

How many issues there are of each kind is counted where the data lie; those that the report keeps
are made here, from the values and the numbers of their rows. Where rows have no numbers, each
different value is told once, and all of its cells are counted.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import narwhals as nw
from attrs import define, field, frozen

from improvement_frameworks import problems
from improvement_frameworks.tables.columnar.lazy_table import (
    ROW,
    ROWS_FETCHED,
    any_of,
    as_number,
    called,
    fetch,
    one_of,
    to_int,
)
from improvement_frameworks.tables.reading.frame_reader import read_value
from improvement_frameworks.tables.reading.sheet import Row
from improvement_frameworks.tables.rows.need import find_lacks
from improvement_frameworks.tables.rows.row import Piece
from improvement_frameworks.tables.rows.verdict import tell_missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from improvement_frameworks.core.report.report import Collector
    from improvement_frameworks.problems.problem import Issue, Problem
    from improvement_frameworks.tables.columnar.lazy_table import Lazy, LazyTable
    from improvement_frameworks.tables.columnar.lazy_value import LazyValues, Value
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.reading.sheet import Raw
    from improvement_frameworks.tables.rows.column import Column
    from improvement_frameworks.tables.rows.row import RowChecker


@define
class Told:
    """The issues of rows: those that may be kept, by the numbers of their rows, and how many."""

    issues: dict[int, list[Issue]] = field(factory=dict[int, "list[Issue]"])
    """Issues that the report may keep."""
    counts: Counter[Problem] = field(factory=Counter["Problem"])
    """How many there are of each problem, in full."""

    def add(self, number: int, issue: Issue) -> None:
        """Take an issue of a row; it is counted apart."""
        self.issues.setdefault(number, []).append(issue)

    def give(self, collector: Collector) -> None:
        """Give all issues to the collector, in the order of the rows."""
        given: Counter[Problem] = Counter()
        for number in sorted(self.issues):
            found = self.issues[number]
            given.update(issue.problem for issue in found)
            collector.add(found, documents=0)
        for problem, number in self.counts.items():
            collector.count(problem.code, problem.severity, number - given[problem])


@frozen
class Lack:
    """A cell that is blank and must not be."""

    column: Column
    """Its column."""
    place: int | None
    """Where it stands, if the table has it."""
    condition: nw.Expr
    """In which rows it is lacking."""


@frozen
class _CellsElsewhere:
    """Tells which cells of a lazy frame are blank."""

    values: LazyValues

    def has(self, name: str) -> bool:
        return name in self.values.table.places

    def is_blank(self, name: str) -> nw.Expr:
        return self.values.is_blank(self.values.table.places[name])

    def says_any(self, names: Sequence[str]) -> nw.Expr | None:
        here = [~self.is_blank(name) for name in names if self.has(name)]
        return any_of(here) if here else None


class RowTeller:
    """Tells what is wrong in single rows."""

    def __init__(
        self, values: LazyValues, checker: RowChecker, room: Callable[[Problem], int]
    ) -> None:
        self._values = values
        self._table: LazyTable = values.table
        self._heading: Heading = values.table.heading
        self._checker = checker
        self._room = room
        self.told = Told()

    # Cells

    def tell_cells(self) -> None:
        """Tell of the cells that are wrong."""
        by_problem: dict[Problem, list[Value]] = {}
        for value in self._values.found:
            if value.cell.problem is not None:
                by_problem.setdefault(value.cell.problem, []).append(value)
        chosen: dict[Problem, list[Value]] = {}
        for problem, values in by_problem.items():
            self.told.counts[problem] += sum(value.count for value in values)
            # the first rows of a problem can only hold the values that are met first
            chosen[problem] = values[: self._room(problem)]
            for value in chosen[problem]:
                self._tell_cell(value, value.first)
        if self._table.is_numbered:
            self._tell_further(chosen)

    def _tell_cell(self, value: Value, number: int) -> None:
        name = self._table.columns[value.place].name
        piece = Piece({name: value.raw}, {name: value.place})
        checked = self._checker.check(Row(number, ()), piece)
        self.told.add(number, checked.issues[0])

    def _tell_further(self, chosen: Mapping[Problem, Sequence[Value]]) -> None:
        """Tell of the further cells in which the same values stand."""
        often = {
            problem: [value for value in values if value.count > 1]
            for problem, values in chosen.items()
        }
        often = {problem: values for problem, values in often.items() if values}
        number = sum(value.count for values in often.values() for value in values)
        if not number:
            return
        if number <= ROWS_FETCHED:
            values = [value for found in often.values() for value in found]
            self._tell_rows(values, None)
            return
        for problem, found in often.items():
            self._tell_rows(found, self._room(problem))

    def _tell_rows(self, values: Sequence[Value], limit: int | None) -> None:
        by_place: dict[int, dict[Raw, Value]] = {}
        for value in values:
            by_place.setdefault(value.place, {})[value.raw] = value
        here = any_of(one_of(place, found) for place, found in by_place.items())
        held = self._table.frame.filter(here).select(ROW, *map(called, by_place))
        for row in fetch(held) if limit is None else self._table.first(limit, held):
            number = to_int(row[ROW])
            for place, found in by_place.items():
                known = found.get(read_value(row[called(place)]))
                if known is not None and number != known.first:
                    self._tell_cell(known, number)

    # Blank cells

    def lacks(self) -> Iterator[Lack]:
        """Yield the cells that must not be blank and may be."""
        for column, lacking in find_lacks(self._checker.needs, _CellsElsewhere(self._values)):
            yield Lack(column, self._table.places.get(column.name), lacking)

    def tell_lacks(self, lacks: Sequence[Lack], counts: Sequence[int]) -> None:
        """Tell of blank cells, of which so many are known."""
        self.told.counts[problems.FIELD_MISSING] += sum(counts)
        found = [lack for lack, count in zip(lacks, counts, strict=True) if count]
        room = self._room(problems.FIELD_MISSING)
        if not found or not room:
            return
        if not self._table.is_numbered:
            for lack in found:
                self._tell_lack(lack, 0)
            return
        names = [f"lack{index}" for index in range(len(found))]
        shown = [lack.condition.alias(name) for name, lack in zip(names, found, strict=True)]
        held: Lazy = self._table.frame.select(ROW, *shown).filter(any_of(map(nw.col, names)))
        for row in self._table.first(room, held):
            for name, lack in zip(names, found, strict=True):
                if row[name]:
                    self._tell_lack(lack, to_int(row[ROW]))

    def _tell_lack(self, lack: Lack, number: int) -> None:
        column = lack.column
        where = self._heading.where(Row(number, ()), lack.place)
        self.told.add(number, tell_missing(column, where))


def count_rows(table: LazyTable, conditions: Sequence[nw.Expr]) -> list[int]:
    """Count all rows, and those in which each condition holds, in one pass."""
    names = [f"n{index}" for index in range(len(conditions))]
    counts = [as_number(c).sum().alias(name) for name, c in zip(names, conditions, strict=True)]
    for row in fetch(table.frame.select(nw.len().alias("rows"), *counts)):
        return [to_int(row[name]) for name in ("rows", *names)]
    return [0] * (len(conditions) + 1)
