"""Sees at a glance that a document is right; whatever is in doubt is left to the exact reader.

A glance finds no fault of form. It says "right", for sure, or nothing at all, so a report is the
same with or without it; only the time differs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from improvement_frameworks.documents.check import Checked, place, rules_for
from improvement_frameworks.documents.form_reader import FormReader
from improvement_frameworks.documents.gate import open_gate
from improvement_frameworks.documents.quick import QuickReader
from improvement_frameworks.documents.reader import trust_raw

if TYPE_CHECKING:
    from collections.abc import Callable

    from improvement_frameworks.core.rules.rules import Selection
    from improvement_frameworks.documents.reading import Raw

Wants: TypeAlias = "Callable[[str], bool]"
"""Whether the report will keep an issue of a code."""
Glance: TypeAlias = "Callable[[Raw], Checked | None]"

WORTHWHILE: Final = 200
"""From so many documents on, compiling a schema saves time."""

RIGHT_SHAPE: Final = Checked(())
"""What is known of a document whose form is right and whose use was not looked at."""


def make_glance(selection: Selection | None, wants: Wants, *, is_much: bool) -> Glance:
    """Return what looks at documents first; without a selection it looks at their form only.

    If there is much to look at, preparing for it pays from the first document on.
    """
    if selection is None:
        return _LookAtShape(0 if is_much else WORTHWHILE)
    return _LookAtSense(selection, wants)


class _LookAtShape:
    """Looks at the form only; from some number of documents on, a compiled schema is quicker."""

    def __init__(self, early: int) -> None:
        self._reader = FormReader()
        self._gate = open_gate()
        self._early = early

    def __call__(self, raw: Raw) -> Checked | None:
        if self._gate is None or self._early:
            self._early = max(self._early - 1, 0)
            is_right = self._reader.is_right(raw.data)
        else:
            is_right = self._gate.passes(raw.data)
        return RIGHT_SHAPE if is_right else None


class _LookAtSense:
    """Reads records and runs their rules; finds the places only of issues that will be kept."""

    def __init__(self, selection: Selection, wants: Wants) -> None:
        self._selection = selection
        self._wants = wants
        self._reader = QuickReader()

    def __call__(self, raw: Raw) -> Checked | None:
        record = self._reader.read(raw.data)
        if record is None:
            return None
        rules = rules_for(record.framework, self._selection)
        issues = rules.run(record)
        for issue in issues:
            if self._wants(issue.problem.code):
                return Checked(place(trust_raw(raw), issues), record, rules.principles)
        return Checked(tuple(issues), record, rules.principles)
