"""Adds to a workbook's styles: the looks of the list of issues, and the colours of the marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from improvement_frameworks.tables.marking.xml_edit import XmlPart
from improvement_frameworks.tables.writing.unwritable import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from improvement_frameworks.tables.marking.xml_edit import Element

Colour: TypeAlias = Literal["error", "warning"]
Look: TypeAlias = Literal["body", "heading", "link"]
COLOURS: Final[Mapping[Colour, str]] = {"error": "FFFFB3B3", "warning": "FFFFD966"}
"""The colours of the marks."""
_HEADING: Final = "FF1F4E79"
_FONTS: Final[Mapping[Look, str]] = {
    "heading": '<{0}b/><{0}sz val="11"/><{0}color rgb="FFFFFFFF"/><{0}name val="Calibri"/>',
    "link": '<{0}u/><{0}sz val="11"/><{0}color rgb="FF0563C1"/><{0}name val="Calibri"/>',
    "body": '<{0}sz val="11"/><{0}name val="Calibri"/>',
}
_AFTER_DXFS: Final = frozenset({"tableStyles", "colors", "extLst"})
_COUNT: Final = re.compile(rb"""\scount\s*=\s*("[^"]*"|'[^']*')""")
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
    """The styles of a workbook, to which looks and colours can be added."""

    def __init__(self, data: bytes) -> None:
        self._part = XmlPart(data)
        self._prefix = self._part.root.prefix
        for name in ("fonts", "fills", "cellXfs"):
            self._require(name)
        self._looks: dict[Look, int] = {}
        self._colours: dict[Colour, int] = {}
        self._new: dict[str, list[str]] = {"fonts": [], "fills": [], "cellXfs": [], "dxfs": []}

    def look(self, name: Look) -> int:
        """Return the number of a look of the list of issues."""
        if name not in self._looks:
            self._looks[name] = self._add("cellXfs", self._make(name))
        return self._looks[name]

    def mark(self, colour: Colour) -> int:
        """Return the number of the format that puts a colour behind a cell."""
        if colour not in self._colours:
            p = self._prefix
            self._colours[colour] = self._add(
                "dxfs",
                f'<{p}dxf><{p}fill><{p}patternFill patternType="solid"><{p}bgColor '
                f'rgb="{COLOURS[colour]}"/></{p}patternFill></{p}fill></{p}dxf>',
            )
        return self._colours[colour]

    def apply(self) -> bytes:
        """Return the styles with what was added."""
        for name, new in self._new.items():
            if not new:
                continue
            parent = self._find_list(name)
            if parent is None:
                place = self._part.find_place(_AFTER_DXFS)
                self._part.insert(place, self._write_list(name, new))
                continue
            tag = self._part.tag(parent)
            if (count := _COUNT.search(tag)) and not tag.endswith(b"/>"):
                start, end = (parent.start + place for place in count.span())
                total = len(self._children(parent)) + len(new)
                self._part.replace(start, end, f' count="{total}"'.encode())
            self._part.append(parent, "".join(new))
        return self._part.apply()

    def _add(self, name: str, xml: str) -> int:
        """Add to a list what it does not hold; return its number there."""
        parent = self._find_list(name)
        known = [] if parent is None else [self._raw(one) for one in self._children(parent)]
        if xml.encode() in known:
            return known.index(xml.encode())
        new = self._new[name]
        if xml not in new:
            new.append(xml)
        return len(known) + new.index(xml)

    def _make(self, look: Look) -> str:
        p = self._prefix
        font = self._add("fonts", f"<{p}font>{_FONTS[look].format(p)}</{p}font>")
        fill = 0
        if look == "heading":
            fill = self._add(
                "fills",
                f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{_HEADING}"/>'
                f'<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>',
            )
        align = f'<{p}alignment vertical="top" wrapText="1"/>'
        return (
            f'<{p}xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="0" applyFont="1" '
            f'applyFill="1" applyAlignment="1">{align}</{p}xf>'
        )

    def _write_list(self, name: str, items: Sequence[str]) -> str:
        p = self._prefix
        return f'<{p}{name} count="{len(items)}">{"".join(items)}</{p}{name}>'

    def _find_list(self, name: str) -> Element | None:
        return next((one for one in self._part.named(name) if one.depth == 2), None)

    def _require(self, name: str) -> None:
        if self._find_list(name) is None:
            raise UnwritableError(
                f"The styles of the workbook have no {name}, so it is not marked."
            )

    def _children(self, parent: Element) -> list[Element]:
        return [one for one in self._part.within(parent) if one.depth == parent.depth + 1]

    def _raw(self, element: Element) -> bytes:
        is_empty = self._part.tag(element).endswith(b"/>")
        closing = b"" if is_empty else f"</{element.full_name}>".encode()
        return self._part.data[element.start : element.end] + closing
