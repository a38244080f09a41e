"""The documents that every consumer is asked about: some that are right, many that are wrong."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from improvement_frameworks.core.registry import get_example, get_framework, published_ids
from improvement_frameworks.documents import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from improvement_frameworks.core.report import Json
    from improvement_frameworks.schemas.keyword import Schema

    Change = Callable[[Schema], object]

ROOT: Final = Path(__file__).parents[2]
SCHEMAS: Final = ROOT / "schemas" / "v1"
FRAMEWORKS: Final = published_ids()
assert len(FRAMEWORKS) == 6, "a published framework came or went"


def find_story(framework: str) -> Path:
    """Return the file of a framework's record in the story that the examples tell."""
    (file,) = (ROOT / "examples" / "video-consultations").glob(f"{framework}.*")
    return file


def find_example(framework: str) -> Path:
    """Return the file of a framework's own short example."""
    package = framework.replace("-", "_")
    return ROOT / "src" / "improvement_frameworks" / "frameworks" / package / "example.json"


def read_schema(framework: str, folder: str = "") -> Schema:
    """Return a published schema, as whoever downloads it has it."""
    text = (SCHEMAS / folder / f"{framework}.schema.json").read_text(encoding="utf-8")
    return cast("Schema", json.loads(text))


def _entry(document: Schema) -> Schema:
    return cast("list[Schema]", document["entries"])[0]


def _give(**fields: Json) -> Change:
    return lambda document: document.update(fields)


def _give_entry(**fields: Json) -> Change:
    return lambda document: _entry(document).update(fields)


def _give_part(code: Json) -> Change:
    def change(document: Schema) -> None:
        part = get_framework(str(document["framework"])).part.replace("-", "_")
        entry = _entry(document)
        entry[part] = [code] if isinstance(entry[part], list) else code

    return change


def _drop(name: str) -> Change:
    return lambda document: document.pop(name)


_WRONG: Final[dict[str, Change]] = {
    "no framework": _drop("framework"),
    "another framework": _give(framework="icberg"),
    "no version": _drop("schema_version"),
    "a version of the future": _give(schema_version="2.0"),
    "no title": _drop("title"),
    "a blank title": _give(title=" \t\u00a0"),
    "a title of two lines": _give(title="one\ntwo"),
    "a title too long": _give(title="a" * 201),
    "a title that is a number": _give(title=5),
    "no entries": _drop("entries"),
    "an entry that is text": _give(entries=["The huddle found a driver."]),
    "an entry without anything": _give(entries=[{}]),
    "a code of no list": _give_part("no-such-code"),
    "a label instead of a code": _give_part("Mental models"),
    "a code in another list": _give(group={"name": "Ward", "level": "given"}),
    "a code in capitals": _give(consent={"status": "GIVEN"}),
    "null for what is absent": _give(notes=None),
    "null within an object": _give(group={"name": "Ward", "level": None}),
    "null within an entry": _give_entry(contributor=None),
    "an unknown field": _give(titel="Huddles"),
    "an unknown field in an object": _give(group={"name": "Ward", "size": 4}),
    "an unknown field in an entry": _give_entry(txet="Huddles"),
    "a missing field in an object": _give(period={"end": "2020-06-30"}),
    "a blank text": _give_entry(text=" \n"),
    "an id with a space": _give_entry(id="e 1"),
    "a day that is none": _give(recorded_on="2021-02-29"),
    "a day as Americans write it": _give(recorded_on="03/14/2026"),
    "a day with its time": _give(recorded_on="2020-03-16T00:00:00Z"),
    "a day as a number": _give(recorded_on=1_773_446_400),
    "a tag twice": _give(tags=["huddle", "huddle"]),
    "a tag too long": _give(tags=["a" * 61]),
    "evidence that is no list": _give_entry(evidence="The call sheet"),
    "an address without its scheme": _give(references=[{"title": "t", "url": "example.org"}]),
    "extensions that are a list": _give(extensions=[]),
}
_RIGHT: Final[dict[str, Change]] = {
    "no entries yet": _give(entries=[]),
    "29 February": _give(recorded_on="2020-02-29"),
    "a long title in emoji": _give(title="🌱" * 200),
    "a title in another writing": _give(title="학습 في المستشفى"),
    "the schema beside it": _give(**{"$schema": "../schemas/v1/some.schema.json"}),
    "anything in extensions": _give(extensions={"org.example": {"a": [1, None, {"b": "c"}]}}),
    "empty lists": _give(tags=[], contributors=[], references=[]),
}


def right_documents(framework: str) -> dict[str, Schema]:
    """Return the example, the record of the story, and variants of the example, by name."""
    story = json.loads(load(find_story(framework)).to_json())
    return {
        "the example": _example(framework),
        "the story": cast("Schema", story),
        **_changed(framework, _RIGHT),
    }


def wrong_documents(framework: str) -> dict[str, Schema]:
    """Return the example with one fault each, by the name of the fault."""
    return _changed(framework, _WRONG)


def _example(framework: str) -> Schema:
    return copy.deepcopy(cast("Schema", get_example(framework)))


def _changed(framework: str, changes: dict[str, Change]) -> dict[str, Schema]:
    found: dict[str, Schema] = {}
    for name, change in changes.items():
        found[name] = _example(framework)
        change(found[name])
    return found
