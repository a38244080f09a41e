"""Writes a timetable for people and for their calendars."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol, cast
from uuid import NAMESPACE_OID, uuid5

from improvement_frameworks.core import (
    MissingExtraError,
    __version__,
    clean,
    clean_line,
    escape_markdown,
)
from improvement_frameworks.frameworks.liberating_structures.structure import unit_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.frameworks.liberating_structures.plan import (
        Slot,
        TimedStep,
        Timetable,
    )


class _Component(Protocol):
    """What is used of icalendar's classes, whose own declarations leave types open."""

    def add(self, name: str, value: object) -> None: ...
    def add_component(self, component: object) -> None: ...
    def to_ical(self) -> bytes: ...


def write_markdown(timetable: Timetable) -> str:
    """Return the agenda as Markdown: a table of every step, then what each structure is for."""
    lines = [f"# {escape_markdown(timetable.title)}", ""]
    lines += [f"{timetable.start:%H:%M} to {timetable.end:%H:%M}, {timetable.minutes} minutes", ""]
    lines += ["| Time | Minutes | What | Groups |", "| --- | --- | --- | --- |"]
    for slot in timetable.slots:
        label = escape_markdown(slot.label)
        name = f"**{label}**" if slot.kind == "structure" else label
        lines.append(f"| {slot.start:%H:%M} | {slot.minutes} | {name} | |")
        lines += [_row(step) for step in slot.steps]
        if slot.spare:
            lines.append(f"| {slot.steps[-1].end:%H:%M} | {slot.spare} | Minutes to spare | |")
    for slot in timetable.slots:
        lines += _details(slot)
    return "\n".join(lines) + "\n"


def _row(step: TimedStep) -> str:
    minutes = step.minutes
    groups = ", then ".join(unit_label(code).lower() for code in step.units)
    cells = (f"{step.start:%H:%M}", str(minutes), escape_markdown(_say(step)), groups)
    return "| " + " | ".join(cells) + " |"


def _say(step: TimedStep) -> str:
    return f"{step.what} ({step.turn} of {step.turns})" if step.turn else step.what


def _details(slot: Slot) -> Iterator[str]:
    facts = (("For", slot.aim), ("Invitation", slot.invitation), ("Host", slot.host))
    told = [f"- {name}: {escape_markdown(fact)}" for name, fact in facts if fact]
    if told:
        yield from ("", f"## {slot.start:%H:%M} {escape_markdown(slot.label)}", "", *told)


def write_calendar(timetable: Timetable) -> str:
    """Return the agenda in iCalendar form, an event for each structure and break.

    The same timetable always gives the same text: the stamp of each event is its own start.

    Raises:
        MissingExtraError: if the extra ``calendar`` is not installed.
    """
    try:
        from icalendar import Calendar, Event
    except ImportError:
        raise MissingExtraError("Writing a calendar file", "calendar") from None
    calendar = cast("_Component", Calendar())
    calendar.add("prodid", f"-//improvement-frameworks//{__version__}//EN")
    calendar.add("version", "2.0")
    for slot in timetable.slots:
        if slot.kind == "change":
            continue
        event = cast("_Component", Event())
        event.add("uid", _identify(timetable, slot))
        event.add("dtstamp", _moment(slot.start).replace(tzinfo=UTC))
        event.add("dtstart", _moment(slot.start))
        event.add("dtend", _moment(slot.end))
        event.add("summary", clean_line(f"{timetable.title}: {slot.label}"))
        if text := "\n".join(_describe(slot)):
            event.add("description", clean(text))
        calendar.add_component(event)
    return calendar.to_ical().decode("utf-8")


def _identify(timetable: Timetable, slot: Slot) -> str:
    """Return the id of an event: another one for each session, the same when written again."""
    named = "\n".join((*timetable.identity, slot.kind, str(slot.entry)))
    # A title may hold half a character, which no encoding takes.
    whole = named.encode("utf-8", "backslashreplace").decode("utf-8")
    return f"urn:uuid:{uuid5(NAMESPACE_OID, whole)}"


def _moment(moment: datetime) -> datetime:
    """Return a moment with a zone in universal time; one without a zone stays as it is."""
    return moment.astimezone(UTC) if moment.tzinfo else moment


def _describe(slot: Slot) -> Iterator[str]:
    if slot.aim:
        yield slot.aim
    if slot.invitation:
        yield slot.invitation
    for step in slot.steps:
        yield f"{step.start:%H:%M} {_say(step)}"
