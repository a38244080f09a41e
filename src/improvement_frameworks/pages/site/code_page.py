"""Writes the page of each code that a report can hold, and the list of all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from improvement_frameworks.core.content.source import JUDGEMENT
from improvement_frameworks.core.errors import ContentError
from improvement_frameworks.core.insights.common_insight import COMMON_INSIGHTS
from improvement_frameworks.core.rules.setting import find_named_rules
from improvement_frameworks.pages.site.catalogue import CODES, cite, code_path, framework_path
from improvement_frameworks.pages.site.framework_page import insight_table, rule_table
from improvement_frameworks.pages.site.markdown import Page, inline, table, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from improvement_frameworks.core.content.framework import Framework
    from improvement_frameworks.core.insights.insights import Insight
    from improvement_frameworks.core.rules.rules import Rule
    from improvement_frameworks.pages.site.catalogue import Catalogue
    from improvement_frameworks.problems.problem import Problem

SEVERITY_WORDS = {
    "error": "An error: the document is invalid until it is fixed.",
    "warning": "A practice warning: the document is valid, and this is worth another look.",
    "info": "A note: the document is valid, and this is good to know.",
}


def write_codes(catalogue: Catalogue) -> Iterator[Page]:
    """Write the list of codes and a page for each code."""
    yield _write_list(catalogue)
    for problem in catalogue.problems:
        yield _write_problem(catalogue, problem, "Every document.")
    for one in catalogue.shared_rules:
        yield _write_rule(catalogue, one, None)
    for insight in catalogue.shared_insights:
        yield _write_insight(catalogue, insight, None)
    for framework in catalogue.frameworks:
        for one in catalogue.own_rules(framework.id):
            yield _write_rule(catalogue, one, framework)
        for insight in catalogue.own_insights(framework.id):
            yield _write_insight(catalogue, insight, framework)


def _write_rule(catalogue: Catalogue, one: Rule[object], framework: Framework | None) -> Page:
    here = code_path(one.code)
    holds_for = "Every record."
    if framework:
        holds_for = f"Records of {catalogue.link_framework(framework.id, here)}."
    return _write_problem(catalogue, one.problem, holds_for, one, framework)


def _write_insight(catalogue: Catalogue, one: Insight, framework: Framework | None) -> Page:
    problem, here = one.problem, code_path(one.code)
    of = f"{catalogue.link_framework(framework.id, here)}" if framework else "any framework"
    needs = [
        f"{name}: {number}"
        for name, number in (
            ("records", one.needs.records),
            ("groups", one.needs.groups),
            ("waves", one.needs.waves),
        )
        if number
    ]
    limits = [f"{name}: {number}" for name, number in one.limits.items()]
    blocks = [
        f"# {problem.code}: {inline(problem.title)}",
        "",
        "An insight: what many records say together. Run `improve insights FOLDER`.",
        "",
        "## Why it matters",
        "",
        inline(one.why),
        "",
        *("## What the report says", "", f"> {write_message(problem.message)}", ""),
        *_explain(problem, one.explain_facts()),
        *("## What could be done", "", write_message(problem.hint), ""),
        *(
            "## Where it applies",
            "",
            f"Records of {of}. To look for it takes at least: {', '.join(needs)}.",
            "",
        ),
        *(
            (f"The report says it from this number on: {inline(', '.join(limits))}.", "")
            if limits
            else ()
        ),
    ]
    for rule in find_named_rules(one, COMMON_INSIGHTS):
        link = catalogue.link_code(rule, here)
        blocks += [f"It counts the records in which the practice check {link} finds something.", ""]
    if problem.principle:
        blocks += ["## Learning principle", "", *_reason(catalogue, problem.principle, here), ""]
    blocks += [_write_source(problem, framework, here, "insight")]
    return Page(here, f"{problem.code}: {problem.title}", write(blocks))


def _write_problem(
    catalogue: Catalogue,
    problem: Problem,
    holds_for: str,
    one: Rule[object] | None = None,
    framework: Framework | None = None,
) -> Page:
    here = code_path(problem.code)
    blocks = [
        f"# {problem.code}: {inline(problem.title)}",
        "",
        SEVERITY_WORDS[problem.severity],
        "",
    ]
    if one and one.asks:
        blocks += ["## What it asks for", "", inline(one.asks), ""]
    blocks += ["## What the report says", "", f"> {write_message(problem.message)}", ""]
    blocks += _explain(problem, one.explain_facts() if one else {})
    blocks += ["## What to do", "", write_message(problem.hint), ""]
    blocks += ["## Where it applies", "", holds_for, ""]
    if problem.principle:
        blocks += ["## Why", "", *_reason(catalogue, problem.principle, here), ""]
        blocks += [_write_source(problem, framework, here)]
    return Page(here, f"{problem.code}: {problem.title}", write(blocks))


def write_message(template: str) -> str:
    """Write a message with a word for everything that a report fills in.

    >>> write_message('The level is "{level}", seen {last_seen}.')
    'The level is "*level*", seen *last seen*.'
    """
    # The words between the places are made safe first; a code is what that leaves alone.
    marked = inline(re.sub(r"(\{\w+\})", r"`\1`", template))
    return re.sub(r"`\{(\w+)\}`", lambda place: write_fact(place[1]), marked)


def write_fact(name: str) -> str:
    """Write the name of something that a report fills in as words that look filled in."""
    return f"*{name.replace('_', ' ')}*"


def _explain(problem: Problem, meanings: Mapping[str, str]) -> Iterator[str]:
    if meanings:
        yield from (
            f"- {write_fact(name)}: {inline(meaning)}" for name, meaning in meanings.items()
        )
        yield ""
    elif problem.facts:
        listed = ", ".join(map(write_fact, problem.facts))
        yield from (f"Filled in with what was found in your document: {listed}.", "")


def _reason(catalogue: Catalogue, principle: str, here: str) -> Iterator[str]:
    link = catalogue.link_principle(principle, here)
    yield f"It serves a learning principle: {link}."
    if catalogue.principles:
        yield inline(catalogue.principles[principle].definition)


def _write_source(
    problem: Problem, framework: Framework | None, here: str, kind: str = "check"
) -> str:
    if framework is None or problem.source == JUDGEMENT:
        return f"This {kind} is this library's own judgement. No source asks for it in these words."
    known = {item.id: item for item in framework.sources}
    if problem.source not in known:
        raise ContentError(framework.id, problem.code, f"{problem.source!r} is none of its sources")
    source = known[problem.source]
    cited = cite([source.id], framework_path(framework.id), here)
    return f"Source: {cited}. {inline(source.citation)}"


def _write_list(catalogue: Catalogue) -> Page:
    blocks = [
        "# Codes",
        "",
        "Everything that a report can say has a short code that stays the same. In a terminal, ",
        "`improve explain CODE` prints its page. `--select` and `--ignore` of ",
        "`improve validate` take codes, or the part of a code before the first hyphen.",
        "",
        "## Format errors",
        "",
        "What can be wrong with a file, a document or a single value.",
        "",
        *table(["Code", "Severity", "What it finds"], _problem_rows(catalogue)),
        "",
        "## Every record",
        "",
        *rule_table(catalogue, catalogue.shared_rules, CODES),
        "",
        "## Many records",
        "",
        "What records of any framework say together.",
        "",
        *insight_table(catalogue, catalogue.shared_insights, CODES),
    ]
    for framework in catalogue.frameworks:
        blocks += ["", f"## {inline(framework.title)}", ""]
        blocks += rule_table(catalogue, catalogue.own_rules(framework.id), CODES)
        own = catalogue.own_insights(framework.id)
        blocks += ["", *insight_table(catalogue, own, CODES)] if own else []
    return Page(CODES, "All codes", write(blocks))


def _problem_rows(catalogue: Catalogue) -> Iterator[list[str]]:
    for one in catalogue.problems:
        yield [catalogue.link_code(one.code, CODES), one.severity, inline(one.title)]
