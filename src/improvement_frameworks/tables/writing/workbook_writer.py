"""Writes tables as a workbook, a sheet each; a cell is text, never a formula or a link."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from improvement_frameworks.tables.cells.escape import escape
from improvement_frameworks.tables.writing.text_table import refuse
from improvement_frameworks.tables.writing.unwritable import UnwritableError
from improvement_frameworks.tables.writing.workbook import (
    LONGEST_SHEET_NAME,
    MOST_COLUMNS,
    MOST_ROWS,
    check_text,
    new_workbook,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from improvement_frameworks.tables.writing.text_table import TextTable
    from improvement_frameworks.tables.writing.workbook import Style, Worksheet

LOOKED_AT: Final = 50
"""From how many rows the widths of the columns are taken."""
NARROWEST: Final = 8
WIDEST: Final = 60


def write_workbook(path: Path, *tables: TextTable) -> None:
    """Write tables as a workbook (.xlsx) in constant memory, each as a sheet.

    Texts that a spreadsheet would take for formulas are escaped.

    Raises:
        MissingExtraError: if XlsxWriter is not installed.
        UnwritableError: if there are more rows or columns than a sheet holds, or a text that a
            cell cannot hold: more than 32,767 characters, characters that XML does not allow.
        OSError: if it cannot be written.
    """
    with new_workbook(path, streams=True) as workbook:
        bold = workbook.add_format({"bold": True, "bottom": 1, "valign": "top"})
        for table in tables:
            _write_sheet(workbook.add_worksheet(table.name[:LONGEST_SHEET_NAME]), bold, table)


def _write_sheet(page: Worksheet, bold: Style, table: TextTable) -> None:
    headings = table.headings
    if len(headings) > MOST_COLUMNS:
        raise UnwritableError(f"A sheet has at most {MOST_COLUMNS:,} columns: write CSV or Parquet")
    page.freeze_panes(1, 0)
    laid = table.lay_out()
    first = list(islice(laid, LOOKED_AT))
    for index, heading in enumerate(headings):
        texts = [heading, *(values[index] for _, values in first)]
        page.set_column(index, index, _width(texts))
        page.write_string(0, index, escape(heading), bold)
    for number, values in chain(first, laid):
        if number > MOST_ROWS:
            raise UnwritableError(f"A sheet has at most {MOST_ROWS:,} rows: write CSV or Parquet")
        for index, value in enumerate(values):
            if not value:
                continue
            text = escape(value)
            if reason := check_text(text):
                raise refuse(number, headings[index], reason)
            page.write_string(number - 1, index, text)


def _width(texts: Iterable[str]) -> int:
    longest = max(len(line) for text in texts for line in text.split("\n"))
    return min(max(longest + 2, NARROWEST), WIDEST)
