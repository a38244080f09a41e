"""Writes the columns of a framework's table for people."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from improvement_frameworks.tables.rows.column import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.tables.rows.column import Column

WIDTH = 96
PLACES = {
    "record": "About the record (the same in all its rows)",
    "contributor": "About the contributor",
    "entry": "About the entry (one row each)",
}


def write_columns(framework: str) -> str:
    """Write what belongs into each column of a table.

    Raises:
        UnknownFrameworkError: if no framework has this id.

    >>> print(write_columns("iceberg")[:44])
    About the record (the same in all its rows)
    """
    lines: list[str] = []
    columns = columns_of(framework)
    width = max(len(column.name) for column in columns)
    for place, title in PLACES.items():
        lines += ["", title] if lines else [title]
        for column in columns:
            if column.place == place:
                lines += _write(column, width)
    return "\n".join(lines) + "\n"


def _write(column: Column, width: int) -> Iterator[str]:
    needed = "required. " if column.is_required else ""
    text = f"{describe_kind(column)}; {needed}{column.meaning}"
    yield textwrap.fill(
        text,
        WIDTH,
        initial_indent=f"  {column.name:{width}}  ",
        subsequent_indent=" " * (width + 4),
        break_on_hyphens=False,
    )


def describe_kind(column: Column) -> str:
    """Say in a few words what stands in the cells of a column."""
    kinds = {
        "code": f"one of: {', '.join(column.codes)}{', or your own' if column.is_open else ''}",
        "date": "a date such as 2020-03-16",
        "moment": "a moment such as 2020-07-13T09:30:00Z",
        "number": "a whole number",
        "yes-no": "yes or no",
        "id": "an id",
        "text": "text",
        "json": "JSON text",
        "constant": f"always {column.constant}",
    }
    kind = kinds[column.kind]
    if column.separator is None:
        return kind
    between = "a line each" if column.separator == "\n" else "with ; between them"
    return f"several, {between}: {kind}"
