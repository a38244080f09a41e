"""The profile for language models: what strict structured output takes, and the way back."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Final, Protocol, cast

import pytest
from jsonschema import Draft202012Validator
from tests.consumers.documents import FRAMEWORKS, read_schema, right_documents, wrong_documents

from improvement_frameworks import json_schema, validate
from improvement_frameworks.schemas import from_llm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.schemas.keyword import Schema

    class _Valid(Protocol):
        def is_valid(self, instance: object, /) -> bool: ...


# What the strict modes of the two large providers both took in 2026, by their documentation
KEYWORDS: Final = {
    *("description", "type", "const", "enum", "anyOf", "$ref", "$defs"),
    *("items", "properties", "required", "additionalProperties"),
}
DEEPEST: Final = 5
MOST_PROPERTIES: Final = 5_000
# Faults that strict output prevents, and those that only the canonical schema finds afterwards
PREVENTED: Final = (
    *("FIELD-MISSING", "FRAMEWORK-MISSING", "FRAMEWORK-UNKNOWN"),
    *("VALUE-CODE", "VERSION-FUTURE", "VERSION-MISSING"),
)
LOST: Final = ("VALUE-BLANK", "VALUE-FORM", "VALUE-LONG", "VALUE-TWICE")

each_framework = pytest.mark.parametrize("framework", FRAMEWORKS)
each_schema = pytest.mark.parametrize("wanted", [*FRAMEWORKS, "any-record"])


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


def depth_of(schema: Schema, root: Schema) -> int:
    """Return how many objects deep an answer goes."""
    choice = cast("list[Schema]", schema.get("anyOf", []))
    if choice:
        return max(depth_of(one, root) for one in choice)
    schema = resolve(schema, root)
    if "items" in schema:
        return depth_of(cast("Schema", schema["items"]), root)
    fields = cast("dict[str, Schema]", schema.get("properties", {})).values()
    return 1 + max(depth_of(field, root) for field in fields) if fields else 0


def sayable(framework: str) -> dict[str, Schema]:
    """Return the right documents, without the two fields that are left to people."""
    return {
        name: {
            key: value for key, value in document.items() if key not in {"$schema", "extensions"}
        }
        for name, document in right_documents(framework).items()
    }


@each_schema
def test_only_keywords_that_strict_output_takes(wanted: str) -> None:
    schema = json_schema(wanted, "llm")
    assert schema["type"] == "object"
    assert "anyOf" not in schema
    properties = 0
    for inner in walk(schema):
        assert inner.keys() <= KEYWORDS
        if "$ref" in inner:
            assert inner.keys() == {"$ref"}
        if inner.get("type") == "object":
            fields = cast("Schema", inner["properties"])
            assert fields, "an object that takes anything"
            assert inner["required"] == [*fields]
            assert inner["additionalProperties"] is False
            assert not {"$schema", "extensions"} & fields.keys()
            properties += len(fields)
    assert 0 < properties < MOST_PROPERTIES
    assert depth_of(schema, schema) <= DEEPEST


@each_framework
def test_a_record_goes_out_with_nulls_and_comes_back_the_same(framework: str) -> None:
    schema, any_record = json_schema(framework, "llm"), json_schema("any-record", "llm")
    canonical = validator_of(read_schema(framework))
    for name, document in sayable(framework).items():
        answer = cast("dict[str, object]", answer_with(document, schema, schema))
        assert validator_of(schema).is_valid(answer), name
        assert validator_of(any_record).is_valid({"record": answer}), name
        assert None in answer.values(), name
        assert from_llm(answer) == document, name
        assert from_llm({"record": answer}) == document, name
        assert canonical.is_valid(from_llm(answer)), name


@each_framework
@pytest.mark.parametrize("code", PREVENTED)
def test_strict_output_prevents_wrong_codes_and_missing_fields(framework: str, code: str) -> None:
    schema = json_schema(framework, "llm")
    for name, document in wrong_documents(framework, code).items():
        assert not validator_of(schema).is_valid(answer_with(document, schema, schema)), name


@each_framework
@pytest.mark.parametrize("code", LOST)
def test_the_bounds_that_are_lost_are_found_afterwards(framework: str, code: str) -> None:
    schema = json_schema(framework, "llm")
    for name, document in wrong_documents(framework, code).items():
        answer = cast("dict[str, object]", answer_with(document, schema, schema))
        assert validator_of(schema).is_valid(answer), name
        assert validate(from_llm(answer)).by_code().keys() >= {code}, name


@each_framework
def test_the_model_is_told_in_words_what_it_is_not_held_to(framework: str) -> None:
    schema = json_schema(framework, "llm")
    assert str(schema["description"]).endswith("Null stands for what was not said.")
    fields = cast("dict[str, Schema]", schema["properties"])
    assert str(fields["title"]["description"]).endswith("at most 200 characters.")
    assert str(fields["recorded_on"]["description"]).endswith("Write a date such as 2020-03-16.")
    assert str(fields["tags"]["description"]).endswith("Nothing stands twice.")


def test_fields_of_codes_keep_their_words_where_they_may_stand() -> None:
    entry = cast("dict[str, Schema]", json_schema("iceberg", "llm")["$defs"])["IcebergEntry"]
    kind = cast("dict[str, Schema]", entry["properties"])["structure_kind"]
    assert kind["description"] == "For an underlying structure: what kind of structure it is."


def test_a_language_model_writes_no_reports() -> None:
    with pytest.raises(ValueError, match="not by language models"):
        json_schema("report", "llm")


def test_the_command_line_prints_it() -> None:
    command = [sys.executable, "-m", "improvement_frameworks", "schema", "iceberg"]
    done = subprocess.run(
        [*command, "--profile", "llm"], capture_output=True, encoding="utf-8", check=True
    )
    assert json.loads(done.stdout) == json_schema("iceberg", "llm")
