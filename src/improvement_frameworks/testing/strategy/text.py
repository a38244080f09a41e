"""Strings of each form: plain ones, real writing of many kinds, and the longest allowed."""

from __future__ import annotations

import string
from datetime import date
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from improvement_frameworks.core.record import types
from improvement_frameworks.testing.form import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

    from improvement_frameworks.core.record.types import Text

_BREAKS: Final = "\n\v\f\r\x85\u2028\u2029"
CHARACTERS: Final = st.characters(exclude_categories=["Cs"])
"""All characters; halves of one (surrogates) are none."""
IN_A_LINE: Final = st.characters(exclude_categories=["Cs"], exclude_characters=_BREAKS)
"""All characters but those that break a line."""

PIECES: Final = (
    "",
    "huddle",
    "caf\u00e9",
    "cafe\u0301",  # the same, with a combining mark
    "dysgu o newid cyflym",
    "\u0627\u0644\u0639\u064a\u0627\u062f\u0629",  # right to left
    "\u05de\u05e8\u05e4\u05d0\u05d4",
    "\u202eabc\u202c",  # a mark that turns the direction round
    "\u091c\u093e\u0901\u091a",  # vowel signs
    "\u5b66\u7fd2",
    "\U0001f331",
    "\U0001f469\U0001f3fd\u200d\u2695\ufe0f",  # one sign of five code points
    "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "\u0661\u0662",
    '"',
    "\\",
    "\\ud800",
    "<b>&amp;</b>",
    "{field}",
    "=1+1",
    "null",
    "\x00",
    "\x1b[31m",
    "\u00a0",
    "\u200b",
    "\t",
)
"""Bits of text that programs trip over."""

INK: Final = st.characters(categories=("L", "M", "N", "P", "S"))
"""Characters that can be seen: with one of them no text is blank."""


def _free(form: Text, characters: SearchStrategy[str]) -> SearchStrategy[str]:
    """Text that people write: something before, one character that is seen, something after."""
    known = st.sampled_from(PIECES)
    around = st.builds("{}{}".format, known, st.text(characters, max_size=3))
    usual = st.builds(_surround, around, INK, known, st.just(form.longest))
    length = st.sampled_from((form.longest - 1, form.longest))
    longest = st.builds(_repeat, INK, known, length)
    return _seldom(longest, usual, one_in=40 if form.longest > 1_000 else 8)


def _seldom(
    rare: SearchStrategy[str], usual: SearchStrategy[str], *, one_in: int = 4
) -> SearchStrategy[str]:
    return st.integers(1, one_in).flatmap(lambda chance: rare if chance == one_in else usual)


def _surround(before: str, ink: str, after: str, longest: int) -> str:
    start = before[: longest - 1] + ink
    return start + after[: longest - len(start)]


def _repeat(ink: str, piece: str, length: int) -> str:
    unit = ink + piece
    return (unit * length)[:length]


def _line(form: Text) -> SearchStrategy[str]:
    return _free(form, IN_A_LINE)


def _prose(form: Text) -> SearchStrategy[str]:
    return _free(form, CHARACTERS)


def _code(form: Text) -> SearchStrategy[str]:
    letter = st.sampled_from(string.ascii_lowercase)
    word = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=8)
    more = st.lists(word.map("-{}".format), max_size=4).map("".join)
    usual = st.builds(str.__add__, letter, more)
    return _seldom(letter.map(lambda first: first * form.longest), usual)


def _id(form: Text) -> SearchStrategy[str]:
    allowed = string.ascii_letters + string.digits
    first = st.sampled_from(allowed)
    usual = st.builds(str.__add__, first, st.text(allowed + "._-", max_size=3))
    longest = st.builds(_repeat, first, st.sampled_from("._-"), st.just(form.longest))
    return _seldom(longest, usual)


def _origin(form: Text) -> SearchStrategy[str]:
    number = st.integers(1, 9_999_999).map("#{}".format)
    usual = st.builds("{}/{}".format, _id(types.ID), st.one_of(_id(types.ID), number))
    longest = st.sampled_from(string.ascii_letters).map(lambda c: f"{c * 64}/{c * 64}")
    return _seldom(longest.map(lambda text: text[: form.longest]), usual)


def _url(form: Text) -> SearchStrategy[str]:
    seen = "".join(chr(code) for code in range(ord("!"), ord("~") + 1))
    start = st.sampled_from(("http://", "https://"))
    usual = st.builds(str.__add__, start, st.text(seen, min_size=1, max_size=20))
    longest = st.builds(_repeat, start, st.sampled_from(seen), st.just(form.longest))
    return _seldom(longest, usual)


def days() -> SearchStrategy[date]:
    """Draw a day that a document can name; ends and leap days more often than others."""
    edges = (FIRST_DAY, LAST_DAY, date(2000, 2, 29), date(2020, 2, 29), date(2100, 2, 28))
    return st.one_of(st.dates(FIRST_DAY, LAST_DAY), st.sampled_from(edges))


def _date(_form: Text) -> SearchStrategy[str]:
    return days().map(date.isoformat)


def _timestamp(_form: Text) -> SearchStrategy[str]:
    hour, minute = st.integers(0, 23), st.integers(0, 59)
    zone = st.one_of(
        st.just("Z"), st.builds("{}{:02}:{:02}".format, st.sampled_from("+-"), hour, minute)
    )
    return st.builds("{}T{:02}:{:02}:{:02}{}".format, days(), hour, minute, minute, zone)


def _language(_form: Text) -> SearchStrategy[str]:
    language = st.text(string.ascii_lowercase, min_size=2, max_size=3)
    script = st.sampled_from(("", "-Hant", "-Latn", "-Cyrl"))
    region = st.sampled_from(("", "-GB", "-419", "-NZ"))
    return st.builds("{}{}{}".format, language, script, region)


def _decimal(_form: Text) -> SearchStrategy[str]:
    whole = st.integers(0, 10**15 - 1).map(str)
    places = st.text(string.digits, max_size=9).map(lambda places: places and f".{places}")
    return st.builds("{}{}{}".format, st.sampled_from(("", "-")), whole, places)


def _colour(_form: Text) -> SearchStrategy[str]:
    return st.text(string.hexdigits, min_size=6, max_size=6).map("#{}".format)


BUILDERS: Final[dict[str, Callable[[Text], SearchStrategy[str]]]] = {
    types.LINE.pattern: _line,
    types.PROSE.pattern: _prose,
    types.CODE.pattern: _code,
    types.ID.pattern: _id,
    types.ORIGIN.pattern: _origin,
    types.URL.pattern: _url,
    types.LANGUAGE.pattern: _language,
    types.DECIMAL.pattern: _decimal,
    types.COLOUR.pattern: _colour,
    types.DATE.pattern: _date,
    types.TIMESTAMP.pattern: _timestamp,
}
"""How strings of each pattern are drawn; two forms may share a pattern and differ in length."""
