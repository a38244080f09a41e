"""Practice checks for ratings: numbers that agree, and shares that say of how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core import Findings, at, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.session_rating.record import SessionRating


@rule("RATE-E1")
def counts_differ(record: SessionRating) -> Findings:
    counts = [entry.count for entry in record.entries]
    if record.voted is None or not _is_complete(record):
        return
    known = [count for count in counts if count is not None]
    if len(known) == len(counts) and sum(known) != record.voted:
        yield at("voted", sum=sum(known), voted=record.voted)


@rule("RATE-E2")
def shares_differ(record: SessionRating) -> Findings:
    shares = [entry.share for entry in record.entries if entry.share is not None]
    if not _is_complete(record) or len(shares) < len(record.entries):
        return
    if abs(sum(shares) - 100) > len(shares) // 2:
        yield at("entries", sum=sum(shares))


@rule("RATE-I1")
def few_voted(record: SessionRating) -> Findings:
    if record.voted is not None and record.present and record.voted * 2 < record.present:
        yield at("voted", voted=record.voted, present=record.present)


@rule("RATE-I2")
def reported_together(record: SessionRating) -> Findings:
    for index, entry in enumerate(record.entries):
        if len(entry.answers) > 1:
            labels = tuple(record.about[code].label for code in entry.answers)
            yield at("entries", index, "answers", answers=labels)


def _is_complete(record: SessionRating) -> bool:
    """Whether every answer of the scale is reported once."""
    named = [code for entry in record.entries for code in entry.answers]
    return sorted(named) == sorted(record.part_scheme.parts)
