"""Brings a document of an older schema version to the present one, step by step.

A framework whose records have changed declares its steps in a module ``migrations`` with a tuple
``MIGRATIONS``. Each step turns a document of one version into one of the next; nothing is checked
in between, and the result is checked like any other document.
"""

from __future__ import annotations

import copy
from collections.abc import Callable  # noqa: TC003 - attrs may resolve it
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Document: TypeAlias = dict[str, object]


@frozen
class Migration:
    """One step from a schema version to the next."""

    old: str
    """The version that it starts from."""
    new: str
    """The version that it leads to."""
    change: Callable[[Document], Document]
    """Turns a document of the old version into one of the new; it may change what it is given."""


def plan_steps(migrations: Iterable[Migration], old: str, new: str) -> tuple[Migration, ...]:
    """Return the steps that lead from one version to another; none if there is no such way.

    >>> steps = [Migration("0.8", "0.9", dict), Migration("0.9", "1.0", dict)]
    >>> [step.new for step in plan_steps(steps, "0.8", "1.0")]
    ['0.9', '1.0']
    """
    by_start = {step.old: step for step in migrations}
    steps: list[Migration] = []
    while old != new and old in by_start:
        step = by_start.pop(old)
        steps.append(step)
        old = step.new
    return tuple(steps) if old == new else ()


def migrate(document: Mapping[str, object], steps: Iterable[Migration]) -> Document:
    """Return the document after all steps; the one that was given stays as it is."""
    value: Document = copy.deepcopy(dict(document))
    for step in steps:
        value = {**step.change(value), "schema_version": step.new}
    return value
