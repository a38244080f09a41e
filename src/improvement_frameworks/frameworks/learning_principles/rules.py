"""Rules of good use for reviews. They ask whether the record bears out what it says of itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from attrs import frozen

from improvement_frameworks.core import (
    JUDGEMENT,
    Findings,
    Path,
    at,
    purpose_missing,
    read_facts,
    read_framework,
    recorded_long_after,
    rule,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from improvement_frameworks.core import Principle, Rule
    from improvement_frameworks.frameworks.learning_principles.record import (
        LearningPrinciples,
        LearningPrinciplesEntry,
    )


@frozen
class ToolFacts:
    """What a tool serves."""

    principle: str | None = None
    """The principle that it is attached to."""
    framework: str | None = None
    """Its framework in this library."""


TOOLS: Final = read_facts(read_framework(__package__ or ""), ToolFacts, "tool")
SHALLOW: Final = frozenset({"events", "patterns"})


def _captured(record: LearningPrinciples) -> tuple[Path, date | None]:
    """Return when capturing began, if being timely bears on the activity at all."""
    captured = record.activity.captured if record.activity else None
    is_due = captured is not None and _bears(record, "be-timely")
    return ("activity", "captured", "start"), captured.start if captured and is_due else None


@rule(
    "PRI-E1",
    severity="error",
    title="Principle reviewed twice",
    message='"{principle}" is reviewed more than once. Times: {times}.',
    hint="Join the reviews into one entry. Do people disagree? Say so in its text.",
    principle="avoid-jumping-to-conclusions",
    source="q-workshop-2020",
    facts={"principle": "The label of the principle."},
)
def principle_twice(record: LearningPrinciples) -> Findings:
    """Each principle is reviewed once at most."""
    counts = Counter(entry.principle for entry in record.entries)
    seen: set[str] = set()
    for index, entry in enumerate(record.entries):
        if entry.principle in seen:
            label = record.about[entry.principle].label
            yield at("entries", index, "principle", principle=label, times=counts[entry.principle])
        seen.add(entry.principle)


@rule(
    "PRI-W1",
    severity="warning",
    title="Principles not reviewed",
    message="Principles reviewed: {reviewed} of {all}. Missing: {missing}.",
    hint="Add the missing ones. Not considered and not applicable are answers too.",
    principle="be-purposeful",
    source="q-workshop-2020",
    facts={
        "reviewed": "How many principles are reviewed.",
        "missing": "The labels of the principles that are not.",
    },
)
def principles_missing(record: LearningPrinciples) -> Findings:
    """The six are a set: each of them is at least thought about."""
    statuses = record.statuses()
    missing = tuple(record.about[code].label for code, status in statuses.items() if not status)
    if record.entries and missing:
        yield at(
            "entries", reviewed=len(statuses) - len(missing), all=len(statuses), missing=missing
        )


@rule(
    "PRI-W2",
    severity="warning",
    title="Claim without evidence",
    message="The group avoided jumping to conclusions, but the record does not say how.",
    hint="Say in text how conclusions were checked, or link a record of it in records.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
)
def claim_without_trace(record: LearningPrinciples) -> Findings:
    """That no conclusion was jumped to can be seen from a text or from a linked record."""
    code: Principle = "avoid-jumping-to-conclusions"
    helpful = {tool.framework for tool in TOOLS.values() if tool.principle == code}
    for index, entry in _reviews(record, code):
        linked = any(link.framework and link.framework in helpful for link in entry.records)
        if entry.status == "yes" and not (entry.text or entry.evidence or linked):
            yield at("entries", index)


no_purpose: Rule[LearningPrinciples] = purpose_missing(
    "PRI-W3",
    needs="all",
    when=lambda record: _bears(record, "be-purposeful"),
    severity="warning",
    title="Purpose missing",
    message="The purpose leaves out: {missing}.",
    hint="Say what the group wants to learn (question) and what the answer is for (use).",
    principle="be-purposeful",
    source="q-workshop-2020",
    asks="Purposeful learning states its goal and how the material will be used.",
)


captured_late = recorded_long_after(
    "PRI-W4",
    recorded=_captured,
    severity="warning",
    title="Captured long after the period",
    message="The period ended on {end}. Capturing began on {recorded}. Days between: {days}.",
    hint="Capture the next one while things happen. For this one, check memories against "
    "notes of the time.",
    principle="be-timely",
    source="q-workshop-2020",
    asks="Learning is captured as things happen; the limit in days is our judgement.",
)


@rule(
    "PRI-W5",
    severity="warning",
    title="One kind of voice",
    message="Contributors: {people}. Different roles among them: {roles}.",
    hint="Name everyone who took part. Are they all alike? Ask people in other roles too.",
    principle="involve-diverse-perspectives",
    source=JUDGEMENT,
    facts={
        "people": "How many contributors there are.",
        "roles": "How many different roles they have.",
    },
)
def one_role(record: LearningPrinciples) -> Findings:
    """People in different roles contribute."""
    people = record.contributors
    roles = {person.role.casefold() if person.role else person.id for person in people}
    if len(roles) < 2 and _bears(record, "involve-diverse-perspectives"):
        yield at("contributors", people=len(people), roles=len(roles))


@rule(
    "PRI-W6",
    severity="warning",
    title="Linked iceberg stops short",
    message='The linked iceberg goes no deeper than "{deepest}".',
    hint="Go back to the iceberg and ask which structures and beliefs bring it about.",
    principle="focus-on-what-is-enabling-the-change",
    source="q-workshop-2020",
    words={"shallow levels": SHALLOW},
    facts={"deepest": "The code of the deepest level of the linked iceberg."},
)
def iceberg_stops_short(record: LearningPrinciples) -> Findings:
    """Looking at what enables a change means looking at structures."""
    for index, entry in _reviews(record, "focus-on-what-is-enabling-the-change"):
        for number, link in enumerate(entry.records):
            if link.framework == "iceberg" and link.deepest in SHALLOW:
                yield at("entries", index, "records", number, "deepest", deepest=link.deepest or "")


@rule(
    "PRI-W7",
    severity="warning",
    title="Reviewed by one person",
    message="One person made this review.",
    hint="Go through the principles with the group. A team learns more together.",
    principle="involve-diverse-perspectives",
    source="q-workshop-2020",
)
def one_person(record: LearningPrinciples) -> Findings:
    """A group learns, and reviews its learning, as a group."""
    if record.group and record.group.level == "individual":
        yield at("group", "level")
    several = len(record.contributors) > 1 and len(record.entries) > 1
    voices = {entry.contributor for entry in record.entries}
    if several and len(voices) == 1 and None not in voices:  # PRI-W5 sees a lone contributor
        yield at("entries")


def _reviews(
    record: LearningPrinciples, principle: Principle
) -> Iterator[tuple[int, LearningPrinciplesEntry]]:
    """Yield the entries about a principle with their places."""
    for index, entry in enumerate(record.entries):
        if entry.principle == principle:
            yield index, entry


def _bears(record: LearningPrinciples, principle: Principle) -> bool:
    """Whether a principle bears on the activity: nobody called it not applicable."""
    return all(entry.status != "not-applicable" for _, entry in _reviews(record, principle))
