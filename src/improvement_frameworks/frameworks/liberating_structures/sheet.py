"""The facilitator's sheet of a plan: steps by the clock, group splits, materials and backups."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core import SessionSheet, SheetItem, SheetStep
from improvement_frameworks.frameworks.liberating_structures.plan import (
    plan_groups,
    write_timetable,
)
from improvement_frameworks.frameworks.liberating_structures.structure import (
    get_structure,
    unit_label,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from improvement_frameworks.frameworks.liberating_structures.plan import Slot, TimedStep
    from improvement_frameworks.frameworks.liberating_structures.record import (
        LiberatingStructures,
        PlannedStructure,
    )

_NO_DAY: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - only the time since then is shown


def write_sheet(
    plan: LiberatingStructures, people: int | None = None, start: datetime | str | None = None
) -> SessionSheet:
    """Return the sheet of a plan.

    Args:
        plan: The plan.
        people: How many there are; ``participants`` of the plan if absent.
        start: When it starts; ``starts_at`` of the plan if absent. Without either, the sheet
            shows the time since the start.

    Raises:
        ValueError: if there is nobody, or the start is no day and time.
    """
    if people is not None:
        plan = plan.model_copy(update={"participants": people})
    known = start is not None or plan.starts_at is not None
    timetable = write_timetable(plan, None if known and start is None else start or _NO_DAY)

    def clock(moment: datetime) -> str:
        if known:
            return f"{moment:%H:%M}"
        passed = (moment - timetable.start).seconds // 60
        return f"{passed // 60}:{passed % 60:02}"

    groups: dict[int, list[str]] = {}
    for one in plan_groups(plan) if plan.participants is not None else ():
        groups.setdefault(one.entry, []).append(f"{one.unit}: {one.split}")
    return SessionSheet(
        title=plan.title,
        facts=tuple(_facts(plan, f"{clock(timetable.start)} to {clock(timetable.end)}")),
        items=tuple(_item(plan, slot, groups, clock) for slot in timetable.slots),
    )


def _facts(plan: LiberatingStructures, time: str) -> Iterator[tuple[str, str]]:
    if plan.purpose and plan.purpose.question:
        yield "Purpose", plan.purpose.question
    yield "Time", time
    if plan.participants is not None:
        yield "People", str(plan.participants)
    if plan.mode:
        yield "Mode", plan.about.vocabulary("mode")[plan.mode].label
    if plan.rooms:
        yield "Groups side by side", str(plan.rooms)


def _item(
    plan: LiberatingStructures,
    slot: Slot,
    groups: dict[int, list[str]],
    clock: Callable[[datetime], str],
) -> SheetItem:
    if slot.structure is None:
        return SheetItem(start=clock(slot.start), minutes=slot.minutes, title=slot.label)
    entry = plan.entries[slot.entry]
    steps = [_step(step, clock) for step in slot.steps]
    if slot.spare:
        spare = clock(slot.steps[-1].end)
        steps.append(SheetStep(start=spare, minutes=slot.spare, what="Minutes to spare"))
    return SheetItem(
        start=clock(slot.start),
        minutes=slot.minutes,
        title=slot.label,
        invitation=slot.invitation or get_structure(slot.structure).invitation or "",
        facts=tuple(_needs(plan, entry, slot.host)),
        groups=tuple(groups.get(slot.entry, ())),
        steps=tuple(steps),
    )


def _needs(
    plan: LiberatingStructures, entry: PlannedStructure, host: str | None
) -> Iterator[tuple[str, str]]:
    part, structure = plan.about[entry.structure], get_structure(entry.structure)
    if entry.text:
        yield "For", entry.text
    if host:
        yield "Host", host
    yield "Space and materials", entry.space or "; ".join(structure.space)
    online = part.details.get("online")
    if plan.mode not in {None, "in-the-room"} and isinstance(online, tuple):
        yield "Online", "; ".join(map(str, online))
    yield "Who takes part", entry.participation or structure.participation or ""
    if entry.remainder:
        yield "Those left over", entry.remainder
    if entry.riff:
        yield "Variation", entry.riff
    if entry.backups:
        yield "In reserve", "; ".join(plan.about[code].label for code in entry.backups)
    else:
        yield "In reserve", "Choose one before the session."


def _step(step: TimedStep, clock: Callable[[datetime], str]) -> SheetStep:
    turn = f" ({step.turn} of {step.turns})" if step.turn else ""
    return SheetStep(
        start=clock(step.start),
        minutes=step.minutes,
        what=f"{step.what}{turn}",
        groups=", then ".join(unit_label(code).lower() for code in step.units),
    )
