"""How much of the data a report shows: all values, those that do not look personal, or none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from attrs import evolve

from improvement_frameworks.core.expected import expect
from improvement_frameworks.core.pointer import read_pointer, write_pointer
from improvement_frameworks.core.record.field import find_model
from improvement_frameworks.core.record.listed import find_vocabulary
from improvement_frameworks.core.record.words import write_field_title
from improvement_frameworks.core.registry import (
    framework_ids,
    get_framework,
    get_record_type,
    remember_until_declared,
)
from improvement_frameworks.core.report.report import Report
from improvement_frameworks.problems.problem import Own

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from improvement_frameworks.problems.problem import Issue, Param, Values

NOT_SHOWN: Final = "[not shown]"
"""What is written instead of a value."""
_QUOTED: Final = re.compile('"(?!%).*"', re.DOTALL)
"""What the data says stands in quotation marks, and may hold some itself; dates have forms in %."""
_OFFERED: Final = re.compile(r"^ Did you mean (.+)\?$")
OURS: Final = frozenset({"allowed", "current", "expected", "known", "traces"})
"""Facts that are words of this library, whatever the data says."""
FOUND: Final = frozenset({"found", "value"})
"""Facts that are a value of the data even where they are a number."""


def show_values(report: Report, values: Values) -> Report:
    """Return a report whose words show as much of the data as is wanted.

    Args:
        report: The report.
        values: ``masked``, as reports are made: what looks personal is replaced with its kind.
            ``on``: every value as it was found. ``off``: no value, only what is wrong and where.

    Examples:
        >>> from improvement_frameworks import show_values, validate
        >>> report = validate({"framework": "iceberg", "schema_version": "1.0", "titel": "Calls"})
        >>> print(show_values(report, "off").by_code()["FIELD-UNKNOWN"][0].message)
        There is no field [not shown] here. Did you mean title?
    """
    expect("report", report, Report, "a report, such as that of validate")
    return evolve(report, issues=(_show(issue, values) for issue in report.issues))


def _show(issue: Issue, values: Values) -> Issue:
    if values != "off":
        return evolve(issue, reveals=values == "on")
    params = {name: _hide(name, value) for name, value in issue.params.items()}
    where = issue.where
    steps = (
        step if step.isdecimal() or step in _list_own_words() else NOT_SHOWN
        for step in read_pointer(where.pointer)
    )
    heading = where.heading if where.heading in _list_own_words() else ""
    where = evolve(where, pointer=write_pointer(tuple(steps)), heading=heading)
    return evolve(issue, params=params, where=where)


def _hide(name: str, value: Param) -> Param:
    if isinstance(value, tuple):
        return tuple(_hide_text(name, item) for item in value)
    if isinstance(value, int):
        return NOT_SHOWN if name in FOUND else value
    return _hide_text(name, value)


def _hide_text(name: str, text: str) -> str:
    """Return a text without what it says of the data; words of this library stay."""
    if name in OURS:
        return text
    offered = _OFFERED.match(text)
    if name == "offer":
        return text if offered and offered[1].strip('"') in _list_own_words() else Own("")
    if isinstance(text, Own):
        return Own(_QUOTED.sub(f'"{NOT_SHOWN}"', text))
    if text in _list_own_words():
        return text
    return NOT_SHOWN


@remember_until_declared
def _list_own_words() -> frozenset[str]:
    """Return the names, codes and labels of the frameworks, which no data can tell anything by."""
    return frozenset(word for one in framework_ids() for word in _find_words(one))


def _find_words(wanted: str) -> Iterator[str]:
    framework = get_framework(wanted)
    yield from (framework.id, framework.title, framework.part, framework.part_field)
    for part in framework.parts:
        yield from (part.code, part.label)
    for scheme in framework.schemes:
        yield scheme.id
    for vocabulary in framework.vocabularies:
        for term in vocabulary:
            yield from (term.code, term.label)
    yield from _find_names(get_record_type(wanted), set())


def _find_names(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[str]:
    if model in seen:
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        yield from (field.alias or name, write_field_title(name))
        for term in find_vocabulary(field) or ():
            yield from (term.code, term.label)
        if inner := find_model(field):
            yield from _find_names(inner, seen)
