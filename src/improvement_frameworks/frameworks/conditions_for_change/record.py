"""The record of conditions for rapid change: what they were and how they are now."""

from __future__ import annotations

from typing import Literal

from improvement_frameworks.core import (
    ABSENT,
    EMPTY,
    Entries,
    Entry,
    Line,
    Many,
    Noun,
    OpenRecord,
    Opt,
    OptDate,
    Prose,
    Url,
    given,
)
from improvement_frameworks.frameworks.conditions_for_change import codes


class RegionalExample(Noun):
    """Where a condition was seen."""

    text: Prose
    """What was seen. Example: One rota for three hospitals."""
    place: Opt[Line] = None
    """Where it was. Example: Two trusts on the coast."""
    url: Opt[Url] = None
    """The web address of a page that tells of it. Example: https://example.org/rota."""


class ConditionEntry(Entry):
    """One condition: what it looked like in practice, and how it is now."""

    condition: codes.Condition
    """The condition. Example: shared-purpose."""
    text: Opt[Prose] = None
    """What it looked like in practice. Example: Nurses could order beds by telephone."""
    examples: Many[RegionalExample] = EMPTY
    """Regional examples, each with its place or source."""
    state: Opt[codes.ConditionState] = None
    """How it is now: strong, fading, gone, never there. Example: fading."""
    reviewed_on: OptDate = ABSENT
    """The day on which people last looked how it is. Example: 2020-07-14."""
    hold_on: Opt[Prose] = None
    """What keeps it, or would keep it. Example: Put the right to order into the job description."""


class ConditionsForChange(OpenRecord):
    """What made rapid change possible, and whether it is still there.

    Examples:
        >>> from improvement_frameworks import get_example
        >>> record = ConditionsForChange.model_validate(get_example("conditions-for-change"))
        >>> record.coverage()
        {'shared-purpose': 1, 'permission': 1, 'cross-organisational-systems': 0, 'daily-call': 1}
    """

    framework: Literal["conditions-for-change"] = given()
    """Always conditions-for-change."""
    scheme: Opt[codes.Scheme] = None
    """Whose list is used; that of the South West AHSN if absent. Example: sw-ahsn."""
    entries: Entries[ConditionEntry]
    """The conditions; the list may be empty."""
