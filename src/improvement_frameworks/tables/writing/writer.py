"""Writes a table in the form that the ending of the file's name asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from improvement_frameworks.core.work.masking import leave_out_all_names
from improvement_frameworks.tables.writing.csv_writer import write_csv
from improvement_frameworks.tables.writing.line_writer import write_lines
from improvement_frameworks.tables.writing.parquet_writer import write_parquet
from improvement_frameworks.tables.writing.record_row import (
    list_headings,
    list_json,
    write_rows,
    write_tables,
)
from improvement_frameworks.tables.writing.unwritable import UnwritableError
from improvement_frameworks.tables.writing.workbook_writer import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from improvement_frameworks.core.record.record import Record


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


_WORKBOOK_ENDING: Final = ".xlsx"

WRITERS: Final[Mapping[str, Writer]] = {
    ".csv": write_csv,
    _WORKBOOK_ENDING: write_workbook,
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


def write_record_table(
    records: Iterable[Record], path: Path, *, force: bool = False, names: bool = True
) -> list[str]:
    """Write records as a table: in a workbook, each list of nouns has a sheet of its own.

    Args:
        records: Records of one framework.
        path: The file.
        force: Whether an existing file may be replaced.
        names: Whether names of people are written.

    Returns:
        The columns in which lists of nouns are JSON text, as in any other kind of file.

    Raises:
        FileExistsError: if there is such a file and ``force`` is not given.
        ValueError: if there are no records or they are of several frameworks, or a text cannot
            be in the file.
        MissingExtraError: if a library is missing that the kind of file needs.
        OSError: if it cannot be written; an older file stays as it is then.
    """
    if not names:
        records = leave_out_all_names(records)
    if path.suffix.lower() != _WORKBOOK_ENDING:
        rows = list(write_rows(records))
        _refuse_nothing(rows)
        write_table_file(path, list_headings(rows), rows, force=force)
        return list_json(rows)
    tables = write_tables(records)
    _refuse_nothing(tables)
    table, *beside = tables
    write_workbook(path, table.headings, table.rows, force=force, beside=beside)
    return []


def _refuse_nothing(found: Sequence[object]) -> None:
    if not found:
        raise ValueError("There are no records, so there is nothing to write.")
