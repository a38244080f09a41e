"""Breaches of the rules of every record, made from what the model declares."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from attrs import frozen

from improvement_frameworks.core.registry import find_rule
from improvement_frameworks.testing.edit import GONE, Edit
from improvement_frameworks.testing.form import FIRST_DAY, LAST_DAY
from improvement_frameworks.testing.slot import ObjectSlot, TextSlot, find_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.problems.problem import Problem

ONE_DAY = timedelta(days=1)


@frozen
class Breach:
    """A change after which a rule speaks."""

    problem: Problem
    """What the rule finds."""
    path: Path
    """Where it finds it."""
    edits: tuple[Edit, ...]
    """The change."""
    title: str
    """What it is, in words."""


def breaches(slot: ObjectSlot, document: Mapping[str, object]) -> Iterator[Breach]:
    """Yield breaches of the rules that every record has, as far as the document has room."""
    references = {
        place.path: (place.slot.to, str(place.value))
        for place in find_places(slot, document)
        if isinstance(place.slot, TextSlot) and place.slot.to and place.value is not GONE
    }
    yield from _ids_twice(document, {id_ for to, id_ in references.values() if to == "entries"})
    yield from _lost_references(document, references)
    yield _reversed_period(document)
    yield _unasked()
    yield from _happened_later(document)


def _items(document: Mapping[str, object], name: str) -> list[dict[str, object]]:
    return cast("list[dict[str, object]]", document.get(name, []))


def _ids_twice(document: Mapping[str, object], referred: set[str]) -> Iterator[Breach]:
    """Give one id to two entries to which nothing refers, or to one contributor more."""
    problem = find_rule("REC-E1").problem
    entries = _items(document, "entries")
    free = [index for index, entry in enumerate(entries) if entry.get("id") not in referred]
    known = {str(entry["id"]) for entry in entries if "id" in entry}
    if len(free) > 1:
        first, *others = free
        shared = str(entries[first].get("id", _unknown(known)))
        for index in others:
            paths: list[Path] = [("entries", first, "id"), ("entries", index, "id")]
            edits = tuple(Edit(path, shared) for path in paths)
            yield Breach(problem, paths[1], edits, "two entries with one id")
    people = _items(document, "contributors")
    if people:
        path = ("contributors", len(people))
        edits = (Edit(path, people[0]),)
        yield Breach(problem, (*path, "id"), edits, "a contributor who stands there again")


def _lost_references(
    document: Mapping[str, object], references: Mapping[Path, tuple[object, str]]
) -> Iterator[Breach]:
    known = {
        str(item.get("id"))
        for name in ("entries", "contributors")
        for item in _items(document, name)
    }
    for path in references:
        wanted = _unknown(known)
        known.add(wanted)  # another one for each, so that several can be lost together
        edits = (Edit(path, wanted),)
        problem = find_rule("REC-E2").problem
        yield Breach(problem, path, edits, "a reference to something that is not there")


def _unknown(known: set[str]) -> str:
    """Return an id that nothing has."""
    number = 1
    while (wanted := f"nowhere-{number}") in known:
        number += 1
    return wanted


def _reversed_period(document: Mapping[str, object]) -> Breach:
    period = cast("dict[str, object]", document.get("period", {"start": "2020-06-30"}))
    start = date.fromisoformat(str(period["start"]))
    if start == FIRST_DAY:
        start += ONE_DAY
    days = {"start": start.isoformat(), "end": (start - ONE_DAY).isoformat()}
    problem = find_rule("REC-E3").problem
    edits = (Edit(("period",), {**period, **days}),)
    return Breach(problem, ("period", "end"), edits, "a period that ends a day before its start")


def _unasked() -> Breach:
    problem = find_rule("REC-E7").problem
    edits = (Edit(("consent",), {"status": "not-asked", "uses": ["publish"]}),)
    return Breach(problem, ("consent", "uses"), edits, "published, though nobody was asked")


def _happened_later(document: Mapping[str, object]) -> Iterator[Breach]:
    if "recorded_on" not in document:
        return
    recorded = date.fromisoformat(str(document["recorded_on"]))
    if recorded == LAST_DAY:
        return
    problem = find_rule("REC-E4").problem
    for index in range(len(_items(document, "entries"))):
        path = ("entries", index, "happened_on")
        edits = (Edit(path, (recorded + ONE_DAY).isoformat()),)
        yield Breach(problem, path, edits, "something that happened the day after")
