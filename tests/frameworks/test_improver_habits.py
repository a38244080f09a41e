"""The habits of an improver: five headings, fifteen habits, and a profile without a total."""

from __future__ import annotations

import pytest
from tests.frameworks.made import codes_of, example_of, found, make

from improvement_frameworks import ImproverHabits, Record, get_framework

# The headings as the publisher's page gives them; the habits under them are marked as not verified.
HEADINGS = ["learning", "influencing", "resilience", "creativity", "systems-thinking"]


def habit(code: str, rating: str | None = None, **more: object) -> dict[str, object]:
    rated = {"rating": rating, "text": "Once"} if rating else {}
    return {"habit": code, **rated, **more}


def profile(*entries: dict[str, object], **header: object) -> Record:
    return make("improver-habits", *entries, **header)


TWO = (habit("questioning", "develop"), habit("optimistic", "strength"))


def test_five_headings_have_three_habits_each() -> None:
    framework = get_framework("improver-habits")
    assert list(framework.scheme("five-headings").parts) == HEADINGS
    under = {
        heading: [part.code for part in framework.parts if part.details.get("heading") == heading]
        for heading in HEADINGS
    }
    assert {heading: len(codes) for heading, codes in under.items()} == dict.fromkeys(HEADINGS, 3)
    assert len(framework.parts) == 20
    assert framework.size == 15, "headings are no habits"


def test_the_names_of_the_habits_are_not_called_verified() -> None:
    framework = get_framework("improver-habits")
    verified = {source.id: source.verified for source in framework.sources}
    for part in framework.parts:
        if "heading" in part.details:
            assert not any(verified.get(source) for source in part.sources), part.code
        else:
            assert part.sources == ("health-foundation-2015",)


def test_nothing_is_added_up() -> None:
    names = {name for name in dir(ImproverHabits) if "score" in name or "total" in name}
    assert names == set()
    assert found(example_of("improver-habits")) == []


BROKEN: dict[str, tuple[str, Record]] = {
    "a habit among headings": ("HAB-E1 /entries/0/habit", profile(TWO[0], scheme="five-headings")),
    "four rated alike": (
        "HAB-W1 /entries",
        profile(*(habit(code, "okay") for code in HEADINGS[:4])),
    ),
    "a rating without an example": (
        "HAB-W2 /entries/1",
        profile(TWO[0], {"habit": "optimistic", "rating": "okay"}),
    ),
    "four in focus": ("HAB-W3 /focus", profile(focus=HEADINGS[:4])),
    "a person's profile to be published": (
        "HAB-W4 /consent/uses",
        profile(
            subject="person", consent={"status": "given", "uses": ["learn-in-group", "publish"]}
        ),
    ),
    "some ratings without a rater": (
        "HAB-W5 /entries/1",
        profile(habit("questioning", "develop", rater="peer"), TWO[1]),
    ),
    "a team by one voice": (
        "HAB-W6 /entries",
        profile(
            *({**one, "contributor": "c1"} for one in TWO),
            subject="team",
            contributors=[{"id": "c1"}],
        ),
    ),
}

KEPT: dict[str, Record] = {
    "three rated alike": profile(*(habit(code, "okay") for code in HEADINGS[:3])),
    "one of four rated differently": profile(
        *(habit(code, "okay") for code in HEADINGS[:3]), habit("creativity", "develop")
    ),
    "evidence is an example": profile(
        {"habit": "optimistic", "rating": "okay", "evidence": ["Notes of the team day"]}
    ),
    "a habit that is not rated": profile(habit("questioning")),
    "three in focus": profile(focus=HEADINGS[:3]),
    "a person's profile in the group": profile(
        subject="person", consent={"status": "given", "uses": ["learn-in-group"]}
    ),
    "a team's profile for all": profile(
        subject="team", consent={"status": "given", "uses": ["publish"]}
    ),
    "a rater is not needed where nothing is rated": profile(
        habit("questioning", "develop", rater="self"), habit("optimistic")
    ),
    "a person alone": profile(
        *({**one, "contributor": "c1"} for one in TWO), contributors=[{"id": "c1"}]
    ),
    "voices unknown": profile(*TWO, subject="team"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_check_finds_what_it_is_for_and_nothing_else_is_found(case: str) -> None:
    expected, record = BROKEN[case]
    assert found(record) == [expected]


def test_every_check_has_a_case() -> None:
    assert codes_of("improver-habits") == {expected.split()[0] for expected, _ in BROKEN.values()}


@pytest.mark.parametrize("case", KEPT)
def test_no_check_speaks_where_nothing_is_wrong(case: str) -> None:
    assert found(KEPT[case]) == []
