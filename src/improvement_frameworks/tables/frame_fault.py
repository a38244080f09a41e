"""Counts the faults of a batch, and chooses the rows whose issues the report keeps in full."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from improvement_frameworks.core.report import Collector
    from improvement_frameworks.problems.problem import Problem


@define
class Faults:
    """What is wrong in the rows of a batch."""

    counts: Counter[Problem] = field(factory=Counter["Problem"])
    """How many issues of each problem there are."""
    _rows: dict[Problem, list[Sequence[int]]] = field(
        factory=dict["Problem", "list[Sequence[int]]"]
    )

    def add(self, problem: Problem, rows: Sequence[int]) -> None:
        """Take one issue of a problem in each of the rows."""
        if len(rows):
            self.counts[problem] += len(rows)
            self._rows.setdefault(problem, []).append(rows)

    def rows(self) -> list[int]:
        """Return all rows with a fault."""
        return sorted({row for parts in self._rows.values() for rows in parts for row in rows})

    def first(self, collector: Collector) -> set[int]:
        """Return the rows of those issues for which the report has room."""
        chosen: set[int] = set()
        for problem, parts in self._rows.items():
            room = collector.room(problem.code)
            if room:
                chosen.update(sorted(row for rows in parts for row in rows[:room])[:room])
        return chosen
