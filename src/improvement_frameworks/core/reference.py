"""Fields that point to something else in the same record, and how they are found.

A field whose type is ``EntryRef`` or ``ContributorRef`` (alone, optional or in a list) is a
reference. That it resolves, and that merging records keeps it right, follows from the type.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias, cast

from attrs import frozen
from pydantic import BaseModel

from improvement_frameworks.core.field import find_model, find_note
from improvement_frameworks.core.types import ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.pointer import Path

Target: TypeAlias = Literal["entries", "contributors"]


@frozen
class Refers:
    """Marks an id as that of an entry or a contributor of the same record."""

    to: Target
    """The list in which the id must stand."""


EntryRef: TypeAlias = Annotated[str, ID, Refers("entries")]
"""The id of another entry of the same record."""

ContributorRef: TypeAlias = Annotated[str, ID, Refers("contributors")]
"""The id of a contributor of the same record."""


@frozen
class Link:
    """One reference in a record: where it stands, in which list its target is, and which id."""

    path: Path
    """The steps to the referring value."""
    to: Target
    """The list in which the id must stand."""
    id: str
    """The id that is named."""


def find_links(value: object, path: Path = ()) -> Iterator[Link]:
    """Yield every reference in a record, in the order of the document."""
    if isinstance(value, tuple):
        for index, item in enumerate(cast("tuple[object, ...]", value)):
            yield from find_links(item, (*path, index))
    elif isinstance(value, BaseModel):
        for name, target in _find_ways(type(value)).items():
            inner = value.__dict__[name]
            step = (*path, name)
            if not inner:
                continue
            if target is None:
                yield from find_links(inner, step)
            elif isinstance(inner, tuple):
                for index, item in enumerate(cast("tuple[str, ...]", inner)):
                    yield Link((*step, index), target, item)
            else:
                yield Link(step, target, str(inner))


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


def _may_refer(model: type[BaseModel], above: tuple[type[BaseModel], ...] = ()) -> bool:
    """Whether an object, or one that it holds, has a reference; one within itself may have some."""
    return model in above or any(
        find_note(field, Refers)
        or ((inner := find_model(field)) and _may_refer(inner, (*above, model)))
        for field in model.model_fields.values()
    )
