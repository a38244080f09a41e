"""The panel itself: it sees a schema that is weaker than our models, and says in which engines."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, cast

import pytest
from attrs import evolve
from tests.conftest import cases
from tests.parity.engine import MODELS
from tests.parity.panel import Panel, write_value
from tests.parity.pinned import PINNED
from tests.parity.subject import SAMPLER

if TYPE_CHECKING:
    from tests.parity.node import Worker
    from tests.parity.subject import Subject

    from improvement_frameworks.schemas.keyword import Profile, Schema

CANONICAL = {
    *("jsonschema", "jsonschema formats", "jsonschema_rs", "jsonschema_rs formats"),
    *("fastjsonschema", "ajv", "ajv formats", "hyperjump", "hyperjump formats"),
}
DRAFT_07 = {
    *("jsonschema_rs draft-07", "fastjsonschema draft-07 formats", "ajv draft-07"),
    *("ajv draft-07 formats", "hyperjump draft-07"),
}
FORM = {"jsonschema form formats", "jsonschema_rs form", "ajv form", "ajv form formats"}


def weaken(profile: Profile, field: str, **keywords: object) -> Subject:
    """Return the sampler with other keywords for one field in one of its schemas."""
    schema = copy.deepcopy(SAMPLER.schemas[profile])
    fields = cast("dict[str, Schema]", schema["properties"])
    fields[field] |= cast("Schema", keywords)
    name = f"weak-{profile}-{field}"
    weak = {**schema, "$id": f"urn:test:{name}"}
    return evolve(SAMPLER, name=name, make_schemas=lambda: {**SAMPLER.schemas, profile: weak})


WEAKER = {
    "a pattern of the canonical form": ("canonical", "code", {"pattern": "^[a-z0-9-]+$"}, "a--b"),
    "a pattern of draft-07": ("draft-07", "id", {"pattern": "^[A-Za-z0-9._ -]+$"}, "a b"),
    "a pattern of the form": ("form", "url", {"pattern": "^[a-z]+://[!-~]+$"}, "ftp://a"),
    "a length of the form": ("form", "label", {"maxLength": 61}, "a" * 61),
    "a bound of the canonical form": ("canonical", "minutes", {"maximum": 1_441}, 1_441),
    "a type of draft-07": ("draft-07", "count", {"type": "number"}, 0.5),
}


@pytest.mark.parametrize(("profile", "field", "keywords", "value"), cases(WEAKER))
def test_a_weaker_schema_is_seen_in_all_engines_that_read_it(
    worker: Worker, profile: Profile, field: str, keywords: dict[str, object], value: object
) -> None:
    panel = Panel(weaken(profile, field, **keywords), worker, PINNED)
    reading = {"canonical": CANONICAL, "draft-07": DRAFT_07, "form": FORM}[profile]
    differences = panel.find_differences([write_value({field: value}).text.encode()])
    assert {one.engine for one in differences} == reading
    assert {one.verdict for one in differences} == {"accepts"}


def test_a_stricter_schema_is_seen_too(worker: Worker) -> None:
    panel = Panel(weaken("form", "line", maxLength=199), worker, PINNED)
    differences = panel.find_differences([write_value({"line": "a" * 200}).text.encode()])
    assert {one.engine: one.verdict for one in differences} == dict.fromkeys(FORM, "refuses")


def test_a_pinned_row_excuses_no_other_difference(worker: Worker) -> None:
    """A last line feed does not hide that a pattern is too weak as well."""
    panel = Panel(weaken("canonical", "id", pattern="^[a-z ]+$"), worker, PINNED)
    differences = panel.find_differences([write_value({"id": "a b\n"}).text.encode()])
    assert {one.engine for one in differences} == {"jsonschema", "jsonschema formats"}


def test_every_engine_reads_one_of_the_forms(worker: Worker) -> None:
    engines = Panel(SAMPLER, worker, PINNED).engines
    assert len(engines) == len(set(engines))
    assert {*engines} - {MODELS} == CANONICAL | DRAFT_07 | FORM


def test_documents_are_counted_once(worker: Worker) -> None:
    panel = Panel(SAMPLER, worker, PINNED)
    for _ in range(2):
        panel.find_differences([b'{"line": "a"}', b'{"line": ""}', b'{"line": "a\\n"}', b"{"])
    count = panel.count()
    assert (count["documents"], count["accepted"], count["unread"]) == (3, 1, 2)
    assert count["engines"]["jsonschema"] == (1, 0)
    assert count["engines"]["ajv"] == (0, 0)
