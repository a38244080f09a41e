"""The record of an iceberg: entries on levels, what explains what, and what could be done."""

from __future__ import annotations

from typing import Literal

from improvement_frameworks.core import (
    ABSENT,
    EMPTY,
    Action,
    Count,
    Distinct,
    Entries,
    Entry,
    EntryRef,
    Many,
    Opt,
    OptDate,
    Prose,
    Record,
    YesNo,
    given,
)
from improvement_frameworks.frameworks.iceberg import codes


class IcebergEntry(Entry):
    """One thing that was said about one level of the iceberg."""

    level: codes.Level
    """The level that the entry belongs to. Example: patterns."""
    text: Prose = given()
    """What was said, in the contributor's words. Example: Fewer appointments are missed."""
    explained_by: Distinct[EntryRef] = EMPTY
    """The IDs of the entries, one level deeper, that explain this one. Example: e3."""
    structure_kind: Opt[codes.StructureKind] = None
    """For an underlying structure: what kind it is. Example: policies."""
    belief_kind: Opt[codes.BeliefKind] = None
    """For a mental model: what kind it is. Example: belief."""
    first_seen: OptDate = ABSENT
    """For a pattern: the day on which it was first noticed. Example: 2020-04-01."""
    last_seen: OptDate = ABSENT
    """For a pattern: the day on which it was last noticed. Example: 2020-06-30."""
    occurrences: Opt[Count] = None
    """For a pattern: how often it was noticed, if anybody counted. Example: 12."""


class Intervention(Action):
    """Something that the group would keep, do or change, and how much that could move."""

    leverage: Opt[codes.Leverage] = None
    """How much the group thinks this will change; a judgement, not a measurement. Example:
    higher."""
    leverage_point: Opt[codes.LeveragePoint] = None
    """Which of Meadows' twelve places to intervene it works at. Example: information-flows."""


class Iceberg(Record):
    """What lies under an event: patterns, structures and mental models, and how they are linked.

    Sources: the four levels and their questions after the Northwest Earth Institute's poster; the
    links and actions are this library's own judgement.

    Examples:
        >>> from improvement_frameworks import Iceberg
        >>> iceberg = Iceberg(
        ...     title="Video consultations took hold within two weeks",
        ...     focus="success",
        ...     entries=[
        ...         {"id": "e1", "level": "events", "text": "All follow-ups were by video."},
        ...         {"id": "e2", "level": "patterns", "text": "Fewer appointments are missed."},
        ...     ],
        ... )
        >>> iceberg.coverage()
        {'events': 1, 'patterns': 1, 'structures': 0, 'mental-models': 0}
        >>> iceberg.depth
        'patterns'
    """

    framework: Literal["iceberg"] = given()
    """Always iceberg."""
    scheme: Opt[codes.Scheme] = None
    """Which set of levels is used; four levels if left out. Example: five-levels."""
    focus: Opt[codes.Focus] = None
    """Whether the iceberg is drawn for a success, a problem, or neither. Example: success."""
    one_off: Opt[YesNo] = None
    """Whether the group sees the event as a single occurrence with a single cause: true or
    false."""
    entries: Entries[IcebergEntry]
    """What was said, each entry about one level; the list may be empty."""
    actions: Many[Intervention] = EMPTY
    """What the group will keep, do or change, each with an owner and a date."""

    @property
    def depth(self) -> str | None:
        """The deepest level with an entry, or nothing if there are no entries."""
        filled = [code for code, count in self.coverage().items() if count]
        return filled[-1] if filled else None
