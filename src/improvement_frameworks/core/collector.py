"""Gathers what a check finds, document by document, into a report."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from attrs import evolve

from improvement_frameworks.core.pointer import read_pointer
from improvement_frameworks.core.problem import PRINCIPLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from improvement_frameworks.core.problem import Principle, Severity
    from improvement_frameworks.core.report import Issue, Report

ISSUES_KEPT: Final = 1_000
"""How many issues of one code a report keeps; it counts all of them."""
_ALL: Final = frozenset(PRINCIPLES)


class Collector:
    """Gathers issues document by document and stays small however many there are.

    Args:
        keep: How many issues of one code the report keeps.
        rules: Whether good use is to be looked at, and not the form only.
    """

    def __init__(self, *, keep: int = ISSUES_KEPT, rules: bool = True) -> None:
        self._keep = keep
        self._rules = rules
        self._issues: list[Issue] = []
        self._kept: Counter[str] = Counter()
        self._counts: Counter[tuple[str, Severity]] = Counter()
        self._neglected: Counter[Principle] = Counter()
        self._kept_principles: Counter[Principle] = Counter()
        self._judgements: Counter[tuple[frozenset[Principle], frozenset[Principle]]] = Counter()
        self._documents = 0
        self._rows = 0
        self._judged = 0

    def add(
        self,
        issues: Iterable[Issue],
        *,
        documents: int = 1,
        rows: int = 0,
        judged: bool = False,
        examined: Iterable[Principle] = _ALL,
    ) -> None:
        """Take what was found in the next document (or, with ``documents=0``, beside any).

        ``examined`` are the principles that a rule which ran on the document serves.
        """
        neglected: set[Principle] = set()
        found = list(issues)
        if len(found) > 1:
            found.sort(key=_order)
        for issue in found:
            problem, severity = issue.problem, issue.severity
            self._counts[problem.code, severity] += 1
            if self._kept[problem.code] < self._keep:
                self._kept[problem.code] += 1
                self._issues.append(issue)
            if problem.principle and severity != "info":
                neglected.add(problem.principle)
        self._documents += documents
        self._rows += rows
        if judged:
            self._judged += documents
            self._judgements[frozenset(examined), frozenset(neglected)] += 1

    def room(self, code: str) -> int:
        """Return how many more issues of a code are kept."""
        return max(0, self._keep - self._kept[code])

    def count(self, code: str, severity: Severity, number: int) -> None:
        """Count further issues of a code that are known to be many and are not kept."""
        if number:
            self._counts[code, severity] += number

    @property
    def keep(self) -> int:
        """How many issues of one code are kept."""
        return self._keep

    def wants(self, code: str) -> bool:
        """Whether another issue of a code would be kept; beyond that they are only counted."""
        return self._kept[code] < self._keep

    def include(self, report: Report, *, lines_before: int = 0) -> None:
        """Take the report of what follows, whose first line comes after so many others.

        An issue without a line is of the first one.
        """
        for issue in report.issues:
            if self.wants(issue.code):
                self._kept[issue.code] += 1
                if lines_before:
                    line = lines_before + (issue.where.line or 1)
                    issue = evolve(issue, where=evolve(issue.where, line=line))  # noqa: PLW2901
                self._issues.append(issue)
        self._counts.update(report.counts)
        self._neglected.update(report.neglected)
        self._kept_principles.update(report.kept)
        self._documents += report.documents
        self._rows += report.rows
        self._judged += report.judged

    def report(self) -> Report:
        """Return the report of all that was taken so far."""
        from improvement_frameworks.core.report import Report

        neglected, kept = Counter(self._neglected), Counter(self._kept_principles)
        for (examined, against), number in self._judgements.items():
            neglected.update(dict.fromkeys(against, number))
            kept.update(dict.fromkeys(examined - against, number))
        return Report(
            issues=tuple(self._issues),
            documents=self._documents,
            rows=self._rows,
            judged=self._judged,
            counts=dict(sorted(self._counts.items())),
            neglected=dict(neglected),
            kept=dict(kept),
            rules=self._rules,
        )


def _order(issue: Issue) -> tuple[object, ...]:
    where = issue.where
    steps = tuple(_place(step) for step in read_pointer(where.pointer))
    facts = str(sorted(issue.params.items()))
    place = (where.line or 0, where.column or 0, where.row or 0, len(where.cell), where.cell)
    return (*place, steps, issue.code, issue.severity, facts)


def _place(step: str) -> tuple[bool, int, str]:
    """Sort the positions of a list by their number, before any names."""
    is_position = step.isascii() and step.isdigit()
    return (not is_position, len(step) if is_position else 0, step)
