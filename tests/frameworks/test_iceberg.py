"""The iceberg: its record and its rules, each with what it finds and what it leaves alone."""

from __future__ import annotations

import json
from typing import Final

import pytest
from tests.conftest import cases, for_each

from improvement_frameworks import Iceberg, get_framework, get_rules, validate
from improvement_frameworks.core.rules.rules import run_rules

Fields = dict[str, object]

# A whole iceberg with nothing to find: the cases below change one thing in it.
EVENT: Final[Fields] = {"id": "e1", "level": "events", "text": "A.", "explained_by": ["e2"]}
PATTERN: Final[Fields] = {
    "id": "e2",
    "level": "patterns",
    "text": "B.",
    "explained_by": ["e3"],
    "occurrences": 2,
}
STRUCTURE: Final[Fields] = {
    "id": "e3",
    "level": "structures",
    "text": "C.",
    "explained_by": ["e4"],
}
MODEL: Final[Fields] = {"id": "e4", "level": "mental-models", "text": "We believe D."}
WHOLE: Final = (EVENT, PATTERN, STRUCTURE, MODEL)
KEEP: Final[Fields] = {"text": "Keep it", "works_on": ["e3"], "owner": "nurse"}
TWO: Final = ({"id": "c1", "role": "nurse"}, {"id": "c2", "role": "patient"})


def iceberg(*entries: Fields, **fields: object) -> Iceberg:
    document = {
        "framework": "iceberg",
        "schema_version": "1.0",
        "title": "t",
        "contributors": TWO,
        "actions": [KEEP],
        "entries": entries or WHOLE,
        **fields,
    }
    return Iceberg.model_validate_json(json.dumps(document))


def found(record: Iceberg) -> list[str]:
    issues = run_rules(record, get_rules("iceberg"))
    return [f"{i.code} {i.where.pointer}" for i in issues if i.code not in {"ICE-I1", "REC-E2"}]


def without(entry: Fields, name: str) -> Fields:
    return {key: value for key, value in entry.items() if key != name}


CASES: Final[dict[str, tuple[Iceberg, list[str]]]] = {
    "a whole iceberg": (iceberg(), []),
    "a level that the scheme does not have": (
        iceberg(*WHOLE, scheme="three-levels"),
        ["ICE-E1 /entries/3/level"],
    ),
    "a level that only a wider scheme has": (
        iceberg(*WHOLE, {"level": "vision", "text": "E."}, scheme="five-levels"),
        [],
    ),
    "the same without that scheme": (
        iceberg(*WHOLE, {"level": "vision", "text": "E."}),
        ["ICE-E1 /entries/4/level"],
    ),
    "a link two levels down": (
        iceberg({**EVENT, "explained_by": ["e3"]}, PATTERN, STRUCTURE, MODEL),
        ["ICE-E2 /entries/0/explained_by/0"],
    ),
    "a link upwards": (
        iceberg(EVENT, PATTERN, STRUCTURE, {**MODEL, "explained_by": ["e3"]}),
        ["ICE-E2 /entries/3/explained_by/0"],
    ),
    "a link on the same level": (
        iceberg({**EVENT, "explained_by": ["e2", "e1"]}, PATTERN, STRUCTURE, MODEL),
        ["ICE-E2 /entries/0/explained_by/1"],
    ),
    "a link to nowhere is left to another rule": (
        iceberg({**EVENT, "explained_by": ["e9"]}, PATTERN, STRUCTURE, MODEL),
        [],
    ),
    "stopped at events": (iceberg(EVENT, actions=[]), ["ICE-W1 /entries"]),
    "stopped at patterns": (iceberg(EVENT, PATTERN, actions=[]), ["ICE-W1 /entries"]),
    "stopped at events that are a one-off": (iceberg(EVENT, actions=[], one_off=True), []),
    "stopped at structures": (iceberg(EVENT, PATTERN, STRUCTURE), []),
    "patterns skipped": (iceberg(EVENT, STRUCTURE, MODEL), ["ICE-W2 /entries"]),
    "two levels skipped": (
        iceberg(EVENT, MODEL, actions=[{**KEEP, "works_on": ["e4"]}]),
        ["ICE-W2 /entries", "ICE-W2 /entries"],
    ),
    "a pattern of one event": (
        iceberg(EVENT, without(PATTERN, "occurrences"), STRUCTURE, MODEL),
        ["ICE-W3 /entries/1"],
    ),
    "a pattern of two events": (
        iceberg(EVENT, {**EVENT, "id": "e5"}, without(PATTERN, "occurrences"), STRUCTURE, MODEL),
        [],
    ),
    "a pattern over time": (
        iceberg(
            EVENT,
            {
                **without(PATTERN, "occurrences"),
                "first_seen": "2020-04-06",
                "last_seen": "2020-06-30",
            },
            STRUCTURE,
            MODEL,
        ),
        [],
    ),
    "a pattern with its beginning only": (
        iceberg(
            EVENT,
            {**without(PATTERN, "occurrences"), "first_seen": "2020-04-06"},
            STRUCTURE,
            MODEL,
        ),
        ["ICE-W3 /entries/1"],
    ),
    "a pattern that was counted once": (
        iceberg(EVENT, {**PATTERN, "occurrences": 1}, STRUCTURE, MODEL),
        ["ICE-W3 /entries/1"],
    ),
    "the same words on two levels": (
        iceberg(EVENT, {**PATTERN, "text": "a"}, STRUCTURE, MODEL),
        ["ICE-W4 /entries/1/text"],
    ),
    "the same words on one level": (iceberg(EVENT, {**EVENT, "id": "e5"}, *WHOLE[1:]), []),
    "a structure among the mental models": (
        iceberg(EVENT, PATTERN, STRUCTURE, {**MODEL, "text": "The rota is fixed."}),
        ["ICE-W5 /entries/3/text"],
    ),
    "a belief about a structure": (
        iceberg(EVENT, PATTERN, STRUCTURE, {**MODEL, "text": "We think the rota is fair."}),
        [],
    ),
    "a structure where it belongs": (
        iceberg(EVENT, PATTERN, {**STRUCTURE, "text": "The rota is fixed."}, MODEL),
        [],
    ),
    "nothing will be done": (iceberg(*WHOLE, actions=[]), ["ICE-W6 /actions"]),
    "something will be done about an event": (
        iceberg(*WHOLE, actions=[{**KEEP, "works_on": ["e1", "e2"]}]),
        ["ICE-W6 /actions"],
    ),
    "something will be done about a belief": (
        iceberg(*WHOLE, actions=[{**KEEP, "works_on": ["e4"]}]),
        [],
    ),
    "depth under a one-off": (iceberg(*WHOLE, one_off=True), ["ICE-W7 /one_off"]),
    "depth under what is no one-off": (iceberg(*WHOLE, one_off=False), []),
    "leverage as a figure": (
        iceberg(*WHOLE, actions=[{**KEEP, "text": "Saves 20 %", "leverage": "highest"}]),
        ["ICE-W8 /actions/0/text"],
    ),
    "leverage as a figure in words": (
        iceberg(*WHOLE, actions=[{**KEEP, "text": "12.5 per cent", "leverage": "low"}]),
        ["ICE-W8 /actions/0/text"],
    ),
    "a figure without leverage": (
        iceberg(*WHOLE, actions=[{**KEEP, "text": "Keep the 20 % of visits"}]),
        [],
    ),
    "when a structure was first seen": (
        iceberg(EVENT, PATTERN, {**STRUCTURE, "first_seen": "2020-05-01"}, MODEL),
        ["ICE-W10 /entries/2/first_seen"],
    ),
    "kinds where they do not belong": (
        iceberg(
            EVENT,
            PATTERN,
            {**STRUCTURE, "belief_kind": "value", "structure_kind": "policies"},
            {**MODEL, "structure_kind": "policies", "belief_kind": "value"},
        ),
        ["ICE-W10 /entries/2/belief_kind", "ICE-W10 /entries/3/structure_kind"],
    ),
    "how often an event was noticed": (
        iceberg({**EVENT, "occurrences": 2, "last_seen": "2020-05-01"}, *WHOLE[1:]),
        ["ICE-W10 /entries/0/last_seen", "ICE-W10 /entries/0/occurrences"],
    ),
    "one of two people spoke of mental models": (
        iceberg(EVENT, PATTERN, STRUCTURE, {**MODEL, "contributor": "c1"}),
        [],
    ),
    "one contributor": (iceberg(*WHOLE, contributors=TWO[:1]), ["ICE-W9 /entries"]),
    "nobody named": (iceberg(*WHOLE, contributors=[]), ["ICE-W9 /entries"]),
    "one contributor and no mental models": (
        iceberg(EVENT, PATTERN, without(STRUCTURE, "explained_by"), contributors=TWO[:1]),
        [],
    ),
}


@for_each(dict(CASES))
def test_rules(record: Iceberg, expected: list[str]) -> None:
    assert found(record) == expected


def test_every_rule_is_found_by_a_case() -> None:
    codes = {line.partition(" ")[0] for _, lines in CASES.values() for line in lines}
    own = {rule.problem.code for rule in get_rules("iceberg") if "ICE" in rule.problem.code}
    assert codes == own - {"ICE-I1"}


@pytest.mark.parametrize(
    ("entries", "facts"),
    cases(
        {
            "all levels": (WHOLE, {"filled": 4, "all": 4, "depth": "Mental models"}),
            "one level": ((EVENT,), {"filled": 1, "all": 4, "depth": "Events"}),
            "a gap": (
                (EVENT, STRUCTURE),
                {"filled": 2, "all": 4, "depth": "Underlying structures"},
            ),
        }
    ),
)
def test_the_depth_is_told(entries: tuple[Fields, ...], facts: Fields) -> None:
    (issue,) = validate(iceberg(*entries).to_json(), select=["ICE-I1"]).issues
    assert dict(issue.params) == facts
    assert issue.severity == "info"


def test_an_iceberg_without_entries_has_no_depth() -> None:
    assert Iceberg.blank().depth is None
    assert not validate(Iceberg.blank(), select=["ICE"]).issues


def test_what_is_missing_is_asked_in_the_words_of_the_framework() -> None:
    (issue,) = validate(iceberg(EVENT, STRUCTURE, MODEL), select=["ICE-W2"]).issues
    assert issue.params["label"] == "Patterns"
    assert "What trends have there been over time?" in issue.hint


def test_a_wrong_level_is_told_with_those_of_the_scheme() -> None:
    (issue,) = validate(iceberg(*WHOLE, scheme="three-levels"), select=["ICE-E1"]).issues
    assert issue.params["part"] == '"mental-models"'
    assert issue.params["scheme"] == "three-levels"
    assert issue.params["parts"] == ("events", "patterns", "structures")


def test_an_iceberg_of_a_success_is_as_good_as_one_of_a_problem() -> None:
    for focus in get_framework("iceberg").vocabulary("focus").codes:
        assert found(iceberg(focus=focus)) == []
