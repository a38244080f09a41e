"""Counts the fields that a document gives, to tell that none was lost because it stands twice."""

from __future__ import annotations

import re
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from attrs import frozen

from improvement_frameworks.core.record.field import find_model, is_list

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence, Sized

    from pydantic import BaseModel

Nested: TypeAlias = "tuple[tuple[itemgetter[Any], bool, Nested], ...]"
"""What gets each field that holds objects, whether it is a list, and the same for what is in it."""

_SPACED_KEY: Final = re.compile(rb'"[ \t\r\n]+:')


def has_fields(data: bytes, number: int) -> bool:
    """Whether a text has just so many fields: none was lost because it stands twice."""
    if data.count(b":") == number:
        return True
    # Texts have colons too. Those of fields follow a quotation mark, if no space comes between.
    return data.count(b'":') == number and not _SPACED_KEY.search(data)


@cache  # a single document may be all that is read
def find_nested(model: type[BaseModel]) -> Nested:
    """Return which fields of a model hold objects; no model of the library holds itself."""
    models = ((name, field, find_model(field)) for name, field in model.model_fields.items())
    return tuple(
        (itemgetter(name), is_list(field), find_nested(inner))
        for name, field, inner in models
        if inner
    )


@frozen
class FieldCount:
    """Counts the fields in what pydantic has read."""

    hold: Callable[[Any], Mapping[str, Any]]
    """Returns all fields of an object."""
    given: Callable[[Any], Sized]
    """Returns the names of those that the document gives."""

    def of(self, value: object, nested: Nested) -> int:
        """Return how many fields were given in an object and in all that it holds."""
        number = len(self.given(value))
        held = self.hold(value)
        for get, is_many, inner in nested:
            below = get(held)
            if below:
                number += self._of_all(below, inner) if is_many else self.of(below, inner)
        return number

    def _of_all(self, values: Sequence[object], nested: Nested) -> int:
        number = sum(map(len, map(self.given, values)))
        for get, is_many, inner in nested:
            for below in filter(None, map(get, map(self.hold, values))):
                number += self._of_all(below, inner) if is_many else self.of(below, inner)
        return number
