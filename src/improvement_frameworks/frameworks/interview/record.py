"""The record of interviews: what people were asked, and what they answered."""

from __future__ import annotations

from typing import Literal

from improvement_frameworks.core import (
    EMPTY,
    ContributorRef,
    Distinct,
    Entries,
    Entry,
    OpenRecord,
    Opt,
    Prose,
    given,
)
from improvement_frameworks.frameworks.interview import codes


class InterviewAnswer(Entry):
    """One answer to one question."""

    question: codes.Question
    """The question that was asked. Example: work-changed."""
    text: Prose = given()
    """The answer, in the person's own words. Example: We ring families every day now."""
    highlights: Distinct[Prose] = EMPTY
    """The phrases that stand out, each copied exactly. Example: every day now."""


class Interview(OpenRecord):
    """One or several interviews with the same questions.

    Examples:
        >>> from improvement_frameworks import get_example
        >>> record = Interview.model_validate(get_example("interview"))
        >>> record.coverage()
        {'work-changed': 1, 'silos-reduced': 1, 'wellbeing-supported': 1, 'keep': 1}
    """

    framework: Literal["interview"] = given()
    """Always interview."""
    interviewer: Opt[ContributorRef] = None
    """The ID of the contributor who asked. Example: c1."""
    entries: Entries[InterviewAnswer]
    """The answers; the list may be empty."""
