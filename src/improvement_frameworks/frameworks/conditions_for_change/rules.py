"""Practice checks for conditions for rapid change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from improvement_frameworks.core import (
    JUDGEMENT,
    Findings,
    at,
    find_worked_on,
    part_outside_scheme,
    rule,
)

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.conditions_for_change.record import ConditionsForChange

REVIEW_AFTER_DAYS: Final = 90


@rule(
    "COND-E1",
    severity="error",
    title="One condition in two states",
    message='"{label}" is {state} here and {other} in {place}, seen on the same day.',
    hint="Agree on one of them, or give each the day on which people looked.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={"state": "The state that is given here.", "other": "The state that is given there."},
)
def two_states(record: ConditionsForChange) -> Findings:
    """A condition is in one state at a time."""
    seen: dict[tuple[object, ...], int] = {}
    for index, entry in enumerate(record.entries):
        if entry.state:
            key = entry.condition, entry.reviewed_on, entry.contributor
            first = record.entries[earlier := seen.setdefault(key, index)]
            if first.state and first.state != entry.state:
                label = record.find_part(entry.condition).label
                yield at(
                    "entries",
                    index,
                    "state",
                    label=label,
                    state=entry.state,
                    other=first.state,
                    place=f"/entries/{earlier}",
                )


condition_outside_scheme = part_outside_scheme(
    "COND-E2",
    severity="error",
    title="Condition of another list",
    message="The condition {part} is not part of the scheme {scheme}, which has {parts}.",
    hint="Choose the scheme that it comes from, or declare it in own_parts.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    asks="The lists of different groups are kept apart.",
)


@rule(
    "COND-W1",
    severity="warning",
    title="Example without place or source",
    message="This example says neither where it was nor where it can be read.",
    hint="Add its place or its web address.",
    principle="avoid-jumping-to-conclusions",
    source="q-workshop-2020",
)
def example_from_nowhere(record: ConditionsForChange) -> Findings:
    """An example can be followed up."""
    for index, entry in enumerate(record.entries):
        for number, example in enumerate(entry.examples):
            if not (example.place or example.url):
                yield at("entries", index, "examples", number)


@rule(
    "COND-W2",
    severity="warning",
    title="Condition not described in practice",
    message='Nothing says what "{label}" looked like in practice.',
    hint="Describe it as somebody who was there would have seen it.",
    principle="focus-on-what-is-enabling-the-change",
    source="q-workshop-2020",
)
def not_in_practice(record: ConditionsForChange) -> Findings:
    """A condition that is claimed is described in practice."""
    for index, entry in enumerate(record.entries):
        if entry.state != "never-there" and not entry.text:
            yield at("entries", index, label=record.find_part(entry.condition).label)


@rule(
    "COND-W3",
    severity="warning",
    title="Not reviewed for a long time",
    message="Last reviewed {days} days before the record was written.",
    hint="Look again: is the condition still there?",
    principle="be-timely",
    source=JUDGEMENT,
    limits={"days": REVIEW_AFTER_DAYS},
)
def not_reviewed(record: ConditionsForChange) -> Findings:
    """Conditions are looked at again within three months; the limit is our judgement."""
    for index, entry in enumerate(record.entries):
        if entry.reviewed_on and record.recorded_on:
            days = (record.recorded_on - entry.reviewed_on).days
            if days > REVIEW_AFTER_DAYS:
                yield at("entries", index, "reviewed_on", days=days)


@rule(
    "COND-W4",
    severity="warning",
    title="Fading, and nothing holds it",
    message='"{label}" is fading. Nothing says what would hold on to it.',
    hint="What keeps it? Write it under hold_on, or add an action that works on it.",
    principle="focus-on-what-is-enabling-the-change",
    source=JUDGEMENT,
)
def fading(record: ConditionsForChange) -> Findings:
    """Where a condition fades, people say what would hold on to it."""
    worked_on = find_worked_on(record)
    for index, entry in enumerate(record.entries):
        if entry.state == "fading" and not entry.hold_on and index not in worked_on:
            yield at("entries", index, label=record.find_part(entry.condition).label)


@rule(
    "COND-I1",
    severity="info",
    title="Not all eight conditions are there",
    message="Conditions in this list: {count} of {all}. The library knows three of the eight.",
    hint="See the page of the South West AHSN for the others, and declare them in own_parts.",
    principle="focus-on-what-is-enabling-the-change",
    source="swahsn-2020",
)
def not_all_known(record: ConditionsForChange) -> Findings:
    """Shows that the list of eight is not complete, which is a gap of this library."""
    expected, count = record.about.expected_size or 0, len(record.part_codes)
    if record.part_scheme.default and count < expected:
        yield at("entries", count=count, all=expected)
