"""Reads rows from Parquet in batches, with the types of their columns."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from attrs import frozen

from improvement_frameworks import problems
from improvement_frameworks.core.errors import MissingExtraError
from improvement_frameworks.documents.reading import InputFault
from improvement_frameworks.tables.reading.fault import (
    MAX_COLUMNS,
    Spot,
    Watch,
    Width,
    damaged,
    reading,
)
from improvement_frameworks.tables.reading.sheet import BYTES, Reader, Row, Sheet
from improvement_frameworks.tables.reading.trial import can_be_read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from polars import DataFrame, DataType

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.reading.batch import Batch
    from improvement_frameworks.tables.reading.sheet import Raw

BATCH: Final = 50_000
"""How many rows are held at once."""
_FIRST: Final = 200
"""How many are read first: often no more are asked for."""

BROKEN: Final = "it is no Parquet file, or only a part of one"
"""What is said of a file that Polars cannot read."""


def open_parquet(path: Path) -> Iterator[Sheet | Issue]:
    """Yield the one sheet of a Parquet file; its header is row 0, its first row is row 1.

    Raises:
        InputFault: if it is no Parquet file.
        MissingExtraError: if Polars is not installed.
    """
    try:
        from polars import scan_parquet
        from polars.exceptions import PolarsError
    except ImportError:
        raise MissingExtraError("Reading Parquet", "tables") from None
    watch = Watch.start(path)
    with path.open("rb") as file:
        if file.read(4) == b"PARE":
            raise InputFault(problems.TABLE_PASSWORD)
    if not can_be_read(path):
        raise damaged(BROKEN)
    with reading(BROKEN, PolarsError):
        names = scan_parquet(path, glob=False).collect_schema().names()
    reader = ParquetReader(watch, names, Spot(str(path)))
    yield Sheet(str(path), "", reader, is_typed=True, is_spreadsheet=False)


@frozen
class ParquetReader(Reader):
    """Reads a Parquet file."""

    watch: Watch
    """The file."""
    names: Sequence[str]
    """The names of its columns."""
    spot: Spot
    """How it is called."""

    @property
    def size(self) -> int:
        """How many bytes the file has."""
        return self.watch.size

    def rows(self) -> Iterator[Row | Issue]:
        """Yield the names of the columns, and then the rows."""
        names = self.names
        if len(names) > MAX_COLUMNS:
            yield from Width(self.spot).cut(Row(0, names))
        else:
            yield Row(0, names)
        try:
            yield from _read_rows(self.watch.path, names[:MAX_COLUMNS])
        except InputFault as fault:
            yield self.spot.fault(fault)
        yield from self.watch.issues(self.spot)

    def batches(self, last: int, width: int, size: int = 0) -> Iterator[Batch | Issue]:
        """Yield the rows as Polars decodes them."""
        if len(self.names) > MAX_COLUMNS or last > 0:
            yield from super().batches(last, width, size)
            return
        from improvement_frameworks.tables.reading.parquet_batch import open_parquet_batches

        yield from open_parquet_batches(self, size)


def _read_rows(path: Path, names: Sequence[str]) -> Iterator[Row]:
    from polars import scan_parquet
    from polars.exceptions import PolarsError

    frame = scan_parquet(path, glob=False).select(names)
    number = 0
    while True:
        with reading(BROKEN, PolarsError):
            batch = frame.slice(number, BATCH if number else _FIRST).collect()
            rows = _rows(batch)
        if not rows:
            return
        for cells in rows:
            number += 1
            yield Row(number, cells)


def _rows(batch: DataFrame) -> list[tuple[Raw, ...]]:
    columns = [read_column(batch, index) for index in range(batch.width)]
    return list(zip(*columns, strict=True))


def read_column(batch: DataFrame, index: int) -> list[Raw]:
    """Return the cells of one column of a batch; what has parts becomes its JSON text."""
    column = batch.to_series(index)
    values = column.to_list()
    read = _reader(column.dtype)
    return values if read is None else [None if value is None else read(value) for value in values]


def _reader(kind: DataType) -> Callable[[object], Raw] | None:
    """Return what makes a cell of a value, or nothing if it is one."""
    if kind.is_nested() or kind.is_decimal() or str(kind) in {"Binary", "Object"}:
        return _keep
    return None


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
