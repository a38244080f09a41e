"""Writes rows as Parquet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core.errors import MissingExtraError
from improvement_frameworks.core.file import replacing
from improvement_frameworks.tables.writing.unwritable import lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


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
    except ImportError:
        raise MissingExtraError("Writing Parquet", "tables") from None
    cells = [[value or None for value in values] for _, values in lay_out(headings, rows)]
    frame = pl.DataFrame(cells, schema=dict.fromkeys(headings, pl.String), orient="row")
    with replacing(path, force=force) as draft:
        try:
            frame.write_parquet(draft)
        except pl.exceptions.ComputeError as fault:  # as on a full disc
            raise OSError(f"{path} cannot be written: {fault}") from fault
