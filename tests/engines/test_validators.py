"""Validators in other languages give the verdicts of the conformance kit on all its documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import pytest
from tests.engines.program import CHECKERS, ask_checker
from tests.parity.pinned import PINNED

from improvement_frameworks.schemas import export_schemas
from improvement_frameworks.schemas.keyword import FOLDER

if TYPE_CHECKING:
    from improvement_frameworks.schemas.keyword import Schema

PUBLISHED: Final = Path(__file__).parents[2] / "schemas" / FOLDER
VECTORS: Final = PUBLISHED / "vectors"
INDEX: Final = cast(
    "list[Schema]", json.loads((VECTORS / "index.json").read_text(encoding="utf-8"))["vectors"]
)
FOLDERS: Final = {
    "gojsonschema": "draft-07",
    "JSON::Validator": "draft-07",
    "json_schemer": "draft-07",
    "jschon": "",
}
"""Which form of the schemas each validator reads."""
CASES: Final = [
    (name, folder)
    for name, own in FOLDERS.items()
    for folder in (own, "form")
    if folder == own or own  # jschon reads no draft-07
]


def find_schema(folder: Path, framework: str) -> Path:
    return folder / f"{framework}.schema.json"


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the schemas as whoever serves them writes them: gojsonschema reads no ``urn:``."""
    folder = tmp_path_factory.mktemp("served")
    export_schemas(folder, base_url="https://example.org/schemas")
    return folder / PUBLISHED.name


@pytest.mark.parametrize(("name", "folder"), CASES)
def test_the_verdicts_are_those_of_the_kit(name: str, folder: str, served: Path) -> None:
    schemas = (served if name == "gojsonschema" else PUBLISHED) / folder
    said = ask_checker(
        name,
        [
            (find_schema(schemas, str(one["framework"])), VECTORS / str(one["file"]))
            for one in INDEX
        ],
    )
    expected = "".join("R" if one.get("layer") == "shape" else "A" for one in INDEX)
    wrong = [str(one["file"]) for one, a, b in zip(INDEX, said, expected, strict=True) if a != b]
    assert not wrong
    assert {*expected} == {"A", "R"}


@pytest.mark.parametrize("name", CHECKERS)
def test_validators_differ_where_the_pinned_table_says_so(
    name: str, served: Path, tmp_path: Path
) -> None:
    documents: list[Path] = []
    for number, row in enumerate(PINNED):
        title = row.examples["line"]
        document: dict[str, object] = {"framework": "iceberg", "schema_version": "1.0"}
        document |= {"title": title, "entries": []}
        documents.append(tmp_path / f"{number}.json")
        documents[-1].write_text(json.dumps(document), encoding="utf-8")
    schemas = (served if name == "gojsonschema" else PUBLISHED) / FOLDERS[name]
    said = ask_checker(name, [(find_schema(schemas, "iceberg"), one) for one in documents])
    assert said == "".join("A" if name in row.elsewhere else "R" for row in PINNED)
