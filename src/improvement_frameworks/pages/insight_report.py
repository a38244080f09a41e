"""The report of insights as one page of HTML: what many records say together, and how far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.figures.html import items, words
from improvement_frameworks.insight.report import (
    write_base,
    write_nothing,
    write_places,
    write_repeated,
    write_unsaid,
)
from improvement_frameworks.insight.statement import OPENED, group_opened
from improvement_frameworks.pages.html_page import read_asset, write_html_page
from improvement_frameworks.problems.hint import leave_out_commands
from improvement_frameworks.problems.problem import principle_label

if TYPE_CHECKING:
    from improvement_frameworks.insight import InsightReport, Statement
    from improvement_frameworks.insight.statement import Quoted


def write_insight_page(report: InsightReport, *, title: str = "Insights") -> str:
    """Write a report of insights as a page that needs nothing else.

    Args:
        report: The report.
        title: The title of the page.
    """
    statements = "".join(
        _write_statement(place, one, report.by) for place, one in enumerate(report.statements, 1)
    )
    unsaid = "".join(f"<p>{words(leave_out_commands(text))}</p>" for text in write_unsaid(report))
    nothing = f"<p>{words(write_nothing(report))}</p>"
    left = f"<section><h2>What is left unsaid</h2>{unsaid}</section>" if unsaid else ""
    body = (
        f"<header><h1>{words(title)}</h1>{_count(report)}</header>{_write_contents(report)}"
        f"<main>{statements or nothing}{left}</main>"
    )
    return write_html_page(title=title, style=read_asset("report.css"), body=body)


def _write_contents(report: InsightReport) -> str:
    if not report.statements:
        return ""
    listed = "".join(
        f'<li><a href="#s{place}">{words(one.heading)}</a></li>'
        for place, one in enumerate(report.statements, 1)
    )
    return f'<nav aria-label="Contents"><h2>Contents</h2><ol class="contents">{listed}</ol></nav>'


def _count(report: InsightReport) -> str:
    counts = (
        ("Records", f"{report.records:,}"),
        ("People, at least", str(report.people)),
        ("Statements", f"{len(report.statements):,}"),
    )
    listed = items("counts", (f"<li>{name} <b>{number}</b></li>" for name, number in counts))
    waves = f"<p>Waves: {words('; '.join(report.waves))}.</p>" if len(report.waves) > 1 else ""
    repeated = f"<p>{words(write_repeated(report))}</p>" if report.repeated else ""
    return f"{listed}{waves}{repeated}"


def _write_statement(place: int, one: Statement, by: str | None) -> str:
    problem = one.insight.problem
    facts = "".join(f"<li>{words(text)}</li>" for text in write_base(one, by))
    kind = f"{one.code}. {principle_label(problem.principle)}" if problem.principle else one.code
    return (
        f'<article class="short" id="s{place}"><p class="kind">{words(kind)}</p>'
        f'<h2 dir="auto">{words(one.heading)}</h2><p class="lead">{words(one.message)}</p>'
        f"<p><b>Why it matters.</b> {words(one.insight.why)}</p>"
        f"<p><b>What could be done.</b> {words(one.hint)}</p>"
        f"<ul>{facts}</ul>{''.join(map(_write_group, group_opened(one.opened)))}</article>"
    )


def _write_group(group: Quoted) -> str:
    places = f"<small>{words(write_places(group, OPENED))}</small>"
    if group.quote is None:
        return f"<p>{places}</p>"
    return (
        f'<blockquote dir="auto"><p>{words(group.quote)}</p><footer>{places}</footer></blockquote>'
    )
