"""The record of a learning log: a week, or a day, in three answers."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from improvement_frameworks.core import Entries, Entry, Opt, Prose, Record, given, read_facts
from improvement_frameworks.frameworks.learning_log import codes


@frozen
class Limit:
    """What a scheme covers."""

    days: int


LIMITS = read_facts(__name__, Limit, "scheme")


class LearningLogEntry(Entry):
    """One answer to one of the questions."""

    question: codes.Question
    """The question that it answers. Example: different."""
    text: Prose = given()
    """The answer, in a line or two. Example: Rang every family before noon."""


class LearningLog(Record):
    """What a team learnt in a week, or in a day."""

    framework: Literal["learning-log"] = given()
    """Always learning-log."""
    scheme: Opt[codes.Scheme] = None
    """Whether it is a weekly log or Take Five; a weekly log if absent. Example: weekly-log."""
    entries: Entries[LearningLogEntry]
    """The answers; the list may be empty."""

    @property
    def most_days(self) -> int:
        """How many days one log covers at most."""
        return LIMITS[self.part_scheme.id].days
