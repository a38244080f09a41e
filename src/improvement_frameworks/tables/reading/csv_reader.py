"""Reads rows from CSV and its kin, exactly and in constant memory, whatever is wrong with them."""

from __future__ import annotations

import csv
import re
from collections import deque
from functools import partial
from typing import IO, TYPE_CHECKING, Final

from attrs import frozen

from improvement_frameworks import problems
from improvement_frameworks.documents.reading import InputFault, unreadable
from improvement_frameworks.problems.problem import Own
from improvement_frameworks.tables.reading.dialect import ENCODING_NAMES, find_dialect
from improvement_frameworks.tables.reading.fault import (
    MAX_CELL,
    ReadFile,
    cut_wide,
    damaged,
)
from improvement_frameworks.tables.reading.sheet import Reader, Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.reading.batch import Batch
    from improvement_frameworks.tables.reading.dialect import Dialect

MAX_LINE: Final = 16 * 1024 * 1024
"""How many characters a line of a file may have, and a row."""
MOST_REREAD: Final = 64 * 1024 * 1024
"""How many characters are read again at most because a quotation mark was not closed."""

_TOO_LONG: Final = "row too long"
_TOO_LARGE: Final = "field larger"
_LIMITS: Final = {
    "expected after": " as it should be: further text follows where it is closed",
    "end of data": " before the end of the file",
    _TOO_LONG: f" within {MAX_LINE // 1024**2} MB",
    "": f" within {MAX_CELL // 1024**2} MB",
}
"""How far a quotation mark was looked for, by the words of what Python's reader says."""
_BLOCK: Final = 64 * 1024
_NO_LETTER: Final = re.compile("[\udc80-\udcff]")


def open_csv(path: Path) -> Iterator[Sheet | Issue]:
    """Yield the one sheet of a text file, and what is to be said about its encoding.

    Raises:
        InputFault: if there is nothing in it, or it may not be read.
    """
    file = ReadFile.start(path)
    dialect = find_dialect(path)
    if not dialect.is_expected:
        name = ENCODING_NAMES[dialect.encoding]
        yield problems.TABLE_ENCODING.issue(file.at(), encoding=Own(name))
    with dialect.open(path) as text:
        blocks = iter(partial(text.read, _BLOCK), "")
        if not any(block.strip() for block in blocks):
            raise InputFault(problems.TABLE_EMPTY)
    yield Sheet(str(path), "", CsvReader(file, dialect))


@frozen
class CsvReader(Reader):
    """Reads a text file."""

    file: ReadFile
    """The file."""
    dialect: Dialect
    """How it is written."""

    @property
    def size(self) -> int:
        """How many bytes the file has."""
        return self.file.size

    def may_have_more(self, rows: int) -> bool:
        """Whether there are more lines than so many, line breaks within quotation marks left out.

        Where a mark is not closed, what is within and what is not may have changed places.
        """
        breaks = [0, 0]
        is_quoted = False
        with self.file.path.open("rb") as opened:
            while max(breaks) <= rows and (block := opened.read(_BLOCK)):
                pieces = block.split(b'"')
                for first in (0, 1):
                    part = b'"'.join(pieces[first::2])
                    number = part.count(b"\n") + part.count(b"\r") - part.count(b"\r\n")
                    breaks[(first + is_quoted) % 2] += number
                is_quoted ^= len(pieces) % 2 == 0
        return max(breaks) > rows

    def rows(self) -> Iterator[Row | Issue]:
        """Yield the rows."""
        yield from read_rows(self.file, self.dialect)
        yield from self.file.changes()

    def batches(self, last: int, width: int, size: int = 0) -> Iterator[Batch | Issue]:
        """Yield the rows in blocks of the file, read by Polars where it reads them exactly."""
        from improvement_frameworks.tables.reading.csv_batch import can_read, read_batches

        if not can_read(self.dialect, width):
            return super().batches(last, width, size)
        return read_batches(self, last, width, size)


def read_rows(file: ReadFile, dialect: Dialect, *, width: int = 0) -> Iterator[Row | Issue]:
    """Yield the rows of a text file; each knows its number and the line on which it begins.

    Whoever begins within a file says how wide the row before was.
    """
    try:
        with dialect.open(file.path) as text:
            yield from cut_wide(_Lines(text, dialect, file, width).rows(), file)
    except OSError as fault:
        yield file.fault(unreadable(fault))
    except InputFault as fault:
        yield file.fault(fault)


class _Lines:
    """Reads the rows of an open file one after the other."""

    def __init__(self, text: IO[str], dialect: Dialect, file: ReadFile, width: int) -> None:
        self._text = text
        self._dialect = dialect
        self._file = file
        self._waiting: deque[str] = deque()
        self._held: list[str] = []
        self._size = 0
        self._reread = 0
        self._line = dialect.first_line
        self._number = dialect.first_row - 1
        self._width = width
        self._faulty: list[Issue] = []
        self._has_said_zero = self._has_said_broken = False

    def rows(self) -> Iterator[Row | Issue]:
        """Yield rows and issues until the end of the file."""
        csv.field_size_limit(max(MAX_CELL, csv.field_size_limit()))
        while True:
            reader = csv.reader(self._lines(), delimiter=self._dialect.delimiter, strict=True)
            try:
                for cells in reader:
                    self._number += 1
                    if self._faulty:
                        yield from self._give(cells)
                    elif cells:
                        self._width = len(cells)
                        yield Row(self._number, cells, self._line)
                    self._next()
            except csv.Error as fault:
                self._number += 1
                yield from self._mend(str(fault))
                self._next()
            else:
                yield from self._faulty
                return

    def _lines(self) -> Iterator[str]:
        """Yield the lines of the file and hold those of the row that is being read."""
        waiting, held = self._waiting, self._held
        while line := waiting.popleft() if waiting else self._text.readline(MAX_LINE):
            held.append(line)
            self._size += len(line)
            if self._size >= MAX_LINE:
                if len(held) == 1:
                    limit = f"{MAX_LINE // 1024**2} MB"
                    raise damaged(f"line {self._line} is longer than {limit}")
                raise csv.Error(_TOO_LONG)
            if not line.isascii() or "\0" in line:
                yield self._clean(line)
            else:
                yield line

    def _next(self) -> None:
        self._line += len(self._held)
        self._held.clear()
        self._size = 0

    def _clean(self, line: str) -> str:
        """Replace what is no letter, and note it."""
        number = self._number + 1
        at = self._line + len(self._held) - 1
        if "\0" in line:
            if not self._has_said_zero:
                self._has_said_zero = True
                self._faulty.append(problems.TABLE_NUL.issue(self._file.at(row=number, line=at)))
            line = line.replace("\0", "")
        if self._dialect.encoding == "utf-8":
            if _NO_LETTER.search(line):
                self._faulty.append(problems.TABLE_MIXED.issue(self._file.at(row=number, line=at)))
                line = _NO_LETTER.sub("\ufffd", line)
        elif "\ufffd" in line and not self._has_said_broken:
            self._has_said_broken = True
            name = ENCODING_NAMES[self._dialect.encoding]
            params = {"reason": Own(f"some of its bytes are no letters in {name}")}
            self._faulty.append(problems.TABLE_DAMAGED.issue(self._file.at(line=at), **params))
        return line

    def _give(self, cells: list[str]) -> Iterator[Row | Issue]:
        if self._faulty:
            yield from self._faulty
            self._faulty.clear()
        self._width = len(cells)
        yield Row(self._number, cells, self._line)

    def _mend(self, fault: str) -> Iterator[Row | Issue]:
        """Say which quotation mark is wrong, and read the row as well as can be.

        If the lines that it takes do not give a row like the one before, only the first of them is
        taken, so that a mark that is not closed spoils one row and not the rest of the file.
        """
        is_closed = "expected after" in fault
        lines = self._held.copy()
        if len(lines) == 1 and _TOO_LARGE in fault:
            cells, is_sound = self._split(lines, strict=True)
            if is_sound:
                yield from self._give(cells)
                return
        cells, _ = self._split(lines) if is_closed else ([], False)
        if len(cells) != self._width or not is_closed:
            self._put_back(lines[1:])
            cells, _ = self._split(self._held)
        limit = {"limit": Own(next(word for key, word in _LIMITS.items() if key in fault))}
        yield problems.ROW_QUOTE.issue(self._file.at(row=self._number, line=self._line), **limit)
        yield from self._give(cells)

    def _put_back(self, lines: list[str]) -> None:
        """Let lines be read again as rows of their own, unless that was done too often."""
        size = sum(map(len, lines))
        if self._reread + size > MOST_REREAD:
            return
        self._reread += size
        self._waiting.extendleft(reversed(lines))
        del self._held[1:]
        self._faulty = [
            issue
            for issue in self._faulty
            if issue.problem is not problems.TABLE_MIXED or issue.where.line == self._line
        ]

    def _split(self, lines: list[str], *, strict: bool = False) -> tuple[list[str], bool]:
        """Split lines into the cells of one row, as well as can be; say whether it went well."""
        clean = [_NO_LETTER.sub("\ufffd", line.replace("\0", "")) for line in lines]
        delimiter = self._dialect.delimiter
        before = csv.field_size_limit(MAX_LINE)
        try:
            reader = csv.reader(clean, delimiter=delimiter, strict=strict)
            return next(reader, list[str]()), True
        except csv.Error:
            return "".join(clean).rstrip("\r\n").split(delimiter), False
        finally:
            csv.field_size_limit(before)
