"""Reads rows from Parquet in batches, with the types of their columns."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from improvement_frameworks import problems
from improvement_frameworks.core.errors import needing
from improvement_frameworks.documents.reading import InputFault
from improvement_frameworks.tables.reading.fault import (
    MAX_COLUMNS,
    ReadFile,
    damaged,
    reading,
    tell_width,
)
from improvement_frameworks.tables.reading.frame_reader import read_value
from improvement_frameworks.tables.reading.parquet_trial import start_trial
from improvement_frameworks.tables.reading.sheet import BYTES, ColumnReader, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import polars as pl

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.reading.batch import Batch
    from improvement_frameworks.tables.reading.sheet import Raw

ROWS: Final = 100_000
"""How many rows make a batch."""
_FIRST: Final = 2_000
"""How many rows are read first where few are read at once, as often no more are wanted."""
_BROKEN: Final = "it is no Parquet file, or only a part of one"


def open_parquet(path: Path) -> Iterator[Sheet | Issue]:
    """Yield the one sheet of a Parquet file; its header is row 0, its first row is row 1.

    Raises:
        InputFault: if it is no Parquet file.
        MissingExtraError: if Polars is not installed.
    """
    file = ReadFile.start(path)
    with path.open("rb") as opened:
        if opened.read(4) == b"PARE":
            raise InputFault(problems.TABLE_PASSWORD)
    trial = start_trial(path)
    with needing("Reading Parquet", "tables"):
        from polars import scan_parquet
        from polars.exceptions import PolarsError
    if not trial.has_passed:
        raise damaged(_BROKEN)
    with reading(_BROKEN, PolarsError):
        names = scan_parquet(path, glob=False).collect_schema().names()
    reader = ColumnReader(names[:MAX_COLUMNS], partial(_read, file, names), file.size)
    yield Sheet(str(path), "", reader, is_typed=True, is_spreadsheet=False)


def _read(file: ReadFile, names: Sequence[str], size: int) -> Iterator[Batch | Issue]:
    """Yield the rows in batches, and what is to be said of the file."""
    if len(names) > MAX_COLUMNS:
        yield tell_width(file.at(), len(names))
    try:
        yield from _read_batches(file.path, names[:MAX_COLUMNS], size)
    except InputFault as fault:
        yield file.fault(fault)
    yield from file.changes()


def _read_batches(path: Path, names: Sequence[str], size: int) -> Iterator[Batch]:
    """Yield batches.

    Raises:
        InputFault: if the file is damaged.
    """
    import polars as pl

    from improvement_frameworks.tables.reading.batch import Batch, simplify

    number = 1
    frames = _read_frames(pl.scan_parquet(path, glob=False).select(names), size)
    while True:
        with reading(_BROKEN, pl.exceptions.PolarsError):
            frame = next(frames, None)
            if frame is None:
                return
            columns = [simplify(column, str(at), _read_value) for at, column in enumerate(frame)]
        if frame.height:
            yield Batch(pl.DataFrame(columns), range(number, number + frame.height))
        number += frame.height


def _read_frames(frame: pl.LazyFrame, size: int) -> Iterator[pl.DataFrame]:
    """Yield the rows, so many at once or as many as is good."""
    if size:
        yield from frame.head(_FIRST).collect().iter_slices(size)
        frame = frame.slice(_FIRST)
    yield from frame.collect_batches(chunk_size=size or ROWS)


def _read_value(value: object) -> Raw:
    """Return what stands in a cell; older programs write texts as bytes."""
    if not isinstance(value, bytes):
        return read_value(value)
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return BYTES
