"""What is planted in a collection is found, all of it and nothing else, in whatever order.

What must be found is counted here from the documents, by other means than those of the library. A
kind is added with a module in ``planted``: what is grown for a framework is its ``BED``.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import pytest

from improvement_frameworks.core.registry import all_insights
from improvement_frameworks.insight import insights, read_collection
from improvement_frameworks.testing import Bed, Garden, Planted, grow

if TYPE_CHECKING:
    from improvement_frameworks.insight import InsightReport, Statement

PLANTED: Final = Path(__file__).parent / "planted"
NAMES: Final = sorted(f.stem for f in PLANTED.glob("*.py") if f.stem not in {"__init__", "shared"})
BEDS: Final = [
    cast("Bed", import_module(f"tests.insight.planted.{name}").BED) for name in (*NAMES, "shared")
]
ALONE: Final = {"GRID-A11", "GRID-A12", "GRID-A13"}
"""What speaks of one group alone; see `test_changes_of_one_group`."""
MOST_OPENED: Final = 20

Found = tuple[str, str, frozenset[tuple[str, str]], int]


@pytest.fixture(scope="module")
def garden() -> Garden:
    return grow(BEDS, seed=1)


@pytest.fixture(scope="module")
def report(garden: Garden) -> InsightReport:
    return insights(garden.records(), k=1)


def people_of(garden: Garden, planted: Planted) -> set[tuple[str, str]]:
    """Return who is behind what was planted: in this garden, an id in a group is one person."""
    people: set[tuple[str, str]] = set()
    for own, document in garden.documents.items():
        group = str(cast("dict[str, object]", document["group"])["name"])
        entries = cast("list[dict[str, object]]", document["entries"])
        wanted = {entry for record, entry in planted.entries if record == own}
        if planted.entries:
            people |= {(group, str(e["contributor"])) for e in entries if e["id"] in wanted}
        elif own in planted.records:
            listed = cast("list[dict[str, object]]", document["contributors"])
            people |= {(group, str(one["id"])) for one in listed}
    return people


def records_of(planted: Planted) -> set[str]:
    return {record for record, _ in planted.entries} or set(planted.records)


def places(one: Planted) -> frozenset[tuple[str, str]]:
    return one.entries or frozenset((own, "") for own in one.records)


def describe(one: Statement) -> tuple[str, str, int, int]:
    return one.code, one.framework, one.people.least, one.records.least


def test_every_insight_is_planted() -> None:
    planted = {code for bed in BEDS for code in bed.plants}
    assert planted | ALONE == {one.code for one in all_insights()}


def test_all_that_is_planted_is_found_and_nothing_else(
    garden: Garden, report: InsightReport
) -> None:
    wanted = sorted(
        (one.code, one.framework, len(people_of(garden, one)), len(records_of(one)))
        for one in garden.planted
    )
    assert report.issues == ()
    assert report.unsaid == ()
    assert sorted(map(describe, report.statements)) == wanted


def test_statements_open_what_shows_them(garden: Garden, report: InsightReport) -> None:
    waiting = list(garden.planted)
    for one in report.statements:
        opened = {(place.record, place.entry) for place in one.opened}
        fitting = [p for p in waiting if p.code == one.code and opened <= places(p)]
        assert len(fitting) == 1, one.code
        waiting.remove(fitting[0])
        assert len(opened) == min(len(places(fitting[0])), MOST_OPENED)
        assert one.not_opened.least == len(places(fitting[0])) - len(opened)


def test_facts_are_those_that_were_planted(garden: Garden, report: InsightReport) -> None:
    said = {
        (one.code, name, str(value[0] if isinstance(value, tuple) else value))
        for one in report.statements
        for name, value in one.facts.items()
    }
    planted = {
        (one.code, name, str(value)) for one in garden.planted for name, value in one.facts.items()
    }
    assert planted
    assert planted - said == set()


def test_nothing_is_found_where_nothing_is_planted() -> None:
    found = insights(grow(BEDS, seed=2, codes=()).records(), k=1)
    # What good practice is missed depends on the practice checks of the records that are grown.
    assert {one.code for one in found.statements} <= {"REC-A7"}


def test_a_thousand_records_of_sixty_groups_say_what_was_planted() -> None:
    other = grow(BEDS, seed=3, groups=60, waves=3)
    assert len(other.documents) > 1_000
    found = insights(other.records(), k=1)
    wanted = sorted((one.code, len(records_of(one))) for one in other.planted)
    assert sorted((one.code, one.records.least) for one in found.statements) == wanted


def test_the_order_of_records_and_files_changes_nothing(
    garden: Garden, report: InsightReport, tmp_path: Path
) -> None:
    records = garden.records()[::-1]
    assert insights(records, k=1).to_json() == report.to_json()
    half = len(records) // 2
    for name, some in (("b.jsonl", records[:half]), ("a.jsonl", records[half:])):
        lines = (record.to_json(indent=None) for record in some)
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    collection, read = read_collection(tmp_path)
    assert read.ok
    assert insights(collection, k=1).to_json() == report.to_json()
