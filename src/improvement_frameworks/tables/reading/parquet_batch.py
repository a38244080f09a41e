"""Reads long Parquet files in batches, with the types of their columns."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

import polars as pl

from improvement_frameworks.documents.reading import InputFault
from improvement_frameworks.tables.reading.batch import FrameBatch
from improvement_frameworks.tables.reading.fault import MAX_COLUMNS, reading
from improvement_frameworks.tables.reading.parquet_reader import BROKEN
from improvement_frameworks.tables.reading.sheet import BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from improvement_frameworks.tables.reading.batch import Item
    from improvement_frameworks.tables.reading.parquet_reader import ParquetReader
    from improvement_frameworks.tables.reading.sheet import Raw

ROWS: Final = 100_000
"""How many rows make a batch at most."""
FIRST: Final = 1_000
"""How many rows are read first."""


def open_parquet_batches(reader: ParquetReader, size: int = 0) -> Iterator[Item]:
    """Yield the rows of a Parquet file in batches."""
    try:
        yield from _read(reader.watch.path, reader.names[:MAX_COLUMNS], size or ROWS)
    except InputFault as fault:
        yield reader.spot.fault(fault)
    yield from reader.watch.issues(reader.spot)


def _read(path: Path, names: Sequence[str], size: int) -> Iterator[FrameBatch]:
    """Yield batches.

    Raises:
        InputFault: if the file is damaged.
    """
    number = 1
    batches = _cut(_read_frames(path, names), size)
    while True:
        with reading(BROKEN, pl.exceptions.PolarsError):
            batch = next(batches, None)
            if batch is None:
                return
            columns = [_simplify(batch, place) for place in range(batch.width)]
        yield FrameBatch(pl.DataFrame(columns), range(number, number + batch.height))
        number += batch.height


def _read_frames(path: Path, names: Sequence[str]) -> Iterator[pl.DataFrame]:
    """Yield the first rows, as often no more are wanted, and the others as Polars decodes them."""
    frame = pl.scan_parquet(path, glob=False).select(names)
    yield frame.head(FIRST).collect()
    yield from frame.slice(FIRST).collect_batches(maintain_order=True)


def _cut(frames: Iterator[pl.DataFrame], size: int) -> Iterator[pl.DataFrame]:
    """Put frames together that are less than half of a size, and cut those that are more."""
    small: list[pl.DataFrame] = []
    height = 0
    for frame in frames:
        small.append(frame)
        height += frame.height
        if 2 * height >= size:
            yield from pl.concat(small, rechunk=False).iter_slices(size)
            small, height = [], 0
    if height:
        yield from pl.concat(small, rechunk=False).iter_slices(size)


def _simplify(batch: pl.DataFrame, place: int) -> pl.Series:
    """Return a column of texts or of simple values; what has parts becomes its JSON text."""
    column = batch.to_series(place).alias(str(place))
    kind = column.dtype
    if isinstance(kind, pl.Categorical | pl.Enum):
        return column.cast(pl.String)
    if kind.is_nested() or kind.is_decimal() or str(kind) in {"Binary", "Object"}:
        values = [None if value is None else _keep(value) for value in column.to_list()]
        return pl.Series(str(place), values, dtype=pl.Object)
    return column


def _keep(value: object) -> Raw:
    if isinstance(value, str | int | float | date | datetime | time | timedelta):
        return value
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return BYTES
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=_in_json)
    return str(value)


def _in_json(value: object) -> str:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
