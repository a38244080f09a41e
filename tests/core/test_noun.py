"""What all objects of a record have in common, in Python and in the schemas that others make."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Final, Literal

import pytest
from pydantic import VERSION, TypeAdapter, ValidationError
from pydantic_core import to_json

from improvement_frameworks.core.record.header import Contributor, Entry, Group
from improvement_frameworks.core.record.record import Record, given
from improvement_frameworks.core.record.types import Entries, Prose


def test_python_code_may_give_none_for_what_is_absent() -> None:
    assert Group(name="Ward", level=None) == Group(name="Ward")
    assert Group(name="Ward", level=None).model_dump() == {"name": "Ward"}
    with pytest.raises(ValidationError, match="name"):
        Group(name=None)  # type: ignore[arg-type]


def test_a_dict_is_a_document_in_which_nothing_is_null() -> None:
    assert Group.model_validate({"name": "Ward"}) == Group(name="Ward")
    with pytest.raises(ValidationError, match="level"):
        Group.model_validate({"name": "Ward", "level": None})
    with pytest.raises(ValidationError, match="level"):
        Group.model_validate_json('{"name": "Ward", "level": null}')


def test_the_schema_that_others_make_is_as_short_as_ours() -> None:
    schema = TypeAdapter(Contributor).json_schema()
    assert schema["title"] == "Contributor"
    assert schema["description"] == (
        "Somebody who contributed. A role is enough; a name is never needed."
    )
    assert schema["properties"]["id"]["description"].startswith(
        "A short ID, by which entries refer"
    )
    for field in schema["properties"].values():
        assert not {"title", "default", "anyOf"} & field.keys()


class GardenEntry(Entry):
    text: Prose = given()


class Garden(Record):
    framework: Literal["garden"] = given()
    entries: Entries[GardenEntry]


DOCUMENT: Final = {
    "framework": "garden",
    "schema_version": "1.0",
    "title": "What grew",
    "entries": [{"text": "Beans."}],
}


def test_a_record_is_built_by_whoever_takes_it_up() -> None:
    """What the class leaves to its first use is ready when an adapter is, as FastAPI needs it."""
    is_safe = tuple(map(int, VERSION.split(".")[:2])) >= (2, 14)
    assert Garden.__pydantic_complete__ is not is_safe
    adapter = TypeAdapter(Garden)
    assert adapter.pydantic_complete
    garden = adapter.validate_python(DOCUMENT)
    assert to_json(garden.entries[0]) == b'{"text":"Beans."}'
    assert to_json(garden, by_alias=True) == adapter.dump_json(garden, by_alias=True)


def test_a_record_is_built_once_when_threads_use_it_first() -> None:
    class Orchard(Record):
        framework: Literal["garden"] = given()
        entries: Entries[GardenEntry]

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(Orchard.model_validate, [DOCUMENT] * 64))
    assert {type(one) for one in found} == {Orchard}
    assert {one.entries[0].text for one in found} == {"Beans."}
