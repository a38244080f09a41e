"""Practice checks for ratings: numbers that agree, and shares that say of how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core import JUDGEMENT, Findings, at, part_outside_scheme, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.session_rating.record import SessionRating


@rule(
    "RATE-E1",
    severity="error",
    title="Counts that do not add up",
    message="The counts make {sum}; {voted} people voted.",
    hint="Correct the count, or the number of people who voted.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={"sum": "What the counts make together.", "voted": "How many people voted."},
)
def counts_differ(record: SessionRating) -> Findings:
    """If all answers are counted, the counts make the number of people who voted."""
    counts = [entry.count for entry in record.entries]
    if record.voted is None or not _is_complete(record):
        return
    known = [count for count in counts if count is not None]
    if len(known) == len(counts) and sum(known) != record.voted:
        yield at("voted", sum=sum(known), voted=record.voted)


@rule(
    "RATE-E2",
    severity="error",
    title="Shares that do not make the whole",
    message="The shares of all answers make {sum} per cent.",
    hint="Correct the shares. Rounding explains a difference of one or two, not more.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={"sum": "What the shares make together, in per cent."},
)
def shares_differ(record: SessionRating) -> Findings:
    """The shares of all answers make a hundred, but for rounding."""
    shares = [entry.share for entry in record.entries if entry.share is not None]
    if not _is_complete(record) or len(shares) < len(record.entries):
        return
    if abs(sum(shares) - 100) > len(shares) // 2:
        yield at("entries", sum=sum(shares))


answer_outside_scheme = part_outside_scheme(
    "RATE-E3",
    severity="error",
    title="Answer outside the scale",
    message="The answer {part} is not part of the scheme {scheme}.",
    hint="Choose one of: {parts}. Or name another scheme.",
    principle="focus-on-what-is-enabling-the-change",
    source=JUDGEMENT,
    asks="Every answer is one of the scale that was used.",
)


@rule(
    "RATE-W1",
    severity="warning",
    title="A share of an unknown number",
    message="The share is {share} per cent; how many people voted is not given.",
    hint="Give the number of people who voted, or leave the share out.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={"share": "The share, in per cent."},
)
def share_of_unknown(record: SessionRating) -> Findings:
    """A share comes with the number of people it is a share of."""
    if record.voted is None:
        for index, entry in enumerate(record.entries):
            if entry.share is not None:
                yield at("entries", index, "share", share=entry.share)


@rule(
    "RATE-W2",
    severity="warning",
    title="A number without its answer",
    message="It is not said which answer this is the number of.",
    hint="Name the answer, or all the answers that were only counted together.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
)
def number_of_nothing(record: SessionRating) -> Findings:
    """A count or a share names its answer."""
    for index, entry in enumerate(record.entries):
        if not entry.answers:
            yield at("entries", index)


@rule(
    "RATE-I1",
    severity="info",
    title="Few of those present voted",
    message="Voted: {voted} of {present} who were there.",
    hint="Those who did not vote may have seen it differently.",
    principle="involve-diverse-perspectives",
    source=JUDGEMENT,
    facts={"voted": "How many people voted.", "present": "How many people were there."},
)
def few_voted(record: SessionRating) -> Findings:
    """Shows when less than half of those present voted."""
    if record.voted is not None and record.present and record.voted * 2 < record.present:
        yield at("voted", voted=record.voted, present=record.present)


@rule(
    "RATE-I2",
    severity="info",
    title="Answers reported together",
    message="Reported as one: {answers}.",
    hint="Ask for the count of each answer, if it can still be had.",
    principle="avoid-jumping-to-conclusions",
    source="q-workshop-2020",
    facts={"answers": "The titles of the answers."},
)
def reported_together(record: SessionRating) -> Findings:
    """Shows answers of which only the sum is known."""
    for index, entry in enumerate(record.entries):
        if len(entry.answers) > 1:
            labels = tuple(record.about[code].label for code in entry.answers)
            yield at("entries", index, "answers", answers=labels)


def _is_complete(record: SessionRating) -> bool:
    """Whether every answer of the scale is reported once."""
    named = [code for entry in record.entries for code in entry.answers]
    return sorted(named) == sorted(record.part_scheme.parts)
