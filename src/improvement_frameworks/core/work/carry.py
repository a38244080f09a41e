"""Takes entries of one record over into a draft of another framework's record.

Which entries go over, and what follows from their part, is declared with the relation between the
two frameworks. A draft says of each entry where it came from, and says nothing that was not said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, cast

from improvement_frameworks.core.expected import expect
from improvement_frameworks.core.record.header import Entry
from improvement_frameworks.core.record.record import Record
from improvement_frameworks.core.registry import get_framework, get_record_type
from improvement_frameworks.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from improvement_frameworks.core.content.framework import Framework
    from improvement_frameworks.core.content.relation import Carry, CarryList

Tree = dict[str, object]

FROM_HEADER: Final = ("title", "language", "group", "period", "consent", "tags")
"""The fields of the header that are as true of the draft as they are of the record."""
FROM_ENTRY: Final[Mapping[CarryList, tuple[str, ...]]] = {
    "entries": tuple(name for name in Entry.model_fields if name not in {"follow_up", "came_from"}),
    "actions": ("text",),
}
"""The fields of an entry that go over. Its follow-up stays: it would be there to do twice."""


class Carried(NamedTuple):
    """What becomes of the entries of a record when a draft is made of them."""

    draft: Record
    """The draft."""
    left: tuple[Entry, ...]
    """The entries that have no place in it by themselves, in their order."""


def carry(record: Record, to: str) -> Record:
    """Return a draft of another framework's record, made from the entries of this one.

    Each entry of the draft says in ``came_from`` where it was taken from, and the references name
    the record. Nothing is made up: what the other framework asks besides is left to be filled in.

    Args:
        record: The record. It needs an ID, so that the draft can name it.
        to: The ID of the other framework.

    Raises:
        UnknownFrameworkError: if there is no such framework.
        ValueError: if the record has no ID, or no entries of its framework go over to the other.

    Examples:
        >>> from improvement_frameworks import LearningGrid, carry
        >>> grid = LearningGrid(
        ...     id="ward-7-grid",
        ...     title="The first wave",
        ...     entries=[
        ...         {"id": "e1", "question": "started", "level": "system", "text": "Video."},
        ...         {"id": "e2", "question": "more", "level": "system", "text": "Calls."},
        ...     ],
        ... )
        >>> matrix = carry(grid, "future-change-matrix")
        >>> [(entry.text, entry.in_crisis, entry.came_from) for entry in matrix.entries]
        [('Video.', 'started', ('ward-7-grid/e1',))]
    """
    return carry_over(record, to).draft


def carry_over(record: Record, to: str) -> Carried:
    """Return the draft as `carry` does, and with it the entries that have no place in it.

    Raises:
        UnknownFrameworkError: if there is no such framework.
        ValueError: if the record has no ID, or no entries of its framework go over to the other.
    """
    expect("record", record, Record, "a record")
    rules = _find_carries(record.about, get_framework(to))
    if record.id is None:
        raise ValueError(
            "The record has no ID, so the draft cannot say where its entries come from. "
            'Add one to its header, such as "id": "ward-7-grid".'
        )
    lists: dict[CarryList, list[Tree]] = {"entries": [], "actions": []}
    left: list[Entry] = []
    speakers: set[str] = set()
    for number, entry in enumerate(record.entries, start=1):
        rule = next(_fitting(record, entry, rules), None)
        if rule is None:
            left.append(entry)
            continue
        item = _take(entry, rule, f"{record.id}/{entry.id or f'#{number}'}")
        lists[rule.into].append(item)
        speakers |= {str(item["contributor"])} if "contributor" in item else set()
    document = _head(record, to, speakers) | {"entries": lists["entries"]}
    if lists["actions"]:
        document["actions"] = lists["actions"]
    return Carried(get_record_type(to).model_validate(document), tuple(left))


def targets_of(framework: Framework) -> tuple[str, ...]:
    """Return the IDs of the frameworks to which entries of this one can go over."""
    return tuple(dict.fromkeys(one.to for one in framework.relations if one.carries))


def _find_carries(framework: Framework, other: Framework) -> tuple[Carry, ...]:
    found = tuple(
        one
        for relation in framework.relations
        if relation.to == other.id
        for one in relation.carries
    )
    if found:
        return found
    known = targets_of(framework)
    instead = f"They go over to: {', '.join(known)}." if known else "They go over to no other."
    raise ValueError(
        f"Entries of the framework {framework.title} do not go over to {other.title}. {instead}"
    )


def _fitting(record: Record, entry: Entry, rules: tuple[Carry, ...]) -> Iterator[Carry]:
    parts = record.parts_of(entry)
    for rule in rules:
        fits = any(part in rule.parts for part in parts)
        if fits and all(getattr(entry, name) != value for name, value in rule.unless.items()):
            yield rule


def _take(entry: Entry, rule: Carry, origin: str) -> Tree:
    said = cast("Tree", entry.model_dump(mode="json"))
    kept = {name: said[name] for name in (*FROM_ENTRY[rule.into], *rule.keeps) if name in said}
    return {**kept, **_thaw(rule.sets), "came_from": [origin]}


def _thaw(sets: Mapping[str, object]) -> Tree:
    return {
        name: list(cast("tuple[object, ...]", value)) if isinstance(value, tuple) else value
        for name, value in sets.items()
    }


def _head(record: Record, to: str, speakers: set[str]) -> Tree:
    """Return the header of a draft: what still holds, who spoke, and a reference to the record."""
    known = record.to_dict()
    head: Tree = {"framework": to, "schema_version": SCHEMA_VERSION}
    head |= {name: known[name] for name in FROM_HEADER if name in known}
    people = cast("list[Tree]", known.get("contributors", []))
    spoke = [person for person in people if person["id"] in speakers]
    if spoke:
        head["contributors"] = spoke
    source: Tree = {"title": record.title, "framework": record.framework, "record": record.id}
    return {**head, "references": [source]}
