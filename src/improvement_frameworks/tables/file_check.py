"""Checks a file. A large workbook is read in a thread while what checks it is loaded."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from improvement_frameworks.core.report import Issue
from improvement_frameworks.tables.engine import is_large, load_frames

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from improvement_frameworks.core.record import Record
    from improvement_frameworks.core.report import Collector
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.sheet import Sheet


def check_file(path: Path, options: Options, collector: Collector) -> Iterator[Record]:
    """Check every table in a file; yield the records that are right.

    What the collector reports is true at every step, also after an interruption.
    """
    from improvement_frameworks.tables.source import open_tables

    found = list(open_tables(path))
    collector.add((item for item in found if isinstance(item, Issue)), documents=0)
    sheets = [item for item in found if not isinstance(item, Issue)]
    thread = _begin_to_read(sheets, options)
    from improvement_frameworks.tables.sheet_check import check_sheets

    if thread is not None:
        load_frames(path, options)
        thread.join()
    yield from check_sheets(sheets, options, collector)


def _begin_to_read(sheets: Sequence[Sheet], options: Options) -> Thread | None:
    """Read the first sheet of a large workbook in a thread; the reader keeps what it has read."""
    wanted = (
        sheet
        for sheet in sheets
        if (sheet.name == options.sheet if options.sheet else not sheet.is_hidden)
        and not sheet.is_of_template
    )
    sheet = next(wanted, None)
    if sheet is None or not sheet.name or not is_large(Path(sheet.source)):
        return None
    thread = Thread(target=_read_first_row, args=(sheet,))
    thread.start()
    return thread


def _read_first_row(sheet: Sheet) -> None:
    with suppress(Exception):  # it comes again
        next(sheet.rows(), None)
