"""The record of a session rating: how many chose each answer of a scale."""

from __future__ import annotations

from typing import Annotated, Literal

from attrs import frozen

from improvement_frameworks.core import (
    EMPTY,
    Count,
    Distinct,
    Entries,
    Entry,
    Line,
    Opt,
    Record,
    Whole,
    given,
    read_facts,
)
from improvement_frameworks.frameworks.session_rating import codes


@frozen
class Scale:
    """How many answers of a scale count as the top."""

    top: int


SCALES = read_facts(__name__, Scale, "scheme")


class SessionRatingEntry(Entry):
    """How many chose one answer, or one of several that are only known together."""

    answers: Distinct[codes.Answers] = EMPTY
    """The answer; several where only their sum is known. Example: very-good."""
    count: Opt[Count] = None
    """How many people chose it. Example: 15."""
    share: Opt[Annotated[int, Whole(0, 100)]] = None
    """The share of those who voted, in whole per cent. Example: 25."""


class SessionRating(Record):
    """How a session was received, in counts and not in a mean.

    Examples:
        >>> from improvement_frameworks import get_example
        >>> record = SessionRating.model_validate(get_example("session-rating"))
        >>> f"{record.top_share():.0%}"
        '86%'
    """

    framework: Literal["session-rating"] = given()
    """Always session-rating."""
    scheme: Opt[codes.Scheme] = None
    """The scale; five answers if absent. Example: use-of-time-5."""
    question: Opt[Line] = None
    """The question as it was asked. Example: How would you rate this session?."""
    invited: Opt[Count] = None
    """How many people were invited, if known. Example: 40."""
    present: Opt[Count] = None
    """How many people were there at the time, if known. Example: 31."""
    voted: Opt[Count] = None
    """How many people voted, if known. Example: 28."""
    entries: Entries[SessionRatingEntry]
    """How many chose each answer; the list may be empty."""

    def top_share(self) -> float | None:
        """Return the share of the top answers among those who voted, between 0 and 1.

        Nothing where it is not known how many voted or how many chose each of the top answers.
        """
        top = set(self.part_scheme.parts[: SCALES[self.part_scheme.id].top])
        chosen = [entry for entry in self.entries if top.intersection(entry.answers)]
        named = {code for entry in chosen for code in entry.answers}
        if not self.voted or named != top or any(entry.count is None for entry in chosen):
            return None
        return sum(entry.count or 0 for entry in chosen) / self.voted
