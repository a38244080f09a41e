"""A web service on FastAPI that takes all six records: its OpenAPI document, and its verdicts."""
# ruff: noqa: TC001 - FastAPI reads the annotations when the program runs

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from openapi_spec_validator import OpenAPIV31SpecValidator
from tests.consumers.documents import FRAMEWORKS, read_schema, right_documents, wrong_documents

from improvement_frameworks import (
    Iceberg,
    LadderOfInference,
    LearningGrid,
    LearningPrinciples,
    LiberatingStructures,
    RiskThemes,
)

if TYPE_CHECKING:
    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.schemas.keyword import Schema

# Programs that are generated from the document refer to these names: they must not change.
COMPONENTS: Final = """
    Action ActionStatus Activity AlternativeReading Consent ConsentStatus ConsentUse Contributor
    Group GroupLevel Iceberg IcebergBeliefKind IcebergEntry IcebergFocus
    IcebergLevel IcebergLeverage IcebergLeveragePoint IcebergScheme IcebergStructureKind
    Intervention LadderOfInference LadderOfInferenceConfidence LadderOfInferenceLoopKind
    LadderOfInferenceRung LadderOfInferenceScheme LadderOfInferenceSelfDeception
    LadderOfInferenceTestResult LadderStep LearningGrid LearningGridEntry LearningGridLevel
    LearningGridPerspective LearningGridQuestion LearningPrinciples LearningPrinciplesEntry
    LearningPrinciplesPrinciple LearningPrinciplesStatus LearningPrinciplesTool
    LiberatingStructures LiberatingStructuresMode LiberatingStructuresScheme
    LiberatingStructuresStructure LiberatingStructuresUnit LinkedRecord Loop Period PlannedStep
    PlannedStructure Purpose Reference Response RiskThemes RiskThemesChannel RiskThemesScheme
    RiskThemesStance RiskThemesThemes Signal StepTest
"""
# What FastAPI and pydantic add; nothing of ours refers to the last.
NOT_OURS: Final = {"HTTPValidationError", "ValidationError", "JsonValue"}

app = FastAPI(title="Learning records", version="1")


@app.post("/iceberg")
def add_iceberg(record: Iceberg) -> Iceberg:
    return record


@app.post("/ladder-of-inference")
def add_ladder_of_inference(record: LadderOfInference) -> LadderOfInference:
    return record


@app.post("/learning-grid")
def add_learning_grid(record: LearningGrid) -> LearningGrid:
    return record


@app.post("/learning-principles")
def add_learning_principles(record: LearningPrinciples) -> LearningPrinciples:
    return record


@app.post("/liberating-structures")
def add_liberating_structures(record: LiberatingStructures) -> LiberatingStructures:
    return record


@app.post("/risk-themes")
def add_risk_themes(record: RiskThemes) -> RiskThemes:
    return record


each_framework = pytest.mark.parametrize("framework", FRAMEWORKS)


@pytest.fixture(scope="module")
def service() -> TestClient:
    return TestClient(app)


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
    assert str(document["openapi"]).startswith("3.1.")
    faults = OpenAPIV31SpecValidator(cast("dict[str, object]", document)).iter_errors()
    assert [fault.message for fault in faults] == []


def test_components_keep_their_names(document: Schema) -> None:
    assert sorted(components(document)) == COMPONENTS.split()
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
        if name in {"the example", "the story"}:
            assert answer.json() == record


@each_framework
def test_service_refuses_what_is_wrong(framework: str, service: TestClient) -> None:
    for name, record in wrong_documents(framework).items():
        answer = service.post(f"/{framework}", json=record)
        assert answer.status_code == 422, name
