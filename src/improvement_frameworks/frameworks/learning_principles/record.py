"""The record of the six principles: a review of one learning activity, without a score."""

from __future__ import annotations

from typing import Literal

from improvement_frameworks.core import (
    ABSENT,
    EMPTY,
    Code,
    Distinct,
    Entries,
    Entry,
    Line,
    Many,
    Noun,
    Opt,
    OptNoun,
    Period,
    Prose,
    Record,
    Reference,
    given,
)
from improvement_frameworks.frameworks.learning_principles import codes


class Activity(Noun):
    """The learning activity under review."""

    name: Line
    """What the group did in order to learn. Example: A daily note in the huddle."""
    captured: OptNoun[Period] = ABSENT
    """When the learning was captured, as distinct from when the things it is about happened."""


class LinkedRecord(Reference):
    """A record that came out of the activity and shows how a principle was kept."""

    deepest: Opt[Code] = None
    """For an iceberg: the deepest level that it has an entry on. Example: structures."""


class LearningPrinciplesEntry(Entry):
    """What was done about one principle."""

    principle: codes.Principle
    """The principle that is reviewed. Example: be-timely."""
    status: codes.Status
    """How far the activity kept to the principle. Example: partly."""
    text: Opt[Prose] = None
    """What was done about it, or what was left undone and why. Example: We wrote every day."""
    tools: Distinct[codes.Tool] = EMPTY
    """The tools that were used for it. Example: iceberg."""
    records: Many[LinkedRecord] = EMPTY
    """The records that came out of it, each with a title."""


class LearningPrinciples(Record):
    """A review of one learning activity against the six principles.

    The source gives no levels, weights or totals, so there is no score. Source: Q community (2020),
    "Principles for learning as a team or system during COVID-19"; the form of the review is this
    library's own judgement.

    Examples:
        >>> from improvement_frameworks.frameworks.learning_principles import (
        ...     LearningPrinciples,
        ... )
        >>> review = LearningPrinciples(
        ...     title="How we learned from video consultations",
        ...     activity={"name": "Learning session in July"},
        ...     entries=[{"principle": "be-timely", "status": "partly"}],
        ... )
        >>> review.statuses()["be-timely"], review.statuses()["be-purposeful"]
        ('partly', None)
    """

    framework: Literal["learning-principles"] = given()
    """Always learning-principles."""
    activity: OptNoun[Activity] = ABSENT
    """The learning activity under review."""
    entries: Entries[LearningPrinciplesEntry]
    """One entry for each principle that was reviewed; the list may be empty."""

    def statuses(self) -> dict[str, str | None]:
        """Return the status of each principle in the source's order; nothing where not reviewed.

        If a principle was reviewed twice, which rule PRI-E1 refuses, the first review counts.
        """
        found: dict[str, str | None] = dict.fromkeys(self.part_scheme.parts)
        for entry in self.entries:
            found[entry.principle] = found[entry.principle] or entry.status
        return found
