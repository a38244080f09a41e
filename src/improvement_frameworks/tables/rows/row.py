"""Checks rows one after the other: each cell by its column, then the row as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve, field, frozen

from improvement_frameworks import problems
from improvement_frameworks.core.registry import get_record_type
from improvement_frameworks.core.wording import fold
from improvement_frameworks.tables.cells.cell import CellReader
from improvement_frameworks.tables.cells.cell_text import find_content, has_content
from improvement_frameworks.tables.cells.cell_value import note_rewriting
from improvement_frameworks.tables.rows.need import find_lacks, find_needs
from improvement_frameworks.tables.rows.verdict import tell_missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from improvement_frameworks.problems.problem import Issue, Param
    from improvement_frameworks.tables.cells.cell import Cell, Habits
    from improvement_frameworks.tables.cells.note import NoteCounter
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.reading.sheet import Raw, Row

Placed: TypeAlias = "tuple[Raw, int]"
"""What stands in a cell, and the position of the cell in its row."""


@frozen
class Piece:
    """The cells of a row that speak about one entry (in a long table: all of them)."""

    cells: Mapping[str, Raw]
    """What stands there, by the names of the columns."""
    places: Mapping[str, int]
    """Where these cells are in the row; in a long table, one mapping for all rows."""
    place: int | None = None
    """The position of the cell that holds the entry, where a row holds several."""
    said: frozenset[str] = field(default=frozenset())
    """Columns whose cells an earlier piece of the row has shown already."""

    @classmethod
    def of(
        cls, placed: Mapping[str, Placed], place: int | None = None, said: Iterable[str] = ()
    ) -> Piece:
        """Return a piece of cells that are given with their positions."""
        cells = {name: raw for name, (raw, _) in placed.items()}
        places = {name: index for name, (_, index) in placed.items()}
        return cls(cells, places, place, frozenset(said))

    @property
    def placed(self) -> dict[str, Placed]:
        """Its cells with their positions."""
        return {name: (raw, self.places[name]) for name, raw in self.cells.items()}


@frozen
class CheckedRow:
    """A row after its check."""

    row: Row
    """The row."""
    cells: Mapping[str, Cell]
    """Its cells that are not blank, by the names of their columns."""
    places: Mapping[str, int]
    """Where they stand in the row."""
    place: int | None = None
    """The position of the cell that holds the entry, where a row holds several."""
    issues: Sequence[Issue] = ()
    """What is wrong with it."""
    unread: Sequence[int] = ()
    """The positions of the cells that say nothing, or nothing that can be read."""


class RowChecker:
    """Checks the rows of one sheet."""

    def __init__(self, heading: Heading, habits: Habits, notes: NoteCounter) -> None:
        record = get_record_type(heading.framework)
        self.habits = habits = habits.settle(heading)
        self._heading = heading
        self._notes = notes
        self.columns = {column.name: column for column in heading.known_columns}
        self.readers = {
            name: CellReader(column, record, habits, is_escaped=heading.sheet.is_spreadsheet)
            for name, column in self.columns.items()
        }
        self._group = heading.grouped_by
        self._groups: dict[str, str] = {}
        self.needs = find_needs(self.columns.values())
        self._needed = {need.column.name for need in self.needs if not need.column.is_needed}
        self._of_nouns = {
            name for need in self.needs if need.column.is_needed for name in need.group
        }

    def check(self, row: Row, piece: Piece) -> CheckedRow:
        """Check a row, or a piece of it."""
        places, said, readers = piece.places, piece.said, self.readers
        cells: dict[str, Cell] = {}
        issues: list[Issue] = []
        unread: list[int] = []
        for name, raw in piece.cells.items():
            cell = readers[name].read(raw)
            if name == self._group:
                cell = self._spell_as_first(cell)
            if cell.notes and name not in said:
                for note in cell.notes:
                    self._notes.take(note, self._heading, row, places[name])
            if cell.problem is not None:
                cells[name] = cell
                unread.append(places[name])
                if name not in said:
                    issues.append(self.tell_cell(name, cell, row, places[name]))
            elif cell.value is None:
                unread.append(places[name])
            else:
                cells[name] = cell
        if cells and not (self._needed <= cells.keys() and self._of_nouns.isdisjoint(cells)):
            lacks = find_lacks(
                self.needs,
                places,
                lambda name: None if name in cells else True,
                lambda names: None if cells.keys().isdisjoint(names) else True,
            )
            for column, _ in lacks:
                where = self._heading.where(row, places.get(column.name))
                issues.append(tell_missing(column, where))
        return CheckedRow(row, cells, places, piece.place, issues or (), unread or ())

    def _spell_as_first(self, cell: Cell) -> Cell:
        """Return the name of a group as it was spelt first, since it tells records apart."""
        if not isinstance(cell.value, str):
            return cell
        first = self._groups.setdefault(fold(cell.value), cell.value)
        if first == cell.value:
            return cell
        return evolve(cell, value=first, notes=(*cell.notes, note_rewriting(cell.value, first)))

    def tell_cell(self, name: str, cell: Cell, row: Row, place: int) -> Issue:
        """Say what is wrong with a cell of a column, at its place in a row."""
        assert cell.problem is not None
        params = dict(cell.params)
        if "field" in params or cell.problem in {
            problems.CELL_DATE,
            problems.CELL_CONSTANT,
        }:
            params["field"] = name if self.columns[name].kind != "json" else params["field"]
        return cell.problem.issue(self._heading.where(row, place), **params)


def place_cells(places: Mapping[str, int], row: Row) -> dict[str, Raw]:
    """Give the cells of a row the names of their columns, as the header has them."""
    cells, last = row.cells, len(row.cells)
    return {name: cells[place] if place < last else None for name, place in places.items()}


class ExtentChecker:
    """Checks that rows are as long as the header, and that no column of values lacks a name."""

    def __init__(self, heading: Heading) -> None:
        self._heading = heading
        self._expected = max(heading.names, default=-1) + 1
        self._width = max(self._expected, len(heading.row.cells))
        self._nameless: set[int] = set()

    def check(self, row: Row) -> list[Issue]:
        """Return what is wrong with the extent of a row that is not blank."""
        heading = self._heading
        found = len(row.cells)
        if found == self._expected and len(heading.names) == self._expected:
            return []
        if not heading.sheet.is_typed and found < self._expected:
            params: dict[str, Param] = {"found": found, "expected": self._expected}
            return [problems.ROW_SHORT.issue(heading.where(row), **params)]
        issues: list[Issue] = []
        for place in find_content(row):
            if place in heading.names:
                continue
            if place >= self._width and not heading.sheet.is_typed:
                params = {"found": found, "expected": self._expected}
                return [
                    *issues,
                    problems.ROW_LONG.issue(heading.where(row, place), **params),
                ]
            if place not in self._nameless:
                self._nameless.add(place)
                where = heading.where(row, place)
                issues.append(problems.COLUMN_NAMELESS.issue(where))
        return issues


def is_blank_row(row: Row) -> bool:
    """Whether nothing stands in any cell of a row."""
    return not any(map(has_content, row.cells))
