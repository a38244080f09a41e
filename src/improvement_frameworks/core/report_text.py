"""Writes a report for people: plain text for terminals, Markdown for pages and chats."""

from __future__ import annotations

import re
import textwrap
from itertools import groupby
from typing import TYPE_CHECKING, Final

from attrs import evolve

from improvement_frameworks.core.problem import PRINCIPLES, SEVERITIES, principle_label, show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from improvement_frameworks.core.problem import Severity
    from improvement_frameworks.core.report import Issue, Report, Where

WIDTH = 96
FORM_ONLY: Final = "Only the form was checked, not the rules of good use."


def _plain(text: str, _severity: Severity) -> str:
    return text


def write_text(report: Report, *, paint: Callable[[str, Severity], str] = _plain) -> str:
    """Write a report as text; ``paint`` may colour what belongs to a severity."""
    lines: list[str] = []
    for source, issues in groupby(report.issues, key=lambda issue: issue.where.source):
        lines.append(show_name(source))
        for issue in issues:
            lines.extend(_write_issue(issue, paint))
        lines.append("")
    lines.extend(_summary(report))
    return "\n".join(lines)


def show_name(source: str) -> str:
    """Write the name of a source so that nothing in it can act on a terminal."""
    return "".join(char if char.isprintable() else "?" for char in source) or "(given data)"


def show_place(where: Where) -> str:
    """Write line, column and pointer, or nothing; long and harmful steps as in messages."""
    steps = where.pointer.split("/")
    return str(evolve(where, pointer="/".join(show(step) for step in steps)))


def _write_issue(issue: Issue, paint: Callable[[str, Severity], str]) -> Iterator[str]:
    head = f"{issue.severity} {issue.code}"
    place = show_place(issue.where) or "the whole document"
    yield f"  {paint(head, issue.severity)}  {place}"
    for text in (issue.message, "-> " + issue.hint):
        yield textwrap.fill(
            text, WIDTH, initial_indent="      ", subsequent_indent="      ", break_on_hyphens=False
        )


def _summary(report: Report) -> Iterator[str]:
    if not report.documents and not report.rows and not report.issues:
        yield "Nothing was read."
        return
    found = ", ".join(_count(report.count(severity), severity) for severity in SEVERITIES)
    yield f"{_write_extent(report)} read: {found}."
    if report.truncated:
        yield f"Shown are {len(report.issues)} issues; the counts are complete."
    unjudged = report.documents - report.judged
    if report.judged and any(report.neglected.values()):
        yield ""
        yield f"The learning principles, in the {report.judged} that could be judged:"
        for principle in PRINCIPLES:
            neglected = report.neglected.get(principle, 0)
            kept = report.kept.get(principle, 0)
            verdict = f"kept in {kept}" if kept else "" if neglected else "no rule looked at it"
            if neglected:
                verdict = f"{neglected} with something to look at" + (verdict and f", {verdict}")
            yield f"  {principle_label(principle):40}{verdict}"
    if not report.rules:
        yield FORM_ONLY
    elif unjudged > 0 and report.count("error"):
        which = "it" if unjudged == 1 else f"those {unjudged} documents"
        yield f"The rules of good use run on {which} once the faults of form are mended."


def _write_extent(report: Report) -> str:
    """Write how much was read: documents, or the rows and records of tables."""
    number = report.documents
    if not report.rows:
        return f"{number} document{'' if number == 1 else 's'}"
    rows = f"{report.rows:,} row{'' if report.rows == 1 else 's'}"
    return f"{rows} ({number:,} record{'' if number == 1 else 's'})" if number else rows


def _count(number: int, severity: Severity) -> str:
    nouns = {"error": "errors", "warning": "warnings", "info": "remarks"}
    one = {"error": "error", "warning": "warning", "info": "remark"}
    return f"{number} {one[severity] if number == 1 else nouns[severity]}"


def write_markdown(report: Report) -> str:
    """Write a report as Markdown, one table for each source."""
    lines = ["# Report", "", *_summary_markdown(report)]
    for source, issues in groupby(report.issues, key=lambda issue: issue.where.source):
        lines += ["", f"## {escape_markdown(show_name(source))}", ""]
        lines += ["| Place | Code | Severity | What was found | What to do |"]
        lines += ["| --- | --- | --- | --- | --- |"]
        for issue in issues:
            cells = (show_place(issue.where), issue.code, issue.severity, issue.message, issue.hint)
            lines.append("| " + " | ".join(escape_markdown(cell) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _summary_markdown(report: Report) -> Iterator[str]:
    found = ", ".join(_count(report.count(severity), severity) for severity in SEVERITIES)
    yield f"{_write_extent(report)} read: {found}."
    if report.judged:
        yield ""
        yield "| Learning principle | Documents that keep it | Documents to look at |"
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


_MARKDOWN: Final = str.maketrans(
    {char: f"\\{char}" for char in "\\`*_[]|#"}
    | {"&": "&amp;", "<": "&lt;", ">": "&gt;", "~": "&#126;"}
    | {chr(code): "\N{REPLACEMENT CHARACTER}" for code in (*range(0x20), *range(0x7F, 0xA0))}
)
_LIST_MARK: Final = re.compile(r"^([0-9]+(?=[.)](?: |$))|(?=[-+]))")


def escape_markdown(text: str) -> str:
    r"""Write text so that Markdown shows it as it is, on one line, wherever that line stands.

    >>> escape_markdown("a|b *c* <d>")
    'a\\|b \\*c\\* &lt;d&gt;'
    >>> escape_markdown("- no list")
    '\\- no list'
    """
    safe = " ".join(text.split()).translate(_MARKDOWN)
    return _LIST_MARK.sub(r"\1\\", safe)
