"""Looks into the declaration of a model's field: what it is annotated with, however deep."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, TypeVar, cast, get_args

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pydantic.fields import FieldInfo

    from improvement_frameworks.core.pointer import Path

N = TypeVar("N")
W = TypeVar("W")


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
    found = walk(noun, lambda model: _find_ways(model, is_wanted))
    return [(place, value) for place, value, _ in found]


def walk(
    noun: BaseModel, find_ways: Callable[[type[BaseModel]], Mapping[str, W | None]], path: Path = ()
) -> list[tuple[Path, object, W]]:
    """Return what is in some fields, in the order of the document: its place, it, and as what.

    Args:
        noun: The record, or an object of it.
        find_ways: Says of a class which fields are wanted as what; with nothing, those whose
            objects may have such fields.
        path: The steps that lead to the noun.
    """
    found: list[tuple[Path, object, W]] = []
    _walk(noun, find_ways(type(noun)).items(), find_ways, path, found)
    return found


def _walk(
    noun: BaseModel,
    ways: Iterable[tuple[str, W | None]],
    find_ways: Callable[[type[BaseModel]], Mapping[str, W | None]],
    path: Path,
    found: list[tuple[Path, object, W]],
) -> None:
    held = noun.__dict__
    for name, way in ways:
        value = held[name]
        if value is None:
            continue
        if isinstance(value, tuple):
            items = cast("tuple[BaseModel, ...]", value)
            if way is None:
                _walk_list(items, find_ways, (*path, name), found)
            else:
                found += [((*path, name, index), item, way) for index, item in enumerate(items)]
        elif way is None:
            inner = cast("BaseModel", value)
            _walk(inner, find_ways(type(inner)).items(), find_ways, (*path, name), found)
        else:
            found.append(((*path, name), value, way))


def _walk_list(
    nouns: tuple[BaseModel, ...],
    find_ways: Callable[[type[BaseModel]], Mapping[str, W | None]],
    path: Path,
    found: list[tuple[Path, object, W]],
) -> None:
    # Most fields are filled in nowhere, so they are passed over for the whole list at once.
    filled = set[str]().union(*[noun.__pydantic_fields_set__ for noun in nouns])
    ways = {
        model: [(name, way) for name, way in find_ways(model).items() if name in filled]
        for model in set(map(type, nouns))
    }
    if any(ways.values()):
        for index, noun in enumerate(nouns):
            _walk(noun, ways[type(noun)], find_ways, (*path, index), found)


@cache
def _find_ways(
    model: type[BaseModel], is_wanted: Callable[[FieldInfo], bool]
) -> dict[str, Literal[True] | None]:
    """Return the fields of a kind (true), and those whose objects may hold some."""
    ways: dict[str, Literal[True] | None] = {}
    for name, field in model.model_fields.items():
        inner = find_model(field)
        if is_wanted(field):
            ways[name] = True
        elif inner and inner is not model and _find_ways(inner, is_wanted):
            ways[name] = None
    return ways
