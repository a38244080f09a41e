"""The record of What, So What, Now What: facts, what they mean, and what to do."""

from __future__ import annotations

from typing import Literal

from improvement_frameworks.core import (
    EMPTY,
    Distinct,
    Entries,
    Entry,
    EntryRef,
    Line,
    Opt,
    People,
    Prose,
    Record,
    given,
)
from improvement_frameworks.frameworks.what_so_what_now_what import codes


class StageAnswer(Entry):
    """One answer to one of the three questions."""

    stage: codes.Stage
    """The question that it answers. Example: so-what."""
    text: Prose = given()
    """The answer. Example: Nine of ten callers were asked the same question twice."""
    kind: Opt[codes.Kind] = None
    """What sort of answer it is. Example: pattern."""
    based_on: Distinct[EntryRef] = EMPTY
    """The IDs of the answers to earlier questions that it rests on. Example: e1."""
    said_by: Opt[People] = None
    """How many people said it. Leave it out if nobody counted. Example: 3."""


class WhatSoWhatNowWhat(Record):
    """What a group noticed, what it means to them, and what they will do.

    Examples:
        >>> from improvement_frameworks import get_example
        >>> record = WhatSoWhatNowWhat.model_validate(get_example("what-so-what-now-what"))
        >>> record.coverage()
        {'what': 3, 'so-what': 2, 'now-what': 1}
    """

    framework: Literal["what-so-what-now-what"] = given()
    """Always what-so-what-now-what."""
    scheme: Opt[codes.Scheme] = None
    """The stages and their wording; three stages if absent. Example: three-stages."""
    experience: Opt[Line] = None
    """What people went through together. Example: The first week of telephone triage."""
    people: Opt[People] = None
    """How many people took part. Example: 12."""
    group_size: Opt[People] = None
    """How many people sat in each small group. Example: 6."""
    entries: Entries[StageAnswer]
    """The answers; the list may be empty."""
