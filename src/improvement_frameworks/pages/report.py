"""The report as one page of HTML: every record with its figure, and what a check found beside it.

The page runs no script and asks nobody for anything. It opens from disk, prints, and can be sent.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from improvement_frameworks.core.record.action import find_actions
from improvement_frameworks.core.record.record_text import TOLD_APART, own_lists
from improvement_frameworks.core.record.words import say_fields, write_field_title
from improvement_frameworks.core.work.masking import find_names, mask, mask_issue
from improvement_frameworks.figures import figure
from improvement_frameworks.figures.html import apart, fact, items, words
from improvement_frameworks.figures.style import write_style
from improvement_frameworks.pages.html_page import read_asset, write_html_page
from improvement_frameworks.pages.site.noun_table import write_noun_table
from improvement_frameworks.privacy import words_of
from improvement_frameworks.problems.hint import leave_out_commands
from improvement_frameworks.problems.problem import PRINCIPLES, SEVERITIES, principle_label

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from improvement_frameworks.core.content.framework import Framework
    from improvement_frameworks.core.record.action import Action
    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.report.report import Report
    from improvement_frameworks.problems.problem import Issue, Where

COUNTED: Final = {"error": "Errors", "warning": "Warnings", "info": "Notes"}
FIX: Final = "What to fix first"
READING: Final = "How the files were read"
TOLD: Final = (*TOLD_APART, "contributors", "id")


class _Action(NamedTuple):
    """Something that people will do, and the record that says so."""

    place: int
    title: str
    action: Action


class ReportPage:
    """Gathers records as they are checked, then writes the page."""

    def __init__(self, *, title: str = "Report", hide: bool = False) -> None:
        """Begin a page.

        Args:
            title: Its title.
            hide: Whether to hide what looks personal; see `mask`.
        """
        self._title = title
        self._hides = hide
        self._articles: list[str] = []
        self._contents: list[str] = []
        self._actions: list[_Action] = []
        self._frameworks: dict[str, Framework] = {}

    def add(self, record: Record, issues: Iterable[Issue] | None = None) -> None:
        """Add a record.

        Args:
            record: The record.
            issues: What a check found in it, each with the pointer of its place; the rules of its
                framework are run if this is left out.
        """
        found = None if issues is None else list(issues)
        if self._hides:
            names = words_of(find_names(record))
            record = mask(record)
            found = found and [mask_issue(issue, names) for issue in found]
        place = len(self._articles) + 1
        framework = record.about
        self._frameworks.setdefault(framework.id, framework)
        self._actions += (_Action(place, record.title, one.action) for one in find_actions(record))
        self._articles.append(_write_article(place, record, found))
        facts = [framework.title]
        if record.group:
            facts.append(record.group.name)
        for severity, noun in COUNTED.items():
            number = sum(issue.severity == severity for issue in found or ())
            if number and severity != "info":
                facts.append(f"{noun}: {number}")
        self._contents.append(
            f'<li><a href="#r{place}">{apart(record.title)}</a> '
            f"<small>{' · '.join(map(apart, facts))}</small></li>"
        )

    def write(self, report: Report) -> str:
        """Write the page.

        Args:
            report: The report of the check in which the records were found.
        """
        loose = [issue for issue in report.issues if issue.problem.principle is None]
        loose.sort(key=lambda issue: SEVERITIES.index(issue.severity))
        if self._hides:
            loose = [mask_issue(issue, ()) for issue in loose]
        wrong = [issue for issue in loose if issue.severity != "info"]
        notes = [issue for issue in loose if issue.severity == "info"]
        body = [
            f"<header><h1>{words(self._title)}</h1>",
            f"{_summary(report, len(self._articles))}</header>",
            *self._nav(wrong, notes),
            f"<main>{_list_issues('fix', FIX, wrong)}{''.join(self._articles)}",
            _act(self._actions),
            _list_issues("reading", READING, notes),
            f"{_principles(report)}{_sources(self._frameworks.values())}" if self._articles else "",
            "</main>",
        ]
        plans = [framework.figure for framework in self._frameworks.values()]
        style = write_style(plans) + read_asset("report.css")
        return write_html_page(title=self._title, style=style, body="".join(body))

    def _nav(self, wrong: list[Issue], notes: list[Issue]) -> Iterator[str]:
        more: list[tuple[str, str]] = [("fix", FIX)] if wrong else []
        if self._actions:
            more.append(("actions", "Actions"))
        if notes:
            more.append(("reading", READING))
        if self._articles:
            more += [("principles", "Learning principles"), ("sources", "Sources and licences")]
        listed = "".join(f'<li><a href="#{place}">{name}</a></li>' for place, name in more)
        yield '<nav aria-label="Contents"><h2>Contents</h2>'
        if self._contents:
            yield f'<ol class="contents">{"".join(self._contents)}</ol>'
        yield f'<ul class="contents">{listed}</ul></nav>'


def _summary(report: Report, shown: int) -> str:
    counts = [("Records", shown)]
    counts += [(COUNTED[severity], report.count(severity)) for severity in SEVERITIES]
    listed = (f"<li>{name} <b>{number:,}</b></li>" for name, number in counts)
    following = "Read what the records say, and what the check found beside each entry."
    if not report.ok:
        following = "Fix the errors, then run the check again."
    return f'{items("counts", listed)}<p class="lead">{following}</p>'


def _write_article(place: int, record: Record, issues: list[Issue] | None) -> str:
    facts = "".join(
        f"<dt>{words(title)}</dt><dd>{fact(told)}</dd>" for title, told in _header(record)
    )
    framework = record.about
    drawn = figure(record, issues=issues, prefix=f"r{place}-")
    lists = "".join(
        f"<h3>{words(write_field_title(name))}</h3>{write_noun_table(some, record, f'r{place}-')}"
        for name, some in own_lists(record)
    )
    return (
        f'<article id="r{place}"><p class="kind">{words(framework.title)}</p>'
        f'<h2>{words(record.title)}</h2><dl class="facts">{facts}</dl>'
        f"{drawn.body}{lists}"
        "</article>"
    )


def _header(record: Record) -> Iterator[tuple[str, str]]:
    yield from say_fields(record, but=(*TOLD, *(name for name, _ in own_lists(record))))
    people = [person.role or person.name or person.id for person in record.contributors]
    if people:
        yield "Contributors", "; ".join(people)


def _act(actions: list[_Action]) -> str:
    if not actions:
        return ""
    heads = ("Action", "Owner", "Due", "Status", "Record")
    rows = ""
    for place, title, action in actions:
        told = dict(say_fields(action))
        cells = "".join(f"<td>{fact(told.get(head, ''))}</td>" for head in heads[1:4])
        link = f'<td><a href="#r{place}">{words(title)}</a></td>'
        rows += f"<tr><td>{words(action.text or '')}</td>{cells}{link}</tr>"
    return _section("actions", "Actions", _table(heads, rows))


def _list_issues(place: str, title: str, issues: list[Issue]) -> str:
    if not issues:
        return ""
    rows = ""
    short = _shorten({issue.where.source for issue in issues})
    for issue in issues:
        where = ", ".join(part for part in (short[issue.where.source], _say(issue.where)) if part)
        rows += (
            f'<tr><td data-h="Where">{words(where)}</td>'
            f"<td><b>{COUNTED[issue.severity][:-1]}: {words(issue.problem.title)}.</b> "
            f"{words(leave_out_commands(issue.message))}</td>"
            f"<td>{words(leave_out_commands(issue.hint))}</td></tr>"
        )
    table = _table(("Where", "What was found", "What to do"), rows)
    return _section(place, title, table)


def _shorten(files: Collection[str]) -> dict[str, str]:
    """Return the names of files without their folders, unless two of them have the same name."""
    names = {file: re.split(r"[/\\]", file)[-1] for file in files}
    return names if len(set(names.values())) == len(files) else {file: file for file in files}


def _say(where: Where) -> str:
    """Write a place for people who have never seen a JSON pointer."""
    place = str(where)
    if where.sheet or where.row:
        return place
    numbers, _, pointer = place.partition("/")
    steps = [f"line {where.line}"] if numbers and where.line else []
    for step in pointer.split("/") if pointer else ():
        if step.isdecimal():  # an item of the list that was named before
            noun = steps.pop() if steps and not steps[-1].startswith("line ") else "record"
            noun = f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")
            steps.append(f"{noun} {int(step) + 1}")
        else:
            steps.append(step)
    return ", ".join(steps)


def _principles(report: Report) -> str:
    rows = "".join(
        f'<tr><th scope="row">{principle_label(one)}</th>'
        f'<td data-h="Nothing found in">{report.kept.get(one, 0):,}</td>'
        f'<td data-h="Worth another look in">{report.neglected.get(one, 0):,}</td></tr>'
        for one in PRINCIPLES
    )
    table = _table(("Learning principle", "Nothing found in", "Worth another look in"), rows)
    lead = "<p>Records by what the practice checks behind each principle found in them.</p>"
    return _section("principles", "Learning principles", lead + table)


def _sources(frameworks: Iterable[Framework]) -> str:
    written = ""
    for framework in frameworks:
        cited = "".join(f"<li>{words(source.citation)}</li>" for source in framework.sources)
        licence = "".join(
            f"<p>{words(' '.join(p.split()))}</p>" for p in framework.licence.split("\n\n")
        )
        written += f"<h3>{words(framework.title)}</h3><ul>{cited}</ul>{licence}"
    return _section("sources", "Sources and licences", written)


def _section(place: str, title: str, inner: str) -> str:
    return f'<section id="{place}"><h2>{title}</h2>{inner}</section>'


def _table(heads: Iterable[str], rows: str) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    return f'<table class="wide"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
