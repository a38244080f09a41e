"""The profile for language models: what strict structured output takes, and the way back."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Final, Protocol, cast

import pytest
from jsonschema import Draft202012Validator
from tests.conftest import cases, for_each
from tests.consumers.documents import FRAMEWORKS, read_schema, right_documents, wrong_documents

from improvement_frameworks import json_schema, validate
from improvement_frameworks.schemas import from_llm
from improvement_frameworks.schemas.llm_limit import (
    MOST_NULLS,
    PROVIDERS,
    Provider,
    find_breaches,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.schemas.keyword import Profile, Schema

    class _Valid(Protocol):
        def is_valid(self, instance: object, /) -> bool: ...


# Faults that strict output prevents, and those that only the canonical schema finds afterwards
PREVENTED: Final = (
    *("FIELD-MISSING", "FRAMEWORK-MISSING", "FRAMEWORK-UNKNOWN"),
    *("VALUE-CODE", "VERSION-FUTURE", "VERSION-MISSING"),
)
LOST: Final = ("VALUE-BLANK", "VALUE-FORM", "VALUE-LONG", "VALUE-TWICE")

each_framework = pytest.mark.parametrize("framework", FRAMEWORKS)


def _with_each_provider(*wanted: str) -> dict[str, tuple[str, Provider]]:
    return {f"{name}, {one.name}": (name, one) for name in wanted for one in PROVIDERS}


def validator_of(schema: Schema) -> _Valid:
    return cast("_Valid", Draft202012Validator(schema))


def walk(schema: Schema) -> Iterator[Schema]:
    """Yield a schema and every schema in it."""
    yield schema
    for key in ("$defs", "properties"):
        for inner in cast("dict[str, Schema]", schema.get(key, {})).values():
            yield from walk(inner)
    for one in cast("list[Schema]", schema.get("anyOf", [])):
        yield from walk(one)
    if "items" in schema:
        yield from walk(cast("Schema", schema["items"]))


def resolve(schema: Schema, root: Schema) -> Schema:
    """Return what a schema stands for where it is not null."""
    if "$ref" in schema:
        name = str(schema["$ref"]).removeprefix("#/$defs/")
        return cast("dict[str, Schema]", root["$defs"])[name]
    if "anyOf" in schema:
        first, *_ = cast("list[Schema]", schema["anyOf"])
        return resolve(first, root)
    return schema


def answer_with(document: Json, schema: Schema, root: Schema) -> Json:
    """Write a document as a language model must: every field, with null for what is absent."""
    schema = resolve(schema, root)
    if isinstance(document, list):
        return [answer_with(item, cast("Schema", schema["items"]), root) for item in document]
    if not isinstance(document, dict):
        return document
    fields = cast("dict[str, Schema]", schema["properties"])
    return {
        name: answer_with(document[name], field, root) if name in document else None
        for name, field in fields.items()
    }


def sayable(framework: str) -> dict[str, Schema]:
    """Return the right documents, without the two fields that are left to people."""
    return {
        name: {
            key: value for key, value in document.items() if key not in {"$schema", "extensions"}
        }
        for name, document in right_documents(framework).items()
    }


@for_each(_with_each_provider(*FRAMEWORKS, "any-record"))
def test_strict_output_takes_the_profile(wanted: str, provider: Provider) -> None:
    """The whole profile has more fields that may be null than one provider allows.

    All frameworks at once have more codes than another one does, as the how-to says.
    """
    breaches = find_breaches(json_schema(wanted, "llm"), provider)
    known = {"null"} if provider.most_unions == MOST_NULLS else set[str]()
    if wanted == "any-record" and provider.name == "OpenAI":
        known = {"codes"}
    assert len(breaches) == len(known), breaches
    assert all(word in one for word, one in zip(known, breaches, strict=True))


@for_each(_with_each_provider(*FRAMEWORKS))
def test_strict_output_takes_the_small_profile(framework: str, provider: Provider) -> None:
    assert find_breaches(json_schema(framework, "llm-small"), provider) == ()


@pytest.mark.parametrize("profile", ["llm", "llm-small"])
@for_each(FRAMEWORKS)
def test_every_object_is_closed_and_has_nothing_for_people(
    framework: str, profile: Profile
) -> None:
    schema = json_schema(framework, profile)
    objects = [one for one in walk(schema) if one.get("type") == "object"]
    assert objects
    for one in objects:
        fields = cast("Schema", one["properties"])
        assert fields, "an object that takes anything"
        assert one["required"] == [*fields]
        assert one["additionalProperties"] is False
        assert not {"$schema", "extensions"} & fields.keys()
    refs = {str(one["$ref"]) for one in walk(schema) if "$ref" in one}
    assert refs == {f"#/$defs/{name}" for name in cast("Schema", schema["$defs"])}


SMALL: Final[Schema] = {
    "type": "object",
    "properties": {"a": {"type": "string"}, "b": {"type": "array", "items": {"type": "integer"}}},
    "required": ["a", "b"],
    "additionalProperties": False,
}
OPENAI, ANTHROPIC, GEMINI = PROVIDERS


def with_fields(count: int, field: Schema, *, required: bool = True) -> Schema:
    fields: dict[str, Json] = {f"f{number}": dict(field) for number in range(count)}
    return {**SMALL, "properties": fields, "required": [*fields] if required else []}


NULLABLE: Final[Schema] = {"anyOf": [{"type": "string"}, {"type": "null"}]}
DEEP: Final[Schema] = {
    "$ref": "#/$defs/A",
    "type": "object",
    "$defs": {"A": {"type": "array", "items": {"$ref": "#/$defs/A"}}},
}
BREACHES: Final[dict[str, tuple[Schema, Provider, str]]] = {
    "no object": ({"type": "string"}, GEMINI, "one object"),
    "const": (with_fields(1, {"const": "a"}), GEMINI, "const"),
    "a pattern": (with_fields(1, {"type": "string", "pattern": "a"}), OPENAI, "pattern"),
    "an optional field": (with_fields(1, {}, required=False), OPENAI, "/f0 must be required"),
    "an open object": (with_fields(1, {"type": "object"}), ANTHROPIC, "/f0 is an object"),
    "17 nulls": (with_fields(17, NULLABLE), ANTHROPIC, "17, at most 16"),
    "17 optional fields": (with_fields(17, {}, required=False), ANTHROPIC, "17, at most 16"),
    "too many fields": (with_fields(5_001, {}), OPENAI, "fields: 5001"),
    "too many codes": (with_fields(3, {"enum": [*map(str, range(334))]}), OPENAI, "codes: 1002"),
    "long codes": (with_fields(1, {"enum": ["a" * 120_001]}), OPENAI, "characters"),
}


def test_what_is_within_the_limits_is_taken() -> None:
    for provider in PROVIDERS:
        assert find_breaches(SMALL, provider) == ()
    assert find_breaches(with_fields(16, NULLABLE), ANTHROPIC) == ()
    deep = with_fields(1, SMALL)
    for level in range(2, 12):
        found = find_breaches(deep, OPENAI)
        assert bool(found) is (level > 9), level
        deep = with_fields(1, deep)


@pytest.mark.parametrize(("schema", "provider", "message"), cases(BREACHES))
def test_each_limit_is_kept(schema: Schema, provider: Provider, message: str) -> None:
    (breach,) = find_breaches(schema, provider)
    assert message in breach


def test_a_definition_in_itself_is_told() -> None:
    with pytest.raises(ValueError, match="A contains itself"):
        find_breaches(DEEP, GEMINI)


@for_each(FRAMEWORKS)
def test_a_small_answer_keeps_what_only_the_framework_asks(framework: str) -> None:
    """All that must be said, every list, and the fields of the entries first."""
    canonical, small = json_schema(framework), json_schema(framework, "llm-small")
    required = set(cast("list[str]", canonical["required"]))
    fields = cast("dict[str, Schema]", canonical["properties"])
    lists = {name for name, field in fields.items() if "items" in field}
    asked = cast("dict[str, Schema]", small["properties"])
    assert required | lists <= asked.keys()
    assert str(small["description"]).endswith("Leave a list empty if nothing was said.")
    defs = cast("dict[str, Schema]", canonical["$defs"])
    entry = str(cast("Schema", fields["entries"]["items"])["$ref"]).removeprefix("#/$defs/")
    left = cast("Schema", cast("dict[str, Schema]", small["$defs"])[entry]["properties"])
    for name, field in cast("dict[str, Schema]", defs[entry]["properties"]).items():
        is_object = "follow_up" if "Action" in str(field) else ""
        is_full = str(small).count('"null"'.replace('"', "'")) >= MOST_NULLS
        assert name in left or name == is_object or is_full


@each_framework
def test_a_small_answer_becomes_a_document(framework: str) -> None:
    small = json_schema(framework, "llm-small")
    canonical = validator_of(read_schema(framework))
    for name, document in sayable(framework).items():
        answer = small_answer(document, small, small)
        assert validator_of(small).is_valid(answer), name
        assert canonical.is_valid(from_llm(cast("dict[str, object]", answer))), name


def small_answer(document: Json, schema: Schema, root: Schema) -> Json:
    """Write what a document says as a small answer: with nulls and empty lists."""
    if document is None:
        return [] if resolve(schema, root).get("type") == "array" else None
    schema = resolve(schema, root)
    if isinstance(document, list):
        return [small_answer(item, cast("Schema", schema["items"]), root) for item in document]
    if not isinstance(document, dict):
        return document
    fields = cast("dict[str, Schema]", schema["properties"])
    return {name: small_answer(document.get(name), one, root) for name, one in fields.items()}


@each_framework
def test_a_record_goes_out_with_nulls_and_comes_back_the_same(framework: str) -> None:
    schema, any_record = json_schema(framework, "llm"), json_schema("any-record", "llm")
    canonical = validator_of(read_schema(framework))
    for number, (name, document) in enumerate(sayable(framework).items()):
        answer = cast("dict[str, object]", answer_with(document, schema, schema))
        assert validator_of(schema).is_valid(answer), name
        if not number:  # the validator tries the schemas of all frameworks in turn
            assert validator_of(any_record).is_valid({"record": answer}), name
        assert None in answer.values(), name
        assert from_llm(answer) == document, name
        assert from_llm({"record": answer}) == document, name
        assert canonical.is_valid(from_llm(answer)), name


@each_framework
@for_each(PREVENTED)
def test_strict_output_prevents_wrong_codes_and_missing_fields(code: str, framework: str) -> None:
    schema = json_schema(framework, "llm")
    for name, document in wrong_documents(framework, code).items():
        assert not validator_of(schema).is_valid(answer_with(document, schema, schema)), name


@each_framework
@for_each(LOST)
def test_the_bounds_that_are_lost_are_found_afterwards(code: str, framework: str) -> None:
    schema = json_schema(framework, "llm")
    for name, document in wrong_documents(framework, code).items():
        answer = cast("dict[str, object]", answer_with(document, schema, schema))
        assert validator_of(schema).is_valid(answer), name
        assert validate(from_llm(answer)).by_code().keys() >= {code}, name


@for_each(FRAMEWORKS)
def test_the_model_is_told_in_words_what_it_is_not_held_to(framework: str) -> None:
    schema = json_schema(framework, "llm")
    assert str(schema["description"]).endswith("Use null for what was not said.")
    fields = cast("dict[str, Schema]", schema["properties"])
    assert str(fields["title"]["description"]).endswith("at most 200 characters.")
    assert str(fields["recorded_on"]["description"]).endswith(" A date such as 2020-03-16.")
    assert str(fields["tags"]["description"]).endswith("No duplicates.")


def test_fields_of_codes_keep_their_words_where_they_may_stand() -> None:
    entry = cast("dict[str, Schema]", json_schema("iceberg", "llm")["$defs"])["IcebergEntry"]
    kind = cast("dict[str, Schema]", entry["properties"])["structure_kind"]
    assert kind["description"] == "For an underlying structure: what kind it is. Example: policies."


def test_a_language_model_writes_no_reports_and_small_answers_to_one_framework() -> None:
    for profile in ("llm", "llm-small"):
        with pytest.raises(ValueError, match="not by language models"):
            json_schema("report", profile)
    with pytest.raises(ValueError, match="name the framework"):
        json_schema("any-record", "llm-small")


@pytest.mark.parametrize("profile", ["llm", "llm-small"])
def test_the_command_line_prints_it(profile: Profile) -> None:
    command = [sys.executable, "-m", "improvement_frameworks", "schema", "iceberg"]
    done = subprocess.run(
        [*command, "--profile", profile], capture_output=True, encoding="utf-8", check=True
    )
    assert json.loads(done.stdout) == json_schema("iceberg", profile)
