"""Checks one document: which framework it is of, its form, and then the rules of good use."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, cast, get_args

from attrs import evolve, frozen
from pydantic import ValidationError

from improvement_frameworks import problems
from improvement_frameworks.core.content.migration import migrate, plan_steps
from improvement_frameworks.core.errors import Offers, nearest
from improvement_frameworks.core.pointer import read_pointer, write_pointer
from improvement_frameworks.core.record.record import plain_validator
from improvement_frameworks.core.registry import (
    framework_ids,
    get_migrations,
    get_record_type,
    get_rules,
    remember_until_declared,
)
from improvement_frameworks.core.rules.rules import EVERYTHING, choose_rules
from improvement_frameworks.documents.shape import ShapeFault, explain_fault
from improvement_frameworks.problems.problem import Issue, Own, Where, quote
from improvement_frameworks.version import SCHEMA_VERSION, SchemaVersion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.rules.rules import Chosen, Selection
    from improvement_frameworks.documents.reading import Document
    from improvement_frameworks.problems.problem import Param, Principle

VERSION_PATH: Final = ("schema_version",)
READ_VERSIONS: Final[tuple[SchemaVersion, ...]] = get_args(SchemaVersion)


@frozen
class Checked:
    """What is known about a document after its check."""

    issues: tuple[Issue, ...]
    """What is wrong with it."""
    record: Record | None = None
    """The typed record, if the form is right."""
    examined: frozenset[Principle] = frozenset()
    """The learning principles that the rules which ran on it serve."""


def check(document: Document, selection: Selection | None = EVERYTHING) -> Checked:
    """Check a document's form and, if that is right, the rules of its framework.

    Without a selection only the form is checked and nothing is judged.
    """
    checked = check_alone(document, selection)
    if not checked.issues:
        return checked
    return evolve(checked, issues=place(document, checked.issues))


def check_alone(document: Document, selection: Selection | None = EVERYTHING) -> Checked:
    """Check a document as `check` does; what is found has pointers and no lines."""
    faults = _check_head(document)
    if faults:
        return Checked(tuple(map(_issue, faults)))
    document, remarks = _bring_up_to_date(document)
    if any(remark.severity == "error" for remark in remarks):
        return Checked(tuple(remarks))
    value = cast("dict[str, object]", document.value)
    framework = str(value["framework"])
    record_type = get_record_type(framework)
    try:
        record: Record = plain_validator(record_type).validate_json(document.text)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        offers = Offers()
        faults = [_explain(explain_fault(one, record_type, offers), value) for one in details]
        return Checked((*remarks, *map(_issue, faults)))
    if selection is None:
        return Checked(tuple(remarks))
    rules = rules_for(framework, selection)
    issues = rules.run(record)
    return Checked((*remarks, *issues), record, rules.principles)


@remember_until_declared
def rules_for(framework: str, selection: Selection) -> Chosen[object]:
    """Return the rules of a framework that a selection takes."""
    return choose_rules(get_rules(framework), selection)


def _bring_up_to_date(document: Document) -> tuple[Document, list[Issue]]:
    """Migrate a document of an older version that is known; say so, or that it does not work."""
    value = cast("dict[str, object]", document.value)
    version = value.get("schema_version")
    if version in READ_VERSIONS or not isinstance(version, str):
        return document, []
    migrations = get_migrations(str(value["framework"]))
    ways = (plan_steps(migrations, version, read) for read in reversed(READ_VERSIONS))
    steps = next(filter(None, ways), ())
    if not steps:
        return document, []
    params: dict[str, Param] = {"found": quote(version), "current": SCHEMA_VERSION}
    try:
        migrated = migrate(value, steps)
        text = json.dumps(migrated, ensure_ascii=False)
    except Exception:  # noqa: BLE001 - a step may trip over a document that was never valid
        return document, [_issue(ShapeFault(problems.VERSION_STUCK, VERSION_PATH, params))]
    remark = _issue(ShapeFault(problems.VERSION_MIGRATED, VERSION_PATH, params))
    return evolve(document, value=migrated, text=text), [remark]


def _check_head(document: Document) -> list[ShapeFault]:
    """Check what says how the rest is to be read; an empty list lets the reading go on."""
    value = document.value
    if not isinstance(value, dict):
        found = "a list" if isinstance(value, list) else "nothing" if value is None else "a value"
        return [ShapeFault(problems.DOC_NOT_OBJECT, (), {"found": found})]
    head = cast("dict[str, object]", value)
    known = framework_ids()
    framework = head.get("framework")
    if framework is None:
        path = ("framework",) if "framework" in head else ()
        return [ShapeFault(problems.FRAMEWORK_MISSING, path, {"known": known})]
    if framework not in known:
        named = framework if isinstance(framework, str) else json.dumps(framework)
        near = nearest(named.strip().lower().replace("_", "-").replace(" ", "-"), known)
        offer = Own(f" Did you mean {near}?") if near else ""
        return [
            ShapeFault(
                problems.FRAMEWORK_UNKNOWN,
                ("framework",),
                {"found": quote(named), "offer": offer, "known": (near,) if near else known},
            )
        ]
    version = head.get("schema_version")
    if isinstance(version, str) and version != SCHEMA_VERSION and _is_later(version):
        params: dict[str, Param] = {"found": quote(version), "current": SCHEMA_VERSION}
        return [ShapeFault(problems.VERSION_FUTURE, VERSION_PATH, params)]
    return []


def _is_later(version: str) -> bool:
    numbers = version.split(".")
    if len(numbers) != 2 or not all(n.isascii() and n.isdigit() and len(n) < 6 for n in numbers):
        return False
    current = [int(number) for number in SCHEMA_VERSION.split(".")]
    return [int(number) for number in numbers] > current


def _explain(fault: ShapeFault, head: dict[str, object]) -> ShapeFault:
    """Say of the schema version what it is about; other faults stay as they are."""
    current: dict[str, Param] = {"current": SCHEMA_VERSION}
    if fault.problem is problems.FIELD_MISSING and fault.params["field"] == "schema_version":
        return ShapeFault(problems.VERSION_MISSING, (), current)
    if fault.path != VERSION_PATH:
        return fault
    found = _describe_version(head["schema_version"])
    return ShapeFault(problems.VERSION_UNKNOWN, VERSION_PATH, {"found": found, **current})


def _describe_version(version: object) -> str:
    if isinstance(version, str):
        return quote(version)
    is_number = isinstance(version, int | float) and not isinstance(version, bool)
    return f"The number {version}" if is_number else "This value"


def _issue(fault: ShapeFault) -> Issue:
    return fault.problem.issue(Where(pointer=write_pointer(fault.path)), **fault.params)


def place(document: Document, issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Add source, line and column; a place that is not there gets that of what surrounds it."""
    found = list(issues)
    if not found:
        return ()
    pointers = {issue.where.pointer for issue in found}
    paths = {pointer: _follow(document.value, pointer) for pointer in pointers}
    wanted = set(paths.values())
    spots = document.locate(wanted)
    if len(spots) < len(wanted):
        spots = document.locate({path[:end] for path in wanted for end in range(len(path) + 1)})
    prefix = write_pointer(document.prefix)
    placed: list[Issue] = []
    for issue in found:
        path = paths[issue.where.pointer]
        while path and path not in spots:
            path = path[:-1]
        line, column = spots.get(path, (None, None))
        pointer = prefix + issue.where.pointer
        where = Where(source=document.source, line=line, column=column, pointer=pointer)
        placed.append(issue.problem.issue(where, issue.severity, **issue.params))
    return tuple(placed)


def _follow(value: object, pointer: str) -> Path:
    """Return the steps of a pointer: a figure is a position in a list and a name in an object."""
    path: list[str | int] = []
    for step in read_pointer(pointer):
        if isinstance(value, list) and step.isdecimal():
            items = cast("list[object]", value)
            place = int(step)
            value = items[place] if place < len(items) else None
            path.append(place)
        else:
            value = cast("dict[str, object]", value).get(step) if isinstance(value, dict) else None
            path.append(step)
    return tuple(path)
