"""Every cell with content is accounted for: a record says it, or the report says where it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given, strategies as st
from tests.tables.conftest import read_grid

from improvement_frameworks.tables.reading.sheet import cell_address, column_letter

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.report.report import Report
    from improvement_frameworks.tables.reading.sheet import Raw

    Lines = list[list[str]]

WORDS = "said number {} today"
LEVELS = ["events", "Patterns", "3. Structures", "Mental models"]
QUESTIONS = [
    "Started [Personal]",
    "What have you stopped doing? [System]",
    "Timestamp",
    "Shoe size",
]


def cells(*texts: str) -> SearchStrategy[str]:
    return st.sampled_from([*texts, "", "", WORDS])


ABOVE = st.lists(
    st.sampled_from([[WORDS], ["Team: Ward 3"], ["Facilitator", WORDS], [""]]), max_size=3
)
ODD = st.sampled_from([["Total", "", "7"], ["n = 12"], [WORDS], ["", "", ""]])


def number_words(rows: Lines) -> Lines:
    """Give each free text a number of its own, so that it can be found again."""
    count = 0
    for row in rows:
        for place, text in enumerate(row):
            if text == WORDS:
                count += 1
                row[place] = WORDS.format(count)
    return rows


@st.composite
def long_tables(draw: st.DrawFn) -> tuple[Lines, int]:
    """Draw a long table with lines above it, columns nobody knows, and rows that are no data."""
    above = draw(ABOVE)
    heads = [
        "Level",
        "Text",
        *draw(st.lists(st.sampled_from(["Mood", "Shoe size", "Notes", ""]), max_size=3)),
    ]
    rows: Lines = []
    for _ in range(draw(st.integers(1, 6))):
        if draw(st.booleans()):
            rest = [draw(cells("n/a", "-")) for _ in heads[2:]]
            rows.append([draw(st.sampled_from([*LEVELS, "Evnts"])), WORDS, *rest])
        else:
            rows.append([*draw(ODD)])
    grid = number_words([[*row] for row in [*above, heads, *rows]])
    return grid, len(above)


@st.composite
def wide_tables(draw: st.DrawFn) -> tuple[Lines, int]:
    """Draw a survey with lines above it, a column nobody knows, and respondents who say nothing."""
    above = draw(ABOVE)
    heads = draw(st.permutations(QUESTIONS))
    rows: Lines = []
    for _ in range(draw(st.integers(1, 5))):
        row = [draw(cells("none", "-")) for _ in heads]
        row[heads.index("Timestamp")] = "2020-06-25"
        rows.append(row)
    grid = number_words([[*row] for row in [*above, [*heads], *rows]])
    return grid, len(above)


def check_law(grid: Lines, header: int, report: Report, records: tuple[Record, ...]) -> None:
    content = [
        (row, place, text)
        for row, line in enumerate(grid, start=1)
        for place, text in enumerate(line)
        if text and row != header + 1
    ]
    assert report.cells == len(content)
    said = "".join(record.to_json() for record in records)
    told = [(issue.where, issue.message) for issue in report.issues]
    rows = {where.row for where, _ in told if not where.cell}
    columns = {re.sub("[0-9]+", "", where.cell) for where, _ in told if where.cell}
    headings = grid[header]
    unread = 0
    for row, place, text in content:
        is_free = text.startswith(WORDS[:11])
        if is_free and (f'"{text}"' in said or text in said):
            continue
        is_told = (
            any(where.cell == cell_address(row, place) for where, _ in told)
            or any(f'"{text}"' in message for _, message in told)
            or any(f"{cell_address(row, place)} " in message for _, message in told)
            or row in rows
            or column_letter(place) in columns
        )
        assert is_told or not is_free or not records, (row, place, text, headings)
        unread += is_free
    if records:
        assert report.cells_read <= report.cells - unread


@given(long_tables())
def test_every_cell_of_a_long_table_is_read_or_told(table: tuple[Lines, int]) -> None:
    grid, header = table
    report, records = read_grid(grid, framework="iceberg", rules=False)
    if "COLUMN-MISSING" not in report.by_code():
        check_law(grid, header, report, records)


@given(wide_tables())
def test_every_cell_of_a_survey_is_read_or_told(table: tuple[Lines, int]) -> None:
    grid, header = table
    report, records = read_grid(grid, framework="learning-grid", rules=False)
    if "TABLE-SURVEY" in report.by_code():
        check_law(grid, header, report, records)


def test_the_numbers_of_cells_are_in_the_report() -> None:
    grid: list[list[Raw]] = [
        ["Calls", None, None],
        ["Level", "Text", "Mood"],
        ["events", "Calls are lost.", "low"],
        ["Evnts", "Calls are lost.", None],
        ["Total", None, 2],
    ]
    report, _ = read_grid(grid, framework="iceberg", rules=False)
    assert (report.cells, report.cells_read) == (8, 4)
    assert report.to_dict()["cells"] == 8
    assert "Cells with content: 8. Read: 4. Not read: 4." in report.to_text()
    assert (report + report).cells == 16
