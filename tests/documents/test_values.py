"""Documents that Python code already holds, and what in them no document can hold."""

from __future__ import annotations

from collections import OrderedDict
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import pytest
from attrs import frozen
from polars import DataFrame
from tests.conftest import cases, for_each
from tests.documents.conftest import Fact, facts

from improvement_frameworks import Iceberg, get_example, validate
from improvement_frameworks.core.registry import get_record_type, published_ids

if TYPE_CHECKING:
    from collections.abc import Mapping


def document(**fields: object) -> dict[str, object]:
    return {
        "framework": "iceberg",
        "schema_version": "1.0",
        "title": "Huddles",
        "entries": [{"level": "events", "text": "The huddle took ten minutes."}],
        **fields,
    }


def with_name(name: object) -> Mapping[str, object]:
    given: dict[object, object] = dict(document().items())
    given[name] = 1
    return cast("Mapping[str, object]", given)  # a type checker would have said so


def nest(depth: int) -> dict[str, object]:
    inner: dict[str, object] = {}
    for _ in range(depth - 1):
        inner = {"a": inner}
    return inner


def cycle_of_objects() -> dict[str, object]:
    value: dict[str, object] = {}
    value["a"] = value
    return value


def cycle_of_lists() -> list[object]:
    value: list[object] = []
    value.append(value)
    return value


class Colour(Enum):
    RED = "red"


class Level(StrEnum):
    EVENTS = "events"


@frozen
class Bad:
    """A document that Python holds, and what must be found in it and said of it."""

    value: Mapping[str, object]
    code: str
    pointer: str
    words: str


BAD = {
    "a set": Bad(document(tags={"a"}), "DOC-VALUE", "/tags", "A value of the Python type set"),
    "bytes": Bad(document(title=b"a"), "DOC-VALUE", "/title", "type bytes"),
    "a decimal": Bad(
        document(extensions={"a": [Decimal(1)]}), "DOC-VALUE", "/extensions/a/0", "Dec"
    ),
    "a path": Bad(
        document(notes=PurePath("a")), "DOC-VALUE", "/notes", type(PurePath("a")).__name__
    ),
    "an enumeration": Bad(document(title=Colour.RED), "DOC-VALUE", "/title", "type Colour"),
    "an object of no kind": Bad(document(notes=object()), "DOC-VALUE", "/notes", "type object"),
    "a number as a name": Bad(with_name(1), "DOC-VALUE", "", "A field name of the Python type int"),
    "nothing as a name": Bad(with_name(None), "DOC-VALUE", "", "type NoneType"),
    "a pair as a name": Bad(with_name((1, 2)), "DOC-VALUE", "", "type tuple"),
    "a date as a name": Bad(
        document(extensions={date(2020, 7, 16): 1}), "DOC-VALUE", "/extensions", "type date"
    ),
    "not a number": Bad(document(one_off=float("nan")), "DOC-NUMBER", "/one_off", "nan is not"),
    "infinity": Bad(document(a=[0.0, float("-inf")]), "DOC-NUMBER", "/a/1", "-inf is not"),
    "thousands of digits": Bad(
        document(one_off=10**5000), "DOC-NUMBER", "/one_off", "thousands of digits"
    ),
    "half a character": Bad(document(title="a\ud83d"), "DOC-CHARACTER", "/title", "half"),
    "half a character in a name": Bad(
        document(extensions={"\ud83d": 1}), "DOC-CHARACTER", "/extensions", "half"
    ),
    "65 deep": Bad(document(a=nest(64)), "DOC-DEEP", "/a" * 64, "64 levels deep"),
    "20,000 deep": Bad(document(a=nest(20_000)), "DOC-DEEP", "/a" * 64, "64 levels deep"),
    "an object within itself": Bad(cycle_of_objects(), "DOC-DEEP", "/a" * 64, "64 levels deep"),
    "a list within itself": Bad(
        document(a=cycle_of_lists()), "DOC-DEEP", "/a" + "/0" * 63, "64 levels deep"
    ),
    "nothing at all": Bad({}, "FRAMEWORK-MISSING", "", "framework is missing"),
}


@for_each(BAD)
def test_what_no_document_can_hold_is_one_issue(bad: Bad) -> None:
    report = validate(bad.value)
    assert facts(report) == [Fact(bad.code, None, None, bad.pointer)]
    assert bad.words in report.issues[0].message
    assert bad.words in report.to_text()
    assert (report.documents, report.judged) == (1, 0)


GOOD = {
    "a mapping that cannot be changed": MappingProxyType(document()),
    "an ordered mapping": OrderedDict(document()),
    "a mapping within": document(group=MappingProxyType({"name": "Team"})),
    "a tuple for a list": document(entries=({"level": "events", "text": "a"},)),
    "a day": document(recorded_on=date(2020, 7, 16)),
    "a text of an enumeration": document(entries=[{"level": Level.EVENTS, "text": "a"}]),
    "64 deep": document(extensions=nest(63)),
    "many digits": document(extensions={"a": 10**3000}),
}


@pytest.mark.parametrize("value", cases(GOOD))
def test_what_a_document_can_hold_is_no_issue(value: Mapping[str, object]) -> None:
    report = validate(value)
    assert facts(report) == []
    assert report.judged == 1


def test_a_moment_where_a_day_belongs_is_refused_as_in_a_file() -> None:
    report = validate(document(recorded_on=datetime(2020, 7, 16, 9, 30, tzinfo=UTC)))
    assert facts(report) == [Fact("VALUE-FORM", None, None, "/recorded_on")]
    assert '"2020-07-16T09:30:00+00:00"' in report.issues[0].message


def test_a_value_is_not_changed_by_its_check() -> None:
    value = document(tags=["a"], group={"name": "Team"})
    validate(value)
    assert value == document(tags=["a"], group={"name": "Team"})


@pytest.mark.parametrize("name", published_ids())
def test_a_record_is_checked_like_its_document(name: str) -> None:
    value = get_example(name)
    record = get_record_type(name).model_validate(value)
    assert validate(record) == validate(value)
    assert validate(record).ok


def test_a_record_that_was_not_validated_is_checked_too() -> None:
    record = Iceberg.model_construct(framework="iceberg", schema_version="1.0", title="")
    assert Fact("VALUE-BLANK", None, None, "/title") in facts(validate(record))


@pytest.mark.parametrize(
    "given", cases({"nothing": None, "a number": 5, "a frame": DataFrame({"level": ["events"]})})
)
def test_what_is_no_source_is_the_callers_mistake(given: object) -> None:
    with pytest.raises(
        TypeError, match="one path, text, bytes, open file, dict or record"
    ) as caught:
        validate(given)  # type: ignore[arg-type] # that is the mistake  # pyright: ignore[reportArgumentType]
    assert type(given).__name__ in str(caught.value)
