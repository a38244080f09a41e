"""JSON pointers (RFC 6901): how an issue names the place in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Path: TypeAlias = "tuple[str | int, ...]"


def write_pointer(path: Iterable[str | int]) -> str:
    """Write a path of names and positions as a JSON pointer.

    >>> write_pointer(("entries", 2, "a/b"))
    '/entries/2/a~1b'
    >>> write_pointer(())
    ''
    """
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def read_pointer(pointer: str) -> tuple[str, ...]:
    """Split a JSON pointer into its steps, positions as text.

    >>> read_pointer("/entries/2/a~1b")
    ('entries', '2', 'a/b')
    """
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
