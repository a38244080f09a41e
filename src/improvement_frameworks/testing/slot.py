"""What a model declares about each place of a document: text, code, number, list or object.

Strategies and planted faults both follow from this, so they never know more than the model does.
"""

from __future__ import annotations

from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias, Union, cast, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen
from attrs import frozen
from pydantic import BaseModel, JsonValue
from typing_extensions import TypeAliasType

from improvement_frameworks.core.record.listed import Listed
from improvement_frameworks.core.record.reference import Refers
from improvement_frameworks.core.record.types import Text, Unique, Whole
from improvement_frameworks.testing.edit import GONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.fields import FieldInfo

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.core.record.reference import Target

_LIMITS = (Ge, Gt, Le, Lt, MaxLen, MinLen)


@frozen
class TextSlot:
    """A string of some form."""

    form: Text
    """Its form."""
    to: Target | None = None
    """The list in which it must be an id, if it is a reference."""


@frozen
class CodeSlot:
    """One word of a closed list."""

    codes: tuple[str, ...]
    """The list."""


@frozen
class WholeSlot:
    """A whole number."""

    form: Whole
    """Its bounds."""


@frozen
class YesNoSlot:
    """True or false."""


@frozen
class FreeSlot:
    """An object in which anything may stand."""


@frozen
class ListSlot:
    """A list."""

    item: Slot
    """What its items are."""
    distinct: bool
    """Whether nothing may stand twice in it."""


@frozen
class ObjectSlot:
    """An object with fields."""

    model: type[BaseModel]
    """The model that declares them."""

    @property
    def fields(self) -> Mapping[str, FieldSlot]:
        """The fields by the names that they have in documents."""
        return _read_fields(self.model)


Slot: TypeAlias = TextSlot | CodeSlot | WholeSlot | YesNoSlot | FreeSlot | ListSlot | ObjectSlot
"""What may stand at a place."""


@frozen
class FieldSlot:
    """A field of an object."""

    slot: Slot
    """What may stand in it."""
    required: bool
    """Whether it must be there."""


@frozen
class Place:
    """A place of one document."""

    path: Path
    """The steps to it."""
    slot: Slot
    """What may stand there."""
    value: object
    """What does stand there, or ``GONE``."""
    required: bool
    """Whether something must stand there."""


def find_places(
    slot: Slot, value: object, path: Path = (), *, required: bool = True
) -> list[Place]:
    """Return every place of a valid value, optional fields that are left out included."""
    found: list[Place] = []
    _gather(Place(path, slot, value, required), found)
    return found


def _gather(place: Place, found: list[Place]) -> None:
    found.append(place)
    slot, value, path = place.slot, place.value, place.path
    if value is GONE:
        return
    if isinstance(slot, ListSlot):
        for index, item in enumerate(cast("list[object]", value)):
            _gather(Place((*path, index), slot.item, item, required=True), found)
    elif isinstance(slot, ObjectSlot):
        given = cast("Mapping[str, object]", value)
        for name, field in slot.fields.items():
            inner = given.get(name, GONE)
            _gather(Place((*path, name), field.slot, inner, field.required), found)


@cache
def _read_fields(model: type[BaseModel]) -> Mapping[str, FieldSlot]:
    return {
        field.alias or name: FieldSlot(_read_field(model, name, field), field.is_required())
        for name, field in model.model_fields.items()
    }


def _read_field(model: type[BaseModel], name: str, field: FieldInfo) -> Slot:
    try:
        return _read(field.annotation, tuple(field.metadata))
    except TypeError as fault:
        raise TypeError(f"{model.__name__}.{name}: {fault}") from None


def _read(annotation: object, notes: tuple[object, ...] = ()) -> Slot:
    """Return what an annotation with its notes allows.

    Raises:
        TypeError: if it is none of the portable types.
    """
    if isinstance(annotation, TypeAliasType):
        return _read(annotation.__value__, notes)
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _read(parts[0], (*parts[1:], *notes))
    if origin in {Union, UnionType}:
        others = [part for part in parts if part is not NoneType]
        if len(others) == 1:
            return _read(others[0], notes)
    if any(isinstance(note, _LIMITS) for note in notes):
        raise TypeError(f"{annotation!r} has limits of its own, which no portable type has")
    return _read_noted(notes) or _read_plain(annotation, origin, parts, notes)


def _read_noted(notes: tuple[object, ...]) -> Slot | None:
    """Return what the notes alone say: a form of text, a closed list, or the bounds of a number."""
    listed = next((note for note in notes if isinstance(note, Listed)), None)
    if listed:
        return CodeSlot(listed.vocabulary.codes)
    text = next((note for note in notes if isinstance(note, Text)), None)
    if text:
        refers = next((note for note in notes if isinstance(note, Refers)), None)
        return TextSlot(text, refers.to if refers else None)
    whole = next((note for note in notes if isinstance(note, Whole)), None)
    return WholeSlot(whole) if whole else None


def _read_plain(
    annotation: object, origin: object, parts: tuple[object, ...], notes: tuple[object, ...]
) -> Slot:
    if origin is tuple and len(parts) == 2 and parts[1] is Ellipsis:
        return ListSlot(_read(parts[0]), any(isinstance(note, Unique) for note in notes))
    if origin is Literal and all(isinstance(part, str) for part in parts):
        return CodeSlot(cast("tuple[str, ...]", parts))
    if origin is dict and parts[1] is JsonValue:
        return FreeSlot()
    if annotation is bool:
        return YesNoSlot()
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return ObjectSlot(annotation)
    raise TypeError(f"{annotation!r} is none of the portable types")
