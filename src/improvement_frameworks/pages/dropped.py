"""What the check page does with the files that somebody gives it; it runs in the browser.

It is the ordinary check, so that a page and a program say the same about the same file.
"""

from __future__ import annotations

import os
import re
from contextlib import chdir, suppress
from typing import TYPE_CHECKING, Final, TypedDict
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from improvement_frameworks.core.file import write_file
from improvement_frameworks.core.report.report import Collector
from improvement_frameworks.pages.report import ReportPage
from improvement_frameworks.tables.check import check_inputs
from improvement_frameworks.tables.marking import write_marked
from improvement_frameworks.tables.marking.marked_workbook import WORKBOOKS
from improvement_frameworks.tables.options import Options
from improvement_frameworks.tables.reading.table_file import find_inputs
from improvement_frameworks.tables.writing.unwritable import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.report.report import Report

REPORT: Final = "report.html"
RECORDS: Final = "records.zip"
LONGEST_NAME: Final = 60


class Outcome(TypedDict):
    """What the page says before it shows the report."""

    records: int
    """How many records could be read."""
    errors: int
    warnings: int
    notes: int
    files: list[str]
    """What can be saved, by name."""


def check_dropped(folder: Path, out: Path) -> Outcome:
    """Check all files of a folder and write what a person takes away.

    Written are the report as a page of HTML, the records that have no errors as a ZIP file, and
    for each table with errors or warnings a workbook in which its cells are marked.

    Args:
        folder: Where the files are.
        out: Where to write; the folder is made if there is none.

    Raises:
        OSError: if a file cannot be written.
    """
    out = out.absolute()
    page, collector = ReportPage(), Collector()
    records: list[Record] = []
    with chdir(folder):  # so that the report names a file as its owner does
        inputs = find_inputs(_files_below("."))
        for found in check_inputs(inputs, Options(), collector):
            page.add(*found)
            if not any(issue.severity == "error" for issue in found.issues or ()):
                records.append(found.record)
        report = collector.report()
        write_file(out / REPORT, page.write(report))
        files = [REPORT, *_mark(inputs.tables, report, out)]
    if records:
        _write_records(out / RECORDS, records)
        files.append(RECORDS)
    return {
        "records": len(records),
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "notes": report.count("info"),
        "files": files,
    }


def _files_below(folder: str) -> list[str]:
    found: list[str] = []
    for place, folders, names in os.walk(folder):
        folders.sort()
        found += [os.path.normpath(os.path.join(place, name)) for name in sorted(names)]  # noqa: PTH118 - joined as the report names it
    return found


def _mark(tables: Iterable[Path], report: Report, out: Path) -> Iterator[str]:
    """Write marked copies, and yield their names; a table that cannot be read has none."""
    faulty = {issue.where.source for issue in (*report.errors, *report.warnings)}
    taken: set[str] = set()
    for table in tables:
        if not (report.truncated or str(table) in faulty):
            continue
        ending = table.suffix.lower()
        name = _name(f"{table.stem}-marked", ending if ending in WORKBOOKS else ".xlsx", taken)
        with suppress(UnwritableError):
            write_marked(table, report, out / name)
            yield name


def _write_records(file: Path, records: Iterable[Record]) -> None:
    """Write each record as a document of its own; the same records give the same bytes."""
    taken: set[str] = set()
    with ZipFile(file, "w") as archive:
        for record in records:
            plain = re.sub(r"[^a-z0-9]+", "-", record.title.lower())[:LONGEST_NAME].strip("-")
            info = ZipInfo(_name(plain or record.about.id, ".json", taken))  # of a fixed date
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, record.to_json() + "\n")


def _name(base: str, ending: str, taken: set[str]) -> str:
    """Return a name that is not taken, and take it."""
    name, number = base, 1
    while name + ending in taken:
        number += 1
        name = f"{base}-{number}"
    taken.add(name + ending)
    return name + ending
