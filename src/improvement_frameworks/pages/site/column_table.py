"""Writes the columns of a framework's table as a table of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.pages.site.markdown import inline, table
from improvement_frameworks.tables.rows import columns_of, describe_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.tables.rows import Column

MANY_CODES = 8


def write_column_table(framework: str) -> Iterator[str]:
    """Yield the lines of the section on tables."""
    yield from ("## As a table", "")
    yield "In a spreadsheet or a data frame, each entry is a row. What belongs to the record is the"
    yield "same in all its rows, or only in the first of them. Leave out columns you do not need."
    yield from (f"A workbook to fill in: `improve template {framework} blank.xlsx`.", "")
    rows = [
        [
            f"`{column.name}`" + (" (required)" if column.is_required else ""),
            inline(_kind(column)),
            inline(column.meaning),
        ]
        for column in columns_of(framework)
    ]
    yield from (*table(["Column", "What it holds", "What it means"], rows), "")


def _kind(column: Column) -> str:
    """Say what stands in a column; long lists of codes stand elsewhere on the page."""
    if len(column.codes) > MANY_CODES:
        return f"{'several' if column.is_list else 'one'} of {len(column.codes)} codes"
    return describe_kind(column)
