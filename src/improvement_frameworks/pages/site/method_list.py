"""Finds what a framework's record can tell in Python, beyond what every record can."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from improvement_frameworks.core.record.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator


def find_methods(record: type[Record]) -> Iterator[tuple[str, str]]:
    """Yield each method and property with the first sentence about it.

    >>> from improvement_frameworks import get_record_type
    >>> dict(find_methods(get_record_type("iceberg")))["record.depth"]
    'The deepest level with an entry, or nothing if there are no entries.'
    """
    seen: set[str] = set()
    for model in record.__mro__:
        if model is Record:
            return
        for name, value in vars(model).items():
            call = _write_call(name, value)
            if call and name not in seen and not name.startswith(("_", "model_")):
                seen.add(name)
                yield f"record.{call}", _first_sentence(value)


def _write_call(name: str, value: object) -> str:
    if isinstance(value, property):
        return name
    if not inspect.isfunction(value):
        return ""
    return f"{name}({', '.join([*inspect.signature(value).parameters][1:])})"


def _first_sentence(value: object) -> str:
    return (inspect.getdoc(value) or "").partition("\n\n")[0]
