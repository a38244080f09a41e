"""The record of a session: when and where it was, who held it, and what it was made of."""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import (
    ABSENT,
    EMPTY,
    ContributorRef,
    Distinct,
    Entries,
    Entry,
    Line,
    Many,
    Minutes,
    Noun,
    Opt,
    OptDate,
    People,
    Record,
    Url,
    Whole,
    given,
)
from improvement_frameworks.frameworks.session import codes


class Partner(Noun):
    """An organisation that held the session."""

    organisation: Line
    """What it is called. Example: Community services."""
    part: Opt[Line] = None
    """What it did. Example: Invited the patient panel."""


class SessionPart(Entry):
    """One part of the session, in the order in which they came."""

    kind: codes.Kind
    """What kind of part it was. Example: talk."""
    heading: Opt[Line] = None
    """What it was called. Example: What we learned from the first month."""
    speakers: Distinct[ContributorRef] = EMPTY
    """The IDs of the contributors who spoke. Example: c1."""
    minutes: Opt[Minutes] = None
    """How many minutes it took. Example: 15."""
    link: Opt[Url] = None
    """Where slides or a recording can be found. Example: https://example.org/slides."""


class Session(Record):
    """A meeting or workshop. Other records say in their references that they belong to it.

    Examples:
        >>> from improvement_frameworks import get_example
        >>> record = Session.model_validate(get_example("session"))
        >>> record.held_on.isoformat(), [part.kind for part in record.entries][:2]
        ('2020-07-14', ['welcome', 'talk'])
    """

    framework: Literal["session"] = given()
    """Always session."""
    held_on: OptDate = ABSENT
    """The day on which it took place. Example: 2020-07-14."""
    minutes: Opt[Minutes] = None
    """How many minutes it lasted. Example: 90."""
    meeting: Opt[codes.Meeting] = None
    """How people met: in the room, online, or both. Example: online."""
    place: Opt[Line] = None
    """Where it took place, or on which platform. Example: Meeting room by the library."""
    participants: Opt[People] = None
    """How many people took part. Example: 40."""
    partners: Many[Partner] = EMPTY
    """The organisations that held it together."""
    series: Opt[Line] = None
    """The series to which it belongs. Example: Learning sessions of summer 2020."""
    number: Opt[Annotated[int, Whole(1, 1_000)]] = None
    """Which one of the series it is. Example: 2."""
    next_on: OptDate = ABSENT
    """The day of the next session. Example: 2020-09-08."""
    entries: Entries[SessionPart]
    """The parts in the order in which they came; the list may be empty."""
