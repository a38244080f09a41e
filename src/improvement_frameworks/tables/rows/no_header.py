"""Says why no header was found in a sheet."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from improvement_frameworks import problems
from improvement_frameworks.problems.problem import Issue, Own, Where
from improvement_frameworks.tables.reading.sheet import Row
from improvement_frameworks.tables.rows.cell_text import write_plain
from improvement_frameworks.tables.rows.heading import ROWS_SEARCHED, find_header
from improvement_frameworks.tables.rows.row import is_blank_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from improvement_frameworks.problems.problem import Param
    from improvement_frameworks.tables.reading.sheet import Sheet

_MARKS: Final = {
    ",": "commas",
    ";": "semicolons",
    "\t": "tabs",
    ":": "colons",
    "|": "upright strokes",
    "/": "slashes",
    "  ": "runs of spaces",
}


def explain_headless(sheet: Sheet, frameworks: Sequence[str]) -> Issue:
    """Return the reason why a sheet has no header: nothing in it, one column only, other names."""
    top = Where(source=sheet.source, sheet=sheet.name)
    if all(isinstance(row, Issue) or is_blank_row(row) for row in sheet.rows()):
        return problems.TABLE_EMPTY.issue(top)
    for mark, name in _MARKS.items():
        header = find_header(_split(sheet, mark), frameworks)
        if header is not None:
            where = Where(source=sheet.source, sheet=sheet.name, row=header.number or None)
            return problems.TABLE_DELIMITER.issue(where, found=Own(name))
    named = frameworks[0] if len(frameworks) == 1 else ""
    params: dict[str, Param] = {
        "limit": ROWS_SEARCHED,
        "framework": Own(named or "any framework"),
        "id": Own(named or "FRAMEWORK"),
    }
    return problems.TABLE_NO_HEADER.issue(top, **params)


def issues_above(sheet: Sheet) -> list[Issue]:
    """Return what the reader said about the rows in which a header was looked for."""
    first = islice(sheet.rows(), 2 * ROWS_SEARCHED)
    return [item for item in first if isinstance(item, Issue)]


def _split(sheet: Sheet, mark: str) -> Iterator[Row]:
    """Yield the first rows that have all in one cell as they would be if it were split."""
    for row in islice(sheet.rows(), ROWS_SEARCHED):
        if isinstance(row, Issue):
            continue
        texts = [text for text in map(write_plain, row.cells) if text.strip()]
        if len(texts) == 1 and mark in texts[0]:
            yield Row(row.number, texts[0].split(mark))
