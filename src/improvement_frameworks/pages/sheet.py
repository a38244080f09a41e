"""The facilitator's sheet of a plan, as a page to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.figures.html import words
from improvement_frameworks.pages.html_page import read_asset, write_html_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from improvement_frameworks.core.record.sheet import SessionSheet, SheetItem


def write_sheet(sheet: SessionSheet) -> str:
    """Return the sheet as one page of HTML, to be printed on A4."""
    items = "".join(map(_item, sheet.items))
    body = (
        f"<header><h1>{words(sheet.title)}</h1>{_facts(sheet.facts)}</header><main>{items}</main>"
    )
    return write_html_page(title=sheet.title, style=read_asset("sheet.css"), body=body)


def _item(item: SheetItem) -> str:
    head = (
        f'<p class="clock">{words(item.start)} <b>{item.minutes} min</b></p>'
        f"<h2>{words(item.title)}</h2>"
    )
    if not item.steps and not item.facts:
        return f'<section class="pause">{head}</section>'
    said = f"<blockquote>{words(item.invitation)}</blockquote>" if item.invitation else ""
    groups = "".join(f"<li>{words(one)}</li>" for one in item.groups)
    listed = f'<ul class="groups" aria-label="Groups">{groups}</ul>' if groups else ""
    return f"<section>{head}{said}{listed}{_steps(item)}{_facts(item.facts)}</section>"


def _steps(item: SheetItem) -> str:
    if not item.steps:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{words(step.start)}</th><td>{step.minutes} min</td>'
        f"<td>{words(step.what)}</td><td>{words(step.groups)}</td></tr>"
        for step in item.steps
    )
    heads = "".join(f'<th scope="col">{one}</th>' for one in ("Time", "For", "What", "Groups"))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    told = "".join(
        f"<dt>{words(title)}</dt><dd>{words(fact)}</dd>" for title, fact in facts if fact
    )
    return f"<dl>{told}</dl>" if told else ""
