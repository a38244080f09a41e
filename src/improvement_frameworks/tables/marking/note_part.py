"""Adds notes to the cells of a sheet: their words, and the boxes that show them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from improvement_frameworks.tables.marking.package import Outline
from improvement_frameworks.tables.marking.sheet_part import read_address
from improvement_frameworks.tables.marking.xml_edit import Edits, write_xml
from improvement_frameworks.tables.reading.sheet import cell_address
from improvement_frameworks.tables.writing.unwritable import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from improvement_frameworks.tables.marking.xml_edit import Element

AUTHOR: Final = "improvement-frameworks"
NO_NOTES: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns='
    b'"http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors></authors>'
    b"<commentList></commentList></comments>"
)
_NAMESPACES: Final = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
NO_BOXES: Final = (
    f'<xml {_NAMESPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    "</o:shapelayout></xml>"
).encode()
_SHAPE_TYPE: Final = (
    f'<v:shapetype {_NAMESPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" '
    'o:connecttype="rect"/></v:shapetype>'
)
_FIRST_SHAPE: Final = 1025
_SHAPE_NUMBER: Final = re.compile(rb"_x0000_s([0-9]{1,9})")
_END: Final = re.compile(rb"</xml\s*>\s*$")


class _Notes:
    """A visitor of the words of notes that adds to those that are there."""

    def __init__(self, data: bytes, notes: Mapping[tuple[int, int], str]) -> None:
        self._edits = Edits(data)
        self._outline = Outline(data)
        self._prefix = self._outline.elements[0].prefix
        self.new = dict(notes)
        for element in self._outline.named("comment"):
            place = read_address(element.attributes.get("ref", ""))
            if place is not None and place in self.new:
                self._add_to(element, self.new.pop(place))
        self._add_new()

    def apply(self) -> bytes:
        return self._edits.apply()

    def _add_to(self, comment: Element, words: str) -> None:
        end = self._outline.ends[comment.start]
        for text in self._outline.named("text"):
            if comment.start < text.start < end:
                self._outline.append(self._edits, text, self._run(f"\n\n{words}"))
                return

    def _add_new(self) -> None:
        p = self._prefix
        authors = self._outline.first("authors")
        number = sum(1 for _ in self._outline.named("author"))
        self._outline.append(self._edits, authors, f"<{p}author>{AUTHOR}</{p}author>")
        comments = "".join(
            f'<{p}comment ref="{cell_address(*place)}" authorId="{number}"><{p}text>'
            f"{self._run(words)}</{p}text></{p}comment>"
            for place, words in self.new.items()
        )
        self._outline.append(self._edits, self._outline.first("commentList"), comments)

    def _run(self, words: str) -> str:
        p = self._prefix
        text = f'<{p}t xml:space="preserve">{write_xml(words)}</{p}t>'
        look = f'<{p}rPr><{p}sz val="9"/><{p}rFont val="Tahoma"/></{p}rPr>'
        return f"<{p}r>{look}{text}</{p}r>"


def add_notes(
    words: bytes, boxes: bytes, notes: Mapping[tuple[int, int], str]
) -> tuple[bytes, bytes]:
    """Return the two parts of a sheet's notes with further ones.

    A cell that has a note already keeps it, and the new words are put behind the old.

    Raises:
        UnwritableError: if the parts cannot be understood.
    """
    parts = _Notes(words, notes)
    return parts.apply(), _add_boxes(boxes, parts.new)


def _add_boxes(data: bytes, notes: Mapping[tuple[int, int], str]) -> bytes:
    # Excel writes this part in a dialect that is not always well-formed, so it is not parsed.
    end = _END.search(data)
    if end is None:
        raise UnwritableError("The notes of the workbook cannot be understood.")
    known = [int(number) for number in _SHAPE_NUMBER.findall(data)]
    first = max([_FIRST_SHAPE - 1, *known]) + 1
    shapes = [_write_box(first + index, *item) for index, item in enumerate(notes.items())]
    if b"_x0000_t202" not in data:
        shapes.insert(0, _SHAPE_TYPE)
    return data[: end.start()] + "".join(shapes).encode("ascii") + data[end.start() :]


def _write_box(number: int, place: tuple[int, int], words: str) -> str:
    row, column = place
    height = 2 + count_lines(words.split("\n"))
    anchor = f"{column + 1}, 15, {row - 1}, 4, {column + 5}, 15, {row - 1 + height}, 4"
    return (
        f'<v:shape {_NAMESPACES} id="_x0000_s{number}" type="#_x0000_t202" '
        'style="position:absolute;width:240pt;visibility:hidden" fillcolor="#ffffe1" '
        'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" '
        'obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
        '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
        f"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column}</x:Column>"
        "</x:ClientData></v:shape>"
    )


def count_lines(lines: Iterable[str]) -> int:
    """Return how many lines of about 45 characters a text takes."""
    return sum(1 + len(line) // 45 for line in lines)
