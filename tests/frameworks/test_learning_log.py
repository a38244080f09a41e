"""The learning log: a week or a day, and an answer to what has gone wrong."""

from __future__ import annotations

import pytest
from tests.frameworks.made import codes_of, example_of, found, make, said

from improvement_frameworks import LearningLog, Record, get_framework


def answer(question: str, text: str = "Labels ran out.") -> dict[str, object]:
    return {"question": question, "text": text}


WRONG = answer("gone-wrong")


def log(*entries: dict[str, object], **header: object) -> Record:
    return make("learning-log", *entries, **header)


def test_both_logs_have_three_questions() -> None:
    framework = get_framework("learning-log")
    assert framework.scheme("weekly-log").parts == ("different", "learnt", "gone-wrong")
    assert framework.scheme("take-five").parts == ("thanks", "next-shift", "tomorrow")
    assert found(example_of("learning-log")) == []


def test_a_log_knows_how_long_a_time_it_covers() -> None:
    week, day = log(), log(scheme="take-five")
    assert isinstance(week, LearningLog)
    assert isinstance(day, LearningLog)
    assert (week.most_days, day.most_days) == (7, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Nothing",
        "nothing.",
        "None!",
        "N/A",
        "n/a",
        "Nil",
        "No problems",
        "All good",
        "all well.",
        "Nothing has gone wrong",
        "Nothing this week.",
        "Nothing to report",
        "No",
    ],
)
def test_nothing_is_not_taken(text: str) -> None:
    assert found(log(answer("gone-wrong", text))) == ["LRN-W2 /entries/0/text"]


@pytest.mark.parametrize(
    "text",
    [
        "Nothing was ready at nine.",
        "No labels.",
        "Nobody rang.",
        "None of the labels fitted.",
        "All good labels were used up.",
    ],
)
def test_something_that_begins_like_nothing_is_taken(text: str) -> None:
    assert found(log(answer("gone-wrong", text))) == []


BROKEN: dict[str, tuple[str, Record]] = {
    "thanks in a week": ("LRN-E1 /entries/1/question", log(WRONG, answer("thanks"))),
    "not said what went wrong": ("LRN-W1 /entries", log(answer("learnt"))),
    "nothing went wrong": ("LRN-W2 /entries/0/text", log(answer("gone-wrong", " Nothing "))),
    "eight days": (
        "LRN-W3 /period/end",
        log(WRONG, period={"start": "2020-05-04", "end": "2020-05-11"}),
    ),
    "two days of Take Five": (
        "LRN-W3 /period/end",
        log(
            answer("thanks"),
            scheme="take-five",
            period={"start": "2020-05-04", "end": "2020-05-05"},
        ),
    ),
}

KEPT: dict[str, Record] = {
    "seven days": log(WRONG, period={"start": "2020-05-04", "end": "2020-05-10"}),
    "a week that goes on": log(WRONG, period={"start": "2020-05-04"}),
    "Take Five does not ask what went wrong": log(answer("thanks"), scheme="take-five"),
    "nothing was learnt": log(WRONG, answer("learnt", "Nothing")),
    "no answers yet": log(),
}


def test_the_question_is_asked_again() -> None:
    _, record = BROKEN["not said what went wrong"]
    assert said(record, "LRN-W1") == 'No answer is given to "What has gone wrong?".'


@pytest.mark.parametrize("case", BROKEN)
def test_a_check_finds_what_it_is_for_and_nothing_else_is_found(case: str) -> None:
    expected, record = BROKEN[case]
    assert found(record) == [expected]


def test_every_check_has_a_case() -> None:
    assert codes_of("learning-log") == {expected.split()[0] for expected, _ in BROKEN.values()}


@pytest.mark.parametrize("case", KEPT)
def test_no_check_speaks_where_nothing_is_wrong(case: str) -> None:
    assert found(KEPT[case]) == []
