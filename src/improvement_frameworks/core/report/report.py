"""What is known after checking: every issue with its place, the counts, and the six principles.

A collector gathers what a check finds, document by document, into a report; the report writes
itself for people: as plain text, as Markdown, as JSON.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

from improvement_frameworks.clean import spell_out, write_json
from improvement_frameworks.core.errors import InvalidRecordError
from improvement_frameworks.core.markdown import escape_markdown
from improvement_frameworks.core.pointer import read_pointer
from improvement_frameworks.core.report.issue_group import IssueGroup, find_options, group_issues
from improvement_frameworks.problems.problem import (
    PRINCIPLES,
    SEVERITIES,
    Issue,
    Principle,
    Severity,
    principle_label,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from improvement_frameworks.problems.problem import Json

REPORT_VERSION: Final = "1.0"
ISSUES_KEPT: Final = 1_000
"""How many issues of one code a report keeps; it counts all of them."""
_ALL_PRINCIPLES: Final = frozenset(PRINCIPLES)
WIDTH: Final = 96
ERRORS_FIRST: Final = "Fix the errors first: practice checks run on records without errors."
FORM_ONLY: Final = "Only the format was checked. The practice checks were not run."


@frozen(kw_only=True)
class Report:
    """The outcome of a check. It is true about everything that was read, however many issues.

    Examples:
        >>> from improvement_frameworks import validate
        >>> report = validate('{"framework": "iceberg"}')
        >>> report.ok
        False
        >>> sorted(report.by_code())
        ['FIELD-MISSING', 'VERSION-MISSING']
    """

    issues: tuple[Issue, ...] = field(default=(), converter=tuple[Issue, ...])
    """The issues in the order of the documents; at most so many of each code as were asked for."""
    documents: int = 0
    """How many documents were read; in tables, how many records."""
    rows: int = 0
    """How many rows of tables were read, blank ones left out."""
    cells: int = 0
    """How many cells of tables have content, headers left out."""
    cells_read: int = 0
    """How many of them were read as what a record says. What became of the others is told."""
    judged: int = 0
    """How many of them were complete enough for the practice checks."""
    counts: Mapping[tuple[str, Severity], int] = field(
        factory=dict[tuple[str, Severity], int], hash=False
    )
    """How often each code was found with each severity, in full."""
    neglected: Mapping[Principle, int] = field(factory=dict[Principle, int], hash=False)
    """For each principle, in how many judged documents a rule that serves it found something."""
    kept: Mapping[Principle, int] = field(factory=dict[Principle, int], hash=False)
    """For each principle, in how many judged documents the rules that serve it found nothing."""
    rules: bool = True
    """Whether the practice checks were to run; if not, only the format was checked."""

    @property
    def ok(self) -> bool:
        """Whether there is no error; warnings and notes do not count."""
        return not self.count("error")

    def count(self, severity: Severity) -> int:
        """Return how many issues of a severity were found, in full."""
        return sum(number for (_, kind), number in self.counts.items() if kind == severity)

    @property
    def errors(self) -> tuple[Issue, ...]:
        """The issues that make a document invalid."""
        return self._of("error")

    @property
    def warnings(self) -> tuple[Issue, ...]:
        """The issues that are worth another look."""
        return self._of("warning")

    @property
    def infos(self) -> tuple[Issue, ...]:
        """The notes."""
        return self._of("info")

    def _of(self, severity: Severity) -> tuple[Issue, ...]:
        return tuple(issue for issue in self.issues if issue.severity == severity)

    @property
    def truncated(self) -> bool:
        """Whether more issues were found than are kept."""
        return sum(self.counts.values()) > len(self.issues)

    def by_code(self) -> dict[str, tuple[Issue, ...]]:
        """Return the issues of each code, codes in alphabetical order."""
        codes = sorted({issue.code for issue in self.issues})
        return {code: tuple(i for i in self.issues if i.code == code) for code in codes}

    def by_principle(self) -> dict[Principle, tuple[Issue, ...]]:
        """Return the issues under each of the six learning principles."""
        return {
            principle: tuple(i for i in self.issues if i.problem.principle == principle)
            for principle in PRINCIPLES
        }

    def raise_if_invalid(self) -> None:
        """Raise the report as an exception if it has an error.

        Raises:
            InvalidRecordError: with this report, if there is an error.
        """
        if not self.ok:
            raise InvalidRecordError(self)

    def __add__(self, other: Report) -> Report:
        counts: Counter[tuple[str, Severity]] = Counter(self.counts)
        counts.update(other.counts)
        neglected: Counter[Principle] = Counter(self.neglected)
        neglected.update(other.neglected)
        kept: Counter[Principle] = Counter(self.kept)
        kept.update(other.kept)
        return evolve(
            self,
            issues=(*self.issues, *other.issues),
            documents=self.documents + other.documents,
            rows=self.rows + other.rows,
            cells=self.cells + other.cells,
            cells_read=self.cells_read + other.cells_read,
            judged=self.judged + other.judged,
            counts=counts,
            neglected=neglected,
            kept=kept,
            rules=self.rules or other.rules,
        )

    def to_dict(self) -> dict[str, Json]:
        """Return the report as a JSON object; the schema ``report`` describes it."""
        return {
            "report_version": REPORT_VERSION,
            "ok": self.ok,
            "documents": self.documents,
            "rows": self.rows,
            "cells": self.cells,
            "cells_read": self.cells_read,
            "rules": self.rules,
            "judged": self.judged,
            "counts": {severity: self.count(severity) for severity in SEVERITIES},
            "codes": {
                code: sum(n for (name, _), n in self.counts.items() if name == code)
                for code in sorted({code for code, _ in self.counts})
            },
            "principles": {
                principle: {
                    "kept": self.kept.get(principle, 0),
                    "neglected": self.neglected.get(principle, 0),
                }
                for principle in PRINCIPLES
            },
            "truncated": self.truncated,
            "issues": [issue.to_dict() for issue in self.issues],
        }

    def to_json(self) -> str:
        """Return the report as JSON text, without characters that could act on a terminal."""
        return write_json(self.to_dict())

    def to_text(self, *, verbose: bool = False) -> str:
        """Return the report as plain text for a terminal.

        Args:
            verbose: Whether each issue has a message of its own; otherwise those of one kind in one
                column of a table have one together.
        """
        return write_text(self, verbose=verbose)

    def to_markdown(self) -> str:
        """Return the report as Markdown."""
        return write_markdown(self)

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        numbers = ", ".join(f"{self.count(severity)} {severity}" for severity in SEVERITIES)
        read = f"{self.rows:,} rows" if self.rows else f"{self.documents}"
        return f"<Report: {'ok' if self.ok else 'not ok'}; {read} read; {numbers}>"

    def _repr_html_(self) -> str:
        from html import escape

        return f"<pre>{escape(self.to_text())}</pre>"


class Collector:
    """Gathers issues document by document and stays small however many there are.

    Args:
        keep: How many issues of one code the report keeps.
        rules: Whether the practice checks are to run, and not the format checks only.
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
        self._cells = self._cells_read = 0
        self._judged = 0

    def add(
        self,
        issues: Iterable[Issue],
        *,
        documents: int = 1,
        rows: int = 0,
        judged: bool = False,
        examined: Iterable[Principle] = _ALL_PRINCIPLES,
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

    def count_cells(self, content: int, read: int) -> None:
        """Count cells of a table that have content, and how many of them were read."""
        self._cells += content
        self._cells_read += read

    def count(self, code: str, severity: Severity, number: int) -> None:
        """Count further issues of a code that are known to be many and are not kept."""
        if number:
            self._counts[code, severity] += number

    @property
    def documents(self) -> int:
        """How many documents were taken so far."""
        return self._documents

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
        self.count_cells(report.cells, report.cells_read)
        self._judged += report.judged

    def report(self) -> Report:
        """Return the report of all that was taken so far."""
        neglected, kept = Counter(self._neglected), Counter(self._kept_principles)
        for (examined, against), number in self._judgements.items():
            neglected.update(dict.fromkeys(against, number))
            kept.update(dict.fromkeys(examined - against, number))
        return Report(
            issues=tuple(self._issues),
            documents=self._documents,
            rows=self._rows,
            cells=self._cells,
            cells_read=self._cells_read,
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


def _plain(text: str, _severity: Severity) -> str:
    return text


def write_text(
    report: Report,
    *,
    verbose: bool = False,
    paint: Callable[[str, Severity], str] = _plain,
) -> str:
    """Write a report as text; ``paint`` may colour what belongs to a severity."""
    lines: list[str] = []
    for source, issues in groupby(report.issues, key=lambda issue: issue.where.source):
        lines.append(show_name(source))
        for group in group_issues(issues, verbose=verbose):
            lines.extend(_write_group(group, paint))
        lines.append("")
    lines.extend(_summary(report))
    return "\n".join(lines)


def show_name(source: str) -> str:
    """Write the name of a source so that nothing in it can act on a terminal."""
    return spell_out(source) or "(given data)"


def _write_group(group: IssueGroup, paint: Callable[[str, Severity], str]) -> Iterator[str]:
    issue = group.first
    head = f"{issue.severity} {issue.code}"
    place = group.write_place() or "this document"
    yield f"  {paint(head, issue.severity)}  {place}"
    for text in filter(None, (group.message, group.write_values(), "-> " + issue.hint)):
        yield textwrap.fill(
            text, WIDTH, initial_indent="      ", subsequent_indent="      ", break_on_hyphens=False
        )


def _summary(report: Report) -> Iterator[str]:
    if not report.documents and not report.rows and not report.issues:
        yield "Nothing was read."
        return
    found = ", ".join(_count(report.count(severity), severity) for severity in SEVERITIES)
    yield f"{_write_extent(report)} read: {found}."
    if report.cells:
        left_out = report.cells - report.cells_read
        yield (
            f"Cells with content: {report.cells:,}. Read: {report.cells_read:,}. Not read: "
            f"{left_out:,}."
        )
    if options := find_options(report.issues):
        yield f"To read more, check again with: {' '.join(options)}"
    if report.truncated:
        yield f"Issues shown: {len(report.issues)}. The counts are complete."
    unjudged = report.documents - report.judged
    if report.judged and any(report.neglected.values()):
        yield ""
        yield f"Learning principles. Documents checked: {report.judged}"
        for principle in PRINCIPLES:
            neglected = report.neglected.get(principle, 0)
            kept = report.kept.get(principle, 0)
            verdict = f"nothing found in {kept}" if kept else "" if neglected else "not checked"
            if neglected:
                verdict = f"worth another look in {neglected}" + (verdict and f", {verdict}")
            yield f"  {principle_label(principle):40}{verdict}"
    if not report.rules:
        yield FORM_ONLY
    elif unjudged > 0 and report.count("error"):
        yield f"{ERRORS_FIRST} Not checked: {unjudged}."


def _write_extent(report: Report) -> str:
    """Write how much was read: documents, or the rows and records of tables."""
    number = report.documents
    if not report.rows:
        return f"{number} document{'' if number == 1 else 's'}"
    rows = f"{report.rows:,} row{'' if report.rows == 1 else 's'}"
    return f"{rows} ({number:,} record{'' if number == 1 else 's'})" if number else rows


def _count(number: int, severity: Severity) -> str:
    nouns = {"error": "errors", "warning": "warnings", "info": "notes"}
    one = {"error": "error", "warning": "warning", "info": "note"}
    return f"{number} {one[severity] if number == 1 else nouns[severity]}"


def write_markdown(report: Report) -> str:
    """Write a report as Markdown, one table for each source."""
    lines = ["# Report", "", *_summary_markdown(report)]
    for source, issues in groupby(report.issues, key=lambda issue: issue.where.source):
        lines += ["", f"## {escape_markdown(show_name(source))}", ""]
        lines += ["| Place | Code | Severity | What was found | What to do |"]
        lines += ["| --- | --- | --- | --- | --- |"]
        for issue in issues:
            cells = (str(issue.where), issue.code, issue.severity, issue.message, issue.hint)
            lines.append("| " + " | ".join(escape_markdown(cell) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _summary_markdown(report: Report) -> Iterator[str]:
    found = ", ".join(_count(report.count(severity), severity) for severity in SEVERITIES)
    yield f"{_write_extent(report)} read: {found}."
    if report.judged:
        yield ""
        yield "| Learning principle | Nothing found in | Worth another look in |"
        yield "| --- | --- | --- |"
        for principle in PRINCIPLES:
            neglected = report.neglected.get(principle, 0)
            kept = report.kept.get(principle, 0)
            yield f"| {principle_label(principle)} | {kept} | {neglected} |"
    if not report.rules:
        yield ""
        yield FORM_ONLY


def write_github(report: Report) -> str:
    """Write a report as the annotations that GitHub's workflows show beside the lines."""
    kinds: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
    lines: list[str] = []
    for issue in report.issues:
        where = issue.where
        file = where.source and show_name(where.source)
        place = [("file", file), ("line", where.line), ("col", where.column)]
        facts = [f"{name}={_escape_fact(str(value))}" for name, value in place if value]
        facts.append(f"title={issue.code}")
        words = _escape_github(f"{issue.message} {issue.hint}")
        lines.append(f"::{kinds[issue.severity]} {','.join(facts)}::{words}")
    return "\n".join(lines)


def _escape_github(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_fact(text: str) -> str:
    return _escape_github(text).replace(":", "%3A").replace(",", "%2C")
