"""The learning grid: its content, its record, its rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st
from pydantic import ValidationError

from improvement_frameworks import load
from improvement_frameworks.core.registry import get_example, get_framework, get_rules
from improvement_frameworks.core.rules.rules import run_rules
from improvement_frameworks.core.wording import fold
from improvement_frameworks.frameworks.learning_grid import LearningGrid
from improvement_frameworks.frameworks.learning_grid.grid import Cell, first_letters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# The instrument's wording, as the workshop write-up of 16 July 2020 shows it.
QUESTIONS = {
    "started": "What have you started doing?",
    "stopped": "What have you stopped doing?",
    "more": "What are you doing more of?",
    "less": "What are you doing less of?",
    "working-well": "What is working well?",
    "not-worked": "What hasn't worked?",
    "revealed-support": "What has this revealed about what support is effective and how best to "
    "deliver it?",
    "ten-year-hope": "In ten years' time, what's one thing you hope has changed as a result of "
    "the COVID19 response?",
}
LEVELS = ("personal", "organisational", "system")

TWO = ({"id": "c1", "role": "nurse"}, {"id": "c2", "role": "patient"})


def answer(question: str, level: str, text: str = "A huddle", by: str = "") -> dict[str, str]:
    entry = {"question": question, "level": level, "text": text}
    return {**entry, "contributor": by} if by else entry


def grid(entries: Sequence[Mapping[str, object]], **header: object) -> LearningGrid:
    document = {
        "framework": "learning-grid",
        "schema_version": "1.0",
        "title": "Grid",
        "entries": entries,
        **header,
    }
    return LearningGrid.model_validate_json(json.dumps(document))


def found(record: LearningGrid) -> list[tuple[str, str]]:
    issues = run_rules(record, get_rules("learning-grid"))
    return [(i.code, i.where.pointer) for i in issues if i.severity != "info"]


def test_the_questions_have_the_wording_of_the_instrument() -> None:
    framework = get_framework("learning-grid")
    assert {part.code: part.prompts for part in framework.parts} == {
        code: (wording,) for code, wording in QUESTIONS.items()
    }


def test_the_stem_is_that_of_the_instrument_unless_a_record_replaces_it() -> None:
    assert grid([]).stem_in_use == "In response to COVID-19..."
    assert grid([], stem="Since the merger...").stem_in_use == "Since the merger..."


def test_levels_and_perspectives_are_closed_lists() -> None:
    framework = get_framework("learning-grid")
    assert framework.vocabulary("level").codes == LEVELS
    assert framework.vocabulary("perspective").codes == ("own", "invited")


@pytest.mark.parametrize(
    "entry",
    [
        answer("begun", "personal"),
        answer("started", "national"),
        answer("started", "personal", text=" "),
        {"question": "started", "level": "personal"},
        {**answer("started", "personal"), "perspective": "collective"},
    ],
)
def test_form_refuses_unknown_codes_and_answers_without_words(entry: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        grid([entry])


def test_there_are_24_cells_row_by_row_and_a_cell_holds_any_number_of_answers() -> None:
    record = grid([answer("more", "system"), answer("more", "system"), answer("less", "system")])
    cells = record.cells()
    assert list(cells) == [Cell(question, level) for question in QUESTIONS for level in LEVELS]
    assert {cell: len(entries) for cell, entries in cells.items() if entries} == {
        ("more", "system"): 2,
        ("less", "system"): 1,
    }


def test_coverage_counts_cells_in_all_by_row_and_by_column() -> None:
    record = grid(
        [
            answer("more", "system"),
            answer("more", "system", "Calls"),
            answer("more", "personal"),
            answer("started", "system"),
        ]
    )
    coverage = record.cell_coverage()
    assert (coverage.filled, coverage.cells) == (3, 24)
    assert {code: n for code, n in coverage.by_question.items() if n} == {"more": 2, "started": 1}
    assert len(coverage.by_question) == 8
    assert coverage.by_level == {"personal": 1, "organisational": 0, "system": 2}
    assert record.coverage()["more"] == 3, "the coverage of every record counts entries"


def test_coverage_tells_the_reader_but_not_of_an_empty_grid() -> None:
    [remark] = [
        issue
        for issue in run_rules(grid([answer("more", "personal")]), get_rules("learning-grid"))
        if issue.code == "GRID-I1"
    ]
    assert remark.severity == "info"
    assert (remark.params["filled"], remark.params["cells"]) == (1, 24)
    assert remark.params["levels"] == ("personal 1", "organisational 0", "system 0")
    codes = {issue.code for issue in run_rules(grid([]), get_rules("learning-grid"))}
    assert "GRID-I1" not in codes


def test_the_example_is_clean() -> None:
    record = LearningGrid.model_validate_json(json.dumps(get_example("learning-grid")))
    assert found(record) == []
    assert json.loads(record.to_json()) == get_example("learning-grid")


# Each case breaks one rule and keeps all others.
BROKEN: dict[str, tuple[str, LearningGrid]] = {
    "second hope of one contributor": (
        "GRID-E3 /entries/1",
        grid(
            [
                answer("ten-year-hope", "personal", "Trust", by="c1"),
                answer("ten-year-hope", "personal", "Time", by="c1"),
                answer("ten-year-hope", "personal", "Peace", by="c2"),
                answer("ten-year-hope", "system", "Links", by="c1"),
                answer("ten-year-hope", "system", "Links", by="c2"),
            ],
            contributors=TWO,
        ),
    ),
    "a system that says nothing of the system": (
        "GRID-W1 /entries",
        grid(
            [answer("more", "personal", by="c1"), answer("started", "organisational")],
            group={"name": "Care partnership", "level": "system"},
            contributors=TWO,
        ),
    ),
    "an organisation with one level only": (
        "GRID-W1 /entries",
        grid(
            [answer("more", "system")],
            group={"name": "Trust", "level": "organisation"},
            contributors=TWO,
        ),
    ),
    "only what works": ("GRID-W2 /entries", grid([answer("working-well", "personal")])),
    "only what does not": ("GRID-W2 /entries", grid([answer("not-worked", "personal")])),
    "started and stopped": (
        "GRID-W3 /entries/1/text",
        grid(
            [
                answer("stopped", "organisational", "The daily huddle", by="c1"),
                answer("started", "organisational", "the  daily, HUDDLE.", by="c2"),
            ],
            contributors=TWO,
        ),
    ),
    "more and less of one person": (
        "GRID-W3 /entries/1/text",
        grid(
            [answer("more", "personal", by="c1"), answer("less", "personal", by="c1")],
            contributors=TWO,
        ),
    ),
    "a system seen by one": (
        "GRID-W4 /entries",
        grid(
            [answer("more", "system", by="c1"), answer("less", "personal", "Calls", by="c2")],
            contributors=TWO,
        ),
    ),
    "an organisation seen by nobody named": (
        "GRID-W4 /entries",
        grid([answer("more", "organisational")]),
    ),
    "recorded 31 days later": (
        "GRID-W5 /recorded_on",
        grid(
            [answer("more", "personal")],
            period={"start": "2020-03-01", "end": "2020-06-30"},
            recorded_on="2020-07-31",
        ),
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_rule_finds_what_it_is_for_and_nothing_else_is_found(case: str) -> None:
    expected, record = BROKEN[case]
    assert [" ".join(pair) for pair in found(record)] == [expected]


def test_every_rule_is_broken_by_a_case() -> None:
    own = {rule.problem.code for rule in get_rules("learning-grid")}
    assert {code for code in own if code.startswith("GRID")} == {
        "GRID-I1",
        *(expected.split()[0] for expected, _ in BROKEN.values()),
    }


# Each case is near a rule's limit, on the good side.
KEPT: dict[str, LearningGrid] = {
    "hopes without a contributor may come from several people": grid(
        [answer("ten-year-hope", "personal", "A"), answer("ten-year-hope", "personal", "B")]
    ),
    "a team may look at one level": grid(
        [answer("more", "personal")], group={"name": "Team", "level": "team"}
    ),
    "both sides are told, at different levels": grid(
        [answer("working-well", "personal"), answer("not-worked", "organisational")],
        contributors=TWO,
    ),
    "one person stopped what another started": grid(
        [answer("started", "personal", by="c1"), answer("stopped", "personal", by="c2")],
        contributors=TWO,
    ),
    "started here and stopped elsewhere": grid(
        [answer("started", "organisational"), answer("stopped", "system")], contributors=TWO
    ),
    "the same words in rows that go together": grid(
        [answer("started", "personal"), answer("more", "personal")]
    ),
    "two voices on the organisation and the system": grid(
        [answer("more", "system", by="c1"), answer("more", "organisational", by="c2")],
        contributors=TWO,
    ),
    "recorded 30 days later": grid(
        [answer("more", "personal")],
        period={"start": "2020-03-01", "end": "2020-06-30"},
        recorded_on="2020-07-30",
    ),
    "the period goes on": grid(
        [answer("more", "personal")], period={"start": "2018-03-01"}, recorded_on="2020-07-30"
    ),
}


@pytest.mark.parametrize("case", KEPT)
def test_no_rule_speaks_where_nothing_is_wrong(case: str) -> None:
    assert found(KEPT[case]) == []


def test_grids_of_several_people_are_merged_and_keep_who_said_what() -> None:
    one = grid([answer("more", "personal", by="c1")], contributors=[TWO[0]])
    other = grid([answer("more", "personal", "Calls", by="c2")], contributors=[TWO[1]])
    merged = LearningGrid.merge([one, other])
    cell = merged.cells()[Cell("more", "personal")]
    assert [(entry.contributor, entry.text) for entry in cell] == [
        ("c1", "A huddle"),
        ("c2", "Calls"),
    ]


def test_the_story_of_the_examples_is_told_without_a_fault() -> None:
    story = Path(__file__).parents[2] / "examples" / "video-consultations"
    record = load(story / "learning-grid.json")
    assert isinstance(record, LearningGrid)
    assert found(record) == []
    assert record.stem_in_use == "Since we moved to video consultations..."


SIGNS = st.sampled_from(
    ["", " ", '"', "\u00e4", "\u00df", "\u0130", "i\u0307", "\u0149", "ab", "Ab", "te-"]
)


@given(st.lists(SIGNS, max_size=6).map("".join), st.text(max_size=6))
def test_texts_that_say_the_same_begin_alike(start: str, rest: str) -> None:
    text = start + rest
    said = fold(text)
    for other in (text.upper(), text.lower(), f'"{text}', said):
        if fold(other) == said:
            assert first_letters(other) == first_letters(text)
