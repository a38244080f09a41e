"""Pydantic, two validators of JSON Schema and the three forms of each schema agree on documents."""

from __future__ import annotations

import copy
import json
from functools import cache
from typing import TYPE_CHECKING, Final, Protocol, cast

import jsonschema_rs
import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from pydantic import ValidationError
from tests.conftest import for_each

from improvement_frameworks.core.record.field import find_model
from improvement_frameworks.core.registry import (
    get_example,
    get_framework,
    get_record_type,
    published_ids,
)
from improvement_frameworks.schemas.catalogue import json_schema
from improvement_frameworks.schemas.keyword import ANY_RECORD, PROFILES, Profile, Schema

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from improvement_frameworks.problems.problem import Json

    class Valid(Protocol):
        """What the two validators have in common."""

        def is_valid(self, instance: Schema, /) -> bool: ...

    Change = Callable[[Schema], object]
    Judge = Callable[[Schema], bool]

FRAMEWORKS: Final = published_ids()
assert FRAMEWORKS, "no framework is published"


def part_field(document: Schema) -> str:
    return get_framework(str(document["framework"])).part.replace("-", "_")


def entry(document: Schema) -> Schema:
    return cast("list[Schema]", document["entries"])[0]


def give(**fields: Json) -> Change:
    return lambda document: document.update(fields)


def give_entry(**fields: Json) -> Change:
    return lambda document: entry(document).update(fields)


def give_part(code: Json) -> Change:
    return lambda document: entry(document).update({part_field(document): code})


def drop(name: str) -> Change:
    return lambda document: document.pop(name)


WRONG: Final[dict[str, Change]] = {
    "framework missing": drop("framework"),
    "framework unknown": give(framework="icberg"),
    "framework in capitals": give(framework="Iceberg"),
    "framework null": give(framework=None),
    "version missing": drop("schema_version"),
    "version from the future": give(schema_version="2.0"),
    "version as a number": give(schema_version=1),
    "title missing": drop("title"),
    "title null": give(title=None),
    "title empty": give(title=""),
    "title blank": give(title="   "),
    "title blank with unusual spaces": give(title="\u00a0\u3000\u200b\ufeff\u0085"),
    "title on two lines": give(title="one\ntwo"),
    "title on two lines of another system": give(title="one\u2028two"),
    "title too long": give(title="a" * 201),
    "title too long in emoji": give(title="🌱" * 201),
    "title a number": give(title=5),
    "title a list": give(title=["a"]),
    "entries missing": drop("entries"),
    "entries null": give(entries=None),
    "entries an object": give(entries={}),
    "an entry that is null": give(entries=[None]),
    "an entry that is text": give(entries=["text"]),
    "an entry that is empty": give(entries=[{}]),
    "an optional field null": give(notes=None),
    "an optional object null": give(group=None),
    "an optional list null": give(tags=None),
    "an optional day null": give(recorded_on=None),
    "an optional code null": give(group={"name": "Ward", "level": None}),
    "a field that is unknown": give(titel="Huddles"),
    "a field unknown in an object": give(group={"name": "Ward", "size": 4}),
    "a field unknown in an entry": give_entry(txet="Huddles"),
    "a wrong code": give(group={"name": "Ward", "level": "village"}),
    "a code in capitals": give(group={"name": "Ward", "level": "Team"}),
    "a label for a code": give(consent={"status": "Partly given"}),
    "a code with a space": give(group={"name": "Ward", "level": "team "}),
    "a part that is unknown": give_part("no-such-part"),
    "a part that is null": give_part(None),
    "a part by its number": give_part(1),
    "a part in an object": give_part({"code": "events"}),
    "words blank in an entry": give_entry(text=" \n\t "),
    "words empty in an entry": give_entry(text=""),
    "words null in an entry": give_entry(text=None),
    "words a number in an entry": give_entry(text=1),
    "words too long in an entry": give_entry(text="a" * 10_001),
    "an id with a space": give_entry(id="e 1"),
    "an id with a slash": give_entry(id="e/1"),
    "an id with an accent": give_entry(id="é1"),
    "an id that is a number": give_entry(id=1),
    "an id that is empty": give_entry(id=""),
    "an id too long": give_entry(id="e" * 65),
    "a contributor without id": give(contributors=[{"role": "nurse"}]),
    "a contributor's id with a space": give(contributors=[{"id": "c 1"}]),
    "contributors by name only": give(contributors=["nurse"]),
    "30 February": give(recorded_on="2020-02-30"),
    "29 February in a common year": give(recorded_on="2021-02-29"),
    "29 February 2100": give(recorded_on="2100-02-29"),
    "31 April": give_entry(happened_on="2020-04-31"),
    "month 13": give(recorded_on="2020-13-01"),
    "a day as Americans write it": give(recorded_on="03/14/2026"),
    "a day with its time": give(recorded_on="2020-03-16T00:00:00Z"),
    "a day as a number": give(recorded_on=1773446400),
    "a day as a number in text": give(recorded_on="1773446400"),
    "a day in Arabic figures": give(recorded_on="٢٠٢٠-٠٣-١٦"),
    "a day with a space": give(recorded_on=" 2020-03-16"),
    "a day with one figure": give(recorded_on="2020-3-16"),
    "a period without start": give(period={"end": "2020-06-30"}),
    "tags twice": give(tags=["huddle", "huddle"]),
    "tags as text": give(tags="huddle"),
    "a tag that is blank": give(tags=[" "]),
    "a tag too long": give(tags=["a" * 61]),
    "uses twice": give(consent={"status": "given", "uses": ["quote", "quote"]}),
    "evidence as text": give_entry(evidence="seen"),
    "a web address without scheme": give(references=[{"title": "t", "url": "example.org"}]),
    "a script for an address": give(references=[{"title": "t", "url": "javascript:alert(1)"}]),
    "a web address with a space": give(references=[{"title": "t", "url": "https://e.org/a b"}]),
    "a reference without title": give(references=[{"url": "https://example.org"}]),
    "extensions as a list": give(extensions=[]),
    "extensions null": give(extensions=None),
}
RIGHT: Final[dict[str, Change]] = {
    "the worked example": lambda _: None,
    "no entries": give(entries=[]),
    "the schema beside it": give(**{"$schema": "../schemas/v1.0/some.schema.json"}),
    "29 February": give(recorded_on="2020-02-29"),
    "29 February 2000": give(recorded_on="2000-02-29"),
    "a long title": give(title="a" * 200),
    "a long title in emoji": give(title="🌱" * 200),
    "a title with spaces around": give(title="  Huddles  "),
    "a title in another writing": give(title="학습 في المستشفى"),
    "notes on several lines": give(notes="\none\n\ntwo\n"),
    "empty lists": give(tags=[], contributors=[], references=[]),
    "anything in extensions": give(
        extensions={"org.example": {"a": [1, None, True, {"b": "c"}]}, "": None}
    ),
    "an empty purpose": give(purpose={}),
    "a local address": give(references=[{"title": "t", "url": "http://localhost:8000/x?y=z#a"}]),
    "an id with dots, hyphens and underscores": give_entry(id="E.1-a_b"),
    "tags that differ in case": give(tags=["huddle", "Huddle"]),
}

# Python's own regular expressions let one line break through at `$`; ECMA-262, Rust and pydantic
# do not. A schema cannot say it otherwise without look-ahead, which pydantic refuses. So a
# validator that is built on them, as jsonschema is, takes these, and everybody else refuses them.
LET_THROUGH_BY_PYTHON: Final[dict[str, Change]] = {
    "a title that ends in a line break": give(title="Huddles\n"),
    "an id that ends in a line break": give_entry(id="e1\n"),
    "a tag that ends in a line break": give(tags=["huddle\n"]),
    "an address that ends in a line break": give(
        references=[{"title": "t", "url": "https://example.org\n"}]
    ),
}


def by_pydantic(framework: str) -> Judge:
    model = get_record_type(framework)

    def judge(document: Schema) -> bool:
        try:
            model.model_validate_json(json.dumps(document))
        except ValidationError:
            return False
        return True

    return judge


@cache
def in_python(wanted: str, profile: Profile) -> Judge:
    schema = json_schema(wanted, profile)
    kind = Draft202012Validator if "2020-12" in str(schema["$schema"]) else Draft7Validator
    return cast("Valid", kind(schema)).is_valid


@cache
def in_rust(wanted: str, profile: Profile) -> Judge:
    return jsonschema_rs.validator_for(json_schema(wanted, profile)).is_valid


@cache
def judges(framework: str) -> dict[str, Judge]:
    return {
        "pydantic": by_pydantic(framework),
        **{f"jsonschema {one}": in_python(framework, one) for one in PROFILES},
        **{f"jsonschema_rs {one}": in_rust(framework, one) for one in PROFILES},
        **{f"jsonschema_rs any-record {one}": in_rust(ANY_RECORD, one) for one in PROFILES},
    }


def entry_needs_nothing(framework: str) -> bool:
    model = find_model(get_record_type(framework).model_fields["entries"])
    assert model
    return not any(field.is_required() for field in model.model_fields.values())


each_framework = pytest.mark.parametrize("framework", FRAMEWORKS)


def changed(framework: str, change: Change) -> Schema:
    document = copy.deepcopy(cast("Schema", get_example(framework)))
    change(document)
    return document


def takers(framework: str, changes: Mapping[str, Change]) -> dict[str, list[str]]:
    """Return for each change who accepts the document that it makes."""
    assert changes
    made = {name: changed(framework, change) for name, change in changes.items()}
    return {
        name: [who for who, judge in judges(framework).items() if judge(document)]
        for name, document in made.items()
    }


@each_framework
def test_all_accept_what_is_right(framework: str) -> None:
    everyone = list(judges(framework))
    assert takers(framework, RIGHT) == dict.fromkeys(RIGHT, everyone)


@each_framework
def test_all_refuse_what_is_wrong(framework: str) -> None:
    expected: dict[str, list[str]] = {name: [] for name in WRONG}
    if get_framework(framework).open:  # there, a rule asks that the record declares the part
        expected["a part that is unknown"] = list(judges(framework))
    if entry_needs_nothing(framework):
        expected["an entry that is empty"] = list(judges(framework))
    assert takers(framework, WRONG) == expected


@for_each(FRAMEWORKS)
def test_only_validators_on_python_expressions_let_a_last_line_break_through(
    framework: str,
) -> None:
    on_python = [who for who in judges(framework) if who.startswith("jsonschema ")]
    expected = dict.fromkeys(LET_THROUGH_BY_PYTHON, on_python)
    assert takers(framework, LET_THROUGH_BY_PYTHON) == expected


@for_each(FRAMEWORKS)
def test_a_day_with_a_line_break_is_refused_by_all(framework: str) -> None:
    # its length is fixed, which is the guard
    changes = {"a day and a line break": give(recorded_on="2020-03-16\n")}
    assert takers(framework, changes) == {"a day and a line break": []}


@for_each(FRAMEWORKS)
def test_the_example_in_each_schema_is_valid(framework: str) -> None:
    for profile in PROFILES:
        (example,) = cast("list[Schema]", json_schema(framework, profile)["examples"])
        for name, judge in judges(framework).items():
            assert judge(example), (profile, name)


@each_framework
def test_any_record_in_python(framework: str) -> None:
    """This validator tries every framework in turn, which is slow: one right, one wrong."""
    for profile in PROFILES:
        judge = in_python(ANY_RECORD, profile)
        assert judge(changed(framework, RIGHT["the worked example"])), profile
        assert not judge(changed(framework, WRONG["title blank"]))


def test_a_record_of_one_framework_is_none_of_another() -> None:
    for other in FRAMEWORKS:
        judge = by_pydantic(other)
        for framework in FRAMEWORKS:
            assert judge(cast("Schema", get_example(framework))) == (framework == other)


def document(**fields: Json) -> Schema:
    entry: Schema = {"level": "patterns", "text": "Fewer appointments are missed.", **fields}
    return {
        "framework": "iceberg",
        "schema_version": "1.0",
        "title": "Video consultations",
        "entries": [entry],
    }


@pytest.mark.parametrize(
    ("fields", "right"),
    [
        ({}, True),
        ({"occurrences": 3}, True),
        ({"occurrences": 3.0}, True),
        ({"occurrences": 0}, True),
        ({"occurrences": 3.5}, False),
        ({"occurrences": -1}, False),
        ({"occurrences": 1_000_001}, False),
        ({"occurrences": "3"}, False),
        ({"occurrences": True}, False),
        ({"structure_kind": "policies"}, True),
        ({"structure_kind": "policy"}, False),
        ({"structure_kind": ["policies"]}, False),
        ({"explained_by": ["e1", "e2"]}, True),
        ({"explained_by": ["e1", "e1"]}, False),
        ({"explained_by": "e1"}, False),
        ({"explained_by": ["e 1"]}, False),
        ({"first_seen": "2020-04-01", "last_seen": "2020-06-30"}, True),
        ({"first_seen": "April 2020"}, False),
        ({"follow_up": {"status": "done", "due": "2020-09-30"}}, True),
        ({"follow_up": {"status": "finished"}}, False),
        ({"follow_up": {"due": "soon"}}, False),
    ],
)
def test_all_agree_on_the_fields_of_an_iceberg(fields: Schema, right: bool) -> None:  # noqa: FBT001
    found = {name: judge(document(**fields)) for name, judge in judges("iceberg").items()}
    assert set(found.values()) == {right}, found


@pytest.mark.parametrize(
    ("one_off", "right"), [(True, True), (False, True), (1, False), ("yes", False), (None, False)]
)
def test_all_agree_on_yes_and_no(one_off: Json, right: bool) -> None:  # noqa: FBT001
    given = {**document(), "one_off": one_off}
    found = {name: judge(given) for name, judge in judges("iceberg").items()}
    assert set(found.values()) == {right}, found
