from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

import pytest
from attrs import evolve

from improvement_frameworks import Record, load, validate
from improvement_frameworks.core import registry
from improvement_frameworks.core.content.migration import Migration, migrate, plan_steps
from improvement_frameworks.core.record.record import given
from improvement_frameworks.core.record.types import Entries  # noqa: TC001 - pydantic reads it
from improvement_frameworks.core.registry import Declared
from improvement_frameworks.frameworks.iceberg.record import Iceberg, IcebergEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

Document = dict[str, object]


class OldIceberg(Record):
    """An iceberg whose documents once looked different."""

    about = evolve(Iceberg.about, id="old-iceberg")
    framework: Literal["old-iceberg"] = given()
    """Always old-iceberg."""
    entries: Entries[IcebergEntry]
    """What was said."""


def rename_name(document: Document) -> Document:
    """0.8 called the title a name."""
    document["title"] = document.pop("name")
    return document


def rename_layers(document: Document) -> Document:
    """0.9 called a level a layer and the entries items."""
    document["entries"] = document.pop("items")
    for entry in cast("list[Document]", document["entries"]):
        entry["level"] = entry.pop("layer")
    return document


STEPS = (Migration("0.8", "0.9", rename_name), Migration("0.9", "1.0", rename_layers))


@pytest.fixture(autouse=True)
def old_iceberg() -> Iterator[None]:
    registry.register(Declared(OldIceberg.about, OldIceberg, (), migrations=STEPS))
    yield
    registry.forget()


def old(version: str = "0.9", **changes: object) -> Document:
    return {
        "framework": "old-iceberg",
        "schema_version": version,
        "title": "Huddles",
        "items": [{"layer": "events", "text": "The huddle took ten minutes."}],
        **changes,
    }


def test_an_older_document_is_read_as_one_of_today() -> None:
    report = validate(old())
    assert report.ok
    (remark,) = [issue for issue in report.issues if issue.code == "VERSION-MIGRATED"]
    assert remark.severity == "info"
    assert '"0.9"' in remark.message
    record = load(old())
    assert record.schema_version == "1.0"
    assert record.coverage()["events"] == 1


def test_steps_are_taken_one_after_the_other() -> None:
    document = old("0.8", name="Huddles")
    del document["title"]
    record = load(document)
    assert record.title == "Huddles"
    assert record.coverage()["events"] == 1


def test_what_is_wrong_after_the_steps_is_reported() -> None:
    report = validate(old(items=[{"layer": "evnts", "text": "x"}]))
    assert [(i.code, i.where.pointer) for i in report.errors] == [
        ("VALUE-CODE", "/entries/0/level")
    ]


def test_a_step_that_trips_is_reported_and_raises_nothing() -> None:
    document = old()
    del document["items"]
    report = validate(document)
    assert [(i.code, i.where.pointer) for i in report.issues] == [
        ("VERSION-STUCK", "/schema_version")
    ]


@pytest.mark.parametrize("version", ["0.7", "0.10", "nine", ""])
def test_an_unknown_older_version_is_no_version(version: str) -> None:
    assert "VERSION-UNKNOWN" in validate(old(version)).by_code()


def test_a_framework_that_never_changed_has_no_steps() -> None:
    assert registry.get_migrations("iceberg") == ()
    report = validate({**old(), "framework": "iceberg"})
    assert "VERSION-UNKNOWN" in report.by_code()


def test_the_given_document_stays_as_it_is() -> None:
    document = old()
    migrate(document, STEPS[1:])
    assert document == old()


def test_steps_in_a_circle_lead_nowhere() -> None:
    circle = [Migration("0.8", "0.9", dict), Migration("0.9", "0.8", dict)]
    assert plan_steps(circle, "0.8", "1.0") == ()
