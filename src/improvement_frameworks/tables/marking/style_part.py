"""Adds looks to a workbook's styles: the look that a cell had, with another colour behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from improvement_frameworks.tables.marking.package import Outline
from improvement_frameworks.tables.marking.xml_edit import Edits, read_tag, set_attributes
from improvement_frameworks.tables.writing.unwritable import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.tables.marking.xml_edit import Element

Colour: TypeAlias = Literal["error", "warning", "plain", "heading", "link"]
FILLS: Final[Mapping[Colour, str]] = {
    "error": "FFFFB3B3",
    "warning": "FFFFD966",
    "heading": "FF1F4E79",
}
_FONTS: Final[Mapping[Colour, str]] = {
    "heading": '<{0}b/><{0}sz val="11"/><{0}color rgb="FFFFFFFF"/><{0}name val="Calibri"/>',
    "link": '<{0}u/><{0}sz val="11"/><{0}color rgb="FF0563C1"/><{0}name val="Calibri"/>',
    "plain": '<{0}sz val="11"/><{0}name val="Calibri"/>',
}
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NO_STYLES: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font>'
    '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill '
    'patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
).encode()


class Styles:
    """The styles of a workbook, to which looks can be added."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._outline = Outline(data)
        self._prefix = self._outline.elements[0].prefix
        self._lists = {name: self._find(name) for name in ("fonts", "fills", "cellXfs")}
        self._looks = [self._raw(one) for one in self._children("cellXfs")]
        self._added: dict[tuple[int, Colour], int] = {}
        self._new_looks: list[bytes] = []
        self._fills = len(self._children("fills"))
        self._fonts = len(self._children("fonts"))

    def add(self, base: int, colour: Colour) -> int:
        """Return the number of the look ``base`` with a colour behind it (or a font)."""
        if (base, colour) not in self._added:
            self._added[base, colour] = len(self._looks) + len(self._new_looks)
            self._new_looks.append(self._make(base, colour))
        return self._added[base, colour]

    def apply(self) -> bytes:
        """Return the styles with what was added."""
        edits = Edits(self._data)
        p = self._prefix
        fills = [
            f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{rgb}"/>'
            f'<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
            for rgb in FILLS.values()
        ]
        fonts = [f"<{p}font>{font.format(p)}</{p}font>" for font in _FONTS.values()]
        looks = [look.decode("ascii") for look in self._new_looks]
        news = {"fonts": fonts, "fills": fills, "cellXfs": looks}
        for name, new in news.items():
            element = self._lists[name]
            tag = read_tag(self._data, element.start)
            if b" count" in tag and not tag.endswith(b"/>"):
                total = str(len(self._children(name)) + len(new))
                edits.set_attributes(element, {"count": total})
            self._outline.append(edits, element, "".join(new))
        return edits.apply()

    def _make(self, base: int, colour: Colour) -> bytes:
        if not self._looks:
            return f'<{self._prefix}xf fontId="0" fillId="0" borderId="0"/>'.encode()
        look = self._looks[base if base < len(self._looks) else 0]
        tag = read_tag(look, 0)
        changes: dict[str, str] = {}
        if colour in FILLS:
            changes["fillId"] = str(self._fills + list(FILLS).index(colour))
            changes["applyFill"] = "1"
        if colour not in _FONTS:
            return set_attributes(tag, changes) + look[len(tag) :]
        font = str(self._fonts + list(_FONTS).index(colour))
        changes = {"numFmtId": "0", "fontId": font, "fillId": "0", "borderId": "0", **changes}
        facts = " ".join(f'{name}="{value}"' for name, value in changes.items())
        p = self._prefix
        align = f'<{p}alignment vertical="top" wrapText="1"/>'
        return f'<{p}xf {facts} applyFont="1" applyAlignment="1">{align}</{p}xf>'.encode()

    def _find(self, name: str) -> Element:
        for element in self._outline.named(name):
            if element.depth == 2:
                return element
        raise UnwritableError(f"The styles of the workbook have no {name}, so it is not marked.")

    def _children(self, name: str) -> list[Element]:
        parent = self._lists[name]
        end = self._outline.ends[parent.start]
        return [
            element
            for element in self._outline.elements
            if element.depth == parent.depth + 1 and parent.start < element.start < end
        ]

    def _raw(self, element: Element) -> bytes:
        end = self._outline.ends[element.start]
        tag = read_tag(self._data, element.start)
        closing = b"" if tag.endswith(b"/>") else f"</{element.full_name}>".encode()
        return self._data[element.start : end] + closing
