"""Reads one cell: what stands there becomes a value of the record, or a problem with words.

Nothing is changed in silence: every rewriting is a note, and notes are counted in the report.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, cast

from attrs import field, frozen
from pydantic import ValidationError

from improvement_frameworks.core import problem_list, table_problem_list
from improvement_frameworks.core.problem import Own, quote, show
from improvement_frameworks.core.types import BLANK
from improvement_frameworks.documents.json_reader import read_json
from improvement_frameworks.documents.reading import Fault
from improvement_frameworks.documents.shape import explain_fault
from improvement_frameworks.tables.date_format import DateFormatError, is_date_format
from improvement_frameworks.tables.escape import unescape
from improvement_frameworks.tables.sheet import CellError
from improvement_frameworks.tables.words import fold, index_terms

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from improvement_frameworks.core.problem import Param, Problem
    from improvement_frameworks.core.record import Record
    from improvement_frameworks.core.report import Json
    from improvement_frameworks.tables.column import Column
    from improvement_frameworks.tables.sheet import Raw

YES: Final = frozenset({"yes", "y", "true", "t", "1", "x"})
NO: Final = frozenset({"no", "n", "false", "f", "0"})
NOTHING: Final = frozenset({"", "n a", "na", "nil", "none", "null", "nan", "not applicable"})
"""What people write, as bare words, where there is nothing; taken so only if the caller says it."""

_EDGES: Final = re.compile(f"^[{BLANK}]+|[{BLANK}]+$")
# 1.000 is one to some and a thousand to others
_WHOLE: Final = re.compile(r"(?![+-]?[1-9][0-9]{0,2}\.000$)[+-]?[0-9]{1,15}(?:\.0*)?")
_ISO_DAY: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9:.]+(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_FIGURES: Final = re.compile(r"([0-9]{1,4})[./ -]([0-9]{1,2})[./ -]([0-9]{1,4})(?:[ T,].*)?")


def _fold_all(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


@frozen
class Habits:
    """How the people who filled in the table write, as far as the caller says it.

    Raises:
        DateFormatError: if no date can be read by the form of dates.
    """

    date_format: str = ""
    """How dates are written, such as ``%d/%m/%Y``."""
    blank_words: frozenset[str] = field(default=frozenset(), converter=_fold_all)
    """Words that mean that there is nothing, such as ``N/A``."""
    words: Mapping[str, Mapping[str, str]] = field(
        factory=dict[str, "Mapping[str, str]"], hash=False
    )
    """By column: words of their own, and the codes that these mean."""

    def __attrs_post_init__(self) -> None:
        if self.date_format and not is_date_format(self.date_format):
            raise DateFormatError(self.date_format)


@frozen
class Note:
    """One rewriting of a cell."""

    problem: Problem
    """Which kind."""
    found: str = ""
    """What stood there."""
    written: str = ""
    """What was made of it."""


@frozen
class Cell:
    """What a cell says."""

    value: Json = None
    """Its value as in a document; ``None`` if it is blank or wrong."""
    problem: Problem | None = None
    """What is wrong with it."""
    params: Mapping[str, Param] = field(factory=dict[str, "Param"])
    """The facts of the case."""
    notes: tuple[Note, ...] = ()
    """How it was rewritten."""

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it."""
        return self.value is None and self.problem is None


BLANK_CELL: Final = Cell()


class CellReader:
    """Reads the cells of one column; what it has read before, it knows."""

    def __init__(
        self, column: Column, record: type[Record], habits: Habits, *, is_escaped: bool = True
    ) -> None:
        self.column = column
        self._is_escaped = is_escaped
        self._record = record
        self._habits = habits
        own = {fold(word): code for word, code in habits.words.get(column.name, {}).items()}
        self._codes = {**index_terms(column.terms), **{w: c for w, c in own.items() if c}}
        self._nothing = habits.blank_words | {word for word, code in own.items() if not code}
        self._known: dict[str, Cell] = {}

    def read(self, raw: Raw) -> Cell:
        """Read one cell."""
        if raw is None:
            return BLANK_CELL
        if not isinstance(raw, str):
            return self._read(raw)
        known = self._known.get(raw)
        if known is None:
            known = self._read(raw)
            if len(raw) <= 100 and len(self._known) < 10_000:
                self._known[raw] = known
        return known

    def _read(self, raw: Raw) -> Cell:
        if isinstance(raw, CellError):
            return Cell(problem=table_problem_list.CELL_ERROR, params={"found": raw.text})
        notes: list[Note] = []
        plain = self._plain(raw, notes)
        if plain is None:
            return Cell(notes=tuple(notes))
        try:
            value = self._interpret(plain, notes)
        except _Refused as refused:
            return Cell(problem=refused.problem, params=refused.params)
        return self._validate(value, notes)

    def _plain(self, raw: Raw, notes: list[Note]) -> Raw:
        """Return the bare value: text without surrounding space, nothing for what means it."""
        if not isinstance(raw, str):
            return raw
        text = _EDGES.sub("", raw)
        if not text:
            return None
        if len(text) < len(raw):
            notes.append(Note(table_problem_list.CELLS_TRIMMED))
        if self._nothing and fold(text) in self._nothing:
            notes.append(Note(table_problem_list.CELLS_BLANK, quote(text)))
            return None
        bare = unescape(text) if self._is_escaped else text
        if bare != text:
            notes.append(_converted(text, bare))
        return bare

    def _interpret(self, plain: Raw, notes: list[Note]) -> Json:
        """Return the JSON value that is meant, if that is clear."""
        column = self.column
        if column.kind == "json":
            return _read_json_cell(plain, column)
        if column.separator is not None:
            text = write_plain(plain)
            items = _split(text, column)
            if column.kind == "code" and len(items) == 1 and "," in items[0]:
                items = split_choices(items[0], self._codes)
                if len(items) > 1:
                    notes.append(_converted(text, column.separator.join(items)))
            return [self._interpret_one(item, notes) for item in items]
        return self._interpret_one(plain, notes)

    def _interpret_one(self, plain: Raw, notes: list[Note]) -> Json:
        match self.column.kind:
            case "code":
                return self._interpret_code(write_plain(plain), notes)
            case "date":
                return self._interpret_date(plain, notes)
            case "moment":
                return _interpret_moment(plain, notes)
            case "number":
                return _interpret_number(plain, notes)
            case "yes-no":
                return _interpret_yes_no(plain, notes)
            case "constant":
                return self._interpret_constant(plain)
            case _:
                text = write_plain(plain)
                if not isinstance(plain, str):
                    notes.append(_converted(_name_kind(plain), text))
                return text

    def _interpret_code(self, text: str, notes: list[Note]) -> str:
        if text in self._codes.values():
            return text
        code = self._codes.get(fold(text))
        if code is None:
            return text
        notes.append(Note(table_problem_list.CELLS_LABELS, quote(text), code))
        return code

    def _interpret_constant(self, plain: Raw) -> str:
        constant = self.column.constant
        text = write_plain(plain)
        if fold(text) in {fold(constant), fold(constant.removesuffix(".0"))}:
            return constant
        params: dict[str, Param] = {"found": quote(text), "expected": constant}
        raise _Refused(table_problem_list.CELL_CONSTANT, params)

    def _interpret_date(self, plain: Raw, notes: list[Note]) -> Json:
        if isinstance(plain, datetime):
            notes.append(_converted(plain.isoformat(" "), plain.date().isoformat()))
            return plain.date().isoformat()
        if isinstance(plain, date):
            return plain.isoformat()
        if not isinstance(plain, str):
            return _as_json(plain)
        if self._habits.date_format:
            try:
                day = datetime.strptime(plain, self._habits.date_format).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                pass
            else:
                written = day.isoformat()
                if written != plain:
                    notes.append(_converted(plain, written))
                return written
        if found := _ISO_DAY.fullmatch(plain):
            notes.append(_converted(plain, found[1]))
            return found[1]
        figures = _FIGURES.fullmatch(plain)
        is_unclear = figures and not self._habits.date_format
        if figures and is_unclear and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", plain):
            option = _offer_format(plain, figures)
            raise _Refused(
                table_problem_list.CELL_DATE, {"found": quote(plain), "option": Own(option)}
            )
        return plain

    def _validate(self, value: Json, notes: list[Note]) -> Cell:
        """Let the record's own type have the last word."""
        column = self.column
        if column.adapter is None or column.kind == "constant":
            return Cell(value=value, notes=tuple(notes))
        try:
            column.adapter.validate_json(json.dumps(value, ensure_ascii=False))
        except ValidationError as error:
            detail = error.errors(include_url=False)[0]
            place = column.path_in_document()
            detail["loc"] = (*place, *detail["loc"])
            fault = explain_fault(detail, self._record)
            params = dict(fault.params)
            is_short = isinstance(value, str | int | float) and not _is_free(column)
            if fault.problem is problem_list.KIND and is_short:
                params["found"] = quote(str(value))
            if fault.problem is problem_list.CODE_UNKNOWN and isinstance(value, str):
                params["offer"] = _offer_blank(value) or params.get("offer", "")
            return Cell(problem=fault.problem, params=params)
        return Cell(value=value, notes=tuple(notes))


class _Refused(Exception):  # noqa: N818 - it is a fault of the data, never shown as an exception
    def __init__(self, problem: Problem, params: Mapping[str, Param]) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.params = params


def write_plain(raw: Raw) -> str:
    """Write a bare value as text, as a person would.

    >>> write_plain(12.0), write_plain(True), write_plain(0.5)
    ('12', 'TRUE', '0.5')
    """
    match raw:
        case None:
            return ""
        case bool():
            return str(raw).upper()
        case float() if raw.is_integer() and abs(raw) < 1e15:
            return str(int(raw))
        case datetime():
            is_day = raw.time() == time() and raw.tzinfo is None
            return raw.date().isoformat() if is_day else raw.isoformat()
        case date() | time():
            return raw.isoformat()
        case CellError():
            return raw.text
        case _:
            return str(raw)


def _interpret_moment(plain: Raw, notes: list[Note]) -> Json:
    if isinstance(plain, datetime) and plain.tzinfo is not None:
        return plain.isoformat()
    text = write_plain(plain)
    if isinstance(plain, str) and re.fullmatch(r"[0-9-]{10} [0-9:]{8}(?:Z|[+-][0-9:]{5})", plain):
        text = plain.replace(" ", "T")
        notes.append(_converted(plain, text))
    return text


def _interpret_number(plain: Raw, notes: list[Note]) -> Json:
    if isinstance(plain, str) and _WHOLE.fullmatch(plain):
        number = int(float(plain))
        if str(number) != plain:
            notes.append(_converted(plain, str(number)))
        return number
    return _as_json(plain)


def _interpret_yes_no(plain: Raw, notes: list[Note]) -> Json:
    if isinstance(plain, bool):
        return plain
    word = write_plain(plain).casefold()
    if word in YES or word in NO:
        if word not in {"true", "false", "yes", "no"}:
            notes.append(_converted(write_plain(plain), "yes" if word in YES else "no"))
        return word in YES
    return _as_json(plain)


def _as_json(plain: Raw) -> Json:
    """Return a value for the record's type to refuse or to take."""
    if isinstance(plain, float) and plain.is_integer() and abs(plain) < 1e15:
        return int(plain)
    return plain if isinstance(plain, bool | int | str) else write_plain(plain)


def _read_json_cell(plain: Raw, column: Column) -> Json:
    if not isinstance(plain, str):
        return _as_json(plain)
    try:
        value = cast("Json", read_json(plain))
    except Fault as fault:
        if fault.problem is problem_list.TOO_DEEP:
            raise _Refused(fault.problem, fault.params) from None
        reason = fault.problem.write_message(fault.params)
        raise _Refused(
            table_problem_list.CELL_JSON, {"field": column.name, "reason": Own(reason.rstrip("."))}
        ) from None
    return value


def _split(text: str, column: Column) -> list[str]:
    if text.startswith("["):
        try:
            items = read_json(text)
        except Fault:
            items = None
        if isinstance(items, list):
            found = cast("list[object]", items)
            if all(isinstance(item, str) for item in found):
                return cast("list[str]", found)
    assert column.separator is not None
    pieces = (_EDGES.sub("", piece) for piece in text.split(column.separator))
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


def _offer_format(text: str, figures: re.Match[str]) -> str:
    mark = next((char for char in text if not char.isdigit()), "/")
    first, second, third = figures.groups()
    year = "%Y" if max(len(first), len(third)) > 2 else "%y"
    if len(first) == 4:
        return f'--date-format "%Y{mark}%m{mark}%d"'
    day_first = f'--date-format "%d{mark}%m{mark}{year}"'
    month_first = f'--date-format "%m{mark}%d{mark}{year}"'
    if int(first) > 12 or int(second) > 12:
        return day_first if int(first) > 12 else month_first
    return f"{day_first} (day first) or {month_first} (month first)"


def _offer_blank(text: str) -> Own | None:
    """Say how a word that may mean nothing is taken so."""
    return Own(f" If it means nothing: --blank {quote(text)}.") if fold(text) in NOTHING else None


def _converted(found: str, written: str) -> Note:
    return Note(table_problem_list.CELLS_CONVERTED, quote(found), quote(written))


def _name_kind(raw: Raw) -> str:
    if isinstance(raw, bool):
        kind = "true or false"
    elif isinstance(raw, int | float):
        kind = "a number"
    else:
        kind = "a duration" if isinstance(raw, timedelta) else "a date or time"
    return f"{kind} {show(write_plain(raw))}"


def _is_free(column: Column) -> bool:
    return column.text is not None and column.text.is_free
