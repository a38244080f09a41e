"""Takes a drawing apart: each line of a cell below or beside a caption becomes an entry."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from improvement_frameworks import problems
from improvement_frameworks.problems.problem import Own, quote
from improvement_frameworks.tables.cells.cell_text import write_value
from improvement_frameworks.tables.headings.column_name import ROLE
from improvement_frameworks.tables.headings.told import tell_read_as
from improvement_frameworks.tables.layouts.canvas.canvas import TAGS, find_text, split_answer
from improvement_frameworks.tables.layouts.layout import Layout
from improvement_frameworks.tables.reading.sheet import cell_address
from improvement_frameworks.tables.rows.column import CONTRIBUTOR, columns_of
from improvement_frameworks.tables.rows.row import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.layouts.canvas.canvas import Canvas, Spot
    from improvement_frameworks.tables.reading.sheet import Row
    from improvement_frameworks.tables.rows.row import Placed

_SPEAKER: Final = "p1"
"""The id of the only person who speaks."""
_MOST_SHOWN: Final = 20
"""How many cells that were left out are shown at most."""


class CanvasLayout(Layout):
    """The drawing of the framework in a sheet."""

    def __init__(self, heading: Heading, canvas: Canvas) -> None:
        super().__init__(heading)
        self._canvas = canvas
        self._text = find_text(heading.framework)
        entry = {c.name for c in columns_of(heading.framework) if c.place == "entry"}
        constants = heading.constants
        self._speaker: Spot | None = None
        self._of_entries = {name: constants[name] for name in constants if name in entry}
        self._of_record = {name: constants[name] for name in constants if name not in entry}
        for spot, (name, value) in canvas.fields.items():
            if name == ROLE:  # whoever is drawn in such a way has one
                self._of_entries |= {CONTRIBUTOR: _SPEAKER, name: value}
                self._speaker = spot
        self._read: dict[int, set[int]] = {}
        beside = (spot for cells in canvas.beside.values() for spot in cells.values())
        for row, place in (*canvas.answers, *canvas.fields, *canvas.sides, *beside):
            self._read.setdefault(row, set()).add(place)
        self._left_out = Counter(row for row, _ in canvas.left_out)
        self._entries = 0
        self._rows: dict[int, Row] = {}

    def cut(self, row: Row) -> Iterator[Piece]:
        """Give a piece for each answer in a row, and for each field of the record."""
        if not self._rows and self._of_record:
            shared = dict.fromkeys(self._of_record, 0)
            yield Piece(self._of_record, shared, said=frozenset(shared))
        self._rows[row.number] = row
        said: set[str] = set()
        for place, raw in enumerate(row.cells):
            spot = (row.number, place)
            if spot in self._canvas.fields and spot != self._speaker:
                name, value = self._canvas.fields[spot]
                yield Piece({name: value}, {name: place})
            codes = self._canvas.answers.get(spot)
            if codes is None:
                continue
            text = self._canvas.inner.get(spot, "" if spot in self._canvas.captions else raw)
            given: dict[str, Placed] = {
                name: (code, place) for name, code in {**self._of_entries, **codes}.items()
            }
            beside = self._canvas.beside.get(spot, {})
            for name, (_, at) in beside.items():
                given[name] = (row.cells[at], at)
            for answer in split_answer(write_value(text)):
                self._entries += 1
                yield Piece.of({**given, self._text: (answer, place)}, place, said)
                said |= given.keys() & beside.keys()

    def count(self, row: Row, _content: Sequence[int], /) -> tuple[int, set[int]]:
        """Return how many cells of a row have content, captions left out, and which are read."""
        read = self._read.get(row.number, set[int]())
        return len(read) + self._left_out[row.number], read

    def remarks(self) -> list[Issue]:
        """Say that it was read as a canvas, and which cells were left out."""
        top = self._heading.where(self._heading.row)
        captions = len(self._canvas.captions or self._canvas.axis)
        found = [problems.TABLE_CANVAS.issue(top, captions=captions, entries=self._entries)]
        # a row that is no data, such as a total, is told by itself
        continued = [spot for spot in self._canvas.continued if spot[0] in self._rows]
        left_out = [spot for spot in self._canvas.left_out if spot[0] in self._rows]
        if continued:
            row, place = continued[0]
            where = self._heading.where(self._rows[row], place)
            found.append(problems.CELLS_FILLED.issue(where, count=len(continued)))
        if self._canvas.sides:
            texts = [write_value(self._rows[row].cells[p]) for row, p in self._canvas.sides]
            found.append(
                tell_read_as(
                    self._heading,
                    [(text, TAGS) for text in texts],
                    self._rows[self._canvas.sides[0][0]],
                )
            )
        if left_out:
            cells = tuple(self._show(spot) for spot in left_out[:_MOST_SHOWN])
            if more := len(left_out[_MOST_SHOWN:]):
                cells = (*cells, Own(f"and {more} more"))
            row, place = left_out[0]
            where = self._heading.where(self._rows[row], place)
            found.append(problems.CELLS_LEFT_OUT.issue(where, cells=cells))
        return found

    def _show(self, spot: Spot) -> Own:
        row, place = spot
        cells = self._rows[row].cells
        return Own(f"{cell_address(row, place)} {quote(write_value(cells[place]))}")
