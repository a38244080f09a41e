"""Practice checks for the future change matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from improvement_frameworks.core import (
    JUDGEMENT,
    Findings,
    at,
    find_actions,
    read_facts,
    rule,
    same_words_twice,
)
from improvement_frameworks.frameworks.future_change_matrix.record import FRAMEWORK

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.future_change_matrix.record import FutureChangeMatrix

TO_LAST: Final = frozenset({"amplify", "restart"})


@frozen
class Sort:
    """What sort of practice belongs in a quadrant."""

    in_crisis: str
    """Whether it was started or stopped."""
    measure: str
    """What it is called."""


@frozen
class Meaning:
    """What a decision means in the matrix."""

    quadrants: tuple[str, ...]
    """The quadrants that it agrees with."""


SORTS: Final = read_facts(FRAMEWORK, Sort)
MEANINGS: Final = read_facts(FRAMEWORK, Meaning, "decision")


@rule(
    "RSA-E1",
    severity="error",
    title="Quadrant of the other half",
    message='"{label}" holds what was {meant}, and this was {found}.',
    hint="Correct the quadrant, or what happened in the crisis.",
    principle="avoid-jumping-to-conclusions",
    source="rsa-april-2020",
    facts={
        "meant": "What the quadrant holds: started or stopped.",
        "found": "What the entry says: started or stopped.",
    },
)
def quadrant_of_other_half(record: FutureChangeMatrix) -> Findings:
    """What was started is ended or amplified; what was stopped is let go or restarted."""
    for index, entry in enumerate(record.entries):
        if entry.quadrant and entry.in_crisis:
            meant = SORTS[entry.quadrant].in_crisis
            if entry.in_crisis != meant:
                label = record.about[entry.quadrant].label
                yield at(
                    "entries", index, "quadrant", label=label, meant=meant, found=entry.in_crisis
                )


@rule(
    "RSA-E2",
    severity="error",
    title="Last move to another quadrant",
    message="The last move leads to another quadrant than the one that is given.",
    hint="Correct the quadrant, or the move.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
)
def last_move_elsewhere(record: FutureChangeMatrix) -> Findings:
    """A practice is where its last move has put it."""
    for index, entry in enumerate(record.entries):
        if entry.moves and entry.moves[-1].to != entry.quadrant:
            yield at("entries", index, "moves", len(entry.moves) - 1)


@rule(
    "RSA-W1",
    severity="warning",
    title="Whose practice is not said",
    message="The level of the group is missing.",
    hint="Say whether this is about a person, a team, an organisation, a community or a system.",
    principle="be-purposeful",
    source="fisk",
)
def level_missing(record: FutureChangeMatrix) -> Findings:
    """A matrix says whose practice it sorts."""
    if record.entries and not (record.group and record.group.level):
        yield at("group")


@rule(
    "RSA-W2",
    severity="warning",
    title="Decision without evidence or owner",
    message='"{label}" is chosen. Missing: {missing}.',
    hint="Say where its effect can be seen, and give an action with an owner.",
    principle="avoid-jumping-to-conclusions",
    source="q-workshop-2020",
)
def without_evidence_or_owner(record: FutureChangeMatrix) -> Findings:
    """What is meant to last has evidence, and somebody who sees to it."""
    owned: set[object] = set()
    for found in find_actions(record):
        if found.action.owner:
            owned |= {found.entry, *found.action.works_on}
    for index, entry in enumerate(record.entries):
        has = {"evidence": bool(entry.evidence), "owner": bool({index, entry.id or index} & owned)}
        missing = tuple(name for name, is_there in has.items() if not is_there)
        if entry.quadrant in TO_LAST and missing:
            yield at("entries", index, label=record.about[entry.quadrant].label, missing=missing)


@rule(
    "RSA-W3",
    severity="warning",
    title="Only one half of the matrix",
    message="All practices in the record were {found}.",
    hint="Ask about the other half too: what was started, and what was stopped?",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={"found": "What all of them were: started or stopped."},
)
def one_half(record: FutureChangeMatrix) -> Findings:
    """Both halves are looked at."""
    halves = {
        entry.in_crisis or (SORTS[entry.quadrant].in_crisis if entry.quadrant else None)
        for entry in record.entries
    }
    if len(record.entries) > 1 and len(halves) == 1 and (half := halves.pop()):
        yield at("entries", found=half)


@rule(
    "RSA-W4",
    severity="warning",
    title="Nothing said about conditions",
    message="This is to be amplified, and nothing says what it needs to last.",
    hint="What made it possible? Write it under conditions.",
    principle="focus-on-what-is-enabling-the-change",
    source="q-workshop-2020",
)
def conditions_missing(record: FutureChangeMatrix) -> Findings:
    """What is amplified comes with the conditions that made it possible."""
    for index, entry in enumerate(record.entries):
        if entry.quadrant == "amplify" and not entry.conditions:
            yield at("entries", index)


words_in_two_quadrants = same_words_twice(
    "RSA-W5",
    severity="warning",
    title="Practice in two quadrants",
    message='The same words are under "{part}" ({place}).',
    hint="Keep one of them, or say how the two practices differ.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    asks="A practice is in one quadrant.",
)


@rule(
    "RSA-W6",
    severity="warning",
    title="Everything decided at once",
    message="All practices were decided on the day on which they were listed.",
    hint="List first, and come back to decide when people have seen the whole list.",
    principle="avoid-jumping-to-conclusions",
    source="marketing-centre",
)
def decided_at_once(record: FutureChangeMatrix) -> Findings:
    """Practices are listed first and decided on later."""
    days = {entry.decided_on for entry in record.entries}
    if len(record.entries) > 1 and record.recorded_on and days == {record.recorded_on}:
        yield at("entries")


@rule(
    "RSA-W7",
    severity="warning",
    title="Decision that does not go with the quadrant",
    message='"{decision}" does not go with "{label}".',
    hint="Correct the decision or the quadrant.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={"decision": "The label of the decision.", "label": "The label of the quadrant."},
)
def decision_differs(record: FutureChangeMatrix) -> Findings:
    """The two words for a decision agree."""
    decisions = record.about.vocabulary("decision")
    for index, entry in enumerate(record.entries):
        meant = MEANINGS[entry.decision].quadrants if entry.decision else ()
        if entry.quadrant and entry.decision and entry.quadrant not in meant:
            label = record.about[entry.quadrant].label
            decision = decisions[entry.decision].label
            yield at("entries", index, "decision", decision=decision, label=label)


@rule(
    "RSA-I1",
    severity="info",
    title="Practices not decided yet",
    message="Practices without a quadrant: {count} of {all}.",
    hint="Come back to them when more is known.",
    principle="be-timely",
    source="fisk",
)
def not_decided(record: FutureChangeMatrix) -> Findings:
    """Shows how many practices are still open, which is no fault."""
    count = len(record.unplaced())
    if count:
        yield at("entries", count=count, all=len(record.entries))
