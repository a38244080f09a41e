"""Practice checks of plans: their design, then people and groups, then time."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core import Findings, Own, at, rule
from improvement_frameworks.frameworks.liberating_structures.allotment import (
    TURNS,
    allot_minutes,
    count_turns,
)
from improvement_frameworks.frameworks.liberating_structures.grouping import group_people
from improvement_frameworks.frameworks.liberating_structures.plan import allot_plan, planned_minutes
from improvement_frameworks.frameworks.liberating_structures.structure import (
    DEBRIEF,
    INDIVIDUAL,
    WHOLE_GROUP,
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

CLOSING: Final = " \t\n\"'\u2019\u201d\u00bb"
PLACES: Final = frozenset({"station", "spokesperson-circle"})


@rule("LS-D1")
def element_missing(record: LiberatingStructures) -> Findings:
    for index, entry in enumerate(record.entries):
        missing = _missing_elements(record, entry)
        if missing:
            label = get_structure(entry.structure).label
            yield at("entries", index, label=label, elements=missing)


@rule("LS-D3")
def invitation_not_open(
    record: LiberatingStructures,
    *,
    sentences: int,
    marks: tuple[str, ...],
    yes_or_no: re.Pattern[str],
) -> Findings:
    for index, entry in enumerate(record.entries):
        said = entry.invitation or ""
        text = said.rstrip(CLOSING)
        asked = re.split(r"(?<=[.!?])\s+", text.lstrip())
        reason = None
        if not said:
            continue
        if not text.endswith(marks):
            reason = "does not end with a question mark"
        elif len(asked) > sentences:
            reason = "is longer than two sentences"
        elif yes_or_no.match(asked[-1]):
            reason = "can be answered with yes or no"
        if reason:
            yield at("entries", index, "invitation", reason=Own(reason), invitation=said)


@rule("LS-D4")
def no_look_back(record: LiberatingStructures) -> Findings:
    if record.entries:
        last = get_structure(record.entries[-1].structure)
        if DEBRIEF not in {last.code, *last.nested}:
            yield at("entries", len(record.entries) - 1, "structure", label=last.label)


@rule("LS-D6")
def twice_in_a_row(record: LiberatingStructures) -> Findings:
    for index, (entry, following) in enumerate(pairwise(record.entries), start=1):
        if entry.structure == following.structure:
            label = get_structure(entry.structure).label
            yield at("entries", index, "structure", label=label)


@rule("LS-P1")
def no_time_to_think(record: LiberatingStructures) -> Findings:
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


@rule("LS-G1")
def people_left_over(record: LiberatingStructures) -> Findings:
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


@rule("LS-G2")
def too_few_people(record: LiberatingStructures) -> Findings:
    return _below_minimum(record, stated=True)


@rule("LS-G2-W")
def fewer_people_than_advised(record: LiberatingStructures) -> Findings:
    return _below_minimum(record, stated=False)


@rule("LS-G3")
def count_not_allowed(record: LiberatingStructures) -> Findings:
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


@rule("LS-G4")
def partners_run_out(record: LiberatingStructures) -> Findings:
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


@rule("LS-G5")
def places_run_out(record: LiberatingStructures) -> Findings:
    if record.rooms is None:
        return
    for index, entry in enumerate(record.entries):
        needed = _places(entry, record.participants)
        if needed > record.rooms:
            label = get_structure(entry.structure).label
            yield at("entries", index, label=label, needed=needed, rooms=record.rooms)


@rule("LS-P3")
def no_time_to_hear_groups(record: LiberatingStructures) -> Findings:
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


@rule("LS-O1")
def hard_online(record: LiberatingStructures, *, distant: tuple[str, ...]) -> Findings:
    if record.mode not in distant:
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


@rule("LS-T1")
def steps_do_not_add_up(record: LiberatingStructures) -> Findings:
    for index, entry in enumerate(record.entries):
        if not entry.steps or entry.minutes is None:
            continue
        total = sum((step.minutes or 0) * (step.times or 1) for step in entry.steps)
        all_timed = all(step.minutes for step in entry.steps)
        if total > entry.minutes or (all_timed and total < entry.minutes):
            yield at("entries", index, "steps", steps=total, minutes=entry.minutes)


@rule("LS-T2")
def plan_too_long(record: LiberatingStructures) -> Findings:
    planned = planned_minutes(record)
    if record.minutes and planned > record.minutes:
        yield at("minutes", planned=planned, session=record.minutes)


@rule("LS-T2-W")
def plan_too_tight_or_loose(record: LiberatingStructures, *, least: int, most: int) -> Findings:
    planned = planned_minutes(record)
    if not record.minutes or not record.entries or planned > record.minutes:
        return
    if not least <= 100 * planned / record.minutes <= most:
        yield at(
            "minutes",
            planned=planned,
            session=record.minutes,
            share=round(100 * planned / record.minutes),
            least=least,
            most=most,
        )


@rule("LS-T3")
def no_time_to_change(record: LiberatingStructures) -> Findings:
    for index, (entry, following) in enumerate(pairwise(record.entries)):
        if entry.transition_minutes or entry.break_minutes:
            continue
        before, after = _units(entry), _units(following)
        if before and after and before[-1] != after[0]:
            yield at(
                "entries",
                index,
                label=get_structure(entry.structure).label,
                last=unit_label(before[-1]).lower(),
                first=unit_label(after[0]).lower(),
            )


@rule("LS-T4")
def too_short_for_turns(record: LiberatingStructures) -> Findings:
    for index, entry in enumerate(record.entries):
        structure = get_structure(entry.structure)
        if entry.minutes is None or entry.steps or structure.repeat is None:
            continue
        if structure.total_exception and structure.printed().covers(entry.minutes):
            continue
        turns = count_turns(entry, record.participants)
        needed = structure.length(turns).min
        if entry.minutes < needed:
            yield at(
                "entries",
                index,
                "minutes",
                label=structure.label,
                minutes=entry.minutes,
                turns=turns or structure.repeat.times.min,
                needed=needed,
            )


@rule("LS-T5")
def step_without_time(record: LiberatingStructures) -> Findings:
    for index, allotment in enumerate(allot_plan(record)):
        for step in allotment.without_time():
            yield at("entries", index, label=allotment.structure.label, step=Own(step.what))


@rule("LS-T6")
def length_without_reason(record: LiberatingStructures) -> Findings:
    for index, entry in enumerate(record.entries):
        if entry.minutes is None or entry.minutes_reason:
            continue
        structure = get_structure(entry.structure)
        turns = count_turns(entry, record.participants)
        printed, steps = structure.printed(turns), structure.length(turns)
        usual = printed.join(steps) if structure.steps else printed
        if not usual.covers(entry.minutes):
            yield at(
                "entries",
                index,
                "minutes",
                label=structure.label,
                minutes=entry.minutes,
                printed=str(printed),
                steps=str(steps) if structure.steps else "an unknown time",
            )


@rule("LS-P2")
def too_much_plenary(record: LiberatingStructures, *, percent: int) -> Findings:
    shares = [share for allotment in allot_plan(record) for share in allotment.shares]
    total = sum(share.minutes for share in shares)
    together = sum(share.minutes for share in shares if share.step.is_plenary)
    if together * 100 > total * percent:
        yield at("entries", share=round(100 * together / total))


@rule("LS-P4")
def unequal_turns(record: LiberatingStructures) -> Findings:
    for index, entry in enumerate(record.entries):
        seen: dict[str, int] = {}
        for number, step in enumerate(entry.steps):
            if step.minutes is None:
                continue
            first = seen.setdefault(" ".join(step.what.casefold().split()), step.minutes)
            if first != step.minutes:
                yield at(
                    "entries",
                    index,
                    "steps",
                    number,
                    first=first,
                    second=step.minutes,
                    step=step.what,
                )


def _units(entry: PlannedStructure) -> list[str]:
    """Return the codes of the groups that a planned structure uses, in order."""
    if entry.steps:
        return [step.unit for step in entry.steps if step.unit]
    return [unit for step in get_structure(entry.structure).steps for unit in step.units]
