"""Which cells of a row make which rows of entries: the one seam between long and wide tables."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from attrs import field, frozen

from improvement_frameworks import problems
from improvement_frameworks.problems.problem import Own, quote
from improvement_frameworks.tables.cells.cell_text import find_content, write_value
from improvement_frameworks.tables.headings.everyday import EverydayWords
from improvement_frameworks.tables.rows.column import PERSON_NAME
from improvement_frameworks.tables.rows.row import place_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.sheet import Raw, Row
    from improvement_frameworks.tables.rows.column import Column
from improvement_frameworks.tables.rows.row import Placed

_JOINTS: Final = re.compile(r"[-\u2013\u2014/|:>,;\n]|\[")


@frozen
class Piece:
    """The cells of a row that speak about one entry (in a long table: all of them)."""

    cells: Mapping[str, Placed]
    """What stands there, by the names of the columns."""
    place: int | None = None
    """The position of the cell that holds the entry, where a row holds several."""
    said: frozenset[str] = field(default=frozenset())
    """Columns whose cells an earlier piece of the row has shown already."""


class Layout(Protocol):
    """How the rows of a table are to be taken apart."""

    @property
    def title(self) -> str:
        """What its record is called if nobody says it."""
        ...

    def cut(self, row: Row) -> Iterator[Piece]:
        """Cut a row into pieces."""
        ...

    def count(self, row: Row) -> tuple[int, set[int]]:
        """Return how many cells of a row have content, and the positions of those it reads."""
        ...

    def finish(self) -> Iterator[tuple[Row, Piece]]:
        """Give what is known only when all rows were cut."""
        ...

    def remarks(self) -> list[Issue]:
        """Return what is to be said once about the whole sheet."""
        ...


class LongLayout:
    """One row an entry."""

    def __init__(self, heading: Heading, options: Options) -> None:
        self._heading = heading
        dropped = PERSON_NAME if options.people == "drop" else ""
        self._dropped = {p for p, column in heading.columns.items() if column.name == dropped}
        self._entry_columns = frozenset(
            column.name for column in heading.columns.values() if column.place == "entry"
        )
        self._said = frozenset(heading.places)
        self._part: Placed = (None, 0)
        self._last = 0
        self._filled = 0
        self._first_filled: Row | None = None
        self._read = (heading.columns.keys() | heading.splits.keys()) - self._dropped

    @property
    def columns(self) -> dict[int, Column]:
        """The columns that are read, by their position."""
        return {p: c for p, c in self._heading.columns.items() if p not in self._dropped}

    @property
    def title(self) -> str:
        """What its record is called: as the sheet or the file."""
        sheet = self._heading.sheet
        return (not sheet.joins and sheet.name) or Path(sheet.source).stem or "table"

    def cut(self, row: Row) -> Iterator[Piece]:
        """Give the row as it stands."""
        cells = place_cells(self._heading, row)
        if self._heading.fills_down:
            self._fill_down(row, cells)
        for place, columns in self._heading.splits.items():
            raw = row.cells[place] if place < len(row.cells) else None
            cells |= self._split(raw, place, columns)
        constants = self._heading.constants
        if constants and any(raw is not None for raw, _ in cells.values()):
            cells |= {name: (value, 0) for name, value in constants.items()}
        if self._dropped:
            cells = {name: cell for name, cell in cells.items() if cell[1] not in self._dropped}
        yield Piece(cells, said=self._said)

    def _fill_down(self, row: Row, cells: dict[str, Placed]) -> None:
        """Give a row that says something of an entry, but not its part, that of the row above."""
        place = self._heading.part_place
        assert place is not None
        if row.number > self._last + 1:
            self._part = (None, 0)  # what is below a blank row belongs to no part above it
        self._last = row.number
        name = self._heading.columns[place].name
        if write_value(cells[name][0]).strip():
            self._part = cells[name]
        elif self._part[0] is not None and any(
            column in self._entry_columns and write_value(raw).strip()
            for column, (raw, _) in cells.items()
        ):
            cells[name] = self._part
            self._filled += 1
            self._first_filled = self._first_filled or row

    def count(self, row: Row) -> tuple[int, set[int]]:
        """Return how many cells of a row have content, and the positions of those it reads."""
        added = self._heading.part_place if self._heading.sheet.joins else None
        content = [place for place in find_content(row) if place != added]
        return len(content), self._read.intersection(content)

    def _split(self, raw: Raw, place: int, columns: Sequence[Column]) -> dict[str, Placed]:
        """Give each column its word of a cell such as "Stopped - Personal"."""
        text = write_value(raw)
        first, second = ((column, EverydayWords.of(column.terms)) for column in columns)
        for mark in _JOINTS.finditer(text):
            pieces = text[: mark.start()].strip(), text[mark.end() :].strip()
            for one, other in ((first, second), (second, first)):
                if one[1].find(pieces[0]) and other[1].find(pieces[1]):
                    return {one[0].name: (pieces[0], place), other[0].name: (pieces[1], place)}
        return {first[0].name: (raw, place), second[0].name: (None, place)}

    def finish(self) -> Iterator[tuple[Row, Piece]]:
        """Give nothing."""
        return iter(())

    def remarks(self) -> list[Issue]:
        """Say that names were left out or parts filled in, if they were."""
        found = [tell_people(self._heading, place, place) for place in self._dropped]
        if self._first_filled is not None:
            where = self._heading.where(self._first_filled, self._heading.part_place)
            found.append(problems.CELLS_FILLED.issue(where, count=self._filled))
        return found


def tell_people(heading: Heading, first: int, *places: int, kept: int | None = None) -> Issue:
    """Say what became of the columns that tell who people are."""
    dropped = ", ".join(quote(heading.names[place]) for place in places)
    action = "These columns identify people, so they were left out"
    if kept is not None:
        action = f"Kept as {PERSON_NAME}: {quote(heading.names[kept])}"
        if places:
            action += ". Left out, since no record has a place for them"
    params = {"action": Own(action), "headings": Own(dropped)}
    where = heading.where(heading.row, first)
    if kept is not None and not places:
        params = {"action": Own(f"Kept as {PERSON_NAME}"), "headings": quote(heading.names[kept])}
    return problems.TABLE_PEOPLE.issue(where, **params)


def choose_layout(heading: Heading, options: Options) -> Layout:
    """Return the layout of a table, as its header shows it."""
    if heading.canvas is not None:
        from improvement_frameworks.tables.layouts.canvas import CanvasLayout

        return CanvasLayout(heading, heading.canvas)
    layout: Layout = LongLayout(heading, options)
    if heading.survey is not None:
        from improvement_frameworks.tables.layouts.wide import WideLayout

        layout = WideLayout(heading, heading.survey, options)
    if heading.head_count is None:
        return layout
    from improvement_frameworks.tables.layouts.head_count import HeadCountLayout

    return HeadCountLayout(heading, heading.head_count, layout, options.habits)
