"""Writes the conformance kit from the tables in which its documents are declared.

A table has a base document and rows; each row changes the base in a place or two and says what
comes of it. ``vectors.toml`` in the folder of a framework has its base and its own rows,
``every_record.toml`` beside this module those that all frameworks share. What the fields of a
framework refuse is written down nowhere: those documents are planted faults of the base.
"""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from inspect import get_annotations
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from attrs import evolve
from pydantic import BaseModel, JsonValue, ValidationError

from improvement_frameworks.core.errors import ContentError
from improvement_frameworks.core.file import write_files
from improvement_frameworks.core.pointer import read_pointer
from improvement_frameworks.core.record.field import find_model
from improvement_frameworks.core.record.types import Code, Line
from improvement_frameworks.core.registry import (
    get_declared_vectors,
    get_record_type,
    get_rules,
    published_ids,
)
from improvement_frameworks.documents import validate
from improvement_frameworks.testing.edit import GONE, Edit, edit
from improvement_frameworks.testing.fault import faults
from improvement_frameworks.testing.vector import INDEX, Expected, Vector, VectorRow
from improvement_frameworks.version import SCHEMA_VERSION

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from improvement_frameworks.testing.vector import VectorLayer

    _Planned: TypeAlias = "tuple[_Case, tuple[Edit, ...], Expected | None]"

SHARED: Final = "every_record.toml"
RUNNER: Final = "run.mjs"
WIDTH: Final = 100
NOTES: Final = (
    "Everything in this folder is generated from the tables of the library.",
    "valid: whether the report has no errors.",
    "If it is not valid, the report has exactly one error, with this code and this pointer.",
    "shape: every validator of JSON Schema refuses the document.",
    "sense: the schemas accept the document, and a rule in rules.json refuses it.",
    "practice: the document is valid; a rule gives this warning or note at this pointer.",
    "warnings: all warnings and notes of the report. For the layer shape no rules are run.",
)


CORE: Final = "improvement_frameworks.core."
COMMON: Final = frozenset({"framework", "entries"})
"""The fields that each framework declares anew and that mean the same in all."""
PLANTED: Final = {
    "FIELD-MISSING": "missing",
    "FIELD-UNKNOWN": "with-a-field-that-there-is-not",
    "VALUE-KIND": "of-another-kind",
    "VALUE-CODE": "not-on-its-list",
    "VALUE-BLANK": "blank",
    "VALUE-FORM": "in-another-form",
    "VALUE-RANGE": "out-of-range",
    "VALUE-TWICE": "with-an-item-twice",
}
"""What is shown of each field of a framework, and the end of the vector's name.

That nothing is null and nothing too long is shown once, with the fields of every record.
"""


class _Case(BaseModel, frozen=True, extra="forbid"):
    """A row of a table."""

    name: Code
    title: Line
    change: dict[str, JsonValue] = {}
    repeat: dict[str, tuple[str, int]] = {}
    null: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    def edits(self) -> Iterator[Edit]:
        """Yield the changes of the base document."""
        for pointer, value in self.change.items():
            yield Edit(_read_path(pointer), value)
        for pointer, (text, times) in self.repeat.items():
            yield Edit(_read_path(pointer), text * times)
        for pointer in self.null:
            yield Edit(_read_path(pointer), None)
        for pointer in self.absent:
            yield Edit(_read_path(pointer), GONE)


class _Mistake(_Case, frozen=True):
    """A row whose document has an error, or deserves a warning or a note."""

    code: str
    pointer: str


class _Table(BaseModel, frozen=True, extra="forbid"):
    """What a file declares."""

    base: dict[str, JsonValue] = {}
    valid: tuple[_Case, ...] = ()
    shape: tuple[_Mistake, ...] = ()
    sense: tuple[_Mistake, ...] = ()
    practice: tuple[_Mistake, ...] = ()


def write_vectors(
    folder: str | os.PathLike[str], frameworks: Iterable[str] | None = None
) -> tuple[Path, ...]:
    """Write the conformance kit into a folder: a file for each vector, and the index.

    Nothing is written unless all of it can be made. A framework of a package of your own takes part
    if there is a ``vectors.toml`` beside its worked example.

    Args:
        folder: Where to write; it is made if it does not exist.
        frameworks: The ids of the frameworks; by default, those that this library brings itself.

    Returns:
        The files written.

    Raises:
        UnknownFrameworkError: if there is no such framework.
        ContentError: if a framework has no table, or one that cannot be used.
        KeyError: if a framework was put together by code.
        OSError: if the folder cannot be written.
    """
    texts = compose_kit(published_ids() if frameworks is None else frameworks)
    return write_files(Path(folder), texts)


def compose_kit(frameworks: Iterable[str]) -> dict[str, str]:
    """Return the text of every file of the kit, by its place in it."""
    vectors = [_check(vector) for name in frameworks for vector in _make_vectors(name)]
    texts = {vector.file: vector.text for vector in vectors}
    rows = [_make_row(vector) for vector in vectors]
    index = {"schema_version": SCHEMA_VERSION, "notes": list(NOTES), "vectors": rows}
    runner = (files(__package__ or "") / RUNNER).read_text(encoding="utf-8")
    return {INDEX: _compose(cast("JsonValue", index)), RUNNER: runner, **texts}


def _make_vectors(framework: str) -> Iterator[Vector]:
    source = f"vectors.toml of {framework}"
    own = _read_table(source, _name_after_rules(framework, get_declared_vectors(framework)))
    text = (files(__package__ or "") / SHARED).read_text(encoding="utf-8")
    shared = _read_table(SHARED, tomllib.loads(text))
    names: set[str] = set()
    for case, edits, expected in (*_list_cases(own, shared), *_plant_faults(framework, own.base)):
        if case.name in names:
            raise ContentError(source, case.name, "stands twice")
        names.add(case.name)
        try:
            document = edit(own.base, edits)
        except (LookupError, TypeError) as fault:
            raise ContentError(source, case.name, f"cannot be changed so: {fault}") from None
        yield Vector(
            framework=framework,
            name=case.name,
            title=case.title,
            text=_compose(_sort(framework, cast("dict[str, JsonValue]", document))),
            expected=expected,
        )


def _plant_faults(framework: str, base: dict[str, JsonValue]) -> Iterator[_Planned]:
    """Yield the plainest fault of each code for each field that the framework itself declares."""
    seen: set[tuple[tuple[str, ...], str]] = set()
    record = get_record_type(framework)
    for fault in faults(base):
        path = fault.edits[0].path
        steps = tuple(str(step) for step in path if not isinstance(step, int))
        if fault.layer != "shape" or fault.code not in PLANTED or (steps, fault.code) in seen:
            continue
        named = steps[:-1] if fault.code == "FIELD-UNKNOWN" else steps
        if not _is_own(record, named):
            continue
        seen.add((steps, fault.code))
        name = "-".join(named).replace("_", "-")
        case = _Case(
            name=f"{name}-{PLANTED[fault.code]}",
            title=f"{' of '.join(reversed(named)).replace('_', ' ').capitalize()}: {fault.title}.",
        )
        yield case, fault.edits, Expected(code=fault.code, pointer=fault.pointer, layer="shape")


def _is_own(record: type[BaseModel], steps: tuple[str, ...]) -> bool:
    """Whether a framework declares a field itself; its list of entries is that of every record."""
    model: type[BaseModel] | None = record
    found = False
    for step in steps:
        if model is None or step not in model.model_fields:
            return False
        home = next(one for one in model.__mro__ if step in get_annotations(one))
        found = not home.__module__.startswith(CORE) and step not in COMMON
        model = find_model(model.model_fields[step])
    return found


def _name_after_rules(framework: str, content: dict[str, object]) -> dict[str, object]:
    """Give a row of ``practice`` without a name or a title those of the rule that it shows."""
    rows = cast("list[dict[str, object]]", content.get("practice", []))
    if not rows:
        return content
    titles = {one.code: f"{one.problem.title}." for one in get_rules(framework)}

    def name(row: dict[str, object]) -> dict[str, object]:
        code = row.get("code")
        if isinstance(code, str) and code in titles:
            return {"name": code.lower(), "title": titles[code], **row}
        return row

    return {**content, "practice": [name(row) for row in rows]}


def _read_table(source: str, content: dict[str, object]) -> _Table:
    try:
        return _Table.model_validate(content)
    except ValidationError as fault:
        first = fault.errors()[0]
        key = ".".join(str(step) for step in first["loc"])
        raise ContentError(source, key, first["msg"]) from None


def _list_cases(own: _Table, shared: _Table) -> Iterator[_Planned]:
    """Yield the rows of both tables with what is expected of them, the valid ones first."""
    for case in (*own.valid, *shared.valid):
        yield case, tuple(case.edits()), None
    mistakes: dict[VectorLayer, tuple[_Mistake, ...]] = {
        "shape": (*own.shape, *shared.shape),
        "sense": (*own.sense, *shared.sense),
        "practice": (*own.practice, *shared.practice),
    }
    for layer, cases in mistakes.items():
        for case in cases:
            expected = Expected(code=case.code, pointer=case.pointer, layer=layer)
            yield case, tuple(case.edits()), expected


def _check(vector: Vector) -> Vector:
    """Return a vector with the warnings of its report, which must say what the table says."""
    report = validate(vector.document)
    errors = [(issue.code, issue.where.pointer) for issue in report.errors]
    advice = [issue for issue in report.issues if issue.severity != "error"]
    warnings = tuple(sorted((issue.code, issue.where.pointer) for issue in advice))
    shown = [(one.code, one.pointer)] if (one := vector.expected) else []
    wrong, advised = ([], shown) if vector.is_valid else (shown, [])
    if errors != wrong or not set(advised) <= set(warnings):
        said = ", ".join(f"{code} at {place or '/'}" for code, place in (*errors, *warnings))
        raise ContentError(
            f"vectors.toml of {vector.framework}",
            vector.name,
            f"the report says something else: {said or 'nothing'}",
        )
    return evolve(vector, warnings=warnings)


def _sort(framework: str, document: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Put the fields of a document into the order of the record, unknown ones to the end."""
    fields = get_record_type(framework).model_fields
    known = {field.alias or name: place for place, (name, field) in enumerate(fields.items())}
    return dict(sorted(document.items(), key=lambda item: known.get(item[0], len(known))))


def _make_row(vector: Vector) -> VectorRow:
    row: VectorRow = {
        "file": vector.file,
        "framework": vector.framework,
        "title": vector.title,
        "valid": vector.is_valid,
    }
    if vector.expected:
        row["layer"] = vector.expected.layer
        row["code"] = vector.expected.code
        row["pointer"] = vector.expected.pointer
    if vector.warnings:
        row["warnings"] = [{"code": code, "pointer": pointer} for code, pointer in vector.warnings]
    return row


def _read_path(pointer: str) -> tuple[str | int, ...]:
    return tuple(int(step) if step.isdecimal() else step for step in read_pointer(pointer))


def _compose(document: JsonValue) -> str:
    return "\n".join(_lay_out(document)) + "\n"


def _lay_out(value: JsonValue, lead: str = "", name: str = "", end: str = "") -> Iterator[str]:
    """Write what fits on a line on one line, as a person would, and everything else below it."""
    line = f"{lead}{name}{_write(value)}{end}"
    if not isinstance(value, dict | list) or (lead and len(line) <= WIDTH):
        yield line
        return
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    inner = (
        [(f"{_write(key)}: ", item) for key, item in value.items()]
        if isinstance(value, dict)
        else [("", item) for item in value]
    )
    yield f"{lead}{name}{opening}"
    for place, (label, item) in enumerate(inner, start=1):
        yield from _lay_out(item, lead + "  ", label, "," if place < len(inner) else "")
    yield f"{lead}{closing}{end}"


def _write(value: JsonValue) -> str:
    """Write JSON that can be read: characters that cannot be seen are spelled out."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)
