"""Rows are found on the lines on which they stand, in every block of a text file."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from improvement_frameworks.core.report.report import Collector
from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.columnar.frame_check import check_frames
from improvement_frameworks.tables.layouts.sheet_heading import find_heading
from improvement_frameworks.tables.options import Options
from improvement_frameworks.tables.reading.source import open_tables

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("block", [60, 500, 2_000, 100_000])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_of_rows(tmp_path: Path, block: int, end: str) -> None:
    file = tmp_path / "table.csv"
    lines: list[int] = []
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator=end)
        writer.writerow(["record", "question", "level", "text"])
        line = 2
        for number in range(100):
            is_wrong = number % 10 == 0
            text = ("fine", f'two{end}"l, i"{end}nes', f"é{end}" * 3 + "x")[number % 3]
            writer.writerow([f"r{number}", "wrong" if is_wrong else "started", "system", text])
            if is_wrong:
                lines.append(line)
            line += 1 + text.count("\n")
    (sheet,) = open_tables(file)
    assert not isinstance(sheet, Issue)
    options = Options(framework="learning-grid", rules=False)
    heading = find_heading(sheet, options)
    assert not isinstance(heading, Issue)
    collector = Collector()
    check_frames(heading, options, collector, size=block)
    found = [issue.where.line for issue in collector.report().issues if "wrong" in str(issue)]
    assert found == lines
