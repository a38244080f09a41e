"""What records that are checked together say of each other: their ids, and what they name by them.

A record names another one in its references; an entry names one of another record in ``came_from``.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from attrs import Factory, define, evolve

from improvement_frameworks import problems
from improvement_frameworks.core.errors import Offers, nearest_id
from improvement_frameworks.core.pointer import write_pointer
from improvement_frameworks.core.record.field import find_note, find_values
from improvement_frameworks.core.record.types import ORIGIN, Text
from improvement_frameworks.documents.check import place
from improvement_frameworks.problems.problem import Own, Where, quote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pydantic.fields import FieldInfo

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.rules.rules import Selection
    from improvement_frameworks.documents.reading import Document
    from improvement_frameworks.problems.problem import Issue

    Tree = dict[str, object]

_ORIGIN_FIELD: Final = "came_from"
_ORIGIN_IN_TEXT: Final = re.compile(rb"came_from|\\u00[67]")
"""Finds the name of the field in a JSON text, where a letter of it may be escaped."""
_OTHERS: Final = "extensions"
"""What is in it is an organisation's own, whatever it is called."""


class Named(NamedTuple):
    """What names another record, or one of its entries."""

    record: str
    """The id of the record."""
    entry: str
    """The id of its entry, or ``#`` and its number; blank if the record is named and no entry."""
    where: Where
    """Where it is named."""
    is_first: bool = True
    """Whether the naming record names that record here first."""


@define
class Entries:
    """The entries that a record has, as others may name them."""

    ids: set[str]
    """The ids of those that have one."""
    number: int
    """How many there are."""

    def has(self, name: str) -> bool:
        """Whether there is such an entry."""
        if name.startswith("#"):
            return int(name[1:]) <= self.number
        return name in self.ids


@define
class Together:
    """The ids of records, and what they name, each with its place."""

    documents: int = 0
    """How many records there were."""
    own: list[tuple[str, Where]] = Factory(list["tuple[str, Where]"])
    """The ids that records have."""
    entries: dict[str, Entries] = Factory(dict[str, Entries])
    """The entries of each record that has an id; none if they could not be read."""
    named: list[Named] = Factory(list[Named])
    """What they name, in the order of each record."""
    is_complete: bool = True
    """Whether all records are known; if not, nothing can be said to be missing."""

    def take(self, document: Document) -> None:
        """Take the ids of a document, whether or not its form is right."""
        self.documents += 1
        read = document.value
        if not isinstance(read, dict):
            return
        value = cast("Tree", read)
        own = value.get("id")
        found = dict(_find_named(value))
        if isinstance(own, str):
            first, *places = _find_places(document, [("id",), *found])
            self._know(own, first, value)
        else:
            places = _find_places(document, found)
        self._name(found.values(), places)

    def take_record(self, record: Record, source: str) -> None:
        """Take the ids of a record of which no more is known than where it is from."""
        self.documents += 1
        if is_alone(record):
            return
        value = cast("Tree", record.model_dump(mode="json", by_alias=True))
        where = Where(source=source)
        if record.id is not None:
            self._know(record.id, where, value)
        found = dict(_find_named(value))
        self._name(found.values(), [where] * len(found))

    def _know(self, own: str, where: Where, value: Tree) -> None:
        self.own.append((own, where))
        entries = _items(value, "entries")
        ids = (cast("Tree", one).get("id") for one in entries if isinstance(one, dict))
        self._add(own, Entries({one for one in ids if isinstance(one, str)}, len(entries)))

    def _add(self, own: str, more: Entries) -> None:
        """Take the entries of a record; of two with the same id, those of both are known."""
        known = self.entries.setdefault(own, more)
        known.ids |= more.ids
        known.number = max(known.number, more.number)

    def _name(self, found: Iterable[str], places: Iterable[Where]) -> None:
        seen: set[str] = set()
        for one, where in zip(found, places, strict=True):
            record, _, entry = one.partition("/")
            self.named.append(Named(record, entry, where, is_first=record not in seen))
            seen.add(record)

    def include(self, other: Together, *, lines_before: int = 0) -> None:
        """Take what was found in what follows, whose first line comes after so many others."""
        self.documents += other.documents
        self.own += [(one, _below(where, lines_before)) for one, where in other.own]
        self.named += [one._replace(where=_below(one.where, lines_before)) for one in other.named]
        for own, more in other.entries.items():
            self._add(own, more)
        self.is_complete = self.is_complete and other.is_complete

    def issues(self, selection: Selection) -> Iterator[Issue]:
        """Yield what is wrong with the ids; one record alone may name what is elsewhere."""
        if self.documents < 2:
            return
        if selection.takes(problems.REC_ID_TWICE):
            yield from self._find_doubles(selection)
        if self.is_complete and selection.takes(problems.REC_ID_UNKNOWN):
            yield from self._find_unknown_records(selection)
        if selection.takes(problems.REC_ENTRY_UNKNOWN):
            yield from self._find_unknown_entries(selection)

    def _find_doubles(self, selection: Selection) -> Iterator[Issue]:
        severity = selection.severity(problems.REC_ID_TWICE)
        first: dict[str, Where] = {}
        for one, where in self.own:
            if one in first:
                other = f"{first[one].source} {first[one].line or ''}".strip()
                yield problems.REC_ID_TWICE.issue(where, severity, id=quote(one), first=Own(other))
            first.setdefault(one, where)

    def _find_unknown_records(self, selection: Selection) -> Iterator[Issue]:
        severity = selection.severity(problems.REC_ID_UNKNOWN)
        offers = Offers()
        for one in self.named:
            if one.is_first and one.record not in self.entries:
                offer = _offer(one.record, self.entries, offers)
                params = {"id": quote(one.record), "offer": offer}
                yield problems.REC_ID_UNKNOWN.issue(one.where, severity, **params)

    def _find_unknown_entries(self, selection: Selection) -> Iterator[Issue]:
        severity = selection.severity(problems.REC_ENTRY_UNKNOWN)
        offers = Offers()
        for one in self.named:
            known = self.entries.get(one.record)
            if one.entry and known and not known.has(one.entry):
                offer = _offer(one.entry, known.ids, offers)
                params = {"id": quote(one.record), "entry": quote(one.entry), "offer": offer}
                yield problems.REC_ENTRY_UNKNOWN.issue(one.where, severity, **params)


def is_alone(record: Record, data: bytes | None = None) -> bool:
    """Whether a record surely has no id and names no other.

    Args:
        record: The record.
        data: Its JSON text, in which looking is much quicker.
    """
    if record.id is not None or any(reference.record for reference in record.references):
        return False
    if data is not None:
        return not _ORIGIN_IN_TEXT.search(data)
    return not any(find_values(record, _is_origin))


def _is_origin(field: FieldInfo) -> bool:
    return find_note(field, Text) is ORIGIN


def _find_named(value: Tree) -> Iterator[tuple[Path, str]]:
    """Yield what a document names, and where: records in its references, then their entries."""
    for index, item in enumerate(_items(value, "references")):
        record = cast("Tree", item).get("record") if isinstance(item, dict) else None
        if isinstance(record, str):
            yield ("references", index, "record"), record
    yield from _find_origins(value, ())


def _find_origins(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield the origins in a document whose form need not be right, whatever is around them."""
    inner: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, list):
        inner = enumerate(cast("list[object]", value))
    elif isinstance(value, dict):
        tree = cast("Tree", value)
        for index, origin in enumerate(_items(tree, _ORIGIN_FIELD)):
            if isinstance(origin, str) and re.search(ORIGIN.pattern, origin):
                yield (*path, _ORIGIN_FIELD, index), origin
        inner = tree.items()
    for step, item in inner:
        is_text = isinstance(item, str)  # as most are
        if not is_text and step not in {_ORIGIN_FIELD, _OTHERS}:
            yield from _find_origins(item, (*path, step))


def _items(value: Tree, name: str) -> list[object]:
    items = value.get(name)
    return cast("list[object]", items) if isinstance(items, list) else []


def _find_places(document: Document, paths: Iterable[Path]) -> list[Where]:
    unplaced = [Where(pointer=write_pointer(path)) for path in paths]
    placed = place(document, [problems.REC_ID_TWICE.issue(where) for where in unplaced])
    return [issue.where for issue in placed]


def _below(where: Where, lines: int) -> Where:
    return evolve(where, line=lines + (where.line or 1)) if lines else where


def _offer(wanted: str, known: Collection[str], offers: Offers) -> Own:
    near = offers.find(wanted, partial(nearest_id, wanted, known))
    return Own(f" Did you mean {quote(near)}?" if near else "")
