"""Finds the header, whatever stands above it, and matches names without guessing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.tables.conftest import check_grid, make_sheet, places, read_grid

from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables import validate_table
from improvement_frameworks.tables.headings.column_name import find_near_name
from improvement_frameworks.tables.layouts.sheet_heading import find_heading
from improvement_frameworks.tables.options import Options

if TYPE_CHECKING:
    from pathlib import Path

ROW = ("A", "events", "We began.")


def test_title_rows_and_blank_rows_may_stand_above() -> None:
    report, records = read_grid(
        [["Notes of the huddle"], [], ["Printed", "2020-07-16"], ["Title", "Level", "Text"], ROW]
    )
    assert report.ok
    assert [record.title for record in records] == ["A"]


@pytest.mark.parametrize(
    "name",
    [
        "recorded_on",
        "Recorded on",
        "RECORDED ON:",
        " recorded\u00a0on ",
        "Recorded-On",
        "recordedon",
    ],
)
def test_names_are_matched_whatever_their_case_and_spaces(name: str) -> None:
    report, _ = read_grid([["Title", "Level", "Text", name], [*ROW, "2020-07-16"]])
    is_known = not any(issue.code == "COLUMN-UNKNOWN" for issue in report.issues)
    assert is_known == (name != "recordedon")


def test_a_near_miss_is_offered_and_never_taken() -> None:
    grid = [["Title", "Levle", "Text"], ["Huddles", "evnets", "It took ten minutes."]]
    report = check_grid(grid, framework="iceberg")
    assert places(report) == [("row 1", "COLUMN-MISSING"), ("B1", "COLUMN-UNKNOWN")]
    missing, unknown = report.errors[0], report.warnings[0]
    assert 'Is it "Levle"?' in missing.message
    assert "Did you mean level?" in unknown.message
    assert not [issue for issue in report.issues if issue.where.row == 2]


@pytest.mark.parametrize(
    ("heading", "offer"),
    [
        ("Perspectve", "perspective"),
        ("Impact (+/-/n)", "impact"),
        ("Consent", "consent_uses"),
        ("Votes cast", ""),  # a little like "notes"
        ("Checked", ""),  # like "scheme"
        ("Seconds", ""),
    ],
)
def test_another_word_is_no_near_miss(heading: str, offer: str) -> None:
    index = {name: name for name in ("perspective", "impact", "notes", "scheme", "records")}
    index["consent uses"] = "consent_uses"
    assert (find_near_name(heading, index, {}) or "") == offer


def test_the_same_column_twice_is_an_error_at_the_second() -> None:
    report = check_grid([["Title", "Level", "Text", "LEVEL"], [*ROW, "patterns"]])
    assert places(report) == [("D1", "COLUMN-TWICE")]
    assert '"Level" in B1' in report.errors[0].message


def test_values_below_no_name_are_said_once() -> None:
    report = check_grid([["Title", "Level", "", "Text"], ["A", "events", "?", "x"]], rules=False)
    assert places(report) == [("C2", "COLUMN-NAMELESS")]


def test_without_a_title_the_table_gives_one_and_says_so() -> None:
    report, records = read_grid([["Level", "Text"], ROW[1:]])
    assert [record.title for record in records] == ["notes"]
    assert places(report, "info")[0] == ("row 1", "TABLE-TITLE")
    _, records = read_grid([["Level", "Text"], ROW[1:]], title="Huddle")
    assert [record.title for record in records] == ["Huddle"]


@pytest.mark.parametrize(
    ("names", "framework"),
    [
        (["Title", "Level", "Text", "Explained by"], "iceberg"),
        (["Rung", "Text"], "ladder-of-inference"),
        (["Question", "Level", "Text"], "learning-grid"),
        (["Principle", "Status"], "learning-principles"),
        (["Structure", "Minutes"], "liberating-structures"),
        (["Stance", "Text", "Themes"], "risk-themes"),
    ],
)
def test_the_framework_is_seen_from_the_columns(names: list[str], framework: str) -> None:
    heading = find_heading(make_sheet([names]), Options())
    assert not isinstance(heading, Issue)
    assert heading.framework == framework


def test_a_column_framework_says_it() -> None:
    grid = [["Framework", "Text"], ["iceberg", "x"]]
    heading = find_heading(make_sheet(grid), Options())
    assert not isinstance(heading, Issue)
    assert heading.framework == "iceberg"


def test_what_cannot_be_told_is_asked() -> None:
    report = check_grid([["Text", "Tags"], ["a", "b"]])
    assert places(report) == [("row 1", "TABLE-FRAMEWORK")]
    assert "any of " in report.errors[0].message
    report = check_grid([["Text", "Tags"], ["a", "b"]], framework="iceberg")
    assert places(report) == [("row 1", "COLUMN-MISSING")]


def test_no_header_at_all() -> None:
    report = check_grid([["1", "2"], ["3", "4"]], framework="iceberg")
    assert [issue.code for issue in report.issues] == ["TABLE-NO-HEADER"]
    assert "improve show iceberg --columns" in report.errors[0].hint


def test_nothing_in_it_and_nothing_below() -> None:
    assert [i.code for i in check_grid([]).issues] == ["TABLE-EMPTY"]
    assert [i.code for i in check_grid([[None, " "], []]).issues] == ["TABLE-EMPTY"]
    report = check_grid([["Title", "Level", "Text"], []])
    assert places(report) == [("row 1", "TABLE-NO-ROWS")]


@pytest.mark.parametrize(("mark", "name"), [(":", "colons"), (";", "semicolons"), ("|", "strokes")])
def test_all_in_one_column(mark: str, name: str) -> None:
    report = check_grid([[mark.join(("title", "level", "text"))], [mark.join(ROW)]])
    assert places(report) == [("row 1", "TABLE-DELIMITER")]
    assert name in report.errors[0].message


def test_a_heading_of_two_lines_is_one_line_of_a_place() -> None:
    report = check_grid([("Title", "Level", "Text", "Our\nown  words"), ("A", "events", "x", "y")])
    issue = next(issue for issue in report.warnings if issue.code == "COLUMN-UNKNOWN")
    assert issue.where.heading == "Our own words"
    assert "\n" not in str(issue.where)


def test_the_report_ends_with_the_options_that_read_more(tmp_path: Path) -> None:
    file = tmp_path / "notes.csv"
    file.write_text(
        "Depth,Sentence,Mood,Happened on,Title\n"
        "events,Three calls were lost.,It was a long day.,03/04/2020,T\n"
        "events,It is always on Mondays.,We are used to it.,05/04/2020,T\n"
    )
    report = validate_table(file, framework="iceberg")
    last = report.to_text().split("check again with: ")[1].splitlines()[0]
    assert last == '--column "Sentence=text" --date-format "%d/%m/%Y"'
    columns = {"Sentence": "text", "Depth": "level"}
    form = "%d/%m/%Y"
    assert validate_table(file, framework="iceberg", columns=columns, date_format=form).ok
