"""Interviews: exact phrases, consent, and who speaks."""

from __future__ import annotations

import pytest
from tests.frameworks.made import codes_of, example_of, found, make, said

from improvement_frameworks import Interview, Record

WORDS = "We ring every family each day, and they know our names."
AGREED = {"status": "given", "uses": ["learn-in-group"]}


def asked(*answers: dict[str, object], signed: bool = True, **header: object) -> Record:
    """Return an interview in which all three questions have answers, by one person."""
    others: list[dict[str, object]] = [
        {"question": question, "text": "Yes.", "contributor": "c1"}
        for question in ("work-changed", "silos-reduced", "wellbeing-supported")
    ]
    if not signed:
        del others[0]["contributor"]
    return make(
        "interview",
        *({"contributor": "c1", "text": WORDS, **answer} for answer in answers),
        *others,
        **{"contributors": [{"id": "c1", "role": "nurse"}], "consent": AGREED, **header},
    )


def answer(*highlights: str, **more: object) -> dict[str, object]:
    return {"question": "work-changed", "highlights": highlights, **more}


def test_the_example_has_the_three_questions_of_the_workshop_and_one_of_its_own() -> None:
    record = example_of("interview")
    assert isinstance(record, Interview)
    assert found(record) == []
    assert record.about.default_scheme.parts == (
        "work-changed",
        "silos-reduced",
        "wellbeing-supported",
    )
    assert record.find_part("keep").label == "What should stay when this is over?"
    assert all(one.highlights[0] in (one.text or "") for one in record.entries)


BROKEN: dict[str, tuple[str, Record]] = {
    "a phrase that was not said": (
        "INT-E1 /entries/0/highlights/1",
        asked(answer("each day", "x")),
    ),
    "words in another order": ("INT-E1 /entries/0/highlights/0", asked(answer("day ... family"))),
    "no consent": ("INT-W1 /consent", asked().replace(consent=None)),
    "a role and a place to be published": (
        "INT-W2 /entries/0/text",
        asked(
            answer(text="The porter at Anytown called."),
            consent={"status": "given", "uses": ["publish"]},
        ),
    ),
    "not known who speaks": ("INT-W3 /entries/0", asked(signed=False)),
    "nearly all of it highlighted": (
        "INT-W4 /entries/0/highlights",
        asked(answer("We ring every family each day")),
    ),
}

KEPT: dict[str, Record] = {
    "words left out": asked(answer("We ring ... each day")),
    "white space": asked(answer("each  day", text="each\nday, and the day after that as well.")),
    "a name within the group": asked(answer(text="Mr Example called.")),
    "half of it highlighted": asked(answer("each day", text="each day, all of us.")),
    "nothing yet": make("interview"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_check_finds_what_it_is_for_and_nothing_else_is_found(case: str) -> None:
    expected, record = BROKEN[case]
    assert found(record) == [expected]


def test_a_question_without_an_answer() -> None:
    record = make("interview", {**answer(), "text": WORDS, "contributor": "c1"}, consent=AGREED)
    assert found(record) == ["INT-I1 /entries"]
    assert "Whether silos have become fewer" in said(record, "INT-I1")


def test_every_check_has_a_case() -> None:
    shown = {expected.split()[0] for expected, _ in BROKEN.values()}
    assert codes_of("interview") == {*shown, "INT-I1"}


@pytest.mark.parametrize("case", KEPT)
def test_no_check_speaks_where_nothing_is_wrong(case: str) -> None:
    assert found(KEPT[case]) == []
