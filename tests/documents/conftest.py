"""What the tests of documents share: texts with a marked place, and reports as plain facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from improvement_frameworks.core.report.report import Report

MARK = "§"
"""Stands in a text just before the place that a report should name; it is no part of the text."""

GOOD = (
    '{"framework": "iceberg", "schema_version": "1.0", "title": "Huddles", '
    '"entries": [{"level": "events", "text": "The huddle took ten minutes."}]}'
)
"""A document of valid form, on one line; the rules have something to say about it."""


class Fact(NamedTuple):
    """What a report says about one issue, without its words."""

    code: str
    line: int | None = None
    column: int | None = None
    pointer: str = ""


def facts(report: Report) -> list[Fact]:
    """Return the issues of a report that are no rules of good use."""
    return [
        Fact(issue.code, issue.where.line, issue.where.column, issue.where.pointer)
        for issue in report.issues
        if issue.problem.principle is None
    ]


def unmark(text: str) -> tuple[str, int | None, int | None]:
    """Take the mark out of a text and return the line and the column at which it stood."""
    before, mark, after = text.partition(MARK)
    if not mark:
        return text, None, None
    lines = before.split("\n")
    return before + after, len(lines), len(lines[-1]) + 1
