"""How a schema is made: the normal form, the bundle and the derived forms, on small models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final, cast

import pytest
from attrs import evolve
from pydantic import Field, JsonValue

from improvement_frameworks.core.content.source import JUDGEMENT
from improvement_frameworks.core.content.vocabulary import Term, Vocabulary
from improvement_frameworks.core.errors import ContentError
from improvement_frameworks.core.record.listed import Known, Listed
from improvement_frameworks.core.record.noun import Noun
from improvement_frameworks.core.record.types import (
    BLANK,
    CODE,
    EMPTY,
    LINE,
    PROSE,
    Extensions,
    Line,
    Many,
    Opt,
    Prose,
)
from improvement_frameworks.schemas.bundle import bundle_schemas
from improvement_frameworks.schemas.generate import generate_schema
from improvement_frameworks.schemas.listing import find_lists
from improvement_frameworks.schemas.profile import rename_for_draft_07, spell_out_for_forms

if TYPE_CHECKING:
    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.schemas.keyword import Schema

WEATHERS: Final = Vocabulary(
    id="weather",
    title="What the weather is like",
    terms=(
        Term(code="dry", label="Dry", definition="No rain.", sources=(JUDGEMENT,)),
        Term(code="wet", label="Wet", definition="Rain.\n", sources=(JUDGEMENT,)),
    ),
)
Weather = Annotated[str, Listed(WEATHERS, "GardenWeather")]


class GardenBed(Noun):
    """A place where things grow.

    This paragraph is for programmers.
    """

    name: Line
    """What it is called,
    in one line."""
    weather: Opt[Weather] = None
    """How it is there."""


class SmallGarden(Noun):
    """A garden."""

    first: GardenBed
    """The bed by the door."""
    second: Opt[GardenBed] = None
    """A place where things grow."""
    weather: Weather
    """The weather over all of it."""
    beds: Many[GardenBed] = EMPTY
    """The other beds."""
    default: Opt[Prose] = None
    """A field with the name of a keyword."""
    extensions: Opt[Extensions] = None
    """What else there is."""


def test_the_whole_of_a_small_schema() -> None:
    schema = generate_schema(SmallGarden)
    fields = cast("dict[str, Schema]", schema["properties"])
    defs = cast("dict[str, Schema]", schema.pop("$defs"))
    prose = str(fields["default"].pop("pattern"))
    assert prose == f"[^{BLANK}]"
    assert schema == {
        "title": "Small garden",
        "description": "A garden.",
        "type": "object",
        "properties": {
            "first": {"description": "The bed by the door.", "$ref": "#/$defs/GardenBed"},
            "second": {"$ref": "#/$defs/GardenBed"},  # which says the same of itself
            "weather": {"$ref": "#/$defs/GardenWeather"},
            "beds": {
                "description": "The other beds.",
                "type": "array",
                "items": {"$ref": "#/$defs/GardenBed"},
            },
            "default": {
                "description": f"A field with the name of a keyword. {PROSE.sentence}",
                "type": "string",
                "minLength": 1,
                "maxLength": 10_000,
            },
            "extensions": {
                "description": "What else there is.",
                "type": "object",
                "additionalProperties": True,
            },
        },
        "required": ["first", "weather"],
        "additionalProperties": False,
    }
    assert list(defs) == ["GardenBed", "GardenWeather"]
    assert defs["GardenWeather"] == {
        "title": "Garden weather",
        "description": "What the weather is like.\n- dry: Dry. No rain.\n- wet: Wet. Rain.",
        "type": "string",
        "enum": ["dry", "wet"],
    }
    assert defs["GardenBed"]["description"] == "A place where things grow."
    bed = cast("dict[str, Schema]", defs["GardenBed"]["properties"])
    assert bed["name"]["description"] == "What it is called, in one line. " + LINE.sentence


def test_an_open_list_has_its_codes_and_the_form_of_others() -> None:
    weathers = evolve(WEATHERS, open=True)
    form = Known(CODE.pattern, CODE.longest, CODE.expected, words=weathers, name="OpenWeather")

    class OpenGarden(Noun):
        """A garden."""

        weather: Annotated[str, form]
        """How it is there."""

    (defined,) = cast("dict[str, Schema]", generate_schema(OpenGarden)["$defs"]).values()
    first, dry, wet, rest = str(defined["description"]).split("\n")
    assert first == f"What the weather is like. {CODE.sentence}"
    assert (dry, wet) == ("- dry: Dry. No rain.", "- wet: Wet. Rain.")
    assert rest.startswith("Not all are known.")
    assert defined["pattern"] == CODE.pattern


def shuffle(value: Json, *, keep_order: bool = False) -> Json:
    """Write a schema as another release might: keys in another order, more titles."""
    if isinstance(value, list):
        return [shuffle(item) for item in value]
    if not isinstance(value, dict):
        return value
    names = list(value) if keep_order else sorted(value, reverse=True)
    done = {name: shuffle(value[name], keep_order=name == "properties") for name in names}
    return {"title": "Noise", "default": None, **done} if "type" in value else done


def test_the_order_and_the_extras_of_another_pydantic_do_not_matter() -> None:
    class Otherwise(SmallGarden):
        @classmethod
        def model_json_schema(cls, *_args: Any, **_options: Any) -> dict[str, Any]:  # noqa: ANN401
            raw = cast("Json", SmallGarden.model_json_schema())
            return cast("dict[str, Any]", shuffle(raw))

    Otherwise.__name__ = "SmallGarden"
    assert SmallGarden.model_json_schema() != Otherwise.model_json_schema()
    assert str(generate_schema(Otherwise)) == str(generate_schema(SmallGarden))


class Union(Noun):
    either: int | str


class Nullable(Noun):
    maybe: int | None = None


class Above(Noun):
    number: Annotated[int, Field(gt=3)]


class Anything(Noun):
    value: JsonValue


class Beside(Noun):
    weather: Annotated[Weather, Field(examples=["dry"])]


class Pair(Noun):
    pair: tuple[int, str]


@pytest.mark.parametrize(
    ("model", "place", "problem"),
    [
        (Union, "/properties/either", "anyOf"),
        (Nullable, "/properties/maybe", "anyOf"),
        (Above, "/properties/number", "exclusiveMinimum"),
        (Anything, "/properties/value", "any shape"),
        (Beside, "/properties/weather", "'examples' stands beside a reference"),
        (Pair, "/properties/pair", "prefixItems"),
    ],
)
def test_what_is_not_portable_is_refused(model: type[Noun], place: str, problem: str) -> None:
    with pytest.raises(ContentError, match=problem) as caught:
        generate_schema(model)
    assert caught.value.file == model.__name__
    assert caught.value.key == place


def test_a_bundle_refuses_two_things_of_one_name() -> None:
    first: Schema = {"title": "First", "$defs": {"Bed": {"title": "Bed", "type": "object"}}}
    same: Schema = {"title": "Second", "$defs": {"Bed": {"title": "Bed", "type": "object"}}}
    other: Schema = {"title": "Second", "$defs": {"Bed": {"title": "Bed", "type": "string"}}}
    bundle = bundle_schemas({"First": first, "Second": same})
    assert list(cast("Schema", bundle["$defs"])) == ["Bed", "First", "Second"]
    with pytest.raises(ContentError, match="Bed"):
        bundle_schemas({"First": first, "Second": other})
    with pytest.raises(ContentError, match="First"):
        bundle_schemas({"Other": {"title": "Other", "$defs": {"First": {}}}, "First": first})


def test_a_form_says_everything_where_it_is_used() -> None:
    form = spell_out_for_forms(generate_schema(SmallGarden), find_lists(SmallGarden))
    assert "$defs" not in form
    fields = cast("dict[str, Schema]", form["properties"])
    assert fields["weather"] == {
        "title": "Weather",
        "description": "What the weather is like.",
        "type": "string",
        "oneOf": [
            {"const": "dry", "title": "Dry", "description": "No rain."},
            {"const": "wet", "title": "Wet", "description": "Rain."},
        ],
    }
    assert fields["first"]["title"] == "First"
    assert fields["first"]["description"] == "The bed by the door."
    bed = cast("Schema", fields["beds"]["items"])
    assert bed["title"] == "Garden bed"
    assert cast("dict[str, Schema]", bed["properties"])["name"]["title"] == "Name"


def test_a_form_says_what_a_field_of_codes_is_for_if_it_is_told() -> None:
    schema = generate_schema(SmallGarden, explain_codes=True)
    form = spell_out_for_forms(schema, find_lists(SmallGarden))
    weather = cast("dict[str, Schema]", form["properties"])["weather"]
    assert weather["description"] == "The weather over all of it."
    assert len(cast("list[Schema]", weather["oneOf"])) == len(WEATHERS.terms)
    assert generate_schema(SmallGarden) != schema


def test_a_form_asks_first_what_must_be_chosen_and_for_lists_of_objects_at_the_end() -> None:
    form = spell_out_for_forms(generate_schema(SmallGarden), find_lists(SmallGarden))
    fields = list(cast("Schema", form["properties"]))
    assert fields == ["weather", "first", "second", "default", "beds", "extensions"]


class Branch(Noun):
    """A branch."""

    branches: tuple[Branch, ...] = ()
    """What grows on it."""


class Tree(Noun):
    """A tree."""

    trunk: Branch
    """What all grows on."""


def test_a_form_refuses_what_contains_itself() -> None:
    canonical = generate_schema(Tree)
    assert find_lists(Tree) == {}
    with pytest.raises(ContentError, match="Branch"):
        spell_out_for_forms(canonical, {})


def test_draft_07_leaves_examples_alone() -> None:
    example: Schema = {"$defs": {"$ref": "#/$defs/Bed"}}
    canonical: Schema = {
        "items": {"$ref": "#/$defs/Bed"},
        "examples": [example],
        "$defs": {"Bed": {"type": "string"}},
    }
    assert rename_for_draft_07(canonical) == {
        "items": {"$ref": "#/definitions/Bed"},
        "examples": [example],
        "definitions": {"Bed": {"type": "string"}},
    }
