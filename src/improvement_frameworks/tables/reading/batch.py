"""Batches of rows as data frames, one column a place, with what is needed to speak of a row."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Final, TypeAlias

import polars as pl
from attrs import frozen

from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.reading.frame_reader import read_value
from improvement_frameworks.tables.reading.sheet import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from improvement_frameworks.tables.reading.sheet import Raw

ROWS_IN_BATCH: Final = 50_000
"""How many rows that were read one by one make a batch."""
_ROWS_AT_ONCE: Final = 200
"""How many rows are turned into columns at once: few, so that they are still at hand, and that the
interpreter never has many of them to look through. With all at once, a workbook of 50,000 rows
takes 20 % longer."""


@frozen
class Batch:
    """Some rows of a sheet, in their order."""

    frame: pl.DataFrame
    """The cells; columns are called by their place from 0, absent cells are null."""
    numbers: Sequence[int]
    """The numbers of the rows in the sheet, which go up."""
    widths: Sequence[int] | None = None
    """How many cells each row has; nothing if every row has as many as the frame."""
    lines: Callable[[], Sequence[int]] | None = None
    """Gives the line of the file on which each row begins; for text files only."""

    def row(self, index: int) -> Row:
        """Return a row as its reader would give it."""
        spot = self.spot(index)
        return Row(spot.number, self.cells(index), spot.line)

    def spot(self, index: int) -> Row:
        """Return a row without what is in it, so that it is known where it is."""
        line = None if self.lines is None else self.lines()[index]
        return Row(self.numbers[index], (), line)

    def cells(self, index: int) -> Sequence[Raw]:
        """Return the cells of a row; to find its line takes longer than to read it."""
        cells = self.frame.row(index)
        return cells if self.widths is None else cells[: self.widths[index]]

    def find(self, number: int) -> Row:
        """Return the row of a number."""
        return self.row(bisect_left(self.numbers, number))

    def select(self, kept: Sequence[int]) -> Batch:
        """Return some of the rows."""

        def pick(known: Sequence[int]) -> Sequence[int]:
            return [known[index] for index in kept]

        lines = self.lines
        return Batch(
            self.frame[kept],
            pick(self.numbers),
            self.widths and pick(self.widths),
            lines and cache(lambda: pick(lines())),
        )


Item: TypeAlias = "Batch | Issue"


def batch_rows(rows: Iterable[Row | Issue], width: int, size: int = 0) -> Iterator[Item]:
    """Put rows into batches; issues among them come before the batch of the rows around them."""
    stream = iter(rows)
    issues: list[Issue] = []

    def find_rows() -> Iterator[Row]:
        for item in islice(stream, size or ROWS_IN_BATCH):
            if isinstance(item, Issue):
                issues.append(item)
            else:
                yield item

    while (batch := make_batch(find_rows(), width)) or issues:
        yield from issues
        issues.clear()
        if batch:
            yield batch


def make_batch(rows: Iterable[Row], width: int) -> Batch | None:
    """Make a batch of rows, whose frame is at least as wide as the header; nothing of no rows."""
    columns: list[list[Raw]] = [[] for _ in range(width)]
    numbers: list[int] = []
    widths: list[int] = []
    lines: list[int] = []
    stream = iter(rows)
    while some := list(islice(stream, _ROWS_AT_ONCE)):
        pieces: list[Sequence[Raw]] = [*zip_longest(*(row.cells for row in some))]
        columns.extend([None] * len(numbers) for _ in pieces[len(columns) :])
        pieces += [[None] * len(some)] * (len(columns) - len(pieces))
        for column, piece in zip(columns, pieces, strict=True):
            column.extend(piece)
        numbers += [row.number for row in some]
        widths += [len(row.cells) for row in some]
        lines += [row.line for row in some if row.line is not None]
    if not numbers:
        return None
    return Batch(
        pl.DataFrame([make_series(str(place), values) for place, values in enumerate(columns)]),
        numbers,
        None if min(widths) == len(columns) else widths,
        (lambda: lines) if lines else None,
    )


def make_series(name: str, values: Sequence[Raw]) -> pl.Series:
    """Make a column: of texts if all of its cells are, else of Python's objects as they are."""
    if values[0] is None or isinstance(values[0], str):
        try:
            return pl.Series(name, values, dtype=pl.String)
        except (TypeError, ValueError):  # something else below, or halves of characters
            pass
    return pl.Series(name, values, dtype=pl.Object)


def simplify(column: pl.Series, name: str, read: Callable[[object], Raw] = read_value) -> pl.Series:
    """Return a column as it is if ``read`` changes nothing in its cells, else what that gives."""
    kind = column.dtype
    if kind.is_float():
        return column.fill_nan(None).alias(name)
    if isinstance(kind, pl.Categorical | pl.Enum):
        return column.cast(pl.String).alias(name)
    if (
        kind.is_integer()
        or kind.is_temporal()
        or isinstance(kind, pl.String | pl.Boolean | pl.Null)
    ):
        return column.alias(name)
    return make_series(name, [read(value) for value in column.to_list()])
