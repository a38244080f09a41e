"""Sheets for the parts of a framework are one table; several tallies on one sheet are several."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from tests.tables.conftest import read_sheets

from improvement_frameworks import get_framework

if TYPE_CHECKING:
    from tests.tables.conftest import Grid

    from improvement_frameworks.core.record.record import Record


def said(record: Record) -> list[tuple[str, str]]:
    part = str(get_framework(record.framework).part)
    entries = cast("list[dict[str, str]]", record.model_dump(mode="json")["entries"])
    return [(entry[part], entry["text"]) for entry in entries]


def test_lists_on_sheets_called_as_parts_are_one_record() -> None:
    sheets: dict[str, Grid] = {
        "What happened": [["Two falls at night"], [None], ["One fall in the bath"]],
        "Read me": [["Made on the ward"]],
        "2. Patterns": [["Pattern"], ["Mostly on Sundays"]],
        "Structures": [["Text"], ["Nobody on the bay"]],
    }
    report, (record,) = read_sheets(sheets, rules=False)
    assert not report.errors
    assert said(record) == [
        ("events", "Two falls at night"),
        ("events", "One fall in the bath"),
        ("patterns", "Mostly on Sundays"),
        ("structures", "Nobody on the bay"),
    ]
    assert (report.cells, report.cells_read) == (4, 4)
    (told,) = report.by_code()["SHEETS-JOINED"]
    assert '"Read me"' in report.by_code()["SHEET-LEFT-OUT"][0].message
    assert "What happened, 2. Patterns, Structures" in told.message


def test_tables_with_the_same_columns_are_joined_and_cells_keep_their_address() -> None:
    head = ["Comment", "Votes"]
    sheets: dict[str, Grid] = {
        "Went well": [["Retro of May"], head, ["Porters came", 3]],
        "Even better if": [["Retro of May"], head, ["Fewer forms", "many"], ["More tea", 2]],
    }
    report, _ = read_sheets(sheets, rules=False)
    (fault,) = report.errors
    assert fault.where.address == "Even better if!B3"
    sheets["Even better if"] = [["Retro of May"], head, ["Fewer forms", 1]]
    report, (record,) = read_sheets(sheets, rules=False)
    assert said(record) == [("went-well", "Porters came"), ("even-better", "Fewer forms")]
    assert record.title == "Retro of May"


@pytest.mark.parametrize(
    "sheets",
    [
        {"Went well": [["Comment"], ["Tea"]], "Even better": [["Who", "Comment"], ["AB", "Cake"]]},
        {
            "Plan": [["Description", "Cost"], ["Paper", 5]],
            "Actual": [["Description", "Cost"], ["Ink", 7]],
        },
        {"Started": [["Video calls"]], "Stopped": [["Fax"]], "Started again": [["Visits"]]},
        {"Inputs": [["Item", "Note"], ["A", "Paper"]], "Outputs": [["Item", "Note"], ["B", "Ink"]]},
    ],
)
def test_what_is_not_certain_is_no_record(sheets: dict[str, Grid]) -> None:
    report, records = read_sheets(sheets, rules=False)
    assert report.errors or "SHEETS-JOINED" not in report.by_code()
    assert len(records) != 1


def test_a_list_of_answers_below_one_question_has_its_part() -> None:
    answers: Grid = [["Porters came"], ["More tea"]]
    asked: Grid = [["What would have made it even better?"], *answers]
    report, (record,) = read_sheets({"": asked}, rules=False)
    assert said(record) == [("even-better", "Porters came"), ("even-better", "More tea")]
    assert (
        '"What would have made it even better?" as side'
        in report.by_code()["LINES-READ"][0].message
    )
    report, (record,) = read_sheets({"Even better if ...": answers}, rules=False)
    assert [part for part, _ in said(record)] == ["even-better"] * 2
    assert (report.cells, report.cells_read) == (2, 2)


def test_a_question_of_several_frameworks_is_answered_with_these() -> None:
    report, records = read_sheets({"": [["What went well?"], ["Porters came"]]})
    assert not records
    (told,) = report.issues
    assert 'went-well ("What went well?")' in told.message


def test_a_list_of_one_column_that_many_things_are_called_is_asked_about() -> None:
    report, records = read_sheets({"": [["Response"], ["Porters came"], ["More tea"]]})
    assert [issue.code for issue in report.issues] == ["TABLE-UNSURE"]
    assert not records


MAY: Grid = [["4 May 2026", None], ["Very good", 14], ["Good", 9], ["Poor", 0]]
JUNE: Grid = [["8 June 2026", None], ["Very good", 10], ["Good", 11], ["Poor", 1]]
ACROSS: Grid = [
    ["May"],
    ["Good", "Poor", "Fair"],
    [9, 0, 2],
    ["June"],
    ["Good", "Poor", "Fair"],
    [11, 1, 0],
]


HEAD = ("Answer", "Votes")


@pytest.mark.parametrize(
    ("grid", "titles"),
    [
        ([*MAY, *JUNE], ["4 May 2026", "8 June 2026"]),
        ([*MAY, [], *JUNE], ["4 May 2026", "8 June 2026"]),
        (
            [[*may, None, *june] for may, june in zip(MAY, JUNE, strict=True)],
            ["4 May 2026", "8 June 2026"],
        ),
        (ACROSS, ["May", "June"]),
        (
            [[None, "Good", "Poor", "Fair"], ["4 May 2026", 9, 0, 1], ["8 June 2026", 11, 1, 0]],
            ["4 May 2026", "8 June 2026"],
        ),
        ([[None, "May", "June"], ["Good", 9, 11], ["Poor", 0, 1], ["Fair", 2, 2]], ["May", "June"]),
        ([["May"], HEAD, *MAY[1:], [], ["June"], HEAD, *JUNE[1:]], ["May", "June"]),
        ([["May"], HEAD, *MAY[1:], ["June"], HEAD, *JUNE[1:]], ["May", "June"]),
        ([["May"], HEAD, *MAY[1:], [], ["June"], *JUNE[1:]], ["May", "June"]),
        ([HEAD, *MAY[1:], [], *JUNE[1:]], ["notes", "notes"]),
        ([HEAD, *MAY[1:], HEAD, *JUNE[1:]], ["notes", "notes"]),
    ],
)
def test_each_tally_on_a_sheet_is_a_record(grid: Grid, titles: list[str]) -> None:
    report, records = read_sheets({"": grid}, rules=False)
    assert not report.errors
    assert [record.title for record in records] == titles
    counts = [
        {entry["answers"][0]: entry["count"] for entry in record.model_dump(mode="json")["entries"]}
        for record in records
    ]
    assert [one["good"] for one in counts] == [9, 11]
    assert [one["poor"] for one in counts] == [0, 1]
    assert report.by_code()["TABLE-SEVERAL"][0].params["count"] == 2
    assert report.cells == report.cells_read


def test_an_answer_that_is_counted_twice_in_one_tally_is_told_with_its_row() -> None:
    report, _ = read_sheets({"": [HEAD, *MAY[1:], ["Good", 2]]})
    (told,) = report.by_code()["RATE-E5"]
    assert (told.where.cell, told.params["place"]) == ("A5", "row 3")


def test_a_title_above_a_header_that_comes_again_begins_a_record() -> None:
    head = ["Level", "What we see"]
    first, second = ["Events", "A bed was closed"], ["Patterns", "It is always a Friday"]
    report, records = read_sheets({"": [["Ward 3"], head, first, ["Ward 4"], head, second]})
    assert [record.title for record in records] == ["Ward 3", "Ward 4"]
    assert report.by_code()["TABLE-SECOND"][0].where.row == 4


FIRST: Grid = [["What?", "A fall in the hall"], ["So what?", "The light is too dim"]]
SECOND: Grid = [["What?", "Tea was late again"], ["So what?", "Nobody owns the kettle"]]


@pytest.mark.parametrize(
    "grid",
    [
        [["Date", "2026-05-04"], *FIRST, [], ["Date", "2026-06-08"], *SECOND],
        [["Date:", None, "2026-05-04"], *FIRST, ["Date:", None, "2026-06-08"], *SECOND],
        [
            ["Date", "2026-05-04", "2026-06-08"],
            *([*one, other[1]] for one, other in zip(FIRST, SECOND, strict=True)),
        ],
    ],
)
def test_each_form_on_a_sheet_is_a_record(grid: Grid) -> None:
    report, records = read_sheets({"": grid}, rules=False)
    assert not report.errors
    assert [str(record.recorded_on) for record in records] == ["2026-05-04", "2026-06-08"]
    assert [said(record)[0][1] for record in records] == [
        "A fall in the hall",
        "Tea was late again",
    ]
    assert report.by_code()["TABLE-SEVERAL"][0].params["count"] == 2


def test_two_days_beside_one_label_are_not_guessed() -> None:
    days = ["Date", "2026-05-04", "2026-06-08"]
    asked = [*FIRST, ["Now what?", "Ask estates for a lamp"]]
    report, (record,) = read_sheets({"": [days, [], *asked]}, rules=False)
    assert record.recorded_on is None
    (told,) = report.by_code()["CELLS-LEFT-OUT"]
    assert '"2026-05-04"' in told.message
    assert '"2026-06-08"' in told.message


def test_sheets_called_as_levels_are_one_record() -> None:
    head = ["Question", "Answer"]
    sheets: dict[str, Grid] = {
        "Personal": [head, ["Started", "Walks at lunch"]],
        "Organisational": [head, ["Started", "A daily huddle"]],
        "System": [head, ["Stopped", "The same figures twice"]],
    }
    report, (record,) = read_sheets(sheets, rules=False)
    entries = cast("list[dict[str, str]]", record.model_dump(mode="json")["entries"])
    assert [one["level"] for one in entries] == ["personal", "organisational", "system"]
    assert report.cells == report.cells_read == 6


def test_another_question_below_a_tally_is_told_and_not_read() -> None:
    words: Grid = [["Q5. One word for today"], ["energised", 5], ["tired", 2]]
    report, (record,) = read_sheets({"": [HEAD, *MAY[1:], [], *words]}, rules=False)
    assert not report.errors
    assert len(record.entries) == 3
    (told,) = report.by_code()["TABLE-BELOW"]
    assert (told.where.row, told.params["cells"]) == (6, 5)
    assert report.cells - report.cells_read == 5


def test_a_codebook_beside_coded_answers_is_no_table() -> None:
    sheets: dict[str, Grid] = {
        "Coding": [["Comment", "Theme"], ["Each site has its own chat again", "Silos"]],
        "Codebook": [["Theme", "What we mean"], ["Silos", "Teams turn away from each other"]],
    }
    report, (record,) = read_sheets(sheets, rules=False)
    assert len(record.entries) == 1
    (told,) = report.by_code()["SHEET-LEFT-OUT"]
    assert told.params["sheet"] == '"Codebook"'
