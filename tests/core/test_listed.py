"""Codes as a type: a field takes only the words of a closed list, in Python and in the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import pytest
from pydantic import ValidationError
from tests.conftest import cases

from improvement_frameworks import get_framework
from improvement_frameworks.core.record.field import find_model, find_note, is_list
from improvement_frameworks.core.record.header import Consent, Group
from improvement_frameworks.core.record.listed import Listed, camel, code_of, describe, write_title
from improvement_frameworks.core.record.noun import Noun
from improvement_frameworks.core.record.types import (
    ABSENT,
    EMPTY,
    Distinct,
    Line,
    Many,
    Opt,
    OptNoun,
)

if TYPE_CHECKING:
    from improvement_frameworks.problems.problem import Json

ICEBERG = get_framework("iceberg")
Focus = Annotated[str, code_of(ICEBERG, "focus")]


class Picture(Noun):
    """A picture."""

    focus: Focus
    """What it is drawn for."""
    others: Distinct[Focus] = EMPTY
    """What else."""
    group: OptNoun[Group] = ABSENT
    """Whose it is."""
    groups: Many[Group] = EMPTY
    """Whose else."""
    title: Opt[Line] = None
    """Its title."""


@pytest.mark.parametrize("code", ["success", "problem", "neutral"])
def test_codes_of_the_list_are_taken(code: str) -> None:
    assert Picture(focus=code).focus == code


@pytest.mark.parametrize("code", ["Success", "success ", "", "x", "vision", "Something went well"])
def test_anything_else_is_refused(code: str) -> None:
    with pytest.raises(ValidationError):
        Picture(focus=code)


def test_the_schema_has_one_named_definition_with_the_meaning_of_each_code() -> None:
    schema = Picture.model_json_schema()
    definition = cast("dict[str, Json]", schema["$defs"]["IcebergFocus"])
    assert schema["properties"]["focus"]["$ref"] == "#/$defs/IcebergFocus"
    assert schema["properties"]["others"]["items"] == {"$ref": "#/$defs/IcebergFocus"}
    assert definition["enum"] == ["success", "problem", "neutral"]
    assert definition["type"] == "string"
    assert definition["title"] == "Iceberg focus"
    lines = str(definition["description"]).splitlines()
    assert [line.partition(":")[0] for line in lines[1:]] == ["- success", "- problem", "- neutral"]


def test_a_description_says_code_label_and_meaning_on_a_line() -> None:
    for vocabulary in (ICEBERG.part_vocabulary, *ICEBERG.vocabularies):
        first, *lines = describe(vocabulary).splitlines()
        scale = " A scale, from the lowest to the highest." if vocabulary.order == "up" else ""
        assert first == f"{vocabulary.title}.{scale}"
        assert len(lines) == len(vocabulary.terms)
        for line, term in zip(lines, vocabulary.terms, strict=True):
            assert line.startswith(f"- {term.code}: {term.label}. ")
            assert " ".join(term.definition.split()) in line


def test_a_list_that_a_framework_does_not_have_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        code_of(ICEBERG, "colour")


@pytest.mark.parametrize(
    ("code", "name", "words"),
    cases(
        {
            "one word": ("iceberg", "Iceberg", "Iceberg"),
            "several": ("ladder-of-inference", "LadderOfInference", "Ladder of inference"),
            "a figure": ("level2-name", "Level2Name", "Level2 name"),
        }
    ),
)
def test_names(code: str, name: str, words: str) -> None:
    assert camel(code) == name
    assert write_title(name) == words


def test_the_declaration_of_a_field_can_be_read() -> None:
    fields = Picture.model_fields
    lists = {name: find_note(field, Listed) for name, field in fields.items()}
    assert {name: listed.name for name, listed in lists.items() if listed} == {
        "focus": "IcebergFocus",
        "others": "IcebergFocus",
    }
    assert {name: find_model(field) for name, field in fields.items()} == {
        "focus": None,
        "others": None,
        "group": Group,
        "groups": Group,
        "title": None,
    }
    assert [name for name, field in fields.items() if is_list(field)] == ["others", "groups"]
    status = find_note(Consent.model_fields["status"], Listed)
    assert status
    assert status.vocabulary.codes == ("given", "partly", "not-needed", "not-asked")
