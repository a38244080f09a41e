"""Sheets of workbooks that are read as columns give the report of their rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import given, strategies as st
from tests.tables.frames.many import many
from tests.tables.frames.test_same_report import compare, tables
from tests.tables.readers.writing import new_book, new_draft

from improvement_frameworks import validate_table
from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.layouts.sheet_heading import find_heading
from improvement_frameworks.tables.options import Options
from improvement_frameworks.tables.reading.batch import make_batch
from improvement_frameworks.tables.reading.sheet import CellError, Row
from improvement_frameworks.tables.reading.source import open_tables

if TYPE_CHECKING:
    from pathlib import Path

    from improvement_frameworks.tables.reading.batch import Item
    from improvement_frameworks.tables.reading.sheet import Raw

TYPED = {
    "2020-03-16": date(2020, 3, 16),
    "1899-12-31": date(2020, 3, 17),
    "1": 1,
    "999": 999.5,
    "x": True,
    "a": "",
    "fine": 0,
}
"""What some words are written as if a sheet has types."""


@pytest.mark.parametrize("value", [True, 1.5, 10**30, date(2020, 3, 16), CellError("x"), "\ud800"])
def test_columns_of_anything_but_text_keep_it_as_it_is(value: Raw) -> None:
    rows: list[list[Raw]] = [["a", value, ""], ["", "a", None], [None, "", value]]
    batch = make_batch([Row(n, cells) for n, cells in enumerate(rows)], 3)
    assert batch is not None
    texts, first, later = batch.frame
    assert texts.dtype == pl.String
    for series in (first, later):
        assert series.dtype == pl.Object
    assert [*first] == [value, "a", ""]
    assert [*later] == ["", None, value]


@given(
    table=tables(),
    place=st.tuples(st.integers(0, 2), st.integers(0, 2)),
    merged=st.lists(st.tuples(st.integers(1, 8), st.integers(1, 3), st.integers(0, 4)), max_size=2),
    is_typed=st.booleans(),
    rows=st.sampled_from([1, 2, 3, 100]),
    at_once=st.sampled_from([1, 2, 500]),
)
@many
def test_sheets(
    tmp_path: Path,
    table: tuple[str, list[list[str]]],
    place: tuple[int, int],
    merged: list[tuple[int, int, int]],
    is_typed: bool,  # noqa: FBT001 - given by name
    rows: int,
    at_once: int,
) -> None:
    framework, lines = table
    top, left = place
    book = new_book()
    sheet = book.active
    for number, line in enumerate(lines, start=top + 1):
        for column, cell in enumerate(line, start=left + 1):
            value = TYPED.get(cell, cell) if is_typed and number > top + 1 else cell
            if value != "" and "\x1c" not in cell:
                sheet.cell(number, column, value)
    for first, more, column in merged:
        letter = "ABCDEFG"[left + column]
        sheet.merge_cells(f"{letter}{top + 1 + first}:{letter}{top + 1 + first + more}")
    file = tmp_path / "table.xlsx"
    book.save(file)
    options = Options(framework=framework, rules=False, engine="rows")
    rows_at_once = "improvement_frameworks.tables.reading.batch._ROWS_AT_ONCE"
    with patch(rows_at_once, at_once):
        compare(file, options, keep=1_000, block=100, rows=rows)


def read(file: Path, rows: int) -> list[Item]:
    """Read the batches of the first sheet."""
    (sheet,) = open_tables(file)
    assert not isinstance(sheet, Issue)
    heading = find_heading(sheet, Options(framework="learning-grid"))
    assert not isinstance(heading, Issue)
    return list(heading.batches(rows))


def write(file: Path, *, rows: int, blank: int = 0, columns: int = 3) -> None:
    """Write a sheet whose rows have blank ones between them."""
    book = new_draft(file)
    sheet = book.add_worksheet("Grid")
    sheet.write_row(0, 0, ["question", "level", "text", *("x",) * (columns - 3)])
    for number in range(rows):
        sheet.write_row(1 + number * (blank + 1), 0, ["started", "system", f"no. {number}"])
    book.close()


@pytest.mark.parametrize("size", [1, 199, 200, 201, 1_200, 5_000])
@pytest.mark.parametrize("blank", [0, 1, 700])
def test_blank_rows_are_left_out_and_the_others_keep_their_numbers(
    tmp_path: Path, size: int, blank: int
) -> None:
    count = 5 if blank > 1 else 1_200
    write(tmp_path / "a.xlsx", rows=count, blank=blank)
    found: list[tuple[int, object]] = []
    for batch in read(tmp_path / "a.xlsx", size):
        assert not isinstance(batch, Issue)
        assert batch.frame.shape == (min(size, count - len(found)), 3)
        for index in range(batch.frame.height):
            row = batch.row(index)
            assert row.number == batch.numbers[index]
            assert tuple(row.cells) == batch.frame.row(index)
            found.append((row.number, row.cells[2]))
    assert found == [(2 + n * (blank + 1), f"no. {n}") for n in range(count)]


def test_sheets_that_are_too_wide_are_cut(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", rows=2, columns=1_500)
    issue, batch = read(tmp_path / "a.xlsx", 100)
    assert isinstance(issue, Issue)
    assert issue.code == "TABLE-WIDE"
    assert not isinstance(batch, Issue)
    assert batch.frame.shape == (2, 1_000)


@pytest.mark.parametrize("name", ["", "Late", "Hidden", "None"])
def test_large_workbooks_give_the_same_report(tmp_path: Path, name: str) -> None:
    book = new_book()
    book.active.title = "Notes"
    book.active["A1"] = "nothing of interest"
    for title in ("Hidden", "Early", "Late"):
        sheet = book.create_sheet(title)
        sheet.append(["question", "level", "text"])
        sheet.append(["started", title, "fine"])
        if title == "Hidden":
            sheet.sheet_state = "hidden"
    file = tmp_path / "table.xlsx"
    book.save(file)
    plain = validate_table(file, framework="learning-grid", sheet=name, rules=False, engine="rows")
    assert plain.issues
    with patch("improvement_frameworks.tables.engine._LEAST_SIZE", 0):
        ahead = validate_table(file, framework="learning-grid", sheet=name, rules=False)
    assert ahead.to_dict() == plain.to_dict()
