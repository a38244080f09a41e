"""The record of the habits of an improver: a profile of a person or a team, without a total."""

from __future__ import annotations

from typing import Literal

from improvement_frameworks.core import EMPTY, Distinct, Entries, Entry, Opt, Prose, Record, given
from improvement_frameworks.frameworks.improver_habits import codes


class ImproverHabitsEntry(Entry):
    """How one habit shows, with an example."""

    habit: codes.Habit
    """The habit, or the heading over three of them. Example: questioning."""
    rating: Opt[codes.Rating] = None
    """Whether it is a strength, okay, or something to develop. Example: strength."""
    text: Opt[Prose] = None
    """When it showed, or when it was missing. Example: Asked why we still fax the list."""
    rater: Opt[codes.Rater] = None
    """Whether somebody speaks of themselves or of a colleague. Example: self."""


class ImproverHabits(Record):
    """Which habits a person or a team has and wants to practise.

    Examples:
        >>> record = ImproverHabits(title="Our habits", entries=[], focus=["questioning"])
        >>> record.about[record.focus[0]].label
        'Questioning'
    """

    framework: Literal["improver-habits"] = given()
    """Always improver-habits."""
    scheme: Opt[codes.Scheme] = None
    """Whether the headings are used alone; headings and habits if absent. Example:
    headings-and-habits.
    """
    subject: Opt[codes.Subject] = None
    """Whether it is the profile of a person or of a team. Example: team."""
    focus: Distinct[codes.Habit] = EMPTY
    """The one to three habits that will be practised next. Example: problem-finding."""
    entries: Entries[ImproverHabitsEntry]
    """The habits that were looked at; the list may be empty."""
