"""Makes the ids of a drawn document unique and lets its references lead to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

from improvement_frameworks.testing.edit import GONE, Gone
from improvement_frameworks.testing.slot import ListSlot, ObjectSlot, TextSlot
from improvement_frameworks.testing.strategy.value import leave_out_repeats

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from improvement_frameworks.core.record.reference import Target
    from improvement_frameworks.testing.slot import Slot

Ids: TypeAlias = "Mapping[Target, Sequence[str]]"

LISTS: tuple[Target, ...] = ("entries", "contributors")


def resolve(slot: ObjectSlot, document: dict[str, object]) -> dict[str, object]:
    """Return a document of valid form in which every reference leads to one thing.

    A reference that has nothing to lead to is left out; so is what cannot be without it, until
    nothing is missing any more.
    """
    number_ids(document)
    while True:
        ids = find_ids(document)
        resolved = cast("dict[str, object]", _resolve(slot, document, ids))
        if resolved == document:
            return resolved
        document = resolved


def find_ids(document: Mapping[str, object]) -> dict[Target, list[str]]:
    """Return the ids that references may name, of each list."""
    return {
        name: [str(item["id"]) for item in items_of(document, name) if "id" in item]
        for name in LISTS
    }


def items_of(document: Mapping[str, object], name: str) -> list[dict[str, object]]:
    """Return the items of a list of objects; none if the list is left out."""
    return cast("list[dict[str, object]]", document.get(name, []))


def number_ids(document: Mapping[str, object]) -> None:
    """Give another id to each item whose id an earlier one has, and one to the first entry."""
    for name in LISTS:
        items = items_of(document, name)
        if items and not any("id" in item for item in items):
            items[0]["id"] = "1"
        taken = {str(item["id"]) for item in items if "id" in item}
        seen: set[str] = set()
        for item in items:
            if "id" in item and str(item["id"]) in seen:
                item["id"] = next_free(str(item["id"]), taken)
                taken.add(str(item["id"]))
            if "id" in item:
                seen.add(str(item["id"]))


def next_free(wanted: str, taken: set[str]) -> str:
    """Return an id like the wanted one that nothing has."""
    number = 2
    while (free := f"{wanted[:50]}-{number}") in taken:
        number += 1
    return free


def _resolve(slot: Slot, value: object, ids: Ids) -> object:
    if isinstance(slot, TextSlot) and slot.to:
        return _lead(str(value), ids[slot.to])
    if isinstance(slot, ListSlot):
        found = [_resolve(slot.item, item, ids) for item in cast("list[object]", value)]
        kept = [item for item in found if item is not GONE]
        return leave_out_repeats(kept) if slot.distinct else kept
    if isinstance(slot, ObjectSlot):
        return _resolve_object(slot, cast("dict[str, object]", value), ids)
    return value


def _resolve_object(slot: ObjectSlot, value: dict[str, object], ids: Ids) -> object:
    kept: dict[str, object] = {}
    for name, inner in value.items():
        field = slot.fields[name]
        resolved = _resolve(field.slot, inner, ids)
        if resolved is not GONE:
            kept[name] = resolved
        elif field.required:
            return GONE
    return kept


def _lead(wanted: str, ids: Sequence[str]) -> str | Gone:
    """Return a reference to something that is there, always the same for the same wish."""
    if not ids or wanted in ids:
        return wanted if wanted in ids else GONE
    return ids[sum(map(ord, wanted)) % len(ids)]
