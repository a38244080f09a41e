"""Opens the rows of a sheet as batches, in the quickest way that is exact."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.columnar.batch import ROWS_IN_BATCH, batch_rows
from improvement_frameworks.tables.columnar.csv_batch import BLOCK, open_text
from improvement_frameworks.tables.columnar.parquet_batch import ROWS, open_parquet_batches
from improvement_frameworks.tables.columnar.workbook_batch import open_sheet_batches
from improvement_frameworks.tables.reading.csv_reader import read_rows
from improvement_frameworks.tables.reading.fault import MAX_COLUMNS
from improvement_frameworks.tables.reading.parquet_reader import read_parquet
from improvement_frameworks.tables.reading.workbook_reader import read_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.tables.columnar.batch import Item
    from improvement_frameworks.tables.reading.dialect import Dialect
    from improvement_frameworks.tables.reading.fault import Spot, Watch
    from improvement_frameworks.tables.reading.sheet import Row
    from improvement_frameworks.tables.reading.workbook_reader import OpenWorkbook
    from improvement_frameworks.tables.rows.heading import Heading

T = TypeVar("T")


def open_batches(
    heading: Heading, *, block: int = BLOCK, rows: int | None = None
) -> Iterator[Item]:
    """Yield the rows below a header in batches.

    Args:
        heading: The header.
        block: How many bytes of a text file are read at once.
        rows: How many rows of other files are held at once at most.
    """
    reader = heading.sheet.rows
    found: Iterator[Item] | None = None
    if isinstance(reader, partial) and reader.func is read_rows:
        watch, dialect, spot = cast("tuple[Watch, Dialect, Spot]", reader.args)
        found = open_text(heading, watch, dialect, spot, size=block)
    elif isinstance(reader, partial) and reader.func is read_parquet:
        file, names, place = cast("tuple[Watch, list[str], Spot]", reader.args)
        if len(names) <= MAX_COLUMNS and heading.last == 0:
            yield from open_parquet_batches(file, names, place, size=rows or ROWS)
            return  # Polars reads ahead by itself
    elif isinstance(reader, partial) and reader.func is read_sheet:
        workbook, name = cast("tuple[OpenWorkbook, str]", reader.args)
        if len(heading.row.cells) < MAX_COLUMNS:  # a row of a wider sheet is cut there
            found = open_sheet_batches(
                workbook, name, last=heading.last, size=rows or ROWS_IN_BATCH
            )
    if found is None:
        width = len(heading.row.cells)
        found = batch_rows(_below(heading), width, size=rows or ROWS_IN_BATCH)
    yield from read_ahead(found)


def read_ahead(items: Iterator[T]) -> Iterator[T]:
    """Yield what is read while the next of it is read in a thread."""
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(next, items, None)
        while (item := waiting.result()) is not None:
            waiting = thread.submit(next, items, None)
            yield item


def _below(heading: Heading) -> Iterator[Row | Issue]:
    for item in heading.sheet.rows():
        if isinstance(item, Issue) or item.number > heading.last:
            yield item
