"""Rules of good use about the design of a session."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from improvement_frameworks.core import (
    JUDGEMENT,
    Findings,
    Own,
    at,
    part_outside_scheme,
    purpose_missing,
    rule,
)
from improvement_frameworks.frameworks.liberating_structures.structure import (
    DEBRIEF,
    INDIVIDUAL,
    WHOLE_GROUP,
    get_structure,
)

if TYPE_CHECKING:
    from improvement_frameworks.core import Rule
    from improvement_frameworks.frameworks.liberating_structures.record import (
        LiberatingStructures,
        PlannedStructure,
    )

SENTENCES = 2
QUESTION_MARKS = ("?", "\uff1f", "\u061f", "\u037e")  # also Chinese, Arabic and Greek
CLOSING = " \t\n\"'\u2019\u201d\u00bb"
YES_OR_NO = re.compile(
    r"(?:is|are|was|were|do|does|did|can|could|will|would|shall|should|has|have|had|may|might)\b",
    re.IGNORECASE,
)


@rule(
    "LS-D1",
    severity="warning",
    title="Design element missing",
    message="{label}: these elements are missing: {elements}.",
    hint="Add all five: invitation, space, participation, groups and steps.",
    principle="be-purposeful",
    source="classic-site",
    facts={"elements": "The codes of the design elements that are missing."},
)
def element_missing(record: LiberatingStructures) -> Findings:
    """Each planned structure has all five design elements, from the menu or from the plan."""
    for index, entry in enumerate(record.entries):
        missing = _missing_elements(record, entry)
        if missing:
            label = get_structure(entry.structure).label
            yield at("entries", index, label=label, elements=missing)


no_purpose: Rule[LiberatingStructures] = purpose_missing(
    "LS-D2",
    needs="any",
    when=lambda record: bool(record.entries),
    severity="warning",
    title="Purpose missing",
    message="The plan does not say what the session is for.",
    hint="Write the purpose first: what the group wants to know, and what it will do with it.",
    principle="be-purposeful",
    source="classic-site",
    asks="The purpose is written before structures are chosen.",
)


@rule(
    "LS-D2-W",
    severity="warning",
    title="Structure without an aim",
    message="The plan does not say what {label} is for.",
    hint="Say in text what this structure adds to the session.",
    principle="be-purposeful",
    source="app-text",
)
def aim_missing(record: LiberatingStructures) -> Findings:
    """Each structure of the plan serves an aim of its own."""
    for index, entry in enumerate(record.entries):
        if not entry.text:
            yield at("entries", index, label=get_structure(entry.structure).label)


@rule(
    "LS-D3",
    severity="warning",
    title="Invitation that is not an open question",
    message="The invitation {reason}: {invitation}",
    hint="Ask one open question in a sentence or two. Questions for yes or no are found in "
    "English only.",
    principle="involve-diverse-perspectives",
    source="classic-site",
    limits={"sentences": SENTENCES},
    words={"question marks": QUESTION_MARKS},
    patterns={"a question for yes or no": YES_OR_NO},
    facts={
        "reason": "What is wrong with the invitation, in words.",
        "invitation": "The invitation.",
    },
)
def invitation_not_open(record: LiberatingStructures) -> Findings:
    """An invitation is an open question of one or two sentences."""
    for index, entry in enumerate(record.entries):
        reason = _find_reason(entry.invitation) if entry.invitation else None
        if reason:
            said = entry.invitation or ""
            yield at("entries", index, "invitation", reason=Own(reason), invitation=said)


@rule(
    "LS-D4",
    severity="warning",
    title="No look back at the end",
    message="The session ends with {label}, without a look back.",
    hint="Close with What, So What, Now What, even a short one.",
    principle="avoid-jumping-to-conclusions",
    source="classic-site",
)
def no_look_back(record: LiberatingStructures) -> Findings:
    """A session ends with What, So What, Now What, or a structure that has it inside."""
    if record.entries:
        last = get_structure(record.entries[-1].structure)
        if DEBRIEF not in {last.code, *last.nested}:
            yield at("entries", len(record.entries) - 1, "structure", label=last.label)


@rule(
    "LS-D5",
    severity="info",
    title="Nothing in reserve",
    message="No structure is in reserve for {label}.",
    hint="Name another one in backups, in case this one does not suit the moment.",
    principle="be-purposeful",
    source="app-text",
)
def no_backup(record: LiberatingStructures) -> Findings:
    """Each structure of the plan has another one in reserve."""
    for index, entry in enumerate(record.entries):
        if not entry.backups:
            yield at("entries", index, label=get_structure(entry.structure).label)


@rule(
    "LS-D6",
    severity="info",
    title="Same structure twice in a row",
    message="{label} comes twice in a row.",
    hint="Choose another format. Is a second round meant? Say so in text.",
    principle="involve-diverse-perspectives",
    source=JUDGEMENT,
)
def twice_in_a_row(record: LiberatingStructures) -> Findings:
    """Formats vary from one structure to the next."""
    for index, (entry, following) in enumerate(pairwise(record.entries), start=1):
        if entry.structure == following.structure:
            label = get_structure(entry.structure).label
            yield at("entries", index, "structure", label=label)


structure_outside_scheme = part_outside_scheme(
    "LS-D7",
    severity="error",
    title="Structure outside the menu",
    message="The structure {part} is not on the menu {scheme}.",
    hint="Choose a structure of this menu, or name another menu in scheme.",
    principle="be-purposeful",
    source="site-2026",
    asks="Every structure, planned or in reserve, is on the menu that the plan names.",
)


@rule(
    "LS-P1",
    severity="warning",
    title="No time to think alone",
    message="{label} begins with time to think alone. The planned steps leave it out.",
    hint="Give everyone a minute alone first, so that quiet people have something to say.",
    principle="support-psychological-safety",
    source="app-text",
)
def no_time_to_think(record: LiberatingStructures) -> Findings:
    """Where a structure lets people think alone first, so does the plan."""
    for index, entry in enumerate(record.entries):
        structure = get_structure(entry.structure)
        menu = [unit for step in structure.steps for unit in step.units if unit != WHOLE_GROUP]
        own = [step.unit for step in entry.steps if step.unit and step.unit != WHOLE_GROUP]
        if menu and own and menu[0] == INDIVIDUAL != own[0]:
            yield at("entries", index, "steps", label=structure.label)


def _missing_elements(record: LiberatingStructures, entry: PlannedStructure) -> tuple[str, ...]:
    structure = get_structure(entry.structure)
    own_groups = any(step.unit for step in entry.steps)
    known = {
        "invitation": entry.invitation or structure.invitation,
        "space": entry.space or structure.space,
        "participation": entry.participation or structure.participation,
        "groups": structure.groups or own_groups,
        "steps": structure.steps or entry.steps,
    }
    terms = record.about.vocabulary("design-element").terms
    return tuple(term.code for term in terms if not known[term.code])


def _find_reason(invitation: str) -> str | None:
    text = invitation.rstrip(CLOSING)
    if not text.endswith(QUESTION_MARKS):
        return "does not end with a question mark"
    sentences = re.split(r"(?<=[.!?])\s+", text.lstrip())
    if len(sentences) > SENTENCES:
        return "is longer than two sentences"
    if YES_OR_NO.match(sentences[-1]):
        return "can be answered with yes or no"
    return None
