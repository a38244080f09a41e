"""Forms that form builders make from the form profile, filled in by words in a real browser."""

from __future__ import annotations

import json
import os
from shutil import which
from typing import TYPE_CHECKING, Final, cast

import pytest
from tests.consumers.documents import FRAMEWORKS, SCHEMAS, read_json, read_schema

from improvement_frameworks import validate
from improvement_frameworks.core.registry import get_framework

if TYPE_CHECKING:
    from tests.consumers.conftest import AskNode

    from improvement_frameworks.core.report import Json
    from improvement_frameworks.schemas.keyword import Schema

HEADER: Final[Schema] = {
    "Title*": "The morning huddle",
    "Recorded on": "2020-07-16",
    "Name*": "Community nursing team",
    "Level": "Team",
}
SAVED_HEADER: Final[Schema] = {
    "schema_version": "1.0",
    "title": "The morning huddle",
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
        {"Stance*": "Opportunity", "Text*": SAID, "Mentions": "3"},
        {"stance": "opportunity", "text": SAID, "mentions": 3},
    ),
}


@pytest.fixture(scope="module", params=["rjsf", "jsonforms"])
def filled(request: pytest.FixtureRequest, ask_node: AskNode) -> dict[str, Json]:
    """Return what each form shows and saves; every form is filled in once, in one browser."""
    browser = which("chromium")
    if browser is None:
        pytest.fail("Chromium is missing; without it nothing is proved. Run: make browser", False)
    tasks: Schema = {
        framework: {
            "schema": read_schema(framework, "form"),
            "header": HEADER,
            "entry": ENTRIES[framework][0],
        }
        for framework in FRAMEWORKS
    }
    library = cast("str", request.param)
    pictures = os.environ.get("PICTURES_OF_FORMS")  # a folder, for whoever wants to look at them
    return ask_node("forms.js", library=library, browser=browser, tasks=tasks, pictures=pictures)


def form_of(filled: dict[str, Json], framework: str) -> Schema:
    return cast("Schema", filled[framework])


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_form_saves_what_was_filled_in(framework: str, filled: dict[str, Json]) -> None:
    form = form_of(filled, framework)
    assert form["problems"] == []
    assert form["complaints"] == []
    saved = cast("dict[str, object]", form["saved"])
    entry = ENTRIES[framework][1]
    assert saved == {"framework": framework, **SAVED_HEADER, "entries": [entry]}
    assert validate(saved).errors == ()


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_form_shows_words_instead_of_codes(framework: str, filled: dict[str, Json]) -> None:
    form = form_of(filled, framework)
    labels = cast("list[str]", form["labels"])
    options = cast("list[str]", form["options"])
    parts = {part.label for part in get_framework(framework).parts}
    assert parts <= set(options)
    constants = {framework, "1.0"}  # what the form itself fills in
    assert not all_codes() & {*options, *labels} - constants
    for label in labels:
        assert "_" not in label
        assert label[:1] == label[:1].upper()


def all_codes() -> set[str]:
    """Return the codes of all lists that people are to see as words."""
    published = json.loads(json.dumps(read_json(SCHEMAS / "codes.json")))
    lists = [*published["common"], *(one for f in published["frameworks"] for one in f["lists"])]
    codes = {code["code"] for one in lists for code in one["codes"]}
    assert len(codes) > 100
    return codes
