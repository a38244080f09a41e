"""Checks the package of a workbook before it is opened: what it is, and that it is harmless.

A package is a zip archive of XML parts. Each part is unpacked block by block and never kept.
"""

from __future__ import annotations

import re
import struct
import zlib
from itertools import chain
from typing import IO, TYPE_CHECKING, Final
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from attrs import define, frozen

from improvement_frameworks import problems
from improvement_frameworks.documents.reading import InputFault
from improvement_frameworks.problems.problem import Own
from improvement_frameworks.tables.reading.fault import UNPACK_LIMIT, damaged, foreign, reading
from improvement_frameworks.tables.reading.workbook.extent import check_extent, lies_near

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from zipfile import ZipInfo

    from improvement_frameworks.problems.problem import Param

MIB: Final = 1024 * 1024
MAX_RUN: Final = 1024 * 1024
"""How many bytes may be between two tags: a cell holds far less."""
MAX_PARTS: Final = 10_000
"""How many parts a workbook may have."""

BLOCK: Final = 1024 * 1024
_LOCAL_HEADER: Final = struct.Struct("<4s22xHH")
_ENCRYPTED: Final = 0x1
_SHEET: Final = b"worksheet"
_OPEN_DOCUMENT: Final = b"document-content"
BREAKS: Final = re.compile(rb"<text:(line-break|tab)\b[^<>]*/>")
"""A line break or a tab in a cell of an ODS file."""
_LONGEST_BREAK: Final = 100
_LONGEST_FORMULA: Final = 10_000
_FORMULA: Final = re.compile(rb"<f")  # finds two bytes more quickly than ``in`` does
_FAILED: Final = re.compile(rb"""t=["']e["']""")
_UNWORKED: Final = re.compile(rb"</f>(?:<v>\s*</v>|<v\s*/>)?</c>|<f\b[^<>]*/>(?:<v\s*/>)?</c>")
_TAG: Final = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)[\s/>]")
_PROLOGUE: Final = re.compile(rb"(?s)(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*")
_XML: Final = re.compile(rb"\s*(?:(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)\s*)?\0?<")
_PICTURE: Final = re.compile(
    rb"(?s)(?:\xef\xbb\xbf)?(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE svg\b[^>\[]*>)*+<(?:svg:)?svg\b"
)
_WIDE_DOCTYPE: Final = re.compile(rb"(?:<\0!|\0<\0!\0)")
_DATE_1904: Final = re.compile(rb"""date1904\s*=\s*["'](?:1|true|on)["']""", re.IGNORECASE)
_KINDS_OF_ZIP: Final = (
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("Index/Document.iwa", "a document of Apple Numbers, Pages or Keynote"),
    ("META-INF/MANIFEST.MF", "a Java archive"),
    ("META-INF/container.xml", "an electronic book"),
)
_MIMETYPE: Final = "application/vnd.oasis.opendocument."


@frozen
class Inspection:
    """What is known of a workbook before it is opened."""

    is_open_document: bool
    """Whether it is an ODS file."""
    is_from_1904: bool
    """Whether its days count from 1904."""
    aside_parts: frozenset[str]
    """The parts with formulas that failed, comments, or what is hidden or merged."""
    has_breaks: bool
    """Whether cells of an ODS file hold line breaks or tabs."""


def inspect_archive(path: Path, limit: int = UNPACK_LIMIT) -> Inspection:
    """Check the package of a workbook.

    Args:
        path: The workbook.
        limit: How many MiB its parts may have together.

    Raises:
        InputFault: if it is no workbook, damaged, encrypted, too large, or defines entities.
    """
    with (
        reading("it is no complete zip archive", BadZipFile, NotImplementedError, zlib.error),
        path.open("rb") as file,
        ZipFile(file) as archive,
    ):
        parts = archive.infolist()
        names = {part.filename for part in parts}
        is_open_document = _check_kind(path, archive, names)
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > limit * MIB:
            raise bomb(limit)
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise InputFault(problems.TABLE_PASSWORD)
        unpacked = 0
        aside: set[str] = set()
        is_from_1904 = has_breaks = False
        for part in parts:
            facts = _check_part(file, part, limit, unpacked)
            unpacked += facts.size
            if facts.has_asides:
                aside.add(part.filename)
            has_breaks |= facts.has_breaks
            is_from_1904 |= facts.is_from_1904 and part.filename == "xl/workbook.xml"
        return Inspection(is_open_document, is_from_1904, frozenset(aside), has_breaks)


def read_part(path: Path, name: str) -> Iterator[bytes]:
    """Yield a part of a checked package block by block.

    Raises:
        OSError: if it cannot be read.
    """
    with path.open("rb") as file, ZipFile(file) as archive:
        yield from _unpack(file, archive.getinfo(name))


def _check_kind(path: Path, archive: ZipFile, names: set[str]) -> bool:
    """Say whether it is an ODS workbook (or an Excel workbook); refuse what is neither."""
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 1000:
        kind = archive.read("mimetype").decode("ascii", "replace").strip()
        if kind.startswith(_MIMETYPE + "spreadsheet") and "content.xml" in names:
            manifest = "META-INF/manifest.xml"
            if manifest in names and _mentions(archive, manifest, b"encryption-data"):
                raise InputFault(problems.TABLE_PASSWORD)
            return True
        if kind.startswith(_MIMETYPE):
            raise foreign(path, f"an OpenDocument file of another kind ({kind[35:60]})")
    if "xl/workbook.xml" in names:
        return False
    what = next((what for name, what in _KINDS_OF_ZIP if name in names), "")
    raise foreign(path, what or _describe(names))


def _describe(names: Iterable[str]) -> str:
    first = min(names, default="")
    return (
        f"a zip archive of other files, such as {first[:40]}" if first else "an empty zip archive"
    )


def _mentions(archive: ZipFile, name: str, word: bytes) -> bool:
    with archive.open(name) as part:
        return word in part.read(BLOCK)


@define
class _Part:
    """What is seen of a part while it is unpacked."""

    must_be_xml: bool
    size: int = 0
    is_xml: bool = False
    run: int = 0
    root: bytes = b""
    has_breaks: bool = False
    is_from_1904: bool = False
    has_asides: bool = False
    _before: bytes = b""

    def watch(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """Pass the blocks on."""
        before = b""
        for block in self._read_to_end(blocks):
            if not self.size:
                self.root = self._check_start(block)
                self.is_xml = bool(self.root)
                self.is_from_1904 = self.root == b"workbook" and bool(_DATE_1904.search(block))
            self.size += len(block)
            if self.is_xml:
                self._check_runs(block)
            if self.root == _OPEN_DOCUMENT and not self.has_breaks:
                self.has_breaks = bool(BREAKS.search(self._before + block))
                self._before = block[-_LONGEST_BREAK:]
            if not self.has_asides:
                holds_failed = _holds_failed(self.root, before + block)
                self.has_asides = holds_failed or _may_hold_asides(self.root, block)
                before = block[-_LONGEST_FORMULA:]
            yield block

    def _read_to_end(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """Pass the blocks on; an OpenDocument has to be well-formed XML.

        At the end of a table that is not closed, calamine 0.9 waits for more without end, and with
        other elements that are not closed it drops their text without a word.

        Raises:
            InputFault: if it is not.
        """
        parser = expat.ParserCreate()
        try:
            for block in blocks:
                yield block
                if self.root == _OPEN_DOCUMENT:
                    parser.Parse(block)
            if self.root == _OPEN_DOCUMENT:
                parser.Parse(b"", True)  # noqa: FBT003 - expat takes no name here
        except expat.ExpatError:
            raise damaged("one of its parts is no well-formed XML") from None

    def _check_start(self, block: bytes) -> bytes:
        """Return the name of the outermost element; nothing for what is no XML and need not be.

        Whatever looks like XML is checked as such: a reader goes by what other parts say of it,
        not by its name.
        """
        if not self.must_be_xml and (not _XML.match(block) or _PICTURE.match(block)):
            return b""
        return _check_start(block)

    def _check_runs(self, block: bytes) -> None:
        """Refuse a text or a tag that is far too long for a cell.

        Raises:
            InputFault: if there is one.
        """
        first, last = block.find(b"<"), block.rfind(b"<")
        longest = self.run + (first if first >= 0 else len(block))
        self.run = len(block) - last if last >= 0 else longest
        if max(longest, self.run) > MAX_RUN:
            raise InputFault(problems.TABLE_LONG_CELL, {"limit": f"{MAX_RUN:,}"})


def _may_hold_asides(root: bytes, block: bytes) -> bool:
    """Whether there are comments, or perhaps what is hidden, or merged in an OpenDocument."""
    if root == _OPEN_DOCUMENT:
        marks = (b"office:annotation", b"table:visibility", b"table:number-rows-spanned")
        return any(mark in block for mark in marks)
    return root == b"comments" or (root == _SHEET and b' hidden="' in block)


def _holds_failed(root: bytes, text: bytes) -> bool:
    """Whether there may be formulas that failed in a piece of a part; quick if there are none."""
    if root == _OPEN_DOCUMENT:
        return b'"error"' in text
    if root != _SHEET or not (b"#" in text or _FORMULA.search(text)):
        return False
    return bool(_FAILED.search(text) or _UNWORKED.search(text))


def _check_part(file: IO[bytes], part: ZipInfo, limit: int, before: int) -> _Part:
    """Unpack a part to see how large it is, and that nothing in it does harm."""
    seen = _Part(must_be_xml=part.filename.endswith((".xml", ".rels")))
    blocks = seen.watch(_bounded(_unpack(file, part), limit, before))
    first = next(blocks, b"")
    is_near = seen.root != _SHEET or lies_near(chain([first], blocks))
    for _ in blocks:
        pass
    if not is_near:
        check_extent(lambda: _unpack(file, part))
    return seen


def _check_start(block: bytes) -> bytes:
    """Return the name of the outermost element; nothing may be defined before it.

    Raises:
        InputFault: if there is a document type, or no element at all.
    """
    prologue = _PROLOGUE.match(block)
    start = prologue.end() if prologue else 0
    first = _TAG.match(block, start)
    if first:
        return first[1]
    if block.startswith((b"<!DOCTYPE", b"<!ENTITY"), start) or _WIDE_DOCTYPE.search(block):
        raise InputFault(problems.TABLE_ENTITY)
    raise damaged("one of its parts is no XML")


def _unpack(file: IO[bytes], part: ZipInfo) -> Iterator[bytes]:
    """Yield the bytes of a part as they truly are, whatever the archive says of their number.

    Raises:
        InputFault: if they cannot be unpacked.
    """
    file.seek(part.header_offset)
    header = file.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size:
        raise damaged("it breaks off")
    magic, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    if magic != b"PK\x03\x04":
        raise damaged("its list of contents is wrong")
    start = part.header_offset + _LOCAL_HEADER.size + name_length + extra_length
    file.seek(start)
    if part.compress_type == ZIP_STORED:
        yield from _stored(file, part.compress_size)
    elif part.compress_type == ZIP_DEFLATED:
        yield from _inflated(file, part.compress_size)
    else:
        raise damaged("it is packed in a way that workbooks are not")


def _bounded(blocks: Iterator[bytes], limit: int, before: int) -> Iterator[bytes]:
    """Pass blocks on as long as all that was unpacked is no more than so many MiB.

    Raises:
        InputFault: if it is more.
    """
    for block in blocks:
        before += len(block)
        if before > limit * MIB:
            raise bomb(limit)
        yield block


def _stored(file: IO[bytes], size: int) -> Iterator[bytes]:
    while size > 0 and (block := file.read(min(BLOCK, size))):
        size -= len(block)
        yield block
    if size > 0:
        raise damaged("it breaks off")


def _inflated(file: IO[bytes], size: int) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    packed = b""
    try:
        while not inflater.eof:
            if not packed:
                packed = file.read(min(BLOCK, size))
                size -= len(packed)
            block = inflater.decompress(packed, BLOCK)
            if not block and not packed and not inflater.eof:
                raise damaged("it breaks off")
            packed = inflater.unconsumed_tail
            if block:
                yield block
    except zlib.error:
        raise damaged("one of its parts cannot be unpacked") from None


def bomb(limit: int) -> InputFault:
    """Return the fault of a workbook that is too large."""
    params: dict[str, Param] = {"limit": Own(f"{limit:,}"), "more": 5 * limit}
    return InputFault(problems.TABLE_BOMB, params)
