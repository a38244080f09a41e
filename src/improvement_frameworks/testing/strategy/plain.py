"""A plain document for frameworks that bring no worked example, such as declared grids."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Final, cast

from improvement_frameworks.core.record.record import framework_of
from improvement_frameworks.testing.form import find_sample
from improvement_frameworks.testing.slot import (
    CodeSlot,
    ListSlot,
    ObjectSlot,
    TextSlot,
    WholeSlot,
    YesNoSlot,
)
from improvement_frameworks.testing.strategy.neutral import WORDS
from improvement_frameworks.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.testing.slot import Slot

PEOPLE: Final = ("c1", "c2")


def write_value(model: type[Record]) -> dict[str, object]:
    """Return a document with two contributors, and one entry for each part of the framework.

    Each entry says something else and fills the fields that it must have.
    """
    fields = ObjectSlot(model).fields
    about = model.about
    entry = cast("ListSlot", fields["entries"].slot).item
    part = about.part.replace("-", "_")
    entries: list[dict[str, object]] = []
    numbered = enumerate(about.default_scheme.parts, start=1)
    for (number, code), contributor in zip(numbered, cycle(PEOPLE), strict=False):
        filled = cast("dict[str, object]", _fill(entry, number))
        several = isinstance(cast("ObjectSlot", entry).fields[part].slot, ListSlot)
        filled |= {"id": f"e{number}", part: [code] if several else code}
        entries.append(filled | {"contributor": contributor})
    return {
        **cast("dict[str, object]", _fill(ObjectSlot(model), 0)),
        "framework": framework_of(model),
        "schema_version": SCHEMA_VERSION,
        "contributors": [
            {"id": person, "role": word} for person, word in zip(PEOPLE, WORDS, strict=False)
        ],
        "entries": entries,
    }


def _fill(slot: Slot, number: int) -> object:
    """Return the simplest value of a slot; free texts differ from number to number."""
    match slot:
        case TextSlot(form, to):
            if form.is_free:
                return f"{WORDS[number % len(WORDS)]} {number}"
            return PEOPLE[0] if to == "contributors" else find_sample(form)
        case CodeSlot(codes):
            return codes[0]
        case WholeSlot(form):
            return form.least
        case YesNoSlot():
            return False
        case ListSlot():
            return []
        case ObjectSlot():
            fields = slot.fields.items()
            return {name: _fill(field.slot, number) for name, field in fields if field.required}
        case _:
            return {}
