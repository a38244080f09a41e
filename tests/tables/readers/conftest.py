"""What the tests of the readers share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import frozen

from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.reading.fault import UNPACK_LIMIT
from improvement_frameworks.tables.reading.source import open_tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from improvement_frameworks.tables.reading.sheet import Row, Sheet


@frozen
class Found:
    """All that a file gives."""

    sheets: list[Sheet]
    rows: list[Row]
    issues: list[Issue]

    @property
    def codes(self) -> list[str]:
        return [issue.code for issue in self.issues]

    @property
    def cells(self) -> list[list[object]]:
        return [list(row.cells) for row in self.rows]


@pytest.fixture(scope="session")
def read() -> Callable[..., Found]:
    """Read every sheet of a file, and every row."""

    def read_all(path: Path, limit: int = UNPACK_LIMIT) -> Found:
        found = Found([], [], [])
        for sheet in open_tables(path, limit):
            if isinstance(sheet, Issue):
                found.issues.append(sheet)
                continue
            found.sheets.append(sheet)
            for row in sheet.rows():
                if isinstance(row, Issue):
                    found.issues.append(row)
                else:
                    found.rows.append(row)
        assert all(issue.where.source for issue in found.issues)
        assert all(issue.message and issue.hint for issue in found.issues)
        return found

    return read_all
