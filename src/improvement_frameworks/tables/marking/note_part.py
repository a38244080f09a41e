"""Changes the notes on the cells of a sheet: their words, and the boxes that show them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from improvement_frameworks.tables.marking.sheet_part import read_address
from improvement_frameworks.tables.marking.xml_edit import XmlPart, write_xml
from improvement_frameworks.tables.reading.sheet import AUTHOR, cell_address
from improvement_frameworks.tables.writing.unwritable import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from improvement_frameworks.tables.marking.sheet_part import SheetEditor
    from improvement_frameworks.tables.marking.xml_edit import Element

Place: TypeAlias = "tuple[int, int]"

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
_SHAPE_START: Final = re.compile(rb"<v:shape\s")
_SHAPE_END: Final = b"</v:shape>"
_BOX_PIXELS: Final = 320
"""How wide a box is: 45 characters of its small letters."""
_LINE_PIXELS: Final = 16
_MARK: Final = f"[{AUTHOR}]"
"""What is above our words. Not every program keeps who wrote a note, or which part of it."""
_BREAKS: Final = (b"&#10;", b"&#xA;", b"&#xa;", b"&#13;")
"""How some programs write the line breaks before them."""
_END: Final = re.compile(rb"</xml\s*>\s*$")


class _Notes:
    """The words of notes, without those of an earlier check and with new ones."""

    def __init__(self, data: bytes, notes: Mapping[Place, str]) -> None:
        self._part = XmlPart(data)
        self._prefix = self._part.root.prefix
        self.new = dict(notes)
        self.removed: set[Place] = set()
        authors = [self._text(author) for author in self._part.named("author")]
        own = {str(number) for number, name in enumerate(authors) if name == AUTHOR}
        for comment in self._part.named("comment"):
            place = read_address(comment.attributes.get("ref", ""))
            if place is None:
                continue
            if comment.attributes.get("authorId") in own or self._is_own(comment):
                self._part.delete(comment)
                self.removed.add(place)
                continue
            self._remove_from(comment)
            if place in self.new:
                self._add_to(comment, self.new.pop(place))
        self._add_new(len(authors), min(own, default=""))

    def apply(self) -> bytes:
        return self._part.apply()

    def _text(self, element: Element) -> str:
        start, end = self._part.inner(element)
        return self._part.data[start:end].decode(errors="replace")

    def _within(self, comment: Element, name: str) -> Iterator[Element]:
        return (one for one in self._part.within(comment) if one.name == name)

    def _is_own(self, comment: Element) -> bool:
        """Whether nothing is in a note before our words."""
        words = "".join(self._text(text) for text in self._within(comment, "t"))
        return words.lstrip().startswith(_MARK)

    def _remove_from(self, comment: Element) -> None:
        """Take from a note of somebody else what an earlier check added to it."""
        for text in self._within(comment, "t"):
            start, end = self._part.inner(text)
            kept, mark, _ = self._part.data[start:end].partition(_MARK.encode())
            if mark:
                while kept != (shorter := _drop_end(kept)):
                    kept = shorter
                self._part.replace(start + len(kept), end, b"")

    def _add_to(self, comment: Element, words: str) -> None:
        for text in self._within(comment, "text"):
            self._part.append(text, self._run(words, before="\n\n"))
            return

    def _add_new(self, authors: int, own: str) -> None:
        if not self.new:
            return
        p = self._prefix
        if not own:
            element = self._part.first("authors")
            self._part.append(element, f"<{p}author>{AUTHOR}</{p}author>")
        comments = "".join(
            f'<{p}comment ref="{cell_address(*place)}" authorId="{own or authors}"><{p}text>'
            f"{self._run(words)}</{p}text></{p}comment>"
            for place, words in self.new.items()
        )
        self._part.append(self._part.first("commentList"), comments)

    def _run(self, words: str, before: str = "") -> str:
        p = self._prefix
        marked = write_xml(f"{before}{_MARK}\n{words}")
        text = f'<{p}t xml:space="preserve">{marked}</{p}t>'
        look = f'<{p}rPr><{p}sz val="9"/><{p}rFont val="Tahoma"/></{p}rPr>'
        return f"<{p}r>{look}{text}</{p}r>"


def _drop_end(text: bytes) -> bytes:
    """Return a text without the blanks and the line break at its end."""
    kept = text.rstrip()
    return next((kept[: -len(end)] for end in _BREAKS if kept.endswith(end)), kept)


def change_notes(
    words: bytes, boxes: bytes, notes: Mapping[Place, str], sheet: SheetEditor
) -> tuple[bytes, bytes]:
    """Return the two parts of a sheet's notes with other notes of ours.

    Those of an earlier check are left out. A note of somebody else is kept, and the new words are
    put behind the old.

    Args:
        words: The part that holds their words.
        boxes: The part that holds their boxes.
        notes: The new notes, by the places of their cells.
        sheet: The sheet, which knows how large its cells are.

    Raises:
        UnwritableError: if the parts cannot be understood.
    """
    parts = _Notes(words, notes)
    return parts.apply(), _change_boxes(boxes, parts, sheet)


def _change_boxes(data: bytes, parts: _Notes, sheet: SheetEditor) -> bytes:
    # Excel writes this part in a dialect that is not always well-formed, so it is not parsed.
    data = b"".join(_without_boxes(data, parts.removed))
    end = _END.search(data)
    if end is None:
        raise UnwritableError("The notes of the workbook cannot be understood.")
    known = [int(number) for number in _SHAPE_NUMBER.findall(data)]
    first = max([_FIRST_SHAPE - 1, *known]) + 1
    items = enumerate(parts.new.items(), start=first)
    shapes = [_write_box(number, place, words, sheet) for number, (place, words) in items]
    if shapes and b"_x0000_t202" not in data:
        shapes.insert(0, _SHAPE_TYPE)
    return data[: end.start()] + "".join(shapes).encode("ascii") + data[end.start() :]


def _without_boxes(data: bytes, removed: Container[Place | None]) -> Iterator[bytes]:
    """Give what is left of the part without the boxes of some places."""
    done = 0
    while start := _SHAPE_START.search(data, done):
        end = data.find(_SHAPE_END, start.end())
        if end == -1:
            break
        yield data[done : start.start()]
        done = end + len(_SHAPE_END)
        shape = data[start.start() : done]
        if _place_of(shape) not in removed:
            yield shape
    yield data[done:]


def _place_of(shape: bytes) -> Place | None:
    found = [re.search(rb"<x:%s>\s*([0-9]{1,7})\s*<" % name, shape) for name in (b"Row", b"Column")]
    row, column = found
    return (int(row[1]) + 1, int(column[1])) if row and column else None


def _write_box(number: int, place: Place, words: str, sheet: SheetEditor) -> str:
    row, column = place
    lines = 1 + count_lines(words.split("\n"))
    last_column = column + 1 + sheet.count_columns(column + 1, _BOX_PIXELS)
    first_row = max(row - 1, 1)
    last_row = first_row - 1 + sheet.count_rows(first_row, lines * _LINE_PIXELS)
    anchor = f"{column + 1}, 15, {first_row - 1}, 4, {last_column}, 15, {last_row}, 4"
    size = f"width:{_BOX_PIXELS * 3 // 4}pt;height:{lines * _LINE_PIXELS * 3 // 4}pt"
    return (
        f'<v:shape {_NAMESPACES} id="_x0000_s{number}" type="#_x0000_t202" '
        f'style="position:absolute;{size};visibility:hidden" fillcolor="#ffffe1" '
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
