"""Looks into the declaration of a model's field: what it is annotated with, however deep."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, get_args

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

N = TypeVar("N")


def find_note(field: FieldInfo, kind: type[N]) -> N | None:
    """Return the first annotation of a kind, such as the closed list behind an optional code."""
    return next((note for note in _notes(field) if isinstance(note, kind)), None)


def find_model(field: FieldInfo) -> type[BaseModel] | None:
    """Return the model of a field that holds one, alone, optional or in a list."""
    models = (n for n in _notes(field) if isinstance(n, type) and issubclass(n, BaseModel))
    return next(models, None)


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
