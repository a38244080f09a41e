"""The after action review: four questions, each about the ones before, and no blame."""

from __future__ import annotations

import pytest
from tests.frameworks.made import codes_of, example_of, found, make, said

from improvement_frameworks import AfterActionReview, Record, get_framework

LABELS = (
    "What was expected",
    "What actually happened",
    "Why there was a difference",
    "What was learnt",
)


def said_of(question: str, name: str, **more: object) -> dict[str, object]:
    return {"id": name, "question": question, "text": "Words", **more}


def review(*entries: dict[str, object], **header: object) -> Record:
    return make("after-action-review", *entries, **header)


EXPECTED = said_of("expected", "e1")
AS_EXPECTED = said_of("actual", "e2", about=["e1"], difference="as-expected")
BETTER = said_of("actual", "e2", about=["e1"], difference="better")
WORSE = said_of("actual", "e2", about=["e1"], difference="worse")
WHY = said_of("why", "e3", about=["e2"])
LEARNED = said_of("learned", "e4", about=["e3"])
ACTION = {"text": "Ring twice", "works_on": ["e4"], "owner": "Nurse", "due": "2020-06-30"}
NURSE = [{"id": "c1", "role": "nurse"}]


def test_there_are_four_questions_in_the_order_of_the_guidance() -> None:
    framework = get_framework("after-action-review")
    assert tuple(part.label for part in framework.parts) == LABELS
    assert [part.prompts[0] for part in framework.parts] == [
        "What was expected to happen?",
        "What actually happened?",
        "Why was there a difference?",
        "What can be learnt?",
    ]
    assert framework.direction == "forward"


def test_the_example_is_clean() -> None:
    record = example_of("after-action-review")
    assert isinstance(record, AfterActionReview)
    assert found(record) == []
    assert record.coverage() == {"expected": 2, "actual": 2, "why": 2, "learned": 2}


BROKEN: dict[str, tuple[str, Record]] = {
    "an expectation about what happened": (
        "AAR-E1 /entries/0/about/0",
        review(said_of("expected", "e1", about=["e2"]), AS_EXPECTED),
    ),
    "an answer about one of the same question": (
        "AAR-E1 /entries/1/about/0",
        review(EXPECTED, said_of("expected", "e2", about=["e1"])),
    ),
    "nothing expected": (
        "AAR-W1 /entries",
        review(said_of("actual", "e2", difference="as-expected")),
    ),
    "better without a reason": ("AAR-W2 /entries/1", review(EXPECTED, BETTER)),
    "a lesson without an action": ("AAR-W3 /entries/3", review(EXPECTED, BETTER, WHY, LEARNED)),
    "an action for somebody else": (
        "AAR-W4 /actions/0/owner",
        review(EXPECTED, contributors=NURSE, actions=[{**ACTION, "owner": "Board"}]),
    ),
    "a follow-up for somebody else": (
        "AAR-W4 /entries/0/follow_up/owner",
        review(
            said_of("expected", "e1", follow_up={"text": "Ring twice", "owner": "Board"}),
            contributors=NURSE,
        ),
    ),
    "led by whoever led the event": (
        "AAR-W5 /conductor_led_the_event",
        review(EXPECTED, kind="formal", conductor="lead", conductor_led_the_event=True),
    ),
    "fifteen days later": (
        "AAR-W6 /recorded_on",
        review(EXPECTED, event_on="2020-06-01", recorded_on="2020-06-16"),
    ),
    "words of blame": (
        "AAR-W7 /entries/0/text",
        review({"question": "expected", "text": "The clerk should have known."}),
    ),
    "only what went worse": ("AAR-I1 /entries", review(EXPECTED, WORSE, WHY)),
}

KEPT: dict[str, Record] = {
    "as expected needs no reason": review(EXPECTED, AS_EXPECTED),
    "about an earlier question but one": review(
        EXPECTED, AS_EXPECTED, said_of("why", "e3", about=["e1", "e2"])
    ),
    "a reason for something better": review(EXPECTED, BETTER, WHY),
    "a lesson with an action": review(
        EXPECTED, BETTER, WHY, LEARNED, contributors=NURSE, actions=[ACTION]
    ),
    "a lesson with a follow-up": review(
        EXPECTED, said_of("learned", "e2", follow_up={"text": "Ring twice", "owner": "nurse"})
    ),
    "nobody is named": review(EXPECTED, actions=[ACTION]),
    "an informal review by the lead": review(
        EXPECTED, kind="informal", conductor="lead", conductor_led_the_event=True
    ),
    "fourteen days later": review(EXPECTED, event_on="2020-06-01", recorded_on="2020-06-15"),
    "before the event nothing has happened": review(
        said_of("why", "e1"), timing="before", event_on="2020-06-01", recorded_on="2021-06-01"
    ),
    "a word inside another": review({"question": "expected", "text": "By default we ring."}),
    "no answers yet": review(),
}


def test_the_message_says_how_it_went() -> None:
    _, record = BROKEN["better without a reason"]
    assert said(record, "AAR-W2") == "It went better than expected, and no answer says why."


@pytest.mark.parametrize("case", BROKEN)
def test_a_check_finds_what_it_is_for_and_nothing_else_is_found(case: str) -> None:
    expected, record = BROKEN[case]
    assert found(record) == [expected]


def test_every_check_has_a_case() -> None:
    assert codes_of("after-action-review") == {
        expected.split()[0] for expected, _ in BROKEN.values()
    }


@pytest.mark.parametrize("case", KEPT)
def test_no_check_speaks_where_nothing_is_wrong(case: str) -> None:
    assert found(KEPT[case]) == []
