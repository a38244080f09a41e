"""Validators that others use: each reads the published files and gives the verdicts we give.

Those in JavaScript, and a program; the kit's own tests ask those in Python.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Final, cast

import jsonschema_rs
import pytest
from tests.consumers.documents import (
    FRAMEWORKS,
    SCHEMAS,
    find_example,
    find_stories,
    find_telling,
    read_schema,
    right_documents,
    wrong_documents,
)

from improvement_frameworks import validate

if TYPE_CHECKING:
    from pathlib import Path

    from tests.consumers.conftest import AskNode

    from improvement_frameworks.schemas.keyword import Schema


FOLDERS: Final = {"canonical": "", "draft-07": "draft-07", "form": "form"}
FILES: Final = [
    SCHEMAS / folder / f"{name}.schema.json"
    for folder in FOLDERS.values()
    for name in (*FRAMEWORKS, "any-record", "report")
]
assert {*FILES} <= {*SCHEMAS.rglob("*.schema.json")}

BUILT: Final = find_telling(FRAMEWORKS)
"""The frameworks about whose forms the validators of form builders are asked: all kinds of fields.

They are Ajv with other options, and Ajv is asked about all forms.
"""

each_framework = pytest.mark.parametrize("framework", FRAMEWORKS)


def read_profiles(wanted: str) -> dict[str, Schema]:
    return {profile: read_schema(wanted, folder) for profile, folder in FOLDERS.items()}


def any_documents() -> tuple[dict[str, Schema], dict[str, Schema]]:
    """Return the examples of all frameworks, and documents with a wrong code."""
    right = {one: right_documents(one)["the example"] for one in FRAMEWORKS}
    wrong = {k: v for one in FRAMEWORKS for k, v in wrong_documents(one, "VALUE-CODE").items()}
    return right, wrong


def report_documents() -> dict[str, Schema]:
    (document, *_) = wrong_documents("iceberg", "VALUE-CODE").values()
    report = validate(cast("dict[str, object]", document)).to_dict()
    return {"a report": report, "none": {**report, "issues": "none"}}


@pytest.fixture(scope="module")
def faults(ask_node: AskNode) -> dict[str, dict[str, dict[str, int]]]:
    """How many faults each validator in JavaScript finds in each document of each schema."""
    asked = {one: right_documents(one) | wrong_documents(one) for one in FRAMEWORKS}
    right, wrong = any_documents()
    asked |= {"any-record": right | wrong, "report": report_documents()}
    tasks: Schema = {
        wanted: {
            "schemas": cast("Schema", read_profiles(wanted)),
            "documents": [*documents.values()],
            "hasForm": wanted in BUILT,
        }
        for wanted, documents in asked.items()
    }
    said = cast("dict[str, dict[str, list[int]]]", ask_node("validators.js", tasks=tasks))
    assert {wanted: len(of_one) for wanted, of_one in said.items()} == {
        wanted: 2 + 2 + (4 if wanted in BUILT else 2) for wanted in asked
    }
    return {
        wanted: {
            name: dict(zip(documents, said[wanted][name], strict=True)) for name in said[wanted]
        }
        for wanted, documents in asked.items()
    }


@each_framework
def test_validators_in_javascript_give_one_verdict(
    framework: str, faults: dict[str, dict[str, dict[str, int]]]
) -> None:
    for name, found in faults[framework].items():
        accepted = [one for one, count in found.items() if not count]
        assert accepted == [*right_documents(framework)], name
    codes = wrong_documents(framework, "VALUE-CODE")
    for name in ("Ajv 2020, canonical", "Ajv, draft-07"):
        assert {one: faults[framework][name][one] for one in codes} == dict.fromkeys(codes, 1)


def test_validators_read_the_schema_of_any_record(
    faults: dict[str, dict[str, dict[str, int]]],
) -> None:
    right, _ = any_documents()
    for name, found in faults["any-record"].items():
        assert [one for one, count in found.items() if not count] == [*right], name


def test_validators_read_the_schema_of_reports(
    faults: dict[str, dict[str, dict[str, int]]],
) -> None:
    for name, found in faults["report"].items():
        assert found["a report"] == 0, name
        assert found["none"] > 0, name


def check_jsonschema(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--color", "never", *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_every_schema_is_one_by_its_metaschema() -> None:
    """A program of others is asked about those that hold all that the others hold."""
    whole = [file for file in FILES if file.stem.startswith("any-record")]
    done = check_jsonschema("--check-metaschema", *whole)
    assert done.returncode == 0, done.stdout
    assert len(whole) == len(FOLDERS)
    for file in FILES:
        schema = json.loads(file.read_text(encoding="utf-8"))
        jsonschema_rs.meta.validate(schema)


def test_check_jsonschema_takes_the_examples_of_a_framework() -> None:
    schema = SCHEMAS / "iceberg.schema.json"
    done = check_jsonschema(
        "--schemafile", schema, find_example("iceberg"), *find_stories("iceberg")
    )
    assert done.returncode == 0, done.stdout


def test_check_jsonschema_takes_all_examples_as_any_record() -> None:
    files = [file for one in FRAMEWORKS for file in (find_example(one), *find_stories(one))]
    done = check_jsonschema("--schemafile", SCHEMAS / "any-record.schema.json", *files)
    assert done.returncode == 0, done.stdout


def test_check_jsonschema_says_what_is_wrong_and_where(tmp_path: Path) -> None:
    document = {**right_documents("iceberg")["the example"], "recorded_on": "2020-02-30"}
    cast("list[Schema]", document["entries"])[1]["level"] = "pattern"
    file = tmp_path / "record.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    done = check_jsonschema("--schemafile", SCHEMAS / "iceberg.schema.json", file)
    assert done.returncode == 1
    assert "$.entries[1].level: 'pattern' is not one of ['events', 'patterns'" in done.stdout
    assert "$.recorded_on: '2020-02-30'" in done.stdout
