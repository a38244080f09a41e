"""Colours cells of a sheet where they stand; rows and cells that are missing are put in."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, Final

from improvement_frameworks.tables.marking.xml_edit import Edits, read_number, walk
from improvement_frameworks.tables.reading.sheet import cell_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.tables.marking.style_part import Colour, Styles
    from improvement_frameworks.tables.marking.xml_edit import Element

_ADDRESS: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_AFTER_NOTES: Final = {
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
}
"""What stands behind the pointer to the notes, in the order that the format prescribes."""


def read_address(text: str) -> tuple[int, int] | None:
    """Return the row (from 1) and the column (from 0) of a cell's address.

    >>> read_address("D7"), read_address("AA1"), read_address("7")
    ((7, 3), (1, 26), None)
    """
    found = _ADDRESS.fullmatch(text.upper())
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1


class SheetEditor:
    """A visitor of a sheet that colours cells."""

    def __init__(
        self, data: bytes, marks: Mapping[tuple[int, int], Colour], styles: Styles
    ) -> None:
        self._edits = Edits(data)
        self._marks = marks
        self._styles = styles
        rows: dict[int, list[int]] = {}
        for row, column in sorted(marks):
            rows.setdefault(row, []).append(column)
        self._rows = deque(rows.items())
        self._cells: deque[int] = deque()
        self._row = 0
        self._row_style = 0
        self._column = -1
        self._column_styles: list[tuple[range, int]] = []
        self._prefix = ""
        self._path: list[str] = []
        self._notes_place: int | None = None
        self.has_notes = False
        walk(data, self)

    def begin(self, element: Element) -> None:
        """Colour a cell, or put in what is missing before a cell or a row."""
        self._path.append(element.name)
        facts = element.attributes
        if element.depth == 1:
            self._prefix = element.prefix
        elif element.depth == 2 and element.name in _AFTER_NOTES and self._notes_place is None:
            self._notes_place = element.start
        elif element.depth == 2 and element.name == "legacyDrawing":
            self.has_notes = True
        elif self._path[1:] == ["cols", "col"]:
            span = range(read_number(facts, "min", 1) - 1, read_number(facts, "max", 1))
            self._column_styles.append((span, read_number(facts, "style")))
        elif self._path[1:] == ["sheetData", "row"]:
            self._begin_row(element)
        elif self._path[1:] == ["sheetData", "row", "c"]:
            self._begin_cell(element)

    def end(self, element: Element, place: int) -> None:
        """Put in what is missing at the end of a row or of the sheet."""
        if self._path[1:] == ["sheetData", "row"]:
            new = "".join(self._new_cells(16_384))
            if new:
                self._edits.append(element, place, new)
        elif self._path[1:] == ["sheetData"]:
            new = "".join(self._new_rows(1_048_577))
            if new:
                self._edits.append(element, place, new)
        elif element.depth == 1 and self._notes_place is None:
            self._notes_place = place
        self._path.pop()

    def point_to_notes(self, relation: str, namespace: str) -> None:
        """Point to a new part with the shapes of the notes."""
        self._edits.insert(
            self._notes_place or 0,
            f'<{self._prefix}legacyDrawing xmlns:notes="{namespace}" notes:id="{relation}"/>',
        )

    def apply(self) -> bytes:
        """Return the sheet with its colours."""
        return self._edits.apply()

    def _begin_row(self, element: Element) -> None:
        number = read_number(element.attributes, "r", self._row + 1)
        new = "".join(self._new_rows(number))
        if new:
            self._edits.insert(element.start, new)
        self._row, self._column = number, -1
        self._row_style = read_number(element.attributes, "s")
        self._cells = deque()
        if self._rows and self._rows[0][0] == number:
            self._cells = deque(self._rows.popleft()[1])

    def _begin_cell(self, element: Element) -> None:
        address = read_address(element.attributes.get("r", ""))
        column = address[1] if address else self._column + 1
        self._column = column
        if not self._cells:
            return
        new = "".join(self._new_cells(column))
        if new:
            self._edits.insert(element.start, new)
        if self._cells and self._cells[0] == column:
            colour = self._marks[self._row, self._cells.popleft()]
            style = self._styles.add(read_number(element.attributes, "s"), colour)
            self._edits.set_attributes(element, {"s": str(style)})

    def _new_rows(self, before: int) -> list[str]:
        """Write the marked rows before a row that the sheet lacks."""
        rows: list[str] = []
        while self._rows and self._rows[0][0] < before:
            self._row, columns = self._rows.popleft()
            self._row_style = 0
            self._cells = deque(columns)
            cells = "".join(self._new_cells(16_384))
            rows.append(f'<{self._prefix}row r="{self._row}">{cells}</{self._prefix}row>')
        return rows

    def _new_cells(self, before: int) -> list[str]:
        """Write the marked cells before a column that the row lacks."""
        cells: list[str] = []
        while self._cells and self._cells[0] < before:
            column = self._cells.popleft()
            style = self._styles.add(self._base(column), self._marks[self._row, column])
            cells.append(f'<{self._prefix}c r="{cell_address(self._row, column)}" s="{style}"/>')
        return cells

    def _base(self, column: int) -> int:
        """Return the look that a cell has from its row or its column."""
        if self._row_style:
            return self._row_style
        return next((look for span, look in self._column_styles if column in span), 0)
