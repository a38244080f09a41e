"""Practice checks for ratings: numbers that agree, and shares that say of how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core import Findings, at, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.session_rating.record import SessionRating


@rule("RATE-E1")
def counts_differ(record: SessionRating) -> Findings:
    counts = [entry.count for entry in record.entries if entry.count is not None]
    is_complete = _is_complete(record) and len(counts) == len(record.entries)
    if is_complete and record.voted is not None and sum(counts) < record.voted:
        yield at("voted", sum=sum(counts), voted=record.voted)


@rule("RATE-E2")
def shares_differ(record: SessionRating) -> Findings:
    shares = [entry.share for entry in record.entries if entry.share is not None]
    is_complete = _is_complete(record) and len(shares) == len(record.entries)
    over, rounding = sum(shares) - 100, len(shares) // 2
    if over > rounding or (is_complete and -over > rounding):
        yield at("entries", sum=sum(shares))


@rule("RATE-E6")
def count_and_share_differ(record: SessionRating) -> Findings:
    for index, entry in enumerate(record.entries):
        if record.voted and entry.count is not None and entry.share is not None:
            exact = 100 * entry.count / record.voted
            if abs(exact - entry.share) >= 1:
                facts = {"count": entry.count, "voted": record.voted, "share": entry.share}
                yield at("entries", index, "share", **facts)


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
