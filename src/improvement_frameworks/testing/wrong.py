"""Values that cannot stand at a place, each with the code that a report gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from attrs import field, frozen

from improvement_frameworks import problems
from improvement_frameworks.testing.edit import GONE
from improvement_frameworks.testing.form import find_sample, fits
from improvement_frameworks.testing.slot import (
    CodeSlot,
    FreeSlot,
    ListSlot,
    ObjectSlot,
    TextSlot,
    WholeSlot,
    YesNoSlot,
)
from improvement_frameworks.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.record.types import Text
    from improvement_frameworks.problems.problem import Problem
    from improvement_frameworks.testing.slot import Place, Slot


@frozen
class Wrong:
    """A value that cannot stand at a place."""

    problem: Problem
    """What is wrong with it."""
    value: object = field(hash=False)
    """The value; ``GONE`` if something must stand there."""
    title: str
    """What it is, in words."""


SEEDLING: Final = "\U0001f331"

BLANKS: Final = (
    ("", "an empty text"),
    (" \t", "white space only"),
    ("\u00a0\u2003\u200b\ufeff", "characters only that cannot be seen"),
)
MISWRITTEN: Final = (
    ("one\ntwo", "a text of two lines"),
    ("one\u2028two", "a text of two lines, as another system writes them"),
    ("huddle\n", "a line break at the end"),
    ("2021-02-29", "a day that is not in the calendar"),
    ("2020-06-30T25:00:00Z", "an hour that no clock shows"),
    ("2020-06-30T09:00:00", "a moment without its zone"),
    ("30/06/2020", "a day written in another way"),
    ("\u0662\u0660\u0662\u0660-\u0660\u0666-\u0663\u0660", "a day in figures that are not ASCII"),
    ("ftp://example.org", "an address of another kind"),
    ("https://example.org/a b", "an address with a space"),
    ("Two words", "two words"),
    ("\u00e91", "a letter that is not ASCII"),
    ("e/1", "a slash"),
)
"""Texts that some form refuses; which do, its pattern says."""


def wrong_values(place: Place) -> Iterator[Wrong]:
    """Yield what cannot stand at a place, for each code the plainest first."""
    yield Wrong(problems.VALUE_NULL, None, "null")
    for value, title in _of_another_kind(place.slot):
        yield Wrong(problems.VALUE_KIND, value, title)
    match place.slot:
        case TextSlot(form):
            yield from _wrong_texts(form)
        case CodeSlot(codes):
            for code, title in _wrong_codes(codes):
                yield Wrong(problems.VALUE_CODE, code, title)
        case WholeSlot(form):
            yield Wrong(problems.VALUE_RANGE, form.most + 1, "one more than the most")
            yield Wrong(problems.VALUE_RANGE, form.least - 1, "one less than the least")
            yield Wrong(problems.VALUE_RANGE, 10**30, "a huge number")
        case ListSlot(item, distinct=True):
            twice = _twice(item, place.value)
            if twice:
                yield Wrong(problems.VALUE_TWICE, twice, "something twice")
        case _:
            pass


def wrong_framework() -> Iterator[Wrong]:
    """Yield what cannot be the field ``framework``."""
    yield Wrong(problems.FRAMEWORK_MISSING, GONE, "left out")
    yield Wrong(problems.FRAMEWORK_MISSING, None, "null")
    yield Wrong(problems.FRAMEWORK_UNKNOWN, "no-such-framework", "one that is not known")
    yield Wrong(problems.FRAMEWORK_UNKNOWN, 5, "a number")
    yield Wrong(problems.FRAMEWORK_UNKNOWN, [], "a list")


def wrong_version() -> Iterator[Wrong]:
    """Yield what cannot be the field ``schema_version``."""
    major, minor = (int(number) for number in SCHEMA_VERSION.split("."))
    yield Wrong(problems.VERSION_MISSING, GONE, "left out")
    yield Wrong(problems.VERSION_FUTURE, f"{major}.{minor + 1}", "the next version")
    yield Wrong(problems.VERSION_FUTURE, f"{major + 1}.0", "a version with another first number")
    yield Wrong(problems.VERSION_UNKNOWN, f"{SCHEMA_VERSION}.0", "three numbers")
    yield Wrong(problems.VERSION_UNKNOWN, f"v{SCHEMA_VERSION}", "a letter before the version")
    yield Wrong(problems.VERSION_UNKNOWN, float(SCHEMA_VERSION), "a number")
    yield Wrong(problems.VERSION_UNKNOWN, None, "null")


def _of_another_kind(slot: Slot) -> Iterator[tuple[object, str]]:
    """Yield values that JSON Schema calls another type."""
    if not isinstance(slot, ListSlot):
        yield [], "a list"
    if not isinstance(slot, ObjectSlot | FreeSlot):
        yield {}, "an object"
    if not isinstance(slot, TextSlot | CodeSlot):
        yield "some words", "a text"
    if isinstance(slot, WholeSlot):
        yield slot.form.least + 0.5, "a number that is not whole"
        yield str(slot.form.least), "a number in quotation marks"
    else:
        yield 1, "a number"
    if not isinstance(slot, YesNoSlot):
        yield True, "true"


def _wrong_texts(form: Text) -> Iterator[Wrong]:
    for text, title in BLANKS:
        yield Wrong(problems.VALUE_BLANK, text, title)
    too_long = problems.VALUE_LONG if form.is_free else problems.VALUE_FORM
    yield Wrong(too_long, "a" * (form.longest + 1), "one character too many")
    yield Wrong(too_long, SEEDLING * (form.longest + 1), "one character too many, outside the BMP")
    for text, title in MISWRITTEN:
        if len(text) <= form.longest and not fits(form, text):
            yield Wrong(problems.VALUE_FORM, text, title)


def _wrong_codes(codes: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    known = next((code for code in codes), "")
    wrong = {
        "no-such-code": "a code that is not listed",
        known.upper(): "a code in capitals",
        f"{known}\n": "a code with a line break",
        known.replace("-", "_") + "_": "a code with an underscore",
        "": "an empty text",
    }
    for code, title in wrong.items():
        if code not in codes:
            yield code, title


def _twice(item: Slot, value: object) -> list[object]:
    """Return a list in which its first item stands again, or an empty one."""
    items = [] if value is GONE else cast("list[object]", value)
    if not items and isinstance(item, CodeSlot):
        items = list[object](item.codes[:1])
    if not items and isinstance(item, TextSlot):
        sample = find_sample(item.form)
        items = [sample] if sample else []
    return [*items, *items[:1]]
