"""Reads long text files in blocks that end where a row ends, so that memory stays small.

Polars reads a block only if it is known to read it as `csv_reader` does. Otherwise that reads it.
"""

from __future__ import annotations

from bisect import bisect_left
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from io import TextIOWrapper
from typing import IO, TYPE_CHECKING, Final

import polars as pl
from attrs import define, evolve, field

from improvement_frameworks import problems
from improvement_frameworks.documents.reading import InputFault
from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.reading.batch import Batch, make_batch
from improvement_frameworks.tables.reading.csv_reader import read_rows
from improvement_frameworks.tables.reading.fault import MAX_CELL, MAX_COLUMNS, reading

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from pathlib import Path

    from improvement_frameworks.problems.problem import Problem
    from improvement_frameworks.tables.reading.batch import Item
    from improvement_frameworks.tables.reading.csv_reader import CsvReader
    from improvement_frameworks.tables.reading.dialect import Dialect
    from improvement_frameworks.tables.reading.sheet import Row


BLOCK: Final = 12 * 1024 * 1024
"""How many bytes are read at once. Two blocks are held at a time; larger ones need more memory, and
nothing is faster."""

_ONCE: Final = {problems.TABLE_NUL, problems.TABLE_WIDE, problems.TABLE_DAMAGED}


def can_read(dialect: Dialect, width: int) -> bool:
    """Whether a text file can be read in blocks."""
    is_plain = dialect.encoding == "utf-8" and len(dialect.delimiter.encode()) == 1
    return is_plain and width <= MAX_COLUMNS


def read_batches(reader: CsvReader, last: int, width: int, size: int = 0) -> Iterator[Item]:
    """Yield the rows of a text file below a row, in batches."""
    yield from _read_ahead(_Blocks(reader, width, size or BLOCK).read(last))
    yield from reader.file.changes()


def _read_ahead(items: Iterator[Item]) -> Iterator[Item]:
    """Yield what is read while the next of it is read in a thread.

    Without it, people wait 19 % longer for five million rows.
    """
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(next, items, None)
        while (item := waiting.result()) is not None:
            waiting = thread.submit(next, items, None)
            yield item


@define
class _Blocks:
    """Reads a text file block by block. Where it goes on is said as the dialect of the rest."""

    reader: CsvReader
    width: int
    size: int
    before: int = 0
    """How wide the row before is."""
    said: set[Problem] = field(factory=set["Problem"])
    _lines: dict[int, int] = field(factory=dict[int, int])
    """The lines on which some places of the file are."""

    def read(self, last: int) -> Iterator[Item]:
        """Yield batches until the end of the file."""
        path, dialect = self.reader.file.path, self.reader.dialect
        at: Dialect | None
        _, at = yield from self._read_rows(dialect, lambda row: row.number > last)
        self.before = self.width
        with path.open("rb") as file:
            while at is not None and (block := read_block(file, at.start, self.size)):
                frame = self._parse(block)
                if frame is None:
                    at = evolve(at, first_line=self._find_line(at.start))
                    at = yield from self._read_exactly(block, at)
                    continue
                self.before = self.width
                numbers = range(at.first_row, at.first_row + frame.height)
                end = at.start + len(block.data)
                lines = partial(self._count_lines, frame, at.start, end)
                yield Batch(frame, numbers, lines=cache(lines))  # which few rows are asked for
                at = evolve(at, start=end, first_row=numbers.stop)

    def _find_line(self, place: int) -> int:
        """Return the line on which a row begins, counted from the last place that is known."""
        start = max(known for known in tuple(self._lines) if known <= place)
        line = self._lines[start]
        with self.reader.file.path.open("rb") as file:
            file.seek(start)
            while start < place and (data := file.read(min(self.size, place - start))):
                line += data.count(b"\n")
                start += len(data)
        self._lines[place] = line
        return line

    def _count_lines(self, frame: pl.DataFrame, start: int, end: int) -> Sequence[int]:
        """Return the line on which each row of a block begins."""
        within = pl.sum_horizontal(pl.all().str.count_matches("\n", literal=True).fill_null(0))
        first = self._find_line(start)
        later = frame.select((within.cast(pl.Int64) + 1).cum_sum() + first).to_series()
        self._lines[end] = later[-1]
        return later.shift(1, fill_value=first).to_list()

    def _parse(self, block: Block) -> pl.DataFrame | None:
        """Let Polars read a block, if that reads it exactly."""
        delimiter = self.reader.dialect.delimiter
        rest = block.count_rest(ord(delimiter))
        if rest is None:
            return None
        schema = {str(place): pl.String for place in range(self.width)}
        try:
            with reading("", pl.exceptions.PolarsError):
                frame = pl.read_csv(
                    block.data,
                    has_header=False,
                    schema=schema,
                    infer_schema=False,
                    separator=delimiter,
                ).rechunk()
        except InputFault:
            return None
        sizes = frame.select(pl.all().str.len_bytes().sum()).row(0)
        between = frame.height * self.width
        if sum(sizes) + between + rest != len(block.data):
            return None  # some row has fewer cells
        longest = frame.select(pl.max_horizontal(pl.all().str.len_bytes().max())).item()
        return frame if max(sizes) <= MAX_CELL or longest <= MAX_CELL else None

    def _read_exactly(self, block: Block, at: Dialect) -> Generator[Item, None, Dialect | None]:
        """Read a block row by row; return where to go on, at the first row that begins after it."""
        data = block.data
        end = at.first_line + data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")
        rows, rest = yield from self._read_rows(at, lambda row: (row.line or 0) >= end)
        if batch := make_batch(rows, self.width):
            self.before = len(rows[-1].cells)
            yield batch
        return rest

    def _read_rows(
        self, at: Dialect, is_beyond: Callable[[Row], bool]
    ) -> Generator[Issue, None, tuple[list[Row], Dialect | None]]:
        """Read rows one by one; return those before one that lies beyond, and where that begins."""
        path = self.reader.file.path
        rows: list[Row] = []
        issues: list[Issue] = []
        rest: Dialect | None = None
        for item in read_rows(self.reader.file, at, width=self.before):
            if isinstance(item, Issue):
                issues.append(item)
            elif is_beyond(item):
                line = item.line or at.first_line
                start = at.start + _measure_lines(path, at.start, line - at.first_line)
                rest = evolve(at, start=start, first_line=line, first_row=item.number)
                self._lines[start] = line
                break
            else:
                rows.append(item)
        for issue in issues:
            is_within = rest is None or (issue.where.line or 0) < rest.first_line
            if is_within and issue.problem not in self.said:
                if issue.problem in _ONCE:
                    self.said.add(issue.problem)
                yield issue
        return rows, rest


def _measure_lines(path: Path, start: int, lines: int) -> int:
    """Return how many bytes some lines take, as Python counts lines."""
    with path.open("rb") as file:
        file.seek(start)
        text = TextIOWrapper(file, encoding="latin-1", newline="")
        return sum(len(text.readline()) for _ in range(lines))


_MOST: Final = 16 * 1024 * 1024
"""How long a row is looked for."""
_NEWLINE, _RETURN, _QUOTE = b'\n\r"'


@define
class Block:
    """Whole rows of a text file as bytes."""

    data: bytes
    """The bytes."""
    quotes: list[int]
    """Where quotation marks stand in them."""
    is_whole: bool = True
    """Whether it ends where a row ends, as far as can be seen."""

    def count_rest(self, delimiter: int) -> int | None:
        """Return how many bytes stand neither in cells nor between them.

        Nothing is returned if quotation marks do not stand only around cells, or twice within.
        """
        data = self.data
        if not self.is_whole or b"\0" in data:
            return None
        returns = 0
        if b"\r" in data:
            returns = data.count(b"\r")
            if returns != data.count(b"\r\n"):
                return None
            returns -= sum(data.count(b"\r", *cell) for cell in self._cells())
        borders = {delimiter, _NEWLINE, _QUOTE}
        before = [data[at - 1] for at in self.quotes[::2]]
        after = [data[at + 1] for at in self.quotes[1::2]]
        if borders.issuperset(before) and (borders | {_RETURN}).issuperset(after):
            return len(self.quotes) - before.count(_QUOTE) + returns
        return None

    def _cells(self) -> Iterator[tuple[int, int]]:
        """Yield where that begins and ends what stands in quotation marks."""
        return zip(self.quotes[::2], self.quotes[1::2], strict=True)


def read_block(file: IO[bytes], start: int, size: int) -> Block | None:
    """Read whole rows from a place on; more than is asked for, if a row is as long as that."""
    file.seek(start)
    data = file.read(size)
    if not data:
        return None
    is_last = len(data) < size
    if is_last and not data.endswith(b"\n"):
        data += b"\n"
    quotes = _find_quotes(data)
    end = _find_end(data, quotes)
    if end >= 0:
        del quotes[bisect_left(quotes, end) :]
        return Block(data[: end + 1], quotes)
    if is_last or size >= _MOST:
        return Block(data, [], is_whole=False)
    return read_block(file, start, 2 * size)


def _find_quotes(data: bytes) -> list[int]:
    quotes: list[int] = []
    find = data.find
    at = find(b'"')
    while at >= 0:
        quotes.append(at)
        at = find(b'"', at + 1)
    return quotes


def _find_end(data: bytes, quotes: Sequence[int]) -> int:
    """Return where the last line ends that does not end in a cell, or -1."""
    end = data.rfind(b"\n")
    while end >= 0 and (before := bisect_left(quotes, end)) % 2:
        end = data.rfind(b"\n", 0, quotes[before - 1])
    return end
