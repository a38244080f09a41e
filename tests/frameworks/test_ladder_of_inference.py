from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from improvement_frameworks.core.registry import get_example, get_framework
from improvement_frameworks.frameworks.ladder_of_inference import (
    LadderOfInference,
    StepTest,
)

LADDER = get_framework("ladder-of-inference")
SEVEN = (
    "observable-data",
    "selected-data",
    "meanings",
    "assumptions",
    "conclusions",
    "beliefs",
    "actions",
)
STORY = Path(__file__).parents[2] / "examples/video-consultations/ladder-of-inference.yaml"


def climb(*steps: tuple[str, str, str], scheme: str | None = None) -> LadderOfInference:
    """Build a ladder from (id, rung, ids of its supports with blanks between)."""
    entries: list[dict[str, object]] = [
        {"id": name, "rung": rung, "text": f"Step {name}", "based_on": supports.split()}
        for name, rung, supports in steps
    ]
    return LadderOfInference.blank("A climb").replace(scheme=scheme, entries=entries)


def straight(*rungs: str, scheme: str | None = None) -> LadderOfInference:
    """Build a ladder with one step on each rung, each resting on the one before."""
    steps = [(f"e{n}", rung, f"e{n - 1}" if n else "") for n, rung in enumerate(rungs)]
    return climb(*steps, scheme=scheme)


def test_seven_rungs_are_the_default_and_run_upwards() -> None:
    assert LADDER.default_scheme.parts == SEVEN
    assert LADDER.part == "rung"
    assert LADDER.direction == "up"


def test_six_rungs_leave_out_beliefs() -> None:
    six = LADDER.scheme("six-rungs").parts
    assert len(six) == 6
    assert set(SEVEN) - set(six) == {"beliefs"}


def test_four_rungs_end_with_the_conclusion_and_have_two_rungs_of_their_own() -> None:
    four = LADDER.scheme("four-rungs").parts
    assert len(four) == 4
    assert four[-1] == "conclusions"
    assert set(four) - set(SEVEN) == {"perception", "judging"}


def test_only_the_bottom_and_the_top_can_be_seen() -> None:
    visible = [part.code for part in LADDER.parts if part.details["visible"]]
    assert visible == ["observable-data", "actions"]


@pytest.mark.parametrize("rung", [part.code for part in LADDER.parts])
def test_every_rung_has_a_question_down_and_says_what_goes_wrong(rung: str) -> None:
    details = LADDER[rung].details
    assert str(details["coming_down"]).endswith("?")
    assert details["what_goes_wrong"]


@pytest.mark.parametrize(
    ("rung", "sentence"),
    [
        ("observable-data", "Observable data and experiences"),
        ("selected-data", "I select data from what I observe"),
        ("meanings", "I add meanings"),
        ("assumptions", "I make assumptions based on the meanings I added"),
        ("conclusions", "I draw conclusions"),
        ("beliefs", "I adopt beliefs about the world"),
        ("actions", "I take actions based on my beliefs"),
    ],
)
def test_the_sentences_of_the_fieldbook_stand_as_they_are(rung: str, sentence: str) -> None:
    assert LADDER[rung].details["sentence"] == sentence


def test_two_loops_lead_back_to_the_data() -> None:
    loops = LADDER.vocabulary("loop-kind").terms
    ends = {loop.code: (loop.details["from"], loop.details["to"]) for loop in loops}
    assert ends == {
        "reflexive-loop": ("beliefs", "selected-data"),
        "action-loop": ("actions", "observable-data"),
    }


def test_there_are_four_self_deceptions() -> None:
    assert [term.label for term in LADDER.vocabulary("self-deception").terms] == [
        "Our beliefs are the truth",
        "The truth is obvious",
        "Our beliefs are based on real data",
        "The data we select are the real data",
    ]


def test_a_climb_rung_by_rung_has_no_jump_and_is_supported_to_the_top() -> None:
    ladder = straight(*SEVEN)
    assert ladder.jumps() == ()
    assert ladder.highest_supported_rung == "actions"


@pytest.mark.parametrize(
    ("rungs", "scheme", "skipped", "highest"),
    [
        (("observable-data", "conclusions"), None, SEVEN[1:4], "observable-data"),
        (("observable-data", "selected-data", "assumptions"), None, ("meanings",), "selected-data"),
        (("observable-data", "selected-data", "actions"), None, SEVEN[2:6], "selected-data"),
        (("observable-data", "actions"), "six-rungs", SEVEN[1:5], "observable-data"),
        (("observable-data", "judging"), "four-rungs", ("perception",), "observable-data"),
    ],
)
def test_a_jump_names_the_rungs_that_it_leaves_out(
    rungs: tuple[str, ...], scheme: str | None, skipped: tuple[str, ...], highest: str
) -> None:
    ladder = straight(*rungs, scheme=scheme)
    assert [jump.skipped for jump in ladder.jumps()] == [skipped]
    assert ladder.highest_supported_rung == highest


def test_an_action_on_a_conclusion_is_a_jump_with_seven_rungs_and_none_with_six() -> None:
    top = (("a", "conclusions", ""), ("b", "actions", "a"))
    assert [jump.skipped for jump in climb(*top).jumps()] == [("beliefs",)]
    assert climb(*top, scheme="six-rungs").jumps() == ()


def test_several_jumps_are_found_each_at_its_place() -> None:
    ladder = climb(
        ("a", "observable-data", ""),
        ("b", "meanings", "a"),
        ("c", "assumptions", "b"),
        ("d", "beliefs", "c a"),
    )
    assert [(jump.path, jump.distance) for jump in ladder.jumps()] == [
        (("entries", 1, "based_on", 0), -2),
        (("entries", 3, "based_on", 0), -2),
        (("entries", 3, "based_on", 1), -5),
    ]


def test_one_supported_branch_is_enough() -> None:
    ladder = climb(
        ("a", "observable-data", ""),
        ("b", "selected-data", "a"),
        ("c", "meanings", "b"),
        ("d", "meanings", ""),
        ("e", "assumptions", "d"),
        ("f", "assumptions", "c d"),
    )
    assert ladder.highest_supported_rung == "assumptions"


def test_support_does_not_pass_through_a_step_that_hangs_in_the_air() -> None:
    ladder = climb(
        ("a", "observable-data", ""),
        ("b", "selected-data", ""),
        ("c", "meanings", "b"),
    )
    assert ladder.highest_supported_rung == "observable-data"


def test_without_observable_data_nothing_is_supported() -> None:
    assert straight(*SEVEN[1:]).highest_supported_rung is None
    assert LadderOfInference.blank().highest_supported_rung is None


def test_beneath_follows_all_links_and_survives_a_circle() -> None:
    ladder = climb(
        ("a", "selected-data", ""),
        ("b", "meanings", "a d"),
        ("c", "meanings", "a"),
        ("d", "conclusions", "b c missing"),
    )
    below = {step.id for step in ladder.beneath(ladder.entries[3])}
    assert below == {"a", "b", "c", "d"}
    assert ladder.beneath(ladder.entries[0]) == ()


def test_links_to_unknown_steps_and_rungs_are_left_to_other_rules() -> None:
    ladder = climb(("a", "perception", ""), ("b", "meanings", "a nowhere"))
    assert [link.distance for link in ladder.climbs().all] == [None]
    assert ladder.jumps() == ()


def test_the_example_survives_a_round_trip() -> None:
    document = get_example("ladder-of-inference")
    ladder = LadderOfInference.model_validate_json(json.dumps(document))
    assert json.loads(ladder.to_json()) == document
    assert ladder.highest_supported_rung == "actions"


def test_the_story_has_one_jump_and_is_supported_to_the_top() -> None:
    document = yaml.safe_load(STORY.read_text(encoding="utf-8"))
    ladder = LadderOfInference.model_validate_json(json.dumps(document, default=str))
    assert [(jump.entry.id, jump.target.id) for jump in ladder.jumps()] == [("e11", "e8")]
    assert ladder.highest_supported_rung == "actions"


def test_two_peoples_ladders_merge_and_keep_their_links() -> None:
    example = LadderOfInference.model_validate_json(json.dumps(get_example("ladder-of-inference")))
    other = straight("observable-data", "conclusions").model_copy(
        update={"tests": (StepTest(works_on=("e1",), text="Is it so?"),)}
    )
    merged = LadderOfInference.merge([example, other])
    assert len(merged.entries) == len(example.entries) + 2
    assert [jump.skipped for jump in merged.jumps()] == [SEVEN[1:4]]
    texts = {step.id: step.text for step in merged.entries}
    assert [texts[test.works_on[0]] for test in merged.tests] == [
        "Not answering means that a call is not wanted.",
        "Step e1",
    ]


@pytest.mark.parametrize("confidence", [0.8, 3, "80 %", None])
def test_confidence_is_a_word(confidence: object) -> None:
    step = {"rung": "meanings", "text": "A step", "confidence": confidence}
    document = {**get_example("ladder-of-inference"), "entries": [step]}
    with pytest.raises(ValidationError, match="confidence"):
        LadderOfInference.model_validate_json(json.dumps(document))
