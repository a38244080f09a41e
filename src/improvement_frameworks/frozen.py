"""Tables that nobody can change, and that can still be copied and sent to another process."""

from __future__ import annotations

import copyreg
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

K = TypeVar("K")
V = TypeVar("V")


def freeze_table(table: Mapping[K, V]) -> Mapping[K, V]:
    """Return a copy that cannot be changed.

    >>> freeze_table({"a": 1})
    mappingproxy({'a': 1})
    """
    return MappingProxyType(dict(table))


def _take_apart(
    table: MappingProxyType[K, V],
) -> tuple[Callable[..., Any], tuple[dict[K, V]]]:
    return freeze_table, (dict(table),)


# Python itself does not say how such a table is pickled or copied deeply.
copyreg.pickle(MappingProxyType, _take_apart)
