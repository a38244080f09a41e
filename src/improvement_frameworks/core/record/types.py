r"""The types of which every record is made, each written once.

A type here is one that all JSON Schema validators read alike: explicit ASCII classes instead of
``\d`` and ``\w``, dates spelled out with their leap years, whole numbers that may be written
``1.0``. A model uses these names and nothing else, so that what pydantic accepts and what the
published schema accepts is the same set of documents.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Final,
    Generic,
    Never,
    Self,
    TypeAlias,
    TypeVar,
    cast,
    overload,
)

from attrs import frozen
from pydantic import AfterValidator, Field, JsonValue, Strict, WithJsonSchema
from pydantic_core import PydanticCustomError, PydanticKnownError, core_schema as core

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

T = TypeVar("T")
Given_co = TypeVar("Given_co", covariant=True)
Got_co = TypeVar("Got_co", covariant=True)
H = TypeVar("H", bound="tuple[Hashable, ...]")

TEXT_ERROR: Final = "text_form"
"""How pydantic's errors name a text that is not of its form, or a value that is no text."""

_BREAKS = "\n-\r\x85\u2028\u2029"
_GAPS = (
    "\x01-\t\x0e- \x7f-\x84\x86-\xa0\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u2064\u3000\ufeff"
)


def _spell_out(ranges: str) -> str:
    """Return every character of some ranges."""
    return "".join(
        chr(code)
        for first, last in re.findall("(.)(?:-(.))?", ranges, re.DOTALL)
        for code in range(ord(first), ord(last or first) + 1)
    )


# A pattern holds the characters themselves, since languages differ in how they write one as a
# number. They agree on these three, which keep a pattern on one line wherever a tool writes it. NUL
# is not named: a schema with it can neither be stored in PostgreSQL nor be read by PHP before 8.2.
_ESCAPED = str.maketrans({"\n": r"\n", "\r": r"\r", "\t": r"\t"})
_GAP = _GAPS.translate(_ESCAPED)
BREAK: Final = _BREAKS.translate(_ESCAPED)
"""The inside of a character class: what ends a line, in any language or system."""
BLANK: Final = _GAP + BREAK
"""The inside of a character class: white space, controls, and what has no width."""
BLANKS: Final = _spell_out(_GAPS + _BREAKS)
"""All characters that show nothing: those of ``BLANK``."""
_LEAP = "(?:(?:19|20|21)(?:0[48]|[2468][048]|[13579][26])|2000)"
_DAY = (
    "(?:(?:19|20|21)[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    f"|{_LEAP}-02-29)"
)
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"


@frozen
class Text:
    """The form of a string: its pattern, its length in code points, and how to say it in words."""

    pattern: str
    longest: int
    expected: str
    format: str | None = None
    is_free: bool = False
    """Whether people write in it what they like, so that it may hold personal words."""

    @property
    def sentence(self) -> str:
        """The form in words, for people who would otherwise see its pattern only."""
        return f"{self.expected[0].upper()}{self.expected[1:]}."

    def text_schema(self) -> core.CoreSchema:
        """Return pydantic's form, which says in words what is expected."""
        form = core.str_schema(
            strict=True, min_length=1, max_length=self.longest, pattern=self.pattern
        )
        return core.custom_error_schema(
            form,
            custom_error_type=TEXT_ERROR,
            custom_error_message="Input should be {expected}",
            custom_error_context={"expected": self.expected},
        )

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> core.CoreSchema:
        return self.text_schema()

    def __get_pydantic_json_schema__(
        self, _schema: core.CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        form: JsonSchemaValue = {"description": self.sentence, "type": "string"}
        if self.format:
            form["format"] = self.format
        else:
            form["minLength"] = 1
        return {**form, "maxLength": self.longest, "pattern": self.pattern}


@frozen
class Moment(Text):
    """A string form that is a day or a moment in Python; Python code may give either."""

    def __get_pydantic_core_schema__(
        self, source: object, _handler: GetCoreSchemaHandler
    ) -> core.CoreSchema:
        value = core.date_schema() if source is date else core.datetime_schema()
        document = core.chain_schema([self.text_schema(), value])
        write = _write_day if source is date else _write_moment
        python = core.no_info_before_validator_function(write, document)
        return core.json_or_python_schema(json_schema=document, python_schema=python)


def _write_moment(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _write_day(value: object) -> object:
    """Write a day; a moment at midnight is one too, since data frames hold days so."""
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return _write_moment(value)


@frozen
class Exact(Text):
    """A string form that is a decimal number in Python, exactly as it is written.

    A JSON number would not do: most programs read 0.1 as something near it and drop the last zero
    of 2.50. Python code may give a ``Decimal`` or a whole number.
    """

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> core.CoreSchema:
        document = core.chain_schema([self.text_schema(), core.decimal_schema()])
        python = core.no_info_before_validator_function(_write_decimal, document)
        return core.json_or_python_schema(json_schema=document, python_schema=python)


def _write_decimal(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value) if type(value) is int else value


@frozen
class Whole:
    """The form of a whole number with its bounds; a document may write it ``3`` or ``3.0``."""

    least: int
    most: int

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> core.CoreSchema:
        number = core.int_schema(strict=True, ge=self.least, le=self.most)
        return core.no_info_before_validator_function(_read_whole, number)

    def __get_pydantic_json_schema__(
        self, _schema: core.CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


def _read_whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


class _Absent:
    """Reads an explicit ``null`` as a fault; what Python code leaves as ``None`` is never read."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core.CoreSchema:
        return cast("core.NullableSchema", handler(source))["schema"]


class OfPerson:
    """Marks a text as the name of a person, which is left out where names are not wanted."""


class Tagged:
    """Marks a text as a tag: one of a shared list, or any other."""


class Unique:
    """Marks a list that refuses duplicates, and writes ``uniqueItems`` into its schema."""

    def __get_pydantic_json_schema__(
        self, schema: core.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "uniqueItems": True}


def _refuse_duplicates(items: H) -> H:
    if len(set(items)) == len(items):
        return items
    seen: set[Hashable] = set()
    for item in items:
        if item in seen:
            raise PydanticCustomError(
                "duplicate_item", "{item} is a duplicate", {"item": str(item)}
            )
        seen.add(item)
    return items  # pragma: no cover - one of them was there before


def _refuse_infinite(extensions: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Refuse what pydantic takes for a number in JSON text, though JSON has no such number."""
    inside: list[JsonValue] = [extensions]
    while inside:
        match inside.pop():
            case dict(fields):
                inside += fields.values()
            case list(items):
                inside += items
            case float(number) if not isfinite(number):
                raise PydanticKnownError("finite_number")
            case _:
                pass
    return extensions


def _is_absent(value: object) -> bool:
    return value is None or value == ()


def _drop_default(schema: JsonSchemaValue) -> None:
    """Leave out of a schema what stands for what is absent: ``null``, or an empty list."""
    schema.pop("default", None)


# A pattern is tried on texts of any length, whatever the longest is, so no part of one can match
# what the next part begins with: then each engine takes time in line with the length of a text.
# Groups repeat a limited number of times, since Java puts each repetition on its stack.
LINE: Final = Text(
    f"^[{_GAP}]*[^{BLANK}][^{BREAK}]*$",
    200,
    "one line of text of at most 200 characters",
    is_free=True,
)
LABEL: Final = Text(LINE.pattern, 60, "a short label of at most 60 characters", is_free=True)
PROSE: Final = Text(f"[^{BLANK}]", 10_000, "text of at most 10,000 characters", is_free=True)
CODE: Final = Text(
    "^[a-z][a-z0-9]*(?:-[a-z0-9]+){0,31}$", 64, "a code: small letters, figures and single hyphens"
)
ID: Final = Text(
    r"^[A-Za-z0-9][A-Za-z0-9._\-]*$",
    64,
    "an id: letters, figures, dots, hyphens or underscores, without spaces",
)
ORIGIN: Final = Text(
    r"^[A-Za-z0-9][A-Za-z0-9._\-]*/(?:#[1-9][0-9]{0,6}|[A-Za-z0-9][A-Za-z0-9._\-]*)$",
    129,
    "the ID of a record, a slash, and the ID of one of its entries (or # and its number), such as "
    "ward-7-grid/e3",
)
URL: Final = Text(
    "^https?://[!-~]+$", 2_000, "a web address with http:// or https://, without spaces"
)
LANGUAGE: Final = Text(
    "^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$",
    12,
    "the code of a language, such as en-GB, cy or zh-Hant",
)
DECIMAL: Final = Exact(
    r"^-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?$",
    26,
    "a decimal number in quotation marks, such as 12.5 or -0.75",
)
COLOUR: Final = Text("^#[0-9A-Fa-f]{6}$", 7, "a colour such as #2E7D32")
DATE: Final = Moment(f"^{_DAY}$", 10, "a date such as 2020-03-16", "date")
TIMESTAMP: Final = Moment(
    rf"^{_DAY}T{_CLOCK}:[0-5][0-9](?:Z|[+\-]{_CLOCK})$",
    25,
    "a moment with its zone, such as 2020-07-13T09:30:00Z",
)
TEXT_FORMS: Final = (
    LINE,
    LABEL,
    PROSE,
    CODE,
    ID,
    ORIGIN,
    URL,
    LANGUAGE,
    DECIMAL,
    COLOUR,
    DATE,
    TIMESTAMP,
)

Line: TypeAlias = Annotated[str, LINE]
Label: TypeAlias = Annotated[str, LABEL]
PersonName: TypeAlias = Annotated[str, LINE, OfPerson()]
Prose: TypeAlias = Annotated[str, PROSE]
Code: TypeAlias = Annotated[str, CODE]
Id: TypeAlias = Annotated[str, ID]
Origin: TypeAlias = Annotated[str, ORIGIN]
Url: TypeAlias = Annotated[str, URL]
Language: TypeAlias = Annotated[str, LANGUAGE]
Colour: TypeAlias = Annotated[str, COLOUR]
Count: TypeAlias = Annotated[int, Whole(0, 1_000_000)]
Minutes: TypeAlias = Annotated[int, Whole(1, 1_440)]
People: TypeAlias = Annotated[int, Whole(1, 100_000)]
YesNo: TypeAlias = Annotated[bool, Strict()]
Extensions: TypeAlias = Annotated[
    dict[str, JsonValue],
    AfterValidator(_refuse_infinite),
    WithJsonSchema({"type": "object", "additionalProperties": True}),
]

ABSENT: Final[Any] = None
"""What a field holds that was left out."""
EMPTY: Final[Any] = ()
"""What a list holds that was left out."""

if TYPE_CHECKING:
    # A constructor takes more than a field gives back: the text of a day, the dict of a noun, any
    # list. Type checkers know such a field as a descriptor, whose setter says what is taken.

    class Takes(Generic[Given_co, Got_co]):
        """A field that is given as one type and read as another."""

        @overload
        def __get__(self, noun: None, owner: object, /) -> Self: ...
        @overload
        def __get__(self, noun: object, owner: object, /) -> Got_co: ...
        def __get__(self, noun: object, owner: object, /) -> object: ...
        def __set__(self, noun: Never, value: Given_co, /) -> None: ...  # type: ignore[misc]  # pyright: ignore[reportGeneralTypeIssues]  # a subclass may narrow a field, which is never set

    Date: TypeAlias = Takes[date | str, date]
    Timestamp: TypeAlias = Takes[datetime | str, datetime]
    Exactly: TypeAlias = Takes[Decimal | int | str, Decimal]
    OptExactly: TypeAlias = Takes[Decimal | int | str | None, Decimal | None]
    OptDate: TypeAlias = Takes[date | str | None, date | None]
    OptExtensions: TypeAlias = Takes[Mapping[str, object] | None, dict[str, JsonValue] | None]
    OptTimestamp: TypeAlias = Takes[datetime | str | None, datetime | None]
    Opt: TypeAlias = T | None
    OptNoun: TypeAlias = Takes[T | Mapping[str, object] | None, T | None]
    Many: TypeAlias = Takes[Iterable[T | Mapping[str, object]], tuple[T, ...]]
    Distinct: TypeAlias = Takes[Iterable[T], tuple[T, ...]]
    Entries: TypeAlias = Takes[Iterable[T | Mapping[str, object]], tuple[T, ...]]
else:
    Date = Annotated[date, DATE]
    Timestamp = Annotated[datetime, TIMESTAMP]

    Opt = Annotated[
        T | None, Field(exclude_if=_is_absent, json_schema_extra=_drop_default), _Absent()
    ]
    """A field that may be left out: ``None`` in Python, absent in a document, never ``null``."""

    Exactly = Annotated[Decimal, DECIMAL]
    OptExactly = Opt[Exactly]
    """A decimal number that may be left out."""

    OptDate = Opt[Date]
    """A day that may be left out."""

    OptTimestamp = Opt[Timestamp]
    """A moment that may be left out."""

    OptExtensions = Opt[Extensions]
    """What organisations add, which may be left out."""

    OptNoun = Opt
    """An object that may be left out."""

    Many = Annotated[tuple[T, ...], Field(exclude_if=_is_absent, json_schema_extra=_drop_default)]
    """A list that may be empty; an empty list is left out of documents."""

    Distinct = Annotated[
        tuple[T, ...],
        AfterValidator(_refuse_duplicates),
        Unique(),
        Field(exclude_if=_is_absent, json_schema_extra=_drop_default),
    ]
    """A list in which nothing stands twice; an empty list is left out of documents."""

    Entries = tuple[T, ...]
    """The list of a record's entries, which stands in every document."""
