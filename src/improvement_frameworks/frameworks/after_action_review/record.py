"""The record of an after action review: answers to four questions, each about those before."""

from __future__ import annotations

from typing import Literal

from improvement_frameworks.core import (
    ABSENT,
    EMPTY,
    Distinct,
    Entries,
    Entry,
    EntryRef,
    Line,
    Many,
    Minutes,
    Opt,
    OptDate,
    Prose,
    Record,
    YesNo,
    given,
)
from improvement_frameworks.frameworks.after_action_review import codes


class ReviewAnswer(Entry):
    """One answer to one of the four questions."""

    question: codes.Question
    """The question that it answers. Example: expected."""
    text: Prose = given()
    """The answer: what was done, seen or learnt, without blame. Example: Nine of ten answered at
    the booked time.
    """
    about: Distinct[EntryRef] = EMPTY
    """The ids of the answers to earlier questions that it speaks about. Example: e1."""
    difference: Opt[codes.Difference] = None
    """For what happened: whether it was better, worse or as expected. Example: worse."""


class AfterActionReview(Record):
    """A review of one event, for what the group itself did and can do.

    Examples:
        >>> from improvement_frameworks import get_example
        >>> record = AfterActionReview.model_validate(get_example("after-action-review"))
        >>> record.coverage()["why"]
        2
    """

    framework: Literal["after-action-review"] = given()
    """Always after-action-review."""
    event: Opt[Line] = None
    """What is reviewed, in one line. Example: The first evening with the new triage."""
    event_on: OptDate = ABSENT
    """The day of the event, or its last day. Example: 2020-05-15."""
    timing: Opt[codes.Timing] = None
    """Whether the group meets after the event or before it; after if absent. Example: after."""
    kind: Opt[codes.Kind] = None
    """Whether the review is formal or informal. Example: formal."""
    conductor: Opt[Line] = None
    """The role of the person who leads the group through the four questions. Example: trained
    conductor from another department.
    """
    conductor_led_the_event: Opt[YesNo] = None
    """Whether the same person was responsible for the event under review."""
    minutes: Opt[Minutes] = None
    """How long it took. Example: 60."""
    ground_rules: Many[Line] = EMPTY
    """The rules that the group agreed on. Example: What we did, not who did it."""
    shared_with: Many[Line] = EMPTY
    """Who else was given the lessons. Example: night shift."""
    entries: Entries[ReviewAnswer]
    """The answers; the list may be empty."""
