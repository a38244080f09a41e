"""Sees whether the form of a JSON document is right and keeps nothing of it."""

from __future__ import annotations

from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from pydantic_core import CoreConfig, SchemaValidator, ValidationError

from improvement_frameworks.core.field import find_model
from improvement_frameworks.core.registry import get_record_type
from improvement_frameworks.documents.quick import find_own_framework, has_keys

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import CoreSchema

Fields: TypeAlias = "tuple[dict[str, Any], None, set[str]]"
"""The fields of an object as pydantic reads them for no class: all, no others, which were given."""

_held: Final = itemgetter(0)
_given: Final = itemgetter(2)


class FormReader:
    """Reads documents of the library's own frameworks as pydantic does, but makes no records."""

    def __init__(self) -> None:
        self._validators: dict[bytes, tuple[type[BaseModel], SchemaValidator]] = {}

    def is_right(self, data: bytes) -> bool:
        """Whether the form is right; what is in doubt counts as wrong."""
        name = find_own_framework(data)
        if name is None:
            return False
        if name not in self._validators:
            self._validators[name] = _prepare(get_record_type(name.decode()))
        kind, validator = self._validators[name]
        try:
            found: Fields = validator.validate_json(data)
        except ValidationError:
            return False
        return found[0]["extensions"] is None and has_keys(data, _count_keys(found, kind))


def _prepare(model: type[BaseModel]) -> tuple[type[BaseModel], SchemaValidator]:
    """Return a model with what validates its fields."""
    # No text is likely to come again, but the names of fields do.
    config = CoreConfig(extra_fields_behavior="forbid", cache_strings="keys")
    schema = _leave_out_classes(model.__pydantic_core_schema__)
    return model, SchemaValidator(cast("CoreSchema", schema), config)


def _leave_out_classes(schema: object) -> object:
    """Return a schema of pydantic's in which the fields of a model stand for the model."""
    if isinstance(schema, list):
        return [_leave_out_classes(part) for part in cast("list[object]", schema)]
    if not isinstance(schema, dict):
        return schema
    parts = cast("dict[str, object]", schema)
    if parts.get("type") == "model":
        fields = cast("dict[str, object]", parts["schema"])
        # A model that stands in several places is named, and found by its name.
        parts = {**fields, "ref": parts["ref"]} if "ref" in parts else fields
    return {key: _leave_out_classes(part) for key, part in parts.items()}


def _count_keys(found: Fields, model: type[BaseModel]) -> int:
    """Return how many fields were given in an object and in all that it holds."""
    held, _, given = found
    keys = len(given)
    for name, inner in _find_nested(model):
        below = held[name]
        if below:
            keys += _count_below(below, inner)
    return keys


def _count_below(below: tuple[object, ...], model: type[BaseModel]) -> int:
    """Return how many fields were given in an object, or in all objects of a list."""
    if isinstance(below[0], dict):
        return _count_keys(cast("Fields", below), model)
    many = cast("tuple[Fields, ...]", below)
    keys = sum(map(len, map(_given, many)))
    for name, inner in _find_nested(model):
        values = filter(None, map(itemgetter(name), map(_held, many)))
        keys += sum(_count_below(value, inner) for value in values)
    return keys


@cache
def _find_nested(model: type[BaseModel]) -> tuple[tuple[str, type[BaseModel]], ...]:
    """Return the fields that hold objects, each with the model of these."""
    models = ((name, find_model(field)) for name, field in model.model_fields.items())
    return tuple((name, inner) for name, inner in models if inner)
