"""The record of What, So What, Now What: facts, what they mean, and what to do."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from improvement_frameworks.core import (
    EMPTY,
    Distinct,
    Entries,
    Entry,
    EntryRef,
    Framework,
    Line,
    Opt,
    People,
    Prose,
    Record,
    code_of,
    given,
    read_framework,
)

FRAMEWORK = read_framework(__package__ or "")

Stage = Annotated[
    Literal["what", "so-what", "what-if", "now-what"],
    code_of(FRAMEWORK, "stage"),
]
StageScheme = Annotated[
    Literal["three-stages", "with-what-if", "what-if-second", "borton", "driscoll", "rolfe"],
    code_of(FRAMEWORK, "scheme"),
]
AnswerKind = Annotated[
    Literal[
        "fact-with-evidence",
        "shared-observation",
        "feeling-or-opinion",
        "pattern",
        "conclusion",
        "hypothesis",
        "belief",
        "keep",
        "do",
        "change",
        "find-out",
    ],
    code_of(FRAMEWORK, "kind"),
]


class StageAnswer(Entry):
    """One answer to one of the three questions."""

    stage: Stage
    """The question that it answers. Example: so-what."""
    text: Prose = given()
    """The answer. Example: Nine of ten callers were asked the same question twice."""
    kind: Opt[AnswerKind] = None
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

    about: ClassVar[Framework] = FRAMEWORK

    framework: Literal["what-so-what-now-what"] = given()
    """Always what-so-what-now-what."""
    scheme: Opt[StageScheme] = None
    """The stages and their wording; three stages if absent. Example: three-stages."""
    experience: Opt[Line] = None
    """What people went through together. Example: The first week of telephone triage."""
    people: Opt[People] = None
    """How many people took part. Example: 12."""
    group_size: Opt[People] = None
    """How many people sat in each small group. Example: 6."""
    entries: Entries[StageAnswer]
    """The answers; the list may be empty."""
