"""Which cells of a row make which rows of entries: the one seam between long and wide tables."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Final

from improvement_frameworks import problems
from improvement_frameworks.problems.problem import Own, quote
from improvement_frameworks.tables.cells.cell_text import write_value
from improvement_frameworks.tables.headings.column_name import part_column, words_for_column
from improvement_frameworks.tables.rows.column import PERSON_NAME
from improvement_frameworks.tables.rows.row import Piece, place_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.headings.everyday import EverydayWords
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.sheet import Raw, Row
    from improvement_frameworks.tables.rows.column import Column

_JOINTS: Final = re.compile(r"[-\u2013\u2014/|:>,;\n]|\[")


class Layout(ABC):
    """How the rows of a table are to be taken apart."""

    def __init__(self, heading: Heading) -> None:
        self._heading = heading

    @property
    def title(self) -> str:
        """What its record is called if nobody says it: as the sheet or the file."""
        return self._heading.sheet.title

    @abstractmethod
    def cut(self, row: Row) -> Iterator[Piece]:
        """Cut a row into pieces."""

    @abstractmethod
    def count(self, row: Row, content: Sequence[int], /) -> tuple[int, set[int]]:
        """Return how many cells of a row count as content, and the positions of those it reads.

        Args:
            row: The row, after it was cut.
            content: The positions of its cells that hold anything but space.
        """

    def finish(self) -> Iterator[tuple[Row, Piece]]:
        """Give what is known only when all rows were cut."""
        return iter(())

    @abstractmethod
    def remarks(self) -> list[Issue]:
        """Return what is to be said once about the whole sheet."""


class LongLayout(Layout):
    """One row an entry."""

    def __init__(self, heading: Heading, options: Options) -> None:
        super().__init__(heading)
        dropped = PERSON_NAME if options.people == "drop" else ""
        self._dropped = {p for p, column in heading.columns.items() if column.name == dropped}
        self._entry_columns = frozenset(
            column.name for column in heading.columns.values() if column.place == "entry"
        )
        self._said = frozenset(heading.places)
        self._part: Raw = None
        self._last = 0
        self._filled = 0
        self._first_filled: Row | None = None
        self._read = (heading.columns.keys() | heading.splits.keys()) - self._dropped
        self._added = len(heading.row.cells) - 1 if heading.sheet.joins else None
        self._own = {column.name: place for place, column in self.columns.items()}
        split = {column.name: p for p, columns in heading.splits.items() for column in columns}
        self._splits = {
            place: [(column, words_for_column(column, heading.framework)) for column in columns]
            for place, columns in heading.splits.items()
        }
        self._part_name = part_column(heading.framework)
        told = dict.fromkeys([self._part_name] if heading.told_by else [], 0)
        self._places = {**told, **self._own, **split, **dict.fromkeys(heading.constants, 0)}

    @property
    def columns(self) -> dict[int, Column]:
        """The columns that are read, by their position."""
        return {p: c for p, c in self._heading.columns.items() if p not in self._dropped}

    def cut(self, row: Row) -> Iterator[Piece]:
        """Give the row as it stands."""
        cells = place_cells(self._own, row)
        if self._heading.fills_down:
            self._fill_down(row, cells)
        for place, columns in self._splits.items():
            raw = row.cells[place] if place < len(row.cells) else None
            cells |= _split(raw, *columns)
        constants = self._heading.constants
        if constants and any(raw is not None for raw in cells.values()):
            cells |= constants
        for name, code in self._heading.told_by.items():
            if write_value(cells[name]).strip():
                cells[self._part_name] = code
        yield Piece(cells, self._places, said=self._said)

    def _fill_down(self, row: Row, cells: dict[str, Raw]) -> None:
        """Give a row that says something of an entry, but not its part, that of the row above."""
        place = self._heading.part_place
        assert place is not None
        if row.number > self._last + 1:
            self._part = None  # what is below a blank row belongs to no part above it
        self._last = row.number
        name = self._heading.columns[place].name
        if write_value(cells[name]).strip():
            self._part = cells[name]
        elif self._part is not None and any(
            column in self._entry_columns and write_value(raw).strip()
            for column, raw in cells.items()
        ):
            cells[name] = self._part
            self._filled += 1
            self._first_filled = self._first_filled or row

    def count(self, _row: Row, content: Sequence[int], /) -> tuple[int, set[int]]:
        """Return how many cells of a row have content, and the positions of those it reads."""
        if self._added is not None:
            content = [place for place in content if place != self._added]
        return len(content), self._read.intersection(content)

    def remarks(self) -> list[Issue]:
        """Say that names were left out or parts filled in, if they were."""
        heading = self._heading
        found = [tell_people(heading, place, place) for place in self._dropped]
        if heading.told_by:
            said = tuple(Own(f"{name} as {code}") for name, code in heading.told_by.items())
            where = heading.where(heading.row)
            found.append(problems.PART_TOLD.issue(where, field=self._part_name, taken=said))
        if self._first_filled is not None:
            where = self._heading.where(self._first_filled, self._heading.part_place)
            found.append(problems.CELLS_FILLED.issue(where, count=self._filled))
        return found


def _split(
    raw: Raw, first: tuple[Column, EverydayWords], second: tuple[Column, EverydayWords]
) -> dict[str, Raw]:
    """Give each column its word of a cell such as "Stopped - Personal"; a text is what is left."""
    text = write_value(raw)
    for mark in _JOINTS.finditer(text):
        pieces = text[: mark.start()].strip(), text[mark.end() :].strip()
        for (one, words), (other, others) in ((first, second), (second, first)):
            is_other = others.find(pieces[1]) if other.terms else pieces[1]
            if words.find(pieces[0]) and is_other:
                return {one.name: pieces[0], other.name: pieces[1]}
    return {first[0].name: raw, second[0].name: None}


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
        from improvement_frameworks.tables.layouts.canvas.canvas_layout import CanvasLayout

        return CanvasLayout(heading, heading.canvas)
    layout: Layout = LongLayout(heading, options)
    if heading.survey is not None:
        from improvement_frameworks.tables.layouts.wide import WideLayout

        layout = WideLayout(heading, heading.survey, options)
    if heading.head_count is None:
        return layout
    from improvement_frameworks.tables.layouts.head_count import HeadCountLayout

    return HeadCountLayout(heading, heading.head_count, layout, options.habits)
