"""Colours cells of a sheet and takes the colours away again, without touching the cells.

A mark is a conditional format that always holds. So a cell keeps its own look beneath it, a cell
that the sheet lacks needs not be put in, and a mark can be told from what people coloured.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from improvement_frameworks.tables.marking.style_part import COLOURS
from improvement_frameworks.tables.marking.xml_edit import XmlPart, read_number
from improvement_frameworks.tables.reading.sheet import AUTHOR, cell_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.tables.marking.style_part import Colour, Styles

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
_SIZED: Final = re.compile(
    rb"<(?:[\w.-]+:)?(row|col)\b(?=[^<>]*+>)([^<>]*\s(?:ht|width)\s*=[^<>]*)>"
)
"""A row that is as high, or columns that are as wide, as somebody made them."""
_FACT: Final = re.compile(r"""\s(\w+)\s*=\s*["']([^"']*)["']""")
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
    """A sheet in which cells get colours; colours of an earlier check are removed."""

    def __init__(self, data: bytes) -> None:
        self._part = XmlPart(data, deepest=2)
        self._prefix = self._part.root.prefix
        self.has_notes = any(self._part.named("legacyDrawing"))
        for one in self._part.named("conditionalFormatting"):
            if AUTHOR.encode() in data[one.start : one.end]:
                self._part.delete(one)
        self._widths: list[tuple[range, int]] = []
        self._heights: dict[int, int] = {}
        for tag in _SIZED.finditer(data):
            facts = dict(_FACT.findall(tag[2].decode("ascii", "replace")))
            if tag[1] == b"row":
                self._heights[read_number(facts, "r")] = round(
                    _read_size(facts.get("ht", "")) * 4 / 3
                )
            else:
                span = range(read_number(facts, "min", 1) - 1, read_number(facts, "max", 1))
                is_hidden = facts.get("hidden") in {"1", "true"}
                width = 0 if is_hidden else round(7 * _read_size(facts.get("width", "")))
                self._widths.append((span, width))

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
                self._part.insert(self._part.find_place(_AFTER_COLOURS), xml)

    def point_to_notes(self, relation: str, namespace: str) -> None:
        """Point to a new part with the shapes of the notes."""
        self._part.insert(
            self._part.find_place(_AFTER_NOTES),
            f'<{self._prefix}legacyDrawing xmlns:notes="{namespace}" notes:id="{relation}"/>',
        )

    def apply(self) -> bytes:
        """Return the sheet with its colours."""
        return self._part.apply()

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
