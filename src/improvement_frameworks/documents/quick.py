"""Reads a JSON document straight into its record, where nothing in the text is in doubt."""

from __future__ import annotations

import re
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from pydantic import ValidationError

from improvement_frameworks.core.field import find_model
from improvement_frameworks.core.registry import get_record_type, published_ids
from improvement_frameworks.documents.reading import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

    from improvement_frameworks.core.record import Record

_NAMED: Final = re.compile(rb'"framework"\s*:\s*"([a-z0-9-]+)"')
_SPACED_KEY: Final = re.compile(rb'"[ \t\r\n]+:')
Nested: TypeAlias = "tuple[tuple[attrgetter[Any], Nested], ...]"
"""What gets each field that holds an object or a list of them, and the same for what is in it."""

_given: Final = attrgetter("__pydantic_fields_set__")


class QuickReader:
    """Reads the records of the frameworks that this library brings itself.

    Their models leave nothing open but ``extensions``, so what pydantic accepts without them has no
    number, no depth and no half of a character that the exact reader refuses. What pydantic cannot
    see, a field that stands twice, is told from the number of colons.
    """

    def __init__(self) -> None:
        self._known: dict[bytes, tuple[Callable[[bytes], Record], Nested]] = {}

    def read(self, data: bytes) -> Record | None:
        """Return the record that a document holds, or nothing if it is not right or in doubt."""
        name = find_own_framework(data)
        if name is None:
            return None
        if name not in self._known:
            model = get_record_type(name.decode())
            self._known[name] = model.__pydantic_validator__.validate_json, _find_nested(model)
        validate, nested = self._known[name]
        try:
            record = validate(data)
        except ValidationError:
            return None
        if record.extensions is not None or not has_keys(data, _count_keys(record, nested)):
            return None
        return record


def find_own_framework(data: bytes) -> bytes | None:
    """Return the framework that a document names if the library brings it; its model then judges.

    Nothing is returned for a document that is too large as well.
    """
    named = _NAMED.search(data)
    if named is None or named[1] not in _list_own() or len(data) > MAX_BYTES:
        return None
    return named[1]


@cache
def _list_own() -> frozenset[bytes]:
    return frozenset(name.encode() for name in published_ids())


def has_keys(data: bytes, keys: int) -> bool:
    """Whether a text has just so many fields: none was lost because it stands twice."""
    if data.count(b":") == keys:
        return True
    # Texts have colons too. Those of fields follow a quotation mark, if no space comes between.
    return data.count(b'":') == keys and not _SPACED_KEY.search(data)


def _find_nested(model: type[BaseModel]) -> Nested:
    """Return which fields of a model hold objects; no model of the library holds itself."""
    models = ((name, find_model(field)) for name, field in model.model_fields.items())
    return tuple((attrgetter(name), _find_nested(inner)) for name, inner in models if inner)


def _count_keys(value: BaseModel, nested: Nested) -> int:
    """Return how many fields were given in an object and in all that it holds."""
    keys = len(value.__pydantic_fields_set__)
    for get, inner in nested:
        below = get(value)
        if below:
            keys += _count_below(below, inner)
    return keys


def _count_below(below: BaseModel | tuple[BaseModel, ...], nested: Nested) -> int:
    """Return how many fields were given in an object, or in all objects of a list."""
    if not isinstance(below, tuple):
        return _count_keys(below, nested)
    keys = sum(map(len, map(_given, below)))
    for get, inner in nested:
        for value in filter(None, map(get, below)):
            keys += _count_below(value, inner)
    return keys
