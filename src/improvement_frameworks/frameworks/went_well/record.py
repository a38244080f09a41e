"""The record of what went well in a session and what would make it even better."""

from __future__ import annotations

from typing import Annotated, Literal

from improvement_frameworks.core import (
    ABSENT,
    EMPTY,
    Entries,
    Entry,
    Label,
    Many,
    Opt,
    OptDate,
    People,
    Prose,
    Record,
    Whole,
    given,
)
from improvement_frameworks.frameworks.went_well import codes


class WentWellEntry(Entry):
    """One answer to one of the two questions."""

    side: codes.Side
    """The question that it answers. Example: went-well."""
    text: Prose = given()
    """The answer in a few words. Example: More time in the breakout groups."""
    theme: Opt[Label] = None
    """What it is about, so that answers on both sides find each other. Example: Breakout groups."""
    mentions: Opt[Annotated[int, Whole(1, 1_000_000)]] = None
    """How often it was given. Leave it out if nobody counted. Example: 7."""
    quotes: Many[Prose] = EMPTY
    """Words of people that show what they meant, each as it was said. Example: We talk every day
    now."""


class WentWell(Record):
    """What people said at the end of a session, with how often they said it.

    Examples:
        >>> from improvement_frameworks import get_example
        >>> record = WentWell.model_validate(get_example("went-well"))
        >>> [(one.text, one.mentions) for one in record.by_mentions()["went-well"]][:2]
        [('Breakout groups', 21), ('Guest speakers', 11)]
    """

    framework: Literal["went-well"] = given()
    """Always went-well."""
    counting: Opt[codes.Counting] = None
    """What a number of mentions counts. Example: one-vote."""
    participants: Opt[People] = None
    """How many people were asked, if that is known. Example: 40."""
    next_session_on: OptDate = ABSENT
    """The day of the next session, by which people want to hear what became of their answers.
    Example: 2020-09-01."""
    entries: Entries[WentWellEntry]
    """The answers; the list may be empty."""

    def by_mentions(self) -> dict[str, tuple[WentWellEntry, ...]]:
        """Return the answers of each side, the most mentioned first and the uncounted last."""
        ordered = sorted(self.entries, key=lambda entry: -(entry.mentions or 0))
        return {side: tuple(e for e in ordered if e.side == side) for side in self.coverage()}
