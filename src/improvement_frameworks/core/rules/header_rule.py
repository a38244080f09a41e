"""The rules of every record, whatever its framework."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core.content.tag import SEPARATOR, listed_tags, names_a_list
from improvement_frameworks.core.errors import Offers, nearest, nearest_id
from improvement_frameworks.core.record.action import find_actions
from improvement_frameworks.core.record.field import find_model, find_note, find_values
from improvement_frameworks.core.record.header import Consent
from improvement_frameworks.core.record.reference import find_links
from improvement_frameworks.core.record.types import DATE, Tagged, Text
from improvement_frameworks.core.rules.rules import Findings, at, rule
from improvement_frameworks.problems.problem import Own, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from improvement_frameworks.core.record.header import Contributor, Entry, OwnPart
    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.record.reference import Target
    from improvement_frameworks.core.rules.rules import Finding

_id: Final = attrgetter("id")


@rule("REC-E1")
def id_twice(record: Record) -> Findings:
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


@rule("REC-E2")
def reference_unknown(record: Record) -> Findings:
    known: dict[Target, set[str]] = {
        "entries": set(filter(None, map(_id, record.entries))),
        "contributors": set(map(_id, record.contributors)),
    }
    offers = Offers()
    for link in find_links(record, known):
        near = offers.find((link.to, link.id), partial(nearest_id, link.id, known[link.to]))
        offer = f" Did you mean {near}?" if near else ""
        yield at(*link.path, id=link.id, list=link.to, offer=offer)


@rule("REC-E3")
def period_reversed(record: Record) -> Findings:
    period = record.period
    if period and period.end and period.end < period.start:
        yield at("period", "end", start=period.start.isoformat(), end=period.end.isoformat())


@rule("REC-E4")
def happened_after_recording(record: Record) -> Findings:
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


@rule("REC-E5")
def part_unknown(record: Record) -> Findings:
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


@rule("REC-E6")
def part_declared_twice(record: Record) -> Findings:
    seen: set[str] = set()
    own: tuple[OwnPart, ...] = getattr(record, "own_parts", ())
    for index, part in enumerate(own):
        is_known = part.code in record.about
        if is_known or part.code in seen:
            reason = "it is a known part" if is_known else "it was declared before"
            yield at("own_parts", index, "code", code=quote(part.code), reason=Own(reason))
        seen.add(part.code)


@rule("REC-W1")
def no_entries(record: Record) -> Iterator[Finding]:
    if not record.entries:
        yield at("entries")


@rule("REC-W2")
def action_without_owner(record: Record) -> Findings:
    for found in find_actions(record):
        if found.action.is_open and found.action.owner is None:
            yield at(*found.path)


@rule("REC-W3")
def action_overdue(record: Record) -> Findings:
    recorded = record.recorded_on
    for found in find_actions(record):
        due = found.action.due
        if recorded and due and due < recorded and found.action.is_open:
            yield at(*found.path, "due", due=due.isoformat(), recorded=recorded.isoformat())


@rule("REC-W4")
def action_without_outcome(record: Record) -> Findings:
    for found in find_actions(record):
        if not found.action.is_open and found.action.outcome is None:
            yield at(*found.path)


@rule("REC-W5")
def action_without_aim(record: Record) -> Findings:
    for found in find_actions(record):
        if found.entry is None and not found.action.has_aim:
            yield at(*found.path)


@rule("REC-W6")
def action_without_words(record: Record) -> Findings:
    for found in find_actions(record):
        entry = None if found.entry is None else record.entries[found.entry]
        if found.action.text is None and getattr(entry, "text", None) is None:
            yield at(*found.path)


@rule("REC-W7")
def day_far_ahead(record: Record, *, days: int) -> Findings:
    recorded = record.recorded_on
    if recorded is None:
        return
    for path, day in find_values(record, _is_day):
        if isinstance(day, date) and (day - recorded).days > days:
            yield at(*path, day=day.isoformat(), recorded=recorded.isoformat())


def _is_day(field: FieldInfo) -> bool:
    return find_note(field, Text) is DATE


@rule("REC-W8")
def tag_unknown(record: Record) -> Findings:
    offers = Offers()
    for path, tag in find_values(record, _is_tag):
        if isinstance(tag, str) and names_a_list(tag) and tag not in listed_tags():
            near = offers.find(tag, partial(nearest, tag, listed_tags()))
            offer = f" Did you mean {near}?" if near else ""
            name = tag.partition(SEPARATOR)[0]
            yield at(*path, list=name, tag=quote(tag), offer=offer)


def _is_tag(field: FieldInfo) -> bool:
    return find_note(field, Tagged) is not None


@rule("REC-E7")
def use_without_consent(record: Record, *, wider: tuple[str, ...]) -> Findings:
    for path, consent in find_values(record, _is_consent):
        if isinstance(consent, Consent) and consent.status == "not-asked":
            uses = tuple(use for use in consent.uses if use in wider)
            if uses:
                yield at(*path, "uses", uses=uses)


def _is_consent(field: FieldInfo) -> bool:
    return find_model(field) is Consent
