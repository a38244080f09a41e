"""Forms that form builders make from the form profile, filled in by words in a real browser."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, cast

import pytest
from tests.consumers.documents import CLOSED, SCHEMAS, find_telling, read_json, read_schema

from improvement_frameworks import validate
from improvement_frameworks.core.registry import get_framework

if TYPE_CHECKING:
    from tests.consumers.conftest import AskNode

    from improvement_frameworks.schemas.keyword import Schema

TELLING: Final = find_telling(CLOSED)
"""A form that has no field of a new kind would tell nothing new, and takes seconds to fill in."""
HEADER: Final[Schema] = {
    "Title*": "The morning huddle",
    "Question": "What keeps it alive?",
    "Recorded on": "2020-07-16",
    "Name*": "Community nursing team",
    "Level": "Team",
}
SAVED_HEADER: Final[Schema] = {
    "schema_version": "1.0",
    "title": "The morning huddle",
    "purpose": {"question": "What keeps it alive?"},
    "recorded_on": "2020-07-16",
    "group": {"name": "Community nursing team", "level": "team"},
}
SAID: Final = "The huddle found a driver within ten minutes."


def choose_entry(framework: str) -> tuple[dict[str, object], dict[str, object]]:
    """Return what is written and chosen in an entry, and what must be saved.

    That is each field that must be given, and of the others the first of each kind.
    """
    form = cast("dict[str, dict[str, Schema]]", read_schema(framework, "form")["properties"])
    entry = form["entries"]["items"]
    required = cast("list[str]", entry.get("required", []))
    fields = cast("dict[str, Schema]", entry["properties"])
    within = {
        str(inner["title"])  # a label that comes again would be found in the wrong place
        for field in fields.values()
        for inner in cast("dict[str, Schema]", field.get("properties", {})).values()
    }
    shown: dict[str, object] = {}
    saved: dict[str, object] = {}
    kinds: set[object] = set()
    for name, field in fields.items():
        answer = answer_field(field)
        kind = (field.get("type"), field.get("format"), "oneOf" in field)
        is_free = name not in UNRELATED and field["title"] not in within
        if field.get("type") == "array" and name != get_framework(framework).part_field:
            continue  # one list of codes, that of the parts, shows how lists are filled in
        if answer and (name in required or (kind not in kinds and is_free)):
            kinds.add(kind)
            star = "*" if name in required else ""
            shown[f"{field['title']}{star}"], saved[name] = answer
    assert {*required} <= {*saved}, framework
    return shown, saved


UNRELATED: Final = {"id", "contributor", "language"}
"""Fields whose words are not free: an id, a reference, the code of a language."""


def answer_field(field: Schema) -> tuple[object, object] | None:
    """Return what a person writes or chooses in a field and what is saved, if the test can."""
    if "oneOf" in field:
        option = cast("list[Schema]", field["oneOf"])[-1]
        return option["title"], option["const"]
    if field.get("type") == "array" and "oneOf" in (items := cast("Schema", field["items"])):
        option = cast("list[Schema]", items["oneOf"])[0]
        return [option["title"]], [option["const"]]
    match field.get("type"), field.get("format"):
        case "string", "date":
            return "2020-06-02", "2020-06-02"
        case "string", None:
            return SAID, SAID
        case "integer", None:
            return str(least := cast("int", field["minimum"]) + 1), least
        case _:
            return None


def fill_in(toolkit: str, ask_browser: AskNode) -> dict[str, Schema]:
    """Return what the form of each record shows and saves; one browser serves all."""
    tasks: Schema = {
        framework: {
            "schema": read_schema(framework, "form"),
            "header": HEADER,
            "entry": cast("Schema", choose_entry(framework)[0]),
        }
        for framework in TELLING
    }
    pictures = os.environ.get("PICTURES_OF_FORMS")  # a folder, for whoever wants to look at them
    filled = ask_browser("forms.js", toolkit=toolkit, tasks=tasks, pictures=pictures)
    assert tuple(filled) == TELLING
    return cast("dict[str, Schema]", filled)


@pytest.mark.parametrize("toolkit", ["rjsf", "jsonforms"])
def test_forms_show_words_and_save_valid_records(toolkit: str, ask_browser: AskNode) -> None:
    for framework, form in fill_in(toolkit, ask_browser).items():
        assert_saved(framework, form)
        assert_in_words(framework, form)


def assert_saved(framework: str, form: Schema) -> None:
    assert form["problems"] == [], framework
    assert form["complaints"] == [], framework
    entry = choose_entry(framework)[1]
    assert form["saved"] == {"framework": framework, **SAVED_HEADER, "entries": [entry]}
    assert validate(cast("dict[str, object]", form["saved"]), rules=False).errors == ()


def assert_in_words(framework: str, form: Schema) -> None:
    labels, options = cast("list[str]", form["labels"]), cast("list[str]", form["options"])
    assert {part.label for part in get_framework(framework).parts} <= {*options}, framework
    constants = {framework, "1.0"}  # what the form fills in by itself
    assert not find_codes() & {*options, *labels} - constants, framework
    assert [label for label in labels if "_" in label or label[:1].islower()] == [], framework


def find_codes() -> set[str]:
    """Return the codes of all lists; people are to see words instead."""
    published = cast("dict[str, list[dict[str, list[Schema]]]]", read_json(SCHEMAS / "codes.json"))
    lists = [one for framework in published["frameworks"] for one in framework["lists"]]
    lists += cast("list[Schema]", published["common"])
    codes = {str(code["code"]) for one in lists for code in cast("list[Schema]", one["codes"])}
    assert len(codes) > 100
    return codes
