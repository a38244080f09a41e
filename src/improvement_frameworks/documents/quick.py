"""Reads a JSON document straight into its record, where nothing in the text is in doubt."""

from __future__ import annotations

import re
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from improvement_frameworks.core.record.record import plain_validator
from improvement_frameworks.core.registry import get_record_type, published_ids
from improvement_frameworks.documents.field_count import FieldCount, find_nested, has_fields
from improvement_frameworks.documents.reading import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.documents.field_count import Nested

_NAMED: Final = re.compile(rb'"framework"\s*:\s*"([a-z0-9-]+)"')
_COUNT: Final = FieldCount(attrgetter("__dict__"), attrgetter("__pydantic_fields_set__"))


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
            self._known[name] = plain_validator(model).validate_json, find_nested(model)
        validate, nested = self._known[name]
        try:
            record = validate(data)
        except ValidationError:
            return None
        if record.extensions is not None or not has_fields(data, _COUNT.of(record, nested)):
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
