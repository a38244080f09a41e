"""Reads a document that Python code already holds, and refuses what no document can hold."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, cast

from improvement_frameworks import problems
from improvement_frameworks.documents.reading import HALF_CHARACTER, MAX_DEPTH, InputFault
from improvement_frameworks.problems.problem import Own

if TYPE_CHECKING:
    from collections.abc import Sequence

    from improvement_frameworks.core.pointer import Path

TOO_LARGE: Final = 10**4_300
"""The first whole number of more digits than Python reads in a text and writes into one."""


def read_value(value: object, path: Path = ()) -> object:
    """Return a value as JSON knows it: objects, lists, text, numbers, true, false and null.

    Raises:
        InputFault: at a value or a field name of another type, a number that is none, half a
            character, or where objects and lists stand too deep within each other.
    """
    match value:
        case str():  # what most values are
            return _read_text(value, path)
        case None | bool():
            return value
        case int() | float():
            return _read_number(value, path)
        case date():
            return value.isoformat()
        case Mapping():
            _refuse_depth(path)
            items = cast("Mapping[object, object]", value).items()
            return {_read_name(name, path): read_value(v, (*path, str(name))) for name, v in items}
        case list() | tuple():
            _refuse_depth(path)
            values = cast("Sequence[object]", value)
            return [read_value(item, (*path, index)) for index, item in enumerate(values)]
        case _:
            raise _refused("A value", value, path)


def _refused(what: str, value: object, path: Path) -> InputFault:
    found = type(value).__name__
    return InputFault(problems.DOC_VALUE, {"what": Own(what), "found": found}, path=path)


def _refuse_depth(path: Path) -> None:
    if len(path) >= MAX_DEPTH:
        raise InputFault(problems.DOC_DEEP, {"limit": MAX_DEPTH}, path=path)


def _read_name(name: object, path: Path) -> str:
    if not isinstance(name, str):
        raise _refused("A field name", name, path)
    return _read_text(name, path)


def _read_text(text: str, path: Path) -> str:
    if HALF_CHARACTER.search(text):
        raise InputFault(problems.DOC_CHARACTER, path=path)
    return text


def _read_number(number: float, path: Path) -> float:
    found = ""
    if isinstance(number, int):
        found = "A whole number of thousands of digits" if abs(number) >= TOO_LARGE else ""
    elif not math.isfinite(number):
        found = str(number)
    if found:
        raise InputFault(problems.DOC_NUMBER, {"found": found}, path=path)
    return number
