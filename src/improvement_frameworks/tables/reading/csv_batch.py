"""Reads long text files in blocks that end where a row ends, so that memory stays small.

Polars reads a block only if it is known to read it as `csv_reader` does. Otherwise that reads it.
"""

from __future__ import annotations

from bisect import bisect_left
from io import TextIOWrapper
from itertools import chain
from typing import IO, TYPE_CHECKING, Final

import polars as pl
from attrs import define, evolve, field, frozen

from improvement_frameworks import problems
from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.reading.batch import make_batch
from improvement_frameworks.tables.reading.csv_reader import read_rows
from improvement_frameworks.tables.reading.fault import MAX_CELL, MAX_COLUMNS
from improvement_frameworks.tables.reading.sheet import Row

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

    from improvement_frameworks.tables.reading.batch import Item
    from improvement_frameworks.tables.reading.csv_reader import CsvReader
    from improvement_frameworks.tables.reading.dialect import Dialect
    from improvement_frameworks.tables.reading.fault import Spot, Watch


BLOCK: Final = 16 * 1024 * 1024
"""How many bytes are read at once; larger blocks were slower, since memory is slow to get."""

_ONCE: Final = {problems.TABLE_NUL, problems.TABLE_WIDE, problems.TABLE_DAMAGED}


@frozen
class TextBatch:
    """A batch of rows of a text file that Polars read."""

    frame: pl.DataFrame
    """The cells."""
    first: int
    """The number of the first row."""
    line: int
    """The line of the file on which it begins."""
    widths: None = None
    """Every row is as wide as the frame."""
    _later: list[pl.Series] = field(factory=list[pl.Series], repr=False, eq=False)

    @property
    def numbers(self) -> range:
        """The numbers of the rows."""
        return range(self.first, self.first + self.frame.height)

    def row(self, index: int) -> Row:
        """Return a row."""
        cells = [cell or "" for cell in self.frame.row(index)]
        return Row(self.first + index, cells, self._line_of(index))

    def _line_of(self, index: int) -> int:
        if not self._later:
            breaks = pl.sum_horizontal(pl.all().str.count_matches("\n", literal=True).fill_null(0))
            later = self.frame.select((breaks.cast(pl.Int64) + 1).cum_sum()).to_series()
            self._later.append(later.shift(1, fill_value=0))
        return self.line + int(self._later[0][index])


def open_text(reader: CsvReader, last: int, width: int, size: int = 0) -> Iterator[Item] | None:
    """Return the batches of a text file below a row, or nothing if it must be read by rows."""
    watch, dialect, spot = reader.watch, reader.dialect, reader.spot
    if dialect.encoding != "utf-8" or width > MAX_COLUMNS or len(dialect.delimiter.encode()) > 1:
        return None
    before: list[Issue] = []
    first: Row | None = None
    for item in read_rows(watch, dialect, spot):
        if isinstance(item, Issue):
            before.append(item)
        elif item.number > last:
            first = item
            break
    if first is None:
        return iter(before)
    assert first.line is not None
    with watch.path.open("rb") as file:
        file.seek(dialect.start)
        head = b"".join(file.readline() for _ in range(first.line - dialect.first_line))
    if head.count(b"\r") != head.count(b"\r\n"):
        return None
    begun = first.line
    before = [issue for issue in before if (issue.where.line or 0) < begun]
    blocks = _Blocks(watch, dialect, spot, width, size or BLOCK, width)
    start = dialect.start + len(head)
    at = _Place(start, first.number, begun)
    return chain(before, blocks.read(at), watch.issues(spot))


@frozen
class _Place:
    """Where a row begins."""

    start: int
    number: int
    line: int


@define
class _Blocks:
    """Reads a text file from some row on."""

    watch: Watch
    dialect: Dialect
    spot: Spot
    width: int
    size: int
    before: int
    """How wide the row before is."""
    said: set[str] = field(factory=set[str])

    def read(self, at: _Place | None) -> Iterator[Item]:
        """Yield batches until the end of the file."""
        delimiter = ord(self.dialect.delimiter)
        with self.watch.path.open("rb") as file:
            while at is not None and (block := read_block(file, at.start, self.size, delimiter)):
                frame = self._parse(block)
                if frame is None:
                    at = yield from self._read_exactly(block, at)
                    continue
                self.before = self.width
                yield TextBatch(frame, at.number, at.line)
                line = at.line + block.data.count(b"\n")
                at = _Place(at.start + len(block.data), at.number + frame.height, line)

    def _parse(self, block: Block) -> pl.DataFrame | None:
        """Let Polars read a block, if that reads it exactly."""
        rest = block.count_rest(ord(self.dialect.delimiter))
        if rest is None:
            return None
        schema = {str(place): pl.String for place in range(self.width)}
        try:
            frame = pl.read_csv(
                block.data,
                has_header=False,
                schema=schema,
                infer_schema=False,
                separator=self.dialect.delimiter,
            ).rechunk()
        except pl.exceptions.PolarsError:
            return None
        except BaseException as fault:
            if type(fault).__name__ != "PanicException":  # what libraries written in Rust raise
                raise
            return None
        sizes = frame.select(pl.all().str.len_bytes().sum()).row(0)
        between = frame.height * self.width
        if sum(sizes) + between + rest != len(block.data):
            return None  # some row has fewer cells
        if max(sizes) > MAX_CELL and _has_long_cell(frame):
            return None
        return frame

    def _read_exactly(self, block: Block, at: _Place) -> Generator[Item, None, _Place | None]:
        """Read a block row by row; return where to go on, at the first row that begins after it."""
        data, start, number, line = block.data, at.start, at.number, at.line
        end = line + data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")
        dialect = evolve(self.dialect, start=start, first_line=line)
        rows: list[Row] = []
        issues: list[Issue] = []
        goes_on: Row | None = None
        for item in read_rows(self.watch, dialect, self.spot, width=self.before):
            if isinstance(item, Issue):
                issues.append(_shift(item, number - 1))
                continue
            row = Row(item.number + number - 1, item.cells, item.line)
            assert row.line is not None
            if row.line >= end:
                goes_on = row
                break
            rows.append(row)
        for issue in issues:
            if goes_on is None or (issue.where.line or 0) < (goes_on.line or 0):
                yield from self._say(issue)
        if rows:
            self.before = len(rows[-1].cells)
            yield make_batch(rows, self.width)
        if goes_on is None or goes_on.line is None:
            return None
        start += _measure_lines(self.watch.path, start, goes_on.line - line)
        return _Place(start, goes_on.number, goes_on.line)

    def _say(self, issue: Issue) -> Iterator[Issue]:
        """Yield an issue, unless it is one that is said once a file and was."""
        if issue.problem is problems.TABLE_CHANGED or issue.code in self.said:
            return
        if issue.problem in _ONCE:
            self.said.add(issue.code)
        yield issue


def _shift(issue: Issue, rows: int) -> Issue:
    where = issue.where
    if where.row is None:
        return issue
    return evolve(issue, where=evolve(where, row=where.row + rows))


def _measure_lines(path: Path, start: int, lines: int) -> int:
    """Return how many bytes some lines take, as Python counts lines."""
    with path.open("rb") as file:
        file.seek(start)
        text = TextIOWrapper(file, encoding="latin-1", newline="")
        return sum(len(text.readline()) for _ in range(lines))


def _has_long_cell(frame: pl.DataFrame) -> bool:
    longest = frame.select(pl.max_horizontal(pl.all().str.len_bytes().max())).item()
    return longest is not None and longest > MAX_CELL


_MOST: Final = 16 * 1024 * 1024
"""How long a row is looked for."""
_TAIL: Final = 64 * 1024
"""How far back the end of a row is guessed from."""
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


def read_block(file: IO[bytes], start: int, size: int, delimiter: int) -> Block | None:
    """Read whole rows from a place on; more than is asked for, if a row is as long as that."""
    asked = _guess_size(file, start, size, delimiter)
    file.seek(start)
    data = file.read(asked)
    if not data:
        return None
    is_last = len(data) < asked
    if is_last and not data.endswith(b"\n"):
        data += b"\n"
    quotes = _find_quotes(data)
    end = _find_end(data, quotes)
    if end >= 0:
        is_cut = end + 1 < len(data)
        del quotes[bisect_left(quotes, end) :]
        return Block(data[: end + 1] if is_cut else data, quotes)
    if is_last or size >= _MOST:
        return Block(data, [], is_whole=False)
    return read_block(file, start, 2 * size, delimiter)


def _guess_size(file: IO[bytes], start: int, size: int, delimiter: int) -> int:
    """Return about as many bytes as are wanted, but so that a row probably ends with them.

    A block that need not be cut need not be copied.
    """
    before = max(size - _TAIL, 0)
    file.seek(start + before)
    tail = file.read(size - before)
    if before + len(tail) < size:
        return size
    quotes = _find_quotes(tail)
    if quotes and quotes[0] and tail[quotes[0] - 1] not in {delimiter, _NEWLINE}:
        quotes.insert(0, 0)  # the first one closes what began before
    end = _find_end(tail, quotes)
    return before + end + 1 if end >= 0 else size


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
