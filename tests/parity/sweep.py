"""Goes through every field of a record: each takes the values of the hand-made table in turn."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from tests.parity.case_table import (
    ADDRESSES,
    BLANKS,
    DAYS,
    LENGTHS,
    LISTS,
    NUMBERS,
    OBJECTS,
    TEXTS,
)
from tests.parity.mutant import spelled, write

from improvement_frameworks.core.registry import get_record_type
from improvement_frameworks.testing import faults
from improvement_frameworks.testing.edit import Edit, edit
from improvement_frameworks.testing.form import find_sample
from improvement_frameworks.testing.slot import (
    CodeSlot,
    FreeSlot,
    ListSlot,
    ObjectSlot,
    TextSlot,
    WholeSlot,
    YesNoSlot,
    find_places,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.testing import Fault
    from improvement_frameworks.testing.slot import Slot

_WORDS: Final = [
    row[0] for rows in (TEXTS, BLANKS, LENGTHS, DAYS, ADDRESSES) for row in rows.values()
]
_KINDS: Final[dict[type, list[str]]] = {
    TextSlot: _WORDS,
    CodeSlot: _WORDS,
    WholeSlot: [row[0] for row in NUMBERS.values()],
    YesNoSlot: [row[0] for row in NUMBERS.values()],
    ListSlot: [row[0] for row in LISTS.values()],
    ObjectSlot: [row[0] for row in OBJECTS.values()],
    FreeSlot: [row[0] for row in OBJECTS.values()],
}


def fill(slot: Slot, way: Path | None = None) -> object:
    """Return a value in which every field is given and every list has one item.

    Args:
        slot: What may stand there.
        way: If it is given, only what is required and what lies on this way is there.
    """
    match slot:
        case TextSlot(form):
            return find_sample(form)
        case CodeSlot(codes):
            return codes[0]
        case WholeSlot(form):
            return form.least
        case YesNoSlot():
            return True
        case ListSlot(item):
            return [fill(item, way and way[1:])] if way != () else []
        case ObjectSlot():
            return {
                name: fill(field.slot, _follow(way, name))
                for name, field in slot.fields.items()
                if field.required or way is None or way[:1] == (name,)
            }
        case FreeSlot():
            return {"org.example": None}


def _follow(way: Path | None, step: str) -> Path | None:
    """Return what is left of a way after a step; nothing is left beside it."""
    return None if way is None else way[1:] if way[:1] == (step,) else ()


def sweep(framework: str) -> Iterator[Callable[[], bytes]]:
    """Yield what writes a document with everything, its planted faults, every value at every place.

    Whoever wants a few of the thousands writes only those.
    """
    slot = ObjectSlot(get_record_type(framework))
    full = cast("dict[str, object]", fill(slot))
    yield lambda: write(full)
    for fault in faults(full):
        yield partial(_write_fault, fault)
    for place in find_places(slot, full):
        if place.path:
            around = cast("dict[str, object]", fill(slot, place.path))
            for fragment in _KINDS[type(place.slot)]:
                yield partial(_write_with, around, Edit(place.path, spelled(fragment)))


def _write_fault(fault: Fault) -> bytes:
    return write(fault.document)


def _write_with(document: dict[str, object], change: Edit) -> bytes:
    return write(edit(document, [change]))
