"""Survey exports: one row a respondent, one column a question."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, strategies as st
from tests.conftest import for_each
from tests.tables.conftest import check_grid, places, read_grid

from improvement_frameworks.core.registry import get_framework, published_ids
from improvement_frameworks.tables import load_table, validate_table
from improvement_frameworks.tables.layouts.answer import answer_names
from improvement_frameworks.tables.layouts.survey_tool import find_use
from improvement_frameworks.tables.reading.sheet import CellError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tables.conftest import Grid

    from improvement_frameworks.core.report.report import Report
    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.tables.reading.sheet import Raw

STOPPED = {"question": "stopped", "level": "personal"}
moment = datetime.fromisoformat
HEADER = ["Timestamp", "Your role", "Stopped - Personal", "Working well - System"]


def entries(grid: Grid, **words: object) -> list[dict[str, Json]]:
    report, records = read_grid(grid, **words)
    assert report.ok, report
    (record,) = records
    document = record.model_dump(mode="json", by_alias=True, exclude_none=True)
    return [{k: v for k, v in entry.items() if v} for entry in document["entries"]]


def remarks(report: Report, code: str) -> list[str]:
    return [issue.message for issue in report.issues if issue.code == code]


@pytest.mark.parametrize(
    "heading",
    [
        "Stopped - Personal",
        "personal: stopped",
        "[Personal] What have you stopped doing?",
        "What have you stopped doing? [Personal]",
        "What have you stopped doing?.Personal",
        "WHAT HAVE YOU STOPPED DOING? (personal level)",
        "3. What have you stopped doing?\u00a0\u2013 Me",
        "Q3: Stop / Individual",
        "In response to COVID-19... What have you stopped doing? (Personal)",
        "Since we moved to video: what have you stopped doing? Personal",
        "At the personal level, what have you stopped doing?",
    ],
)
def test_a_heading_names_question_and_level_in_many_ways(heading: str) -> None:
    answer = answer_names("learning-grid").read(heading)
    assert answer
    assert (answer.codes, answer.column) == (STOPPED, "text")


@pytest.mark.parametrize(
    "heading",
    [
        "Stopd - Personal",
        "Stopped - Personel",
        "Personal",
        "Why?",
        "",
        "Never stopped (personal)",
        "!",
    ],
)
def test_nothing_is_guessed(heading: str) -> None:
    assert answer_names("learning-grid").read(heading) is None


@for_each(published_ids())
def test_every_part_is_recognised_by_code_label_and_question(framework: str) -> None:
    names = answer_names(framework)
    about = get_framework(framework)
    asked = [prompt for part in about.parts for prompt in part.prompts]
    for part in about.parts:
        for name in (part.code, part.label, *(p for p in part.prompts if asked.count(p) == 1)):
            answer = names.read(name)
            assert answer
            assert answer.codes[about.part.replace("-", "_")] == part.code


def test_each_answer_becomes_an_entry_of_its_respondent() -> None:
    grid: Grid = [
        HEADER,
        ["2020/06/24 9:00:00 AM GMT+1", "nurse", "Driving", "Trust"],
        ["2020/06/26 9:00:00 AM GMT+1", "nurse", None, "Calls"],
    ]
    assert entries(grid) == [
        {"text": "Driving", "contributor": "p1", "question": "stopped", "level": "personal"},
        {"text": "Trust", "contributor": "p1", "question": "working-well", "level": "system"},
        {"text": "Calls", "contributor": "p2", "question": "working-well", "level": "system"},
    ]
    _, (record,) = read_grid(grid)
    assert [(p.id, p.role) for p in record.contributors] == [("p1", "nurse"), ("p2", "nurse")]
    assert str(record.recorded_on) == "2020-06-26"
    assert record.title == "notes"


def test_issues_have_the_address_of_the_answer() -> None:
    report = check_grid([HEADER, [None, "nurse", "Driving", "x" * 10_001]])
    assert places(report, "error") == [("D2", "VALUE-LONG")]
    twice = [["Your role", "Ten-year hope - System"], ["nurse", "A"]]
    report = check_grid([*twice, ["nurse", "B"]], layout="wide")
    assert report.ok, "two respondents may each have a hope"


def test_what_is_wrong_with_a_respondent_is_said_once() -> None:
    grid: Grid = [
        [*HEADER, "Perspective"],
        [None, " nurse", "Driving", "Trust", "mine"],
        [None, "nurse", "Cars", "Calls", " own"],
    ]
    report = check_grid(grid)
    assert places(report, "error") == [("E2", "VALUE-CODE")]
    trimmed = [issue for issue in report.issues if issue.code == "CELLS-TRIMMED"]
    assert [(i.where.cell, i.params["count"]) for i in trimmed] == [("B2", 1), ("E3", 1)]
    assert report.rows == 2


TIMES = {
    "typed": ([moment("2020-04-03 09:00"), moment("2020-04-05 09:00")], "", "2020-04-05"),
    "year first": (["2020/04/03 9:00:00 AM GMT+1", "2020-04-05 10:00"], "", "2020-04-05"),
    "one tells": (["4/3/2020 9:00:00", "4/15/2020 9:00:00"], "", "2020-04-15"),
    "day first": (["03/04/2020 09:00", "15/04/2020 09:00"], "", "2020-04-15"),
    "short years": (["4/3/20 9:00:00", "4/15/20 9:00:00"], "", "2020-04-15"),
    "same both ways": (["04/04/2020", "04/04/2020"], "", "2020-04-04"),
    "unsure": (["03/04/2020 09:00", "05/04/2020 09:00"], "", None),
    "told": (["03/04/2020 09:00", "05/04/2020 09:00"], "%d/%m/%Y", "2020-04-05"),
    "contradictory": (["13/04/2020", "04/15/2020"], "", None),
    "words": (["yesterday", "2020-04-05"], "", None),
    "no such day": (["31/31/2020", "2020-04-05"], "", None),
}


@for_each(TIMES)
def test_the_last_day_is_the_day_of_recording_if_it_is_sure(
    times: list[Raw], form: str, day: str | None
) -> None:
    grid: Grid = [HEADER, *([time, "nurse", "Driving", "Trust"] for time in times)]
    report, (record,) = read_grid(grid, date_format=form)
    assert (str(record.recorded_on) if record.recorded_on else None) == day
    assert len(remarks(report, "TABLE-DAYS")) == bool(day)
    assert len(remarks(report, "TABLE-TIMES")) == (not day)


def test_the_completion_time_goes_before_the_start_time() -> None:
    header = ["Start time", "Completion time", "Stopped - Personal", "Started - Personal"]
    _, (record,) = read_grid([header, [moment("2020-04-03"), moment("2020-04-04"), "A", "B"]])
    assert str(record.recorded_on) == "2020-04-04"


PEOPLE = ["Email", "Name", "Name2", "Stopped - Personal", "Started - Personal"]


def test_names_are_dropped_unless_they_are_asked_for() -> None:
    grid: Grid = [PEOPLE, ["a@example.org", "A. Body", "A", "x", "y"]]
    for words in ({}, {"people": "drop"}):
        report, (record,) = read_grid(grid, **words)
        assert [person.name for person in record.contributors] == [None]
        (said,) = remarks(report, "TABLE-PEOPLE")
        assert said == (
            'These columns identify people, so they were left out: "Email", "Name", "Name2".'
        )
    report, (record,) = read_grid(grid, people="keep")
    assert [person.name for person in record.contributors] == ["A. Body"]
    (said,) = remarks(report, "TABLE-PEOPLE")
    assert 'Kept as contributor_name: "Name"' in said
    assert '"Email"' in said


def test_an_address_is_never_kept_and_anonymous_is_no_name() -> None:
    grid: Grid = [PEOPLE, ["a@example.org", "Anonymous", "", "x", "y"]]
    report, (record,) = read_grid(grid, people="keep")
    assert [person.name for person in record.contributors] == [None]
    assert "a@example.org" not in record.model_dump_json() + report.to_json()


def test_names_in_a_long_table_are_dropped_if_that_is_asked_for() -> None:
    grid: Grid = [["Question", "Level", "Text", "Name"], ["more", "system", "x", "A. B"]]
    _, (record,) = read_grid(grid, framework="learning-grid")
    assert [person.name for person in record.contributors] == ["A. B"]
    report, (record,) = read_grid(grid, framework="learning-grid", people="drop")
    assert record.contributors == ()
    assert len(remarks(report, "TABLE-PEOPLE")) == 1


def test_words_for_nothing_make_no_entry() -> None:
    grid: Grid = [HEADER, [None, "nurse", "N/A", "Trust"], [None, "", "n/a", "  "]]
    (entry,) = entries(grid, blank=["N/A"])
    assert entry["text"] == "Trust"
    report, (record,) = read_grid(grid, blank=["N/A"])
    assert len(remarks(report, "CELLS-BLANK")) == 2
    assert [person.id for person in record.contributors] == ["p1"]


def test_a_respondent_without_answers_is_still_a_contributor() -> None:
    _, (record,) = read_grid([HEADER, [None, "nurse", "", ""], [None, "driver", "A", "B"]])
    assert [(p.id, p.role) for p in record.contributors] == [("p1", "nurse"), ("p2", "driver")]


def test_ids_of_the_house_are_used() -> None:
    (first, *_) = entries([["Contributor", *HEADER[1:]], ["c7", "nurse", "A", "B"]])
    assert first["contributor"] == "c7"


@pytest.mark.parametrize("cell", ["video;home;", "video, home", "video;home"])
def test_choices_are_split_as_the_tools_join_them(cell: str) -> None:
    names = get_framework("risk-themes").parts
    first, second = names[0].label, names[1].label
    joined = {";": f"{first};{second};", ",": f"{first}, {second}"}
    stance = get_framework("risk-themes").vocabulary("stance").codes[0]
    mark = ";" if ";" in cell else ","
    grid = [["Text", "Stance", "Themes"], ["x", stance, joined[mark]]]
    _, (record,) = read_grid(grid, framework="risk-themes", rules=False)
    document = record.model_dump(mode="json")
    assert document["entries"][0]["themes"] == [names[0].code, names[1].code]


def test_a_level_that_is_missing_is_said_at_the_heading() -> None:
    report = check_grid([["Timestamp", "Stopped", "Started", "More - System"], ["", "a", "b", "c"]])
    assert places(report) == [("B1", "COLUMN-MISSING")]
    (issue,) = report.errors
    assert "level" in issue.message
    assert "nor do 1 others" in issue.message


def test_a_column_may_say_the_level_of_all_answers() -> None:
    grid: Grid = [["Timestamp", "Level", "Stopped", "Started"], ["", "System", "a", "b"]]
    assert [entry["level"] for entry in entries(grid)] == ["system", "system"]


def test_two_columns_may_hold_one_entry() -> None:
    about = get_framework("learning-principles")
    status = about.vocabulary("status").terms[0]
    first, second = about.parts[0], about.parts[1]
    grid: Grid = [
        ["Timestamp", f"{first.label} - Status", f"{first.label} - Text", second.label],
        ["", status.label, "Well.", status.code],
    ]
    report, (record,) = read_grid(grid, rules=False)
    document = record.model_dump(mode="json", exclude_none=True)
    assert report.ok
    assert [(e["principle"], e["status"], e.get("text")) for e in document["entries"]] == [
        (first.code, status.code, "Well."),
        (second.code, status.code, None),
    ]


def test_the_same_answer_twice_is_an_issue_at_the_second() -> None:
    report = check_grid([[*HEADER, "Personal: stop"], ["", "nurse", "a", "b", "c"]])
    assert places(report) == [("E1", "COLUMN-TWICE")]


def test_a_near_miss_is_offered_and_never_taken() -> None:
    report = check_grid([[*HEADER, "Less of - Sytem", "Less of - Team"], ["", "n", "a", "b", "c"]])
    assert places(report, "warning")[:2] == [("E1", "COLUMN-UNKNOWN"), ("F1", "COLUMN-UNKNOWN")]
    near, far = remarks(report, "COLUMN-UNKNOWN")
    assert "Did you mean question less, level system?" in near
    assert "Did you mean" not in far


def test_a_long_table_stays_long_and_both_can_be_forced() -> None:
    long: Grid = [["Question", "Level", "Text"], ["started", "stopped", "more"]]
    assert "TABLE-SURVEY" not in {i.code for i in check_grid(long).issues}
    report = check_grid(long, framework="learning-grid", layout="wide")
    assert "TABLE-SURVEY" in {i.code for i in report.issues}
    wide: Grid = [HEADER, ["", "nurse", "a", "b"]]
    assert "TABLE-SURVEY" not in {i.code for i in check_grid(wide, layout="long").issues}
    report = check_grid([["Who", "Why"], ["a", "b"]], layout="wide", framework="iceberg")
    assert [i.code for i in report.issues] == ["TABLE-NO-ANSWERS"]


def test_questions_of_several_frameworks_ask_which_is_meant() -> None:
    report = check_grid([["What happened?", "What next?"], ["a", "b"]], layout="wide")
    assert [i.code for i in report.issues] == ["TABLE-FRAMEWORK"]


def test_a_list_of_the_parts_is_no_survey() -> None:
    grid: Grid = [["Events", "Events"], ["Patterns", "Patterns"]]
    assert "TABLE-SURVEY" not in {i.code for i in check_grid(grid).issues}


def test_slidos_second_row_is_left_out_only_if_it_has_no_participant() -> None:
    header = ["Participant ID", "Participant Company", "Stopped - Personal", "More - System"]
    kinds = [None, None, "Open text", "Word cloud"]
    person = ["a1", "Anonymous", "Driving", "Trust"]
    report, (record,) = read_grid([header, kinds, person])
    assert len(remarks(report, "ROW-LEFT-OUT")) == 1
    assert [(p.id, p.organisation) for p in record.contributors] == [("p1", None)]
    report, (record,) = read_grid([header, person, kinds])
    assert remarks(report, "ROW-LEFT-OUT") == []
    assert len(record.contributors) == 2


def test_a_record_for_each_title_has_its_own_day() -> None:
    header = ["Title", "Timestamp", "Stopped - Personal", "More - System"]
    _, records = read_grid(
        [
            header,
            ["A", "2020-04-01", "a", "b"],
            ["B", "2020-05-01", "c", "d"],
            ["", "2020-05-02", "e", ""],
        ]
    )
    assert [(r.title, str(r.recorded_on)) for r in records] == [
        ("A", "2020-04-01"),
        ("B", "2020-05-02"),
    ]


@pytest.mark.parametrize(
    "heading",
    ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time", "Language",
     "Timestamp", "Email Address", "Username", "Score", "Participant ID", "Participant Name",
     "Participant Email", "Participant Company", "User company", "Total Correct Answers"],
)  # fmt: skip
def test_columns_that_tools_add_are_known(heading: str) -> None:
    report = check_grid([[heading, "Stopped - Personal", "More - System"], ["1", "a", "b"]])
    assert find_use(heading, ())
    assert "COLUMN-UNKNOWN" not in {issue.code for issue in report.issues}


def test_points_and_feedback_of_a_quiz_are_known_only_beside_their_question() -> None:
    header = ["Timestamp", "Stopped - Personal", "Points - Stopped - Personal", "Points - Else"]
    report = check_grid([header, ["", "a", "1", "2"]])
    assert places(report, "warning") == [("D1", "COLUMN-UNKNOWN")]


CELLS = st.sampled_from(
    [*HEADER, "ID", "Name", "Title", "Level", "Contributor", "Recorded on", "Text", "Tags", "Less"]
) | st.one_of(
    st.none(),
    st.text(max_size=8),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.datetimes(),
    st.just(CellError("#REF!")),
)


@example([["Timestamp", "Stopped - Personal"], ["2020-06-25 10:00:00"]], "wide")
@given(st.lists(st.lists(CELLS, max_size=7), max_size=6), st.sampled_from(["auto", "wide"]))
def test_no_survey_raises_and_every_row_is_counted(grid: Grid, layout: str) -> None:
    report, records = read_grid(
        grid, framework="learning-grid", layout=layout, people="keep", blank=["-"]
    )
    assert report.rows <= len(grid)
    said_nothing = "TABLE-NO-ROWS" in report.by_code()
    assert report.ok <= (len(records) > 0 or said_nothing)
    assert not (records and said_nothing)
    for issue in report.issues:
        assert issue.message
        assert issue.hint


def test_a_respondent_who_answered_nothing_is_told() -> None:
    grid = [
        ["Timestamp", "Started [Personal]", "Stopped [System]"],
        ["2020-06-25", "A huddle", "Forms"],
        ["2020-06-26", "", ""],
        ["2020-06-27", "n/a", "-"],
    ]
    (issue,) = check_grid(grid).by_code()["ROWS-UNANSWERED"]
    assert issue.where.row == 3
    assert "framework: 2." in issue.message
    assert "ROWS-UNANSWERED" not in check_grid(grid[:2]).by_code()


def test_two_surveys_on_one_sheet_are_two_tables(tmp_path: Path) -> None:
    file = tmp_path / "wards.csv"
    file.write_text(
        "Timestamp,Started [Personal],Stopped [System]\n2020-06-25,A huddle,Forms\n"
        "\nWard B,,\nTimestamp,Started [Personal],Not worked [System]\n2020-07-25,Video,Letters\n"
    )
    report = validate_table(file)
    (issue,) = report.by_code()["TABLE-SECOND"]
    assert issue.where.row == 4
    assert (report.documents, report.rows) == (2, 2)
    first, second = load_table(file).records
    assert [str(record.recorded_on) for record in (first, second)] == ["2020-06-25", "2020-07-25"]
    assert [entry.text for entry in second.entries] == ["Video", "Letters"]


def test_a_header_that_comes_again_is_no_second_table(tmp_path: Path) -> None:
    file = tmp_path / "months.csv"
    header = "Timestamp,Started [Personal],Stopped [System]\n"
    file.write_text(f"{header}2020-06-25,A huddle,Forms\n\n{header}2020-07-25,Video,Letters\n")
    report = validate_table(file)
    assert "TABLE-SECOND" not in report.by_code()
    assert (report.documents, [i.where.row for i in report.by_code()["ROW-LEFT-OUT"]]) == (1, [4])


def test_headings_with_one_letter_wrong_are_taken_only_if_that_is_allowed() -> None:
    grid: Grid = [
        ["Timestamp", "Stopbed - Personal", "Working well - System"],
        ["2020-06-24 9:00", "Paper diaries", "Huddles"],
    ]
    report = check_grid(grid, framework="learning-grid")
    assert "COLUMN-UNKNOWN" in report.by_code()
    report, (record,) = read_grid(grid, framework="learning-grid", accept_offers=True)
    assert "COLUMN-UNKNOWN" not in report.by_code()
    assert 'read under another name: "Stopbed - Personal" as stopped, personal' in " ".join(
        remarks(report, "COLUMN-READ-AS")
    )
    assert [e["question"] for e in record.model_dump(mode="json")["entries"]] == [
        "stopped",
        "working-well",
    ]


def test_what_the_tool_added_is_told_as_left_out_where_anything_stands_in_it() -> None:
    grid: Grid = [
        ["ID", "Completion time", "Language", "Score", "What have you started doing? (personal)"],
        ["7", "2020-06-24 09:09:40", "en", "", "Huddles"],
    ]
    report = check_grid(grid, framework="learning-grid", rules=False)
    (told,) = report.by_code()["COLUMNS-OF-TOOL"]
    assert told.params["columns"] == ('"ID"', '"Language"')
    assert (report.cells, report.cells_read) == (4, 2)
