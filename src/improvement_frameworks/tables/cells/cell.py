"""Reads one cell: what stands there becomes a value of the record, or a problem with words.

Nothing is changed in silence: every rewriting is a note, and notes are counted in the report.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen
from pydantic import ValidationError

from improvement_frameworks import problems
from improvement_frameworks.core.errors import Offers
from improvement_frameworks.core.record.record import framework_of
from improvement_frameworks.core.registry import get_framework
from improvement_frameworks.core.wording import Names, fold
from improvement_frameworks.documents.shape import explain_fault
from improvement_frameworks.frozen import freeze_table
from improvement_frameworks.problems.problem import Own, quote
from improvement_frameworks.tables.cells.cell_text import name_kind, write_value
from improvement_frameworks.tables.cells.cell_value import (
    Note,
    Refused,
    note_rewriting,
    read_date,
    read_json_cell,
    read_moment,
    read_number,
    read_yes_no,
    split_choices,
    split_items,
    trim,
)
from improvement_frameworks.tables.cells.date_format import DateFormatError, is_date_format
from improvement_frameworks.tables.cells.escape import unescape
from improvement_frameworks.tables.headings.everyday import EverydayWords
from improvement_frameworks.tables.reading.sheet import CellError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.core.content.framework import Part
    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.problems.problem import Json, Param, Problem
    from improvement_frameworks.tables.cells.day import Order
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.reading.sheet import Raw
    from improvement_frameworks.tables.rows.column import Column

NOTHING: Final = frozenset(
    {
        *("n a", "na", "nil", "none", "null", "nan", "not applicable"),
        *("did not answer", "no answer", "not answered", "no response"),
        *("-", "--", "\u2013", "\u2014", ".", "..", "...", "\u2026"),
    }
)
"""What people write, as bare words, where there is nothing."""
_MARKS_AROUND: Final = 20
"""How many marks and spaces may be around and within a word that means nothing."""
UNDATED: Final = frozenset(
    {
        *("asap", "as soon as possible", "immediate", "immediately", "now"),
        *("ongoing", "on going", "continuous", "tbc", "tba", "tbd", "to be confirmed"),
    }
)
"""What people write where a day should be, and no day is known."""
RATINGS: Final = frozenset({"red", "amber", "green", "rag"})
"""The colours by which people rate how an action goes."""
_MENTIONS: Final = ("mentions",)
"""The path of a number that is 0 on boards where nobody voted for a card, and then not said."""
VERSION_FIELD: Final = "schema_version"

_write_json: Final = json.JSONEncoder(ensure_ascii=False).encode


def _fold_all(words: frozenset[str] | None) -> frozenset[str] | None:
    return None if words is None else frozenset(map(fold, words))


@frozen
class Habits:
    """How the people who filled in the table write, as far as the caller says it.

    Raises:
        DateFormatError: if no date can be read by the form of dates.
    """

    date_format: str = ""
    """How dates are written, such as ``%d/%m/%Y``."""
    blank_words: frozenset[str] | None = field(default=None, converter=_fold_all)
    """Words that mean that there is nothing, such as ``N/A``; by default those of everyday."""
    words: Mapping[str, Mapping[str, str]] = field(
        factory=dict[str, "Mapping[str, str]"], hash=False
    )
    """By column: words of their own, and the codes that these mean."""
    orders: Mapping[str, Order] = field(factory=dict[str, "Order"], hash=False)
    """By column of dates: whether the day or the month comes first."""
    is_default: bool = False
    """Whether the words for nothing are those of everyday: then a code that is called so stays one,
    and what a row cannot do without is never taken for nothing."""
    is_survey: bool = False
    """Whether each row is a respondent, who may leave any question open."""
    accepts_offers: bool = False
    """Whether a word with one letter wrong is read as the only one that it may mean."""

    def __attrs_post_init__(self) -> None:
        if self.date_format and not is_date_format(self.date_format):
            raise DateFormatError(self.date_format)

    def settle(self, heading: Heading) -> Habits:
        """Return them as they are for one table, whatever was not said decided.

        A table that a program wrote, as its schema version tells, means what it says.
        """
        names = {column.name for column in heading.columns.values()}
        words = self.blank_words
        if words is None:
            words = frozenset[str]() if VERSION_FIELD in names else NOTHING
        is_default = self.blank_words is None
        own = {
            name: {**self.words.get(name, {}), **heading.words.get(name, {})}
            for name in (*self.words, *heading.words)
        }
        return evolve(
            self,
            blank_words=words,
            is_default=is_default,
            is_survey=heading.survey is not None,
            orders=heading.orders,
            words=own,
        )

    def nothing_in(self, column: Column) -> frozenset[str]:
        """Return the words that mean nothing in a column."""
        is_needed = column.is_required and column.place == "entry"
        if self.is_default and is_needed and not self.is_survey:
            return frozenset()
        words = (self.blank_words or frozenset()) | self._ratings(column)
        if self.is_default and words and column.kind == "date":
            words |= UNDATED
        has_none = self.is_default and words and column.path == _MENTIONS
        return words | {"0"} if has_none else words

    def _ratings(self, column: Column) -> frozenset[str]:
        """Return the colours of a rating, which do not say how far an action is."""
        is_rated = self.is_default and self.blank_words and _is_status_of_action(column)
        return RATINGS if is_rated else frozenset()


_NO_PARAMS: Final = freeze_table(dict[str, "Param"]())
"""One mapping for all cells of which there is nothing to be said."""


@frozen
class Cell:
    """What a cell says."""

    value: Json = None
    """Its value as in a document; ``None`` if it is blank or wrong."""
    problem: Problem | None = None
    """What is wrong with it."""
    params: Mapping[str, Param] = _NO_PARAMS
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
        own = habits.words.get(column.name, {})
        self._own = Names(own.items()) if own else None
        self._nothing = habits.nothing_in(column)
        self._longest_nothing = _MARKS_AROUND + max(map(len, self._nothing), default=0)
        self._codes = frozenset(column.codes)
        self._words = EverydayWords.of(column.terms, _parts_of(column, record))
        self._known: dict[str, Cell] = {}
        is_text = column.kind in {"text", "id"} and column.separator is None
        self._validator = column.adapter.validator if is_text and column.adapter else None

    def read(self, raw: Raw) -> Cell:
        """Read one cell."""
        if not isinstance(raw, str):
            return BLANK_CELL if raw is None else self._read(raw)
        known = self._known.get(raw)
        if known is None:
            known = self._read(raw)
            if len(raw) <= 100 and len(self._known) < 10_000:
                self._known[raw] = known
        return known

    def _read(self, raw: Raw) -> Cell:
        if isinstance(raw, CellError):
            return Cell(problem=raw.problem, params={"found": raw.text})
        notes: list[Note] = []
        plain = self._find_content(raw, notes)
        if plain is None:
            return Cell(notes=tuple(notes))
        if self._validator and isinstance(plain, str) and self._validator.isinstance_python(plain):
            return Cell(plain, notes=tuple(notes))  # a text that is right means itself
        try:
            value = self._interpret(plain, notes)
        except Refused as refused:
            return Cell(problem=refused.problem, params=refused.params)
        return self._validate(value, notes)

    def _find_content(self, raw: Raw, notes: list[Note]) -> Raw:
        """Return the bare value: text without surrounding space, nothing for what means it."""
        if not isinstance(raw, str):
            is_none = raw == 0 and self.column.path == _MENTIONS and self._is_nothing("0")
            if not is_none or isinstance(raw, bool):
                return raw
            notes.append(Note(problems.CELLS_BLANK, quote("0")))
            return None
        text = trim(raw)
        if not text:
            return None
        if len(text) < len(raw):
            notes.append(Note(problems.CELLS_TRIMMED))
        if self._is_nothing(text):
            notes.append(Note(problems.CELLS_BLANK, quote(text)))
            return None
        bare = unescape(text) if self._is_escaped else text
        if bare != text:
            notes.append(note_rewriting(text, bare))
        return bare

    def _is_nothing(self, text: str) -> bool:
        own = self._own.find(text) if self._own else None
        if own is not None:
            return not own
        if len(text) > self._longest_nothing:
            return False
        words = fold(text)
        is_code = self._habits.is_default and (text in self._codes or words in self._words)
        return words in self._nothing and not is_code

    def _interpret(self, plain: Raw, notes: list[Note]) -> Json:
        """Return the JSON value that is meant, if that is clear."""
        column = self.column
        if column.kind == "json":
            return read_json_cell(plain, column)
        if column.separator is not None:
            text = write_value(plain)
            items = split_items(text, column)
            if column.kind == "code" and len(items) == 1 and "," in items[0]:
                items = split_choices(items[0], self._words)
                if len(items) > 1:
                    notes.append(note_rewriting(text, column.separator.join(items)))
            elif column.takes_commas and items == [text] and "," in text:
                items = split_items(text.replace(",", column.separator), column)
                notes.append(note_rewriting(text, column.separator.join(items)))
            return [self._interpret_one(item, notes) for item in items]
        return self._interpret_one(plain, notes)

    def _interpret_one(self, plain: Raw, notes: list[Note]) -> Json:
        match self.column.kind:
            case "code":
                return self._interpret_code(write_value(plain), notes)
            case "date":
                return read_date(
                    plain,
                    notes,
                    self._habits.date_format,
                    self._habits.orders.get(self.column.name),
                )
            case "moment":
                return read_moment(plain, notes)
            case "number":
                is_minutes = self.column.name.endswith("minutes")
                whole = self.column.whole
                is_share = whole is not None and (whole.least, whole.most) == (0, 100)
                return read_number(plain, notes, is_minutes=is_minutes, is_share=is_share)
            case "yes-no":
                return read_yes_no(plain, notes)
            case "constant":
                return self._interpret_constant(plain)
            case _:
                text = write_value(plain)
                if not isinstance(plain, str):
                    notes.append(note_rewriting(name_kind(plain), text))
                return text

    def _interpret_code(self, text: str, notes: list[Note]) -> str:
        code = self._own.find(text) if self._own else None
        if not code and text in self._codes:
            return text
        code = code or self._words.find(text)
        if code is None and self._habits.accepts_offers:
            code = self._words.find_near(text)
        if code is None or code == text:
            return text
        notes.append(Note(problems.CELLS_LABELS, quote(text), code))
        return code

    def _interpret_constant(self, plain: Raw) -> str:
        constant = self.column.constant
        text = write_value(plain)
        if fold(text) in {fold(constant), fold(constant.removesuffix(".0"))}:
            return constant
        params: dict[str, Param] = {"found": quote(text), "expected": constant}
        raise Refused(problems.CELL_CONSTANT, params)

    def _validate(self, value: Json, notes: list[Note]) -> Cell:
        """Let the record's own type have the last word."""
        column = self.column
        if column.adapter is None or column.kind == "constant":
            return Cell(value=value, notes=tuple(notes))
        try:
            column.adapter.validate_json(_write_json(value))
        except ValidationError as error:
            detail = error.errors(include_url=False)[0]
            place = column.path_in_document()
            detail["loc"] = (*place, *detail["loc"])
            fault = explain_fault(detail, self._record, Offers())
            params = dict(fault.params)
            is_short = isinstance(value, str | int | float) and not _is_free(column)
            if fault.problem is problems.VALUE_KIND and is_short:
                params["found"] = quote(str(value))
            if fault.problem is problems.VALUE_CODE and isinstance(value, str):
                near = self._words.find_near(value)
                meant = Own(f" Did you mean {near}?") if near else ""
                params["offer"] = _offer_blank(value) or params.get("offer") or meant
            return Cell(problem=fault.problem, params=params)
        return Cell(value=value, notes=tuple(notes))


def _parts_of(column: Column, record: type[Record]) -> tuple[Part, ...]:
    """Return the parts, whose questions may be in the cells, if it is their column."""
    framework = get_framework(framework_of(record))
    return framework.parts if column.name == (framework.part or "").replace("-", "_") else ()


def _is_status_of_action(column: Column) -> bool:
    return column.path[-1:] == ("status",) and (len(column.path) > 1 or bool(column.inside))


def _offer_blank(text: str) -> Own | None:
    """Say how a word that may mean nothing is taken so."""
    return Own(f" If it means nothing: --blank {quote(text)}.") if fold(text) in NOTHING else None


def _is_free(column: Column) -> bool:
    return column.text is not None and column.text.is_free
