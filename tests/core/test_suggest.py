"""What is suggested follows from what is declared: it fits, and it says why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import pytest
from hypothesis import given, strategies as st

from improvement_frameworks import get_framework, suggest
from improvement_frameworks.core.content.suits import Extent
from improvement_frameworks.core.registry import framework_ids

ALL = 1_000
SITUATIONS = [
    (name, situation)
    for name in framework_ids()
    if (suits := get_framework(name).suits)
    for situation in suits.situations
]


@pytest.mark.parametrize(
    ("minutes", "people", "for_", "codes"),
    [
        (30, 12, "what enabled a change", {"iceberg", "conditions-for-change"}),
        (90, None, "decide what to keep after the crisis", {"future-change-matrix"}),
        (None, None, "psychological safety", {"team-safety-survey"}),
        (None, None, "feedback at the end of a workshop", {"went-well"}),
        (None, None, "what went wrong in the incident", {"after-action-review"}),
        (100, 9, "get help from peers with a challenge", {"peer-consulting"}),
        (40, 9, "get help among peers", {"troika-consulting"}),
        (None, None, "sort remarks by theem", {"risk-themes"}),
    ],
)
def test_who_asks_for_something_finds_it(
    minutes: int | None, people: int | None, for_: str, codes: set[str]
) -> None:
    found = suggest(minutes, people, for_)
    assert codes <= {one.code for one in found[: len(codes)]}


def test_the_words_of_a_situation_find_what_declares_it() -> None:
    for name, situation in SITUATIONS:
        found = suggest(for_=situation, most=ALL)
        first = [one for one in found if one.kind == "framework"][:2]
        assert name in {one.code for one in first}, situation


@given(st.integers(1, 400), st.integers(1, 60))
def test_nothing_takes_longer_or_needs_more_people_than_there_are(
    minutes: int, people: int
) -> None:
    found = suggest(minutes, people, "learn from what people did and find ideas together", most=ALL)
    for one in found:
        assert len(one.reasons) == 3
        framework = get_framework(one.framework)
        suits = framework.suits
        assert suits
        if one.kind == "framework":
            assert suits.minutes is None or (suits.minutes.least or 0) <= minutes
            assert suits.people is None or suits.people.holds(people)
            continue
        parts = one.parts or (one.code,)
        needed = [framework[code].details.get("minimum_people", 1) for code in parts]
        assert all(isinstance(number, int) and number <= people for number in needed)
        if one.kind == "sequence":
            (sequence,) = (each for each in framework.sequences if each.code == one.code)
            assert sequence.minutes <= minutes
        else:
            printed = framework[one.code].details["minutes"]
            assert isinstance(printed, Mapping)
            assert cast("int", printed.get("min", 0)) <= minutes


@given(st.text(max_size=30))
def test_any_words_are_taken_and_the_answer_is_always_the_same(words: str) -> None:
    assert suggest(for_=words) == suggest(for_=words)


def test_without_words_only_frameworks_are_offered() -> None:
    found = suggest(60, 8, most=ALL)
    assert {one.kind for one in found} == {"framework"}
    assert all(one.reasons[0].startswith("Used to ") for one in found)


def test_unknown_words_find_nothing_and_no_number_is_below_one() -> None:
    assert suggest(for_="xylophone") == ()
    with pytest.raises(ValueError, match="minutes must be at least 1"):
        suggest(0)
    with pytest.raises(ValueError, match="people must be at least 1"):
        suggest(people=-2)


def test_an_extent_says_itself() -> None:
    assert [str(Extent(least=a, most=b)) for a, b in ((3, None), (3, 5), (3, 3), (None, 5))] == [
        "3 or more",
        "3 to 5",
        "3",
        "up to 5",
    ]
    with pytest.raises(ValueError, match="the least, the most"):
        Extent()
