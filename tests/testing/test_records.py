"""Drawn records of every framework have the right form, in all engines, and come back whole."""

from __future__ import annotations

import copy
import json
from collections import Counter
from typing import Annotated, ClassVar, Literal, cast

import pytest
from attrs import evolve
from hypothesis import find, given, strategies as st
from pydantic import BaseModel, Field
from tests.testing.conftest import OTHERS, any_framework, draw_many, sample, samples, validator_of

from improvement_frameworks import (
    Action,
    Consent,
    Contributor,
    Group,
    Iceberg,
    Period,
    Purpose,
    Reference,
    framework_ids,
    get_example,
    get_record_type,
    validate,
)
from improvement_frameworks.core.content.framework import Framework
from improvement_frameworks.core.errors import UnknownFrameworkError
from improvement_frameworks.core.record.header import Entry
from improvement_frameworks.core.record.noun import Noun
from improvement_frameworks.core.record.record import Record, given as must_be_given
from improvement_frameworks.core.record.reference import ContributorRef, EntryRef, find_links
from improvement_frameworks.core.record.types import (
    EMPTY,
    Entries,
    Line,
    Many,
    Opt,
)
from improvement_frameworks.core.registry import published_ids
from improvement_frameworks.testing import documents, entries, nouns, records
from improvement_frameworks.testing.slot import ObjectSlot
from improvement_frameworks.testing.strategy.link import find_ids, resolve as resolve_links

Document = dict[str, object]

FRAMEWORKS = published_ids()
assert FRAMEWORKS, "no framework is published"
each_framework = pytest.mark.parametrize("framework", FRAMEWORKS)
VALIDATORS = {name: validator_of(name) for name in FRAMEWORKS}


def read(document: Document) -> Record:
    model = get_record_type(str(document["framework"]))
    return model.model_validate_json(json.dumps(document))


def has_null(value: object) -> bool:
    if isinstance(value, dict):  # in extensions anything may stand, null too
        fields = cast("dict[str, object]", value).items()
        return any(has_null(inner) for name, inner in fields if name != "extensions")
    if isinstance(value, list):
        return any(map(has_null, cast("list[object]", value)))
    return value is None


@given(framework=any_framework, resolve=st.booleans(), data=st.data())
def test_every_document_is_what_model_schema_and_report_accept(
    framework: str, data: st.DataObject, *, resolve: bool
) -> None:
    document = data.draw(documents(framework, resolve=resolve))
    assert document["framework"] == framework
    record = read(document)
    assert record.about.id == framework
    assert VALIDATORS[framework].is_valid(document)
    for source in (document, record.to_json()):
        report = validate(source)
        assert report.judged == 1
        assert all(issue.problem.principle for issue in report.issues), str(report)
    assert not has_null(document)
    assert read(json.loads(record.to_json())) == record
    assert VALIDATORS[framework].is_valid(json.loads(record.to_json()))
    if resolve:
        ids = {
            "entries": [entry.id for entry in record.entries if entry.id],
            "contributors": [person.id for person in record.contributors],
        }
        assert all(len(set(found)) == len(found) for found in ids.values())
        assert all(link.id in ids[link.to] for link in find_links(record))


@given(framework=any_framework, data=st.data())
def test_records_and_single_entries_are_drawn(framework: str, data: st.DataObject) -> None:
    model = get_record_type(framework)
    record = data.draw(records(framework))
    assert type(record) is model
    entry = data.draw(entries(framework))
    assert model(title="One", entries=(entry,)).entries == (entry,)


@each_framework
def test_no_draw_is_rejected(framework: str) -> None:
    drawn, ends = sample(framework)
    assert ends["invalid"] == 0
    assert len({json.dumps(document, sort_keys=True) for document in drawn}) > len(drawn) // 2
    assert all(read(document).about.id == framework for document in drawn)
    assert all(map(VALIDATORS[framework].is_valid, drawn))


@each_framework
def test_every_field_and_every_part_is_drawn(framework: str) -> None:
    model = get_record_type(framework)
    named = {field.alias or name for name, field in model.model_fields.items()}
    parts = {part.code for part in model.about.parts}
    fields: set[str] = set()
    found: set[str] = set()
    for drawn, _ in samples(framework):
        fields |= {name for document in drawn for name in document}
        found |= {code for document in drawn for code in read(document).coverage()}
        if fields >= named and found >= (set[str]() if model.about.open else parts):
            break
    assert fields == named
    if model.about.open:  # a record declares others, and many of them are drawn
        assert found & parts
        assert found - parts
    else:
        assert found == parts


def test_references_that_can_lead_somewhere_are_kept() -> None:
    kept: Counter[str] = Counter()
    for framework in FRAMEWORKS:
        slot = ObjectSlot(get_record_type(framework))
        for document in copy.deepcopy(sample(framework).documents):
            before = {link.to for link in find_links(read(document))}
            resolved = resolve_links(slot, document)
            if all(find_ids(document).values()):
                assert {link.to for link in find_links(read(resolved))} == before
                kept.update(before)
    assert kept["entries"] > len(FRAMEWORKS)
    assert kept["contributors"] > len(FRAMEWORKS)


@pytest.mark.parametrize("noun", [Purpose, Group, Period, Contributor, Consent, Reference, Action])
@given(data=st.data())
def test_nouns_of_the_header_are_drawn(noun: type[Noun], data: st.DataObject) -> None:
    drawn = data.draw(nouns(noun))
    assert type(drawn) is noun
    assert noun.model_validate_json(drawn.model_dump_json()) == drawn


def test_strategies_are_made_once() -> None:
    assert documents("iceberg") is documents(Iceberg)
    assert documents("iceberg", clean=True) is documents("iceberg", clean=True)


def test_a_failure_shrinks_to_the_least_record() -> None:
    smallest = find(documents("iceberg"), lambda document: bool(document["entries"]))
    assert smallest.keys() == {"framework", "schema_version", "title", "entries"}
    entry = cast("list[Document]", smallest["entries"])
    assert len(entry) == 1
    assert entry[0].keys() == {"level", "text"}


def test_an_unknown_framework_is_named() -> None:
    with pytest.raises(UnknownFrameworkError, match="Did you mean 'iceberg'"):
        records("icberg")


@pytest.mark.usefixtures("others")
@pytest.mark.parametrize("framework", OTHERS)
def test_frameworks_from_elsewhere_are_drawn_too(framework: str) -> None:
    assert framework in framework_ids()
    validator = validator_of(framework)
    for resolve in (False, True):
        drawn, ends = draw_many(documents(framework, resolve=resolve))
        assert ends["invalid"] == 0
        assert all(read(document).about.id == framework for document in drawn)
        assert all(validator.is_valid(document) for document in drawn)


class Knot(Noun):
    """Something that may hold others of its kind, and needs somebody and something."""

    held_by: ContributorRef
    """Who holds it."""
    ties: EntryRef
    """What it ties."""
    knots: Many["Knot"] = EMPTY
    """Knots within it."""


class RopeEntry(Entry):
    """An entry that cannot be without another and somebody who said it."""

    next_to: EntryRef
    """The entry beside it."""


class Rope(Record):
    """A record whose references are all required."""

    about: ClassVar[Framework] = evolve(Iceberg.about, id="rope")
    framework: Literal["rope"] = must_be_given()
    """Always rope."""
    entries: Entries[RopeEntry]
    """What was said."""
    knots: Many[Knot] = EMPTY
    """Its knots."""
    main: Opt[Knot] = None
    """The first of them."""


def test_what_needs_a_reference_is_left_out_where_there_is_nothing_to_refer_to() -> None:
    drawn, ends = draw_many(records(Rope, resolve=True))
    assert ends["invalid"] == 0
    for rope in drawn:
        people = {person.id for person in rope.contributors}
        names = {entry.id for entry in rope.entries if entry.id}
        for link in find_links(rope):
            assert link.id in (people if link.to == "contributors" else names)


def test_a_model_may_hold_its_own_kind() -> None:
    drawn, ends = draw_many(records(Rope), 60)
    assert ends["invalid"] == 0
    inner = [knot.knots for rope in drawn for knot in rope.knots]
    assert any(inner)
    assert not any(knot.knots for knots in inner for knot in knots)  # deep enough for a test


class Odd(BaseModel):
    """A model that is not made of portable types."""

    number: int


class Bounded(BaseModel):
    """A model with a limit that no portable type has."""

    lines: Annotated[tuple[Line, ...], Field(min_length=1)]


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (Odd, r"Odd\.number: <class 'int'> is none of the portable types"),
        (Bounded, r"Bounded\.lines: .* has limits of its own"),
    ],
)
def test_what_is_not_portable_is_refused_by_name(model: type[Noun], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        draw_many(nouns(model), 1)


def test_examples_are_no_part_of_what_is_drawn() -> None:
    # records without clean owe nothing to the worked example
    drawn, _ = sample("iceberg")
    title = get_example("iceberg")["title"]
    assert all(document["title"] != title for document in drawn)
