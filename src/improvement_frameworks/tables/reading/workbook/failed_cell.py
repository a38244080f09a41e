"""Finds the cells of a workbook whose formula failed or was never worked out.

The reading library leaves them blank.
"""

from __future__ import annotations

import re
from posixpath import join, normpath
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from improvement_frameworks.tables.reading.sheet import CellError
from improvement_frameworks.tables.reading.workbook.archive import read_part
from improvement_frameworks.tables.reading.workbook.extent import column_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_ERROR_TYPE: Final = re.compile(rb"""\st\s*=\s*["']e["']""")
_PLACE: Final = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+)0*+([1-9][0-9]*)["']""")
_UNWORKED: Final = re.compile(
    rb"<c\b([^<>]*)>\s*+<f\b(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*+(?:<v>\s*</v>|<v\s*/>)?\s*+</c>"
)
_TEXT_TYPE: Final = re.compile(rb"""\st\s*=\s*["']str["']""")
_NOTHING: Final = CellError("nothing, since no program has worked it out yet")
_VALUE: Final = re.compile(rb"<(?:[\w.-]+:)?v>([^<]*)<")
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELL_LIMIT: Final = 100_000


def find_failed(blocks: Iterable[bytes]) -> dict[int, list[tuple[int, CellError]]]:
    """Return the failed cells of each row (from 1) with their column (from 0)."""
    found: dict[int, list[tuple[int, CellError]]] = {}
    rest = b""
    for block in blocks:
        text = rest + block
        cut = max(text.rfind(b"<c "), len(text) - _CELL_LIMIT)
        _gather(text[:cut], found)
        rest = text[cut:]
    _gather(rest, found)
    return found


def _gather(text: bytes, found: dict[int, list[tuple[int, CellError]]]) -> None:
    for mark in _ERROR_TYPE.finditer(text):
        start, end = text.rfind(b"<", 0, mark.start()), text.find(b">", mark.end())
        place = _PLACE.search(text, start, end)
        value = _VALUE.search(text, end)
        if place and value:
            word = value[1].decode("utf-8", "replace")
            cell = (column_number(place[1]) - 1, CellError(word))
            found.setdefault(int(place[2]), []).append(cell)
    for mark in _UNWORKED.finditer(text):
        place = _PLACE.search(mark[1])
        if place and not _TEXT_TYPE.search(mark[1]):  # a formula may well give an empty text
            cell = (column_number(place[1]) - 1, _NOTHING)
            found.setdefault(int(place[2]), []).append(cell)


def count_repeats(element: ET.Element, name: str) -> int:
    """Return for how many cells or rows an element of an OpenDocument holds."""
    times = element.get(_TABLE + name, "1")
    return int(times) if times.isdecimal() else 1


def find_sheet_parts(path: Path) -> Mapping[str, str]:
    """Return the part of an Excel workbook in which each sheet stands, by the sheet's name."""
    workbook = ET.fromstringlist(list(read_part(path, "xl/workbook.xml")))
    relations = ET.fromstringlist(list(read_part(path, "xl/_rels/workbook.xml.rels")))
    targets = {one.get("Id", ""): one.get("Target", "") for one in relations}
    parts: dict[str, str] = {}
    for sheet in workbook.iter():
        if sheet.tag.endswith("}sheet"):
            relation = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
            target = targets.get(relation, "")
            part = target[1:] if target.startswith("/") else normpath(join("xl", target))
            parts[sheet.get("name", "")] = part
    return parts
