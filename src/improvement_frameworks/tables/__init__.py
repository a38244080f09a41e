"""Collected tables: rows of CSV, workbooks, Parquet and data frames, checked cell by cell.

>>> from improvement_frameworks.tables import columns_of
>>> [column.name for column in columns_of("iceberg") if column.is_required]
['title', 'text', 'level']
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from improvement_frameworks.core.report import ISSUES_KEPT, Collector
from improvement_frameworks.tables.column import Column, columns_of
from improvement_frameworks.tables.file_check import check_file
from improvement_frameworks.tables.options import Options, TableWords, make_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.record import Record
    from improvement_frameworks.core.report import Report

__all__ = [
    "Column",
    "Options",
    "TableWords",
    "check_file",
    "columns_of",
    "load_table",
    "validate_table",
]


def validate_table(
    source: str | Path, *, keep: int = ISSUES_KEPT, **words: Unpack[TableWords]
) -> Report:
    """Check a table and say which cells need mending, and why.

    Args:
        source: A file: ``.csv``, ``.xlsx``, ``.ods``, ``.parquet``, or ``.jsonl`` with a row a
            line.
        keep: How many issues of one code the report keeps; it counts all of them.
        **words: What you know about the table: ``framework``, ``sheet``, ``title``,
            ``date_format``, ``blank``, ``layout``, ``mapping``, ``people``, ``rules``, ``select``,
            ``ignore``, ``strict``. See `TableWords`.

    Returns:
        The report, each issue with its sheet, row and cell. Bad data never raises.

    Raises:
        ValueError: if a word names no rule.
        UnknownFrameworkError: if no framework has this id.
        MissingExtraError: if a library is missing that the kind of file needs.
    """
    collector = Collector(keep=keep)
    for _ in check_file(Path(source), make_options(words), collector):
        pass
    return collector.report()


def load_table(source: str | Path, **words: Unpack[TableWords]) -> tuple[Record, ...]:
    """Return the typed records of a table.

    Raises:
        InvalidRecordError: with the whole report, if there is any error.
    """
    collector = Collector()
    records = tuple(check_file(Path(source), make_options(words), collector))
    collector.report().raise_if_invalid()
    return records
