"""Colours cells of a sheet and takes the colours away again, without touching the cells.

A mark is a conditional format that always holds. So a cell keeps its own look beneath it, a cell
that the sheet lacks needs not be put in, and a mark can be told from what people coloured.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from improvement_frameworks.tables.marking.style_part import COLOURS
from improvement_frameworks.tables.marking.xml_edit import Edits, read_number, walk
from improvement_frameworks.tables.reading.sheet import AUTHOR, cell_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.tables.marking.style_part import Colour, Styles
    from improvement_frameworks.tables.marking.xml_edit import Element

_CELLS_TOGETHER: Final = 400
_ADDRESS: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_AFTER_NOTES: Final = frozenset(
    {
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
)
"""What is behind the pointer to the notes, in the order that the format prescribes."""
_AFTER_COLOURS: Final = _AFTER_NOTES | {
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
}
"""What is behind the conditional formats."""
_COLUMN_PIXELS: Final = 64
_ROW_PIXELS: Final = 20


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
    """A visitor of a sheet that colours cells; colours of an earlier check are removed."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._edits = Edits(data)
        self._prefix = ""
        self._path: list[str] = []
        self._places: dict[str, int] = {}
        self._widths: list[tuple[range, int]] = []
        self._heights: dict[int, int] = {}
        self.has_notes = False
        walk(data, self)

    def begin(self, element: Element) -> None:
        """Take an element that begins: what tells where marks belong, and how large cells are."""
        self._path.append(element.name)
        facts = element.attributes
        if element.depth == 1:
            self._prefix = element.prefix
        elif element.depth == 2:
            self.has_notes |= element.name == "legacyDrawing"
            for name, after in (("colours", _AFTER_COLOURS), ("notes", _AFTER_NOTES)):
                if element.name in after:
                    self._places.setdefault(name, element.start)
        elif self._path[1:] == ["cols", "col"] and "width" in facts:
            span = range(read_number(facts, "min", 1) - 1, read_number(facts, "max", 1))
            width = round(7 * _read_size(facts["width"]))
            self._widths.append((span, 0 if facts.get("hidden") in {"1", "true"} else width))
        elif self._path[1:] == ["sheetData", "row"] and "ht" in facts:
            self._heights[read_number(facts, "r")] = round(_read_size(facts["ht"]) * 4 / 3)

    def end(self, element: Element, place: int) -> None:
        """Take an element that ends; the marks of an earlier check are left out."""
        if element.depth == 2 and element.name == "conditionalFormatting":
            if AUTHOR.encode() in self._data[element.start : place]:
                self._edits.delete(element, place)
        elif element.depth == 1:
            self._places.setdefault("colours", place)
            self._places.setdefault("notes", place)
        self._path.pop()

    def colour(self, marks: Mapping[tuple[int, int], Colour], styles: Styles) -> None:
        """Colour cells."""
        p = self._prefix
        for colour in COLOURS:
            places = [place for place, found in sorted(marks.items()) if found == colour]
            cells = [cell_address(*place) for place in places]
            for start in range(0, len(cells), _CELLS_TOGETHER):
                some = " ".join(cells[start : start + _CELLS_TOGETHER])
                xml = (
                    f'<{p}conditionalFormatting sqref="{some}"><{p}cfRule '
                    f'type="expression" dxfId="{styles.mark(colour)}" priority="1"><{p}formula>'
                    f'ISTEXT("{AUTHOR}")</{p}formula></{p}cfRule></{p}conditionalFormatting>'
                )
                self._edits.insert(self._places["colours"], xml)

    def point_to_notes(self, relation: str, namespace: str) -> None:
        """Point to a new part with the shapes of the notes."""
        self._edits.insert(
            self._places["notes"],
            f'<{self._prefix}legacyDrawing xmlns:notes="{namespace}" notes:id="{relation}"/>',
        )

    def apply(self) -> bytes:
        """Return the sheet with its colours."""
        return self._edits.apply()

    def count_columns(self, first: int, pixels: int) -> int:
        """Return how many columns from a first one (from 0) are at least so wide together."""
        count = 0
        while pixels > 0 and count < 50:
            column = first + count
            pixels -= next((w for span, w in self._widths if column in span), _COLUMN_PIXELS)
            count += 1
        return count

    def count_rows(self, first: int, pixels: int) -> int:
        """Return how many rows from a first one (from 1) are at least so high together."""
        count = 0
        while pixels > 0 and count < 500:
            pixels -= self._heights.get(first + count, _ROW_PIXELS)
            count += 1
        return count


def _read_size(text: str) -> float:
    """Return the width of a column or the height of a row; what is no size is taken for none."""
    return float(text) if re.fullmatch(r"[0-9]{1,5}(?:\.[0-9]{1,20})?", text) else 0.0
