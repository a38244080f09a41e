"""Conditions that ``rules.toml`` sets: what the fields of an entry, or of a record, hold.

A condition is a table such as ``{ stage = ["now-what"], kind = { not = ["keep"] }, text = false }``
in which each field stands with what it holds: one of some codes, none of some codes (``not``),
anything at all (``true``) or nothing (``false``). All of it has to be so. A name with dots, such as
``consent.uses``, leads into the objects of a field.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, TypeGuard, cast

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.core.record import Record
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


@frozen
class Conditions:
    """What has to be so of an object; without any, everything fits.

    Examples:
        >>> from improvement_frameworks import Iceberg
        >>> wanted = Conditions({"title": True, "focus": {"not": ("success",)}})
        >>> wanted.hold(Iceberg(title="t", entries=[], focus="problem"))
        True
        >>> wanted.hold(Iceberg(title="t", entries=[], focus="success"))
        False
    """

    table: Mapping[str, object] = field(factory=dict[str, object], hash=False)
    """What is asked of each field.

    Raises:
        ValueError: if something else is asked than there are conditions for.
    """
    _tests: tuple[tuple[tuple[str, ...], Callable[[object], bool]], ...] = field(
        init=False, repr=False, eq=False
    )

    def __attrs_post_init__(self) -> None:
        tests = tuple((steps_of(name), _make_test(name, w)) for name, w in self.table.items())
        object.__setattr__(self, "_tests", tests)

    def hold(self, item: object) -> bool:
        """Whether all of it is so."""
        return all(is_so(look_up(item, steps)) for steps, is_so in self._tests)

    def facts(self, item: object) -> dict[str, Param]:
        """Return what the fields that it looks at hold, by the last step to each."""
        return {
            steps[-1]: _say(value)
            for steps, _ in self._tests
            if is_given(value := look_up(item, steps))
        }


ALL: Final = Conditions()


def _say(value: object) -> Param:
    if isinstance(value, tuple):
        return tuple(str(item) for item in cast("tuple[object, ...]", value))
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) else str(value)


def _make_test(name: str, wanted: object) -> Callable[[object], bool]:
    if wanted is True:
        return is_given
    if wanted is False:
        return _is_missing
    if _are_codes(wanted):
        return _IsOneOf(frozenset(wanted))
    if isinstance(wanted, Mapping):
        table = cast("Mapping[str, object]", wanted)
        others = table.get("not")
        if list(table) == ["not"] and _are_codes(others):
            return _IsNoneOf(frozenset(others))
    raise ValueError(f"{name} is to hold {wanted!r}: say true, false, a list or {{ not = [...] }}")


def _are_codes(value: object) -> TypeGuard[Collection[str]]:
    return isinstance(value, tuple) and all(
        isinstance(code, str) for code in cast("tuple[object, ...]", value)
    )


def _is_missing(value: object) -> bool:
    return not is_given(value)


@frozen
class _IsOneOf:
    codes: frozenset[str]

    def __call__(self, value: object) -> bool:
        if isinstance(value, tuple):
            return not self.codes.isdisjoint(cast("tuple[object, ...]", value))
        return value in self.codes


@frozen
class _IsNoneOf:
    codes: frozenset[str]

    def __call__(self, value: object) -> bool:
        if isinstance(value, tuple):
            return self.codes.isdisjoint(cast("tuple[object, ...]", value))
        return value not in self.codes
