"""A value of a wrong type given to any public function: the function says what it takes."""

from __future__ import annotations

import inspect
import re
import traceback
from datetime import date
from types import FunctionType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from pydantic import ValidationError

import improvement_frameworks
from improvement_frameworks import Group, get_example, get_framework, load, validate
from improvement_frameworks.core.registry import forget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WRONG: Final[tuple[object, ...]] = (
    *(3, None, True, "no such thing", b"\xff", date(2020, 3, 16)),
    *([], ["a"], [3], {"a": 1}, {1: 2}),
)
EXAMPLE: Final = load(get_example("iceberg"))
GRID: Final = load(get_example("learning-grid"))
RIGHT: Final[dict[str, object]] = {
    "source": get_example("iceberg"),
    "text": "{}",
    "framework": "iceberg",
    "wanted": "iceberg",
    "code": "ICE-W1",
    "record": EXAMPLE,
    "records": [EXAMPLE],
    "to": "after-action-review",
    "subject": "iceberg",
    "grids": [GRID, GRID],
    "id": "own-thing",
    "title": "Our own",
    "stem": "Now we",
    "questions": [],
    "levels": [],
    "themes": [],
    "name": "org.example",
    "part": "events",
    "model": Group,
    "entry": EXAMPLE.entries[0],
    "collection": [GRID],
    "earlier": [GRID],
    "later": [GRID],
    "report": validate(EXAMPLE),
    "values": "off",
    "people": ["c1"],
}
"""A value for each parameter that must be given, while another one is wrong."""

RAW: Final = re.compile(
    r"object (has no attribute|is not)|unhashable|not supported between|unexpected keyword"
    r"|positional argument|expected str, bytes|not subscriptable|embedded null"
)
"""What Python says of itself, which tells nobody what a function takes."""

TELLING: Final = (TypeError, ValueError, LookupError, OSError)


class Call(NamedTuple):
    name: str
    function: Callable[..., object]
    parameter: str

    def __str__(self) -> str:
        return f"{self.name}({self.parameter})"


def find_calls() -> Iterator[Call]:
    for name in dir(improvement_frameworks):
        value: object = getattr(improvement_frameworks, name)
        if isinstance(value, FunctionType):
            yield from _calls_of(name, value)
    things: tuple[object, ...] = (EXAMPLE, GRID, get_framework("iceberg"), validate(EXAMPLE))
    for thing in things:
        for name in dir(type(thing)):
            method: object = getattr(type(thing), name)
            is_own = str(getattr(method, "__module__", "")).startswith("improvement_frameworks")
            # What the methods of pydantic take, pydantic says.
            if is_own and inspect.isroutine(method) and not name.startswith(("_", "model_")):
                bound: Callable[..., object] = getattr(thing, name)
                yield from _calls_of(f"{type(thing).__name__}.{name}", bound)


def _calls_of(name: str, function: Callable[..., object]) -> Iterator[Call]:
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is not parameter.VAR_KEYWORD:
            yield Call(name, function, parameter.name)


def give(call: Call, wrong: object, folder: Path) -> None:
    """Call with one wrong value; all others are right."""
    given: dict[str, Any] = {}
    in_order: list[object] = []
    several: list[object] = []
    for parameter in inspect.signature(call.function).parameters.values():
        if parameter.name == call.parameter:
            if parameter.kind is parameter.VAR_POSITIONAL:
                several.append(wrong)
            else:
                given[parameter.name] = wrong
        elif parameter.default is parameter.empty and parameter.kind in {
            parameter.POSITIONAL_OR_KEYWORD,
            parameter.KEYWORD_ONLY,
        }:
            here = {"path": folder / "out.csv", "folder": folder / "out"}
            given[parameter.name] = {**RIGHT, **here}[parameter.name]
    if several:  # what is before them can only be given in order
        in_order = [given.pop(name) for name in [*given] if _is_in_order(call, name)]
    result = call.function(*in_order, *several, **given)
    if inspect.isgenerator(result):
        list(result)


def _is_in_order(call: Call, name: str) -> bool:
    parameter = inspect.signature(call.function).parameters[name]
    return parameter.kind is parameter.POSITIONAL_OR_KEYWORD


CALLS: Final = tuple(find_calls())


def test_functions_and_methods_are_among_them() -> None:
    names = {str(call) for call in CALLS}
    assert {
        "validate(jobs)",
        "figure(subject)",
        "Iceberg.without(ids)",
        "Iceberg.add(entries)",
    } <= (names)


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_a_wrong_value_is_told_in_words(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for wrong in WRONG:
        fault = find_fault(call, wrong, tmp_path)
        if fault is None or isinstance(fault, OSError | ValidationError):
            continue
        said = f"{call} given {wrong!r}: {type(fault).__name__}: {fault}"
        assert not isinstance(fault, UnicodeError), said
        assert not RAW.search(str(fault)), said
        last = traceback.extract_tb(fault.__traceback__)[-1].filename
        assert "improvement_frameworks" in last, f"{said} (from {last})"


def find_fault(call: Call, wrong: object, folder: Path) -> Exception | None:
    try:
        give(call, wrong, folder)
    except TELLING as fault:
        return fault
    finally:
        forget()
    return None
