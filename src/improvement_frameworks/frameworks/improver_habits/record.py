"""The record of the habits of an improver: a profile of a person or a team, without a total."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from improvement_frameworks.core import (
    EMPTY,
    Distinct,
    Entries,
    Entry,
    Framework,
    Opt,
    Prose,
    Record,
    code_of,
    given,
    read_framework,
)

FRAMEWORK = read_framework(__package__ or "")

Habit = Annotated[
    Literal[
        "learning",
        "questioning",
        "problem-finding",
        "reflective",
        "influencing",
        "empathetic",
        "facilitative",
        "comfortable-with-conflict",
        "resilience",
        "optimistic",
        "calculated-risk-taking",
        "tolerating-uncertainty",
        "creativity",
        "generating-ideas",
        "critical-thinking",
        "team-playing",
        "systems-thinking",
        "connection-making",
        "synthesising",
        "accepting-of-change",
    ],
    code_of(FRAMEWORK, "habit"),
]
HabitScheme = Annotated[
    Literal["headings-and-habits", "five-headings"],
    code_of(FRAMEWORK, "scheme"),
]
HabitRating = Annotated[
    Literal["strength", "okay", "develop"],
    code_of(FRAMEWORK, "rating"),
]
Rater = Annotated[
    Literal["self", "peer"],
    code_of(FRAMEWORK, "rater"),
]
Subject = Annotated[
    Literal["person", "team"],
    code_of(FRAMEWORK, "subject"),
]


class ImproverHabitsEntry(Entry):
    """How one habit shows, with an example."""

    habit: Habit
    """The habit, or the heading over three of them. Example: questioning."""
    rating: Opt[HabitRating] = None
    """Whether it is a strength, okay, or something to develop. Example: strength."""
    text: Opt[Prose] = None
    """When it showed, or when it was missing. Example: Asked why we still fax the list."""
    rater: Opt[Rater] = None
    """Whether somebody speaks of themselves or of a colleague. Example: self."""


class ImproverHabits(Record):
    """Which habits a person or a team has and wants to practise.

    Examples:
        >>> record = ImproverHabits(title="Our habits", entries=[], focus=["questioning"])
        >>> record.about[record.focus[0]].label
        'Questioning'
    """

    about: ClassVar[Framework] = FRAMEWORK

    framework: Literal["improver-habits"] = given()
    """Always improver-habits."""
    scheme: Opt[HabitScheme] = None
    """Whether the headings are used alone; headings and habits if absent. Example:
    headings-and-habits.
    """
    subject: Opt[Subject] = None
    """Whether it is the profile of a person or of a team. Example: team."""
    focus: Distinct[Habit] = EMPTY
    """The one to three habits that will be practised next. Example: problem-finding."""
    entries: Entries[ImproverHabitsEntry]
    """The habits that were looked at; the list may be empty."""
