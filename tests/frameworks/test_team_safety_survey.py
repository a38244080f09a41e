"""The team safety survey: seven items, three of them turned round, and only as a group."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st
from tests.frameworks.made import codes_of, example_of, found, make, said

from improvement_frameworks import Record, TeamSafetySurvey, get_framework

# In the order of the items in three public copies; True where the item is worded the other way.
REVERSED = [True, False, True, False, True, False, False]
ITEMS = [part.code for part in get_framework("team-safety-survey").parts]


def row(item: str, **counts: object) -> dict[str, object]:
    return {"item": item, **(counts or {"chose_5": 6})}


def alike(point: int, turned: int) -> list[dict[str, object]]:
    """All seven items: the straight ones answered with one point, the others with another."""
    pairs = zip(ITEMS, REVERSED, strict=True)
    return [row(item, **{f"chose_{turned if rev else point}": 6}) for item, rev in pairs]


def survey(*entries: dict[str, object], **header: object) -> TeamSafetySurvey:
    record = make("team-safety-survey", *entries, **{"respondents": 6, **header})
    assert isinstance(record, TeamSafetySurvey)
    return record


def test_three_items_are_worded_the_other_way_round() -> None:
    parts = get_framework("team-safety-survey").parts
    assert [part.details["reverse"] for part in parts] == REVERSED
    assert parts[4].prompts == ("It is difficult to ask other members of this team for help.",), (
        "an easy-to-ask wording is in use too, and must not be turned round"
    )
    assert not next(
        one for one in get_framework("team-safety-survey").sources if one.id == "edmondson-1999"
    ).verified


def test_the_example_is_clean() -> None:
    assert found(example_of("team-safety-survey")) == []


@given(
    answers=st.lists(st.lists(st.integers(1, 7), min_size=7, max_size=7), min_size=5, max_size=9)
)
def test_the_group_mean_is_the_mean_of_the_means_of_people(answers: list[list[int]]) -> None:
    """Each person's answers, turned round one by one, say what the counts say together."""
    people = [
        [8 - point if rev else point for point, rev in zip(person, REVERSED, strict=True)]
        for person in answers
    ]
    expected = sum(Fraction(sum(person), 7) for person in people) / len(people)
    rows = [
        row(item, **{f"chose_{p}": sum(one[i] == p for one in answers) for p in range(1, 8)})
        for i, item in enumerate(ITEMS)
    ]
    record = survey(*rows, respondents=len(answers))
    assert record.group_mean() == pytest.approx(float(expected))


def test_nothing_is_calculated_for_fewer_than_five() -> None:
    four = survey(*(row(item, chose_5=4) for item in ITEMS), respondents=4)
    assert four.item_means() == {}
    assert four.group_mean() is None
    assert survey(row(ITEMS[1], chose_5=5)).item_means() == {ITEMS[1]: 5}
    assert survey(row(ITEMS[1], chose_5=5)).group_mean() is None


def test_items_are_turned_round_on_their_own_scale() -> None:
    reverse = ITEMS[0]
    assert survey(row(reverse, chose_2=5)).item_means() == {reverse: 6}
    assert survey(row(reverse, chose_2=5), scheme="five-points").item_means() == {reverse: 4}


WHOLE = alike(5, 2)
BROKEN: dict[str, tuple[str, Record]] = {
    "six on a scale of five": (
        "PSY-E1 /entries/1/chose_6",
        survey(WHOLE[0], row(ITEMS[1], chose_6=6), *WHOLE[2:], scheme="five-points"),
    ),
    "an item twice": ("PSY-E2 /entries/7/item", survey(*WHOLE, row(ITEMS[6]))),
    "more answers than people": (
        "PSY-E3 /entries/6/item",
        survey(*WHOLE[:6], row(ITEMS[6], chose_5=7)),
    ),
    "seven of six who were asked": (
        "PSY-E4 /respondents",
        survey(*WHOLE, people=6, respondents=7),
    ),
    "opposites alike": ("PSY-W1 /entries", survey(*alike(6, 6))),
    "four answers": ("PSY-W2 /entries/6", survey(*WHOLE[:6], row(ITEMS[6], chose_5=4))),
    "six items": ("PSY-W3 /entries", survey(*WHOLE[:6])),
    "no number of people": ("PSY-W4 /respondents", make("team-safety-survey", *WHOLE)),
    "a person": (
        "PSY-W5 /entries/6/contributor",
        survey(*WHOLE[:6], {**WHOLE[6], "contributor": "c"}),
    ),
    "changed words": ("PSY-W6 /wording", survey(*WHOLE, wording="adapted")),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_check_finds_what_it_is_for_and_nothing_else_is_found(case: str) -> None:
    expected, record = BROKEN[case]
    assert found(record) == [expected]


def test_every_check_has_a_case() -> None:
    assert codes_of("team-safety-survey") == {one.split()[0] for one, _ in BROKEN.values()}


KEPT: dict[str, Record] = {
    "nothing yet": make("team-safety-survey"),
    "all seven": survey(*WHOLE),
    "all in the middle": survey(*alike(4, 4)),
    "unsafe throughout": survey(*alike(2, 6)),
    "translated": survey(*WHOLE, wording="translated"),
    "fewer answers than people": survey(*WHOLE, respondents=9),
    "everyone answered": survey(*WHOLE, people=6),
}


@pytest.mark.parametrize("case", KEPT)
def test_no_check_speaks_where_nothing_is_wrong(case: str) -> None:
    assert found(KEPT[case]) == []


def test_missing_items_are_named() -> None:
    _, record = BROKEN["six items"]
    assert said(record, "PSY-W3") == "Items without answers: Skills are valued."
