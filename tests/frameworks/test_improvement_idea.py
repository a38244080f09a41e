"""Improvement ideas: the loop from asking to telling back, and how soon people are answered."""

from __future__ import annotations

import pytest
from tests.frameworks.made import codes_of, example_of, found as found_with_notes, make, said

from improvement_frameworks import ImprovementIdea, Record, get_framework


def idea(stage: str = "heard", **more: object) -> dict[str, object]:
    return {"stage": stage, "text": "Two cars on Mondays.", **more}


def ideas(*entries: dict[str, object], **header: object) -> Record:
    return make("improvement-idea", *entries, **header)


def found(record: Record) -> list[str]:
    """Leave out the summary, which every record with an idea has."""
    return [one for one in found_with_notes(record) if one != "LOOP-I1 /entries"]


def days(count: int) -> list[dict[str, object]]:
    return [{"on": "2020-06-02", "day": "good"}] * count


def reply(on: str) -> dict[str, object]:
    return {"text": "Yes.", "on": on}


def test_the_loop_has_five_stages() -> None:
    framework = get_framework("improvement-idea")
    assert [part.label for part in framework.parts] == [
        "Asked",
        "Heard",
        "Answered",
        "Changed",
        "Told back",
    ]


def test_the_wait_for_a_reply_is_counted_in_days() -> None:
    record = example_of("improvement-idea")
    assert isinstance(record, ImprovementIdea)
    assert [record.days_to_reply(one) for one in record.entries] == [3, 1]
    assert found(record) == []
    late = ideas(
        idea(raised_on="2020-06-02", replies=[reply("2020-06-20"), reply("2020-06-05")]), idea()
    )
    assert isinstance(late, ImprovementIdea)
    assert [late.days_to_reply(one) for one in late.entries] == [3, None]
    assert said(late, "LOOP-I1").endswith("Median days to the first reply: 3.")
    assert said(ideas(idea()), "LOOP-I1").endswith("Median days to the first reply: not known.")


BROKEN: dict[str, tuple[str, Record]] = {
    "changed before it was raised": (
        "LOOP-E1 /entries/0/changed_on",
        ideas(idea("told-back", raised_on="2020-06-02", changed_on="2020-06-01")),
    ),
    "told back before it was raised": (
        "LOOP-E1 /entries/0/told_back_on",
        ideas(idea("told-back", raised_on="2020-06-02", told_back_on="2020-06-01")),
    ),
    "answered before it was raised": (
        "LOOP-E1 /entries/0/replies/1/on",
        ideas(idea(raised_on="2020-06-02", replies=[reply("2020-06-02"), reply("2020-06-01")])),
    ),
    "closed and only changed": (
        "LOOP-E2 /entries/0/status",
        ideas(idea("answered", status="closed")),
    ),
    "no reply after fifteen days": (
        "LOOP-W1 /entries/0/raised_on",
        ideas(idea(raised_on="2020-06-02"), recorded_on="2020-06-17"),
    ),
    "changed and nobody told": (
        "LOOP-W2 /entries/0/changed_on",
        ideas(idea("changed", changed_on="2020-06-08")),
    ),
    "not now, without a reason": ("LOOP-W3 /entries/0/status", ideas(idea(status="not-now"))),
    "four days to be published": (
        "LOOP-W4 /days",
        ideas(days=days(4), consent={"status": "given", "uses": ["publish"]}),
    ),
}

KEPT: dict[str, Record] = {
    "all on one day": ideas(
        idea(
            "told-back",
            raised_on="2020-06-02",
            replies=[reply("2020-06-02")],
            changed_on="2020-06-02",
            told_back_on="2020-06-02",
        )
    ),
    "closed and told back": ideas(idea("told-back", status="closed")),
    "no reply after fourteen days": ideas(idea(raised_on="2020-06-02"), recorded_on="2020-06-16"),
    "a reply without a day": ideas(
        idea(raised_on="2020-06-02", replies=[{"text": "Yes."}]), recorded_on="2020-12-31"
    ),
    "changed and told": ideas(idea("changed", changed_on="2020-06-08", told_back_on="2020-06-08")),
    "not now, with a reason": ideas(idea(status="not-now", reason="The rota is fixed.")),
    "five days to be published": ideas(
        days=days(5), consent={"status": "given", "uses": ["publish"]}
    ),
    "four days for the group": ideas(
        days=days(4), consent={"status": "given", "uses": ["learn-in-group"]}
    ),
    "no ideas yet": ideas(),
}


def test_the_summary_is_only_for_records_with_ideas() -> None:
    assert found_with_notes(ideas()) == []
    assert found_with_notes(ideas(idea())) == ["LOOP-I1 /entries"]


@pytest.mark.parametrize("case", BROKEN)
def test_a_check_finds_what_it_is_for_and_nothing_else_is_found(case: str) -> None:
    expected, record = BROKEN[case]
    assert found(record) == [expected]


def test_every_check_has_a_case() -> None:
    cases = {expected.split()[0] for expected, _ in BROKEN.values()}
    assert codes_of("improvement-idea") == cases | {"LOOP-I1"}


@pytest.mark.parametrize("case", KEPT)
def test_no_check_speaks_where_nothing_is_wrong(case: str) -> None:
    assert found(KEPT[case]) == []
