"""The record of phrases for psychological safety: what was said, by whom, and what followed."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from attrs import frozen

from improvement_frameworks.core import Entries, Entry, Line, Opt, Prose, Record, given, read_facts
from improvement_frameworks.frameworks.safety_phrases import codes


@frozen
class PhraseFacts:
    """What is known of a phrase."""

    behaviour: str


PHRASES = read_facts(__name__, PhraseFacts)


class PhraseUse(Entry):
    """One time that somebody said such a thing."""

    phrase: Opt[codes.Phrase] = None
    """The phrase; leave it out if other words were used. Example: hear-from-everyone."""
    text: Opt[Prose] = None
    """The words that were used, if they were one's own. Example: Who sees it differently?"""
    behaviour: Opt[codes.Behaviour] = None
    """What the words do; for a phrase it is known. Example: model-fallibility-and-invite-input."""
    said_by: Opt[Line] = None
    """The role of the person who said it. Example: ward sister."""
    situation: Opt[Prose] = None
    """When it was said. Example: At the end of the morning huddle."""
    followed: Opt[codes.Followed] = None
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
