"""Copies a table of any kind into a workbook, all as text, so that it can be marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from improvement_frameworks.tables.cells.cell_text import write_value
from improvement_frameworks.tables.reading.sheet import Row, Sheet
from improvement_frameworks.tables.reading.source import open_tables
from improvement_frameworks.tables.writing.unwritable import UnwritableError
from improvement_frameworks.tables.writing.workbook import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    new_workbook,
)

if TYPE_CHECKING:
    from pathlib import Path

    from improvement_frameworks.tables.reading.sheet import Raw
    from improvement_frameworks.tables.writing.workbook import NewWorkbook

_NAME: Final = "Table"


def copy_as_text(source: Path, folder: Path) -> Path:
    """Copy the sheets of a table, every cell in its place, and return the workbook.

    Texts stand there as they do in the source, as text; one that is longer than a cell holds is cut
    and ends with an ellipsis.

    Raises:
        UnwritableError: if there is nothing to copy, or more than a sheet holds.
        MissingExtraError: if XlsxWriter is not installed.
        OSError: if the copy cannot be written.
    """
    path = folder / "copy.xlsx"
    with new_workbook(path, streams=True) as workbook:
        sheets = [sheet for sheet in open_tables(source) if isinstance(sheet, Sheet)]
        if not sheets:
            raise UnwritableError(f"{source.name} cannot be read, so there is nothing to mark.")
        for sheet in sheets:
            _copy_sheet(sheet, workbook)
    return path


def _copy_sheet(sheet: Sheet, workbook: NewWorkbook) -> None:
    page = workbook.add_worksheet(sheet.name or _NAME)
    page.set_column(0, MOST_COLUMNS - 1, 20)
    page.freeze_panes(1, 0)
    for row in sheet.rows():
        if not isinstance(row, Row):
            continue
        if row.number > MOST_ROWS or len(row.cells) > MOST_COLUMNS:
            raise UnwritableError(
                f"The table is larger than a sheet of Excel ({MOST_ROWS:,} rows, "
                f"{MOST_COLUMNS:,} columns), so no marked copy is made."
            )
        for index, value in enumerate(row.cells):
            if text := _write(value):
                page.write_string(row.number - 1, index, text)


def _write(value: Raw) -> str:
    """Write a value as text that a cell can hold."""
    plain = write_value(value).encode(errors="replace").decode()
    return _cut(plain.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd"))


def _cut(text: str) -> str:
    """Cut a text to what a cell holds, which counts as UTF-16 does."""
    if len(text) <= LONGEST_CELL // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) // 2 <= LONGEST_CELL:
        return text
    return units[: 2 * (LONGEST_CELL - 1)].decode("utf-16-le", errors="ignore") + "\u2026"
