"""Reads rows from Parquet in batches, with the types of their columns.

A file is read once in a process of its own before it is read here: a damaged one can make Polars
ask for more memory than there is, which ends the process at once, and no exception tells of it.
That process also keeps what a library written in Rust prints about its own faults away from the
terminal.
"""

from __future__ import annotations

import subprocess
import sys
from functools import lru_cache, partial
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
_FIRST: Final = 1_000
"""How many rows are read first: of the largest file they take milliseconds."""
_BROKEN: Final = "it is no Parquet file, or only a part of one"
_ROOM: Final = 8 * 1024**3
"""How many bytes of addresses the process may use, beside four times the size of the file."""
_PROGRAM: Final = f"""
import os, sys
path, sys.path[:] = sys.argv[1], sys.argv[2:]
try:
    import resource
    room = {_ROOM} + 4 * os.stat(path).st_size
    resource.setrlimit(resource.RLIMIT_AS, (room, resource.getrlimit(resource.RLIMIT_AS)[1]))
except (ImportError, ValueError, OSError):
    pass  # Windows has no such limit
import polars
for batch in polars.scan_parquet(path, glob=False).collect_batches():
    pass
"""


def open_parquet(path: Path) -> Iterator[Sheet | Issue]:
    """Yield the one sheet of a Parquet file; its header is row 0, its first row is row 1.

    Raises:
        InputFault: if it is no Parquet file.
        MissingExtraError: if Polars is not installed.
    """
    with needing("Reading Parquet", "tables"):
        from polars import scan_parquet
        from polars.exceptions import PolarsError
    file = ReadFile.start(path)
    with path.open("rb") as opened:
        if opened.read(4) == b"PARE":
            raise InputFault(problems.TABLE_PASSWORD)
    if not can_be_read(path):
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
        yield from _read_batches(file.path, names[:MAX_COLUMNS], size or ROWS)
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
    """Yield the first rows, as often no more are wanted, and the others as Polars decodes them."""
    yield from frame.head(_FIRST).collect().iter_slices(size)
    yield from frame.slice(_FIRST).collect_batches(chunk_size=size)


def _read_value(value: object) -> Raw:
    """Return what stands in a cell; older programs write texts as bytes."""
    if not isinstance(value, bytes):
        return read_value(value)
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return BYTES


def can_be_read(path: Path) -> bool:
    """Whether Polars reads a Parquet file to its end.

    Raises:
        OSError: if the file cannot be opened.
    """
    state = path.stat()
    return _try(str(path.absolute()), state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=1_000)
def _try(path: str, _size: int, _changed: int) -> bool:
    """Try a file; one that did not change since is not tried again."""
    places = [place for place in sys.path if place]
    done = subprocess.run(  # noqa: S603 - the program is written above, the file is an argument
        [sys.executable, "-I", "-c", _PROGRAM, path, *places],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    # A thread of Polars that fails is not always told to the one that waits for its batches.
    return done.returncode == 0 and b"panicked" not in done.stderr
