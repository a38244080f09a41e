"""Rules of good use about people, groups and places."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from improvement_frameworks.core import JUDGEMENT, Findings, at, rule
from improvement_frameworks.frameworks.liberating_structures.allotment import (
    TURNS,
    allot_minutes,
)
from improvement_frameworks.frameworks.liberating_structures.grouping import group_people
from improvement_frameworks.frameworks.liberating_structures.structure import (
    get_structure,
    unit_label,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core import Finding
    from improvement_frameworks.frameworks.liberating_structures.record import (
        LiberatingStructures,
        PlannedStructure,
    )
    from improvement_frameworks.frameworks.liberating_structures.structure import Structure

AT_A_DISTANCE = frozenset({"online", "hybrid"})
PLACES = frozenset({"station", "spokesperson-circle"})


@rule(
    "LS-G1",
    severity="warning",
    title="People left over",
    message="{label}: some people are left over from groups of {size} ({unit}). People: "
    "{people}. Nearest: {split}.",
    hint="Say in remainder what they will do. Online, groups of three are safer than pairs.",
    principle="involve-diverse-perspectives",
    source=JUDGEMENT,
    facts={
        "size": "How many people a group has, as text.",
        "unit": "The label of the group.",
        "split": "How the people could be divided, in words.",
    },
)
def people_left_over(record: LiberatingStructures) -> Findings:
    """The people divide into the groups of each structure, or the plan says what the rest do."""
    for index, entry in enumerate(record.entries):
        if record.participants is None or entry.remainder or entry.steps:
            continue
        structure = get_structure(entry.structure)
        for grouping in group_people(structure, record.participants, entry.count):
            if not grouping.split.is_exact:
                yield at(
                    "entries",
                    index,
                    label=structure.label,
                    people=record.participants,
                    size=str(grouping.split.asked),
                    unit=unit_label(grouping.unit).lower(),
                    split=str(grouping.split),
                )


@rule(
    "LS-G2",
    severity="error",
    title="Too few people",
    message="{label} needs at least this many people: {least}. Planned: {people}.",
    hint="Choose a structure for fewer people, or invite more.",
    principle="involve-diverse-perspectives",
    source="app-text",
)
def too_few_people(record: LiberatingStructures) -> Findings:
    """There are as many people as a structure states at least, and those inside it."""
    return _below_minimum(record, stated=True)


@rule(
    "LS-G2-W",
    severity="warning",
    title="Fewer people than advised",
    message="{label} is advised for at least this many people: {least}. Planned: {people}.",
    hint="Check whether it works with so few, or choose another structure.",
    principle="involve-diverse-perspectives",
    source="german-data",
)
def fewer_people_than_advised(record: LiberatingStructures) -> Findings:
    """There are as many people as others advise for a structure, and those inside it."""
    return _below_minimum(record, stated=False)


@rule(
    "LS-G3",
    severity="error",
    title="Number not allowed",
    message="{label} is planned with: {count}. Allowed: {allowed}.",
    hint="Change count: the clients, stations, clusters, rounds or people in the inner circle.",
    principle="involve-diverse-perspectives",
    source="app-text",
    facts={"count": "The number in the plan."},
)
def count_not_allowed(record: LiberatingStructures) -> Findings:
    """Clients, stations, clusters and circles are as many as the structure allows."""
    for index, entry in enumerate(record.entries):
        structure = get_structure(entry.structure)
        if entry.count is None or entry.steps or structure.counted is None:
            continue
        if not structure.counted.covers(entry.count):
            allowed = str(structure.counted)
        elif entry.count < _members(structure, record.participants):
            allowed = str(_members(structure, record.participants))
        else:
            continue
        yield at(
            "entries", index, "count", label=structure.label, count=entry.count, allowed=allowed
        )


@rule(
    "LS-G4",
    severity="warning",
    title="Too few people for a new partner each round",
    message="{label}, rounds in pairs: {rounds}. People needed: {needed}. Planned: {people}.",
    hint="Plan fewer rounds, or let people meet somebody twice.",
    principle="involve-diverse-perspectives",
    source=JUDGEMENT,
    facts={"rounds": "How many rounds are planned."},
)
def partners_run_out(record: LiberatingStructures) -> Findings:
    """In paired rounds, everybody can meet someone new each time."""
    for index, entry in enumerate(record.entries):
        structure = get_structure(entry.structure)
        in_pairs = (s for s in structure.steps if s.units == ("pair",) and s.repeat)
        repeat = next((step.repeat for step in in_pairs), None)
        if repeat is None or repeat.per != "round" or record.participants is None or entry.steps:
            continue
        rounds = entry.count or repeat.times.min
        if record.participants < rounds + 1:
            yield at(
                "entries",
                index,
                label=structure.label,
                rounds=rounds,
                needed=rounds + 1,
                people=record.participants,
            )


@rule(
    "LS-G5",
    severity="error",
    title="More groups than places",
    message="{label}, places needed side by side: {needed}. Available: {rooms}.",
    hint="Find more rooms or tables, use larger groups, or choose another structure.",
    principle="be-purposeful",
    source="activity-clock",
    facts={
        "needed": "How many places are needed at the same time.",
        "rooms": "How many rooms there are.",
    },
)
def places_run_out(record: LiberatingStructures) -> Findings:
    """Every group that works beside others has a place."""
    if record.rooms is None:
        return
    for index, entry in enumerate(record.entries):
        needed = _places(entry, record.participants)
        if needed > record.rooms:
            label = get_structure(entry.structure).label
            yield at("entries", index, label=label, needed=needed, rooms=record.rooms)


@rule(
    "LS-P3",
    severity="warning",
    title="No time to hear every group",
    message="{label}, groups that report: {groups}. Minutes for it: {minutes}.",
    hint="Hear three or four groups only and say so in riff, or plan more time.",
    principle="involve-diverse-perspectives",
    source="app-text",
    facts={"groups": "How many groups there are."},
)
def no_time_to_hear_groups(record: LiberatingStructures) -> Findings:
    """Where groups report to all, there is a minute for each, or the plan says how it samples."""
    for index, entry in enumerate(record.entries):
        if record.participants is None or entry.riff or entry.steps:
            continue
        structure = get_structure(entry.structure)
        groups = {g.unit: g.split.groups for g in group_people(structure, record.participants)}
        for before, after in pairwise(allot_minutes(entry, record.participants).shares):
            number = groups.get(before.step.units[-1], 0)
            if after.step.is_plenary and not after.turn and 1 < number > after.minutes:
                yield at(
                    "entries", index, label=structure.label, groups=number, minutes=after.minutes
                )
                break


@rule(
    "LS-O1",
    severity="warning",
    title="Hard to do online",
    message="{label} is planned {mode}. The sources call it hard online.",
    hint="Choose another structure, or say in riff how you will do it.",
    principle="involve-diverse-perspectives",
    source="fieldbook-data",
    words={"modes at a distance": AT_A_DISTANCE},
    facts={"mode": "The label of the mode, in lower case."},
)
def hard_online(record: LiberatingStructures) -> Findings:
    """A structure that is hard online is planned at a distance only with a way to do it."""
    if record.mode not in AT_A_DISTANCE:
        return
    for index, entry in enumerate(record.entries):
        structure = get_structure(entry.structure)
        if structure.online_fit == "hard" and not entry.riff:
            mode = record.about.vocabulary("mode")[record.mode].label.lower()
            yield at("entries", index, "structure", label=structure.label, mode=mode)


def _below_minimum(record: LiberatingStructures, *, stated: bool) -> Iterator[Finding]:
    people = record.participants
    if people is None:
        return
    for index, entry in enumerate(record.entries):
        structure = get_structure(entry.structure)
        for one in (structure, *map(get_structure, structure.nested)):
            least = one.minimum_people or 0
            if record.mode == "online" and one.minimum_online:
                least = one.minimum_online
            if people < least and one.minimum_is_stated == stated:
                yield at("entries", index, "structure", label=one.label, least=least, people=people)


def _members(structure: Structure, people: int | None) -> int:
    """Return how many turns the largest group needs, where people take turns."""
    if people is None or structure.repeat is None or structure.repeat.per not in TURNS:
        return 0
    return max((g.split.largest for g in group_people(structure, people)), default=0)


def _places(entry: PlannedStructure, people: int | None) -> int:
    structure = get_structure(entry.structure)
    places = [
        entry.count or group.size.min
        for group in structure.groups
        if group.unit in PLACES and group.size
    ]
    if people:
        places += [g.split.groups for g in group_people(structure, people, entry.count)]
    return max(places, default=0)
