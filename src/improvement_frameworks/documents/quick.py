"""Reads a JSON document straight into its record, where nothing in the text is in doubt."""

from __future__ import annotations

import re
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, cast

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
_given: Final = attrgetter("__pydantic_fields_set__")


class QuickReader:
    """Reads the records of the frameworks that this library brings itself.

    Their models leave nothing open but ``extensions``, so what pydantic accepts without them has no
    number, no depth and no half of a character that the exact reader refuses. What pydantic cannot
    see, a field that stands twice, is told from the number of colons.
    """

    def __init__(self) -> None:
        self._validate: dict[bytes, Callable[[bytes], Record]] = {}

    def read(self, data: bytes) -> Record | None:
        """Return the record that a document holds, or nothing if it is not right or in doubt."""
        name = find_own_framework(data)
        if name is None:
            return None
        if name not in self._validate:
            model = get_record_type(name.decode())
            self._validate[name] = model.__pydantic_validator__.validate_json
        try:
            record = self._validate[name](data)
        except ValidationError:
            return None
        if record.extensions is not None or not has_keys(data, _count_keys(record)):
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


def _count_keys(value: BaseModel) -> int:
    """Return how many fields were given in an object and in all that it holds."""
    keys = len(value.__pydantic_fields_set__)
    held = value.__dict__
    for name, inner in _find_nested(type(value)).items():
        found = held[name]
        if not found:
            continue
        if not isinstance(found, tuple):
            keys += _count_keys(found)
            continue
        items = cast("tuple[BaseModel, ...]", found)
        keys += sum(map(len, map(_given, items)))
        for one in inner:
            for below in filter(None, map(one, items)):
                if isinstance(below, tuple):
                    keys += sum(map(_count_keys, cast("tuple[BaseModel, ...]", below)))
                else:
                    keys += _count_keys(below)
    return keys


@cache
def _find_nested(model: type[BaseModel]) -> dict[str, tuple[Callable[[BaseModel], Any], ...]]:
    """Return the fields that hold objects, each with what gets the like from these objects."""
    models = {name: find_model(field) for name, field in model.model_fields.items()}
    return {
        name: tuple(map(attrgetter, _find_nested(inner))) for name, inner in models.items() if inner
    }
