"""The record of phrases for psychological safety: what was said, by whom, and what followed."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, ClassVar, Literal

from attrs import frozen

from improvement_frameworks.core import (
    Entries,
    Entry,
    Framework,
    Line,
    Opt,
    Prose,
    Record,
    code_of,
    given,
    read_facts,
    read_framework,
)

FRAMEWORK = read_framework(__package__ or "")

Phrase = Annotated[
    Literal[
        "hear-from-everyone",
        "repeat-to-understand",
        "what-are-we-missing",
        "never-worry-alone",
        "what-we-need-to-hear",
    ],
    code_of(FRAMEWORK, "phrase"),
]
Behaviour = Annotated[
    Literal[
        "frame-the-work",
        "model-fallibility-and-invite-input",
        "embrace-messengers",
        "listen-and-check",
        "share-the-worry",
    ],
    code_of(FRAMEWORK, "behaviour"),
]
Followed = Annotated[
    Literal["spoke-up", "silence", "brushed-aside"],
    code_of(FRAMEWORK, "followed"),
]


@frozen
class PhraseFacts:
    """What is known of a phrase."""

    behaviour: str


PHRASES = read_facts(FRAMEWORK, PhraseFacts)


class PhraseUse(Entry):
    """One time that somebody said such a thing."""

    phrase: Opt[Phrase] = None
    """The phrase; leave it out if other words were used. Example: hear-from-everyone."""
    text: Opt[Prose] = None
    """The words that were used, if they were one's own. Example: Who sees it differently?"""
    behaviour: Opt[Behaviour] = None
    """What the words do; for a phrase it is known. Example: model-fallibility-and-invite-input."""
    said_by: Opt[Line] = None
    """The role of the person who said it. Example: ward sister."""
    situation: Opt[Prose] = None
    """When it was said. Example: At the end of the morning huddle."""
    followed: Opt[Followed] = None
    """What followed. Example: silence."""
    response: Opt[Prose] = None
    """What was done about it, if somebody was brushed aside. Example: The registrar asked again."""


class SafetyPhrases(Record):
    """What a team said so that people speak up, and what followed.

    Examples:
        >>> from improvement_frameworks import get_example
        >>> record = SafetyPhrases.model_validate(get_example("safety-phrases"))
        >>> record.behaviours()
        {'embrace-messengers': 1, 'model-fallibility-and-invite-input': 2}
    """

    about: ClassVar[Framework] = FRAMEWORK

    framework: Literal["safety-phrases"] = given()
    """Always safety-phrases."""
    entries: Entries[PhraseUse]
    """The times that it was tried; the list may be empty."""

    def behaviours(self) -> dict[str, int]:
        """Return how often each behaviour was tried, in alphabetical order."""
        named = [
            use.behaviour or (use.phrase and PHRASES[use.phrase].behaviour) for use in self.entries
        ]
        return dict(sorted(Counter(code for code in named if code).items()))
