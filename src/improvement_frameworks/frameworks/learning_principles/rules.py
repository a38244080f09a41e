"""Rules of good use for reviews. They ask whether the record bears out what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from improvement_frameworks.core import Findings, at, read_facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core import Principle
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


TOOLS: Final = read_facts(__name__, ToolFacts, "tool")


@rule("PRI-W2")
def claim_without_trace(record: LearningPrinciples) -> Findings:
    code: Principle = "avoid-jumping-to-conclusions"
    helpful = {tool.framework for tool in TOOLS.values() if tool.principle == code}
    for index, entry in _reviews(record, code):
        linked = any(link.framework and link.framework in helpful for link in entry.records)
        if entry.status == "yes" and not (entry.text or entry.evidence or linked):
            yield at("entries", index)


@rule("PRI-W5")
def one_role(record: LearningPrinciples) -> Findings:
    people = record.contributors
    roles = {person.role.casefold() if person.role else person.id for person in people}
    if len(roles) < 2 and _bears(record, "involve-diverse-perspectives"):
        yield at("contributors", people=len(people), roles=len(roles))


@rule("PRI-W6")
def iceberg_stops_short(record: LearningPrinciples, *, shallow: tuple[str, ...]) -> Findings:
    for index, entry in _reviews(record, "focus-on-what-is-enabling-the-change"):
        for number, link in enumerate(entry.records):
            if link.framework == "iceberg" and link.deepest in shallow:
                yield at("entries", index, "records", number, "deepest", deepest=link.deepest or "")


@rule("PRI-W7")
def one_person(record: LearningPrinciples) -> Findings:
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
