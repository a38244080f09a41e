"""Finds what a sheet holds beside its values: failed formulas, comments, hidden and merged."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from posixpath import dirname, join, normpath
from typing import IO, TYPE_CHECKING, Final
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from attrs import define, field

from improvement_frameworks import problems
from improvement_frameworks.problems.problem import Own, quote
from improvement_frameworks.tables.reading.sheet import (
    AUTHOR,
    CellError,
    cell_address,
    column_letter,
)
from improvement_frameworks.tables.reading.workbook.archive import read_part
from improvement_frameworks.tables.reading.workbook.extent import column_number, cut_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.reading.fault import ReadFile
    from improvement_frameworks.tables.reading.sheet import Raw

_FAILED_TYPE: Final = re.compile(rb"""\st\s*=\s*["']e["']""")
_PLACE: Final = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+)0*+([1-9][0-9]*)["']""")
_UNWORKED: Final = re.compile(
    rb"<c\b([^<>]*)>\s*+<f\b(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*+(?:<v>\s*</v>|<v\s*/>)?\s*+</c>"
)
_TEXT_TYPE: Final = re.compile(rb"""\st\s*=\s*["']str["']""")
_NOTHING: Final = CellError("nothing, since no program has worked it out yet")
_VALUE: Final = re.compile(rb"<(?:[\w.-]+:)?v>([^<]*)<")
_CONTENT: Final = "content.xml"
_HIDDEN: Final = re.compile(
    rb"""<(?:[\w.-]+:)?(row|col)\b(?=[^<>]*+>)([^<>]*\shidden\s*=\s*["'](?:1|true)["'][^<>]*)>"""
)
_NUMBER: Final = re.compile(rb"""\s(r|min|max)\s*=\s*["']([0-9]{1,7})["']""")
_IN_FIRST_ROW: Final = re.compile("[A-Z]+1")
_MOST_COMMENTS: Final = 20
_MOST_SPANS: Final = 10
_NONE: Final = "none"
_MOST_HIDDEN: Final = 10_000
"""More rows that are hidden at once are the rest of the sheet below the table."""
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ERROR: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"


@define
class Asides:
    """What a sheet holds beside its values."""

    is_template: bool
    """Whether it belongs to a template, which folds away rows of its own."""
    failed: dict[int, list[tuple[int, CellError]]] = field(
        factory=dict[int, "list[tuple[int, CellError]]"]
    )
    """The failed cells of each row (from 1) with their columns (from 0)."""
    comments: dict[str, str] = field(factory=dict[str, str])
    """The comments by the addresses of their cells."""
    rows: set[int] = field(factory=set[int])
    """The numbers of hidden rows, from 1."""
    columns: list[range] = field(factory=list[range])
    """The positions of hidden columns, from 0."""
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(
        factory=list["tuple[tuple[int, int], tuple[int, int]]"]
    )
    """The first and the last cell of what is merged downwards in an OpenDocument, from 0."""
    _rows_read: list[int] = field(factory=list[int])
    _cells_read: Counter[int] = field(factory=Counter[int])

    def watch(self, rows: Iterator[list[Raw]]) -> Iterator[list[Raw]]:
        """Pass the rows on, and see which of the hidden ones have content."""
        if not (self.rows or self.columns):
            yield from rows
            return
        hides_column = cache(self._hides_column)
        for number, cells in enumerate(rows, start=1):
            filled = [place for place, raw in enumerate(cells) if raw not in ("", None)]
            if number in self.rows and filled:
                self._rows_read.append(number)
            self._cells_read.update(filter(hides_column, filled))
            yield cells

    def _hides_column(self, place: int) -> bool:
        return any(place in span for span in self.columns)

    def tell(self, file: ReadFile) -> Iterator[Issue]:
        """Say what was hidden and read, and which comments were not read.

        Those of the headings of a template are its own.
        """
        columns = [p for p, n in sorted(self._cells_read.items()) if n > 1]  # more than a heading
        rows = [] if self.is_template else self._rows_read
        if rows or columns:
            yield problems.CELLS_HIDDEN.issue(
                file.at(row=rows[0] if rows else None),
                rows=Own(write_spans(rows)),
                columns=Own(", ".join(map(column_letter, columns)) or _NONE),
            )
        shown = [
            Own(f"{cell} {quote(text)}")
            for cell, text in self.comments.items()
            if not (self.is_template and _IN_FIRST_ROW.fullmatch(cell))
        ]
        if shown:
            yield problems.CELLS_COMMENTED.issue(
                file.at(), count=len(shown), cells=tuple(shown[:_MOST_COMMENTS])
            )


def write_spans(numbers: Sequence[int]) -> str:
    """Write numbers in their order, those that follow each other as a span.

    >>> write_spans([3, 4, 5, 9])
    '3-5, 9'
    """
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    words = [str(a) if a == b else f"{a}-{b}" for a, b in spans[:_MOST_SPANS]]
    more = ["..."] if len(spans) > _MOST_SPANS else []
    return ", ".join([*words, *more]) or _NONE


def find_asides(
    path: Path, name: str, parts: frozenset[str], *, is_template: bool = False
) -> Asides:
    """Return the failed cells, the comments and the hidden rows and columns of a sheet.

    Args:
        path: The workbook, which was checked.
        name: The sheet.
        parts: The parts that hold any.
        is_template: Whether it belongs to a template.

    Raises:
        ParseError: if a part is no XML.
        KeyError: if a part is missing.
    """
    found = Asides(is_template)
    if _CONTENT in parts:
        with ZipFile(path) as archive, archive.open(_CONTENT) as content:
            _find_in_ods(content, name, found)
            return found
    if not parts:
        return found
    part = _find_sheet_parts(path).get(name, "")
    if part in parts:
        found.failed = _find_failed(read_part(path, part))
        _find_hidden(read_part(path, part), found)
    for comments in parts & _find_related(path, part):
        found.comments |= _read_comments(path, comments)
    return found


def _find_sheet_parts(path: Path) -> Mapping[str, str]:
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


def _find_failed(blocks: Iterable[bytes]) -> dict[int, list[tuple[int, CellError]]]:
    """Return the failed cells of each row (from 1) with their column (from 0)."""
    found: dict[int, list[tuple[int, CellError]]] = {}
    for text in cut_blocks(blocks, b"<c "):
        _gather_failed(text, found)
    return found


def _gather_failed(text: bytes, found: dict[int, list[tuple[int, CellError]]]) -> None:
    marks = [*_FAILED_TYPE.finditer(text)]
    before = 0
    for later, mark in enumerate(marks, start=1):
        stop = marks[later].start() if later < len(marks) else len(text)
        start, end = text.rfind(b"<", before, mark.start()), text.find(b">", mark.end(), stop)
        before = mark.end()
        if start < 0 or end < 0:
            continue
        place = _PLACE.search(text, start, end)
        value = _VALUE.search(text, end, stop)
        if place and value:
            word = value[1].decode("utf-8", "replace")
            cell = (column_number(place[1]) - 1, CellError(word))
            found.setdefault(int(place[2]), []).append(cell)
    for mark in _UNWORKED.finditer(text):
        place = _PLACE.search(mark[1])
        if place and not _TEXT_TYPE.search(mark[1]):  # a formula may well give an empty text
            cell = (column_number(place[1]) - 1, _NOTHING)
            found.setdefault(int(place[2]), []).append(cell)


def _find_hidden(blocks: Iterable[bytes], found: Asides) -> None:
    for text in cut_blocks(blocks):
        for mark in _HIDDEN.finditer(text):
            numbers = {key: int(number) for key, number in _NUMBER.findall(mark[2])}
            if mark[1] == b"row" and b"r" in numbers:
                found.rows.add(numbers[b"r"])
            elif b"min" in numbers and b"max" in numbers:
                found.columns.append(range(numbers[b"min"] - 1, numbers[b"max"]))


def _find_related(path: Path, part: str) -> set[str]:
    """Return the parts to which a sheet refers."""
    folder = dirname(part)
    relations = join(folder, "_rels", f"{part[len(folder) + 1 :]}.rels")
    try:
        tree = ET.fromstringlist(list(read_part(path, relations)))
    except KeyError:
        return set()
    targets = [one.get("Target", "") for one in tree]
    return {t[1:] if t.startswith("/") else normpath(join(folder, t)) for t in targets}


def _read_comments(path: Path, part: str) -> Mapping[str, str]:
    tree = ET.fromstringlist(list(read_part(path, part)))
    authors = [one.text or "" for one in tree.iter() if one.tag.endswith("}author")]
    found: dict[str, str] = {}
    for one in tree.iter():
        if not one.tag.endswith("}comment"):
            continue
        author = one.get("authorId", "")
        is_own = author.isdecimal() and authors[int(author) : int(author) + 1] == [AUTHOR]
        text = "".join(piece.text or "" for piece in one.iter() if piece.tag.endswith("}t"))
        text = _leave_out_marks(text)
        if not is_own and text:
            found[one.get("ref", "")] = text
    return found


def _leave_out_marks(text: str) -> str:
    """Return a comment without what an earlier check added to it."""
    return text.partition(f"[{AUTHOR}]")[0].strip()


def _find_in_ods(part: IO[bytes], name: str, found: Asides) -> None:
    is_here = False
    row = column = columns = 0
    for event, element in ET.iterparse(part, ("start", "end")):  # noqa: S314 - it was checked
        tag = element.tag.rpartition("}")[2]
        if event == "start":
            if tag == "table":
                is_here, row, columns = element.get(_TABLE + "name") == name, 0, 0
            elif tag == "table-row":
                column = 0
            continue
        is_hidden = is_here and element.get(_TABLE + "visibility") in {"collapse", "filter"}
        if tag == "table-column":
            times = _count_repeats(element, "number-columns-repeated")
            if is_hidden:
                found.columns.append(range(columns, columns + times))
            columns += times
        elif tag in {"table-cell", "covered-table-cell"}:
            if is_here:
                _take_cell(found, element, row, column)
            column += _count_repeats(element, "number-columns-repeated")
        elif tag == "table-row":
            times = _count_repeats(element, "number-rows-repeated")
            if is_hidden and times <= _MOST_HIDDEN:
                found.rows.update(range(row + 1, row + times + 1))
            row += times
            element.clear()


def _take_cell(found: Asides, cell: ET.Element, row: int, column: int) -> None:
    """Take from a cell at a row and a column (from 0) what is beside its value."""
    if cell.get(_ERROR) == "error":
        word = CellError("".join(cell.itertext()).strip())
        found.failed.setdefault(row + 1, []).append((column, word))
    rows = _count_repeats(cell, "number-rows-spanned")
    if rows > 1:
        columns = _count_repeats(cell, "number-columns-spanned")
        found.merged.append(((row, column), (row + rows - 1, column + columns - 1)))
    if text := _read_annotation(cell):
        found.comments[cell_address(row + 1, column)] = text


def _read_annotation(cell: ET.Element) -> str:
    for one in cell:
        if one.tag.endswith("}annotation"):
            lines = ("".join(line.itertext()) for line in one if line.tag.endswith("}p"))
            return _leave_out_marks("\n".join(lines))
    return ""


def _count_repeats(element: ET.Element, name: str) -> int:
    """Return for how many cells or rows an element of an OpenDocument holds."""
    times = element.get(_TABLE + name, "1")
    return int(times) if times.isdecimal() else 1
