"""For tests of code that handles records: drawn records, planted faults, planted insights.

Names are loaded when they are first used. Only what draws (``records``, ``documents``,
``entries``, ``nouns``, ``values``, ``register_values``) needs Hypothesis, from the extra
``testing``. Pytest finds the plug-in ``improvement_frameworks.testing.plugin`` by itself.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from improvement_frameworks.testing.assertion import assert_valid
    from improvement_frameworks.testing.fault import Fault, Layer, combine, faults
    from improvement_frameworks.testing.garden import Bed, Garden, Planted, entries_of, grow
    from improvement_frameworks.testing.strategy.record import documents, entries, nouns, records
    from improvement_frameworks.testing.strategy.value import register_values, values
    from improvement_frameworks.testing.vector import Expected, Vector, vectors
    from improvement_frameworks.testing.vector_table import write_vectors

__all__ = [
    "Bed",
    "Expected",
    "Fault",
    "Garden",
    "Layer",
    "Planted",
    "Vector",
    "assert_valid",
    "combine",
    "documents",
    "entries",
    "entries_of",
    "faults",
    "grow",
    "nouns",
    "records",
    "register_values",
    "values",
    "vectors",
    "write_vectors",
]

_HOMES = {
    "assertion": "assert_valid",
    "fault": "Fault Layer combine faults",
    "garden": "Bed Garden Planted entries_of grow",
    "strategy.record": "documents entries nouns records",
    "strategy.value": "register_values values",
    "vector": "Expected Vector vectors",
    "vector_table": "write_vectors",
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
