"""Rules of good use about the time of a session."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from improvement_frameworks.core import JUDGEMENT, Findings, Own, at, rule
from improvement_frameworks.frameworks.liberating_structures.allotment import count_turns
from improvement_frameworks.frameworks.liberating_structures.plan import (
    allot_plan,
    planned_minutes,
)
from improvement_frameworks.frameworks.liberating_structures.structure import (
    get_structure,
    unit_label,
)

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.liberating_structures.record import (
        LiberatingStructures,
        PlannedStructure,
    )

FULL = 90
HALF = 50


@rule(
    "LS-T1",
    severity="warning",
    title="Steps that do not add up",
    message="Minutes of the steps: {steps}. Minutes planned: {minutes}.",
    hint="Change a step or the total. Should one step fill the rest? Leave its minutes out.",
    principle="be-purposeful",
    source="app-text",
    facts={"steps": "How many minutes the steps take together."},
)
def steps_do_not_add_up(record: LiberatingStructures) -> Findings:
    """Steps that the group plans itself add up to the minutes that it plans."""
    for index, entry in enumerate(record.entries):
        if not entry.steps or entry.minutes is None:
            continue
        total = sum((step.minutes or 0) * (step.times or 1) for step in entry.steps)
        all_timed = all(step.minutes for step in entry.steps)
        if total > entry.minutes or (all_timed and total < entry.minutes):
            yield at("entries", index, "steps", steps=total, minutes=entry.minutes)


@rule(
    "LS-T2",
    severity="error",
    title="Plan longer than the session",
    message="Minutes of the plan, with changes and breaks: {planned}. Minutes of the "
    "session: {session}.",
    hint="Leave a structure out, choose a shorter one, or ask for more time.",
    principle="be-purposeful",
    source="german-data",
    facts={
        "planned": "How many minutes the plan takes.",
        "session": "How many minutes the session has.",
    },
)
def plan_too_long(record: LiberatingStructures) -> Findings:
    """Everything that is planned fits into the session."""
    planned = planned_minutes(record)
    if record.minutes and planned > record.minutes:
        yield at("minutes", planned=planned, session=record.minutes)


@rule(
    "LS-T2-W",
    severity="warning",
    title="Too little or nearly all of the time used",
    message="Minutes planned: {planned} of {session}, {share} per cent. Usual: {least} to "
    "{most} per cent.",
    hint="Keep a tenth in reserve. Is there much time left? Plan a second round or a longer "
    "look back.",
    principle="be-purposeful",
    source="facilitator-app",
    limits={"least per cent": HALF, "most per cent": FULL},
    facts={
        "planned": "How many minutes the plan takes.",
        "session": "How many minutes the session has.",
        "share": "The plan's share of the session, in per cent.",
        "least": "The smallest usual share, in per cent.",
        "most": "The largest usual share, in per cent.",
    },
)
def plan_too_tight_or_loose(record: LiberatingStructures) -> Findings:
    """A plan leaves some time in reserve, and not too much."""
    planned = planned_minutes(record)
    if not record.minutes or not record.entries or planned > record.minutes:
        return
    if not HALF <= 100 * planned / record.minutes <= FULL:
        yield at(
            "minutes",
            planned=planned,
            session=record.minutes,
            share=round(100 * planned / record.minutes),
            least=HALF,
            most=FULL,
        )


@rule(
    "LS-T3",
    severity="warning",
    title="No time to change groups",
    message="{label} ends with {last} and the next structure starts with {first}. No time is "
    "planned for the change.",
    hint="Plan at least a minute, and more when people move between rooms.",
    principle="be-purposeful",
    source="activity-clock",
    facts={
        "last": "The label of the group at the end.",
        "first": "The label of the group at the start of the next structure.",
    },
)
def no_time_to_change(record: LiberatingStructures) -> Findings:
    """Where groups change between two structures, time is planned for it."""
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


@rule(
    "LS-T4",
    severity="error",
    title="Too short for everyone's turn",
    message="{label}, minutes planned: {minutes}. Needed: {needed}. Turns: {turns}.",
    hint="Plan more minutes or smaller groups, or record your own shorter steps.",
    principle="involve-diverse-perspectives",
    source="app-text",
    facts={"turns": "How many turns there are.", "needed": "How many minutes are needed."},
)
def too_short_for_turns(record: LiberatingStructures) -> Findings:
    """Time for each client, person, station or element is counted as often as there are some."""
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


@rule(
    "LS-T5",
    severity="warning",
    title="Step without time",
    message="{label}: no time is left for this step: {step}",
    hint="Plan more minutes, or record your own steps.",
    principle="be-purposeful",
    source="app-text",
    facts={"step": "What is done in the step."},
)
def step_without_time(record: LiberatingStructures) -> Findings:
    """Every step that cannot be left out has some time."""
    for index, allotment in enumerate(allot_plan(record)):
        for step in allotment.without_time():
            yield at("entries", index, label=allotment.structure.label, step=Own(step.what))


@rule(
    "LS-T6",
    severity="info",
    title="Length that differs from the printed one",
    message="{label}, minutes planned: {minutes}. Printed: {printed}. Printed steps: {steps}.",
    hint="Say why in minutes_reason.",
    principle="be-purposeful",
    source="app-text",
    facts={
        "printed": "The printed length in minutes, as text.",
        "steps": "How many minutes the printed steps take, as text.",
    },
)
def length_without_reason(record: LiberatingStructures) -> Findings:
    """A length that differs from the printed one has a reason."""
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


@rule(
    "LS-P2",
    severity="warning",
    title="Most of the time in one large group",
    message="Share of the time in which everyone sits together: {share} per cent.",
    hint="Let people work alone, in pairs and in small groups for at least half of the time.",
    principle="involve-diverse-perspectives",
    source=JUDGEMENT,
    limits={"per cent": HALF},
    facts={"share": "The share of the time, in per cent."},
)
def too_much_plenary(record: LiberatingStructures) -> Findings:
    """No more than half of the steps' time is spent in the whole group."""
    shares = [share for allotment in allot_plan(record) for share in allotment.shares]
    total = sum(share.minutes for share in shares)
    together = sum(share.minutes for share in shares if share.step.is_plenary)
    if together * 100 > total * HALF:
        yield at("entries", share=round(100 * together / total))


@rule(
    "LS-P4",
    severity="warning",
    title="Unequal turns",
    message="This step is planned with different minutes, {first} and {second}: {step}",
    hint="Give every turn the same time.",
    principle="support-psychological-safety",
    source="app-text",
    facts={
        "first": "How many minutes the step has first.",
        "second": "How many minutes it has later.",
        "step": "What is done in the step.",
    },
)
def unequal_turns(record: LiberatingStructures) -> Findings:
    """A step that comes again for another person takes as long as before."""
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
