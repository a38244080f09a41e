"""What follows from a plan: the clock times of every step, and the groups that people form."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from improvement_frameworks.frameworks.liberating_structures.allotment import (
    Allotment,
    allot_minutes,
)
from improvement_frameworks.frameworks.liberating_structures.grouping import Split, group_people
from improvement_frameworks.frameworks.liberating_structures.structure import (
    get_structure,
    unit_label,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.frameworks.liberating_structures.allotment import Share
    from improvement_frameworks.frameworks.liberating_structures.record import (
        LiberatingStructures,
        PlannedStructure,
    )

Kind: TypeAlias = Literal["structure", "change", "break"]


@frozen(kw_only=True)
class TimedStep:
    """A step with its clock times."""

    what: str
    """What happens."""
    start: datetime
    """When it begins."""
    end: datetime
    """When it ends."""
    units: tuple[str, ...]
    """The codes of the groups it uses."""
    turn: int | None
    """Which turn it is, where the step is done several times."""
    turns: int | None
    """How many turns there are."""

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return _count_minutes(self.start, self.end)


@frozen(kw_only=True)
class Slot:
    """A stretch of the session: a structure, the change to the next one, or a break."""

    kind: Kind
    """What it is."""
    label: str
    """What to call it."""
    entry: int
    """The position in the plan of the structure, or of the one it follows, from 0."""
    structure: str | None = None
    """The code of the structure, if it is one."""
    start: datetime
    """When it begins."""
    end: datetime
    """When it ends."""
    aim: str | None = None
    """What the structure is for in this session."""
    invitation: str | None = None
    """The question that the host asks."""
    host: str | None = None
    """The role of the host, or the id where no role is known."""
    steps: tuple[TimedStep, ...] = ()
    """The steps with their clock times."""

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return _count_minutes(self.start, self.end)

    @property
    def spare(self) -> int:
        """How many of the minutes no step needs; nothing is known where there are no steps."""
        return _count_minutes(self.steps[-1].end, self.end) if self.steps else 0


@frozen(kw_only=True)
class Timetable:
    """A session by the clock. Times follow from the plan and are stored nowhere."""

    title: str
    """What the session is called."""
    identity: tuple[str, ...]
    """What tells it from other sessions: the id of its record, or else its title, group and start.

    It stays the same when the timetable is written again, also after a change of its steps.
    """
    start: datetime
    """When it begins."""
    slots: tuple[Slot, ...]
    """Structures, changes and breaks in order."""

    @property
    def end(self) -> datetime:
        """When it ends."""
        return self.slots[-1].end if self.slots else self.start

    @property
    def minutes(self) -> int:
        """How long the session takes, with changes and breaks."""
        return _count_minutes(self.start, self.end)

    def to_text(self) -> str:
        """Return the slots as plain text, a line each."""
        return "\n".join(f"{s.start:%H:%M} {s.label} ({s.minutes} min)" for s in self.slots)

    def to_markdown(self) -> str:
        """Return the agenda as Markdown: a table of every step, and the invitations."""
        from improvement_frameworks.frameworks.liberating_structures.agenda import write_markdown

        return write_markdown(self)

    def to_calendar(self) -> str:
        """Return the agenda in iCalendar form, an event for each structure and break.

        Raises:
            MissingExtraError: if the extra ``calendar`` is not installed.
        """
        from improvement_frameworks.frameworks.liberating_structures.agenda import write_calendar

        return write_calendar(self)


@frozen(kw_only=True)
class PlannedGroups:
    """How people are divided for one structure of the plan."""

    entry: int
    """The position of the structure in the plan, from 0."""
    structure: str
    """The code of the structure."""
    label: str
    """Its name."""
    unit: str
    """The kind of group in words."""
    split: Split
    """The sizes of the groups."""


def _add_minutes(clock: datetime, minutes: int) -> datetime:
    """Return the moment after some minutes, also where the clocks change in between."""
    later = timedelta(minutes=minutes)
    if clock.tzinfo is None:
        return clock + later
    return (clock.astimezone(UTC) + later).astimezone(clock.tzinfo)


def _count_minutes(start: datetime, end: datetime) -> int:
    """Return how many minutes pass, also where the clocks change in between."""
    if start.tzinfo is not None and end.tzinfo is not None:
        start, end = start.astimezone(UTC), end.astimezone(UTC)
    return (end - start) // timedelta(minutes=1)


def _read_start(start: object) -> datetime:
    """Return the moment that somebody gives as the start of a session."""
    if isinstance(start, str):
        try:
            return datetime.fromisoformat(start)
        except ValueError:
            raise ValueError(
                f"{start!r} is not a day and a time. Write them as 2026-01-31T09:00."
            ) from None
    if isinstance(start, datetime):
        return start
    raise TypeError(
        "The start is a datetime, or a text such as 2026-01-31T09:00, not a value of the type "
        f"{type(start).__name__}."
    )


def write_timetable(plan: LiberatingStructures, start: datetime | str | None = None) -> Timetable:
    """Return the clock times of every structure and step of a plan.

    Args:
        plan: The plan.
        start: When the session starts, as a datetime or a text such as 2026-01-31T09:00;
            ``starts_at`` of the plan if absent.

    Raises:
        ValueError: if neither is known, or a text is no day and time.
        TypeError: if the start is neither.
    """
    begin = plan.starts_at if start is None else _read_start(start)
    if begin is None:
        raise ValueError("The plan has no starts_at; say when the session starts.")
    group = plan.group.name if plan.group else ""
    known = (plan.id,) if plan.id else (plan.title, group, begin.isoformat())
    return Timetable(
        title=plan.title, identity=known, start=begin, slots=tuple(_slots(plan, begin))
    )


def allot_plan(plan: LiberatingStructures) -> tuple[Allotment, ...]:
    """Return the minutes of every structure of a plan, shared out among its steps."""
    return tuple(allot_minutes(entry, plan.participants) for entry in plan.entries)


def planned_minutes(plan: LiberatingStructures) -> int:
    """Return how long the session takes with changes and breaks."""
    between = sum((e.transition_minutes or 0) + (e.break_minutes or 0) for e in plan.entries)
    return between + sum(allotment.minutes for allotment in allot_plan(plan))


def plan_groups(plan: LiberatingStructures, people: int | None = None) -> tuple[PlannedGroups, ...]:
    """Return how people are divided for every structure of a plan that divides them.

    Args:
        plan: The plan.
        people: How many there are; ``participants`` of the plan if absent.

    Raises:
        ValueError: if neither is known, or there is nobody.
    """
    number = plan.participants if people is None else people
    if number is None:
        raise ValueError("The plan has no participants; say how many people there are.")
    if number < 1:
        raise ValueError("There is nobody to divide.")
    return tuple(_groups(plan, number))


def _groups(plan: LiberatingStructures, people: int) -> Iterator[PlannedGroups]:
    for index, entry in enumerate(plan.entries):
        structure = get_structure(entry.structure)
        for grouping in group_people(structure, people, entry.count):
            yield PlannedGroups(
                entry=index,
                structure=structure.code,
                label=structure.label,
                unit=unit_label(grouping.unit),
                split=grouping.split,
            )


def _slots(plan: LiberatingStructures, start: datetime) -> Iterator[Slot]:
    roles = {person.id: person.role or person.id for person in plan.contributors}
    clock = start
    for index, (entry, allotment) in enumerate(zip(plan.entries, allot_plan(plan), strict=True)):
        end = _add_minutes(clock, allotment.minutes)
        yield Slot(
            kind="structure",
            label=allotment.structure.label,
            entry=index,
            structure=entry.structure,
            start=clock,
            end=end,
            aim=entry.text,
            invitation=entry.invitation,
            host=roles.get(entry.host or "", entry.host),
            steps=tuple(_time_steps(allotment.shares, clock)),
        )
        for kind, label, minutes in _pauses(entry):
            clock, end = end, _add_minutes(end, minutes)
            yield Slot(kind=kind, label=label, entry=index, start=clock, end=end)
        clock = end


def _pauses(entry: PlannedStructure) -> Iterator[tuple[Kind, str, int]]:
    if entry.break_minutes:
        yield "break", "Break", entry.break_minutes
    if entry.transition_minutes:
        yield "change", "Change", entry.transition_minutes


def _time_steps(shares: tuple[Share, ...], start: datetime) -> Iterator[TimedStep]:
    clock = start
    for share in shares:
        end = _add_minutes(clock, share.minutes)
        yield TimedStep(
            what=share.step.what,
            start=clock,
            end=end,
            units=share.step.units,
            turn=share.turn,
            turns=share.turns,
        )
        clock = end
