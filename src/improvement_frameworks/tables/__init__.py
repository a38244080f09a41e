"""Collected tables: rows of CSV, workbooks, Parquet and data frames, checked cell by cell.

>>> from improvement_frameworks.tables import columns_of
>>> [column.name for column in columns_of("iceberg") if column.is_required]
['title', 'text', 'level']
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from improvement_frameworks.core.report import ISSUES_KEPT, Collector, Issue
from improvement_frameworks.documents.selecting import select_rules
from improvement_frameworks.tables.cell import Habits
from improvement_frameworks.tables.check import check_sheet, unknown_sheet
from improvement_frameworks.tables.column import Column, columns_of
from improvement_frameworks.tables.options import Options
from improvement_frameworks.tables.source import open_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from improvement_frameworks.core.record import Record
    from improvement_frameworks.core.report import Report
    from improvement_frameworks.tables.mapping import ColumnMapping
    from improvement_frameworks.tables.options import Layout, People

__all__ = ["Column", "Options", "check_file", "columns_of", "load_table", "validate_table"]


def validate_table(
    source: str | Path,
    *,
    framework: str = "",
    sheet: str = "",
    title: str = "",
    date_format: str = "",
    blank: Iterable[str] = (),
    layout: Layout = "auto",
    mapping: ColumnMapping | None = None,
    people: People = "auto",
    rules: bool | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    strict: bool | Iterable[str] = False,
    keep: int = ISSUES_KEPT,
) -> Report:
    """Check a table and say which cells need mending, and why.

    Args:
        source: A file: ``.csv``, ``.xlsx``, ``.ods``, ``.parquet``, or ``.jsonl`` with a row a
            line.
        framework: The id of the framework, if the table does not tell it.
        sheet: The only sheet to read.
        title: The title of a record that has none; otherwise it is called by its sheet or file.
        date_format: How dates are written, such as ``%d/%m/%Y``; ISO dates are always read.
        blank: Words that mean that there is nothing, such as ``N/A``.
        layout: ``long`` (one row an entry), ``wide`` (one row a respondent, as survey tools
            export), or ``auto`` to see it from the header.
        mapping: Which of the house's own columns and words is which.
        people: Whether names and e-mail addresses in survey exports are kept or dropped.
        rules: Whether the rules of good use run; by default up to 100,000 rows.
        select: Run only these rules: codes, beginnings of codes, severities or principles.
        ignore: Leave out these rules, named in the same ways.
        strict: Raise all warnings to errors, or those that are named in the same ways.
        keep: How many issues of one code the report keeps; it counts all of them.

    Returns:
        The report, each issue with sheet, row and cell. Bad data never raises.

    Raises:
        ValueError: if a word names no rule.
        UnknownFrameworkError: if no framework has this id.
        MissingExtraError: if a library is missing that the kind of file needs.
    """
    options = Options(
        framework=framework,
        sheet=sheet,
        title=title,
        habits=Habits(date_format, frozenset(blank)),
        layout=layout,
        mapping=mapping,
        people=people,
        rules=rules,
        selection=select_rules(select=select, ignore=ignore, strict=strict),
    )
    collector = Collector(keep=keep)
    for _ in check_file(Path(source), options, collector):
        pass
    return collector.report()


def check_file(path: Path, options: Options, collector: Collector) -> Iterator[Record]:
    """Check every sheet of a file; yield the records that are right.

    What the collector reports is true at every step, also after an interruption.
    """
    names: list[str] = []
    found = False
    for sheet in open_tables(path):
        if isinstance(sheet, Issue):
            collector.add([sheet], documents=0)
            found = True
            continue
        names.append(sheet.name)
        if options.sheet and sheet.name != options.sheet:
            continue
        found = True
        yield from check_sheet(sheet, options, collector)
    if options.sheet and not found:
        collector.add([unknown_sheet(options.sheet, names, str(path))], documents=0)


def load_table(source: str | Path, *, framework: str = "", title: str = "") -> tuple[Record, ...]:
    """Return the typed records of a table.

    Raises:
        InvalidRecordError: with the whole report, if there is any error.
    """
    collector = Collector()
    options = Options(framework=framework, title=title)
    records = tuple(check_file(Path(source), options, collector))
    collector.report().raise_if_invalid()
    return records
