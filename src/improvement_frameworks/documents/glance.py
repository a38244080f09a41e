"""Sees at a glance that a document is right; whatever is in doubt is left to the exact reader.

A glance never finds a fault. It says "right", for sure, or nothing at all, so a report is the same
with or without it; only the time differs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from improvement_frameworks.core.registry import get_rules
from improvement_frameworks.core.rule import find_principles, run_rules
from improvement_frameworks.documents.check import Checked
from improvement_frameworks.documents.gate import open_gate
from improvement_frameworks.documents.quick import QuickReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from improvement_frameworks.core.problem import Principle
    from improvement_frameworks.core.rule import Rule, Selection

Glance: TypeAlias = "Callable[[bytes], Checked | None]"

WORTHWHILE: Final = 200
"""From so many documents on, compiling a schema saves time."""

RIGHT_SHAPE: Final = Checked(())
"""What is known of a document whose form is right and whose use was not looked at."""


def make_glance(selection: Selection | None) -> Glance:
    """Return what looks at documents first; without a selection it looks at their form only."""
    return _LookAtShape() if selection is None else _LookAtSense(selection)


class _LookAtShape:
    """Looks at the form only; from some number of documents on, a compiled schema is quicker."""

    def __init__(self) -> None:
        self._reader = QuickReader()
        self._gate = open_gate()
        self._early = WORTHWHILE

    def __call__(self, data: bytes) -> Checked | None:
        if self._gate is None or self._early:
            self._early = max(self._early - 1, 0)
            is_right = self._reader.read(data) is not None
        else:
            is_right = self._gate.passes(data)
        return RIGHT_SHAPE if is_right else None


class _LookAtSense:
    """Reads records and runs their rules; says nothing about those that rules speak of."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._reader = QuickReader()
        self._rules: dict[str, tuple[tuple[Rule[object], ...], frozenset[Principle]]] = {}

    def __call__(self, data: bytes) -> Checked | None:
        record = self._reader.read(data)
        if record is None:
            return None
        if record.framework not in self._rules:
            rules = tuple(
                rule
                for rule in get_rules(record.framework)
                if self._selection.takes(rule.problem)
            )
            self._rules[record.framework] = rules, find_principles(rules, self._selection)
        rules, examined = self._rules[record.framework]
        if run_rules(record, rules, self._selection):
            return None
        return Checked((), record, examined)
