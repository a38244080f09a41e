"""Grids over time: what appeared, stayed and disappeared."""

from __future__ import annotations

import json
from datetime import date

import pytest

from improvement_frameworks import Iceberg
from improvement_frameworks.frameworks.learning_grid import LearningGrid
from improvement_frameworks.frameworks.learning_grid.grid import Cell
from improvement_frameworks.frameworks.learning_grid.series import CellChange, compare_grids


def grid(day: str | None, *answers: tuple[str, str, str]) -> LearningGrid:
    document: dict[str, object] = {
        "framework": "learning-grid",
        "schema_version": "1.0",
        "title": f"Grid of {day}",
        "entries": [{"question": q, "level": level, "text": text} for q, level, text in answers],
    }
    if day:
        document["recorded_on"] = day
    return LearningGrid.model_validate_json(json.dumps(document))


HUDDLE = ("started", "organisational", "A daily huddle")
APRIL = grid("2020-04-30", HUDDLE, ("more", "personal", "Calls"))
JUNE = grid(
    "2020-06-30",
    ("started", "organisational", "a daily  huddle!"),
    ("started", "organisational", "Video"),
)
AUGUST = grid("2020-08-31", ("started", "system", "A daily huddle"))


def test_grids_are_ordered_in_time_and_compared_cell_by_cell() -> None:
    first, second = compare_grids([AUGUST, APRIL, JUNE])
    assert (first.earlier, first.later) == (date(2020, 4, 30), date(2020, 6, 30))
    assert first.cells == {
        Cell("started", "organisational"): CellChange(
            appeared=("Video",), stayed=("a daily  huddle!",)
        ),
        Cell("more", "personal"): CellChange(disappeared=("Calls",)),
    }
    assert (second.earlier, second.later) == (date(2020, 6, 30), date(2020, 8, 31))
    assert second.cells == {
        Cell("started", "organisational"): CellChange(disappeared=("a daily  huddle!", "Video")),
        Cell("started", "system"): CellChange(appeared=("A daily huddle",)),
    }


def test_cells_come_row_by_row_and_empty_ones_are_left_out() -> None:
    [change] = compare_grids([grid("2020-04-30"), APRIL])
    assert list(change.cells) == [Cell("started", "organisational"), Cell("more", "personal")]


def test_an_answer_that_two_people_give_counts_once() -> None:
    twice = grid("2020-06-01", HUDDLE, HUDDLE)
    [change] = compare_grids([APRIL, twice])
    assert change.cells[Cell("started", "organisational")].stayed == ("A daily huddle",)


def test_one_grid_is_no_series_yet() -> None:
    assert compare_grids([APRIL]) == ()


def test_a_grid_without_a_day_has_no_place_in_a_series() -> None:
    with pytest.raises(ValueError, match="does not say when"):
        compare_grids([APRIL, grid(None)])


def test_what_is_no_list_of_grids_is_refused_in_words() -> None:
    iceberg = Iceberg(title="A", entries=[])
    for wrong in (3, "a.json", iceberg):
        with pytest.raises(TypeError, match="takes a list of grids"):
            compare_grids(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="number 1 is of the type Iceberg"):
        compare_grids([iceberg])  # type: ignore[list-item]


def test_a_change_tells_when_the_groups_differ() -> None:
    def make(day: str, group: str | None) -> LearningGrid:
        named = {"name": group} if group else None
        return LearningGrid(title="A", recorded_on=day, group=named, entries=[])

    days = [
        make("2020-06-01", "Ward 7"),
        make("2020-06-02", "ward 7!"),
        make("2020-06-03", "Ward 8"),
    ]
    changes = compare_grids([*days, make("2020-06-04", None)])
    assert [change.is_of_one_group for change in changes] == [True, False, True]
    assert changes[1].groups == ("ward 7!", "Ward 8")
