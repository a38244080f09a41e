"""Batches of rows as data frames, one column a place, with what is needed to speak of a row."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

import polars as pl
from attrs import frozen

from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.reading.sheet import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from improvement_frameworks.tables.reading.sheet import Raw

ROWS_IN_BATCH: Final = 50_000
"""How many rows that were read one by one make a batch."""
_ROWS_AT_ONCE: Final = 500
"""How many rows are turned into columns at once: few, so that they are still at hand. With all at
once, a workbook of 50,000 rows takes 20 % longer."""


class Batch(Protocol):
    """Some rows of a sheet, in their order."""

    @property
    def frame(self) -> pl.DataFrame:
        """The cells; columns are called by their place from 0, absent cells are null."""
        ...

    @property
    def widths(self) -> Sequence[int] | None:
        """How many cells each row has; nothing if every row has as many as the frame."""
        ...

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of the rows in the sheet, which go up."""
        ...

    def row(self, index: int) -> Row:
        """Return a row as its reader would give it."""
        ...


Item: TypeAlias = "Batch | Issue"


@frozen
class FrameBatch:
    """A batch of rows whose cells have the types of their columns."""

    frame: pl.DataFrame
    """The cells."""
    numbers: Sequence[int]
    """The number of each row."""
    widths: None = None
    """Every row is as wide as the frame."""

    def row(self, index: int) -> Row:
        """Return a row."""
        return Row(self.numbers[index], self.frame.row(index))


@frozen
class RowBatch:
    """A batch of rows that were read one by one."""

    rows: Sequence[Row]
    """The rows."""
    numbers: Sequence[int]
    """Their numbers."""
    frame: pl.DataFrame
    """Their cells."""
    widths: Sequence[int] | None
    """How many cells each has."""

    def row(self, index: int) -> Row:
        """Return a row."""
        return self.rows[index]


def batch_rows(rows: Iterable[Row | Issue], width: int, size: int = 0) -> Iterator[Item]:
    """Put rows into batches; issues among them come before the batch of the rows around them."""
    stream = iter(rows)
    while taken := list(islice(stream, size or ROWS_IN_BATCH)):
        yield from (item for item in taken if isinstance(item, Issue))
        found = [item for item in taken if not isinstance(item, Issue)]
        if found:
            yield make_batch(found, width)


def make_batch(rows: Sequence[Row], width: int) -> RowBatch:
    """Make a batch of rows, whose frame is at least as wide as the header."""
    widths = [len(row.cells) for row in rows]
    most = max(width, *widths)
    is_even = min(widths) == most
    cells = [row.cells if len(row.cells) == most else _pad(row.cells, most) for row in rows]
    frame = _make_frame(cells, most)
    numbers = [row.number for row in rows]
    return RowBatch(rows, numbers, frame, None if is_even and most == width else widths)


def _pad(cells: Sequence[Raw], width: int) -> list[Raw]:
    return [*cells, *([None] * (width - len(cells)))]


def _make_frame(rows: Sequence[Sequence[Raw]], width: int) -> pl.DataFrame:
    """Make a frame of rows of one length; its columns are called by their places."""
    columns: list[list[Raw]] = [[] for _ in range(width)]
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        some = zip(*rows[start : start + _ROWS_AT_ONCE], strict=True)
        for column, values in zip(columns, some, strict=True):
            column.extend(values)
    return pl.DataFrame([make_series(str(place), values) for place, values in enumerate(columns)])


def make_series(name: str, values: Sequence[Raw]) -> pl.Series:
    """Make a column: of texts if all of its cells are, else of Python's objects as they are."""
    if values[0] is None or isinstance(values[0], str):
        try:
            return pl.Series(name, values, dtype=pl.String)
        except (TypeError, ValueError):  # something else below, or halves of characters
            pass
    return pl.Series(name, values, dtype=pl.Object)


def find_row(batch: Batch, number: int) -> Row:
    """Return the row of a number."""
    return batch.row(bisect_left(batch.numbers, number))
