"""Fields that point to something else in the same record, and how they are found.

A field whose type is ``EntryRef`` or ``ContributorRef`` (alone, optional or in a list) is a
reference. That it resolves, and that merging records keeps it right, follows from the type.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Final, Literal, NamedTuple, TypeAlias, cast

from attrs import frozen

from improvement_frameworks.core.errors import nearest_id
from improvement_frameworks.core.pointer import write_pointer
from improvement_frameworks.core.record.field import find_model, find_note, is_list, walk
from improvement_frameworks.core.record.types import ID

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pydantic import BaseModel

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.core.record.record import Record

    Items = tuple[object, ...]
    Tree = dict[str, object]

Target: TypeAlias = Literal["entries", "contributors"]
NOTHING: Final[Mapping[Target, Collection[str]]] = {"entries": (), "contributors": ()}


@frozen
class Refers:
    """Marks an id as that of an entry or a contributor of the same record."""

    to: Target
    """The list in which the id must stand."""


EntryRef: TypeAlias = Annotated[str, ID, Refers("entries")]
"""The id of another entry of the same record."""

ContributorRef: TypeAlias = Annotated[str, ID, Refers("contributors")]
"""The id of a contributor of the same record."""


class IdLink(NamedTuple):
    """One reference in a record: where it stands, in which list its target is, and which id."""

    path: Path
    """The steps to the referring value."""
    to: Target
    """The list in which the id must stand."""
    id: str
    """The id that is named."""


def find_links(value: BaseModel, known: Mapping[Target, Collection[str]] = NOTHING) -> list[IdLink]:
    """Return the references in a record, in the order of the document.

    Args:
        value: The record.
        known: Ids for each list; references to them are left out.
    """
    found: list[tuple[Path, object, Target]] = walk(value, _find_ways)
    return [
        IdLink(path, to, cast("str", wanted))
        for path, wanted, to in found
        if wanted not in known[to]
    ]


def leave_out(record: Record, ids: Collection[str]) -> Tree:
    """Return the document of a record without some entries and without references to them.

    Raises:
        KeyError: if no entry has one of the ids.
        ValueError: if an object refers to an entry that is left out and cannot do without it.
    """
    known = {entry.id for entry in record.entries if entry.id}
    for wanted in ids:
        if wanted not in known:
            near = nearest_id(wanted, known)
            offer = f" Did you mean {near!r}?" if near else ""
            raise KeyError(f"No entry has the id {wanted!r}.{offer}")
    tree: Tree = {**record.to_dict()}
    kept = [index for index, entry in enumerate(record.entries) if entry.id not in ids]
    for link in reversed(find_links(record)):  # from the end, so that places in lists stay right
        if link.to == "entries" and link.id in ids:
            _remove(record, tree, link.path)
    entries = cast("list[Tree]", tree["entries"])
    tree["entries"] = [entries[index] for index in kept]
    return tree


def _remove(record: Record, tree: Tree, path: Path) -> None:
    """Remove a reference from the document of a record."""
    owner: object = record
    place = tree  # or a list in it, which is looked into in the same way
    for step in path[:-1]:
        owner = getattr(owner, step) if isinstance(step, str) else cast("Items", owner)[step]
        place = cast("Tree", place[cast("str", step)])
    last = path[-1]
    if isinstance(last, str) and type(cast("BaseModel", owner)).model_fields[last].is_required():
        raise ValueError(f"{write_pointer(path)} needs this entry. Change that first.")
    del place[cast("str", last)]


@cache
def _find_ways(model: type[BaseModel]) -> dict[str, Target | None]:
    """Return the fields that are references, and those whose objects may hold some."""
    ways: dict[str, Target | None] = {}
    for name, field in model.model_fields.items():
        marker, inner = find_note(field, Refers), find_model(field)
        if marker:
            ways[name] = marker.to
        elif inner and _may_refer(inner):
            ways[name] = None
    return ways


def find_reference_fields(
    model: type[BaseModel], path: str = "", above: tuple[type[BaseModel], ...] = ()
) -> list[tuple[str, Target]]:
    """Return where a record can refer to something, and to which list.

    A place is a JSON pointer in which ``*`` stands for every item of a list, such as
    ``/entries/*/contributor``. Objects that hold objects of their own kind are followed once.
    """
    found: list[tuple[str, Target]] = []
    for name, target in _find_ways(model).items():
        field = model.model_fields[name]
        here = f"{path}/{field.alias or name}{'/*' if is_list(field) else ''}"
        inner = find_model(field)
        if target is not None:
            found.append((here, target))
        elif inner and inner not in above:
            found += find_reference_fields(inner, here, (*above, inner))
    return found


def _may_refer(model: type[BaseModel], above: tuple[type[BaseModel], ...] = ()) -> bool:
    """Whether an object, or one that it holds, has a reference; one within itself may have some."""
    return model in above or any(
        find_note(field, Refers)
        or ((inner := find_model(field)) and _may_refer(inner, (*above, model)))
        for field in model.model_fields.values()
    )
