"""Finds the lists of codes that a model uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from pydantic import BaseModel

from improvement_frameworks.core.record.listed import Known, Listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.content.vocabulary import Vocabulary


def find_lists(model: type[BaseModel]) -> dict[str, Vocabulary]:
    """Return each list under the name of its definition in the model's schema."""
    return {listed.name: listed.vocabulary for listed in _walk(model, set())}


def _walk(annotation: object, seen: set[type]) -> Iterator[Listed | Known]:
    if isinstance(annotation, Listed | Known):
        yield annotation
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation not in seen:
            seen.add(annotation)
            for field in annotation.model_fields.values():
                for inner in (field.annotation, *field.metadata):
                    yield from _walk(inner, seen)
    else:
        for inner in get_args(annotation):
            yield from _walk(inner, seen)
