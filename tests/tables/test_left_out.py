"""Rows that are no data, header rows of tools, boards of notes, tables that are not recognised."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from tests.tables.conftest import check_grid, places, read_grid

if TYPE_CHECKING:
    from tests.tables.conftest import Grid

    from improvement_frameworks.core.record.record import Record


def entries_of(record: Record) -> list[dict[str, object]]:
    document = record.model_dump(mode="json", exclude_none=True)
    return cast("list[dict[str, object]]", document["entries"])


def texts(record: Record) -> list[object]:
    return [entry["text"] for entry in entries_of(record)]


HEAD = ["Level", "Text", "Happened on", "Tags"]


@pytest.mark.parametrize(
    "odd",
    [HEAD, ["Total", "", "", "2"], ["n = 12", "", "", ""], ["Signed by the team", "", "", ""]],
)
def test_a_row_that_is_no_data_is_left_out_and_told(odd: list[str]) -> None:
    rows: Grid = [HEAD, ["events", "a", "", ""], odd, ["events", "b", "", ""]]
    report, (record,) = read_grid(rows, rules=False)
    assert texts(record) == ["a", "b"]
    assert ("row 3", "ROW-LEFT-OUT") in places(report, "info")
    assert not report.errors
    assert report.rows == 2


@pytest.mark.parametrize("engine", ["rows", "frames"])
def test_a_total_below_another_column_than_the_first_is_left_out_and_told(engine: str) -> None:
    rows: Grid = [
        ["Question", "Answer", "Votes"],
        ["at-its-best", "Kind", "12"],
        ["", "Total", "12"],
        ["", "", "Total: 12"],
    ]
    report = check_grid(rows, framework="poll", rules=False, engine=engine)
    assert not report.errors
    assert [issue.where.row for issue in report.by_code()["ROW-LEFT-OUT"]] == [3, 4]


@pytest.mark.parametrize("engine", ["rows", "frames"])
def test_what_an_agenda_holds_beside_its_parts_is_left_out_and_told(engine: str) -> None:
    agenda: Grid = [
        ["Structure", "Minutes", "Purpose"],
        ["Welcome and introductions", "5", "Say hello"],
        ["1-2-4-All", "12", "Find ideas"],
        ["Coffee break", "10", ""],
        ["Close", "5", "Thanks"],
    ]
    words = {"framework": "liberating-structures", "rules": False, "engine": engine}
    report = check_grid(agenda, **words)
    assert not report.errors
    told = report.by_code()["ROW-LEFT-OUT"]
    assert [(issue.where.row, issue.params["cells"]) for issue in told] == [(2, 3), (4, 2), (5, 3)]
    assert report.rows == 1
    errors = check_grid([*agenda, ["Weclome", "5", ""]], **words).errors
    assert [issue.where.cell for issue in errors] == ["A6"]


def test_an_agenda_is_known_by_its_parts_whatever_their_column_is_called() -> None:
    agenda: Grid = [
        ["Time", "What", "Who leads", "Notes"],
        ["09:00", "Welcome", "nurse", "-"],
        ["09:10", "1-2-4-All", "nurse", "On what worries us"],
        ["09:40", "Coffee break", "", ""],
        ["10:00", "TRIZ", "nurse", "How to make it worse"],
        ["10:30", "Close", "", ""],
    ]
    report, (record,) = read_grid(agenda, rules=False)
    assert [one["structure"] for one in entries_of(record)] == ["one-two-four-all", "triz"]
    assert texts(record) == ["On what worries us", "How to make it worse"]
    assert [issue.where.row for issue in report.by_code()["ROW-LEFT-OUT"]] == [2, 4, 6]
    unknown = [issue.where.cell for issue in report.by_code()["COLUMN-UNKNOWN"]]
    assert unknown == ["A1", "C1"]


@pytest.mark.parametrize("engine", ["rows", "frames"])
def test_the_tasks_of_a_board_of_parabol_are_no_cards(engine: str) -> None:
    board: Grid = [
        ["reflectionGroup", "votes", "type", "prompt", "content"],
        ["Huddles", "3", "Reflection", "What went well", "Short"],
        ["Huddles", "3", "Task", "", "Move the huddle to nine"],
    ]
    report = check_grid(board, framework="went-well", rules=False, engine=engine)
    assert not report.errors
    (told,) = report.by_code()["ROW-LEFT-OUT"]
    assert (told.where.row, told.params["cells"]) == (3, 4)


@pytest.mark.parametrize("odd", [["events", "", "", ""], ["Evnts", "b", "", ""], ["", "b", "", ""]])
def test_a_row_that_only_lacks_something_is_an_error(odd: list[str]) -> None:
    assert check_grid([HEAD, ["events", "a", "", ""], odd], rules=False).errors


def test_the_header_rows_of_qualtrics_are_no_respondents() -> None:
    rows: Grid = [
        ["StartDate", "EndDate", "ResponseId", "Q1", "Q2"],
        ["Start Date", "End Date", "Response ID", "Started [Personal]", "Stopped [System]"],
        [f'{{"ImportId":"{name}"}}' for name in ("startDate", "endDate", "_recordId", "a", "b")],
        ["2020-06-25 08:00:00", "2020-06-25 08:05:00", "R_1", "A huddle", "Letters"],
    ]
    report, (record,) = read_grid(rows, rules=False)
    assert texts(record) == ["A huddle", "Letters"]
    assert "HEADER-ROWS" in report.by_code()
    assert not report.errors


def test_the_two_header_rows_of_surveymonkey_are_one() -> None:
    question = "What have you stopped doing?"
    rows: Grid = [
        [
            "Respondent ID",
            "Collector ID",
            "Start Date",
            "End Date",
            question,
            "",
            "Started - Personal",
        ],
        ["", "", "", "", "Personal", "System", "Open-Ended Response"],
        ["11", "7", "06/25/2020 08:00:00", "06/25/2020 08:05:00", "Letters", "Faxes", "A huddle"],
    ]
    report, (record,) = read_grid(rows, rules=False)
    found = {(one["question"], one["level"]): one["text"] for one in entries_of(record)}
    assert found == {
        ("stopped", "personal"): "Letters",
        ("stopped", "system"): "Faxes",
        ("started", "personal"): "A huddle",
    }
    assert not report.errors


def test_a_board_of_notes_has_its_parts_in_sections() -> None:
    rows: Grid = [["Section", "Content", "Votes"], ["Events", "Calls are lost", "3"]]
    report, (record,) = read_grid([*rows, ["Patterns", "On Mondays", "1"]], rules=False)
    assert [one["level"] for one in entries_of(record)] == ["events", "patterns"]
    assert not report.errors
    assert "COLUMN-READ-AS" in report.by_code()


def test_people_with_the_same_role_are_not_one_person() -> None:
    rows: Grid = [["Level", "Text", "Role"], *([["events", f"no. {n}", "nurse"] for n in range(3)])]
    _, (record,) = read_grid(rows, rules=False)
    assert len(record.contributors) == 3
    rows = [[*row, "Contributor name" if row is rows[0] else "Person 1"] for row in rows]
    _, (record,) = read_grid(rows, rules=False)
    assert len(record.contributors) == 1


def test_a_table_that_is_not_recognised_is_answered_with_a_command_that_reads_it() -> None:
    rows: Grid = [["Depth", "Said", "When"], ["events", "Calls are often lost", "2020-06-25"]]
    report = check_grid(rows)
    (told,) = report.errors
    assert told.code == "TABLE-NO-HEADER"
    assert '"When" as happened_on' in told.message
    assert '--framework iceberg --column "Depth=level" --column "Said=text"' in told.hint
    columns = {"Depth": "level", "Said": "text"}
    assert check_grid(rows, rules=False, framework="iceberg", columns=columns).ok


def test_lines_above_the_header_are_facts_about_the_record_or_told() -> None:
    rows: Grid = [
        ["Calls that nobody answers", None, None],
        ["Team: Ward 3", "Date", "16 July 2020"],
        ["Facilitator: somebody", None, None],
        HEAD,
        ["events", "Calls are lost.", None, None],
    ]
    report, (record,) = read_grid(rows, rules=False)
    document = record.model_dump(mode="json", exclude_none=True)
    assert document["title"] == "Calls that nobody answers"
    assert document["group"] == {"name": "Ward 3"}
    assert document["recorded_on"] == "2020-07-16"
    (told,) = report.by_code()["LINES-LEFT-OUT"]
    assert 'A3 "Facilitator: somebody"' in told.message
    assert report.by_code()["LINES-READ"]
    assert (report.cells, report.cells_read) == (7, 6)


def test_a_line_above_the_header_never_outweighs_a_column() -> None:
    rows: Grid = [["Title: one"], ["Title", "Level", "Text"], ["two", "events", "Calls are lost."]]
    report, (record,) = read_grid(rows, framework="iceberg", rules=False)
    assert record.title == "two"
    assert report.by_code()["LINES-LEFT-OUT"]
