"""The rules that make a schema work in validators, code generators, editors and form builders.

One test for each rule, over every published schema. The rules are numbered as the project's study
of real consumers numbers them.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, cast

import pytest
from jsonschema import Draft7Validator, Draft202012Validator, ValidationError, validate
from tests.conftest import for_each

from improvement_frameworks.core.record.listed import write_title
from improvement_frameworks.core.record.types import TEXT_FORMS
from improvement_frameworks.core.registry import framework_ids, get_framework, published_ids
from improvement_frameworks.schemas.catalogue import Catalogue
from improvement_frameworks.schemas.keyword import (
    INSIGHT_REPORT,
    PROFILES,
    REPORT,
    TALLY,
    Profile,
    Schema,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from improvement_frameworks.problems.problem import Json

CATALOGUE = Catalogue(published_ids())
KEYS: list[tuple[str, Profile]] = [
    (wanted, profile) for wanted in CATALOGUE.ids for profile in PROFILES
]
RECORDS = sorted(published_ids())
assert RECORDS, "no framework is published"
assert len(KEYS) == 3 * (len(RECORDS) + 4)

ALLOWED = {
    *("$schema", "$id", "$comment", "$ref", "$defs", "title", "description", "examples"),
    *("type", "enum", "const", "oneOf", "format", "pattern", "minLength", "maxLength"),
    *("minimum", "maximum", "items", "minItems", "maxItems", "uniqueItems"),
    *("properties", "required", "additionalProperties"),
}


@cache
def get_schema(wanted: str, profile: Profile) -> Schema:
    return CATALOGUE.schema(wanted, profile)


def each(keys: list[tuple[str, Profile]]) -> Callable[[Callable[[Schema], None]], object]:
    """Ask a test about all of these schemas."""

    def declare(test: Callable[[Schema], None]) -> object:
        def ask(wanted: str, profile: Profile) -> None:
            test(get_schema(wanted, profile))

        ask.__name__ = test.__name__
        return for_each({"-".join(key): key for key in keys})(ask)

    return declare


canonical = each([key for key in KEYS if key[1] == "canonical"])
draft_07 = for_each(CATALOGUE.ids)
form = each([key for key in KEYS if key[1] == "form"])
every = each(KEYS)
record = each([(one, "canonical") for one in RECORDS])


def walk(schema: Schema, place: str = "#") -> Iterator[tuple[str, Schema]]:
    """Yield every schema within a schema, itself first, with its place."""
    yield place, schema
    for key in ("properties", "$defs", "definitions"):
        for name, inner in cast("dict[str, Schema]", schema.get(key, {})).items():
            yield from walk(inner, f"{place}/{key}/{name}")
    for key in ("items", "additionalProperties"):
        only = schema.get(key)
        if isinstance(only, dict):
            yield from walk(only, f"{place}/{key}")
    for index, inner in enumerate(cast("list[Schema]", schema.get("oneOf", []))):
        yield from walk(inner, f"{place}/oneOf/{index}")


def fields(schema: Schema) -> Iterator[tuple[str, Schema, Schema]]:
    """Yield every property: its place, its schema, and the object schema that it belongs to."""
    for place, owner in walk(schema):
        for name, inner in cast("dict[str, Schema]", owner.get("properties", {})).items():
            yield f"{place}/{name}", inner, owner


def definitions(schema: Schema) -> dict[str, Schema]:
    return cast("dict[str, Schema]", schema.get("$defs", {}))


def target(schema: Schema, reference: Schema) -> Schema:
    return definitions(schema)[str(reference["$ref"]).removeprefix("#/$defs/")]


def is_report(schema: Schema) -> bool:
    return any(f":{name}" in str(schema["$id"]) for name in (REPORT, INSIGHT_REPORT, TALLY))


def words(value: Json) -> set[str]:
    """Return every key at every depth of a value, examples left out."""
    if isinstance(value, list):
        return {word for item in value for word in words(item)}
    if isinstance(value, dict):
        return set(value) | {w for k, v in value.items() if k != "examples" for w in words(v)}
    return set()


@canonical
def test_rule_01_dialect_and_small_keyword_set(schema: Schema) -> None:
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)
    for place, inner in walk(schema):
        assert set(inner) <= ALLOWED, place
        assert "oneOf" not in inner or place == "#"


@draft_07
def test_rule_02_draft_07_copy_differs_in_names_only(wanted: str) -> None:
    copy = get_schema(wanted, "draft-07")
    assert copy["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(copy)
    assert "$defs" not in words(copy)
    back = json.dumps(copy).replace("#/definitions/", "#/$defs/")
    back = back.replace('"definitions": {', '"$defs": {', 1)
    original = get_schema(wanted, "canonical")
    assert {**json.loads(back), "$schema": "", "$id": ""} == {**original, "$schema": "", "$id": ""}


@canonical
def test_rule_03_no_unknown_keyword(schema: Schema) -> None:
    for place, inner in walk(schema):
        unknown = [key for key in inner if key.startswith("x-") or key == "discriminator"]
        assert not unknown, place
        assert not set(inner) & {"enumDescriptions", "markdownEnumDescriptions", "enumNames"}, place


@canonical
def test_rule_04_codes_stand_in_one_definition(schema: Schema) -> None:
    lists = [(place, inner) for place, inner in walk(schema) if "enum" in inner]
    assert lists
    for place, inner in lists:
        assert re.fullmatch(r"#/\$defs/[A-Za-z]+", place)
        assert inner["type"] == "string"


@canonical
def test_rule_05_each_code_is_explained_on_a_line_of_its_own(schema: Schema) -> None:
    for place, inner in walk(schema):
        if "enum" not in inner:
            continue
        head, *lines = str(inner["description"]).split("\n")
        assert head
        starts = [f"- {code}: " for code in cast("list[str]", inner["enum"])]
        assert len(lines) == len(starts), place
        for line, start in zip(lines, starts, strict=True):
            assert re.fullmatch(re.escape(start) + r"\S.*\. \S.*", line), line
            assert "`" not in line


@canonical
def test_rule_06_nothing_beside_a_reference_but_words_and_none_beside_a_list(
    schema: Schema,
) -> None:
    references = [(place, inner) for place, inner in walk(schema) if "$ref" in inner]
    assert references
    for place, inner in references:
        is_list = "enum" in target(schema, inner)
        assert set(inner) <= ({"$ref"} if is_list else {"$ref", "description"}), place


@form
def test_rule_07_form_stands_alone_with_words_for_every_field_and_code(schema: Schema) -> None:
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)
    assert not words(schema) & {"$ref", "$defs", "definitions", "enum"}
    for place, inner, _ in fields(schema):
        title = str(inner["title"])
        assert title[0].isupper(), place
        assert "_" not in title
    choices = [inner for place, inner in walk(schema) if "oneOf" in inner and place != "#"]
    assert choices
    for choice in choices:
        for one in cast("list[Schema]", choice["oneOf"]):
            assert list(one) == ["const", "title", "description"]


@canonical
def test_rule_08_titles_on_the_root_and_the_definitions_only(schema: Schema) -> None:
    for place, inner in walk(schema):
        name = re.fullmatch(r"#/\$defs/([A-Za-z]+)", place)
        if name:
            assert inner["title"] == write_title(name[1])
        else:
            assert ("title" in inner) == (place == "#"), place


@every
def test_rule_09_no_any_of_and_no_list_told_twice(schema: Schema) -> None:
    for place, inner in walk(schema):
        assert "anyOf" not in inner, place
        assert not {"enum", "oneOf"} <= set(inner), place


@canonical
def test_rule_10_codes_make_names_in_every_language(schema: Schema) -> None:
    for place, inner in walk(schema):
        codes = cast("list[str]", inner.get("enum", []))
        for code in codes:
            assert re.fullmatch("[a-z][a-z0-9]*(-[a-z0-9]+)*", code), place
        assert len({code.replace("-", "") for code in codes}) == len(codes), place


@record
def test_rule_11_framework_and_version_are_typed_constants_and_required(schema: Schema) -> None:
    properties = cast("dict[str, Schema]", schema["properties"])
    required = cast("list[str]", schema["required"])
    for name in ("framework", "schema_version"):
        assert properties[name]["type"] == "string"
        assert isinstance(properties[name]["const"], str)
        assert name in required
    assert properties["framework"]["const"] in framework_ids()


@every
def test_rule_12_optional_means_absent(schema: Schema) -> None:
    for place, inner in walk(schema):
        assert "default" not in inner, place
        assert inner.get("type") != "null"
        assert isinstance(inner.get("type", ""), str), place


@every
def test_rule_13_objects_are_closed_or_plainly_open(schema: Schema) -> None:
    for place, inner in walk(schema):
        if inner.get("type") != "object":
            continue
        if "properties" in inner:
            assert inner["additionalProperties"] is False, place
        elif inner["additionalProperties"] is not True:
            rest = cast("Schema", inner["additionalProperties"])
            assert rest.get("type") not in (None, "object"), place


@record
def test_rule_14_a_document_may_name_its_schema(schema: Schema) -> None:
    named = cast("dict[str, Schema]", schema["properties"])["$schema"]
    assert named["type"] == "string"
    assert "format" not in named
    assert "$schema" not in cast("list[str]", schema["required"])


@every
def test_rule_15_dates_have_a_pattern_that_says_it_all(schema: Schema) -> None:
    dates = [inner for _, inner in walk(schema) if inner.get("format") == "date"]
    assert dates or is_report(schema)
    for date in dates:
        pattern = str(date["pattern"])
        for good in ("2020-03-16", "2020-02-29", "2000-02-29"):
            assert re.search(pattern, good)
        for bad in (
            "03/14/2026",
            "2026-02-30",
            "2021-02-29",
            "2100-02-29",
            "2020-3-16",
            "٢٠٢٠-٠٣-١٦",
        ):
            assert not re.search(pattern, bad)


@every
def test_rule_16_no_other_format(schema: Schema) -> None:
    assert {str(inner["format"]) for _, inner in walk(schema) if "format" in inner} <= {"date"}


@every
def test_rule_17_patterns_are_anchored_and_plain(schema: Schema) -> None:
    patterns = {str(inner["pattern"]) for _, inner in walk(schema) if "pattern" in inner}
    assert patterns
    for pattern in patterns:
        is_one_class = re.fullmatch(r"\[\^[^\]]+\]", pattern)  # "holds a character other than"
        assert is_one_class or (pattern[0] == "^" and pattern.rstrip(")")[-1] == "$"), pattern
        assert not re.search(r"\(\?[^:]", pattern), "look-around or a flag"
        # No \d \w \s \p \b, no back-reference, and no character by its number: \u is unknown to
        # RE2, PCRE and Perl, and the others write it in other ways.
        outside = re.sub(r"\[[^\]]*\]", "", pattern)
        inside = set(re.findall(r"\\(.)", pattern))
        assert "\\" not in outside, pattern
        assert inside <= {"n", "r", "t", "-"}, pattern
        # Tools write a pattern on one line; PostgreSQL stores no NUL, and few editors half a sign.
        assert not set(pattern) & {"\0", "\n", "\r", "\t"}, pattern
        assert pattern.encode(), pattern


@record
def test_rule_18_required_words_cannot_be_blank(schema: Schema) -> None:
    title = cast("dict[str, Schema]", schema["properties"])["title"]
    assert title["minLength"] == 1
    for blank in (" ", "\t", "\u00a0", "\u0085", "\ufeff", "\u200b", "\u3000", "\n"):
        assert not re.search(str(title["pattern"]), blank + blank)


@record
def test_rule_19_lengths_count_code_points(schema: Schema) -> None:
    title = cast("dict[str, Schema]", schema["properties"])["title"]
    assert title["maxLength"] == 200
    validate("🌱" * 200, title)
    with pytest.raises(ValidationError):
        validate("🌱" * 201, title)


@every
def test_rule_20_no_small_limits_on_lists(schema: Schema) -> None:
    for place, inner in walk(schema):
        assert cast("int", inner.get("maxItems", 21)) > 20, place
        assert inner.get("minItems", 1) == 1, place


def test_rule_21_one_id_at_the_root_and_no_two_alike() -> None:
    schemas = [get_schema(*key) for key in KEYS]
    assert len({str(schema["$id"]) for schema in schemas}) == len(KEYS)
    for schema in schemas:
        for place, inner in walk(schema):
            assert ("$id" in inner) == (place == "#")
            assert str(inner.get("$ref", "#/")).startswith("#/")


@every
def test_rule_22_ids_are_names_not_addresses(schema: Schema) -> None:
    assert str(schema["$id"]).startswith("urn:improvement-frameworks:schema:1.0:")


def test_rule_23_bundle_is_a_plain_choice_of_references() -> None:
    bundle = get_schema("any-record", "canonical")
    assert set(bundle) <= ALLOWED - {"$ref", "type", "properties"}
    kinds = [target(bundle, one) for one in cast("list[Schema]", bundle["oneOf"])]
    tags = [cast("dict[str, Schema]", kind["properties"])["framework"]["const"] for kind in kinds]
    assert tags == RECORDS
    for name, one in definitions(bundle).items():
        assert not {"$defs", "$id", "$schema"} & set(one), name


@every
def test_rule_24_no_conditions(schema: Schema) -> None:
    forbidden = {"if", "then", "else", "allOf", "not", "dependentRequired", "dependentSchemas"}
    for place, inner in walk(schema):
        assert not forbidden & set(inner), place


@record
def test_rule_25_nothing_hinders_a_mechanical_conversion_for_language_models(
    schema: Schema,
) -> None:
    assert schema["type"] == "object"
    inside = {
        name: {str(inner["$ref"]) for _, inner in walk(one) if "$ref" in inner}
        for name, one in definitions(schema).items()
    }
    while inside:  # take away what refers to nothing that is left: a loop would stay
        leaves = [
            name for name, used in inside.items() if not used & {f"#/$defs/{n}" for n in inside}
        ]
        assert leaves, f"definitions that contain themselves: {sorted(inside)}"
        for name in leaves:
            del inside[name]


@canonical
def test_everything_is_described(schema: Schema) -> None:
    described = list(fields(schema))
    assert described
    for place, inner, _ in described:
        own = inner.get("description")
        behind = target(schema, inner).get("description") if "$ref" in inner else None
        assert own or behind, place
    for name, one in definitions(schema).items():
        assert one.get("description"), name
    assert schema["description"]


@every
def test_every_pattern_has_its_meaning_beside_it(schema: Schema) -> None:
    patterns = [(place, inner) for place, inner in walk(schema) if "pattern" in inner]
    assert patterns
    for place, inner in patterns:
        said = str(inner["description"]).lower()
        assert said, place
        if is_report(schema):
            continue
        forms = [form for form in TEXT_FORMS if form.pattern == inner["pattern"]]
        (form,) = [one for one in forms if one.longest == inner["maxLength"]]
        assert said.count(f"{form.expected}.".lower()) == 1, place


@record
def test_lists_of_codes_begin_with_what_the_field_is(schema: Schema) -> None:
    fields = cast("dict[str, Schema]", schema["properties"])
    framework = get_framework(str(fields["framework"]["const"]))
    about = {name: str(one["description"]) for name, one in definitions(schema).items()}
    starts = [said for said in about.values() if said.startswith(f"Which {framework.part} the ")]
    assert len(starts) == 1
    schemes = [said for name, said in about.items() if name.endswith("Scheme")]
    for said in schemes:
        assert said.partition("\n")[0].endswith(f"if left out, {framework.default_scheme.id}.")


@every
def test_the_words_of_others_carry_their_notice(schema: Schema) -> None:
    if "1-2-4-All" in json.dumps(schema):
        assert "Licensed under CC BY-SA 4.0" in str(schema["$comment"])
        assert "Keith McCandless and Nancy White" in str(schema["$comment"])
    assert ("$comment" in schema) != is_report(schema)


@every
def test_descriptions_are_plain_words(schema: Schema) -> None:
    for place, inner in walk(schema):
        description = str(inner.get("description", "A."))
        assert not re.search(r"`|\*\*|>>>|Args:|Examples:|  ", description), place
        assert "enum" in inner or "\n" not in description or "\n- " in description, place
