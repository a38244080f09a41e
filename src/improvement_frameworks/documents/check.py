"""Checks one document: which framework it is of, its form, and then the rules of good use."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from attrs import evolve, frozen
from pydantic import ValidationError

from improvement_frameworks.core import problem_list
from improvement_frameworks.core.errors import nearest
from improvement_frameworks.core.pointer import read_pointer, write_pointer
from improvement_frameworks.core.problem import Own, quote
from improvement_frameworks.core.registry import framework_ids, get_record_type, get_rules
from improvement_frameworks.core.report import Issue, Where
from improvement_frameworks.core.rule import EVERYTHING, run_rules
from improvement_frameworks.documents.shape import ShapeFault, explain_fault
from improvement_frameworks.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.core.record import Record
    from improvement_frameworks.core.rule import Selection
    from improvement_frameworks.documents.reading import Document


@frozen
class Checked:
    """What is known about a document after its check."""

    issues: tuple[Issue, ...]
    """What is wrong with it."""
    record: Record | None = None
    """The typed record, if the form is right."""


def check(document: Document, selection: Selection = EVERYTHING) -> Checked:
    """Check a document's form and, if that is right, the rules of its framework."""
    faults = _check_head(document)
    if faults:
        return Checked(_place(document, (_issue(fault) for fault in faults)))
    value = cast("dict[str, object]", document.value)
    framework = str(value["framework"])
    record_type = get_record_type(framework)
    try:
        record = record_type.model_validate_json(document.text)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        faults = [_explain(explain_fault(detail, record_type)) for detail in details]
        return Checked(_place(document, (_issue(fault) for fault in faults)))
    issues = run_rules(record, get_rules(framework), selection)
    return Checked(_place(document, issues), record)


def _check_head(document: Document) -> list[ShapeFault]:
    """Check what says how the rest is to be read; an empty list lets the reading go on."""
    value = document.value
    if not isinstance(value, dict):
        found = "a list" if isinstance(value, list) else "nothing" if value is None else "a value"
        return [ShapeFault(problem_list.NOT_OBJECT, (), {"found": found})]
    head = cast("dict[str, object]", value)
    known = framework_ids()
    framework = head.get("framework")
    if framework is None:
        return [ShapeFault(problem_list.FRAMEWORK_MISSING, (), {"known": known})]
    if framework not in known:
        named = framework if isinstance(framework, str) else json.dumps(framework)
        near = nearest(named.strip().lower().replace("_", "-").replace(" ", "-"), known)
        offer = Own(f" Did you mean {near}?") if near else ""
        return [
            ShapeFault(
                problem_list.FRAMEWORK_UNKNOWN,
                ("framework",),
                {"found": quote(named), "offer": offer, "known": known},
            )
        ]
    version = head.get("schema_version", SCHEMA_VERSION)
    if version == SCHEMA_VERSION:
        return []
    problem = problem_list.VERSION_UNKNOWN
    shown = quote(version) if isinstance(version, str) else f"{version}, without quotation marks,"
    if isinstance(version, str) and _is_later(version):
        problem = problem_list.VERSION_FUTURE
    return [ShapeFault(problem, ("schema_version",), {"found": shown, "current": SCHEMA_VERSION})]


def _is_later(version: str) -> bool:
    numbers = version.split(".")
    if len(numbers) != 2 or not all(n.isascii() and n.isdigit() and len(n) < 6 for n in numbers):
        return False
    current = [int(number) for number in SCHEMA_VERSION.split(".")]
    return [int(number) for number in numbers] > current


def _explain(fault: ShapeFault) -> ShapeFault:
    if fault.problem is problem_list.FIELD_MISSING and fault.params["field"] == "schema_version":
        return ShapeFault(problem_list.VERSION_MISSING, (), {"current": SCHEMA_VERSION})
    return fault


def _issue(fault: ShapeFault) -> Issue:
    return Issue(
        problem=fault.problem,
        where=Where(pointer=write_pointer(fault.path)),
        params=fault.params,
        severity=fault.problem.severity,
    )


def _place(document: Document, issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Add source, line and column; a place that is not there gets that of what surrounds it."""
    found = list(issues)
    if not found:
        return ()
    paths = {issue.where.pointer: _path(issue.where.pointer) for issue in found}
    wanted = {path[:length] for path in paths.values() for length in range(len(path) + 1)}
    spots = document.locate(wanted)
    placed: list[Issue] = []
    for issue in found:
        path = paths[issue.where.pointer]
        while path and path not in spots:
            path = path[:-1]
        line, column = spots.get(path, (None, None))
        pointer = write_pointer(document.prefix) + issue.where.pointer
        where = evolve(
            issue.where, source=document.source, line=line, column=column, pointer=pointer
        )
        placed.append(evolve(issue, where=where))
    return tuple(placed)


def _path(pointer: str) -> Path:
    return tuple(int(step) if step.isdigit() else step for step in read_pointer(pointer))
