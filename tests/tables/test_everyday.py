"""Tables in everyday words: headings, codes, dates and blanks as people write them, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from tests.conftest import for_each
from tests.tables.conftest import check_grid, places, read_grid

from improvement_frameworks import validate_table
from improvement_frameworks.core.registry import get_framework, published_ids
from improvement_frameworks.tables.headings.everyday import EverydayWords
from improvement_frameworks.tables.layouts import ColumnMapping, MappingError
from improvement_frameworks.tables.layouts.mapping import check_mapping, parse_mapping

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tables.conftest import Grid

    from improvement_frameworks.core.record.record import Record


def entries_of(record: Record) -> list[dict[str, object]]:
    document = record.model_dump(mode="json", exclude_none=True)
    return cast("list[dict[str, object]]", document["entries"])


def texts(record: Record) -> list[object]:
    return [entry["text"] for entry in entries_of(record)]


def entries(rows: list[list[str]], **words: object) -> list[dict[str, object]]:
    _, records = read_grid(rows, rules=False, **words)
    return [entry for record in records for entry in entries_of(record)]


def test_everyday_headings_are_read_and_told() -> None:
    head = ["Question", "Level", "Answer", "Ward", "Job title"]
    report, (record,) = read_grid([head, ["started", "system", "A huddle", "Ward 3", "nurse"]])
    assert texts(record) == ["A huddle"]
    assert record.group is not None
    assert record.group.name == "Ward 3"
    (told,) = (one for one in report.issues if one.code == "COLUMN-READ-AS")
    assert '"Answer" as text' in told.message
    assert '"Job title" as contributor_role' in told.message


def test_a_framework_s_own_heading_goes_before_an_everyday_one() -> None:
    head = ["Level", "Comment", "Text"]
    report, (record,) = read_grid([head, ["events", "aside", "It rained."]])
    assert texts(record) == ["It rained."]
    assert ("B1", "COLUMN-UNKNOWN") in places(report, "warning")


@pytest.mark.parametrize("heading", ["What we see", "Notes"])
def test_the_only_column_of_prose_is_the_text(heading: str) -> None:
    rows = [
        ["Level", heading],
        ["events", "Three calls were lost."],
        ["patterns", "Calls get lost."],
    ]
    report, (record,) = read_grid(rows)
    assert texts(record) == [row[1] for row in rows[1:]]
    assert [issue.code for issue in report.errors] == []
    assert "COLUMN-READ-AS" in report.by_code()


def test_of_two_columns_of_prose_none_is_taken() -> None:
    rows = [
        ["Level", "What we see", "What we fear"],
        ["events", "Calls are lost.", "They go away."],
    ]
    assert "COLUMN-MISSING" in check_grid(rows).by_code()


@for_each(published_ids())
def test_every_part_is_read_by_its_label_its_questions_and_a_number(framework: str) -> None:
    parts = get_framework(framework).parts
    words = EverydayWords.of(parts, parts)
    for number, part in enumerate(parts, start=1):
        for text in (part.label, f"{number}. {part.label}", f"({number}) {part.label.upper()}"):
            assert words.find(text) == part.code
        asked = [one for one in part.prompts if sum(one in p.prompts for p in parts) == 1]
        for prompt in asked:
            assert words.find(prompt.replace("'", "\u2019").rstrip("?")) == part.code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Pattern", "patterns"),
        ("Structure", "structures"),
        ("Patterns / Trends", "patterns"),
        ("mental model", "mental-models"),
        ("Patterns / Structures", None),
        ("Evnts", None),
    ],
)
def test_a_word_for_a_level_is_certain_or_an_error(text: str, code: str | None) -> None:
    assert EverydayWords.of(get_framework("iceberg").parts).find(text) == code


SIGNS = """
framework = "learning-grid"
title = "T"
[words.question]
"+" = "working-well"
"-" = "not-worked"
"""


def test_words_of_opposite_meaning_stay_apart() -> None:
    rows = [["Question", "Level", "Text"], ["+", "system", "a"], ["-", "system", "b"]]
    found = entries(rows, mapping=parse_mapping(SIGNS))
    assert [(one["question"], one["text"]) for one in found] == [
        ("working-well", "a"),
        ("not-worked", "b"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [("+", "-"), ("\U0001f44d", "\U0001f44e"), ("\u0e14\u0e35", "\u0e14\u0e39")],
)
def test_headings_of_opposite_meaning_stay_apart(first: str, second: str) -> None:
    house = {
        "framework": "learning-grid",
        "columns": {
            first: {"question": "working-well", "level": "personal"},
            second: {"question": "not-worked", "level": "personal"},
        },
    }
    found = entries([[second, first], ["bad", "good"]], mapping=house)
    assert {str(one["question"]): one["text"] for one in found} == {
        "working-well": "good",
        "not-worked": "bad",
    }


def test_a_mapping_whose_words_cannot_be_told_apart_is_refused() -> None:
    house = ColumnMapping(
        framework="iceberg", words={"level": {"Low": "events", "low ": "patterns"}}
    )
    with pytest.raises(MappingError, match="the same as"):
        check_mapping(house, "iceberg")


def test_a_mapping_is_given_as_a_path_or_as_what_is_in_its_file(tmp_path: Path) -> None:
    table, file = tmp_path / "a.csv", tmp_path / "house.toml"
    table.write_text("Depth,Said\nevents,x\n", encoding="utf-8")
    file.write_text('framework = "iceberg"\n[columns]\nDepth = "level"\nSaid = "text"\n')
    given = {"framework": "iceberg", "columns": {"Depth": "level", "Said": "text"}}
    for mapping in (str(file), file, given):
        assert validate_table(table, mapping=mapping, rules=False).ok


def test_constants_and_columns_of_two_codes() -> None:
    house = {
        "framework": "learning-grid",
        "columns": {"Box": {"split": ["question", "level"]}},
        "constants": {"group_name": "Ward 3"},
    }
    rows = [["Box", "Text"], ["Started - Personal", "a"], ["System / Stopped", "b"]]
    _, (record,) = read_grid(rows, mapping=house)
    assert [(one["question"], one["level"]) for one in entries_of(record)] == [
        ("started", "personal"),
        ("stopped", "system"),
    ]
    assert record.group is not None
    assert record.group.name == "Ward 3"


def test_a_column_of_a_code_and_a_text() -> None:
    columns = {"Point": {"split": ["kind", "text"]}}
    found = entries(
        [["Point"], ["Talk - our data"]], mapping={"framework": "session", "columns": columns}
    )
    assert [(one["kind"], one["text"]) for one in found] == [("talk", "our data")]
    columns = {"Point": {"split": ["text", "kind"]}}
    with pytest.raises(MappingError, match="text has no codes"):
        read_grid([["Point"], ["x"]], mapping={"framework": "session", "columns": columns})


def test_one_date_settles_the_others_of_its_column() -> None:
    rows = [
        ["Level", "Text", "Happened on"],
        ["events", "a", "03/04/2020"],
        ["events", "b", "19/06/2020"],
    ]
    assert [one["happened_on"] for one in entries(rows)] == ["2020-04-03", "2020-06-19"]
    assert "CELL-DATE" in check_grid([*rows, ["events", "c", "06/19/2020"]]).by_code()
    assert "CELL-DATE" in check_grid(rows[:2]).by_code()


def test_words_for_nothing_are_blank_in_a_survey_and_told() -> None:
    head = ["Timestamp", "What have you started doing? [Personal]", "Stopped [Personal]"]
    rows = [head, ["2020-06-25", "N/A", "-"], ["2020-06-26", "A huddle", "none"]]
    report, (record,) = read_grid(rows)
    assert texts(record) == ["A huddle"]
    assert len(report.by_code()["CELLS-BLANK"]) == 3
    _, (record,) = read_grid(rows, blank=["-"])
    assert texts(record) == ["N/A", "A huddle", "none"]


def test_only_the_word_itself_is_blank() -> None:
    head = ["What have you started doing? [Personal]", "Stopped [System]"]
    _, (record,) = read_grid([head, ["\U0001f44d", "-"], ["...", "A room"]], blank=["-"])
    assert texts(record) == ["\U0001f44d", "...", "A room"]


def test_a_header_that_comes_again_is_no_respondent() -> None:
    head = ["What have you started doing? [Personal]", "Your role"]
    report, (record,) = read_grid([head, ["I walk.", "nurse"], head, ["I run.", "porter"]])
    assert texts(record) == ["I walk.", "I run."]
    assert places(report, "info").count(("row 3", "ROW-LEFT-OUT")) == 1


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (
            ["start", "end", "Level", "What hasn't worked?", "_id"],
            ["x", "y", "personal", "No room.", "7"],
        ),
        (["record_id", "What hasn't worked? [Personal]"], ["1", "No room."]),
        (["Timestamp", "What hasn't worked? [Personal]"], ["2020-06-25", "No room."]),
    ],
)
def test_what_a_tool_adds_is_no_answer(head: list[str], row: list[str]) -> None:
    report, (record,) = read_grid([head, row], title="T")
    assert texts(record) == ["No room."]
    assert not report.errors


def test_a_worksheet_names_each_part_once() -> None:
    rows: Grid = [
        ["Level", "Answer"],
        ["Events", "Calls are lost."],
        ["", "A patient left."],
        ["Patterns", "On Mondays"],
        [None, "After holidays"],
    ]
    report, (record,) = read_grid(rows, framework="iceberg", rules=False)
    document = record.model_dump(mode="json", exclude_none=True)
    assert [entry["level"] for entry in document["entries"]] == [
        "events",
        "events",
        "patterns",
        "patterns",
    ]
    (told,) = report.by_code()["CELLS-FILLED"]
    assert (told.where.cell, told.params["count"]) == ("A3", 2)
    assert (report.cells, report.cells_read) == (6, 6)


def test_a_part_that_somebody_forgot_is_not_filled_in() -> None:
    """The parts come again, so that a blank cell may mean any of them."""
    rows: Grid = [["Level", "Answer"], ["Events", "a"], ["", "b"], ["Events", "c"], ["", "d"]]
    report, _ = read_grid(rows, framework="iceberg", rules=False)
    assert [issue.where.cell for issue in report.by_code()["FIELD-MISSING"]] == ["A3", "A5"]


def test_headings_with_one_letter_wrong_are_read_if_offers_are_accepted() -> None:
    rows: Grid = [["Title", "Levle", "Text"], ["T", "Evenst", "Calls are lost."]]
    report, records = read_grid(rows, framework="iceberg", accept_offers=True, rules=False)
    assert report.ok
    assert len(records) == 1
    assert {"COLUMN-READ-AS", "CELLS-LABELS"} <= report.by_code().keys()
    assert not read_grid(rows, framework="iceberg", rules=False)[0].ok
