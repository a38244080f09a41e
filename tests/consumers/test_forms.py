"""Forms that form builders make from the form profile, filled in by words in a real browser."""

from __future__ import annotations

import os
from shutil import which
from typing import TYPE_CHECKING, Final, cast

import pytest
from tests.consumers.documents import FRAMEWORKS, SCHEMAS, read_json, read_schema

from improvement_frameworks import validate
from improvement_frameworks.core.registry import get_framework

if TYPE_CHECKING:
    from tests.consumers.conftest import AskNode

    from improvement_frameworks.schemas.keyword import Schema

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
# What is written and chosen in an entry, and what must be saved
ENTRIES: Final[dict[str, tuple[Schema, Schema]]] = {
    "iceberg": (
        {"Level*": "Underlying structures", "Text*": SAID, "Structure kind": "Rituals"},
        {"level": "structures", "text": SAID, "structure_kind": "rituals"},
    ),
    "ladder-of-inference": (
        {"Rung*": "Selected data", "Text*": SAID, "Happened on": "2020-06-02"},
        {"rung": "selected-data", "text": SAID, "happened_on": "2020-06-02"},
    ),
    "learning-grid": (
        {"Question*": "Started", "Level*": "Organisational", "Text*": SAID},
        {"question": "started", "level": "organisational", "text": SAID},
    ),
    "learning-principles": (
        {"Principle*": "Be timely", "Status*": "Partly", "Text": SAID},
        {"principle": "be-timely", "status": "partly", "text": SAID},
    ),
    "liberating-structures": (
        {"Structure*": "1-2-4-All", "Invitation": "What helps?", "Minutes": "12"},
        {"structure": "one-two-four-all", "invitation": "What helps?", "minutes": 12},
    ),
    "risk-themes": (
        {"Stance*": "Opportunity", "Text*": SAID, "Themes": ["Silos"], "Mentions": "3"},
        {"stance": "opportunity", "text": SAID, "themes": ["silos"], "mentions": 3},
    ),
}


def fill_in(toolkit: str, ask_node: AskNode) -> dict[str, Schema]:
    """Return what the form of each record shows and saves; one browser serves all."""
    browser = which("chromium")
    if browser is None:
        pytest.skip("Chromium is missing. Run: make browser")
    tasks: Schema = {
        framework: {
            "schema": read_schema(framework, "form"),
            "header": HEADER,
            "entry": ENTRIES[framework][0],
        }
        for framework in FRAMEWORKS
    }
    pictures = os.environ.get("PICTURES_OF_FORMS")  # a folder, for whoever wants to look at them
    filled = ask_node("forms.js", toolkit=toolkit, browser=browser, tasks=tasks, pictures=pictures)
    assert tuple(filled) == FRAMEWORKS
    return cast("dict[str, Schema]", filled)


@pytest.mark.parametrize("toolkit", ["rjsf", "jsonforms"])
def test_forms_show_words_and_save_valid_records(toolkit: str, ask_node: AskNode) -> None:
    for framework, form in fill_in(toolkit, ask_node).items():
        assert_saved(framework, form)
        assert_in_words(framework, form)


def assert_saved(framework: str, form: Schema) -> None:
    assert form["problems"] == [], framework
    assert form["complaints"] == [], framework
    entry = ENTRIES[framework][1]
    assert form["saved"] == {"framework": framework, **SAVED_HEADER, "entries": [entry]}
    assert validate(cast("dict[str, object]", form["saved"])).errors == ()


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
