"""Practice checks for after action reviews. They look at the review and judge nobody in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core import (
    JUDGEMENT,
    Findings,
    at,
    find_actions,
    find_worked_on,
    rule,
)

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.after_action_review.record import AfterActionReview

LATE_AFTER_DAYS: Final = 14
BLAME: Final = re.compile(
    r"\b(?:fault|blame[ds]?|to blame|failed to|careless(?:ly)?|negligent|incompetent|lazy"
    r"|should have known)\b",
    re.IGNORECASE,
)


def _looks_back(record: AfterActionReview) -> bool:
    return record.timing != "before" and bool(record.entries)


@rule(
    "AAR-E1",
    severity="error",
    title="An answer about a later one",
    message='This answers "{question}" and is about an answer to "{other}", which comes later.',
    hint="Link an answer to those of the questions before it.",
    principle="avoid-jumping-to-conclusions",
    source="tphc",
    facts={
        "question": "The question that this answers.",
        "other": "The later question that the other answers.",
    },
)
def about_later(record: AfterActionReview) -> Findings:
    """Each question builds on those before it."""
    order = {code: place for place, code in enumerate(record.part_scheme.parts)}
    asked = {entry.id: entry.question for entry in record.entries if entry.id}
    for index, entry in enumerate(record.entries):
        for number, wanted in enumerate(entry.about):
            other = asked.get(wanted)
            if other and order[other] >= order[entry.question]:
                labels = record.about[entry.question].label, record.about[other].label
                yield at("entries", index, "about", number, question=labels[0], other=labels[1])


@rule(
    "AAR-W1",
    severity="warning",
    title="Nothing was expected",
    message="No answer says what was expected.",
    hint="Ask first: what was expected to happen? Without it there is nothing to compare with.",
    principle="avoid-jumping-to-conclusions",
    source="tphc",
)
def nothing_expected(record: AfterActionReview) -> Findings:
    """A review starts from what was expected."""
    if _looks_back(record) and not record.coverage()["expected"]:
        yield at("entries")


@rule(
    "AAR-W2",
    severity="warning",
    title="A difference without a reason",
    message="It went {difference} than expected, and no answer says why.",
    hint="Ask why there was a difference, and link the answer with about.",
    principle="focus-on-what-is-enabling-the-change",
    source="tphc",
    facts={"difference": "The difference: better or worse."},
)
def difference_unexplained(record: AfterActionReview) -> Findings:
    """Each difference, for better or worse, is explained."""
    explained = {
        wanted for entry in record.entries if entry.question == "why" for wanted in entry.about
    }
    for index, entry in enumerate(record.entries):
        if entry.difference in {"better", "worse"} and entry.id not in explained:
            yield at("entries", index, difference=entry.difference)


@rule(
    "AAR-W3",
    severity="warning",
    title="A lesson without an action",
    message="Nothing says what will be done with this lesson.",
    hint="Add an action that works on it, with an owner and a day.",
    principle="be-purposeful",
    source="clic",
)
def lesson_without_action(record: AfterActionReview) -> Findings:
    """Learning is taken forward by those who took part."""
    worked_on = find_worked_on(record)
    for index, entry in enumerate(record.entries):
        if entry.question == "learned" and index not in worked_on:
            yield at("entries", index)


@rule(
    "AAR-W4",
    severity="warning",
    title="An action for somebody who was not there",
    message="{owner} is the owner of this action and is not among those who took part.",
    hint="Let the group choose what it can do itself, or invite them and ask.",
    principle="involve-diverse-perspectives",
    source="wikipedia",
    facts={"owner": "The owner, as written."},
)
def owner_absent(record: AfterActionReview) -> Findings:
    """A review makes no recommendations for others."""
    roles = {person.role.casefold() for person in record.contributors if person.role}
    for found in find_actions(record):
        owner = found.action.owner
        if roles and owner and owner.casefold() not in roles:
            yield at(*found.path, "owner", owner=owner)


@rule(
    "AAR-W5",
    severity="warning",
    title="Led by the person who led the event",
    message="A formal review is led by the person who was responsible for the event.",
    hint="Ask somebody from another team to conduct it.",
    principle="support-psychological-safety",
    source="clic",
)
def conductor_led_event(record: AfterActionReview) -> Findings:
    """A formal review is conducted by somebody who did not lead the event."""
    if record.kind == "formal" and record.conductor and record.conductor.led_the_event:
        yield at("conductor", "led_the_event")


@rule(
    "AAR-W6",
    severity="warning",
    title="Reviewed long after the event",
    message="The event was on {event}; the review was written {days} days later.",
    hint="Hold the next one within days, while people remember.",
    principle="be-timely",
    source="clic",
    facts={"event": "The day of the event.", "days": "How many days later the review was written."},
)
def reviewed_late(record: AfterActionReview) -> Findings:
    """A review comes soon after the event; the limit in days is our judgement."""
    if record.event_on and record.recorded_on and _looks_back(record):
        days = (record.recorded_on - record.event_on).days
        if days > LATE_AFTER_DAYS:
            yield at("recorded_on", event=record.event_on.isoformat(), days=days)


@rule(
    "AAR-W7",
    severity="warning",
    title="Words of blame",
    message='This says "{word}".',
    hint="Say what happened and what made it likely. The check knows a few English words only.",
    principle="support-psychological-safety",
    source="its-aar",
    facts={"word": "The word that blames."},
)
def blame(record: AfterActionReview) -> Findings:
    """A review blames nobody."""
    for index, entry in enumerate(record.entries):
        found = BLAME.search(entry.text or "")
        if found:
            yield at("entries", index, "text", word=found[0])


@rule(
    "AAR-I1",
    severity="info",
    title="Only what went worse",
    message="All differences are for the worse.",
    hint="Ask what went better than expected too, and why.",
    principle="focus-on-what-is-enabling-the-change",
    source=JUDGEMENT,
)
def only_worse(record: AfterActionReview) -> Findings:
    """A review is for good results too."""
    differences = {entry.difference for entry in record.entries} - {None, "as-expected"}
    if differences == {"worse"}:
        yield at("entries")
