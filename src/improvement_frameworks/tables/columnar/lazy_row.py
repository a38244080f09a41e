"""Turns what is known of a lazy frame's values into the issues of its rows.

How many issues there are of each kind is counted where the data lie; those that the report keeps
are made here, from the values and the numbers of their rows. Where rows have no numbers, each
different value is told once, and all of its cells are counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw
from attrs import frozen

from improvement_frameworks import problems
from improvement_frameworks.tables.columnar.lazy_table import (
    ROW,
    any_of,
    to_int,
)
from improvement_frameworks.tables.columnar.lazy_value import ROWS_FETCHED, find_further
from improvement_frameworks.tables.columnar.told import Told
from improvement_frameworks.tables.reading.sheet import Row
from improvement_frameworks.tables.rows.need import find_lacks
from improvement_frameworks.tables.rows.row import Piece
from improvement_frameworks.tables.rows.verdict import tell_missing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from improvement_frameworks.problems.problem import Problem
    from improvement_frameworks.tables.columnar.lazy_table import Lazy, LazyTable
    from improvement_frameworks.tables.columnar.lazy_value import LazyValues, Value
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.rows.column import Column
    from improvement_frameworks.tables.rows.row import RowChecker


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
        every = [value for values in chosen.values() for value in values]
        if sum(value.count for value in every) <= ROWS_FETCHED:
            self._tell_further(every, ROWS_FETCHED)
            return
        for problem, values in chosen.items():
            self._tell_further(values, self._room(problem))

    def _tell_further(self, values: Sequence[Value], room: int) -> None:
        found = [(value, value.raw) for value in values]
        for value, number in find_further(self._table, self._table.frame, found, room):
            self._tell_cell(value, number)

    def _tell_cell(self, value: Value, number: int) -> None:
        name = self._table.columns[value.place].name
        piece = Piece({name: value.raw}, {name: value.place})
        checked = self._checker.check(Row(number, ()), piece)
        self.told.add(number, checked.issues[0])

    # Blank cells

    def lacks(self) -> dict[str, Lack]:
        """Return the cells that must not be blank and may be, each by a name for its count."""
        found = find_lacks(self._checker.needs, _CellsElsewhere(self._values))
        return {
            f"lack{index}": Lack(column, self._table.places.get(column.name), lacking)
            for index, (column, lacking) in enumerate(found)
        }

    def tell_lacks(self, lacks: Mapping[str, Lack], counts: Mapping[str, int]) -> None:
        """Tell of blank cells, of which so many are known."""
        found = {name: lack for name, lack in lacks.items() if counts[name]}
        self.told.counts[problems.FIELD_MISSING] += sum(counts[name] for name in found)
        room = self._room(problems.FIELD_MISSING)
        if not found or not room:
            return
        if not self._table.is_numbered:
            for lack in found.values():
                self._tell_lack(lack, 0)
            return
        shown = [lack.condition.alias(name) for name, lack in found.items()]
        held: Lazy = self._table.frame.select(ROW, *shown).filter(any_of(map(nw.col, found)))
        for row in self._table.first(room, held):
            for name, lack in found.items():
                if row[name]:
                    self._tell_lack(lack, to_int(row[ROW]))

    def _tell_lack(self, lack: Lack, number: int) -> None:
        where = self._heading.where(Row(number, ()), lack.place)
        self.told.add(number, tell_missing(lack.column, where))
