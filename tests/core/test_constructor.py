"""What a constructor takes from Python code, what it says of a mistake, and what it shows."""

from __future__ import annotations

import inspect
import json
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import JsonValue, TypeAdapter, ValidationError
from tests.conftest import for_each

from improvement_frameworks import (
    AnyRecord,
    Iceberg,
    LiberatingStructures,
    Record,
    get_example,
    get_framework,
    load,
    validate,
)
from improvement_frameworks.core.registry import published_ids
from improvement_frameworks.frameworks.iceberg import IcebergEntry

if TYPE_CHECKING:
    from collections.abc import Callable


def say(title: str = "A", **entry: object) -> str:
    with pytest.raises(ValidationError) as fault:
        Iceberg(title=title, entries=[{"level": "events", "text": "B", **entry}])
    return str(fault.value)


@pytest.mark.parametrize("name", ["event", "Events", "EVENTS ", "evnts"])
def test_the_nearest_code_is_offered_for_a_misspelt_one_and_for_a_label(name: str) -> None:
    said = say(level=name)
    assert "Did you mean 'events'?" in said
    assert "events, patterns, structures, mental-models" in said


@pytest.mark.parametrize(
    ("name", "code"),
    [("1-4-All", "one-two-four-all"), ("15% Solutions", "fifteen-percent-solutions")],
)
def test_a_label_gets_its_code_offered_in_constructors_and_documents(name: str, code: str) -> None:
    entry = {"structure": name}
    with pytest.raises(ValidationError, match=f"Did you mean '{code}'"):
        LiberatingStructures(title="A", entries=[entry])
    document = {**get_example("liberating-structures"), "entries": [entry]}
    (error,) = validate(document).errors
    assert f"Did you mean {code}?" in error.message


@pytest.mark.parametrize(
    ("fields", "place", "words"),
    [
        ({"titel": "A"}, ("titel",), "no field 'titel' here. Did you mean 'title'?"),
        ({"entries": [{"levle": "events"}]}, ("entries", 0, "levle"), "Did you mean 'level'?"),
        (
            {"group": {"size": 3}},
            ("group", "size"),
            "no field 'size' here. The fields: name, level",
        ),
        ({"entries": {}}, ("entries",), "Input should be a list"),
    ],
)
def test_what_is_misspelt_gets_the_field_that_is_like_it(
    fields: dict[str, Any], place: tuple[str | int, ...], words: str
) -> None:
    base: dict[str, Any] = {"framework": "iceberg", "schema_version": "1.0", "title": "A"}
    document: dict[str, Any] = {**base, "entries": [], **fields}
    ways: list[Callable[[], object]] = [
        lambda: Iceberg(**document),
        lambda: Iceberg.model_validate(document),
    ]
    for read in ways:
        with pytest.raises(ValidationError) as caught:
            read()
        (said,) = (fault["msg"] for fault in caught.value.errors() if fault["loc"] == place)
        assert words in said


def test_fields_that_only_a_subclass_has_are_refused_and_methods_are_not() -> None:
    with pytest.raises(TypeError, match=r"adds fields to the records of iceberg.*: ward\."):

        class _TrustIceberg(Iceberg):  # pyright: ignore[reportUnusedClass] - it is never made
            ward: str

    class TrustEntry(IcebergEntry):
        ward: str

    with pytest.raises(TypeError, match=r"iceberg.*: ward\..*entry=YourClass"):

        class _WardIceberg(Iceberg):  # pyright: ignore[reportUnusedClass] - it is never made
            entries: tuple[TrustEntry, ...]  # pyright: ignore[reportIncompatibleVariableOverride] - what is tested

    class Counting(Iceberg):
        def count(self) -> int:
            return len(self.entries)

    assert Counting(title="A", entries=[{"level": "events", "text": "B"}]).count() == 1


def test_a_console_shows_what_is_given_and_no_more() -> None:
    entry = IcebergEntry(level="events", text="B", occurrences=0)
    assert repr(entry) == "IcebergEntry(text='B', level='events', occurrences=0)"


def test_no_pattern_is_shown_and_what_is_expected_is_said_in_words() -> None:
    for said in (say(title=""), say(id="a b"), say(happened_on="16.3.2020"), say(text=3)):
        assert not re.search(r"\\u|\[\^|\^\[", said)
    assert "Input should be a date such as 2020-03-16" in say(happened_on="16.3.2020")
    assert "an id: letters, figures" in say(id="a b")


def test_none_is_absent_in_the_dict_of_an_object_too() -> None:
    entry = {"level": "events", "text": "B", "id": None, "follow_up": {"owner": None, "due": None}}
    with_none = Iceberg(title="A", group={"name": "Ward", "level": None}, entries=[entry])
    without = IcebergEntry(level="events", text="B", follow_up={})
    assert with_none == Iceberg(title="A", group={"name": "Ward"}, entries=[without])
    assert Iceberg(title="A", extensions={"org": {"x": None}}, entries=[]).extensions == {
        "org": {"x": None}
    }
    document = Iceberg(title="A", entries=[]).to_dict()
    with pytest.raises(ValidationError, match="notes"):
        Iceberg.model_validate({**document, "notes": None})


def test_a_day_may_be_given_as_a_date_a_text_or_a_moment_at_midnight() -> None:
    for day in (date(2020, 3, 16), "2020-03-16", datetime(2020, 3, 16, tzinfo=UTC)):
        record = Iceberg(title="A", recorded_on=day, entries=[])
        assert type(record.recorded_on) is date
        assert record.recorded_on == date(2020, 3, 16)


def test_a_signature_says_what_is_taken() -> None:
    signature = inspect.signature(Iceberg)
    shown = str(signature)
    assert "title: str," in shown
    assert shown.startswith("(*, framework: Literal['iceberg'] = 'iceberg',")
    assert "recorded_on: date | str | None = None" in shown
    assert "focus: Literal['success', 'problem', 'neutral'] | None = None" in shown
    assert "entries: list[IcebergEntry]" in shown
    assert "Annotated" not in shown
    assert signature.parameters["title"].default is inspect.Parameter.empty
    assert signature.parameters["framework"].default == "iceberg"
    assert str(inspect.signature(IcebergEntry)) != shown


def test_objects_cannot_be_changed_and_are_equal_where_their_hashes_are() -> None:
    one: JsonValue = {"beds": [1, 2.0, {"ward": None}]}
    other: JsonValue = {"beds": [1.0, 2, {"ward": None}]}
    first = Iceberg(title="A", extensions={"org.example": one}, entries=[])
    second = Iceberg(title="A", extensions={"org.example": other}, entries=[])
    assert first == second
    assert {first: 1}[second] == 1
    assert len({first, first.model_copy(update={"title": "B"})}) == 2
    with pytest.raises(ValidationError, match="frozen"):
        first.title = "B"  # pyright: ignore[reportAttributeAccessIssue] - it is refused


@for_each(published_ids())
def test_a_list_of_records_of_any_kind_keeps_all_that_they_hold(framework: str) -> None:
    record = load(get_example(framework))
    (written,) = TypeAdapter(list[Record]).dump_python([record], mode="json")
    assert written == record.to_dict() == get_example(framework)


def test_the_name_of_the_schema_is_written_as_documents_have_it() -> None:
    document = {"$schema": "iceberg.schema.json", **get_example("iceberg")}
    record = load(document)
    assert record.model_dump(mode="json") == record.to_dict() == document
    assert Iceberg.model_validate_json(record.model_dump_json()) == record


def test_what_a_framework_holds_can_be_asked_for() -> None:
    iceberg = get_framework("iceberg")
    assert "events" in iceberg
    assert "Events" not in iceberg
    assert len(iceberg) == len(list(iceberg)) == len(iceberg.parts)
    assert all(part in iceberg and iceberg[part.code] is part for part in iceberg)
    stances = get_framework("risk-themes").vocabulary("stance")
    assert [term.code for term in stances] == list(stances.codes)
    assert len(stances) == 3
    assert "risk" in stances


@pytest.mark.parametrize(
    ("found", "code"),
    [("Events", "events"), ("event", "events"), ("Mental models", "mental-models")],
)
def test_codes_are_offered_wherever_pydantic_reads_a_record(found: str, code: str) -> None:
    document: dict[str, Any] = {
        "framework": "iceberg",
        "schema_version": "1.0",
        "title": "A",
        "entries": [{"level": found, "text": "x"}],
    }
    some: TypeAdapter[Any] = TypeAdapter(list[AnyRecord])
    for read in (
        lambda: Iceberg.model_validate(document),
        lambda: Iceberg.model_validate_json(json.dumps(document)),
        lambda: some.validate_python([document]),
    ):
        with pytest.raises(ValidationError, match=f"Did you mean '{code}'") as caught:
            read()
        (fault,) = caught.value.errors()
        assert fault["type"] == "literal_error"
        assert fault["loc"][-3:] == ("entries", 0, "level")
    with pytest.raises(ValidationError, match="Did you mean 'iceberg'"):
        some.validate_python([{**document, "framework": "icberg"}])
