"""A structure of the menu as a typed object: its minutes, its groups, its steps."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from improvement_frameworks.core import read_content, read_facts

if TYPE_CHECKING:
    from collections.abc import Mapping


SESSION: Final = "session"
WHOLE_GROUP: Final = "whole-group"
INDIVIDUAL: Final = "individual"
DEBRIEF: Final = "what-so-what-now-what"


@frozen
class Span:
    """A number between two bounds: minutes, people in a group, times that a step is done.

    Examples:
        >>> Span(4, 6).covers(5)
        True
        >>> str(Span(12, 12)), str(Span(90, None))
        ('12', '90 or more')
    """

    min: int
    """The least."""
    max: int | None = None
    """The most; nothing where there is no upper bound."""

    def covers(self, number: int) -> bool:
        """Whether a number lies between the bounds."""
        return self.min <= number and (self.max is None or number <= self.max)

    def overlaps(self, other: Span) -> bool:
        """Whether a number lies between both pairs of bounds."""
        return (self.max is None or other.min <= self.max) and (
            other.max is None or self.min <= other.max
        )

    def join(self, other: Span) -> Span:
        """Return the bounds that hold both."""
        if self.max is None or other.max is None:
            return Span(min(self.min, other.min), None)
        return Span(min(self.min, other.min), max(self.max, other.max))

    def times(self, number: int) -> Span:
        """Return the bounds of something done so many times."""
        return Span(self.min * number, None if self.max is None else self.max * number)

    def __str__(self) -> str:
        if self.max is None:
            return f"{self.min} or more"
        return str(self.min) if self.min == self.max else f"{self.min} to {self.max}"


@frozen
class UnitFacts:
    """What is known of a kind of group wherever it is used."""

    splits: bool
    """Whether everybody is divided into groups of this kind."""
    min: int | None = None
    """How many belong to one at least; nothing where that is left open."""
    max: int | None = None
    """How many belong to one at most."""


UNITS: Final = read_facts(__name__, UnitFacts, "unit")


@frozen
class GroupUnit:
    """A kind of group that a structure uses, and how large it is."""

    unit: str
    """The code of the kind: individual, pair, small-group, whole-group, ..."""
    min: int | None = None
    """How many belong to one at least, if this structure says so itself."""
    max: int | None = None
    """How many belong to one at most, if this structure says so itself."""

    @property
    def size(self) -> Span | None:
        """How many belong to one; nothing where the sources leave it open."""
        facts = UNITS[self.unit] if self.min is None else self
        return None if facts.min is None else Span(facts.min, facts.max)

    @property
    def splits(self) -> bool:
        """Whether everybody is divided into groups of this kind."""
        return UNITS[self.unit].splits


@frozen
class Repeat:
    """How often a step is done."""

    per: str
    """What it is done once for: client, person, round, station, group or element."""
    min: int
    """How many of them there are at least."""
    max: int | None = None
    """How many of them there are at most."""

    @property
    def times(self) -> Span:
        """How many of them there are."""
        return Span(self.min, self.max)


@frozen(kw_only=True)
class Step:
    """One step of a structure."""

    what: str
    """What happens, in this library's words."""
    minutes: Span | None = None
    """How long it takes once; nothing where no time is printed."""
    units: tuple[str, ...] = field(alias="groups")
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
    number: int | None = None
    """Its number on the classic menu; none for those added in 2026."""
    minutes: Span
    """The printed minutes."""
    minutes_per: str = SESSION
    """What the printed minutes are for: the session, each client or each round."""
    minimum_people: int | None = None
    """How many people it takes at least, if a source says so."""
    minimum_basis: str | None = None
    """Whether a text of Liberating Structures says so (stated), or somebody else's data."""
    minimum_online: int | None = field(default=None, alias="minimum_people_online")
    """How many people it takes at least online, where that is another number."""
    invitation: str | None = None
    """Its invitation, if it has one wording."""
    space: tuple[str, ...] = ()
    """How the room is set up and what is needed."""
    participation: str | None = None
    """Who takes part and how."""
    groups: tuple[GroupUnit, ...] = ()
    """The kinds of groups it uses."""
    one_group_up_to: int | None = None
    """Up to how many people it stays in one group instead of dividing."""
    largest_group: int | None = None
    """How large a group may grow where its usual size does not fit."""
    steps: tuple[Step, ...] = field(default=(), repr=False)
    """Its steps, in order; none where no source tells them."""
    nested: tuple[str, ...] = ()
    """The codes of the structures that run inside it."""
    total_exception: str | None = None
    """Why the steps and the printed total differ, where they do."""
    online_fit: str | None = None
    """How well it goes online, as far as that is known."""

    @property
    def minimum_is_stated(self) -> bool:
        """Whether a text of Liberating Structures says how many it takes at least."""
        return self.minimum_basis == "stated"

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
    return read_content(__name__).vocabulary("unit")[code].label


def get_structure(code: str) -> Structure:
    """Return a structure of the menu.

    Raises:
        KeyError: if no structure has this code.
    """
    return _structures()[code]


@cache
def _structures() -> Mapping[str, Structure]:
    return read_facts(read_content(__name__), Structure)


def all_structures() -> tuple[Structure, ...]:
    """Return all structures of all schemes, in the order of the menu."""
    return tuple(_structures().values())
