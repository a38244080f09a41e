"""Writes ``rules.json``: every code that a report can carry, with its words and its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from improvement_frameworks.core.content.source import JUDGEMENT
from improvement_frameworks.core.errors import ContentError
from improvement_frameworks.core.record.reference import find_reference_fields
from improvement_frameworks.core.registry import (
    get_framework,
    get_own_insights,
    get_record_type,
    get_rules,
    get_shared_insights,
)
from improvement_frameworks.problems import PROBLEMS
from improvement_frameworks.problems.problem import PRINCIPLES, principle_label
from improvement_frameworks.schemas.check_list import list_checks
from improvement_frameworks.schemas.code_list import JUDGEMENT_IN_WORDS, thaw
from improvement_frameworks.version import CONTENT_EDITION, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from improvement_frameworks.core.content.framework import Framework
    from improvement_frameworks.core.insights.insights import Insight
    from improvement_frameworks.core.rules.rules import Rule
    from improvement_frameworks.problems.problem import Json, Problem
    from improvement_frameworks.schemas.keyword import Schema


def list_rules(frameworks: Iterable[str]) -> Schema:
    """Return every rule of the given frameworks, and the other codes that a report can carry.

    A ``rule`` is about good use: it names its frameworks, its source and the learning principle
    that it serves. An ``insight`` is about many records, and says besides why it matters. What is
    of the kind ``format`` is about the form of a document or a file, whatever its framework.

    Args:
        frameworks: The ids of the frameworks.

    Raises:
        ContentError: if a rule names an unknown source, or two problems have one code.
    """
    declared: dict[str, Problem] = {problem.code: problem for problem in PROBLEMS}
    rules: dict[str, Schema] = {}
    insights: dict[str, Schema] = {}
    names = tuple(frameworks)
    for one in names:
        framework = get_framework(one)
        for rule in get_rules(one):
            problem = rule.problem
            if declared.setdefault(problem.code, problem) != problem:
                raise ContentError(one, problem.code, "another problem has this code")
            written = rules.setdefault(problem.code, _rule(rule, framework))
            cast("list[Json]", written["frameworks"]).append(one)
        for insight in (*get_shared_insights(), *get_own_insights(one)):
            problem = insight.problem
            if declared.setdefault(problem.code, problem) != problem:
                raise ContentError(one, problem.code, "another problem has this code")
            written = insights.setdefault(problem.code, _insight(insight, framework))
            cast("list[Json]", written["frameworks"]).append(one)
    principles: list[Json] = [
        {"code": principle, "label": principle_label(principle)} for principle in PRINCIPLES
    ]
    return {
        "schema_version": SCHEMA_VERSION,
        "content_edition": CONTENT_EDITION,
        "principles": principles,
        "references": [
            {"framework": one, "path": path, "list": target}
            for one in names
            for path, target in find_reference_fields(get_record_type(one))
        ],
        "checks": list_checks(
            {str(one.get("check")) for one in (*rules.values(), *insights.values())}
        ),
        "problems": [
            *rules.values(),
            *insights.values(),
            *(_fault(problem) for problem in PROBLEMS),
        ],
    }


def _rule(rule: Rule[object], framework: Framework) -> Schema:
    asks: Schema = {"asks": rule.asks} if rule.asks else {}
    return {**_declared(rule, framework, "rule"), **asks}


def _declared(one: Rule[object] | Insight, framework: Framework, kind: str) -> Schema:
    """Return what is said of a rule and of an insight alike."""
    problem = one.problem
    words: Schema = {name: list(some) for name, some in one.words.items()}
    told: Schema = {
        "with": thaw(one.settings),
        "facts": {**one.explain_facts()},
        "limits": {**one.limits},
        "words": words,
        "patterns": {**one.patterns},
    }
    return {
        "code": problem.code,
        "kind": kind,
        "frameworks": [],
        **_words(problem),
        **({"check": one.common} if one.common else {}),
        **{name: value for name, value in told.items() if value},
        "principle": problem.principle,
        "source": problem.source,
        "citation": _cite(problem, framework),
    }


def _insight(insight: Insight, framework: Framework) -> Schema:
    needs = {"records": insight.needs.records}
    needs |= {"groups": insight.needs.groups, "waves": insight.needs.waves}
    return {
        **_declared(insight, framework, "insight"),
        "why": insight.why,
        "needs": {name: number for name, number in needs.items() if number},
    }


def _fault(problem: Problem) -> Schema:
    return {"code": problem.code, "kind": "format", **_words(problem)}


def _words(problem: Problem) -> Schema:
    return {
        "severity": problem.severity,
        "title": problem.title,
        "message": problem.message,
        "hint": problem.hint,
    }


def _cite(problem: Problem, framework: Framework) -> str:
    if problem.source == JUDGEMENT:
        return JUDGEMENT_IN_WORDS
    for source in framework.sources:
        if source.id == problem.source:
            return source.citation
    raise ContentError(framework.id, problem.code, f"the source {problem.source!r} is not declared")
