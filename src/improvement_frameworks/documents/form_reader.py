"""Sees whether the form of a JSON document is right and keeps nothing of it."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from pydantic_core import CoreConfig, SchemaValidator, ValidationError

from improvement_frameworks.core.registry import get_record_type
from improvement_frameworks.documents.field_count import FieldCount, find_nested, has_fields
from improvement_frameworks.documents.quick import find_own_framework

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import CoreSchema

    from improvement_frameworks.documents.field_count import Nested

Fields: TypeAlias = "tuple[dict[str, Any], None, set[str]]"
"""The fields of an object as pydantic reads them for no class: all, no others, which were given."""
_COUNT: Final = FieldCount(itemgetter(0), itemgetter(2))


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
        return found[0]["extensions"] is None and has_fields(data, _COUNT.of(found, nested))


def _prepare(model: type[BaseModel]) -> tuple[SchemaValidator, Nested]:
    """Return what validates the fields of a model, and where it holds objects."""
    model.model_rebuild()  # its schema may still wait for the first use
    # No text is likely to come again, but the names of fields do.
    config = CoreConfig(extra_fields_behavior="forbid", cache_strings="keys")
    schema = _leave_out_classes(model.__pydantic_core_schema__)
    return SchemaValidator(cast("CoreSchema", schema), config), find_nested(model)


def _leave_out_classes(schema: object) -> object:
    """Return a schema of pydantic's in which the fields of a model stand for the model."""
    if isinstance(schema, list):
        return [_leave_out_classes(part) for part in cast("list[object]", schema)]
    if not isinstance(schema, dict):
        return schema
    parts = cast("dict[str, object]", schema)
    if parts.get("type") == "function-wrap":  # which only says faults in words
        return _leave_out_classes(parts["schema"])
    if parts.get("type") == "model":
        fields = cast("dict[str, object]", parts["schema"])
        # A model that stands in several places is named, and found by its name.
        parts = {**fields, "ref": parts["ref"]} if "ref" in parts else fields
    return {key: _leave_out_classes(part) for key, part in parts.items()}
