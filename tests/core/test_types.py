"""The portable types: the same values are accepted by pydantic and by the published schema."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

import jsonschema_rs
import pytest
from hypothesis import given, strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError
from tests.conftest import cases, for_each

from improvement_frameworks.core.record import types as t
from improvement_frameworks.core.record.noun import Noun

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue


class Validator(Protocol):
    """What a validator of JSON Schema can do."""

    def is_valid(self, instance: object, /) -> bool: ...


def in_python(schema: JsonSchemaValue) -> Validator:
    return cast("Validator", Draft202012Validator(schema))


def in_rust(schema: JsonSchemaValue) -> Validator:
    return cast("Validator", jsonschema_rs.validator_for(schema))


TYPES: Final[dict[str, TypeAdapter[Any]]] = {
    "Line": TypeAdapter(t.Line),
    "Label": TypeAdapter(t.Label),
    "Prose": TypeAdapter(t.Prose),
    "Code": TypeAdapter(t.Code),
    "Id": TypeAdapter(t.Id),
    "Url": TypeAdapter(t.Url),
    "Date": TypeAdapter(t.Date),
    "Timestamp": TypeAdapter(t.Timestamp),
    "Count": TypeAdapter(t.Count),
    "Minutes": TypeAdapter(t.Minutes),
    "People": TypeAdapter(t.People),
    "YesNo": TypeAdapter(t.YesNo),
    "Many[Line]": TypeAdapter(t.Many[t.Line]),
    "Distinct[Line]": TypeAdapter(t.Distinct[t.Line]),
    "Extensions": TypeAdapter(t.Extensions),
}

SEEDLING: Final = "\U0001f331"
# Each of these shows nothing: a text of them alone has no words.
BLANKS: Final = {
    "space": " ",
    "tab": "\t",
    "no-break space": "\u00a0",
    "zero-width space": "\u200b",
    "byte order mark": "\ufeff",
    "next line": "\u0085",
    "ogham space": "\u1680",
    "Mongolian vowel separator": "\u180e",
    "em space": "\u2003",
    "zero-width joiner": "\u200d",
    "left-to-right mark": "\u200e",
    "narrow no-break space": "\u202f",
    "word joiner": "\u2060",
    "ideographic space": "\u3000",
    "start of heading": "\u0001",
    "unit separator": "\u001f",
}
LINE_ENDS: Final = ("\n", "\r", "\r\n", "\v", "\f", "\u0085", "\u2028", "\u2029")

ACCEPTED: Final[dict[str, tuple[object, ...]]] = {
    "Line": (
        "a",
        " a ",
        "a\tb",
        "Größe, naïve, 心, ü",
        "\u200ba",
        "a" * 200,
        SEEDLING * 200,
        "-1",
        "\\",
        "'; drop",
    ),
    "Label": ("huddle", "x" * 60, SEEDLING * 60),
    "Prose": (
        "a",
        "one\ntwo",
        "\n\na\n",
        "one\u2028two",
        "\ufeffa",
        "x" * 10_000,
        SEEDLING * 10_000,
    ),
    "Code": ("a", "a1", "mental-models", "a-1", "what-so-what-now-what", "x" * 64),
    "Id": ("e1", "1", "E_1.a-b", "a.", "a-", "x" * 64),
    "Url": (
        "https://q.health.org.uk/resources/",
        "http://a",
        "https://a/?b=c&d=%20#e",
        "http://article.sapub.org/10.5923.j.ajss.20150401.02.html",
    ),
    "Date": (
        "2020-03-16",
        "1900-02-28",
        "2000-02-29",
        "2020-02-29",
        "2096-02-29",
        "1904-02-29",
        "2104-02-29",
        "1900-01-01",
        "2199-12-31",
        "2020-04-30",
        "2020-12-31",
    ),
    "Timestamp": (
        "2020-07-13T09:30:00Z",
        "2020-07-13T00:00:00+00:00",
        "2020-07-13T23:59:59-11:00",
        "2020-02-29T12:00:00+05:45",
    ),
    "Count": (0, 1, 1_000_000, 1.0, 100.0, -0.0),
    "Minutes": (1, 90, 1_440, 90.0),
    "People": (1, 12, 100_000),
    "YesNo": (True, False),
    "Many[Line]": ([], ["a"], ["a", "a"]),
    "Distinct[Line]": ([], ["a"], ["a", "b"], ["a", "A"], ["a", "a "]),
    "Extensions": ({}, {"org.example": {"a": [1, 2.5, None, True, "x"]}}),
}
NOT_TEXT: Final[tuple[object, ...]] = (None, 1, 1.5, True, [], ["a"], {}, {"a": "b"})
REFUSED: Final[dict[str, tuple[object, ...]]] = {
    "Line": (*NOT_TEXT, "", "a" * 201, SEEDLING * 201, *(f"one{end}two" for end in LINE_ENDS)),
    "Label": (*NOT_TEXT, "", "x" * 61, SEEDLING * 61, "one\ntwo"),
    "Prose": (*NOT_TEXT, "", "x" * 10_001),
    "Code": (
        *NOT_TEXT,
        "",
        "Events",
        "1a",
        "-a",
        "a-",
        "a--b",
        "a_b",
        "a b",
        " a",
        "a ",
        "événements",
        "a\u0661",
        "x" * 65,
    ),
    "Id": (*NOT_TEXT, "", "e 1", "-a", ".a", "_a", "a/b", "é1", "e\u0661", "x" * 65),
    "Url": (
        *NOT_TEXT,
        "",
        "q.health.org.uk",
        "ftp://example.org",
        "javascript:alert(1)",
        "https://",
        "https://exämple.org",
        "https://example.org/a b",
        " https://example.org",
        "HTTPS://example.org",
        "https://" + "a" * 2_000,
    ),
    "Date": (
        *NOT_TEXT,
        "",
        "1900-02-29",
        "2100-02-29",
        "2023-02-29",
        "2021-02-29",
        "2020-02-30",
        "2020-04-31",
        "2020-00-10",
        "2020-13-01",
        "2020-01-00",
        "2020-01-32",
        "1899-12-31",
        "2200-01-01",
        "0000-01-01",
        "2020-3-16",
        "20200316",
        "2020-W12-1",
        "16/03/2020",
        "03/14/2026",
        "2020-03-16T00:00:00Z",
        "2020-03-16 ",
        " 2020-03-16",
        "2020-03-16\n",
        "1584316800",
        "٢٠٢٠-٠٣-١٦",
        "\uff12\uff10\uff12\uff10-\uff10\uff13-\uff11\uff16",
        "2020\u221203\u221216",
    ),
    "Timestamp": (
        *NOT_TEXT,
        "",
        "2020-07-13",
        "2020-07-13T09:30:00",
        "2020-07-13T09:30Z",
        "2020-07-13T09:30:00.5Z",
        "2020-07-13 09:30:00Z",
        "2020-07-13t09:30:00z",
        "2020-07-13T24:00:00Z",
        "2020-07-13T09:60:00Z",
        "2016-12-31T23:59:60Z",
        "2020-07-13T09:30:00+0200",
        "2020-07-13T09:30:00+24:00",
        "2023-02-29T09:30:00Z",
        "2020-07-13T09:30:00\u221202:00",
        "٢٠٢٠-07-13T09:30:00Z",
        "1594632600",
    ),
    "Count": (None, True, False, "1", "", -1, 1.5, 1_000_001, 10**30, 1e30, [], [1]),
    "Minutes": (None, True, "90", 0, 0.0, 1_441, 1.5),
    "People": (None, True, "12", 0, 100_001, 12.5),
    "YesNo": (None, 0, 1, 1.0, "true", "yes", "", []),
    "Many[Line]": (None, "a", {}, [None], [""], [["a"]]),
    "Distinct[Line]": (None, ["a", "a"], ["a", "b", "a"], [None], "a"),
    "Extensions": (None, [], "a", 1),
}
# Python's own regular expressions let "$" stand before one last line feed, so a validator built on
# them accepts it. Nothing that all engines know could forbid it; pydantic and the others refuse it.
LINE_FEED: Final = {
    name: f"{value}\n"
    for name, value in {
        "Line": "a",
        "Label": "a",
        "Code": "a",
        "Id": "a",
        "Url": "https://a",
        "Timestamp": "2020-07-13T09:30:00Z",
    }.items()
}


def pydantic_takes(type_name: str, value: object) -> bool:
    try:
        TYPES[type_name].validate_json(json.dumps(value))
    except ValidationError:
        return False
    return True


def jsonschema_takes(type_name: str, value: object) -> bool:
    return in_python(schema_of(type_name)).is_valid(value)


def rust_takes(type_name: str, value: object) -> bool:
    return in_rust(schema_of(type_name)).is_valid(value)


def schema_of(type_name: str) -> JsonSchemaValue:
    return TYPES[type_name].json_schema()


JUDGES: Final = {
    "pydantic": pydantic_takes,
    "jsonschema": jsonschema_takes,
    "jsonschema_rs": rust_takes,
}


def table(values: dict[str, tuple[object, ...]]) -> dict[str, object]:
    return {
        f"{name}: {ascii(value)[:40]}": (name, value)
        for name, group in values.items()
        for value in group
    }


def test_every_type_has_values_on_both_sides() -> None:
    assert set(ACCEPTED) == set(REFUSED) == set(TYPES)


@for_each(table(ACCEPTED))
def test_is_accepted_by_all(type_name: str, value: object) -> None:
    assert {name: judge(type_name, value) for name, judge in JUDGES.items()} == dict.fromkeys(
        JUDGES, True
    )


@for_each(table(REFUSED))
def test_is_refused_by_all(type_name: str, value: object) -> None:
    assert {name: judge(type_name, value) for name, judge in JUDGES.items()} == dict.fromkeys(
        JUDGES, False
    )


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_extensions_hold_no_number_that_json_has_not(number: str) -> None:
    text = f'{{"org.example": [{{"a": {number}}}]}}'
    with pytest.raises(ValidationError, match="finite number"):
        TYPES["Extensions"].validate_json(text)
    with pytest.raises(ValidationError, match="finite number"):
        TYPES["Extensions"].validate_python(json.loads(text))


@pytest.mark.parametrize("type_name", ["Line", "Label", "Prose"])
@for_each(BLANKS)
def test_text_without_words_is_refused_by_all(blank: str, type_name: str) -> None:
    for text in (blank, blank * 3, f" {blank} "):
        assert not any(judge(type_name, text) for judge in JUDGES.values())
    if blank not in LINE_ENDS:
        assert all(judge(type_name, f"{blank}a{blank}") for judge in JUDGES.values())


@pytest.mark.parametrize(
    ("type_name", "text"), cases({name: (name, text) for name, text in LINE_FEED.items()})
)
def test_pinned_where_engines_differ_about_a_last_line_feed(type_name: str, text: str) -> None:
    verdicts = {name: judge(type_name, text) for name, judge in JUDGES.items()}
    assert verdicts == {"pydantic": False, "jsonschema": True, "jsonschema_rs": False}


@given(st.dates(date(1890, 1, 1), date(2210, 12, 31)))
def test_every_day_of_three_centuries_is_read(day: date) -> None:
    within = 1900 <= day.year <= 2199
    verdicts = {judge("Date", day.isoformat()) for judge in JUDGES.values()}
    assert verdicts == {within}


@given(st.integers(1900, 2199))
def test_29_february_is_a_day_in_leap_years_alone(year: int) -> None:
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    assert {judge("Date", f"{year}-02-29") for judge in JUDGES.values()} == {is_leap}


@given(st.text(max_size=12))
def test_engines_agree_on_any_text(text: str) -> None:
    for name in ("Line", "Label", "Prose", "Code", "Id", "Url", "Date", "Timestamp"):
        if not text.endswith("\n"):  # see the pinned table
            assert len({judge(name, text) for judge in JUDGES.values()}) == 1


def test_whole_numbers_written_with_a_fraction_become_whole() -> None:
    value = TYPES["Count"].validate_json("3.0")
    assert value == 3
    assert type(value) is int
    assert TYPES["Minutes"].validate_json("9e1") == 90


def test_a_number_too_large_for_a_float_is_refused() -> None:
    with pytest.raises(ValidationError):
        TYPES["Count"].validate_json("1e400")


ZONE: Final = timezone(timedelta(hours=2))


class Event(Noun):
    day: t.Date
    moment: t.OptTimestamp = t.ABSENT


def test_python_code_may_give_days_and_moments() -> None:
    moment = datetime(2020, 7, 13, 9, 30, tzinfo=ZONE)
    event = Event(day=date(2020, 3, 16), moment=moment)
    assert (event.day, event.moment) == (date(2020, 3, 16), moment)
    assert json.loads(event.model_dump_json()) == {
        "day": "2020-03-16",
        "moment": "2020-07-13T09:30:00+02:00",
    }
    assert Event.model_validate_json(event.model_dump_json()) == event


def test_python_code_may_give_the_text_of_a_document() -> None:
    event = Event.model_validate({"day": "2020-03-16", "moment": "2020-07-13T09:30:00Z"})
    assert event.day == date(2020, 3, 16)
    assert event.moment == datetime(2020, 7, 13, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "day",
    cases(
        {
            "a moment": datetime(2020, 3, 16, 9, 30, tzinfo=UTC),
            "before 1900": date(1899, 12, 31),
            "after 2199": date(2200, 1, 1),
            "None": None,
            "a number": 1_584_316_800,
        }
    ),
)
def test_python_code_cannot_give_another_thing_for_a_day(day: object) -> None:
    with pytest.raises(ValidationError):
        Event.model_validate({"day": day})


@pytest.mark.parametrize(
    "moment",
    cases(
        {
            "without a zone": datetime(2020, 7, 13, 9, 30),  # noqa: DTZ001 - the point of the case
            "with microseconds": datetime(2020, 7, 13, 9, 30, 0, 5, tzinfo=UTC),
            "a day": date(2020, 7, 13),
            "an offset with seconds": datetime(
                2020, 7, 13, 9, 30, tzinfo=timezone(timedelta(seconds=90))
            ),
        }
    ),
)
def test_python_code_cannot_give_another_thing_for_a_moment(moment: object) -> None:
    with pytest.raises(ValidationError):
        Event.model_validate({"day": "2020-07-13", "moment": moment})


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)),  # noqa: DTZ001 - zone follows
    st.integers(-23 * 60, 23 * 60),
)
def test_any_moment_with_a_zone_survives_a_document(moment: datetime, offset: int) -> None:
    aware = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=offset)))
    event = Event(day=date(2020, 1, 1), moment=aware)
    written = event.model_dump_json()
    assert Event.model_validate_json(written) == event
    assert rust_takes("Timestamp", json.loads(written)["moment"])


class Optional(Noun):
    line: t.Opt[t.Line] = None
    """A line."""
    day: t.OptDate = t.ABSENT
    """A day."""
    number: t.Opt[t.Count] = None
    """A number."""
    answer: t.Opt[t.YesNo] = None
    """An answer."""
    noun: t.OptNoun[Event] = t.ABSENT
    """A noun."""
    lines: t.Many[t.Line] = t.EMPTY
    """Lines."""
    different: t.Distinct[t.Line] = t.EMPTY
    """Lines that differ."""
    extensions: t.Opt[t.Extensions] = None
    """More."""


def test_what_is_absent_is_none_in_python_and_left_out_of_documents() -> None:
    empty = Optional(line=None)
    assert empty.line is None
    assert empty.lines == ()
    assert empty == Optional() == Optional.model_validate_json("{}")
    assert empty.model_dump_json() == "{}"


def test_false_and_zero_are_not_absent() -> None:
    given_values = Optional(answer=False, number=0, extensions={})
    assert json.loads(given_values.model_dump_json()) == {
        "answer": False,
        "number": 0,
        "extensions": {},
    }


@pytest.mark.parametrize("name", sorted(Optional.model_fields))
def test_null_is_refused_in_documents_by_all(name: str) -> None:
    document = {name: None}
    with pytest.raises(ValidationError):
        Optional.model_validate_json(json.dumps(document))
    with pytest.raises(ValidationError):
        Optional.model_validate(document)
    schema = Optional.model_json_schema()
    assert not in_python(schema).is_valid(document)
    assert not in_rust(schema).is_valid(document)


def test_schema_of_what_may_be_absent_knows_no_null_and_no_default() -> None:
    schema = Optional.model_json_schema()
    assert "required" not in schema
    for name, field in cast("dict[str, dict[str, object]]", schema["properties"]).items():
        assert "anyOf" not in field, name
        assert "default" not in field, name
    assert "null" not in json.dumps(schema)


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError):
        Optional.model_validate_json('{"lien": "a"}')


def test_nothing_can_be_changed() -> None:
    event = Event(day=date(2020, 3, 16))
    with pytest.raises(ValidationError):
        setattr(event, "day", date(2020, 3, 17))  # noqa: B010 - type checkers refuse the plain way


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_numbers_that_no_document_can_hold_are_refused_in_extensions(number: float) -> None:
    with pytest.raises(ValidationError):
        Optional(extensions={"org.example": {"deep": [number]}})


def test_two_equal_items_are_named() -> None:
    with pytest.raises(ValidationError, match="b is a duplicate"):
        Optional(different=("a", "b", "c", "b"))
