"""Raw answers, a row a person, are counted into records that say how many chose what."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from tests.tables.conftest import places, read_grid

from improvement_frameworks import framework_ids, get_framework
from improvement_frameworks.tables import columns_of

if TYPE_CHECKING:
    from tests.tables.conftest import Grid

    from improvement_frameworks.core.record.record import Record

ITEMS = ["mistakes-held-against-you", "raise-problems", "rejected-for-difference"]
PARTS = {part.code: part for part in get_framework("team-safety-survey").parts}
ASKED = [PARTS[item].prompts[0] for item in ITEMS]


def counts_of(record: Record) -> list[dict[str, object]]:
    document = record.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return cast("list[dict[str, object]]", document["entries"])


def test_the_fields_of_every_head_count_are_those_of_the_record() -> None:
    counting = [get_framework(name) for name in framework_ids() if get_framework(name).head_count]
    assert len(counting) > 1
    for framework in counting:
        names = {column.name: column.kind for column in columns_of(framework.id)}
        assert framework.head_count
        assert names[framework.head_count.people] == "number"
        assert names[framework.head_count.field(1)] == "number"


def test_a_form_with_a_row_for_each_person_is_counted() -> None:
    grid: Grid = [
        ["Timestamp", "Email address", *ASKED],
        ["2026-01-05 10:00:00", "person1@example.org", "2", "7", "1"],
        ["2026-01-06 10:00:00", "person2@example.org", "2 - inaccurate", "6", ""],
        ["2026-01-07 10:00:00", "person3@example.org", "3", "7", "N/A"],
    ]
    report, (record,) = read_grid(grid)
    assert not report.errors
    assert counts_of(record) == [
        {"item": ITEMS[0], "chose_2": 2, "chose_3": 1},
        {"item": ITEMS[1], "chose_6": 1, "chose_7": 2},
        {"item": ITEMS[2], "chose_1": 1},
    ]
    assert record.respondents == 3  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    assert str(record.recorded_on) == "2026-01-07"
    assert not record.contributors
    assert "person" not in record.model_dump_json()
    assert report.by_code()["TABLE-COUNTED"][0].params["answers"] == 7
    assert ("E4", "CELLS-BLANK") in places(report, "info")
    assert (report.cells, report.cells_read) == (14, 10)


def test_an_answer_beside_the_scale_is_told_at_its_cell_and_not_counted() -> None:
    grid: Grid = [["ID", *ASKED], ["1", "2", "7", "1"], ["2", "2", "9", "1"]]
    report, _ = read_grid(grid, rules=False)
    (issue,) = report.errors
    assert (issue.where.cell, issue.code) == ("C3", "VALUE-CODE")
    assert '"9"' in issue.message


@pytest.mark.parametrize("odd", ["3.5", "2-3", "I cannot say"])
def test_what_is_no_point_is_told_and_the_others_are_counted(odd: str) -> None:
    grid: Grid = [["ID", *ASKED], ["1", "2", odd, "1"], ["2", "2", "7 - yes", "1.0"]]
    report, (record,) = read_grid(grid, rules=False)
    assert places(report, "error") == [("C2", "VALUE-CODE")]
    assert {"item": ITEMS[1], "chose_7": 1} in counts_of(record)


def test_words_are_no_points_of_a_scale() -> None:
    grid: Grid = [["ID", *ASKED], ["1", "not really", "we talk a lot", "no"]]
    report, _ = read_grid(grid, rules=False)
    assert "TABLE-COUNTED" not in report.by_code()


def test_another_scale_is_said_by_a_constant() -> None:
    grid: Grid = [["ID", *ASKED], ["1", "2", "5", "1"], ["2", "2", "4", "1"]]
    report, (record,) = read_grid(grid, rules=False, constants={"scheme": "five-points"})
    assert not report.errors
    assert record.part_scheme.id == "five-points"


def test_rows_of_item_and_answer_are_counted_for_each_group() -> None:
    grid: Grid = [
        ["Ward", "Item", "Answer"],
        ["1", ITEMS[0], 2],
        ["1", ITEMS[0], 3],
        ["2", ITEMS[0], 2],
        ["1", ITEMS[1], 7],
    ]
    report, records = read_grid(grid, rules=False, is_typed=True)
    assert not report.errors
    assert [counts_of(record) for record in records] == [
        [{"item": ITEMS[0], "chose_2": 1, "chose_3": 1}, {"item": ITEMS[1], "chose_7": 1}],
        [{"item": ITEMS[0], "chose_2": 1}],
    ]


@pytest.mark.parametrize("asked", ["How would you rate this session?", "Rating"])
def test_a_column_of_ratings_is_counted(asked: str) -> None:
    grid: Grid = [["Timestamp", asked], *([f"2026-01-0{n}", "Very good"] for n in range(1, 4))]
    grid = [*grid, ["2026-01-04", "fair"], ["2026-01-05", "super"]]
    report, (record,) = read_grid(grid, rules=False)
    assert places(report, "error") == [("B6", "VALUE-CODE")]
    assert counts_of(record) == [
        {"answers": ["very-good"], "count": 3},
        {"answers": ["fair"], "count": 1},
    ]
    assert record.voted == 4  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]


def test_a_table_with_counts_is_read_as_it_stands() -> None:
    grid: Grid = [["Answers", "Count"], ["Very good", "3"], ["Fair", "1"]]
    report, (record,) = read_grid(grid, framework="session-rating", rules=False)
    assert "TABLE-COUNTED" not in report.by_code()
    assert [entry["count"] for entry in counts_of(record)] == [3, 1]


def test_answers_of_a_record_that_was_written_before_are_not_counted() -> None:
    """What our own tables hold has no counts if the record says none."""
    grid: Grid = [
        ["framework", "schema_version", "record", "title", "id", "answers"],
        ["session-rating", "1.0", "r1", "Friday", "1", "very-good"],
    ]
    report, (record,) = read_grid(grid, rules=False)
    assert not report.issues
    assert counts_of(record) == [{"id": "1", "answers": ["very-good"]}]
