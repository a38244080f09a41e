"""Reads days as people write them: in figures, in words, with a clock behind."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Order: TypeAlias = Literal["day", "month"]
"""What comes first in a date of figures."""
Reading: TypeAlias = "tuple[date | None, date | None]"
"""The day that is meant if days come first, and if months do; nothing if there is no such day."""

_MONTHS: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_REST: Final = r"(?:(?:[ T,].*)?)"
_MARK: Final = "([-/. ])"
_YEAR_FIRST: Final = re.compile(f"([0-9]{{4}}){_MARK}([0-9]{{1,2}}){_MARK}([0-9]{{1,2}}){_REST}")
_YEAR_LAST: Final = re.compile(
    f"([0-9]{{1,2}}){_MARK}([0-9]{{1,2}}){_MARK}([0-9]{{4}}|[0-9]{{2}}){_REST}"
)
_IN_WORDS: Final = (
    re.compile(
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[ ./-]+(?:of )?(?P<month>[a-z]{{3,9}})\.?,?"
        rf"[ ./-]+(?P<year>[0-9]{{4}}|[0-9]{{2}}){_REST}"
    ),
    re.compile(
        rf"(?P<month>[a-z]{{3,9}})\.?[ ./-]+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?"
        rf"[ ./-]+(?P<year>[0-9]{{4}}){_REST}"
    ),
)
_WEEKDAY: Final = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? +")
_BEFORE: Final = re.compile(r"(?:w ?/ ?c|w/b|week (?:commencing|beginning|of)|by|on)[ :]+")
_FIGURE: Final = re.compile("[0-9]")
_SERIAL: Final = re.compile(r"(?:3[3-9]|4[0-9]|5[0-4])[0-9]{3}")
_FIRST_SERIAL_DAY: Final = date(1899, 12, 30)


def read_day(text: str, form: str = "") -> Reading:
    """Read a day with the day first, and with the month first.

    Args:
        text: What is written.
        form: The form of dates, if it is known; a clock and a zone may follow.

    Examples:
        >>> read_day("16/07/2020") == (date(2020, 7, 16), None)
        True
        >>> read_day("Thursday 16th July 2020") == read_day("16-Jul-20") == read_day("2020-07-16")
        True
    """
    text = " ".join(text.split())
    if before := _BEFORE.match(text.casefold()):
        text = text[before.end() :]
    if form and (day := _read_form(text, form)):
        return day, day
    if (found := _YEAR_FIRST.fullmatch(text)) and found[2] == found[4]:
        day = _make(found[1], found[3], found[5])
        return day, day
    if day := _read_words(text.casefold()):
        return day, day
    weekday = _WEEKDAY.match(text.casefold())
    text = text[weekday.end() :] if weekday else text
    if form or not (found := _YEAR_LAST.fullmatch(text)) or found[2] != found[4]:
        return None, None
    year = found[5] if len(found[5]) == 4 else f"20{found[5]}"
    days = _make(year, found[3], found[1]), _make(year, found[1], found[3])
    if weekday:  # which tells what comes first
        fitting = [d for d in days if d and f"{d:%a}".casefold() == weekday[0][:3]]
        days = (fitting[0], None) if len(set(fitting)) == 1 else (None, None)
    return days


def is_day(text: str) -> bool:
    """Whether a text is nothing but a day, whichever is meant."""
    return any(read_day(text))


def may_be_day(text: str) -> bool:
    """Whether a text is nothing but a day, with its year or without.

    >>> may_be_day("10 May"), may_be_day("10 beds")
    (True, False)
    """
    return bool(_FIGURE.search(text)) and (is_day(text) or is_day(f"{text} 2000"))


def read_serial(text: str) -> date | None:
    """Return the day that a spreadsheet shows as a number once a column has lost its form.

    >>> read_serial("43906"), read_serial("12")
    (datetime.date(2020, 3, 16), None)
    """
    return _FIRST_SERIAL_DAY + timedelta(int(text)) if _SERIAL.fullmatch(text) else None


def find_orders(columns: Mapping[str, Iterable[str]]) -> dict[str, Order]:
    """Return what comes first in columns of dates: who wrote one so wrote the others, too."""
    found: dict[str, Order] = {}
    for name, texts in columns.items():
        if order := _find_order(texts):
            found[name] = order
    orders: set[Order] = {*found.values()}
    return dict[str, "Order"].fromkeys(columns, orders.pop()) if len(orders) == 1 else found


def _find_order(texts: Iterable[str]) -> Order | None:
    """Return what comes first in the dates of a column, if one of them tells and none denies it."""
    found: set[Order] = set()
    for text in texts:
        day_first, month_first = read_day(text)
        if day_first and not month_first:
            found.add("day")
        elif month_first and not day_first:
            found.add("month")
    return found.pop() if len(found) == 1 else None


def _read_form(text: str, form: str) -> date | None:
    words, wanted = text.split(), len(form.split())
    for piece in (text, " ".join(words[:wanted]), re.split(r"[ T,]", text)[0]):
        try:
            return datetime.strptime(piece, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _read_words(text: str) -> date | None:
    text = _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text
    for form in _IN_WORDS:
        if found := form.fullmatch(text):
            months = [n for n, m in enumerate(_MONTHS, 1) if _is_month(found["month"], m)]
            year = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
            return _make(year, str(months[0]), found["day"]) if months else None
    return None


def _is_month(text: str, month: str) -> bool:
    return text in {month, month[:3]} or (text == "sept" and month == "september")


def _make(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
