"""The schema of the report takes every report that the library makes, and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, Protocol, cast, get_args

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from pydantic import ValidationError
from tests.conftest import for_each

from improvement_frameworks import validate
from improvement_frameworks.core.registry import get_example, published_ids
from improvement_frameworks.core.report.report import REPORT_VERSION
from improvement_frameworks.problems.problem import PRINCIPLES, SEVERITIES
from improvement_frameworks.schemas.catalogue import json_schema
from improvement_frameworks.schemas.report_document import (
    SEVERITY_LIST,
    PrincipleCounts,
    ReportDocument,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from improvement_frameworks.schemas.keyword import Schema

    class Valid(Protocol):
        """What a validator of any dialect can do."""

        def is_valid(self, instance: Schema, /) -> bool: ...


VALIDATORS: Final = (
    cast("Valid", Draft202012Validator(json_schema("report"))),
    cast("Valid", Draft7Validator(json_schema("report", "draft-07"))),
    cast("Valid", Draft7Validator(json_schema("report", "form"))),
)
GOOD_USE: Final = (
    '{"framework": "iceberg", "schema_version": "1.0", "title": "t", "entries": '
    '[{"level": "mental-models", "text": "a template"}, {"id": "e1", "level": "patterns", "text": '
    '"x", "explained_by": ["e7"]}]}'
)
GIVEN: Final[dict[str, str | bytes]] = {
    "an empty object": "{}",
    "nothing": "\n",
    "no JSON": "{oops\n",
    "truncated": '{"framework":',
    "two documents": "{} {}\n",
    "not text": b"\x89PNG\r\n\x1a\n\x00\x00",
    "an unknown framework": '{"framework": "icberg"}',
    "faults of form": '{"framework": "iceberg", "title": " ", "entries": [{"level": 3}], "x/~": 1}',
    "faults of good use": GOOD_USE,
    "a control character": '{"framework": "iceberg\\u001b[31m"}',
}


def agree(report: Schema) -> bool:
    """Say whether a report is valid; all three forms and the model must say the same."""
    try:
        ReportDocument.model_validate_json(json.dumps(report))
    except ValidationError:
        is_valid = False
    else:
        is_valid = True
    assert [validator.is_valid(report) for validator in VALIDATORS] == [is_valid] * 3
    return is_valid


@pytest.mark.parametrize("name", GIVEN)
def test_reports_about_faults_are_valid(name: str) -> None:
    report = validate(GIVEN[name])
    assert report.issues
    assert agree(report.to_dict())
    assert agree(validate(GIVEN[name], rules=False).to_dict())


@for_each(published_ids())
def test_reports_about_examples_are_valid(framework: str) -> None:
    report = validate(get_example(framework))
    assert report.documents == 1
    assert agree(report.to_dict())


def test_reports_about_files_are_valid(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(GOOD_USE)
    (tmp_path / "b.json").write_text('{\n  "framework": "iceberg",\n  "titel": 1\n}')
    report = validate(tmp_path).to_dict()
    places = [cast("Schema", one["where"]) for one in cast("list[Schema]", report["issues"])]
    assert any("line" in place for place in places)
    assert agree(report)
    assert agree(validate(tmp_path / "missing.json").to_dict())
    assert agree(validate(tmp_path, keep=1).to_dict())


def report() -> Schema:
    return validate(GOOD_USE).to_dict()


def issue(report: Schema) -> Schema:
    return cast("list[Schema]", report["issues"])[0]


WRONG: Final[dict[str, Callable[[Schema], object]]] = {
    "another version": lambda r: r.update(report_version="2.0"),
    "a field more": lambda r: r.update(score=3),
    "a field less": lambda r: r.pop("judged"),
    "a count below nothing": lambda r: r.update(documents=-1),
    "a severity that is none": lambda r: issue(r).update(severity="fatal"),
    "a code in small letters": lambda r: issue(r).update(code="ice-w1"),
    "a message that is empty": lambda r: issue(r).update(message=""),
    "a place without pointer": lambda r: cast("Schema", issue(r)["where"]).pop("pointer"),
    "a pointer without its slash": lambda r: cast("Schema", issue(r)["where"]).update(pointer="a"),
    "a line before the first": lambda r: cast("Schema", issue(r)["where"]).update(line=0),
    "a line that is null": lambda r: cast("Schema", issue(r)["where"]).update(line=None),
    "a principle less": lambda r: cast("Schema", r["principles"]).pop("be-timely"),
    "a count of a code in words": lambda r: r.update(codes={"ICE-W1": "two"}),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_report_is_refused(name: str) -> None:
    changed = report()
    assert agree(changed)
    WRONG[name](changed)
    assert not agree(changed)


def test_the_schema_knows_the_severities_the_principles_and_the_version() -> None:
    assert SEVERITY_LIST.codes == SEVERITIES
    aliases = [field.alias for field in PrincipleCounts.model_fields.values()]
    assert aliases == list(PRINCIPLES)
    version = ReportDocument.model_fields["report_version"].annotation
    assert get_args(version) == (REPORT_VERSION,)
