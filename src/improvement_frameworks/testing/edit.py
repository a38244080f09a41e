"""Changes single places of a document, or of a copy of it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, cast

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from improvement_frameworks.core.pointer import Path


class Gone(Enum):
    """Stands where nothing stands; ``None`` would be a value, the JSON ``null``."""

    GONE = "gone"


GONE: Final = Gone.GONE


@frozen
class Edit:
    """A new value for one place."""

    path: Path
    """The steps to the place; one past the end of a list adds to it."""
    value: object = field(default=GONE, hash=False)
    """What will stand there; ``GONE`` leaves it out."""


def copy_value(value: object) -> object:
    """Copy what JSON holds; it has lists and objects only, so this is far quicker than deepcopy."""
    if isinstance(value, dict):
        fields = cast("dict[str, object]", value)
        return {name: copy_value(inner) for name, inner in fields.items()}
    if isinstance(value, list):
        return [copy_value(item) for item in cast("list[object]", value)]
    return value


def edit(document: Mapping[str, object], edits: Iterable[Edit]) -> dict[str, object]:
    """Return a document with some places changed.

    Raises:
        LookupError: if what surrounds a place is not there.
        TypeError: if a place lies within a value that is no object and no list.
    """
    changed = {name: copy_value(value) for name, value in document.items()}
    for one in edits:
        change_in_place(changed, one)
    return changed


def change_in_place(document: dict[str, object], change: Edit) -> None:
    """Change one place of the document itself, or nothing if an error is raised.

    Raises:
        LookupError: if what surrounds the place is not there.
        TypeError: if the place lies within a value that is no object and no list.
    """
    *way, last = change.path
    place: object = document
    for step in way:
        place = cast("dict[str | int, object]", place)[step]
    if not isinstance(place, list | dict):
        raise TypeError(f"{place!r} has no places within it")
    holder = cast("dict[str | int, object]", place)
    if change.value is GONE:
        del holder[last]
    elif isinstance(place, list) and last == len(cast("list[object]", place)):
        cast("list[object]", place).append(copy_value(change.value))
    else:
        holder[last] = copy_value(change.value)
