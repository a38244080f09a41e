"""Reads rows from Parquet in batches, with the types of their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from improvement_frameworks import problems
from improvement_frameworks.core.errors import MissingExtraError
from improvement_frameworks.documents.reading import InputFault
from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.reading.fault import (
    MAX_COLUMNS,
    Spot,
    Watch,
    Width,
    damaged,
    reading,
)
from improvement_frameworks.tables.reading.sheet import Reader, Row, Sheet
from improvement_frameworks.tables.reading.trial import can_be_read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from improvement_frameworks.tables.reading.batch import Batch

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
        for item in self._read(1_000):
            if isinstance(item, Issue):
                yield item
            else:
                yield from map(Row, item.numbers, item.frame.iter_rows())

    def batches(self, last: int, width: int, size: int = 0) -> Iterator[Batch | Issue]:
        """Yield the rows as Polars decodes them."""
        if len(self.names) > MAX_COLUMNS or last > 0:
            yield from super().batches(last, width, size)
            return
        yield from self._read(size)

    def _read(self, size: int) -> Iterator[Batch | Issue]:
        from improvement_frameworks.tables.reading.parquet_batch import open_parquet_batches

        return open_parquet_batches(self, size)
