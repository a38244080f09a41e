"""The record of a poll: what was asked, what was answered, and which codes the answers got."""

from __future__ import annotations

from typing import Literal

from improvement_frameworks.core import (
    ABSENT,
    EMPTY,
    CodebookCode,
    Coding,
    Count,
    Entries,
    Entry,
    Line,
    Many,
    Noun,
    OpenRecord,
    Opt,
    OptDate,
    Prose,
    YesNo,
    find_above,
    given,
)
from improvement_frameworks.frameworks.poll import codes


class AskedQuestion(Noun):
    """One question of the poll, and how it was asked."""

    question: codes.Question
    """The question. Example: lock-in-risk."""
    kind: Opt[codes.PollKind] = None
    """How people could answer. Example: open-text."""
    wording: Opt[Line] = None
    """The wording, if it was another than the printed one. Example: What could undo it?"""
    asked_on: OptDate = ABSENT
    """The day on which it was asked. Example: 2020-07-14."""
    voted: Opt[Count] = None
    """How many people answered, if anybody counted. Example: 28."""
    note: Opt[Prose] = None
    """What else is known of the answers. Example: They were shown as a picture only."""


class PollAnswer(Entry):
    """One answer, or one option that people could choose."""

    question: codes.Question
    """The question that it answers. Example: lock-in-risk."""
    text: Prose = given()
    """The answer in its own words, or the option. Example: We stop asking patients."""
    mentions: Opt[Count] = None
    """How often it was given or chosen, if anybody counted. Example: 7."""


class Poll(OpenRecord):
    """The answers to a poll, with a codebook and the codes that each reader gave.

    Examples:
        >>> from improvement_frameworks import get_example
        >>> from improvement_frameworks.core import krippendorff_alpha, masi_distance
        >>> record = Poll.model_validate(get_example("poll"))
        >>> round(krippendorff_alpha(record.by_reader(), masi_distance).value, 3)
        0.839
        >>> {code: len(answers) for code, answers in record.by_code().items()}["pressure"]
        2
    """

    framework: Literal["poll"] = given()
    """Always poll."""
    platform: Opt[Line] = None
    """With what it was asked. Example: A show of cards."""
    anonymous: Opt[YesNo] = None
    """Whether people were promised that nobody can see who answered what."""
    asked: Many[AskedQuestion] = EMPTY
    """The questions, and how each was asked."""
    codebook: Many[CodebookCode] = EMPTY
    """The codes with what they mean."""
    codings: Many[Coding] = EMPTY
    """Which codes each reader gave to each answer."""
    entries: Entries[PollAnswer]
    """The answers; the list may be empty."""

    def by_reader(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Return, for each answer that has codings, the codes that each reader gave it."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for coding in self.codings:
            found.setdefault(coding.entry, {})[coding.coder] = coding.codes
        return found

    def by_code(self) -> dict[str, tuple[PollAnswer, ...]]:
        """Return the answers to which anybody gave a code, or one below it in the codebook."""
        above = find_above(self.codebook)
        given_to: dict[str, set[str]] = {}
        for coding in self.codings:
            for code in coding.codes:
                for one in (code, *above.get(code, ())):
                    given_to.setdefault(one, set()).add(coding.entry)
        return {
            code.code: tuple(one for one in self.entries if one.id in given_to.get(code.code, ()))
            for code in self.codebook
        }
