"""Reads the values of single kinds, such as dates and numbers, as people write them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, cast

from attrs import frozen

from improvement_frameworks import problems
from improvement_frameworks.core.record.types import BLANKS
from improvement_frameworks.core.wording import fold
from improvement_frameworks.documents.json_reader import read_json
from improvement_frameworks.documents.reading import InputFault
from improvement_frameworks.problems.problem import Own, quote
from improvement_frameworks.tables.cells.cell_text import write_value
from improvement_frameworks.tables.cells.day import read_day, read_serial

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from improvement_frameworks.problems.problem import Json, Param, Problem
    from improvement_frameworks.tables.cells.day import Order
    from improvement_frameworks.tables.reading.sheet import Raw
    from improvement_frameworks.tables.rows.column import Column

YES: Final = frozenset(
    {"yes", "y", "true", "t", "1", "x", "\u2714", "\u2713", "\u2705", "\u2611", "checked"}
)
NO: Final = frozenset(
    {"no", "n", "false", "f", "0", "\u2718", "\u2717", "\u274c", "\u2610", "unchecked"}
)
_MINUTES: Final = re.compile(r"([0-9]{1,4}) ?(?:m|min|mins|minutes?)\.?", re.IGNORECASE)
_SHARE: Final = re.compile(r"([0-9]{1,3})(?:[.,]0+)? ?(?:%|per cent|percent)")
_WITH_SHARE: Final = re.compile(r"([0-9]{1,6}) ?\([0-9.,]{1,6} ?%\)")
_HOURS: Final = re.compile(r"([0-9]{1,2}(?:\.[05])?) ?(?:h|hr|hrs|hours?)\.?", re.IGNORECASE)
_MOMENT: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?"
)

# 1.000 is one to some and a thousand to others
_WHOLE: Final = re.compile(r"(?![+-]?[1-9][0-9]{0,2}\.000$)[+-]?[0-9]{1,15}(?:\.0*)?")


@frozen
class Note:
    """One rewriting of a cell."""

    problem: Problem
    """Which kind."""
    found: str = ""
    """What stood there."""
    written: str = ""
    """What was made of it."""


class Refused(Exception):  # noqa: N818 - it is a fault of the data, never shown as an exception
    """Stops the reading of one cell; becomes its problem."""

    def __init__(self, problem: Problem, params: Mapping[str, Param]) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.params = params


def trim(text: str) -> str:
    """Leave out what is blank around a text."""
    return text.strip(BLANKS)


def read_date(plain: Raw, notes: list[Note], date_format: str, order: Order | None = None) -> Json:
    """Return a day as ISO writes it.

    Args:
        plain: What is written.
        notes: Takes what was written in another way.
        date_format: The form of the dates, if it is known.
        order: What comes first in a date of figures, if other cells of the column tell.

    Raises:
        Refused: if it can be read in two ways.
    """
    if isinstance(plain, datetime):
        notes.append(note_rewriting(plain.isoformat(" "), plain.date().isoformat()))
        return plain.date().isoformat()
    if isinstance(plain, date):
        return plain.isoformat()
    if not isinstance(plain, str):
        day = read_serial(write_value(plain))
        if day is None:
            return as_json(plain)
        notes.append(note_rewriting(write_value(plain), day.isoformat()))
        return day.isoformat()
    day_first, month_first = read_day(plain, date_format)
    if day_first and month_first and day_first != month_first:
        if order is None:
            options = _offer_formats(plain)
            raise Refused(problems.CELL_DATE, {"found": quote(plain), "option": Own(options)})
        day = day_first if order == "day" else month_first
    else:
        day = day_first or month_first or read_serial(plain)
    if day is None:
        return plain
    if plain != day.isoformat():
        notes.append(note_rewriting(plain, day.isoformat()))
    return day.isoformat()


def read_moment(plain: Raw, notes: list[Note]) -> Json:
    """Return a moment with its zone as documents write it.

    One without a zone, as spreadsheets have them, is meant in the local time of the computer.
    """
    if isinstance(plain, datetime) and plain.tzinfo is not None:
        return plain.isoformat()
    text = write_value(plain)
    found = _MOMENT.fullmatch(plain.isoformat() if isinstance(plain, datetime) else text)
    if found is None:
        return text
    day, clock, seconds, zone = found.groups()
    moment = f"{day}T{clock}{seconds or ':00'}{zone or ''}"
    try:
        written = moment if zone else datetime.fromisoformat(moment).astimezone().isoformat()
    except (ValueError, OverflowError, OSError):  # no such day, or none that a computer counts
        return text
    if written != text:
        notes.append(note_rewriting(text.replace("T", " "), written))
    return written


def read_number(
    plain: Raw, notes: list[Note], *, is_minutes: bool = False, is_share: bool = False
) -> Json:
    """Return a whole number, also from a text; what could mean two of them is to be refused."""
    if isinstance(plain, str) and is_share and (found := _SHARE.fullmatch(plain)):
        notes.append(note_rewriting(plain, found[1]))
        return int(found[1])
    if isinstance(plain, str) and is_minutes and (found := _MINUTES.fullmatch(plain)):
        notes.append(note_rewriting(plain, found[1]))
        return int(found[1])
    if isinstance(plain, str) and is_minutes and (found := _HOURS.fullmatch(plain)):
        minutes = int(60 * float(found[1]))
        notes.append(note_rewriting(plain, str(minutes)))
        return minutes
    if isinstance(plain, str) and (shared := _WITH_SHARE.fullmatch(plain)):
        notes.append(note_rewriting(plain, shared[1]))
        return int(shared[1])
    if isinstance(plain, str) and _WHOLE.fullmatch(plain):
        number = int(float(plain))
        if str(number) != plain:
            notes.append(note_rewriting(plain, str(number)))
        return number
    return as_json(plain)


def read_yes_no(plain: Raw, notes: list[Note]) -> Json:
    """Return true or false for the words that people use for them."""
    if isinstance(plain, bool):
        return plain
    word = write_value(plain).casefold()
    if word in YES or word in NO:
        if word not in {"true", "false", "yes", "no"}:
            notes.append(note_rewriting(write_value(plain), "yes" if word in YES else "no"))
        return word in YES
    return as_json(plain)


def as_json(plain: Raw) -> Json:
    """Return a value for the record's type to refuse or to take."""
    if isinstance(plain, float) and plain.is_integer() and abs(plain) < 1e15:
        return int(plain)
    return plain if isinstance(plain, bool | int | str) else write_value(plain)


def read_json_cell(plain: Raw, column: Column) -> Json:
    """Return what a cell of JSON text says, or of lines where each is an item of a list.

    Raises:
        Refused: if it is no valid JSON.
    """
    if not isinstance(plain, str):
        return as_json(plain)
    if column.line and plain[:1] not in {"[", "{"}:
        return [{column.line: line.strip()} for line in plain.splitlines() if line.strip()]
    try:
        value = cast("Json", read_json(plain))
    except InputFault as fault:
        if fault.problem is problems.DOC_DEEP:
            raise Refused(fault.problem, fault.params) from None
        reason = fault.problem.write_message(fault.params)
        raise Refused(
            problems.CELL_JSON, {"field": column.name, "reason": Own(reason.rstrip("."))}
        ) from None
    return value


def split_items(text: str, column: Column) -> list[str]:
    """Return the items of a list: separated by the sign of the column, or a JSON list of texts."""
    if text.startswith("["):
        try:
            items = read_json(text)
        except InputFault:
            items = None
        if isinstance(items, list):
            found = cast("list[object]", items)
            if all(isinstance(item, str) for item in found):
                return cast("list[str]", found)
    assert column.separator is not None
    pieces = (trim(piece) for piece in text.split(column.separator))
    return [piece for piece in pieces if piece]


def split_choices(text: str, known: Container[str]) -> list[str]:
    """Split choices that are joined by commas, as Google Forms joins them; labels may hold commas.

    >>> split_choices("Heard, seen, Other", {"heard seen", "other"})
    ['Heard, seen', 'Other']
    """
    pieces = text.split(",")
    choices: list[str] = []
    while pieces:
        taken = next(
            (n for n in range(len(pieces), 1, -1) if fold(",".join(pieces[:n])) in known), 1
        )
        choices.append(",".join(pieces[:taken]).strip())
        del pieces[:taken]
    return [choice for choice in choices if choice]


def _offer_formats(text: str) -> str:
    """Offer the two forms by which a date of figures may be meant."""
    mark = next(char for char in text if not char.isdigit())
    year = "%Y" if re.search(r"[0-9]{4}", text) else "%y"
    forms = (f"%d{mark}%m{mark}{year}", f"%m{mark}%d{mark}{year}")
    return '--date-format "{}" (day first) or --date-format "{}" (month first)'.format(*forms)


def note_rewriting(found: str, written: str) -> Note:
    """Note that something was written in another way."""
    return Note(problems.CELLS_CONVERTED, quote(found), quote(written))
