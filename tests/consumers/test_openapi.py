"""A web service on FastAPI for records of every framework: its OpenAPI document and verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import pytest
from tests.consumers.documents import (
    FRAMEWORKS,
    read_schema,
    right_documents,
    wrong_documents_of_each_code,
)

from improvement_frameworks.core.registry import get_record_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.schemas.keyword import Schema

# Programs that are generated from the document refer to such names: they must not change.
COMPONENTS: Final = {"Iceberg", "IcebergEntry", "IcebergLevel", "Contributor", "ConsentUse"}
# What FastAPI and pydantic add; nothing of ours refers to the last.
NOT_OURS: Final = {"HTTPValidationError", "ValidationError", "JsonValue"}


def offer(app: FastAPI, framework: str) -> None:
    """Take records of a framework at a path of the same name, and give them back."""

    def add(record: object) -> object:
        return record

    kind = get_record_type(framework)
    add.__annotations__ = {"record": kind, "return": kind}
    app.post(f"/{framework}")(add)


each_framework = pytest.mark.parametrize("framework", FRAMEWORKS)


@pytest.fixture(scope="module")
def service() -> Iterator[TestClient]:
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    app = FastAPI(title="Learning records", version="1")
    for framework in FRAMEWORKS:
        offer(app, framework)
    with TestClient(app) as client:  # one event loop for all requests, not one for each
        yield client


@pytest.fixture(scope="module")
def document(service: TestClient) -> Schema:
    return cast("Schema", service.get("/openapi.json").json())


def components(document: Schema) -> dict[str, Schema]:
    found = cast("dict[str, dict[str, Schema]]", document["components"])["schemas"]
    return {name: schema for name, schema in found.items() if name not in NOT_OURS}


def without_asides(value: Json) -> Json:
    """Leave out what a field says about itself beside a reference."""
    if isinstance(value, list):
        return [without_asides(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "$ref" in value:
        return {"$ref": str(value["$ref"]).rpartition("/")[2]}
    return {key: without_asides(inner) for key, inner in value.items()}


def test_document_is_valid_openapi_3_1(document: Schema) -> None:
    from openapi_spec_validator import OpenAPIV31SpecValidator

    assert str(document["openapi"]).startswith("3.1.")
    faults = OpenAPIV31SpecValidator(cast("dict[str, object]", document)).iter_errors()
    assert [fault.message for fault in faults] == []


def test_components_keep_their_names(document: Schema) -> None:
    assert components(document).keys() >= COMPONENTS
    operations = cast("dict[str, dict[str, Schema]]", document["paths"])
    for path, methods in operations.items():
        body = cast("Schema", methods["post"]["requestBody"])
        content = cast("dict[str, dict[str, Schema]]", body["content"])["application/json"]
        name = path.strip("/").title().replace("-", "")
        assert name.casefold() == str(content["schema"]["$ref"]).rpartition("/")[2].casefold()


def test_components_are_our_published_definitions(document: Schema) -> None:
    """FastAPI only adds what a field says beside the reference to a list of codes."""
    ours = cast("dict[str, Schema]", read_schema("any-record")["$defs"])
    theirs = components(document)
    assert without_asides(cast("Schema", theirs)) == without_asides(cast("Schema", ours))


@each_framework
def test_service_takes_what_is_right(framework: str, service: TestClient) -> None:
    for name, record in right_documents(framework).items():
        answer = service.post(f"/{framework}", json=record)
        assert answer.status_code == 200, f"{name}: {answer.text}"
        if name == "the example" or name.startswith("the story"):
            assert answer.json() == record


@each_framework
def test_service_refuses_what_is_wrong(framework: str, service: TestClient) -> None:
    """The models refuse all that the kit has; here each kind of fault comes over the wire."""
    for name, record in wrong_documents_of_each_code(framework).items():
        answer = service.post(f"/{framework}", json=record)
        assert answer.status_code == 422, name
