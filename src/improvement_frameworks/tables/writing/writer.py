"""Writes a table in the form that the ending of the file's name asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from improvement_frameworks.tables.writing.csv_writer import write_csv
from improvement_frameworks.tables.writing.line_writer import write_lines
from improvement_frameworks.tables.writing.parquet_writer import write_parquet
from improvement_frameworks.tables.writing.unwritable import UnwritableError
from improvement_frameworks.tables.writing.workbook_writer import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


class Writer(Protocol):
    """Writes one form of file."""

    def __call__(
        self,
        path: Path,
        headings: Sequence[str],
        rows: Iterable[Mapping[str, str]],
        *,
        force: bool = False,
    ) -> None:
        """Write the file, whole or not."""
        ...


WRITERS: Final[Mapping[str, Writer]] = {
    ".csv": write_csv,
    ".xlsx": write_workbook,
    ".parquet": write_parquet,
    ".jsonl": write_lines,
    ".ndjson": write_lines,
}
"""The writer of each form, by the ending of its files."""


def write_table_file(
    path: Path,
    headings: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    *,
    force: bool = False,
) -> None:
    """Write a table, whole or not, in the form that the file's name asks for.

    Args:
        path: The file: .csv, .xlsx, .parquet, .jsonl or .ndjson.
        headings: What stands above the columns.
        rows: The rows from top to bottom; what a row lacks is blank.
        force: Whether an existing file may be replaced.

    Raises:
        FileExistsError: if there is such a file and ``force`` is not given.
        MissingExtraError: if the form needs a library that is not installed.
        UnwritableError: if the form cannot hold something in the table, or is not known.
        OSError: if it cannot be written; an older file stays as it is then.
    """
    write = WRITERS.get(path.suffix.lower())
    if write is None:
        raise UnwritableError(f"{path.name}: tables are written as {', '.join(WRITERS)}")
    write(path, headings, rows, force=force)
