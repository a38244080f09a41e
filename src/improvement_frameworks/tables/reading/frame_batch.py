"""Gives data frames in memory in batches, with the types of their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from improvement_frameworks.tables.reading.batch import ROWS_IN_BATCH, FrameBatch, make_series
from improvement_frameworks.tables.reading.frame_reader import read_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    import narwhals as nw
    from narwhals.typing import IntoSeries

    from improvement_frameworks.tables.reading.frame_reader import FrameReader
    from improvement_frameworks.tables.reading.sheet import Raw


def batch_frame(reader: FrameReader, size: int = 0) -> Iterator[FrameBatch]:
    """Yield the rows of a frame in batches."""
    most = size or ROWS_IN_BATCH
    frame = reader.frame
    for start in range(0, len(frame), most):
        part = frame[start : start + most]
        columns = [_read(part[:, place], str(place)) for place in range(part.shape[1])]
        yield FrameBatch(pl.DataFrame(columns), reader.numbers[start : start + most])


def _read(column: nw.Series[IntoSeries], name: str) -> pl.Series:
    """Return a column as it is if `read_value` changes nothing in it, else what that gives."""
    native = column.to_native()
    if isinstance(native, pl.Series):
        kind = native.dtype
        if kind.is_float():
            return native.fill_nan(None).alias(name)
        if kind.is_integer() or isinstance(kind, pl.String | pl.Boolean | pl.Date):
            return native.alias(name)
    values: list[Raw] = [
        value if type(value) is str else read_value(value) for value in column.to_list()
    ]
    return make_series(name, values)
