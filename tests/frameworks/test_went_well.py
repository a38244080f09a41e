"""Went well / even better if: counts that may be absent, and what the checks find."""

from __future__ import annotations

import pytest
from pydantic import ValidationError
from tests.frameworks.made import codes_of, example_of, found, make, said

from improvement_frameworks import Record, WentWell

# The workshop of 16 July 2020, as its write-up reports it; two answers have no number.
COUNTS = {
    "went-well": [21, 11, 7, 6, 3],
    "even-better": [7, 6, 3, None, None],
}


def well(text: str = "Lunch", **more: object) -> dict[str, object]:
    return {"side": "went-well", "text": text, **more}


def better(text: str = "A longer break", **more: object) -> dict[str, object]:
    return {"side": "even-better", "text": text, **more}


def feedback(*entries: dict[str, object], **header: object) -> Record:
    return make("went-well", *entries, **header)


def test_the_example_is_the_result_of_the_workshop() -> None:
    record = example_of("went-well")
    assert isinstance(record, WentWell)
    sides = record.by_mentions()
    assert {side: [one.mentions for one in entries] for side, entries in sides.items()} == COUNTS
    on_both = {
        f"WWW-I1 /entries/{index}/theme"
        for index, one in enumerate(record.entries)
        if one.side == "even-better" and one.theme in {"Breakout groups", "Speakers"}
    }
    assert len(on_both) == 4
    assert set(found(record)) == on_both | {"WWW-I2 /entries"}


def test_answers_without_a_number_come_last_and_are_not_zero() -> None:
    record = feedback(well("a"), well("b", mentions=2), well("c", mentions=5))
    assert isinstance(record, WentWell)
    assert [one.text for one in record.by_mentions()["went-well"]] == ["c", "b", "a"]
    assert record.by_mentions()["even-better"] == ()
    with pytest.raises(ValidationError):
        feedback(well(mentions=0))


BOTH = (well(), better())
BROKEN: dict[str, tuple[str, Record]] = {
    "only praise": ("WWW-W1 /entries", feedback(well("a"), well("b"))),
    "only wishes": ("WWW-W1 /entries", feedback(better())),
    "seven votes of six people": (
        "WWW-W2 /entries/0/mentions",
        feedback(well(mentions=7), better(mentions=6), counting="one-vote", participants=6),
    ),
    "seven votes of six people for two answers": (
        "WWW-W2 /entries/1/mentions",
        feedback(
            well(mentions=4),
            well("Sun", mentions=3),
            better(mentions=1),
            counting="one-vote",
            participants=6,
        ),
    ),
    "a theme that is written in two ways": (
        "WWW-I1 /entries/1/theme",
        feedback(well(theme="Breaks"), better(theme="breaks")),
    ),
    "a wish open on the day of the next session": (
        "WWW-W3 /entries/1",
        feedback(*BOTH, next_session_on="2020-09-01", recorded_on="2020-09-01"),
    ),
    "a theme on both sides": (
        "WWW-I1 /entries/1/theme",
        feedback(well(theme="Breaks"), better(theme="Breaks")),
    ),
    "one of two counted": ("WWW-I2 /entries", feedback(well(mentions=3), better())),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_check_finds_what_it_is_for_and_nothing_else_is_found(case: str) -> None:
    expected, record = BROKEN[case]
    assert found(record) == [expected]


def test_every_check_has_a_case() -> None:
    assert codes_of("went-well") == {expected.split()[0] for expected, _ in BROKEN.values()}


KEPT: dict[str, Record] = {
    "both questions": feedback(*BOTH),
    "no answers yet": feedback(),
    "as many votes as people": feedback(
        well(mentions=6), better(mentions=6), counting="one-vote", participants=6
    ),
    "more comments than people": feedback(
        well(mentions=9), better(mentions=9), counting="open-comments", participants=6
    ),
    "people unknown": feedback(well(mentions=9), better(mentions=9), counting="one-vote"),
    "the day before the next session": feedback(
        *BOTH, next_session_on="2020-09-01", recorded_on="2020-08-31"
    ),
    "an action works on the wish": feedback(
        well(),
        better(id="e1"),
        next_session_on="2020-09-01",
        recorded_on="2020-09-02",
        actions=[{"text": "Forty minutes instead of thirty", "works_on": ["e1"]}],
    ),
    "two themes": feedback(well(theme="Breaks"), better(theme="Speakers")),
    "a theme twice on one side": feedback(
        well("a", theme="Breaks"), well("b", theme="Breaks"), better()
    ),
    "all counted": feedback(well(mentions=2), better(mentions=1)),
}


@pytest.mark.parametrize("case", KEPT)
def test_no_check_speaks_where_nothing_is_wrong(case: str) -> None:
    assert found(KEPT[case]) == []


def test_a_theme_on_both_sides_is_told_with_the_other_place() -> None:
    _, record = BROKEN["a theme that is written in two ways"]
    told = '"Breaks" is also a theme under "Went well", in /entries/0.'
    assert said(record, "WWW-I1") == told


def test_numbers_are_said() -> None:
    _, record = BROKEN["seven votes of six people"]
    told = 'Mentions under "Went well": 7. People who were asked: 6. Everyone had one vote.'
    assert said(record, "WWW-W2") == told
