"""What the readers share: a document with its places, and a fault with its place."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from attrs import field, frozen

from improvement_frameworks import problems
from improvement_frameworks.core.pointer import write_pointer
from improvement_frameworks.problems.problem import Issue, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.problems.problem import Param, Problem

MAX_BYTES: Final = 64 * 1024 * 1024
"""How large a document may be."""
MAX_DEPTH: Final = 64
"""How deep objects and lists may stand within each other."""

HALF_CHARACTER: Final = re.compile("[\ud800-\udfff]")
"""Finds what is no whole character: one half of a pair that stands alone."""

Spot: TypeAlias = tuple[int, int]
"""A line and a column, both from 1."""
Locate: TypeAlias = "Callable[[Iterable[Path]], Mapping[Path, Spot]]"


def locate_nothing(_paths: Iterable[Path]) -> Mapping[Path, Spot]:
    """Know no places, as for a document that was never a text."""
    return {}


@frozen
class Document:
    """One document: its value, its JSON text, and how to find a place in it."""

    source: str
    """The file, or a name for what was given."""
    value: object
    """What it says."""
    text: str
    """The same as JSON text."""
    locate: Locate = locate_nothing
    """Finds the line and column of values."""
    prefix: Path = ()
    """The steps to the document if it stands in a list."""


class Raw(NamedTuple):
    """One JSON text that was not read yet."""

    source: str
    """The file, or a name for what was given."""
    data: bytes
    """The text as it stands there."""
    line: int | None
    """The line on which it stands in a file of one document a line."""


class InputFault(Exception):  # noqa: N818 - it is a fault of the data, never shown as an exception
    """Stops the reading of one document; becomes an issue."""

    def __init__(
        self,
        problem: Problem,
        params: Mapping[str, Param] | None = None,
        spot: Spot | None = None,
        path: Path = (),
    ) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.params: Mapping[str, Param] = params or {}
        self.spot = spot
        self.path = path


@frozen
class Unread:
    """A document, or a remark on one, that could not be read as it stands."""

    issue: Issue = field()
    """What is wrong with it."""


def unread(source: str, fault: InputFault, *, first_line: int = 1) -> Unread:
    """Turn a fault into an issue; ``first_line`` is where the document begins in its file."""
    line, column = fault.spot or (None, None)
    if line is not None:
        line += first_line - 1
    elif first_line > 1:
        line = first_line
    pointer = write_pointer(takewhile(_is_whole, fault.path))
    where = Where(source=source, line=line, column=column, pointer=pointer)
    return Unread(fault.problem.issue(where, **fault.params))


def _is_whole(step: str | int) -> bool:
    """Whether a pointer can hold a step: no text can be written that has half a character."""
    return isinstance(step, int) or not HALF_CHARACTER.search(step)


FOREIGN_STARTS: Final = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file (7z)"),
    (b"Rar!", "a compressed file (rar)"),
    (b"SQLite format 3\0", "a database"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"ARROW1", "an Arrow file"),
)
"""How files begin that are neither documents nor tables."""
_TABLE_STARTS: Final = (
    (b"PK\x03\x04", "a zip archive or an office file"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
)
_HALF_IN_BYTES: Final = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")


def unreadable(fault: OSError) -> InputFault:
    """Return the fault of a file that may not be read."""
    reason = fault.strerror or type(fault).__name__
    return InputFault(problems.DOC_UNREADABLE, {"reason": reason})


def refuse_foreign(data: bytes) -> None:
    """Refuse what is known by its first bytes to be no text in UTF-8.

    Raises:
        InputFault: if it is binary or in UTF-16.
    """
    for start, what in (*_TABLE_STARTS, *FOREIGN_STARTS):
        if data.startswith(start):
            raise InputFault(problems.DOC_BINARY, {"what": what})
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputFault(problems.DOC_ENCODING, {"reason": "it is in UTF-16 or UTF-32"})


def decode(data: bytes) -> tuple[str, bool]:
    """Read bytes as UTF-8 text; say also whether they began with a byte order mark.

    Raises:
        InputFault: if they are empty, binary or in another encoding.
    """
    refuse_foreign(data)
    if b"\x00" in data:
        raise InputFault(problems.DOC_BINARY, {"what": "a file with zero bytes"})
    body = data.removeprefix(BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise _wrong_byte(body, fault.start) from None
    if not text.strip():
        raise InputFault(problems.DOC_EMPTY)
    return text, len(body) < len(data)


def _wrong_byte(data: bytes, offset: int) -> InputFault:
    text = data[:offset].decode("utf-8")
    spot = spot_at(text, len(text))
    if _HALF_IN_BYTES.match(data, offset):
        return InputFault(problems.DOC_CHARACTER, spot=spot)
    reason = f"the byte {data[offset]:#04x} is not allowed there"
    return InputFault(problems.DOC_ENCODING, {"reason": reason}, spot)


def spot_at(text: str, offset: int) -> Spot:
    r"""Return the line and column of a character.

    >>> spot_at("ab\ncd", 4)
    (2, 2)
    """
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)


def spots_at(text: str, offsets: Mapping[Path, int]) -> dict[Path, Spot]:
    """Return the line and column of many characters in one pass through the text."""
    spots: dict[Path, Spot] = {}
    line, line_break, seen = 1, -1, 0
    for path, offset in sorted(offsets.items(), key=lambda item: item[1]):
        line += text.count("\n", seen, offset)
        line_break = max(line_break, text.rfind("\n", seen, offset))
        spots[path] = line, offset - line_break
        seen = offset
    return spots
