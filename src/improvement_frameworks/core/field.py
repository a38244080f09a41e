"""Looks into the declaration of a model's field: what it is annotated with, however deep."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, get_args

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator

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
