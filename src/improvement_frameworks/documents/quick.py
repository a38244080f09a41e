"""Reads a JSON document straight into its record, where nothing in the text is in doubt."""

from __future__ import annotations

import re
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from attrs import frozen
from pydantic import BaseModel, ValidationError

from improvement_frameworks.core.field import find_model, is_list
from improvement_frameworks.core.registry import get_record_type, published_ids
from improvement_frameworks.documents.reading import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from improvement_frameworks.core.record import Record

_NAMED: Final = re.compile(rb'"framework"\s*:\s*"([a-z0-9-]+)"')
_SPACED_KEY: Final = re.compile(rb'"[ \t\r\n]+:')
_fields_set = attrgetter("__pydantic_fields_set__")


@frozen
class _Plan:
    """How to read the records of one framework."""

    validate: Callable[[bytes], Record]
    objects: tuple[str, ...]
    lists: tuple[str, ...]


class QuickReader:
    """Reads the records of the frameworks that this library brings itself.

    Their models leave nothing open but ``extensions``, so what pydantic accepts without them has no
    number, no depth and no half of a character that the exact reader refuses. What pydantic cannot
    see, a field that stands twice, is told from the number of colons.
    """

    def __init__(self) -> None:
        self._plans: dict[bytes, _Plan | None] = {
            name.encode(): None for name in published_ids()
        }

    def read(self, data: bytes) -> Record | None:
        """Return the record that a document holds, or nothing if it is not right or in doubt."""
        named = _NAMED.search(data)
        if named is None or named[1] not in self._plans or len(data) > MAX_BYTES:
            return None
        plan = self._plans[named[1]]
        if plan is None:
            plan = self._plans[named[1]] = _make_plan(get_record_type(named[1].decode()))
        try:
            record = plan.validate(data)
        except ValidationError:
            return None
        if record.extensions is not None or not _has_all_keys(data, record, plan):
            return None
        return record


def _make_plan(record: type[Record]) -> _Plan:
    nested = _nested(record)
    return _Plan(
        record.__pydantic_validator__.validate_json,
        tuple(name for name, is_many in nested.items() if not is_many),
        tuple(name for name, is_many in nested.items() if is_many),
    )


@cache
def _nested(model: type[BaseModel]) -> dict[str, bool]:
    """Return the fields that hold models, and whether they hold many of them."""
    fields = model.model_fields.items()
    return {name: is_list(field) for name, field in fields if find_model(field)}


def _has_all_keys(data: bytes, record: Record, plan: _Plan) -> bool:
    """Whether all fields of a text are in the record, none of them lost because it stands twice."""
    values = record.__dict__
    shallow = len(record.__pydantic_fields_set__)
    for name in plan.lists:
        if values[name]:
            shallow += sum(map(len, map(_fields_set, values[name])))
    for name in plan.objects:
        if values[name] is not None:
            shallow += len(values[name].__pydantic_fields_set__)
    colons = data.count(b":")
    if colons == shallow:
        return True
    keys = _count_keys(record)
    if colons == keys:
        return True
    # Texts have colons too. Those of fields follow a quotation mark, if no space comes between.
    return data.count(b'":') == keys and not _SPACED_KEY.search(data)


def _count_keys(value: BaseModel) -> int:
    keys = len(value.__pydantic_fields_set__)
    for name, is_many in _nested(type(value)).items():
        inner = value.__dict__[name]
        if is_many:
            keys += sum(map(_count_keys, inner))
        elif inner is not None:
            keys += _count_keys(inner)
    return keys
