"""Finds out how a text file is written: its encoding, and what stands between its columns."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from functools import partial
from io import StringIO, TextIOWrapper
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Final, Literal, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Encoding: TypeAlias = Literal["utf-8", "utf-16-le", "utf-16-be", "cp1252"]

ENCODING_NAMES: Final[dict[Encoding, str]] = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
}
DELIMITERS: Final = (",", ";", "\t", "|")
"""What may stand between columns; of equally good ones, the first is taken."""

_BLOCK: Final = 1024 * 1024
_SAMPLE: Final = 64 * 1024
_ROWS_COMPARED: Final = 200
_ENOUGH: Final = 256
_MARKS: Final[tuple[tuple[bytes, Encoding], ...]] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SEPARATOR_LINE: Final = re.compile('"?sep=(.)"?(?:\r\n|\r|\n|$)', re.IGNORECASE)


@frozen
class Dialect:
    """How a text file of rows is written."""

    encoding: Encoding
    """Its encoding, without the mark."""
    delimiter: str
    """What stands between its columns."""
    start: int = 0
    """With which byte the rows begin: after the byte order mark and the line ``sep=;``."""
    first_line: int = 1
    """The line of the file at which they begin."""
    first_row: int = 1
    """The number of the first of them."""
    is_marked: bool = False
    """Whether the file tells its encoding by a byte order mark."""

    @property
    def is_expected(self) -> bool:
        """Whether the encoding is UTF-8, or told by the file itself."""
        return self.is_marked or self.encoding == "utf-8"

    def open(self, path: Path) -> IO[str]:
        """Open a file at the start of its rows.

        Bytes that are no letters come as lone surrogates from UTF-8, and as the replacement sign
        otherwise.

        Raises:
            OSError: if it cannot be opened.
        """
        file = path.open("rb")
        file.seek(self.start)
        errors = "surrogateescape" if self.encoding == "utf-8" else "replace"
        return TextIOWrapper(file, encoding=self.encoding, errors=errors, newline="")


def find_dialect(path: Path) -> Dialect:
    """Find out how a text file of rows is written.

    The encoding is judged from all letters outside ASCII until there are enough of them; the
    delimiter from the first rows.

    Raises:
        OSError: if the file cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_BLOCK)
        mark, encoding = _find_mark(head)
        if encoding is None:
            rest = iter(partial(file.read, _BLOCK), b"")
            encoding = _find_zeros(head) or _weigh(chain([head], rest))
    text = head[len(mark) :][: 4 * _SAMPLE].decode(encoding, "replace")[:_SAMPLE]
    text = text[: text.rfind("\n") + 1] if len(text) == _SAMPLE and "\n" in text else text
    told = _SEPARATOR_LINE.match(text)
    if told:
        start = len(mark) + len(told[0].encode(encoding))
        return Dialect(encoding, told[1], start, 2, is_marked=bool(mark))
    return Dialect(encoding, find_delimiter(text), len(mark), is_marked=bool(mark))


def _find_mark(head: bytes) -> tuple[bytes, Encoding | None]:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return mark, encoding
    return b"", None


def _find_zeros(head: bytes) -> Encoding | None:
    """Recognise UTF-16 without a mark: every other byte of plain text is zero."""
    sample = head[:4096]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > 0.4 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if half and sample[::2].count(0) > 0.4 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _weigh(blocks: Iterator[bytes]) -> Encoding:
    """Decide between UTF-8, perhaps with a few wrong bytes, and Windows-1252."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    right = wrong = 0
    for block in blocks:
        if block.isascii() and not decoder.getstate()[0]:
            continue
        letters = re.findall("[^\0-\x7f]", decoder.decode(block))
        faulty = sum("\ud800" <= letter <= "\udfff" for letter in letters)
        wrong += faulty
        right += len(letters) - faulty
        if right + wrong >= _ENOUGH:
            break
    return "utf-8" if right >= wrong else "cp1252"


def find_delimiter(text: str) -> str:
    r"""Find what stands between the columns of a text.

    That delimiter is taken which gives most rows the same number of cells, without leaving text
    beside quotation marks.

    >>> find_delimiter("level;share\nevents;1,5\npatterns;2,5\n")
    ';'
    """
    return max(DELIMITERS, key=lambda delimiter: _fit(text, delimiter))


def _fit(text: str, delimiter: str) -> tuple[float, int]:
    """Say how well a delimiter fits: the share of rows of the most common length, that length."""
    widths, is_sound = _count_widths(text, delimiter, strict=True)
    if not is_sound:
        widths, _ = _count_widths(text, delimiter, strict=False)
    rows = widths.total()
    widths.pop(1, None)
    if not widths:
        return 0.0, 1
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return round(count / rows * (1 if is_sound else 0.5), 2), width


def _count_widths(text: str, delimiter: str, *, strict: bool) -> tuple[Counter[int], bool]:
    """Count the rows of each length; say also whether nothing stands beside quotation marks."""
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    widths: Counter[int] = Counter()
    try:
        widths.update(len(row) for row in islice(rows, _ROWS_COMPARED) if row)
    except csv.Error as fault:
        return widths, "expected after" not in str(fault)
    return widths, True
