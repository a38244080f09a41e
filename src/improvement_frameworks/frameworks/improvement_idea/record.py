"""The record of improvement ideas: what would make tomorrow better, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from improvement_frameworks.core import (
    ABSENT,
    EMPTY,
    Date,
    Entries,
    Entry,
    Label,
    Line,
    Many,
    Noun,
    Opt,
    OptDate,
    Prose,
    Record,
    given,
)
from improvement_frameworks.frameworks.improvement_idea import codes

if TYPE_CHECKING:
    from datetime import date


class Reply(Noun):
    """One reply to an idea."""

    text: Prose
    """What was answered. Example: You get two tomorrow."""
    by: Opt[Line] = None
    """The role of the person who answered. Example: service manager."""
    on: OptDate = ABSENT
    """The day of the answer. Example: 2020-06-06."""


class DayMeasure(Noun):
    """How one day was for one person."""

    on: Date
    """The day. Example: 2020-06-02."""
    day: codes.Day
    """How it was. Example: good."""
    why: Opt[Prose] = None
    """What made it so. Example: We were four from seven on."""
    could_do: Opt[Prose] = None
    """What could be done, if it was not good. Example: A spare one on each floor."""


class Idea(Entry):
    """One idea, with the answers to it and what became of it."""

    stage: codes.Stage
    """How far round the loop it has come. Example: told-back."""
    text: Prose = given()
    """The idea, in the words of whoever had it. Example: Keep a spare tablet on each floor."""
    theme: Opt[Label] = None
    """What it is about. Example: Equipment."""
    raised_on: OptDate = ABSENT
    """The day on which it was raised. Example: 2020-06-03."""
    status: Opt[codes.Status] = None
    """What becomes of it. Example: closed."""
    reason: Opt[Prose] = None
    """Why it is not taken up now. Example: The rota is fixed until September."""
    replies: Many[Reply] = EMPTY
    """The answers to it."""
    changed_on: OptDate = ABSENT
    """The day on which something was tried or changed because of it. Example: 2020-06-07."""
    told_back_on: OptDate = ABSENT
    """The day on which the person who had it heard what became of it. Example: 2020-06-08."""

    def first_reply_on(self) -> date | None:
        """Return the day of the first reply that has one."""
        return min((reply.on for reply in self.replies if reply.on), default=None)


class ImprovementIdea(Record):
    """Ideas from those who do the work, and how their days were.

    Examples:
        >>> from improvement_frameworks import get_example
        >>> record = ImprovementIdea.model_validate(get_example("improvement-idea"))
        >>> [record.days_to_reply(idea) for idea in record.entries]
        [3, 1]
    """

    framework: Literal["improvement-idea"] = given()
    """Always improvement-idea."""
    days: Many[DayMeasure] = EMPTY
    """How days were, each for one person."""
    entries: Entries[Idea]
    """The ideas; the list may be empty."""

    @staticmethod
    def days_to_reply(idea: Idea) -> int | None:
        """Return how many days an idea waited for its first reply, if both days are known."""
        first = idea.first_reply_on()
        return (first - idea.raised_on).days if first and idea.raised_on else None
