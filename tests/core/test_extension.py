"""Fields that an organisation adds: in models, schema, tables and rules, and nowhere else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import jsonschema
import pytest
from pydantic import TypeAdapter, ValidationError

from improvement_frameworks import (
    AnyRecord,
    Iceberg,
    LearningGrid,
    declare_extension,
    get_example,
    json_schema,
    load,
    load_table,
    to_frame,
    validate,
    validate_table,
    write_table,
)
from improvement_frameworks.core import Code, Count, Line, Noun, Opt, OptDate
from improvement_frameworks.core.record.types import ABSENT
from improvement_frameworks.core.registry import forget
from improvement_frameworks.tables import columns_of
from improvement_frameworks.tables.writing import write_template

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "org.example-trust"


class Place(Noun):
    """Where it was."""

    ward: Line
    """The ward. Example: Ward 7."""
    beds: Opt[Count] = None
    """How many beds. Example: 12."""


class Risk(Noun):
    """How grave it is."""

    score: Count
    """The score. Example: 4."""
    since: OptDate = ABSENT
    """Since when. Example: 2020-03-16."""


@pytest.fixture(autouse=True)
def _declare() -> Iterator[None]:
    before = json_schema("iceberg"), columns_of("iceberg")
    declare_extension("iceberg", NAME, record=Place, entry=Risk)
    yield
    forget()
    assert (json_schema("iceberg"), columns_of("iceberg")) == before


def make() -> Iceberg:
    own = {NAME: Risk(score=4, since="2020-03-16"), "net.other": {"a": [None]}}
    return Iceberg(
        title="Falls",
        extensions={NAME: Place(ward="7")},
        entries=[{"level": "events", "text": "A fall", "extensions": own}],
    )


def test_what_is_written_comes_back_typed() -> None:
    record = load(make().to_json())
    assert record == make()
    assert record.extension(Place) == Place(ward="7")
    assert record.entries[0].extension(Risk) == Risk(score=4, since="2020-03-16")
    assert record.replace(extensions=None).extension(Place) is None
    with pytest.raises(KeyError, match="Risk was not declared for Iceberg"):
        record.extension(Risk)


WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "nothing": ({}, "FIELD-MISSING", ""),
    "another kind": ({"ward": "7", "beds": "x"}, "VALUE-KIND", "/beds"),
    "another field": ({"ward": "7", "bed": 1}, "FIELD-UNKNOWN", "/bed"),
    "a null": ({"ward": None}, "VALUE-NULL", "/ward"),
}


@pytest.mark.parametrize(("own", "code", "at"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_found_by_report_model_and_schema(
    own: dict[str, Any], code: str, at: str
) -> None:
    document = {**make().to_dict(), "extensions": {NAME: own}}
    (issue,) = validate(document).errors
    assert (issue.code, issue.where.pointer) == (code, f"/extensions/{NAME}{at}")
    adapter: TypeAdapter[Any] = TypeAdapter(AnyRecord)
    for read in (Iceberg.model_validate, adapter.validate_python):
        with pytest.raises(ValidationError) as caught:
            read(document)
        assert NAME in caught.value.errors()[0]["loc"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, json_schema("iceberg"))


def test_an_entry_is_checked_too_and_the_offer_is_made() -> None:
    document = json.loads(make().to_json())
    document["entries"][0]["extensions"][NAME] = {"scor": 4}
    issues = validate(document).by_code()
    assert issues["FIELD-MISSING"][0].where.pointer == f"/entries/0/extensions/{NAME}"
    assert issues["FIELD-UNKNOWN"][0].message.endswith("Did you mean score?")


def test_other_names_and_other_frameworks_may_still_hold_anything() -> None:
    schema = json_schema("iceberg")
    free = {**make().to_dict(), "extensions": {"net.other": {"ward": 1}}}
    jsonschema.validate(free, schema)
    assert validate(free).ok
    LearningGrid(title="A", extensions={NAME: {"x": 1}}, entries=[])
    words = json.dumps(schema)
    assert "The ward. Example: Ward 7." in words
    assert "The score. Example: 4." in words


@pytest.mark.parametrize("profile", ["draft-07", "form", "llm", "llm-small"])
def test_every_profile_can_be_written(profile: Any) -> None:  # noqa: ANN401 - a word of four
    written = json.dumps(json_schema("iceberg", profile))
    assert ("The ward." in written) is (profile != "llm-small"), "which asks for what is needed"


def test_tables_frames_and_forms_have_its_columns(tmp_path: Path) -> None:
    record = make()
    frame = to_frame([record])
    assert frame["org_example_trust_score"].to_list() == [4]
    assert str(frame.schema["org_example_trust_since"]) == "Date"
    assert load_table(frame).records == (record,)
    for ending in ("csv", "xlsx", "parquet"):
        path = tmp_path / f"falls.{ending}"
        write_table([record], path)
        assert load_table(path).records == (record,)
    write_template("iceberg", tmp_path / "form.xlsx")
    rows = b"title,level,text,org_example_trust_since\nA,events,b,2020-03-16\n"
    assert [issue.code for issue in validate_table(rows).errors] == ["FIELD-MISSING"]


def test_the_same_field_of_record_and_entry_has_two_columns() -> None:
    declare_extension("iceberg", NAME, record=Place, entry=Place)
    names = [column.name for column in columns_of("iceberg") if "ward" in column.name]
    assert names == ["record_org_example_trust_ward", "org_example_trust_ward"]


@pytest.mark.parametrize("name", ["", "Org.Example", "org example", "org..example", "7up"])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"such as org\.example"):
        declare_extension("iceberg", name, record=Place)


def test_what_are_no_fields_is_refused() -> None:
    with pytest.raises(ValueError, match="or both"):
        declare_extension("iceberg", NAME)
    for wrong in (Place(ward="7"), dict, "Place", Code):
        with pytest.raises(TypeError, match="a class that extends Noun"):
            declare_extension("iceberg", NAME, record=cast("type[Noun]", wrong))
    assert validate(make()).ok
    assert validate(get_example("iceberg")).ok
