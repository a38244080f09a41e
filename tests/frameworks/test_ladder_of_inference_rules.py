from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from improvement_frameworks.core.registry import get_example, get_framework, get_rules
from improvement_frameworks.core.rules.rules import EVERYTHING, Selection, run_rules
from improvement_frameworks.frameworks.ladder_of_inference import LadderOfInference
from improvement_frameworks.problems.problem import PRINCIPLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from improvement_frameworks.problems.problem import Issue

Document = dict[str, Any]

ID = "ladder-of-inference"
RULES = get_rules(ID)
OWN = {rule.problem.code: rule.problem for rule in RULES if rule.problem.code.startswith("LAD-")}
STORY = Path(__file__).parents[2] / "examples/video-consultations/ladder-of-inference.yaml"

# The example has e1, e2 (observable), e3 (selected), e4 (meaning), e5 (assumption),
# e6 (conclusion), e7 (belief), e8 (action) at positions 0 to 7.


def find(document: Document, selection: Selection = EVERYTHING) -> list[Issue]:
    record = LadderOfInference.model_validate_json(json.dumps(document, default=str))
    return run_rules(record, RULES, selection)


def places(document: Document, code: str) -> list[str]:
    return [issue.where.pointer for issue in find(document) if issue.code == code]


def changed(change: Callable[[Document], object]) -> Document:
    document: Document = json.loads(json.dumps(get_example(ID)))
    change(document)
    return document


def step(document: Document, place: int, **fields: object) -> None:
    document["entries"][place].update(fields)


def use_four_rungs(document: Document) -> None:
    document["scheme"] = "four-rungs"


def name_wrong_loop_end(document: Document) -> None:
    document["loops"][0]["to_step"] = "e1"


def name_wrong_loop_start(document: Document) -> None:
    document["loops"][0]["kind"] = "action-loop"


def drop_observations(document: Document) -> None:
    document["complete"] = False
    step(document, 2, based_on=[])
    del document["entries"][:2]


def drop_reading(document: Document) -> None:
    del document["alternative_readings"]


def drop_riskiest(document: Document) -> None:
    del document["riskiest_step"]


def drop_tests(document: Document) -> None:
    del document["tests"]


def contradict(document: Document) -> None:
    document["tests"][0]["result"] = "contradicted"


def read_own_step(document: Document) -> None:
    document["alternative_readings"][0]["contributor"] = "c1"


CASES: list[tuple[str, Callable[[Document], object], str]] = [
    ("LAD-E1", use_four_rungs, "/entries/2/rung"),
    ("LAD-E2", lambda d: step(d, 3, based_on=["e6"]), "/entries/3/based_on/0"),
    ("LAD-E2", lambda d: step(d, 3, based_on=["e3", "e4"]), "/entries/3/based_on/1"),
    ("LAD-E3", lambda d: step(d, 5, based_on=[]), "/entries/5"),
    ("LAD-E4", name_wrong_loop_end, "/loops/0/to_step"),
    ("LAD-E4", name_wrong_loop_start, "/loops/0/from_step"),
    ("LAD-W1", lambda d: step(d, 5, based_on=["e5", "e3"]), "/entries/5/based_on/1"),
    ("LAD-W2", drop_observations, "/entries"),
    ("LAD-W3", lambda d: step(d, 1, text="They obviously don\u2019t care."), "/entries/1/text"),
    ("LAD-W4", lambda d: step(d, 2, based_on=["e1", "e2"]), "/entries"),
    ("LAD-W4", lambda d: step(d, 1, text="Seven families did not answer."), "/entries"),
    ("LAD-W5", drop_reading, "/alternative_readings"),
    ("LAD-W6", lambda d: step(d, 7, based_on=["e5"]), "/entries/7"),
    ("LAD-W6", lambda d: step(d, 7, based_on=[]), "/entries/7"),
    ("LAD-W7", lambda d: step(d, 5, based_on=["e3"]), "/entries/5"),
    ("LAD-W8", drop_riskiest, "/riskiest_step"),
    ("LAD-W9", drop_tests, "/riskiest_step"),
    ("LAD-W10", lambda d: step(d, 6, confidence="certain"), "/entries/6/confidence"),
    ("LAD-W11", contradict, "/tests/0/result"),
    ("LAD-I1", lambda d: step(d, 5, based_on=["e3"]), "/entries"),
    ("LAD-I2", read_own_step, "/alternative_readings"),
]


def test_the_example_is_clean() -> None:
    assert find(get_example(ID)) == []


@pytest.mark.parametrize("rung", ["observable-data", "selected-data"])
def test_what_was_there_to_be_seen_needs_no_test_to_be_certain(rung: str) -> None:
    changed = get_example(ID)
    step(changed, 2, rung=rung, confidence="certain")
    assert "LAD-W10" not in {issue.code for issue in find(changed)}


def test_the_story_carries_the_two_warnings_of_an_honest_record() -> None:
    story = yaml.safe_load(STORY.read_text(encoding="utf-8"))
    found = {(issue.code, issue.where.pointer) for issue in find(story)}
    assert found == {
        ("LAD-W1", "/entries/10/based_on/0"),
        ("LAD-W11", "/tests/0/result"),
    }


@pytest.mark.parametrize(("code", "change", "pointer"), CASES)
def test_a_rule_finds_its_fault_at_its_place(
    code: str, change: Callable[[Document], object], pointer: str
) -> None:
    assert pointer in places(changed(change), code)


def test_every_rule_is_raised_by_a_case() -> None:
    assert OWN
    assert {code for code, _, _ in CASES} == set(OWN)


@pytest.mark.parametrize("code", sorted(OWN))
def test_every_rule_names_a_principle_and_a_known_source(code: str) -> None:
    known = {source.id for source in get_framework(ID).sources} | {"judgement"}
    assert OWN[code].principle in PRINCIPLES
    assert OWN[code].source in known


def test_errors_are_few() -> None:
    errors = {code for code, problem in OWN.items() if problem.severity == "error"}
    assert errors == {"LAD-E1", "LAD-E2", "LAD-E3", "LAD-E4"}


def test_a_jump_is_a_warning_that_strict_raises() -> None:
    document = changed(lambda d: step(d, 5, based_on=["e3"]))

    def severity(selection: Selection) -> list[str]:
        return [i.severity for i in find(document, selection) if i.code == "LAD-W1"]

    assert severity(Selection()) == ["warning"]
    assert severity(Selection(strict=True)) == ["error"]
    assert severity(Selection(strict=("LAD-W1",))) == ["error"]
    assert severity(Selection(strict=("LAD-W2",))) == ["warning"]


def test_the_word_list_can_be_switched_off() -> None:
    document = changed(lambda d: step(d, 1, text="They never answer because they do not care."))
    assert places(document, "LAD-W3") == ["/entries/1/text"]
    assert find(document, Selection(ignore=("LAD-W3",))) == []


def test_the_message_names_each_interpreting_word_once() -> None:
    document = changed(lambda d: step(d, 1, text="Never lazy, never late, always rude."))
    issue = next(issue for issue in find(document) if issue.code == "LAD-W3")
    assert issue.params["words"] == ("never", "lazy", "always", "rude")


@pytest.mark.parametrize(
    "text",
    [
        'The carer said: "You should always ring in the evening."',
        "The carer said: “You never ring because you do not care.”",
        "The wardrobe was moved.",
        "The shoulder was clear to see.",
    ],
)
def test_quoted_speech_and_innocent_words_are_observations(text: str) -> None:
    assert places(changed(lambda d: step(d, 1, text=text)), "LAD-W3") == []


def test_interpretation_is_looked_for_among_observations_only() -> None:
    document = changed(lambda d: step(d, 3, text="They never answer because they are busy."))
    assert places(document, "LAD-W3") == []


def test_a_ladder_that_is_still_being_built_may_have_steps_in_the_air() -> None:
    def change(document: Document) -> None:
        document["complete"] = False
        step(document, 5, based_on=[])

    assert places(changed(change), "LAD-E3") == []


def test_the_first_rung_needs_no_support_in_a_complete_ladder() -> None:
    assert places(get_example(ID), "LAD-E3") == []


def test_no_interpretation_yet_asks_for_no_other_reading_and_no_riskiest_step() -> None:
    def change(document: Document) -> None:
        for name in ("riskiest_step", "alternative_readings", "tests", "loops", "complete"):
            del document[name]
        del document["entries"][3:]

    assert find(changed(change)) == []


def test_certainty_about_data_and_about_a_tested_step_is_accepted() -> None:
    def change(document: Document) -> None:
        step(document, 0, confidence="certain")
        step(document, 3, confidence="certain")  # e4 has a test
        step(document, 7, confidence="certain")  # an action is done or not

    assert find(changed(change)) == []


def test_a_contradicted_step_that_carries_nothing_is_no_longer_a_warning() -> None:
    def change(document: Document) -> None:
        contradict(document)
        step(document, 4, based_on=["e3"])

    assert places(changed(change), "LAD-W11") == []


def test_a_belief_is_reason_enough_for_an_action() -> None:
    document = changed(lambda d: step(d, 6, based_on=[]))
    assert places(document, "LAD-W6") == []


def test_an_unknown_step_is_told_by_the_rule_for_references() -> None:
    def change(document: Document) -> None:
        document["riskiest_step"] = "e99"
        document["loops"][0]["from_step"] = "e98"
        step(document, 3, based_on=["e97"])

    codes = {issue.code for issue in find(changed(change)) if issue.severity == "error"}
    assert codes == {"REC-E2"}
    assert len(places(changed(change), "REC-E2")) == 3


def test_where_support_ends_is_told_with_both_rungs() -> None:
    document = changed(lambda d: step(d, 5, based_on=["e3"]))
    issue = next(issue for issue in find(document) if issue.code == "LAD-I1")
    assert dict(issue.params) == {"highest": "assumptions", "top": "actions"}


def test_another_readers_view_counts_even_beside_ones_own() -> None:
    def change(document: Document) -> None:
        own = {"step": "e5", "text": "Perhaps they hear nothing.", "contributor": "c1"}
        document["alternative_readings"].append(own)

    assert places(changed(change), "LAD-I2") == []
