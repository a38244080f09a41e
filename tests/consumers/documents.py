"""The documents that every consumer is asked about: the examples, and the conformance kit."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from improvement_frameworks.core.registry import get_framework, published_ids
from improvement_frameworks.documents import load
from improvement_frameworks.schemas.keyword import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from improvement_frameworks.schemas.keyword import Schema

ROOT: Final = Path(__file__).parents[2]
SCHEMAS: Final = ROOT / "schemas" / FOLDER
FRAMEWORKS: Final = published_ids()
CLOSED: Final = tuple(one for one in FRAMEWORKS if not get_framework(one).open)
"""Those whose parts are all known, so that forms and editors offer them as a closed list."""


def find_telling(frameworks: Iterable[str]) -> tuple[str, ...]:
    """Return a few frameworks whose forms have, between them, every kind of field."""
    kinds = {one: _kinds_of(one) for one in frameworks}
    missing = {kind for some in kinds.values() for kind in some}
    told: list[str] = []
    while missing:
        told.append(max(kinds, key=lambda one: len(kinds[one] & missing)))
        missing -= kinds[told[-1]]
    assert told
    return tuple(told)


def find_one_each() -> tuple[str, ...]:
    """Return a few frameworks with every kind of field and every kind of figure."""
    telling = find_telling(FRAMEWORKS)
    figures = {get_framework(one).figure.kind: one for one in (*FRAMEWORKS, *telling)}
    return tuple(sorted({*telling, *figures.values()}))


@cache
def _kinds_of(framework: str) -> frozenset[str]:
    return frozenset(_find_kinds(read_schema(framework, "form")))


def _find_kinds(schema: Schema) -> Iterator[str]:
    for inner in _walk(schema):
        parts = sorted({"oneOf", "items", "properties"} & inner.keys())
        yield json.dumps([inner.get(key) for key in ("type", "format", "pattern")] + [parts])


def _walk(schema: Schema) -> Iterator[Schema]:
    yield schema
    for inner in cast("dict[str, Schema]", schema.get("properties", {})).values():
        yield from _walk(inner)
    if "items" in schema:
        yield from _walk(cast("Schema", schema["items"]))


def find_stories(framework: str) -> list[Path]:
    """Return the files of a framework's records in the stories that the examples tell."""
    stories = ROOT / "examples" / "video-consultations"
    return sorted(stories.glob(f"{framework}.*"))


def find_example(framework: str) -> Path:
    """Return the file of a framework's own short example."""
    package = framework.replace("-", "_")
    return ROOT / "src" / "improvement_frameworks" / "frameworks" / package / "example.json"


def read_json(file: Path) -> Schema:
    """Return the object in a file."""
    return cast("Schema", json.loads(file.read_text(encoding="utf-8")))


def read_schema(wanted: str, folder: str = "") -> Schema:
    """Return a published schema, as whoever downloads it has it."""
    return read_json(SCHEMAS / folder / f"{wanted}.schema.json")


def right_documents(framework: str) -> dict[str, Schema]:
    """Return documents that the schemas accept, by name, the framework's example first."""
    return {
        "the example": read_json(find_example(framework)),
        **{
            f"the story {file.name}": cast("Schema", json.loads(load(file).to_json()))
            for file in find_stories(framework)
        },
        **_vectors(framework, right=True),
    }


def wrong_documents(framework: str, code: str = "") -> dict[str, Schema]:
    """Return documents with a fault of form each, by name; only those with a code, if it is given.

    The codes stand in ``rules.json``: ``VALUE-CODE`` is a code of no list.
    """
    return _vectors(framework, right=False, code=code)


def wrong_documents_of_each_code(framework: str) -> dict[str, Schema]:
    """Return a document with a fault of form of each kind, by the code of the fault."""
    return {
        str(vector["code"]): read_json(SCHEMAS / "vectors" / str(vector["file"]))
        for vector in _read_index()
        if vector["framework"] == framework and vector.get("layer") == "shape"
    }


@cache
def _read_index() -> tuple[Schema, ...]:
    return tuple(cast("list[Schema]", read_json(SCHEMAS / "vectors" / "index.json")["vectors"]))


def _vectors(framework: str, *, right: bool, code: str = "") -> dict[str, Schema]:
    found = {
        str(vector["file"]): read_json(SCHEMAS / "vectors" / str(vector["file"]))
        for vector in _read_index()
        if vector["framework"] == framework
        and (vector.get("layer") != "shape") == right
        and (not code or vector.get("code") == code)
    }
    assert found, f"the kit has no such documents of {framework}"
    return found
