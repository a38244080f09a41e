"""Reads long Parquet files in batches, with the types of their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl
from attrs import frozen

from improvement_frameworks.tables.parquet_reader import read_column
from improvement_frameworks.tables.sheet import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from improvement_frameworks.tables.frame_batch import Item

ROWS: Final = 50_000
"""How many rows are held at once."""


@frozen
class TypedBatch:
    """A batch of rows of a Parquet file; the header is row 0."""

    frame: pl.DataFrame
    """The cells."""
    first: int
    """The number of the first row."""
    widths: None = None
    """Every row is as wide as the frame."""

    def number(self, index: int) -> int:
        """Return the number of a row in the sheet."""
        return self.first + index

    def row(self, index: int) -> Row:
        """Return a row."""
        return Row(self.first + index, self.frame.row(index))


def open_parquet_batches(path: Path, *, size: int = ROWS) -> Iterator[Item]:
    """Yield the rows of a Parquet file in batches."""
    frame = pl.scan_parquet(path, glob=False)
    names = frame.collect_schema().names()
    number = 1
    for batch in frame.collect_batches(chunk_size=size, maintain_order=True):
        columns = [_simplify(batch, place) for place in range(len(names))]
        yield TypedBatch(pl.DataFrame(columns), number)
        number += batch.height


def _simplify(batch: pl.DataFrame, place: int) -> pl.Series:
    """Return a column of texts or of simple values, or of what `parquet_reader` makes of them."""
    column = batch.to_series(place).alias(str(place))
    kind = column.dtype
    if kind in {pl.Categorical, pl.Enum}:
        return column.cast(pl.String)
    if kind.is_nested() or kind.is_decimal() or str(kind) in {"Binary", "Object"}:
        return pl.Series(str(place), read_column(batch, place), dtype=pl.Object)
    return column
