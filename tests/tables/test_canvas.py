"""The drawing of a framework as people type it into a sheet is read as it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given, strategies as st
from tests.tables.conftest import make_sheet, places, read_grid, said

from improvement_frameworks.core.registry import get_framework
from improvement_frameworks.tables.headings.heading import Heading
from improvement_frameworks.tables.layouts.canvas.canvas_search import find_canvas
from improvement_frameworks.tables.reading.sheet import cell_address

if TYPE_CHECKING:
    from tests.tables.conftest import Grid


ICEBERG: Grid = [
    ["Calls that nobody answers", ""],
    ["Team", "Ward 3"],
    ["Date: 16 July 2020", ""],
    ["Facilitator", "somebody"],
    ["1. Events", "- Three calls were lost.\n- A patient left."],
    ["2. Patterns / Trends", "Calls are lost on Mondays."],
    ["Structure", "One phone line"],
    ["Mental models", "Phones are not care"],
    ["", ""],
    ["Thanks to all, see you next week", ""],
]


def test_an_iceberg_with_its_bands_as_rows() -> None:
    report, (record,) = read_grid(ICEBERG, rules=False)
    assert said(record, "level", "text") == [
        ("events", "Three calls were lost."),
        ("events", "A patient left."),
        ("patterns", "Calls are lost on Mondays."),
        ("structures", "One phone line"),
        ("mental-models", "Phones are not care"),
    ]
    assert record.title == "Calls that nobody answers"
    assert record.group is not None
    assert record.group.name == "Ward 3"
    assert str(record.recorded_on) == "2020-07-16"
    (told,) = report.by_code()["CELLS-LEFT-OUT"]
    assert all(address in told.message for address in ("A4", "B4", "A10"))
    assert not report.errors


def test_answers_go_on_below_their_caption() -> None:
    grid: Grid = [
        ["Lost calls", ""],
        ["Events", "Three calls were lost."],
        ["", "A patient left."],
        ["", "The list was late."],
        ["Patterns", "Calls are lost on Mondays."],
        ["Structures", "One phone line"],
        ["", ""],
        ["", "Thanks to all"],
    ]
    report, (record,) = read_grid(grid, rules=False)
    assert said(record, "level", "text") == [
        ("events", "Three calls were lost."),
        ("events", "A patient left."),
        ("events", "The list was late."),
        ("patterns", "Calls are lost on Mondays."),
        ("structures", "One phone line"),
    ]
    (filled,) = report.by_code()["CELLS-FILLED"]
    assert filled.where.cell == "B3"
    assert filled.params["count"] == 2
    (told,) = report.by_code()["CELLS-LEFT-OUT"]
    assert "B8" in told.message


def test_from_the_bottom_to_the_top() -> None:
    _, (record,) = read_grid([*reversed(ICEBERG[4:8])], rules=False)
    assert said(record, "level")[0] == ("mental-models",)


GRID: Grid = [
    ["", "Personal", "Organisational", "System"],
    ["What have you started doing?", "A huddle\nVideo", "", ""],
    ["What have you stopped doing", "", "Letters", ""],
    ["What hasn\u2019t worked?", "", "", "No room"],
]
GRID_SAID = [
    ("started", "personal", "A huddle"),
    ("started", "personal", "Video"),
    ("stopped", "organisational", "Letters"),
    ("not-worked", "system", "No room"),
]


def test_a_grid_with_questions_down_and_levels_across() -> None:
    report, (record,) = read_grid(GRID, rules=False)
    assert said(record, "question", "level", "text") == GRID_SAID
    assert not report.errors


def test_a_grid_with_levels_down_and_questions_across() -> None:
    turned = [list(cells) for cells in zip(*GRID, strict=True)]
    _, (record,) = read_grid(turned, rules=False)
    assert sorted(said(record, "question", "level", "text")) == sorted(GRID_SAID)


def test_boxes_with_captions_and_answers_below_or_in_the_same_cell() -> None:
    boxes: Grid = [
        ["Events", "", "Patterns:\n* Mondays\n* Fridays"],
        ["Three calls", "", ""],
        ["One more", "", ""],
        ["", "", ""],
        ["Structures", "", "Mental models"],
        ["One line", "", "Phones are not care"],
    ]
    _, (record,) = read_grid(boxes, rules=False)
    assert sorted(said(record, "level", "text")) == [
        ("events", "One more"),
        ("events", "Three calls"),
        ("mental-models", "Phones are not care"),
        ("patterns", "Fridays"),
        ("patterns", "Mondays"),
        ("structures", "One line"),
    ]


def test_a_fault_in_an_answer_has_the_address_of_its_cell() -> None:
    grid: Grid = [["Events", "x" * 60_000], ["Patterns", "y"], ["Structures", "z"]]
    report, _ = read_grid(grid, rules=False)
    assert [place for place, _ in places(report, "error")] == ["B1"]


@pytest.mark.parametrize("grid", [[["Monday", "Tuesday"], ["a", "b"]], [["Events", "a"]]])
def test_what_names_too_few_parts_is_no_canvas(grid: Grid) -> None:
    report, records = read_grid(grid, rules=False)
    assert not records
    assert "TABLE-CANVAS" not in report.by_code()


CELLS = st.sampled_from(["", "a note", "Team: x", "Events", "- one\n- two", "Patterns", "Title"])


@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=2, max_size=7))
def test_every_cell_is_accounted_for(grid: list[list[str]]) -> None:
    heading = find_canvas(make_sheet(cast("Grid", grid)), ["iceberg"])
    if not isinstance(heading, Heading):
        return
    canvas = heading.canvas
    assert canvas is not None
    read = {*canvas.captions, *canvas.answers, *canvas.fields}
    assert read.isdisjoint(set(canvas.left_out) - set(canvas.captions))
    for number, row in enumerate(grid, start=1):
        for place, text in enumerate(row):
            spot = (number, place)
            known = spot in read or spot in canvas.left_out or text == "Title"
            assert known is bool(text), cell_address(number, place)


def test_all_parts_of_every_framework_make_a_canvas() -> None:
    for framework in ("iceberg", "ladder-of-inference"):
        parts = get_framework(framework).parts
        grid: Grid = [[part.label, f"No. {part.order}"] for part in parts]
        _, (record,) = read_grid(grid, rules=False, framework=framework)
        assert len(said(record, "text")) == len(parts)


def test_a_grid_is_a_canvas_although_its_first_heading_is_a_column() -> None:
    grid: Grid = [
        ["Question", "Personal", "Organisational", "System"],
        ["What have you started doing?", "A huddle.", "Video calls", None],
        ["What hasn't worked?", None, "No room", "Nobody asked"],
    ]
    report, (record,) = read_grid(grid)
    assert report.ok
    assert record.framework == "learning-grid"
    assert [entry.text for entry in record.entries] == [
        "A huddle.",
        "Video calls",
        "No room",
        "Nobody asked",
    ]
