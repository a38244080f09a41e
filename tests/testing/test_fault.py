"""Each planted fault is found as it says, alone and together with others."""

from __future__ import annotations

import copy
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given, strategies as st
from tests.conftest import cases, faults_of, for_each
from tests.testing.conftest import GRID_ID, NEW_ID, any_framework, draw_many, validator_of

from improvement_frameworks import get_example, json_schema, validate
from improvement_frameworks.core.pointer import write_pointer
from improvement_frameworks.core.registry import get_shared_rules, published_ids
from improvement_frameworks.testing import Fault, combine, documents, faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.report.report import Report

Document = dict[str, object]
Found = tuple[str, str]

FRAMEWORKS = published_ids()
assert FRAMEWORKS, "no framework is published"
each_framework = pytest.mark.parametrize("framework", FRAMEWORKS)

SHAPE = {
    "FRAMEWORK-MISSING",
    "FRAMEWORK-UNKNOWN",
    "VERSION-MISSING",
    "VERSION-FUTURE",
    "VERSION-UNKNOWN",
    "FIELD-MISSING",
    "FIELD-UNKNOWN",
    "VALUE-NULL",
    "VALUE-KIND",
    "VALUE-CODE",
    "VALUE-FORM",
    "VALUE-BLANK",
    "VALUE-LONG",
    "VALUE-TWICE",
}


@cache
def schema_of(framework: str) -> dict[str, Any]:
    return cast("dict[str, Any]", json_schema(framework))


def read(report: Report, layer: str) -> list[Found]:
    """Return the errors of a report; where the form is at fault, nothing else may be in it."""
    issues = report.issues if layer == "shape" else report.errors
    return sorted((issue.code, issue.where.pointer) for issue in issues)


class Places:
    """Says from a published schema alone which fault is possible at which place."""

    def __init__(self, framework: str) -> None:
        self.root = schema_of(framework)

    def find(
        self, schema: dict[str, Any], value: object, path: tuple[str | int, ...] = ()
    ) -> Iterator[Found]:
        while "$ref" in schema:
            schema = self.root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
        here = write_pointer(path)
        if path:
            yield "VALUE-NULL", here
            yield "VALUE-KIND", here
        yield from self.of_value(schema, here)
        if schema.get("type") == "array":
            for index, item in enumerate(cast("list[object]", value or [])):
                yield from self.find(schema["items"], item, (*path, index))
        if value is not None and schema.get("additionalProperties") is False:
            yield from self.of_object(schema, cast("Document", value), path)

    def of_value(self, schema: dict[str, Any], here: str) -> Iterator[Found]:
        kind = schema["type"]
        if "enum" in schema or "const" in schema:
            yield "VALUE-CODE", here
        elif kind == "string":
            yield "VALUE-BLANK", here
            if schema["pattern"].startswith("^"):
                yield "VALUE-FORM", here
            if schema["maxLength"] in {60, 200, 10_000}:
                yield "VALUE-LONG", here
        elif kind == "integer":
            yield "VALUE-RANGE", here
        elif schema.get("uniqueItems"):
            yield "VALUE-TWICE", here

    def of_object(
        self, schema: dict[str, Any], value: Document, path: tuple[str | int, ...]
    ) -> Iterator[Found]:
        head = set[str]() if path else {"framework", "schema_version"}
        yield "FIELD-UNKNOWN", write_pointer((*path, "not_a_field"))
        if set(schema.get("required", [])) - head:
            yield "FIELD-MISSING", write_pointer(path)
        for name, field in schema["properties"].items():
            if name not in head:
                yield from self.find(field, value.get(name), (*path, name))


@each_framework
def test_every_fault_of_the_example_is_found_as_it_says(framework: str) -> None:
    """The report names it alone, and the schema refuses faults of form and no others."""
    validator = validator_of(framework)
    for fault in faults_of(framework):
        document = fault.document
        assert validator.is_valid(document) == (fault.layer == "sense"), fault
        assert read(validate(document), fault.layer) == [(fault.code, fault.pointer)], fault


@for_each(FRAMEWORKS)
def test_every_code_of_form_and_every_error_of_all_records_is_planted(
    framework: str,
) -> None:
    of_form = {fault.code for fault in faults_of(framework) if fault.layer == "shape"}
    has_numbers = "'integer'" in str(schema_of(framework))
    assert of_form == SHAPE | ({"VALUE-RANGE"} if has_numbers else set())
    rules = {one.problem.code for one in get_shared_rules() if one.problem.severity == "error"}
    assert rules
    rules -= {"REC-E5", "REC-E6"}  # only where a record may declare parts of its own
    assert {fault.code for fault in faults_of(framework) if fault.layer == "sense"} == rules


@for_each(FRAMEWORKS)
def test_a_fault_of_form_stands_at_every_place_that_the_schema_knows(framework: str) -> None:
    possible = set(Places(framework).find(schema_of(framework), get_example(framework)))
    planted = {
        (fault.code, fault.pointer) for fault in faults_of(framework) if fault.layer == "shape"
    }
    assert len(possible) > 200
    assert possible - planted == set()
    head = {code.partition("-")[0] for code, _ in planted - possible}
    assert head == {"FRAMEWORK", "VERSION"}


@given(framework=any_framework, data=st.data())
def test_faults_of_drawn_documents_are_found(framework: str, data: st.DataObject) -> None:
    origin = data.draw(documents(framework))
    planted = [fault for fault in faults(origin) if fault.layer == "shape"]
    fault = data.draw(st.sampled_from(planted))
    assert read(validate(fault.document), "shape") == [(fault.code, fault.pointer)]


@given(framework=any_framework, data=st.data())
def test_breaches_in_clean_documents_are_found(framework: str, data: st.DataObject) -> None:
    origin = data.draw(documents(framework, clean=True))
    planted = [fault for fault in faults(origin) if fault.layer == "sense"]
    fault = data.draw(st.sampled_from(planted))
    assert read(validate(fault.document), "sense") == [(fault.code, fault.pointer)]


def draw_disjoint(data: st.DataObject, planted: list[Fault]) -> list[Fault]:
    """Draw faults one after the other, each in a place that the earlier ones leave alone."""
    chosen: list[Fault] = []
    for _ in range(data.draw(st.integers(2, 5))):
        fitting = [one for one in planted if not any(touch(one, other) for other in chosen)]
        if fitting:
            chosen.append(data.draw(st.sampled_from(fitting)))
    return chosen


def touch(one: Fault, other: Fault) -> bool:
    return any(
        a.path[: len(b.path)] == b.path or b.path[: len(a.path)] == a.path
        for a in one.edits
        for b in other.edits
    )


@given(framework=any_framework, layer=st.sampled_from(["shape", "sense"]), data=st.data())
def test_several_faults_give_as_many_issues(
    framework: str, layer: str, data: st.DataObject
) -> None:
    ending = {"FRAMEWORK-MISSING", "FRAMEWORK-UNKNOWN", "VERSION-FUTURE"}
    planted = [
        fault for fault in faults_of(framework) if fault.layer == layer and fault.code not in ending
    ]
    chosen = draw_disjoint(data, planted)
    assert len(chosen) > 1
    found = read(validate(combine(chosen)), layer)
    assert found == sorted((fault.code, fault.pointer) for fault in chosen)


def fault_of(code: str, pointer: str = "", layer: str = "shape") -> Fault:
    return next(
        fault
        for fault in faults_of("iceberg")
        if fault.code == code and fault.pointer.startswith(pointer) and fault.layer == layer
    )


@pytest.mark.parametrize(
    ("chosen", "message"),
    cases(
        {
            "none": ((), "There is no fault"),
            "one place": (
                (fault_of("VALUE-NULL", "/title"), fault_of("VALUE-LONG", "/title")),
                "touch the same place: /title and /title",
            ),
            "a place within another": (
                (fault_of("VALUE-NULL", "/entries"), fault_of("VALUE-NULL", "/entries/0/level")),
                "touch the same place",
            ),
            "two layers": (
                (fault_of("VALUE-NULL"), fault_of("REC-E3", layer="sense")),
                "Rules run only when the form is right",
            ),
            "the end of reading": (
                (fault_of("FRAMEWORK-UNKNOWN"), fault_of("VALUE-NULL", "/title")),
                "nothing else of a document is looked at",
            ),
            "two documents": (
                (fault_of("VALUE-NULL"), faults_of("risk-themes")[0]),
                "different documents",
            ),
        }
    ),
)
def test_faults_that_cannot_be_seen_together_are_refused(
    chosen: tuple[Fault, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        combine(chosen)


def test_one_fault_that_ends_the_reading_stands_alone() -> None:
    fault = fault_of("FRAMEWORK-UNKNOWN")
    assert combine([fault]) == fault.document


def test_the_document_stays_as_it_is() -> None:
    example = get_example("iceberg")
    before = copy.deepcopy(example)
    for fault in faults(example):
        fault.document.clear()
        assert fault.document
        fault.document["entries"] = None
    assert example == before


def test_a_fault_tells_what_it_is() -> None:
    fault = fault_of("VALUE-CODE", "/focus")
    assert (fault.pointer, fault.layer) == ("/focus", "shape")
    assert fault.title == "a code that is not listed"
    assert fault.document["focus"] == "no-such-code"
    assert "origin" not in repr(fault)


@given(data=st.data())
def test_short_documents_have_faults_too(data: st.DataObject) -> None:
    short: Document = {
        "framework": "iceberg",
        "schema_version": "1.0",
        "title": "Huddles",
        "entries": [],
    }
    planted = list(faults(short))
    assert {"REC-E3", "FIELD-MISSING"} <= {fault.code for fault in planted}
    fault = data.draw(st.sampled_from(planted))
    assert read(validate(fault.document), fault.layer) == [(fault.code, fault.pointer)]


def test_days_at_the_ends_of_the_calendar() -> None:
    edge: Document = {
        "framework": "iceberg",
        "schema_version": "1.0",
        "title": "Huddles",
        "period": {"start": "1900-01-01"},
        "recorded_on": "2199-12-31",
        "entries": [{"level": "events", "text": "The huddle took ten minutes."}],
    }
    planted = [fault for fault in faults(edge) if fault.layer == "sense"]
    assert [fault.code for fault in planted] == ["REC-E3", "REC-E7"]  # nothing can happen later
    assert read(validate(planted[0].document), "sense") == [("REC-E3", "/period/end")]


@pytest.mark.usefixtures("others")
@pytest.mark.parametrize("framework", [NEW_ID, GRID_ID])
def test_frameworks_from_elsewhere_have_faults(framework: str) -> None:
    drawn, _ = draw_many(documents(framework, clean=True), 3)
    for origin in drawn:
        planted = list(faults(origin))
        assert {fault.code for fault in planted} >= SHAPE | {"REC-E1", "REC-E3"}
        for fault in planted:
            found = read(validate(fault.document), fault.layer)
            assert found == [(fault.code, fault.pointer)]
