"""Puts issues of one kind together, so that a report says each thing once with all of its places.

In a table the same mistake is often in many cells of a column. People then read one message with
the cells, and what was found in them with its number.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from improvement_frameworks.problems.problem import mask_fact, show

if TYPE_CHECKING:
    from collections.abc import Iterable

    from improvement_frameworks.problems.problem import Issue

MOST_PLACES: Final = 12
"""How many places are named."""
_OPTION: Final = re.compile(r'(?<![a-z-])(--[a-z-]++) "(?:[^"\\]|\\.)*+"')
MOST_VALUES: Final = 8
"""How many different values are named."""


@frozen
class IssueGroup:
    """Issues of one kind: the same code in the same column, or alone."""

    issues: tuple[Issue, ...] = field(converter=tuple["Issue", ...])
    """The issues, in their order; there is at least one."""

    @property
    def first(self) -> Issue:
        """The first of them, whose words stand for all."""
        return self.issues[0]

    def write_place(self) -> str:
        """Write where they are."""
        where = self.first.where
        places = list(
            dict.fromkeys(one.where.cell or f"row {one.where.row}" for one in self.issues)
        )
        if len(places) == 1:
            return str(where)
        shown = ", ".join(places[:MOST_PLACES]) + (", \u2026" if len(places) > MOST_PLACES else "")
        sheet = f"{show(where.sheet)}, " if where.sheet else ""
        headings = {one.where.heading for one in self.issues}
        heading = (
            f"{show(mask_fact(where.heading))}: " if where.heading and len(headings) == 1 else ""
        )
        kind = "cells" if where.cell else "rows"
        return f"{sheet}{heading}{len(places):,} {kind}: {shown.replace('row ', '')}"

    @property
    def message(self) -> str:
        """What is said of all of them: the words of the first, with what they count in all."""
        counts = [one.params["count"] for one in self.issues if "count" in one.params]
        total = sum(count for count in counts if isinstance(count, int))
        if len(counts) < 2:
            return self.first.message
        first = self.first
        return first.problem.write_message({**first.params, "count": total}, reveals=first.reveals)

    def write_values(self) -> str:
        """Write what was found in them; nothing if that is one value.

        Each value has its number, unless an issue counts cells of which it shows one.
        """
        found = Counter(one.show("found") for one in self.issues)
        if len(found) < 2:
            return ""
        counted = any("count" in one.params for one in self.issues)
        shown = [
            value if counted else f"{value} ({number})"
            for value, number in found.most_common(MOST_VALUES)
        ]
        more = ", \u2026" if len(found) > MOST_VALUES else ""
        return f"{'Examples' if counted else 'Found'}: {', '.join(shown)}{more}"


def group_issues(issues: Iterable[Issue], *, verbose: bool = False) -> list[IssueGroup]:
    """Return issues in groups, each in the order of its first issue; in a table, notes come last.

    Args:
        issues: The issues of one source.
        verbose: Whether each issue is a group of its own.
    """
    groups: dict[object, list[Issue]] = {}
    for number, issue in enumerate(issues):
        is_alone = verbose or not issue.where.row
        groups.setdefault(number if is_alone else _kind_of(issue), []).append(issue)
    found = [IssueGroup(one) for one in groups.values()]
    is_table = any(group.first.where.row for group in found)
    return sorted(found, key=lambda group: is_table and group.first.severity == "info")


def _kind_of(issue: Issue) -> tuple[object, ...]:
    """Return what issues have in common that are said together: what they say but for the values.

    A note on how cells were read is said once for all columns.
    """
    where = issue.where
    kind = (issue.code, issue.severity, where.sheet, bool(where.cell))
    if "found" not in issue.params:
        return (*kind, where.heading, issue.message)
    return kind if issue.severity == "info" else (*kind, where.heading)


def find_options(issues: Iterable[Issue]) -> list[str]:
    """Return the options of the command line by which more of a table would be read.

    Where there are two ways, such as in dates of figures, the first one is given.
    """
    given = (one.show("option") for one in issues if one.severity == "error")
    found: dict[str, str] = {}
    for words in given:
        option = _OPTION.search(words)
        if option and (option[1] == "--column" or option[1] not in found):
            found[option[0] if option[1] == "--column" else option[1]] = option[0]
    return list(found.values())
