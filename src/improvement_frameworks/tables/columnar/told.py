"""What is told of the rows of long tables: some issues in full, of all others their number."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from improvement_frameworks.core.report.report import Collector
    from improvement_frameworks.problems.problem import Issue, Problem


@define
class Told:
    """The issues of rows: those that may be kept, by the numbers of their rows, and how many."""

    collector: Collector
    """Takes them in the end, and knows how many issues of each code it keeps."""
    issues: dict[int, list[Issue]] = field(factory=dict[int, "list[Issue]"])
    """Issues that the report may keep."""
    counts: Counter[Problem] = field(factory=Counter["Problem"])
    """How many there are of each problem, in full."""

    def add(self, number: int, *issues: Issue) -> None:
        """Take issues of a row; they are counted apart."""
        self.issues.setdefault(number, []).extend(issues)

    def room(self, problem: Problem) -> int:
        """Return how many issues of a problem the report still keeps in full."""
        return self.collector.room(problem.code)

    def give(self) -> None:
        """Give all issues to the collector, in the order of the rows."""
        given: Counter[Problem] = Counter()
        for number in sorted(self.issues):
            found = self.issues[number]
            given.update(issue.problem for issue in found)
            self.collector.add(found, documents=0)
        for problem, number in self.counts.items():
            self.collector.count(problem.code, problem.severity, number - given[problem])
