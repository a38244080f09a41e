"""Writes tables of text in the form that the ending of the file's name asks for."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core.errors import needing
from improvement_frameworks.core.file import replacing
from improvement_frameworks.tables.cells.escape import escape
from improvement_frameworks.tables.writing.text_table import refuse
from improvement_frameworks.tables.writing.unwritable import UnwritableError
from improvement_frameworks.tables.writing.workbook_writer import write_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from improvement_frameworks.tables.writing.text_table import TextTable


def write_table_file(path: Path, table: TextTable, *beside: TextTable, force: bool = False) -> None:
    """Write a table, whole or not, in the form that the file's name asks for.

    Texts that a spreadsheet would take for formulas are escaped in CSV and in workbooks.

    Args:
        path: The file: .csv, .xlsx, .parquet, .jsonl or .ndjson.
        table: The table.
        beside: For a workbook, tables that belong to it; each is a sheet of its own.
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
    with replacing(path, force=force) as draft:
        write(draft, table, *beside)


def _write_csv(path: Path, table: TextTable) -> None:
    """Write CSV: commas, UTF-8 with the mark by which Excel knows it.

    Raises:
        UnwritableError: if a text holds a zero byte.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([escape(heading) for heading in table.headings])
        for number, values in table.lay_out():
            for heading, value in zip(table.headings, values, strict=True):
                if "\0" in value:
                    raise refuse(number, heading, "CSV cannot hold a zero byte")
            writer.writerow([escape(value) for value in values])


def _write_lines(path: Path, table: TextTable) -> None:
    """Write JSON Lines: one flat object a line, with every heading as a key."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for _, values in table.lay_out():
            line = dict(zip(table.headings, values, strict=True))
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _write_parquet(path: Path, table: TextTable) -> None:
    """Write Parquet: all columns are text, and blank is null."""
    with needing("Writing Parquet", "tables"):
        import polars as pl
    cells = [[value or None for value in values] for _, values in table.lay_out()]
    frame = pl.DataFrame(cells, schema=dict.fromkeys(table.headings, pl.String), orient="row")
    try:
        frame.write_parquet(path)
    except pl.exceptions.ComputeError as fault:  # as on a full disc
        raise OSError(f"Parquet cannot be written: {fault}") from fault


WRITERS: Final[Mapping[str, Callable[..., None]]] = {
    ".csv": _write_csv,
    ".xlsx": write_workbook,
    ".parquet": _write_parquet,
    ".jsonl": _write_lines,
    ".ndjson": _write_lines,
}
"""What writes each form, by the ending of its files."""
