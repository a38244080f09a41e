"""What, So What, Now What: what the checks find, and what they leave alone."""

from __future__ import annotations

import pytest
from tests.frameworks.made import codes_of, example_of, found, make, said

from improvement_frameworks import Record, get_framework
from improvement_frameworks.core.record.listed import camel


def what(id_: str, text: str = "Six people were called", **more: object) -> dict[str, object]:
    return {"id": id_, "stage": "what", "text": text, **more}


def so_what(*based_on: str, **more: object) -> dict[str, object]:
    return {"stage": "so-what", "text": "A call is enough", "based_on": based_on, **more}


def now_what(**more: object) -> dict[str, object]:
    return {"stage": "now-what", "text": "Call in the evening", **more}


def debrief(*entries: dict[str, object], **header: object) -> Record:
    return make("what-so-what-now-what", *entries, **header)


def test_stages_and_schemes_are_those_of_the_sources() -> None:
    framework = get_framework("what-so-what-now-what")
    assert framework.default_scheme.parts == ("what", "so-what", "now-what")
    assert framework.scheme("with-what-if").parts.index("what-if") == 2
    assert framework.scheme("what-if-second").parts.index("what-if") == 1
    assert {"borton", "driscoll", "rolfe"} < {scheme.id for scheme in framework.schemes}
    assert framework["now-what"].prompts == ("What actions or first steps make sense?",)
    assert "CC BY-SA 4.0" in framework.licence


def test_the_example_has_all_stages() -> None:
    record = example_of("what-so-what-now-what")
    assert type(record).__name__ == camel("what-so-what-now-what")
    assert found(record) == []
    assert all(record.coverage().values())


ACTION = [{"text": "Call on Wednesdays", "works_on": ["n"], "owner": "lead", "due": "2020-07-31"}]
BROKEN: dict[str, tuple[str, Record]] = {
    "what-if in three stages": (
        "W3-E1 /entries/1/stage",
        debrief(what("e1"), {"stage": "what-if", "text": "What if we called all?"}),
    ),
    "a fact on its meaning": (
        "W3-E2 /entries/0/based_on/0",
        debrief(what("e1", based_on=["s"]), what("e2"), so_what("e2", id="s")),
    ),
    "no facts": ("W3-W1 /entries", debrief(so_what(), now_what(kind="keep"))),
    "no meaning": ("W3-W1 /entries", debrief(what("e1"), now_what(kind="keep"))),
    "a judgement of people": (
        "W3-W2 /entries/0/text",
        debrief(what("e1", "The porters were Lazy", kind="shared-observation")),
    ),
    "a step that nobody takes": (
        "W3-W3 /entries/2",
        debrief(what("e1"), so_what("e1"), now_what()),
    ),
    "meaning out of nothing": ("W3-W4 /entries/1", debrief(what("e1"), so_what())),
    "a hypothesis among the facts": (
        "W3-W5 /entries/0/kind",
        debrief(what("e1", kind="hypothesis")),
    ),
    "all from one fact": (
        "W3-W6 /entries",
        debrief(what("e1"), what("e2"), so_what("e1"), so_what("e1")),
    ),
    "three people": ("W3-W7 /people", debrief(what("e1"), people=3)),
    "eight in a group": ("W3-I1 /group_size", debrief(what("e1"), group_size=8)),
    "four in a group": ("W3-I1 /group_size", debrief(what("e1"), group_size=4)),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_check_finds_what_it_is_for(case: str) -> None:
    expected, record = BROKEN[case]
    assert expected in found(record)
    others = [one for one in found(record) if one.split()[0] != expected.split()[0]]
    assert others == (["W3-W4 /entries/0"] if case == "no facts" else [])


def test_every_check_has_a_case() -> None:
    assert codes_of("what-so-what-now-what") == {one.split()[0] for one, _ in BROKEN.values()}


KEPT: dict[str, Record] = {
    "nothing yet": debrief(),
    "facts only": debrief(what("e1"), people=4, group_size=5),
    "an action works on the step": debrief(
        what("e1"), so_what("e1"), now_what(id="n"), actions=ACTION, group_size=7
    ),
    "a follow-up of the step": debrief(
        what("e1"), so_what("e1"), now_what(follow_up={"text": "Call on Wednesdays"})
    ),
    "something to keep": debrief(what("e1"), so_what("e1"), now_what(kind="keep")),
    "what-if left out": debrief(
        what("e1"), so_what("e1"), now_what(kind="keep"), scheme="with-what-if"
    ),
    "a feeling with a reason": debrief(
        what("e1", "I was glad because somebody came", kind="feeling-or-opinion")
    ),
    "meaning by way of what-if": debrief(
        what("e1"),
        {"id": "i", "stage": "what-if", "text": "What if?", "based_on": ["e1"]},
        so_what("i"),
        scheme="what-if-second",
    ),
    "two facts": debrief(what("e1"), what("e2"), so_what("e1"), so_what("e2")),
    "one meaning": debrief(what("e1"), so_what("e1")),
}


@pytest.mark.parametrize("case", KEPT)
def test_no_check_speaks_where_nothing_is_wrong(case: str) -> None:
    assert found(KEPT[case]) == []


def test_what_is_missing_is_named() -> None:
    _, record = BROKEN["no meaning"]
    assert (
        said(record, "W3-W1")
        == 'No answers to "So what?", and there are answers to later questions.'
    )
