"""The columns of a framework's table follow from its record."""

from __future__ import annotations

import pytest
from tests.conftest import for_each

from improvement_frameworks import framework_ids
from improvement_frameworks.core.errors import UnknownFrameworkError
from improvement_frameworks.core.record.field import find_model
from improvement_frameworks.core.registry import get_framework, get_record_type
from improvement_frameworks.tables import columns_of
from improvement_frameworks.tables.rows.column_text import write_columns

FRAMEWORKS = framework_ids()


@for_each(FRAMEWORKS)
def test_every_field_of_a_record_has_its_column(framework: str) -> None:
    record = get_record_type(framework)
    entry = find_model(record.model_fields["entries"])
    assert entry is not None
    columns = columns_of(framework)
    names = [column.name for column in columns]
    assert len(set(names)) == len(names)
    reached = {(column.place, column.path[0]) for column in columns if column.path}
    assert {name for place, name in reached if place == "entry"} == set(entry.model_fields)
    header = set(record.model_fields) - {"schema_uri", "contributors", "entries"}
    assert {name for place, name in reached if place == "record"} == header
    assert {"role", "organisation", "name"} == {n for p, n in reached if p == "contributor"}


@for_each(FRAMEWORKS)
def test_header_columns_come_first(framework: str) -> None:
    places = [column.place for column in columns_of(framework)]
    assert "entry" not in places[: places.index("contributor") - 1]
    assert places == sorted(places, key=["record", "entry", "contributor"].index) or (
        places.count("record") == places.index("entry")
    )


@for_each(FRAMEWORKS)
def test_the_part_is_a_column_of_codes(framework: str) -> None:
    about = get_framework(framework)
    part = about.part.replace("-", "_")
    found = [c for c in columns_of(framework) if c.name in {part, part + "s"}]
    assert len(found) == 1
    assert found[0].codes == about.part_vocabulary.codes


def test_a_clash_of_names_is_told_apart() -> None:
    columns = {column.name: column for column in columns_of("liberating-structures")}
    assert columns["minutes"].place == "entry"
    assert columns["record_minutes"].place == "record"
    assert columns["record_minutes"].path == ("minutes",)


def test_lists_of_long_texts_are_separated_by_lines() -> None:
    columns = {column.name: column for column in columns_of("iceberg")}
    assert columns["evidence"].separator == "\n"
    assert columns["tags"].separator == ";"
    assert columns["level"].separator is None


def test_columns_are_shown_for_people() -> None:
    text = write_columns("iceberg")
    assert all(len(line) <= 96 for line in text.splitlines())
    for column in columns_of("iceberg"):
        assert f"  {column.name} " in text
    assert "one of: events, patterns, structures, mental-models" in text


def test_an_unknown_framework_is_named() -> None:
    with pytest.raises(UnknownFrameworkError, match="Did you mean 'iceberg'"):
        columns_of("icberg")
