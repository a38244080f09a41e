"""Looks into the declaration of a model's field: what it is annotated with, however deep."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar, cast, get_args

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pydantic.fields import FieldInfo

    from improvement_frameworks.core.pointer import Path

N = TypeVar("N")


def find_note(field: FieldInfo, kind: type[N]) -> N | None:
    """Return the first annotation of a kind, such as the closed list behind an optional code."""
    return next((note for note in _notes(field) if isinstance(note, kind)), None)


def find_model(field: FieldInfo) -> type[BaseModel] | None:
    """Return the model of a field that holds one, alone, optional or in a list."""
    models = (n for n in _notes(field) if isinstance(n, type) and issubclass(n, BaseModel))
    return next(models, None)


def find_field(model: type[BaseModel], path: Path) -> FieldInfo | None:
    """Return the field that a path leads to from a model, by its name or its alias."""
    found: FieldInfo | None = None
    inner: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, int):
            continue  # a list leads to its items
        fields = inner.model_fields if inner else {}
        by_alias = (field for field in fields.values() if field.alias == step)
        found = fields.get(step) or next(by_alias, None)
        inner = find_model(found) if found else None
    return found


def is_list(field: FieldInfo) -> bool:
    """Whether a field holds a list."""
    return str(field.annotation).startswith("tuple")


def _notes(field: FieldInfo) -> Iterator[object]:
    waiting: list[object] = [field.annotation, *reversed(field.metadata)]
    while waiting:
        note = waiting.pop()
        yield note
        if not isinstance(note, type) or get_args(note):
            waiting += reversed(get_args(note))


def find_values(
    noun: BaseModel, is_wanted: Callable[[FieldInfo], bool]
) -> list[tuple[Path, object]]:
    """Return the values of all fields of a kind, in the order of the document, with their places.

    Args:
        noun: The record, or an object of it.
        is_wanted: Whether a field is of the kind; equal functions must say the same.
    """
    found: list[tuple[Path, object]] = []
    _gather_values(noun, is_wanted, (), found)
    return found


def _gather_values(
    noun: BaseModel,
    is_wanted: Callable[[FieldInfo], bool],
    path: Path,
    found: list[tuple[Path, object]],
) -> None:
    held = noun.__dict__
    for name, wanted in _find_ways(type(noun), is_wanted).items():
        value = held[name]
        if value is None or value == ():
            continue
        is_one = not isinstance(value, tuple)
        for index, item in enumerate((value,) if is_one else cast("tuple[object, ...]", value)):
            place = (*path, name) if is_one else (*path, name, index)
            if wanted and item is not None:
                found.append((place, item))
            elif isinstance(item, BaseModel):
                _gather_values(item, is_wanted, place, found)


@cache
def _find_ways(model: type[BaseModel], is_wanted: Callable[[FieldInfo], bool]) -> dict[str, bool]:
    """Return the fields of a kind (true), and those whose objects may hold some (false)."""
    ways: dict[str, bool] = {}
    for name, field in model.model_fields.items():
        inner = find_model(field)
        if is_wanted(field):
            ways[name] = True
        elif inner and inner is not model and _find_ways(inner, is_wanted):
            ways[name] = False
    return ways
