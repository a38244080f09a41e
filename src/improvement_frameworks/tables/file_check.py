"""Checks a file. A large workbook is read in a thread while what checks it is loaded."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from attrs import frozen

from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.reading.source import open_tables
from improvement_frameworks.tables.reading.table_file import is_large

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from improvement_frameworks.core.record import Record
    from improvement_frameworks.core.report import Collector
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.sheet import Sheet


@frozen
class OpenFile:
    """A file that was opened to be checked."""

    path: Path
    """Where it lies."""
    sheets: Sequence[Sheet]
    """The tables in it."""
    issues: Sequence[Issue]
    """What is wrong with the file itself."""
    reading: Thread | None
    """What reads the first table, if that takes long."""


def open_file(path: Path, sheet: str = "") -> OpenFile:
    """Open a file of tables.

    Args:
        path: The file.
        sheet: The name of the only sheet that is wanted.
    """
    found = list(open_tables(path))
    sheets = [item for item in found if not isinstance(item, Issue)]
    issues = [item for item in found if isinstance(item, Issue)]
    return OpenFile(path, sheets, issues, _begin_to_read(path, sheets, sheet))


def check_file(file: OpenFile, options: Options, collector: Collector) -> Iterator[Record]:
    """Check every table in a file; yield the records that are right.

    What the collector reports is true at every step, also after an interruption.
    """
    from improvement_frameworks.tables.check import check_sheets

    collector.add(file.issues, documents=0)
    if file.reading is not None:
        from improvement_frameworks.tables.engine import load_frames

        load_frames(file.path, options)
        file.reading.join()
    yield from check_sheets(file.sheets, options, collector)


def _begin_to_read(path: Path, sheets: Sequence[Sheet], name: str) -> Thread | None:
    """Read the first sheet of a large workbook in a thread; the reader keeps what it has read."""
    wanted = (
        sheet
        for sheet in sheets
        if (sheet.name == name if name else not sheet.is_hidden) and not sheet.is_of_template
    )
    sheet = next(wanted, None)
    if sheet is None or not sheet.name or not is_large(path):
        return None
    thread = Thread(target=_read_first_row, args=(sheet,))
    thread.start()
    return thread


def _read_first_row(sheet: Sheet) -> None:
    with suppress(Exception):  # it comes again
        next(sheet.rows(), None)
