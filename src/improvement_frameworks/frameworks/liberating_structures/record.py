"""The record of Liberating Structures: the plan of one session, a string of structures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from improvement_frameworks.core import (
    ABSENT,
    EMPTY,
    ContributorRef,
    Count,
    Distinct,
    Entries,
    Entry,
    Line,
    Many,
    Minutes,
    Noun,
    Opt,
    OptTimestamp,
    People,
    Prose,
    Record,
    Whole,
    given,
    leave_out_names,
)
from improvement_frameworks.frameworks.liberating_structures import codes, plan
from improvement_frameworks.frameworks.liberating_structures.allotment import allot_minutes

if TYPE_CHECKING:
    from datetime import datetime

    from improvement_frameworks.core import SessionSheet

Times = Annotated[int, Whole(1, 100)]


class PlannedStep(Noun):
    """A step as the group plans it, where it does not follow the steps of the menu."""

    what: Line
    """What happens. Example: Each person writes down three ideas."""
    minutes: Opt[Minutes] = None
    """How many minutes it takes once. Example: 5."""
    unit: Opt[codes.Unit] = None
    """The kind of group in which it is done. Example: pair."""
    times: Opt[Times] = None
    """How often it is done, if more than once. Example: 2."""


class PlannedStructure(Entry):
    """One structure of the session: what it is for, how it is invited, how long it takes."""

    structure: codes.Structure
    """The structure that is planned. Example: one-two-four-all."""
    text: Opt[Prose] = None
    """What this structure is for in the session. Example: Hear from everyone before we choose."""
    invitation: Opt[Prose] = None
    """The question that the host will ask. Example: What should we keep?"""
    count: Opt[Times] = None
    """How many clients, stations, rounds or clusters there are, if the structure has any.
    Example: 3."""
    minutes: Opt[Minutes] = None
    """How many minutes it takes; if left out, as many as printed, or as its steps need. Example:
    12."""
    minutes_reason: Opt[Prose] = None
    """Why the minutes differ from the printed ones. Example: There are only eight of us."""
    steps: Many[PlannedStep] = EMPTY
    """The steps, where they do not follow the menu."""
    space: Opt[Prose] = None
    """How the space is arranged and what is needed, if it differs from the menu. Example: Chairs
    in a circle."""
    participation: Opt[Prose] = None
    """Who takes part and how, if it differs from the menu. Example: Patients speak first."""
    riff: Opt[Prose] = None
    """How the group varies the structure. Example: We hear three ideas only."""
    remainder: Opt[Prose] = None
    """What people do who are left over when groups are formed. Example: One group of three among
    the pairs."""
    host: Opt[ContributorRef] = None
    """The ID of the contributor who hosts it. Example: c1."""
    backups: Distinct[codes.Structure] = EMPTY
    """The structures in reserve, if this one does not suit the moment. Example:
    fifteen-percent-solutions."""
    transition_minutes: Opt[Minutes] = None
    """How many minutes the change to the next structure takes. Example: 2."""
    break_minutes: Opt[Minutes] = None
    """How many minutes the break after it lasts. Example: 10."""


class LiberatingStructures(Record):
    """The plan of a session: a string of Liberating Structures with purpose, people and time.

    Sources: the facts of the structures after the website, the app and the book; the fields of the
    plan after the storyboards of Design StoryBoards and after programs that plan sessions.

    Examples:
        >>> from datetime import datetime
        >>> from improvement_frameworks import LiberatingStructures
        >>> plan = LiberatingStructures(
        ...     title="What shall we keep?",
        ...     participants=9,
        ...     minutes=60,
        ...     entries=[
        ...         {"structure": "one-two-four-all", "transition_minutes": 3},
        ...         {"structure": "troika-consulting"},
        ...     ],
        ... )
        >>> print(plan.timetable(datetime(2020, 7, 13, 14, 0)).to_text())
        14:00 1-2-4-All (12 min)
        14:12 Change (3 min)
        14:15 Troika Consulting (30 min)
        >>> for planned in plan.groups():
        ...     print(planned.label, "|", planned.unit, "|", planned.split)
        1-2-4-All | Pair | 1 group of 3 and 3 groups of 2
        1-2-4-All | Foursome | 1 group of 5 and 1 group of 4
        Troika Consulting | Trio | 3 groups of 3
    """

    framework: Literal["liberating-structures"] = given()
    """Always liberating-structures."""
    scheme: Opt[codes.Scheme] = None
    """Which menu is used; the classic one if left out. Example: fieldbook-2026."""
    participants: Opt[People] = None
    """How many people will take part. Example: 24."""
    minutes: Opt[Minutes] = None
    """How many minutes the session lasts. Example: 90."""
    starts_at: OptTimestamp = ABSENT
    """When the session starts. Example: 2020-07-13T14:00:00+01:00."""
    mode: Opt[codes.Mode] = None
    """Whether people meet in the room, online or in a mix of both. Example: online."""
    rooms: Opt[Count] = None
    """How many groups can work side by side, at tables or in rooms; leave it out if there is no
    limit. Example: 6."""
    entries: Entries[PlannedStructure]
    """The structures in the order in which they run; the list may be empty."""

    def minutes_of(self, entry: Entry) -> int | None:
        """Return how long a structure takes: as planned, as printed, or as its steps need."""
        if not isinstance(entry, PlannedStructure):
            return None
        return allot_minutes(entry, self.participants).minutes

    def timetable(
        self, start: datetime | str | None = None, *, names: bool = True
    ) -> plan.Timetable:
        """Return the clock times of every structure and step.

        Args:
            start: When the session starts; ``starts_at`` if absent.
            names: Whether names of people are in it: those of contributors, and those after a
                title.

        Raises:
            ValueError: if neither is known.
        """
        return plan.write_timetable(self if names else leave_out_names(self), start)

    def groups(self, people: int | None = None) -> tuple[plan.PlannedGroups, ...]:
        """Return how people are divided for every structure that divides them.

        Args:
            people: How many there are; ``participants`` if absent.

        Raises:
            ValueError: if neither is known, or there is nobody.
        """
        return plan.plan_groups(self, people)

    def facilitator_sheet(
        self, people: int | None = None, start: datetime | str | None = None
    ) -> SessionSheet:
        """Return what the facilitator needs in hand: steps by the clock, groups and materials.

        Args:
            people: How many there are; ``participants`` if absent.
            start: When the session starts; ``starts_at`` if absent. Without either, the sheet
                shows the time since the start.

        Raises:
            ValueError: if there is nobody, or the start is no day and time.

        Examples:
            >>> from improvement_frameworks import LiberatingStructures
            >>> plan = LiberatingStructures(
            ...     title="Help each other", entries=[{"structure": "troika-consulting"}]
            ... )
            >>> sheet = plan.facilitator_sheet(people=13, start="2026-01-31T09:00")
            >>> sheet.items[0].groups
            ('Trio: 1 group of 4 and 3 groups of 3',)
        """
        from improvement_frameworks.frameworks.liberating_structures.sheet import write_sheet

        return write_sheet(self, people, start)
