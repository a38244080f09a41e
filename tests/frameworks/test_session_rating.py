"""The session rating: counts and shares that agree, and no mean."""

from __future__ import annotations

import pytest
from tests.frameworks.made import codes_of, example_of, found, make

from improvement_frameworks import Record, SessionRating, get_framework


def chose(*answers: str, **more: object) -> dict[str, object]:
    return {"answers": list(answers), **more}


def rating(*entries: dict[str, object], **header: object) -> Record:
    return make("session-rating", *entries, **header)


LOWER = ("fair", "poor", "very-poor")


def test_only_the_two_upper_answers_are_those_of_the_workshop() -> None:
    parts = get_framework("session-rating").parts
    assert [part.code for part in parts if part.sources != ("judgement",)] == ["very-good", "good"]


def test_there_is_no_mean() -> None:
    assert not {name for name in dir(SessionRating) if "mean" in name or "score" in name}


@pytest.mark.parametrize(
    ("entries", "voted", "share"),
    [
        ([chose("very-good", count=8), chose("good", count=3)], 12, 11 / 12),
        ([chose("very-good", "good", count=12)], 12, 1.0),
        ([chose("very-good", count=8), chose("good")], 12, None),
        ([chose("very-good", count=8)], 12, None),
        ([chose("very-good", "good", "fair", count=12)], 12, None),
        ([chose("very-good", count=8), chose("good", count=3)], None, None),
        ([chose("very-good", count=0), chose("good", count=0)], 0, None),
    ],
)
def test_the_top_share_is_known_or_not(
    entries: list[dict[str, object]], voted: int | None, share: float | None
) -> None:
    record = rating(*entries, **({} if voted is None else {"voted": voted}))
    assert isinstance(record, SessionRating)
    assert record.top_share() == share


def test_the_result_of_the_workshop_can_be_written_down() -> None:
    record = rating(chose("very-good", "good", share=100))
    assert found(record) == ["RATE-W1 /entries/0/share", "RATE-I2 /entries/0/answers"]
    assert found(example_of("session-rating")) == []


BROKEN: dict[str, tuple[str, Record]] = {
    "a middle where there is none": (
        "RATE-E3 /entries/0/answers/0",
        rating(chose("fair", count=3), scheme="use-of-time-4"),
    ),
    "one vote too few": (
        "RATE-E1 /voted",
        rating(*(chose(code, count=1) for code in ("very-good", "good", *LOWER)), voted=6),
    ),
    "one vote too many": (
        "RATE-E4 /entries/4/count",
        rating(*(chose(code, count=1) for code in ("very-good", "good", *LOWER)), voted=4),
    ),
    "too many votes for one answer": (
        "RATE-E4 /entries/0/count",
        rating(chose("very-good", count=30), voted=28),
    ),
    "an answer twice": (
        "RATE-E5 /entries/1/answers",
        rating(chose("good", count=3), chose("good", count=4), voted=28),
    ),
    "half of them, said to be a quarter": (
        "RATE-E6 /entries/0/share",
        rating(chose("good", count=14, share=25), voted=28),
    ),
    "shares of two answers that make 120": (
        "RATE-E2 /entries",
        rating(chose("very-good", share=80), chose("good", share=40), voted=28),
    ),
    "more voted than were there": ("RATE-W3 /voted", rating(present=12, voted=13)),
    "shares of 103": (
        "RATE-E2 /entries",
        rating(
            *(chose(code, share=20) for code in ("very-good", "good", "fair", "poor")),
            chose("very-poor", share=23),
            voted=30,
        ),
    ),
    "a share of nobody knows how many": (
        "RATE-W1 /entries/0/share",
        rating(chose("good", share=40)),
    ),
    "forty of nothing": ("RATE-W2 /entries/0", rating({"count": 40})),
    "six of thirteen voted": ("RATE-I1 /voted", rating(present=13, voted=6)),
    "two answers as one": ("RATE-I2 /entries/0/answers", rating(chose("good", "fair", count=3))),
}

KEPT: dict[str, Record] = {
    "counts that agree": rating(
        *(chose(code, count=1) for code in ("very-good", "good", *LOWER)), voted=5
    ),
    "some answers only": rating(chose("very-good", count=1), voted=4),
    "one answer without a count": rating(
        *(chose(code, count=1) for code in ("very-good", "good", "fair", "poor")),
        chose("very-poor"),
        voted=9,
    ),
    "shares of 102": rating(
        *(chose(code, share=20) for code in ("very-good", "good", "fair", "poor")),
        chose("very-poor", share=22),
        voted=30,
    ),
    "a rounded share": rating(chose("good", count=1, share=33), voted=3),
    "everybody voted": rating(present=6, voted=6),
    "half of those present": rating(present=12, voted=6),
    "nobody knows who was there": rating(voted=6),
    "four answers": rating(
        *(chose(code, count=1) for code in ("very-good", "good", "poor", "very-poor")),
        scheme="use-of-time-4",
        voted=4,
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_check_finds_what_it_is_for_and_nothing_else_is_found(case: str) -> None:
    expected, record = BROKEN[case]
    assert found(record) == [expected]


def test_every_check_has_a_case() -> None:
    assert codes_of("session-rating") == {expected.split()[0] for expected, _ in BROKEN.values()}


@pytest.mark.parametrize("case", KEPT)
def test_no_check_speaks_where_nothing_is_wrong(case: str) -> None:
    assert found(KEPT[case]) == []
