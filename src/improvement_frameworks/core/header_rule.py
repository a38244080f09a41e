"""The rules of every record, whatever its framework."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core.action import find_actions
from improvement_frameworks.core.errors import Offers, nearest_id
from improvement_frameworks.core.field import find_note, find_values
from improvement_frameworks.core.framework import JUDGEMENT
from improvement_frameworks.core.reference import find_links
from improvement_frameworks.core.rules import Findings, at, rule
from improvement_frameworks.core.types import DATE, Text
from improvement_frameworks.problems.problem import Own, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from improvement_frameworks.core.header import Contributor, Entry, OwnPart
    from improvement_frameworks.core.record import Record
    from improvement_frameworks.core.reference import Target
    from improvement_frameworks.core.rules import Finding

FAR_AHEAD: Final = timedelta(days=3_653)
"""How far ahead of the record a day may be: ten years; our judgement."""

WIDER_USES: Final = frozenset({"share-in-organisation", "publish", "quote"})
"""The uses with which a record leaves the group that made it."""

_id: Final = attrgetter("id")


@rule(
    "REC-E1",
    severity="error",
    title="Duplicate ID",
    message='The ID "{id}" is used more than once in {list}. Times: {times}.',
    hint="Give each one its own ID.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
)
def id_twice(record: Record) -> Findings:
    """Ids of entries and of contributors are unique within a record."""
    lists: dict[str, tuple[Entry | Contributor, ...]] = {
        "entries": record.entries,
        "contributors": record.contributors,
    }
    for name, ones in lists.items():
        ids = [one.id for one in ones if one.id]
        if len(set(ids)) < len(ids):
            yield from _repeated(name, ones)


def _repeated(name: str, ones: tuple[Entry | Contributor, ...]) -> Findings:
    counts = Counter(one.id for one in ones)
    seen: set[str] = set()
    for index, one in enumerate(ones):
        if one.id and one.id in seen:
            yield at(name, index, "id", id=one.id, times=counts[one.id], list=name)
        seen.add(one.id or "")


@rule(
    "REC-E2",
    severity="error",
    title="Unknown ID",
    message='Nothing in {list} has the ID "{id}".{offer}',
    hint="Correct the ID, or add what is missing.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
)
def reference_unknown(record: Record) -> Findings:
    """Every reference leads to an entry or a contributor of the same record."""
    known: dict[Target, set[str]] = {
        "entries": set(filter(None, map(_id, record.entries))),
        "contributors": set(map(_id, record.contributors)),
    }
    offers = Offers()
    for link in find_links(record, known):
        near = offers.find((link.to, link.id), partial(nearest_id, link.id, known[link.to]))
        offer = f" Did you mean {near}?" if near else ""
        yield at(*link.path, id=link.id, list=link.to, offer=offer)


@rule(
    "REC-E3",
    severity="error",
    title="Period that ends before it starts",
    message="The period ends on {end}, before its start on {start}.",
    hint="Swap the two days, or correct the wrong one.",
    principle="be-timely",
    source=JUDGEMENT,
)
def period_reversed(record: Record) -> Findings:
    """A period does not end before it starts."""
    period = record.period
    if period and period.end and period.end < period.start:
        yield at("period", "end", start=period.start.isoformat(), end=period.end.isoformat())


@rule(
    "REC-E4",
    severity="error",
    title="Recorded before it happened",
    message="This happened on {happened}, after the record was written on {recorded}.",
    hint="Correct one of the two days.",
    principle="be-timely",
    source=JUDGEMENT,
)
def happened_after_recording(record: Record) -> Findings:
    """Nothing is recorded before it happens."""
    recorded = record.recorded_on
    if recorded is None:
        return
    for index, entry in enumerate(record.entries):
        if entry.happened_on and entry.happened_on > recorded:
            yield at(
                "entries",
                index,
                "happened_on",
                happened=entry.happened_on.isoformat(),
                recorded=recorded.isoformat(),
            )


@rule(
    "REC-E5",
    severity="error",
    title="Unknown part",
    message="{code} is not a known {part}, and the record does not declare it in own_parts.{offer}",
    hint="Correct the code, or declare it in own_parts with its label and what it means.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={
        "code": "The code that was found.",
        "part": "What the code is for: the name of the field.",
    },
)
def part_unknown(record: Record) -> Findings:
    """In a framework of which only some parts are known, entries name known or declared ones."""
    if not record.about.open:
        return
    known = {*record.about.part_vocabulary.codes, *record.part_codes}
    name = record.about.part_field
    offers = Offers()
    for index, entry in enumerate(record.entries):
        is_list = not isinstance(getattr(entry, name), str)
        for place, code in enumerate(record.parts_of(entry)):
            if code not in known:
                path = (*("entries", index, name), *((place,) if is_list else ()))
                near = offers.find(code, partial(nearest_id, code, known))
                offer = f" Did you mean {near}?" if near else ""
                yield at(*path, code=quote(code), part=record.about.part, offer=offer)


@rule(
    "REC-E6",
    severity="error",
    title="Part declared twice",
    message="{code} is declared in own_parts, but {reason}.",
    hint="Give each part of your own a code that no other part has.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={"code": "The code that the record declares.", "reason": "Why it cannot be declared."},
)
def part_declared_twice(record: Record) -> Findings:
    """A part that a record declares has a code that no other part has."""
    seen: set[str] = set()
    own: tuple[OwnPart, ...] = getattr(record, "own_parts", ())
    for index, part in enumerate(own):
        is_known = part.code in record.about
        if is_known or part.code in seen:
            reason = "it is a known part" if is_known else "it was declared before"
            yield at("own_parts", index, "code", code=quote(part.code), reason=Own(reason))
        seen.add(part.code)


@rule(
    "REC-W1",
    severity="warning",
    title="No entries yet",
    message="The record has a header and no entries.",
    hint="Add what people said, one entry for each thing.",
    principle="be-timely",
    source=JUDGEMENT,
)
def no_entries(record: Record) -> Iterator[Finding]:
    """A record holds at least one entry."""
    if not record.entries:
        yield at("entries")


@rule(
    "REC-W2",
    severity="warning",
    title="Action without an owner",
    message="Nobody is named as the owner of this action.",
    hint="Agree on one owner. A role is enough.",
    principle="be-purposeful",
    source=JUDGEMENT,
)
def action_without_owner(record: Record) -> Findings:
    """Every action that is still to be done has an owner."""
    for found in find_actions(record):
        if found.action.is_open and found.action.owner is None:
            yield at(*found.path)


@rule(
    "REC-W3",
    severity="warning",
    title="Action overdue",
    message="The action was due on {due} and is not done. The record is from {recorded}.",
    hint="Record how far it has come, set a new day, or drop it and say why.",
    principle="be-timely",
    source=JUDGEMENT,
)
def action_overdue(record: Record) -> Findings:
    """On the day of recording, no open action is past its day."""
    recorded = record.recorded_on
    for found in find_actions(record):
        due = found.action.due
        if recorded and due and due < recorded and found.action.is_open:
            yield at(*found.path, "due", due=due.isoformat(), recorded=recorded.isoformat())


@rule(
    "REC-W4",
    severity="warning",
    title="Action without an outcome",
    message="The action is finished, and nothing is said about what came of it.",
    hint="Write in outcome what came of it, or why it was dropped.",
    principle="focus-on-what-is-enabling-the-change",
    source=JUDGEMENT,
)
def action_without_outcome(record: Record) -> Findings:
    """An action that is done or dropped says what came of it."""
    for found in find_actions(record):
        if not found.action.is_open and found.action.outcome is None:
            yield at(*found.path)


@rule(
    "REC-W5",
    severity="warning",
    title="Action without an aim",
    message="This action does not say which entries it works on.",
    hint="Name the entries in works_on. If there are none, ask what the action is for.",
    principle="be-purposeful",
    source=JUDGEMENT,
)
def action_without_aim(record: Record) -> Findings:
    """Every action of a record works on something that was recorded."""
    for found in find_actions(record):
        if found.entry is None and not found.action.has_aim:
            yield at(*found.path)


@rule(
    "REC-W6",
    severity="warning",
    title="Action without words",
    message="This action does not say what will be done.",
    hint="Write in text what will be done.",
    principle="be-purposeful",
    source=JUDGEMENT,
)
def action_without_words(record: Record) -> Findings:
    """Every action says what will be done."""
    for found in find_actions(record):
        if found.action.text is None:
            yield at(*found.path)


@rule(
    "REC-W7",
    severity="warning",
    title="Day far in the future",
    message="{day} is more than ten years after the record was written on {recorded}.",
    hint="Check the year.",
    principle="be-timely",
    source=JUDGEMENT,
    limits={"days": FAR_AHEAD.days},
    facts={"day": "The day that is far ahead."},
)
def day_far_ahead(record: Record) -> Findings:
    """No day is further ahead of the record than plans reach."""
    recorded = record.recorded_on
    if recorded is None:
        return
    for path, day in find_values(record, _is_day):
        if isinstance(day, date) and day - recorded > FAR_AHEAD:
            yield at(*path, day=day.isoformat(), recorded=recorded.isoformat())


def _is_day(field: FieldInfo) -> bool:
    return find_note(field, Text) is DATE


@rule(
    "REC-E7",
    severity="error",
    title="Use without consent",
    message="Nobody was asked for consent, and the record is meant for: {uses}.",
    hint="Ask people first, or leave these uses out.",
    principle="support-psychological-safety",
    source=JUDGEMENT,
    words={"uses beyond the group": WIDER_USES},
    facts={"uses": "The uses that are named, beyond the group itself."},
)
def use_without_consent(record: Record) -> Findings:
    """A record leaves the group only if people were asked."""
    consent = record.consent
    if consent and consent.status == "not-asked":
        uses = tuple(use for use in consent.uses if use in WIDER_USES)
        if uses:
            yield at("consent", "uses", uses=uses)
