"""Finds out how large the area of a sheet is, so that a single value far away does no harm.

The library that reads workbooks keeps a place for every cell between the first and the last one. A
sheet of two values, one of them in the last cell, would take 500 GB.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from improvement_frameworks import problems
from improvement_frameworks.documents.reading import InputFault
from improvement_frameworks.tables.reading.sheet import cell_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MAX_AREA: Final = 52_000_000
"""How many cells a sheet may have, the blank ones between others included."""

# Each finds a cell that does not stand within an area that is small enough, or that is written in
# an unusual way: up to column Z and row 1,999,999; up to column CZ and row 99,999; in any column up
# to row 999.
_OUTSIDE: Final = (
    re.compile(rb'<c(?! r="[A-Z]1?[0-9]{0,6}+")[\s/>]'),
    re.compile(rb'<c(?! r="[A-C]?[A-Z][0-9]{1,5}+")[\s/>]'),
    re.compile(rb'<c(?! r="[A-Z]{1,3}[0-9]{1,3}+")[\s/>]'),
)
_PREFIXED: Final = re.compile(rb":c[\s/>]")
_TAG: Final = re.compile(rb"""<(?:[\w.-]+:)?(row|c)(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_PLACE: Final = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Za-z]*)0*([0-9]{1,12})["']""")


def lies_near(blocks: Iterable[bytes]) -> bool:
    """Whether the cells of a sheet are known to lie in a small area; quick for most sheets."""
    return _lies_within(_OUTSIDE[0], blocks)


def check_extent(read: Callable[[], Iterable[bytes]]) -> None:
    """Refuse a sheet whose cells lie too far apart; ``read`` gives its XML in blocks, each time.

    Raises:
        InputFault: if the area is too large to be held.
    """
    if any(_lies_within(pattern, read()) for pattern in _OUTSIDE[1:]):
        return
    rows, columns = measure(read())
    if rows * columns > MAX_AREA:
        raise InputFault(problems.TABLE_SPARSE, {"cell": cell_address(rows, columns - 1)})


def _lies_within(outside: re.Pattern[bytes], blocks: Iterable[bytes]) -> bool:
    for text in cut_blocks(blocks):
        if outside.search(text) or (b":" in text and _PREFIXED.search(text)):
            return False
    return True


def measure(blocks: Iterable[bytes]) -> tuple[int, int]:
    """Return the last row and the last column, counted from 1, in which something stands."""
    last_row = last_column = 0
    row = column = 0
    for text in cut_blocks(blocks):
        for tag in _TAG.finditer(text):
            place = _PLACE.search(tag[2])
            if tag[1] == b"row":
                row = int(place[2]) if place else row + 1
                column = 0
                continue
            if place:
                row, column = int(place[2]), column_number(place[1])
            else:
                column += 1
            is_blank = tag[2].endswith(b"/") or text.startswith(b"</", tag.end())
            if not is_blank:
                last_row, last_column = max(last_row, row), max(last_column, column)
    return last_row, last_column


def column_number(letters: bytes) -> int:
    """Return the number of a column, from 1, by its letters.

    >>> column_number(b"A"), column_number(b"AA"), column_number(b"XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def cut_blocks(blocks: Iterable[bytes], start: bytes = b"<") -> Iterator[bytes]:
    """Cut blocks anew, so that nothing that begins so is cut in two unless it is a megabyte."""
    rest = b""
    for block in blocks:
        text = rest + block
        cut = text.rfind(start)
        cut = text.rfind(b"<") if cut < 0 else cut
        if cut < 0 or len(text) - cut > 1_000_000:
            cut = len(text)
        yield text[:cut]
        rest = text[cut:]
    yield rest
