"""Sees whether the form of a JSON document is right and keeps nothing of it."""

from __future__ import annotations

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
Nested: TypeAlias = "tuple[tuple[itemgetter[Any], Nested], ...]"
"""What gets each field that holds an object or a list of them, and the same for what is in it."""

_held: Final = itemgetter(0)
_given: Final = itemgetter(2)


class FormReader:
    """Reads documents of the library's own frameworks as pydantic does, but makes no records."""

    def __init__(self) -> None:
        self._validators: dict[bytes, tuple[SchemaValidator, Nested]] = {}

    def is_right(self, data: bytes) -> bool:
        """Whether the form is right; what is in doubt counts as wrong."""
        name = find_own_framework(data)
        if name is None:
            return False
        if name not in self._validators:
            self._validators[name] = _prepare(get_record_type(name.decode()))
        validator, nested = self._validators[name]
        try:
            found: Fields = validator.validate_json(data)
        except ValidationError:
            return False
        return found[0]["extensions"] is None and has_keys(data, _count_keys(found, nested))


def _prepare(model: type[BaseModel]) -> tuple[SchemaValidator, Nested]:
    """Return what validates the fields of a model, and where it holds objects."""
    model.model_rebuild()  # its schema may still wait for the first use
    # No text is likely to come again, but the names of fields do.
    config = CoreConfig(extra_fields_behavior="forbid", cache_strings="keys")
    schema = _leave_out_classes(model.__pydantic_core_schema__)
    return SchemaValidator(cast("CoreSchema", schema), config), _find_nested(model)


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


def _find_nested(model: type[BaseModel]) -> Nested:
    """Return which fields of a model hold objects; no model of the library holds itself."""
    models = ((name, find_model(field)) for name, field in model.model_fields.items())
    return tuple((itemgetter(name), _find_nested(inner)) for name, inner in models if inner)


def _count_keys(found: Fields, nested: Nested) -> int:
    """Return how many fields were given in an object and in all that it holds."""
    held, _, given = found
    keys = len(given)
    for get, inner in nested:
        below = get(held)
        if below:
            keys += _count_below(below, inner)
    return keys


def _count_below(below: Any, nested: Nested) -> int:  # noqa: ANN401 - one object, or a list
    """Return how many fields were given in an object, or in all objects of a list."""
    if isinstance(below[0], dict):
        return _count_keys(below, nested)
    keys = sum(map(len, map(_given, below)))
    for get, inner in nested:
        for value in filter(None, map(get, map(_held, below))):
            keys += _count_below(value, inner)
    return keys
