"""Makes sheets in memory and checks them, for the tests of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

import pytest

from improvement_frameworks.core.report.report import Collector
from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.check import check_rows, check_sheets
from improvement_frameworks.tables.layouts.sheet_heading import find_heading
from improvement_frameworks.tables.options import make_options
from improvement_frameworks.tables.reading import parquet_reader, parquet_trial
from improvement_frameworks.tables.reading.sheet import Row, RowReader, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.report.report import Report
    from improvement_frameworks.tables.options import TableWords
    from improvement_frameworks.tables.reading.sheet import Raw

Grid: TypeAlias = "Sequence[Sequence[Raw]]"


@pytest.fixture(scope="module")
def whole_files() -> Iterator[None]:
    """Start no process to try each Parquet file; ``readers`` asks that damaged ones are refused."""

    class Passed:
        has_passed = True

    def start_trial(_path: Path) -> Passed:
        return Passed()

    with pytest.MonkeyPatch.context() as patch:
        for module in (parquet_reader, parquet_trial):
            patch.setattr(module, "start_trial", start_trial)
        yield


def make_sheet(grid: Grid, *, name: str = "", is_typed: bool = False) -> Sheet:
    rows = [Row(number, tuple(cells)) for number, cells in enumerate(grid, start=1)]
    return Sheet("notes.csv", name, RowReader(lambda: iter(rows)), is_typed=is_typed)


def read_grid(grid: Grid, **words: object) -> tuple[Report, tuple[Record, ...]]:
    """Check a grid of cells, header included."""
    is_typed = bool(words.pop("is_typed", False))
    name = str(words.pop("name", ""))
    options = make_options(cast("TableWords", words))
    collector = Collector()
    heading = find_heading(make_sheet(grid, name=name, is_typed=is_typed), options)
    if isinstance(heading, Issue):
        collector.add([heading], documents=0)
        return collector.report(), ()
    collector.add(heading.issues, documents=0)
    records = tuple(check_rows(heading, options, collector))
    return collector.report(), records


def check_grid(grid: Grid, **words: object) -> Report:
    return read_grid(grid, **words)[0]


def places(report: Report, *severities: str) -> list[tuple[str, str]]:
    """Return where the issues are and what they are."""
    wanted = severities or ("error", "warning")
    return [
        (issue.where.address, issue.code) for issue in report.issues if issue.severity in wanted
    ]


def read_sheets(sheets: Mapping[str, Grid], **words: object) -> tuple[Report, tuple[Record, ...]]:
    """Check a workbook with several sheets, each a grid of cells."""
    collector = Collector()
    made = [make_sheet(grid, name=name, is_typed=True) for name, grid in sheets.items()]
    options = make_options(cast("TableWords", words))
    records = tuple(check_sheets(made, options, collector))
    return collector.report(), records


def said(record: Record, *names: str) -> list[tuple[object, ...]]:
    """Return what each entry says in some fields."""
    document = record.model_dump(mode="json", exclude_none=True)
    entries = cast("list[dict[str, object]]", document["entries"])
    return [tuple(entry.get(name) for name in names) for entry in entries]
