"""Shares the minutes of a planned structure out among its steps."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from improvement_frameworks.frameworks.liberating_structures.grouping import group_people
from improvement_frameworks.frameworks.liberating_structures.structure import (
    Repeat,
    Span,
    Step,
    get_structure,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.frameworks.liberating_structures.record import PlannedStructure
    from improvement_frameworks.frameworks.liberating_structures.structure import Structure

TURNS = frozenset({"client", "person"})
LONGEST = 1_440


@frozen(kw_only=True)
class Share:
    """The minutes that one step gets, or one turn of it."""

    step: Step
    """The step."""
    minutes: int
    """How long it takes."""
    turn: int | None = None
    """Which turn it is, from 1, where the step is done several times."""
    turns: int | None = None
    """How many turns there are."""


@frozen(kw_only=True)
class Allotment:
    """The minutes of a planned structure, shared out among its steps."""

    structure: Structure
    """The structure."""
    count: int | None
    """How many clients, people, stations, rounds, ... take a turn."""
    shares: tuple[Share, ...]
    """The steps in order, turn by turn."""
    spare: int
    """Minutes that no step needs."""

    @property
    def minutes(self) -> int:
        """How long the structure takes."""
        return sum(share.minutes for share in self.shares) + self.spare

    def without_time(self) -> tuple[Step, ...]:
        """Return the steps that cannot be left out and get no time."""
        steps = {id(s.step): s.step for s in self.shares if not s.minutes and not s.step.optional}
        return tuple(steps.values())


@define(eq=False)
class _Lot:
    """A step while minutes are being shared out: all its turns get the same."""

    step: Step
    turns: int
    minutes: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.minutes = self.step.minutes.min if self.step.minutes else 0

    @property
    def room(self) -> int:
        """How many more minutes a turn may take."""
        span = self.step.minutes
        return 0 if span is None or span.max is None else span.max - self.minutes

    @property
    def is_timed(self) -> bool:
        return self.step.minutes is not None


def count_turns(entry: PlannedStructure, people: int | None) -> int | None:
    """Return how often the repeated steps of a planned structure are done.

    As often as planned; else, where each person of a group has a turn, as often as the largest
    group has members; else as often as there is time for, within the bounds of the menu.
    """
    structure = get_structure(entry.structure)
    repeat = structure.repeat
    if entry.count or not repeat:
        return entry.count
    if people and repeat.per in TURNS:
        groups = group_people(structure, people)
        return max((g.split.largest for g in groups), default=repeat.times.min)
    wanted = entry.minutes or structure.printed().min
    possible = range(repeat.times.min, (repeat.times.max or repeat.times.min) + 1)
    return max((n for n in possible if structure.length(n).min <= wanted), default=repeat.times.min)


@lru_cache(maxsize=100)  # several rules ask about the same plan
def allot_minutes(entry: PlannedStructure, people: int | None = None) -> Allotment:
    """Share the minutes of a planned structure out among its steps.

    Every step gets its least time. What is left goes to the steps that may take longer, then to
    optional steps, then to those without a printed time; the rest is spare. If there is too
    little, the longest steps are cut, all turns of a step alike, to a minute at least.

    Args:
        entry: The planned structure.
        people: How many people take part, if known.
    """
    structure = get_structure(entry.structure)
    count = count_turns(entry, people)
    steps = _own_steps(entry) or structure.steps
    rounds = count if count and structure.minutes_per == "round" and not entry.steps else 1
    lots = [_Lot(step, _turns(step, count, entry)) for step in steps]
    needed = sum(lot.minutes * lot.turns for lot in lots if not lot.step.optional) * rounds
    if entry.steps and all(lot.step.minutes for lot in lots):
        usual = needed
    else:
        usual = max(structure.printed(count).min, needed)
    wanted = entry.minutes or usual
    chosen = _share_out(lots, wanted // rounds)
    shares = tuple(share for _ in range(rounds) for share in _take_turns(chosen))
    spare = wanted - sum(share.minutes for share in shares)
    return Allotment(structure=structure, count=count, shares=shares, spare=max(spare, 0))


def _own_steps(entry: PlannedStructure) -> tuple[Step, ...]:
    return tuple(
        Step(
            what=step.what,
            minutes=Span(step.minutes, step.minutes) if step.minutes else None,
            groups=(step.unit,) if step.unit else (),
            repeat=Repeat("round", step.times, step.times) if step.times else None,
            whole_round=True,
        )
        for step in entry.steps
    )


def _turns(step: Step, count: int | None, entry: PlannedStructure) -> int:
    if step.repeat is None:
        return 1
    return step.repeat.times.min if entry.steps or count is None else count


def _total(lots: list[_Lot], cap: int = LONGEST) -> int:
    """Return the minutes of all lots, none of which takes more than the cap."""
    return sum(min(lot.minutes, cap) * lot.turns for lot in lots)


def _share_out(lots: list[_Lot], wanted: int) -> list[_Lot]:
    """Give each lot its minutes, and return those that take part."""
    chosen = [lot for lot in lots if not lot.step.optional]
    untimed = [lot for lot in chosen if not lot.is_timed]
    _cut(chosen, wanted)
    spare = _stretch(chosen, max(wanted - _total(chosen), 0))
    for lot in lots:
        if lot.step.optional and lot.is_timed and lot.minutes * lot.turns <= spare:
            chosen.append(lot)
            spare = _stretch([lot], spare - lot.minutes * lot.turns)
    if not untimed:
        untimed = [lot for lot in lots if not lot.is_timed]
        chosen += untimed[:spare]
    for place, lot in enumerate(untimed):
        lot.minutes = (spare - place + len(untimed) - 1) // len(untimed)
    taking_part = set(chosen)
    return [lot for lot in lots if lot in taking_part]


def _cut(lots: list[_Lot], wanted: int) -> None:
    """Shorten the longest steps until they fit, or until none takes more than a minute."""
    longest = max((lot.minutes for lot in lots), default=0)
    if _total(lots) <= wanted:
        return
    caps = range(1, longest + 1)
    cap = max(bisect_right(caps, wanted, key=lambda cap: _total(lots, cap)), 1)
    spare = wanted - _total(lots, cap)
    for lot in lots:
        if lot.minutes > cap:
            more = 1 if lot.turns <= spare else 0
            lot.minutes, spare = cap + more, spare - more * lot.turns


def _stretch(lots: list[_Lot], spare: int) -> int:
    """Give spare minutes to the steps that may take longer, and return what is left."""
    rooms = {lot: lot.room for lot in lots if lot.room > 0}
    while stretchable := [lot for lot, room in rooms.items() if room and lot.turns <= spare]:
        lot = max(stretchable, key=rooms.__getitem__)
        lot.minutes += 1
        rooms[lot] -= 1
        spare -= lot.turns
    return spare


def _take_turns(lots: list[_Lot]) -> Iterator[Share]:
    """Put steps that take turns together into order: all of one turn, then the next."""
    for repeats, block in groupby(lots, key=lambda lot: lot.turns if _alternates(lot) else 0):
        run = list(block)
        if not repeats:
            for lot in run:
                yield Share(step=lot.step, minutes=lot.minutes * lot.turns)
            continue
        for turn in range(1, repeats + 1):
            for lot in run:
                yield Share(step=lot.step, minutes=lot.minutes, turn=turn, turns=repeats)


def _alternates(lot: _Lot) -> bool:
    return lot.turns > 1 and not lot.step.whole_round
