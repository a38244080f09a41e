"""The rules of every record: each finds what it should, where it is, and leaves alone the rest."""

from __future__ import annotations

import json
from typing import cast

import pytest
from tests.conftest import for_each

from improvement_frameworks import Iceberg
from improvement_frameworks.core.registry import find_rule, get_shared_rules
from improvement_frameworks.core.rules.rules import run_rules

Fields = dict[str, object]


def entry(**more: object) -> Fields:
    return {"level": "events", "text": "a", **more}


def action(**fields: object) -> Fields:
    return {"text": "a", "owner": "nurse", "works_on": ["e1"], **fields}


def acting(*actions: Fields, **fields: object) -> Fields:
    header = {"recorded_on": "2020-03-16", "entries": [entry(id="e1")]}
    return {**header, "actions": list(actions), **fields}


def follow_up(**fields: object) -> Fields:
    return {"recorded_on": "2020-03-16", "entries": [entry(follow_up=fields)]}


CASES: dict[str, tuple[Fields, list[str]]] = {
    "nothing to find": (
        {
            "contributors": [{"id": "c1"}, {"id": "c2"}],
            "period": {"start": "2020-03-16", "end": "2020-03-16"},
            "recorded_on": "2020-03-16",
            "entries": [
                entry(id="e1", contributor="c1", happened_on="2020-03-16"),
                entry(id="e2", explained_by=["e1"]),
            ],
        },
        [],
    ),
    "entries without ids are no doubles": ({"entries": [entry(), entry()]}, []),
    "an entry and a contributor may share an id": (
        {"contributors": [{"id": "a"}], "entries": [entry(id="a", contributor="a")]},
        [],
    ),
    "an entry's id twice": (
        {"entries": [entry(id="e1"), entry(), entry(id="e1")]},
        ["REC-E1 /entries/2/id"],
    ),
    "an entry's id three times": (
        {"entries": [entry(id="e1"), entry(id="e1"), entry(id="e1")]},
        ["REC-E1 /entries/1/id", "REC-E1 /entries/2/id"],
    ),
    "a contributor's id twice": (
        {"contributors": [{"id": "c1"}, {"id": "c1"}], "entries": [entry()]},
        ["REC-E1 /contributors/1/id"],
    ),
    "an unknown contributor": (
        {"contributors": [{"id": "c1"}], "entries": [entry(contributor="c2")]},
        ["REC-E2 /entries/0/contributor"],
    ),
    "an entry is no contributor": (
        {"entries": [entry(id="e1", contributor="e1")]},
        ["REC-E2 /entries/0/contributor"],
    ),
    "an unknown entry in a list": (
        {"entries": [entry(id="e1"), entry(explained_by=["e1", "e9"])]},
        ["REC-E2 /entries/1/explained_by/1"],
    ),
    "an unknown entry elsewhere": (
        {"entries": [entry()], "actions": [action(works_on=["e9"])]},
        ["REC-E2 /actions/0/works_on/0"],
    ),
    "a period that runs backwards": (
        {"period": {"start": "2020-03-16", "end": "2020-03-15"}, "entries": [entry()]},
        ["REC-E3 /period/end"],
    ),
    "a period that goes on": ({"period": {"start": "2020-03-16"}, "entries": [entry()]}, []),
    "happened after it was recorded": (
        {
            "recorded_on": "2020-03-16",
            "entries": [entry(happened_on="2020-03-16"), entry(happened_on="2020-03-17")],
        },
        ["REC-E4 /entries/1/happened_on"],
    ),
    "a day without a day of recording": ({"entries": [entry(happened_on="2020-03-17")]}, []),
    "no entries": ({"entries": []}, ["REC-W1 /entries"]),
    "a day ten years ahead": (
        acting(action(due="2030-03-17"), action(due="2030-03-18")),
        [
            "REC-W7 /actions/1/due",
        ],
    ),
    "days far ahead wherever they are": (
        {
            "recorded_on": "2020-03-16",
            "period": {"start": "2020-03-01", "end": "2199-03-31"},
            "entries": [entry(level="patterns", first_seen="2020-01-01", last_seen="2120-01-01")],
        },
        ["REC-W7 /period/end", "REC-W7 /entries/0/last_seen"],
    ),
    "nobody was asked, and it will be published": (
        {
            "consent": {"status": "not-asked", "uses": ["learn-in-group", "quote", "publish"]},
            "entries": [entry()],
        },
        ["REC-E7 /consent/uses"],
    ),
    "nobody was asked, and it stays in the group": (
        {"consent": {"status": "not-asked", "uses": ["learn-in-group"]}, "entries": [entry()]},
        [],
    ),
    "people agreed to its publication": (
        {"consent": {"status": "given", "uses": ["publish"]}, "entries": [entry()]},
        [],
    ),
    "an action with all that is asked of it": (acting(action(due="2020-03-16")), []),
    "an action that nobody owns": (acting(action(), action(owner=None)), ["REC-W2 /actions/1"]),
    "a follow-up that nobody owns": (follow_up(text="a"), ["REC-W2 /entries/0/follow_up"]),
    "a finished action needs no owner": (
        acting(action(owner=None, status="done", outcome="b")),
        [],
    ),
    "an open action after its day": (
        acting(
            action(due="2020-03-15"),
            action(due="2020-03-15", status="in-progress"),
            action(due="2020-03-15", status="done", outcome="b"),
        ),
        ["REC-W3 /actions/0/due", "REC-W3 /actions/1/due"],
    ),
    "a follow-up after its day": (
        follow_up(text="a", owner="nurse", due="2020-03-01"),
        ["REC-W3 /entries/0/follow_up/due"],
    ),
    "nobody knows whether a day has passed": (
        acting(action(due="2020-03-01"), recorded_on=None),
        [],
    ),
    "finished actions without an outcome": (
        acting(action(status="done"), action(status="dropped"), action(status="planned")),
        ["REC-W4 /actions/0", "REC-W4 /actions/1"],
    ),
    "an action that works on nothing": (acting(action(works_on=[])), ["REC-W5 /actions/0"]),
    "a follow-up works on its entry": (follow_up(text="a", owner="nurse"), []),
    "a tag that a shared list does not have": (
        {
            "tags": ["nhs-reset:social-care", "nhs-reset:care"],
            "entries": [entry(tags=["a:b", "x"])],
        },
        ["REC-W8 /tags/1"],
    ),
    "a tag of an entry with a misspelt code": (
        {"entries": [entry(tags=["ahsn-reset:evalution"])]},
        ["REC-W8 /entries/0/tags/0"],
    ),
    "an action without words": (acting(action(text=None)), ["REC-W6 /actions/0"]),
    "a follow-up without words of an entry that has them": (
        {"entries": [entry(follow_up={"owner": "Sister", "due": "2020-08-01"})]},
        [],
    ),
}


def drop_none(value: object) -> object:
    if isinstance(value, dict):
        fields = cast("Fields", value)
        return {name: drop_none(one) for name, one in fields.items() if one is not None}
    return (
        [drop_none(one) for one in cast("list[object]", value)]
        if isinstance(value, list)
        else value
    )


@for_each(CASES)
def test_rules_of_every_record(fields: Fields, expected: list[str]) -> None:
    head: Fields = {"framework": "iceberg", "schema_version": "1.0", "title": "t"}
    record = Iceberg.model_validate_json(json.dumps(drop_none({**head, **fields})))
    issues = run_rules(record, get_shared_rules())
    assert [f"{issue.code} {issue.where.pointer}" for issue in issues] == expected


@pytest.mark.parametrize("use", ["publish", "quote", "share-in-organisation"])
def test_each_use_beyond_the_group_needs_consent(use: str) -> None:
    record = Iceberg.model_validate(
        {
            "framework": "iceberg",
            "schema_version": "1.0",
            "title": "t",
            "consent": {"status": "not-asked", "uses": ["learn-in-group", use]},
            "entries": [entry()],
        }
    )
    (told,) = run_rules(record, [find_rule("REC-E7")])
    assert told.params["uses"] == (use,)


def test_a_reference_to_nowhere_offers_the_nearest_id() -> None:
    record = Iceberg.model_validate(
        {
            "title": "t",
            "framework": "iceberg",
            "schema_version": "1.0",
            "entries": [entry(id="huddle"), entry(explained_by=["hudle"])],
        }
    )
    (issue,) = run_rules(record, [find_rule("REC-E2")])
    assert "Did you mean huddle?" in issue.message
    assert issue.params["id"] == "hudle"


def test_an_id_that_stands_twice_is_named_with_its_number() -> None:
    record = Iceberg.model_validate(
        {
            "title": "t",
            "framework": "iceberg",
            "schema_version": "1.0",
            "entries": [entry(id="e1"), entry(id="e1"), entry(id="e1")],
        }
    )
    first, _ = run_rules(record, [find_rule("REC-E1")])
    assert first.params == {"id": "e1", "times": 3, "list": "entries"}
