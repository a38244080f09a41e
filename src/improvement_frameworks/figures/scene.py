"""What every kind of figure is drawn from: the parts, and what lies in each place of the drawing.

A kind of figure knows how parts are laid out and nothing else. What fills a place is the business
of the scene: the entries of a record, the empty space of a poster, or the fields of a form.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, cast

from improvement_frameworks.core.record.field import find_note
from improvement_frameworks.core.record.reference import Refers
from improvement_frameworks.core.record.words import say_fields, write_field_title
from improvement_frameworks.figures.html import apart, items, said, words
from improvement_frameworks.problems.hint import leave_out_commands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from improvement_frameworks.core.content.figure_plan import FigurePlan
    from improvement_frameworks.core.content.framework import Framework, Part
    from improvement_frameworks.core.content.vocabulary import Term
    from improvement_frameworks.core.record.header import Entry
    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.record.reference import Target
    from improvement_frameworks.problems.problem import Issue

Place: TypeAlias = "tuple[str, str]"
"""The codes of a part and of a column; no column where there are none."""

SEVERITY_WORDS: Final = {"error": "Error", "warning": "Warning", "info": "Note"}
LONG: Final = 48
"""A fact with more characters gets a line of its own."""
_POINTER: Final = re.compile(r"(?<![\w/])/entries/([0-9]+)\b(?!/)")
_IN_ENTRY: Final = re.compile(r"(?:/[0-9]+)*/entries/([0-9]+)(?:/|$)")


class Run(NamedTuple):
    """One step of a timeline: what it is, how long it takes, and what is said about it."""

    label: str
    minutes: int | None
    anchor: str
    html: str


class Number(NamedTuple):
    """What an entry adds to a chart: a number of a part, and the day it is of if that is known."""

    part: Part
    value: float
    day: date | None


class Scene(ABC):
    """The parts of a framework and what fills them; see the module."""

    def __init__(self, framework: Framework, level: int) -> None:
        self.framework: Framework = framework
        self.plan: FigurePlan = framework.figure
        self.level = level
        """The level of the headings of parts, from 2 to 6."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts in the framework's order."""
        return tuple(self.framework[code] for code in self.framework.default_scheme.parts)

    @property
    def columns(self) -> tuple[Term, ...]:
        """The columns of a grid."""
        wanted = self.plan.columns
        return self.framework.vocabulary(wanted).terms if wanted else ()

    def head(self, part: Part, *, asked: bool = True) -> str:
        """Write the name of a part and its guide question, unless that is asked elsewhere."""
        return f"<h{self.level}>{words(part.label)}</h{self.level}>{ask(part) if asked else ''}"

    @abstractmethod
    def fill(self, part: str, column: str = "") -> str:
        """Write what lies in a place."""

    def count(self, part: str, column: str = "") -> int:
        """Return how many entries lie in a place."""
        del part, column
        return 0

    def is_empty(self, part: str, column: str = "") -> bool:
        """Whether a record says nothing in a place; false where there is no record."""
        del part, column
        return False

    def numbers(self) -> Sequence[Number]:
        """Return the number of each entry, for a chart over time."""
        return ()

    def totals(self) -> Mapping[str, float | None]:
        """Return the number of each part, for a chart of bars."""
        return {}

    def most(self) -> float | None:
        """Return the largest number that a chart can hold, if there is one."""
        return None

    def anchors(self, part: str) -> str:
        """Write the places of the entries of which a chart shows all that they say."""
        del part
        return ""

    def run(self) -> Sequence[Run]:
        """Return the steps of a timeline in the order in which they run."""
        return ()

    def rest(self) -> str:
        """Write what has no place in the drawing."""
        return ""

    @abstractmethod
    def caption(self) -> str:
        """Write the facts of the figure on one line."""


def ask(part: Part) -> str:
    """Write the first guide question of a part, if it has one."""
    return f'<p class="fg-ask">{words(part.prompts[0])}</p>' if part.prompts else ""


class BlankScene(Scene):
    """A figure to be filled in by hand."""

    def fill(self, part: str, column: str = "") -> str:
        """Leave space."""
        del part, column
        return '<div class="fg-space"></div>'

    def caption(self) -> str:
        """Say what the figure is and how many parts it has."""
        return f"{words(self.framework.title)}. Parts: {len(self.parts)}."


class RecordScene(Scene):
    """The entries of a record, each with who said it, what it is linked to and what was found."""

    def __init__(self, record: Record, issues: Iterable[Issue], level: int, prefix: str) -> None:
        super().__init__(record.about, level)
        self.record = record
        self._prefix = prefix
        plan = self.plan
        self._drawn = [n.replace("-", "_") for n in (plan.columns, plan.minutes) if n]
        self._charted = [name for name in (plan.value, plan.over) if name]
        self._roles = {
            person.id: person.role or person.name or person.id for person in record.contributors
        }
        self._ids = {entry.id for entry in record.entries if entry.id}
        self._marks: dict[int, list[Issue]] = {}
        self._marks_of_all: list[Issue] = []
        for issue in issues:
            found = _IN_ENTRY.match(issue.where.pointer)
            if found and int(found[1]) < len(record.entries):
                self._marks.setdefault(int(found[1]), []).append(issue)
            else:
                self._marks_of_all.append(issue)
        self._places: dict[Place, list[str]] = {}
        self._bare: dict[str, list[str]] = {}
        self._unplaced: list[str] = []
        self._place_all()
        self._filled = {part for part, _ in self._places}

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the record's scheme, then those that it names besides."""
        return tuple(map(self.record.find_part, self.record.by_part()))

    def _label(self, code: str) -> str:
        return self.record.find_part(code).label

    def _place_all(self) -> None:
        column_field = (self.plan.columns or "").replace("-", "_")
        for index, entry in enumerate(self.record.entries):
            codes = dict.fromkeys(self.record.parts_of(entry))
            column = cast("str | None", getattr(entry, column_field)) if column_field else ""
            if not codes or column is None:
                self._unplaced.append(self._write_card(index, entry, is_first=True))
            for number, code in enumerate(codes if column is not None else ()):
                cards = self._places.setdefault((code, column or ""), [])
                if self._says_only_its_number(index, entry):
                    anchor = self._anchor(entry) if not number else ""
                    self._bare.setdefault(code, []).append(f"<span{anchor}></span>")
                else:
                    cards.append(self._write_card(index, entry, is_first=not number))

    def fill(self, part: str, column: str = "") -> str:
        """Write the cards of a place, or that there are none."""
        cards = self._places.get((part, column))
        return items("fg-cards", cards) if cards else '<p class="fg-none">No entry</p>'

    def count(self, part: str, column: str = "") -> int:
        """Return how many entries lie in a place."""
        return len(self._places.get((part, column), ()))

    def is_empty(self, part: str, column: str = "") -> bool:
        """Whether nothing is said in a place, or about a part in any of its places."""
        return (part, column) not in self._places if column else part not in self._filled

    def rest(self) -> str:
        """Write the entries without a place, and what was found about the record itself."""
        written = ""
        if self._unplaced:
            title = f"<h{self.level}>Not placed yet</h{self.level}>"
            written = f'<div class="fg-rest">{title}{items("fg-cards", self._unplaced)}</div>'
        if self._marks_of_all:
            marks = (f"<li>{self._mark(issue)}</li>" for issue in self._marks_of_all)
            written += items("fg-marks", marks)
        return written

    def caption(self) -> str:
        """Say how many entries, people and parts there are."""
        parts = self.record.part_codes
        filled = sum(not self.is_empty(code) for code in parts)
        facts = [f"{self.framework.title}. Entries: {len(self.record.entries)}."]
        if self._roles:
            facts.append(f"Contributors: {len(self._roles)}.")
        facts.append(f"Parts with an entry: {filled} of {len(parts)}.")
        return words(" ".join(facts))

    def run(self) -> Sequence[Run]:
        """Return the entries in the order of the record, each with its minutes."""
        return [
            Run(
                ", ".join(map(self._label, self.record.parts_of(entry))),
                self.record.minutes_of(entry),
                self._anchor(entry),
                self._write_inside(index, entry),
            )
            for index, entry in enumerate(self.record.entries)
        ]

    def numbers(self) -> Sequence[Number]:
        """Return the number of each entry, or 1 where entries are counted."""
        return find_numbers(self.record)

    def totals(self) -> Mapping[str, float | None]:
        """Return the number of each part, for a chart of bars."""
        return find_totals(self.record)

    def most(self) -> float | None:
        """Return the largest number that a chart can hold, if there is one."""
        return find_most(self.record)

    def anchors(self, part: str) -> str:
        """Write the places of the entries of which a chart shows all that they say."""
        return "".join(self._bare.get(part, ()))

    def _mark(self, issue: Issue) -> str:
        return _mark(issue, self.record.entries)

    def _says_only_its_number(self, index: int, entry: Entry) -> bool:
        if not self._charted or entry.text or index in self._marks:
            return False
        short, long = self._facts(entry)
        return len(short) == bool(entry.id) and not long

    def _write_card(self, index: int, entry: Entry, *, is_first: bool) -> str:
        anchor = self._anchor(entry) if is_first else ""
        flag = ' class="fg-found"' if index in self._marks else ""
        return f"<li{flag}{anchor}>{self._write_inside(index, entry)}</li>"

    def _anchor(self, entry: Entry) -> str:
        return f' id="{self._prefix}{entry.id}"' if entry.id else ""

    def _write_inside(self, index: int, entry: Entry) -> str:
        language = cast("str | None", getattr(entry, "language", None))
        text = said(entry.text, language) if entry.text else ""
        short, long = self._facts(entry)
        line = f"<small>{' · '.join(short)}</small>" if short else ""
        rest = "".join(f'<p class="fg-fact">{fact}</p>' for fact in long)
        marks = "".join(map(self._mark, self._marks.get(index, ())))
        return f"{text}{line}{rest}{marks}"

    def _facts(self, entry: Entry) -> tuple[list[str], list[str]]:
        """Return what an entry says besides its words: the short facts, and the long ones."""
        short: list[str] = []
        if entry.id:
            short.append(f"<b>{words(entry.id)}</b>")
        if entry.contributor:
            role = self._roles.get(entry.contributor, entry.contributor)
            short.append(apart(role))
        links = _find_links(type(entry), "entries")
        people = _find_links(type(entry), "contributors")
        told = _told_elsewhere(type(entry), self.framework.part_field)
        told = told.union(self._drawn, () if entry.text else self._charted)
        for name, title in people.items():
            if whose := _ids_in(entry, name) if name != "contributor" else ():
                roles = ", ".join(self._roles.get(one, one) for one in whose)
                short.append(f"{title}: {apart(roles)}")
        long: list[str] = []
        for title, fact in say_fields(entry, but=told):
            is_long = len(fact) > LONG
            written = f"{words(title)}: {apart(fact)}"
            (long if is_long else short).append(written)
        for name, title in links.items():
            if ids := _ids_in(entry, name):
                long.append(f"{title}: {', '.join(map(self._link, ids))}")
        return short, long

    def _link(self, wanted: str) -> str:
        if wanted in self._ids:
            return f'<a href="#{self._prefix}{wanted}">{words(wanted)}</a>'
        return words(wanted)


@cache
def _told_elsewhere(model: type[Entry], part_field: str) -> frozenset[str]:
    """Return the fields of an entry that are not among its facts: they have a way of their own."""
    links, people = _find_links(model, "entries"), _find_links(model, "contributors")
    return frozenset(("id", "text", "language", part_field, *links, *people))


@cache
def _find_links(model: type[Entry], to: Target) -> dict[str, str]:
    """Return the fields in which an entry names others, or people, each with its title."""
    found: dict[str, str] = {}
    for name, field in model.model_fields.items():
        refers = find_note(field, Refers)
        if refers and refers.to == to:
            found[name] = words(write_field_title(name))
    return found


def _ids_in(entry: Entry, field: str) -> tuple[str, ...]:
    """Return the ids that a field names: one, several or none."""
    value = cast("str | tuple[str, ...] | None", getattr(entry, field))
    return (value,) if isinstance(value, str) else value or ()


def find_links(record: Record) -> Iterator[tuple[Entry, str, str]]:
    """Yield the links between entries: the entry, what the link is called, the id it names."""
    for entry in record.entries:
        for name, title in _find_links(type(entry), "entries").items():
            for wanted in _ids_in(entry, name):
                yield entry, title, wanted


def find_numbers(record: Record) -> list[Number]:
    """Return the number of each entry for each part that it speaks about; 1 without a field."""
    plan, found = record.about.figure, list[Number]()
    for entry in record.entries:
        value: object = getattr(entry, plan.value) if plan.value else 1
        day = cast("date | None", getattr(entry, plan.over)) if plan.over else None
        if value is not None:
            number = float(str(value))
            parts = map(record.find_part, record.parts_of(entry))
            found += [Number(part, number, day) for part in parts]
    return found


def find_totals(record: Record) -> dict[str, float | None]:
    """Return the number of each part, or nothing where none is known: that is not 0.

    It is what a method of the record says, the sum of a field of its entries, or how many entries
    it has.
    """
    plan = record.about.figure
    codes = record.by_part()
    if plan.numbers:
        method = cast("Callable[[], Mapping[str, float]]", getattr(record, plan.numbers))
        known = method()
        return {code: known.get(code) for code in codes}
    totals: dict[str, float | None] = dict.fromkeys(codes, None if plan.value else 0.0)
    for number in find_numbers(record):
        totals[number.part.code] = (totals[number.part.code] or 0) + number.value
    return totals


def find_most(record: Record) -> float | None:
    """Return the largest number that there can be in a chart of a record, if its plan says one."""
    most = record.about.figure.most
    known: object = record.part_scheme.details.get(most) if isinstance(most, str) else most
    return None if known is None else float(str(known))


def _mark(issue: Issue, entries: Sequence[Entry]) -> str:
    """Write what a check found, with what to do about it; other entries by what people see."""

    def name(found: re.Match[str]) -> str:
        place = int(found[1])
        known = entries[place].id if place < len(entries) else None
        return known or f"entry {place + 1}"

    head = f"{SEVERITY_WORDS[issue.severity]}: {issue.problem.title}."
    found = _POINTER.sub(name, leave_out_commands(f"{issue.message} {issue.hint}"))
    return f'<p class="fg-mark fg-{issue.severity}"><b>{words(head)}</b> {words(found)}</p>'
