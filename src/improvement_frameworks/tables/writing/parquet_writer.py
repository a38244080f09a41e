"""Writes rows as Parquet, batch by batch, so that tables larger than memory can be written."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core.errors import MissingExtraError
from improvement_frameworks.core.file import replacing
from improvement_frameworks.tables.writing.unwritable import lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from polars import DataFrame, Expr

ROWS_AT_ONCE: Final = 20_000


def write_parquet(
    path: Path,
    headings: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    *,
    force: bool = False,
) -> None:
    """Write a table as Parquet, whole or not; all columns are text, and blank is null.

    Raises:
        FileExistsError: if there is such a file and ``force`` is not given.
        MissingExtraError: if polars is not installed.
        UnwritableError: if a text holds half a character or has no heading.
        OSError: if it cannot be written; an older file stays as it is then.
    """
    try:
        import polars as pl
        from polars.io.plugins import register_io_source
    except ImportError:
        raise MissingExtraError("Writing Parquet", "tables") from None
    schema = dict.fromkeys(headings, pl.String)
    laid = lay_out(headings, rows)
    failed: list[BaseException] = []  # Polars before 2.0 gives its own exception for any other

    def read(
        _columns: list[str] | None, _wanted: Expr | None, _most: int | None, _size: int | None
    ) -> Iterator[DataFrame]:
        try:
            while batch := [[value or None for value in values] for _, values in _take(laid)]:
                yield pl.DataFrame(batch, schema=schema, orient="row")
        except BaseException as fault:
            failed.append(fault)
            raise

    with replacing(path, force=force) as draft:
        try:
            register_io_source(read, schema=schema).sink_parquet(draft)
        except pl.exceptions.ComputeError as fault:
            if failed:
                raise failed[0] from None
            raise OSError(f"{path} cannot be written: {fault}") from fault


def _take(laid: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    return islice(laid, ROWS_AT_ONCE)
