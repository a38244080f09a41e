"""A structure of the menu as a typed object: its minutes, its groups, its steps."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, cast

from attrs import field, frozen

from improvement_frameworks.core import read_framework
from improvement_frameworks.frameworks.liberating_structures.span import Span

if TYPE_CHECKING:
    from improvement_frameworks.core import Fact, Facts, Part

FRAMEWORK: Final = read_framework(__package__ or "")

SESSION: Final = "session"
WHOLE_GROUP: Final = "whole-group"
INDIVIDUAL: Final = "individual"
DEBRIEF: Final = "what-so-what-now-what"


@frozen
class GroupUnit:
    """A kind of group that a structure uses, and how large it is."""

    unit: str
    """The code of the kind: individual, pair, small-group, whole-group, ..."""
    size: Span | None
    """How many belong to one; nothing where the sources leave it open."""
    splits: bool
    """Whether everybody is divided into groups of this kind."""


@frozen
class Repeat:
    """How often a step is done."""

    per: str
    """What it is done once for: client, person, round, station, group or element."""
    times: Span
    """How many of them there are."""


@frozen(kw_only=True)
class Step:
    """One step of a structure."""

    what: str
    """What happens, in this library's words."""
    minutes: Span | None = None
    """How long it takes once; nothing where no time is printed."""
    units: tuple[str, ...]
    """The codes of the groups it uses, one after another."""
    choice: bool = False
    """Whether one of the groups is chosen instead."""
    repeat: Repeat | None = None
    """How often it is done, if more than once."""
    whole_round: bool = False
    """Whether all take their turn in this step before the next one begins."""
    optional: bool = False
    """Whether it may be left out."""
    nested: str | None = None
    """The code of the structure that runs inside it."""
    note: str | None = None
    """What else is known of it."""

    @property
    def is_plenary(self) -> bool:
        """Whether all are together for the whole step."""
        return self.units == (WHOLE_GROUP,)

    def length(self, count: int | None = None) -> Span:
        """Return the minutes of all its repeats; ``count`` says how many there are.

        Untimed steps take none, and optional steps may take none.
        """
        if self.minutes is None:
            return Span(0, 0)
        length = self.minutes
        if self.repeat:
            times = Span(count, count) if count else self.repeat.times
            most = None if length.max is None or times.max is None else length.max * times.max
            length = Span(length.min * times.min, most)
        return Span(0, length.max) if self.optional else length


@frozen(kw_only=True)
class Structure:
    """A Liberating Structure: the facts of one part of the menu, ready to calculate with.

    Examples:
        >>> troika = get_structure("troika-consulting")
        >>> str(troika.minutes), str(troika.length())
        ('30', '22 to 34')
        >>> [step.repeat.times.min for step in troika.steps if step.repeat]
        [3, 3, 3, 3]
    """

    code: str
    """How records name it."""
    label: str
    """How people name it."""
    number: int | None
    """Its number on the classic menu; none for those added in 2026."""
    minutes: Span
    """The printed minutes."""
    minutes_per: str
    """What the printed minutes are for: the session, each client or each round."""
    minimum_people: int | None
    """How many people it takes at least, if a source says so."""
    minimum_is_stated: bool
    """Whether a text of Liberating Structures says so; if not, somebody else's data does."""
    minimum_online: int | None
    """How many people it takes at least online, where that is another number."""
    invitation: str | None
    """Its invitation, if it has one wording."""
    space: tuple[str, ...]
    """How the room is set up and what is needed."""
    participation: str | None
    """Who takes part and how."""
    groups: tuple[GroupUnit, ...]
    """The kinds of groups it uses."""
    one_group_up_to: int | None
    """Up to how many people it stays in one group instead of dividing."""
    largest_group: int | None
    """How large a group may grow where its usual size does not fit."""
    steps: tuple[Step, ...] = field(repr=False)
    """Its steps, in order; none where no source tells them."""
    nested: tuple[str, ...]
    """The codes of the structures that run inside it."""
    total_exception: str | None
    """Why the steps and the printed total differ, where they do."""
    online_fit: str | None
    """How well it goes online, as far as that is known."""

    @property
    def repeat(self) -> Repeat | None:
        """What its steps are repeated for; each structure has one such thing at most."""
        return next((step.repeat for step in self.steps if step.repeat), None)

    @property
    def counted(self) -> Span | None:
        """How many clients, stations, clusters, rounds, ... it may have; nothing if it counts none.

        >>> get_structure("user-experience-fishbowl").counted
        Span(min=3, max=7)
        """
        if self.repeat:
            times = self.repeat.times
            grown = max(times.max or 0, self.largest_group or 0)
            return Span(times.min, grown) if times.max else times
        if self.minutes_per == "round":
            return Span(1, None)
        return next((g.size for g in self.groups if g.size and not g.splits), None)

    @property
    def splitting(self) -> dict[str, Span]:
        """The kinds of group of more than one into which everybody is divided, and their sizes."""
        return {g.unit: g.size for g in self.groups if g.splits and g.size and g.size.min > 1}

    def length(self, count: int | None = None) -> Span:
        """Return the minutes of all steps together; ``count`` says how often turns are taken."""
        spans = [step.length(count) for step in self.steps]
        least = sum(span.min for span in spans)
        most = [span.max for span in spans]
        whole = Span(least, None if None in most else sum(m for m in most if m is not None))
        return whole.times(count) if count and self.minutes_per == "round" else whole

    def printed(self, count: int | None = None) -> Span:
        """Return the printed minutes; where they are for a client or a round, ``count`` times."""
        return self.minutes if self.minutes_per == SESSION else self.minutes.times(count or 1)

    @property
    def adds_up(self) -> bool:
        """Whether the steps and the printed total have a length in common."""
        count = 1 if self.minutes_per == "client" else None
        return not self.steps or self.length(count).overlaps(self.minutes)


def unit_label(code: str) -> str:
    """Return a kind of group in words.

    >>> unit_label("small-group")
    'Small group'
    """
    return FRAMEWORK.vocabulary("unit")[code].label


@cache
def get_structure(code: str) -> Structure:
    """Return a structure of the menu.

    Raises:
        KeyError: if no structure has this code.
    """
    return _read(FRAMEWORK[code])


def all_structures() -> tuple[Structure, ...]:
    """Return all structures of all schemes, in the order of the menu."""
    return tuple(get_structure(part.code) for part in FRAMEWORK.parts)


def _read(part: Part) -> Structure:
    facts = part.details
    return Structure(
        code=part.code,
        label=part.label,
        number=_number(facts, "number"),
        minutes=_bounds(cast("Facts", facts["minutes"])),
        minutes_per=_text(facts, "minutes_per") or SESSION,
        minimum_people=_number(facts, "minimum_people"),
        minimum_is_stated=facts.get("minimum_basis") == "stated",
        minimum_online=_number(facts, "minimum_people_online"),
        invitation=_text(facts, "invitation"),
        space=_texts(facts, "space"),
        participation=_text(facts, "participation"),
        groups=tuple(_group(table) for table in _tables(facts, "groups")),
        one_group_up_to=_number(facts, "one_group_up_to"),
        largest_group=_number(facts, "largest_group"),
        steps=tuple(_step(table) for table in _tables(facts, "steps")),
        nested=_texts(facts, "nested"),
        total_exception=_text(facts, "total_exception"),
        online_fit=_text(facts, "online_fit"),
    )


def _group(table: Facts) -> GroupUnit:
    unit = cast("str", table["unit"])
    term = FRAMEWORK.vocabulary("unit")[unit]
    size = _span(table) or _span(term.details)
    return GroupUnit(unit, size, splits=bool(term.details["splits"]))


def _step(table: Facts) -> Step:
    repeat = cast("Facts | None", table.get("repeat"))
    times = _span(repeat)
    return Step(
        what=cast("str", table["what"]),
        minutes=_span(table.get("minutes")),
        units=_texts(table, "groups"),
        choice=bool(table.get("choice")),
        repeat=Repeat(cast("str", repeat["per"]), times) if repeat and times else None,
        whole_round=bool(table.get("whole_round")),
        optional=bool(table.get("optional")),
        nested=_text(table, "nested"),
        note=_text(table, "note"),
    )


def _span(value: Fact | None) -> Span | None:
    table = cast("Facts", value or {})
    return _bounds(table) if "min" in table else None


def _bounds(table: Facts) -> Span:
    return Span(cast("int", table["min"]), _number(table, "max"))


def _number(table: Facts, key: str) -> int | None:
    return cast("int | None", table.get(key))


def _text(table: Facts, key: str) -> str | None:
    return cast("str | None", table.get(key))


def _texts(table: Facts, key: str) -> tuple[str, ...]:
    return cast("tuple[str, ...]", table.get(key, ()))


def _tables(table: Facts, key: str) -> tuple[Facts, ...]:
    return cast("tuple[Facts, ...]", table.get(key, ()))
