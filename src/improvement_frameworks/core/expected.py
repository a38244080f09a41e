"""Says what a function takes, where Python code gives it something else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar, cast

T = TypeVar("T")


def expect(name: str, value: object, kind: type[T] | tuple[type[T], ...], words: str) -> T:
    """Return a value if it is of the kind that is taken.

    Args:
        name: What the function calls it.
        value: What was given.
        kind: The types that are taken; true and false are no numbers.
        words: What is taken, in words.

    Raises:
        TypeError: if it is of another kind; it says what is taken.

    Examples:
        >>> expect("code", 3, str, "a code such as ICE-W1")
        Traceback (most recent call last):
        TypeError: code is a code such as ICE-W1, but a value of the type int was given.
    """
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
        raise _wrong(name, value, words)
    return value


def expect_all(
    name: str, values: object, kind: type[T] | tuple[type[T], ...], words: str
) -> tuple[T, ...]:
    """Return the items of a list if all of them are of the kind that is taken.

    Raises:
        TypeError: if it is no list, or an item is of another kind; it says what is taken.

    Examples:
        >>> expect_all("days", 3, int, "a list of days")
        Traceback (most recent call last):
        TypeError: days is a list of days, but a single one was given. Write a list with it.
    """
    if isinstance(values, kind) and not isinstance(values, str):
        raise TypeError(f"{name} is {words}, but a single one was given. Write a list with it.")
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise _wrong(name, values, words)
    items = tuple(cast("Iterable[object]", values))
    for item in items:
        if not isinstance(item, kind):
            raise _wrong(f"{name} is {words}. An item of {name}", item, "one of these")
    return cast("tuple[T, ...]", items)


def _wrong(name: str, value: object, words: str) -> TypeError:
    return TypeError(
        f"{name} is {words}, but a value of the type {type(value).__name__} was given."
    )
