from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given, strategies as st
from jsonschema import Draft202012Validator
from tests.conftest import cases

from improvement_frameworks import framework_ids, get_example, json_schema
from improvement_frameworks.schemas import compare
from improvement_frameworks.schemas.compare import EFFECTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from improvement_frameworks.schemas.compare import Effect

Tree = dict[str, Any]

PERSON: Tree = {
    "$defs": {
        "Colour": {"type": "string", "enum": ["red", "green"], "description": "A colour."},
        "Pet": {"type": "object", "properties": {"kind": {"const": "pet"}}},
        "Car": {"type": "object", "properties": {"kind": {"const": "car"}}},
    },
    "type": "object",
    "title": "Person",
    "properties": {
        "name": {"type": "string", "minLength": 1, "maxLength": 20, "pattern": "^[a-z]+$"},
        "age": {"type": "integer", "minimum": 0, "maximum": 120},
        "colour": {"$ref": "#/$defs/Colour"},
        "tags": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 9},
        "born": {"type": "string", "format": "date"},
        "owns": {"oneOf": [{"$ref": "#/$defs/Pet"}, {"$ref": "#/$defs/Car"}]},
        "notes": {"type": "object", "additionalProperties": True},
    },
    "required": ["name"],
    "additionalProperties": False,
}


def put(path: str, value: object) -> Callable[[Tree], None]:
    def edit(schema: Tree) -> None:
        place, last = find(schema, path)
        place[last] = value

    return edit


def drop(path: str) -> Callable[[Tree], None]:
    def edit(schema: Tree) -> None:
        place, last = find(schema, path)
        del place[last]

    return edit


def find(schema: Tree, path: str) -> tuple[Tree, str]:
    *steps, last = path.split("/")
    for step in steps:
        schema = schema[step]
    return schema, last


def rename_colour(schema: Tree) -> None:
    schema["$defs"]["Shade"] = schema["$defs"].pop("Colour")
    schema["properties"]["colour"] = {"$ref": "#/$defs/Shade"}


EDITS: list[tuple[str, Callable[[Tree], None], Effect, str]] = [
    ("a definition has another name", rename_colour, "none", ""),
    (
        "a constant is a list of one",
        put("$defs/Pet/properties/kind", {"enum": ["pet"]}),
        "none",
        "",
    ),
    (
        "a reference stands in allOf",
        put("properties/colour", {"allOf": [{"$ref": "#/$defs/Colour"}]}),
        "none",
        "",
    ),
    ("the choices change places", lambda s: s["properties"]["owns"]["oneOf"].reverse(), "none", ""),
    ("a title reads differently", put("title", "Human"), "documentation", "/title"),
    (
        "a description reads differently",
        put("$defs/Colour/description", "A shade."),
        "documentation",
        "/properties/colour/description",
    ),
    ("examples are given", put("examples", [{"name": "a"}]), "documentation", "/examples"),
    ("an optional field is new", put("properties/town", {}), "widening", "/properties/town"),
    ("a field is no longer demanded", put("required", []), "widening", "/required"),
    ("a field is now demanded", put("required", ["name", "age"]), "narrowing", "/required"),
    ("a field is gone", drop("properties/age"), "narrowing", "/properties/age"),
    (
        "unknown fields are taken",
        put("additionalProperties", True),
        "widening",
        "/additionalProperties",
    ),
    (
        "unknown fields are refused",
        put("properties/notes/additionalProperties", False),
        "narrowing",
        "/properties/notes/additionalProperties",
    ),
    (
        "a code is new",
        put("$defs/Colour/enum", ["red", "green", "blue"]),
        "widening",
        "/properties/colour/enum",
    ),
    ("a code is gone", put("$defs/Colour/enum", ["red"]), "narrowing", "/properties/colour/enum"),
    (
        "a code is exchanged",
        put("$defs/Colour/enum", ["red", "blue"]),
        "narrowing",
        "/properties/colour/enum",
    ),
    ("any code is taken", drop("$defs/Colour/enum"), "widening", "/properties/colour/enum"),
    (
        "a longer text is taken",
        put("properties/name/maxLength", 21),
        "widening",
        "/properties/name/maxLength",
    ),
    (
        "a text must be shorter",
        put("properties/name/maxLength", 19),
        "narrowing",
        "/properties/name/maxLength",
    ),
    (
        "a text may be empty",
        put("properties/name/minLength", 0),
        "widening",
        "/properties/name/minLength",
    ),
    ("a bound is gone", drop("properties/age/maximum"), "widening", "/properties/age/maximum"),
    (
        "a bound is new",
        put("properties/born/maxLength", 10),
        "narrowing",
        "/properties/born/maxLength",
    ),
    ("a higher least", put("properties/age/minimum", 1), "narrowing", "/properties/age/minimum"),
    ("fewer items do", put("properties/tags/minItems", 0), "widening", "/properties/tags/minItems"),
    (
        "fewer items are taken",
        put("properties/tags/maxItems", 8),
        "narrowing",
        "/properties/tags/maxItems",
    ),
    (
        "no item stands twice",
        put("properties/tags/uniqueItems", True),
        "narrowing",
        "/properties/tags/uniqueItems",
    ),
    ("a pattern is gone", drop("properties/name/pattern"), "widening", "/properties/name/pattern"),
    (
        "a pattern is another",
        put("properties/name/pattern", "^[a-z]*$"),
        "narrowing",
        "/properties/name/pattern",
    ),
    ("a format is gone", drop("properties/born/format"), "widening", "/properties/born/format"),
    (
        "any number is taken",
        put("properties/age/type", "number"),
        "widening",
        "/properties/age/type",
    ),
    (
        "another kind is taken",
        put("properties/age/type", "string"),
        "narrowing",
        "/properties/age/type",
    ),
    (
        "items are of any kind",
        drop("properties/tags/items"),
        "widening",
        "/properties/tags/items/type",
    ),
    (
        "a choice is gone",
        put("properties/owns/oneOf", [{"$ref": "#/$defs/Pet"}]),
        "narrowing",
        "/properties/owns/oneOf/car",
    ),
    (
        "choices that nothing tells apart",
        put("properties/owns/oneOf", [{"$ref": "#/$defs/Pet"}, {"type": "object"}]),
        "unknown",
        "/properties/owns/oneOf",
    ),
    (
        "two choices that look the same",
        put("properties/owns/oneOf", [{"$ref": "#/$defs/Pet"}, {"$ref": "#/$defs/Pet"}]),
        "unknown",
        "/properties/owns/oneOf",
    ),
    ("no choice is left open", drop("properties/owns/oneOf"), "widening", "/properties/owns/oneOf"),
    (
        "a keyword that is not understood",
        put("properties/age/multipleOf", 2),
        "unknown",
        "/properties/age/multipleOf",
    ),
]


@pytest.mark.parametrize(
    ("edit", "effect", "pointer"),
    [pytest.param(*row[1:], id=row[0]) for row in EDITS],
)
def test_each_edit_is_classified(
    edit: Callable[[Tree], None], effect: Effect, pointer: str
) -> None:
    edited = copy.deepcopy(PERSON)
    edit(edited)
    comparison = compare(PERSON, edited)
    assert comparison.effect == effect
    assert pointer in {change.pointer for change in comparison.changes} | {""}


@pytest.mark.parametrize("effect", EFFECTS)
def test_every_effect_has_pairs_and_advice(effect: Effect) -> None:
    assert [row for row in EDITS if row[2] == effect]
    edit = next(row[1] for row in EDITS if row[2] == effect)
    edited = copy.deepcopy(PERSON)
    edit(edited)
    text = compare(PERSON, edited).to_text()
    assert f"In all: {effect}." in text


def test_the_gravest_effect_counts() -> None:
    edited = copy.deepcopy(PERSON)
    edited["properties"]["town"] = {}
    edited["properties"]["name"]["maxLength"] = 5
    assert {change.effect for change in compare(PERSON, edited).changes} == {
        "widening",
        "narrowing",
    }
    assert compare(PERSON, edited).effect == "narrowing"


def test_a_schema_that_refers_to_itself_is_compared() -> None:
    old = {
        "$defs": {"Tree": {"properties": {"child": {"$ref": "#/$defs/Tree"}, "n": {"maximum": 3}}}},
        "$ref": "#/$defs/Tree",
    }
    new = copy.deepcopy(old)
    cast("Tree", new)["$defs"]["Tree"]["properties"]["n"]["maximum"] = 4
    assert compare(old, old).effect == "none"
    assert compare(old, new).effect == "widening"


def test_a_reference_to_nothing_but_itself_is_a_clear_error() -> None:
    loop: Tree = {"$defs": {"A": {"$ref": "#/$defs/A"}}, "$ref": "#/$defs/A"}
    with pytest.raises(ValueError, match="leads back to itself"):
        compare(loop, loop)


ASTRAY: dict[str, tuple[Tree, str]] = {
    "no schema": ({"properties": []}, "no JSON Schema"),
    "a reference to nothing": ({"$ref": "#/$defs/Gone"}, "Gone leads to nothing"),
    "a reference elsewhere": ({"$ref": "https://example.org/x"}, "leads to nothing"),
    "a bound said twice": (
        {"$defs": {"A": {"maxLength": 3}}, "$ref": "#/$defs/A", "maxLength": 9},
        "maxLength is said twice",
    ),
}


@pytest.mark.parametrize(("schema", "message"), cases(ASTRAY))
def test_what_cannot_be_followed_is_told(schema: Tree, message: str) -> None:
    for pair in ((schema, PERSON), (PERSON, schema)):
        with pytest.raises(ValueError, match=message):
            compare(*pair)


@pytest.mark.parametrize("wanted", ["iceberg", "report"])
def test_a_schema_does_not_differ_from_itself(wanted: str) -> None:
    assert compare(json_schema(wanted), json_schema(wanted)).effect == "none"


@pytest.mark.parametrize("wanted", [*framework_ids(), "any-record", "report"])
def test_the_draft_07_copy_differs_in_words_at_most(wanted: str) -> None:
    canonical, older = json_schema(wanted), json_schema(wanted, "draft-07")
    assert compare(canonical, older).effect in {"none", "documentation"}


def _bounds(schema: Tree) -> list[tuple[Tree, str]]:
    """Return every place where a schema demands something that can be loosened or tightened."""
    found: list[tuple[Tree, str]] = []
    waiting: list[Any] = [schema]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            tree = cast("Tree", value)
            keywords = ("maxLength", "pattern", "enum", "required", "maximum", "uniqueItems")
            found += [(tree, key) for key in keywords if key in tree and "$id" not in tree]
            waiting += [inner for key, inner in tree.items() if key != "examples"]
        elif isinstance(value, list):
            waiting += value
    return found


@given(st.data())
def test_a_widening_never_refuses_what_was_accepted(data: st.DataObject) -> None:
    framework = data.draw(st.sampled_from(framework_ids()))
    old = cast("Tree", json_schema(framework))
    new = copy.deepcopy(old)
    for place, keyword in data.draw(
        st.lists(st.sampled_from(_bounds(new)), max_size=3, unique_by=lambda one: id(one[0]))
    ):
        if keyword in {"maxLength", "maximum"}:
            place[keyword] = data.draw(st.integers(1, 20_000))
        elif keyword in {"enum", "required"}:
            place[keyword] = data.draw(st.permutations(place[keyword]))[
                : data.draw(st.integers(1, len(place[keyword])))
            ]
        else:
            del place[keyword]
    document = copy.deepcopy(get_example(framework))
    assert is_valid(old, document)
    assert is_valid(new, document) or compare(old, new).effect == "narrowing"


def is_valid(schema: Tree, document: object) -> bool:
    validator: Any = Draft202012Validator(schema)
    return bool(validator.is_valid(document))
