"""Records as programs use them: changed, sent to other processes, mixed in one list."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, TypeAdapter, ValidationError
from tests.conftest import for_each

from improvement_frameworks import (
    AnyRecord,
    Iceberg,
    LadderOfInference,
    LearningGrid,
    Record,
    declare_grid,
    get_example,
    get_rules,
    json_schema,
    load,
)
from improvement_frameworks.core.registry import forget, published_ids
from improvement_frameworks.core.rules.rules import run_rules
from improvement_frameworks.frameworks.learning_grid import GridLevel, GridQuestion

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = [get_example(name) for name in published_ids()]


class Box(BaseModel):
    records: list[AnyRecord]


def test_records_of_any_kind_go_through_an_application_unchanged() -> None:
    app = FastAPI()

    @app.post("/boxes")
    def keep(box: Box) -> Box:
        return box

    @app.post("/plain")
    def keep_plain(record: AnyRecord) -> list[Record]:
        return [record]

    client = TestClient(app)
    answer = client.post("/boxes", json={"records": EXAMPLES})
    assert answer.json() == {"records": EXAMPLES}
    named = {"$schema": "iceberg.schema.json", **EXAMPLES[0]}
    assert client.post("/plain", json=named).json() == [named]
    unknown = client.post("/boxes", json={"records": [{"framework": "icberg"}]})
    assert unknown.status_code == 422
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    union = schemas["Box"]["properties"]["records"]["items"]
    assert len(union["oneOf"]) == len(EXAMPLES)
    assert union["discriminator"]["propertyName"] == "framework"


def test_records_of_any_kind_are_read_and_written_by_an_adapter() -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(list[AnyRecord])
    records = adapter.validate_python(EXAMPLES)
    assert [type(record) for record in records] == [type(load(one)) for one in EXAMPLES]
    assert adapter.validate_json(adapter.dump_json(records)) == records
    assert adapter.validate_python(records) == records


ENTRIES: list[dict[str, object]] = [
    {"id": "e1", "level": "events", "text": "A", "explained_by": ["e2", "e3"]},
    {"id": "e2", "level": "patterns", "text": "B"},
    {"id": "e3", "level": "patterns", "text": "C"},
]


def test_a_changed_copy_is_checked() -> None:
    record = Iceberg(title="A", notes="N", entries=ENTRIES)
    changed = record.replace(title="B", notes=None, recorded_on="2020-07-16")
    assert (changed.title, changed.notes) == ("B", None)
    assert str(changed.recorded_on) == "2020-07-16"
    assert (record.title, record.notes, record.recorded_on) == ("A", "N", None)
    with_schema = load({"$schema": "x.json", **record.to_dict()})
    assert with_schema.replace(title="B").to_dict()["$schema"] == "x.json"
    assert with_schema.replace(schema_uri="y.json").to_dict()["$schema"] == "y.json"
    for wrong in ({"title": ""}, {"titel": "B"}, {"entries": [{"level": "event", "text": "A"}]}):
        with pytest.raises(ValidationError):
            record.replace(**wrong)


def test_entries_are_added_and_left_out_with_what_refers_to_them() -> None:
    record = Iceberg(title="A", entries=ENTRIES[:2])
    assert record.add(ENTRIES[2]) == Iceberg(title="A", entries=ENTRIES)
    with pytest.raises(ValidationError, match="Did you mean 'events'"):
        record.add({"level": "event", "text": "A"})
    less = Iceberg(title="A", entries=ENTRIES).without("e2")
    assert [(entry.id, entry.explained_by) for entry in less.entries] == [
        ("e1", ("e3",)),
        ("e3", ()),
    ]
    assert less.without("e3", "e1").entries == ()
    with pytest.raises(KeyError, match="Did you mean 'e3'"):
        less.without("e33")


def test_an_entry_that_something_needs_is_not_left_out() -> None:
    ladder = LadderOfInference(
        title="A",
        riskiest_step="e1",
        entries=[{"id": "e1", "rung": "beliefs", "text": "B"}],
        alternative_readings=[{"step": "e1", "text": "C"}],
    )
    with pytest.raises(ValueError, match="/alternative_readings/0/step needs this entry"):
        ladder.without("e1")
    free = ladder.replace(alternative_readings=()).without("e1")
    assert isinstance(free, LadderOfInference)
    assert free.riskiest_step is None


def receive(written: bytes) -> Any:  # noqa: ANN401 - what was sent
    return pickle.loads(written)  # noqa: S301 - written by this test


def send(value: object) -> Any:  # noqa: ANN401 - what was sent
    return receive(pickle.dumps(value))


@pytest.fixture
def winter_grid() -> Iterator[type[Any]]:
    yield declare_grid(
        id="winter-grid",
        title="Winter",
        stem="Since winter...",
        questions=[GridQuestion("kept", "Kept", "What is kept?")],
        levels=[GridLevel("ward", "Ward")],
    )
    forget()


def test_records_of_a_declared_grid_reach_a_program_that_does_not_know_it(
    winter_grid: type[Any],
) -> None:
    entry = {"question": "kept", "level": "ward", "text": "A"}
    record = winter_grid(title="A", entries=[entry])
    written = pickle.dumps(record)
    assert receive(written) == record
    alone = send(record.entries[0])
    assert alone == record.entries[0]
    forget()
    again = receive(written)
    assert again.to_dict() == record.to_dict()
    assert json_schema("winter-grid")["title"] == "Winter grid"


@for_each(published_ids())
def test_rules_reach_other_processes(framework: str) -> None:
    rules = get_rules(framework)
    again = send(rules)
    assert again == rules
    record = load(get_example(framework))
    assert run_rules(record, again) == run_rules(record, rules)


def test_a_schema_is_named_by_the_class_of_its_records_too() -> None:
    assert json_schema(Iceberg) == json_schema("iceberg")
    assert json_schema(LearningGrid, "form") == json_schema("learning-grid", "form")

    class Own(Iceberg):
        """Not what documents of the framework are read as."""

    with pytest.raises(TypeError, match="Own is not the class of the records of iceberg"):
        json_schema(Own)
    with pytest.raises(TypeError, match="the id of a framework or by the class"):
        json_schema(3)  # type: ignore[arg-type]
