"""Conditions that ``rules.toml`` sets: what the fields of an entry, or of a record, hold.

A condition is a table such as ``{ stage = ["now-what"], kind = { not = ["keep"] }, text = false }``
in which each field stands with what it holds: one of some codes, none of some codes (``not``),
anything at all (``true``) or nothing (``false``). All of it has to be so. A name with dots, such as
``consent.uses``, leads into the objects of a field.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Final, TypeGuard, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.problems.problem import Param

RECORD: Final = "record"
"""What is looked at where it is the record itself, and the first step to a field of the record."""


def steps_of(path: str) -> tuple[str, ...]:
    """Return the steps of a name with dots."""
    return tuple(path.split("."))


def look_up(item: object, steps: tuple[str, ...]) -> object:
    """Return what a field holds; nothing if an object on the way is missing."""
    for step in steps:
        if item is None:
            return None
        item = getattr(item, step)
    return item


def is_given(value: object) -> bool:
    """Whether a field says anything; no and an empty list or text say nothing, 0 does."""
    return value is not None and value is not False and value not in ((), "")


def walk(record: Record, of: str) -> Iterator[tuple[Path, object]]:
    """Yield the record, or the objects of a list such as ``entries`` or ``entries.examples``."""
    if of == RECORD:
        yield (), record
    else:
        yield from _walk(record, steps_of(of), ())


def _walk(item: object, steps: tuple[str, ...], path: Path) -> Iterator[tuple[Path, object]]:
    if not steps:
        yield path, item
        return
    held = getattr(item, steps[0])
    if isinstance(held, tuple):
        for index, inner in enumerate(cast("tuple[object, ...]", held)):
            yield from _walk(inner, steps[1:], (*path, steps[0], index))
    elif held is not None:
        yield from _walk(held, steps[1:], (*path, steps[0]))


class Conditions:
    """What has to be so of an object; without any, everything fits.

    Args:
        table: What is asked of each field.

    Raises:
        ValueError: if something else is asked than there are conditions for.

    Examples:
        >>> from improvement_frameworks import Iceberg
        >>> wanted = Conditions({"title": True, "focus": {"not": ("success",)}})
        >>> wanted.hold(Iceberg(title="t", entries=[], focus="problem"))
        True
        >>> wanted.hold(Iceberg(title="t", entries=[], focus="success"))
        False
    """

    def __init__(self, table: Mapping[str, object]) -> None:
        self._steps = tuple(map(steps_of, table))
        self._tests = tuple((_make_getter(name), _make_test(name, w)) for name, w in table.items())

    def hold(self, item: object) -> bool:
        """Whether all of it is so."""
        for get, is_so in self._tests:  # noqa: SIM110 - quicker so, and it runs for every entry
            if not is_so(get(item)):
                return False
        return True

    def facts(self, item: object) -> dict[str, Param]:
        """Return what the fields that it looks at hold, by the last step to each."""
        return {
            steps[-1]: _say(value)
            for steps in self._steps
            if is_given(value := look_up(item, steps))
        }


ALL: Final = Conditions({})


def _say(value: object) -> Param:
    if isinstance(value, tuple):
        return tuple(str(item) for item in cast("tuple[object, ...]", value))
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) else str(value)


def _make_getter(name: str) -> Callable[[object], object]:
    steps = steps_of(name)
    return attrgetter(name) if len(steps) == 1 else partial(_look_up_steps, steps)


def _look_up_steps(steps: tuple[str, ...], item: object) -> object:
    return look_up(item, steps)


def _make_test(name: str, wanted: object) -> Callable[[object], bool]:
    if wanted is True:
        return is_given
    if wanted is False:
        return _is_missing
    if _are_codes(wanted):
        return _is_one_of(wanted)
    if isinstance(wanted, Mapping):
        table = cast("Mapping[str, object]", wanted)
        others = table.get("not")
        if list(table) == ["not"] and _are_codes(others):
            return _is_none_of(others)
    raise ValueError(f"{name} is to hold {wanted!r}: say true, false, a list or {{ not = [...] }}")


def _are_codes(value: object) -> TypeGuard[Collection[str]]:
    return isinstance(value, tuple) and all(
        isinstance(code, str) for code in cast("tuple[object, ...]", value)
    )


def _is_missing(value: object) -> bool:
    return not is_given(value)


def _is_one_of(codes: Collection[str]) -> Callable[[object], bool]:
    wanted = frozenset(codes)

    def is_so(value: object) -> bool:
        if isinstance(value, tuple):
            return not wanted.isdisjoint(cast("tuple[object, ...]", value))
        return value in wanted

    return is_so


def _is_none_of(codes: Collection[str]) -> Callable[[object], bool]:
    is_one = _is_one_of(codes)
    return lambda value: not is_one(value)
