"""Says in plain words what pydantic found: which field, what stands there, what is expected."""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from attrs import frozen

from improvement_frameworks import problems
from improvement_frameworks.core.errors import nearest
from improvement_frameworks.core.record import types
from improvement_frameworks.core.record.constructor import FREE
from improvement_frameworks.core.record.docstring import described_fields
from improvement_frameworks.core.record.extension import extensions_of
from improvement_frameworks.core.record.field import find_model, find_note
from improvement_frameworks.core.record.listed import Listed, first_paragraph
from improvement_frameworks.core.record.types import Text, Whole
from improvement_frameworks.problems.problem import Own, quote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    from improvement_frameworks.core.errors import Offers
    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.problems.problem import Param, Problem


@frozen
class ShapeFault:
    """One fault of form, before its place in the text is known."""

    problem: Problem
    """What kind of fault it is."""
    path: Path
    """The steps to the value."""
    params: dict[str, Param]
    """The facts of the case."""


def explain_fault(error: ErrorDetails, record: type[Record], offers: Offers) -> ShapeFault:
    """Turn one of pydantic's errors into a fault that speaks of the document.

    Args:
        error: What pydantic found.
        record: The type that the document was read as.
        offers: What is offered for other names in the same document.
    """
    path: Path = error["loc"]
    name = _name(path)
    found = error["input"]
    slot = _find_slot(record, path)
    expected = _expect(slot, error["type"])
    match error["type"]:
        case "missing":
            return ShapeFault(
                problems.FIELD_MISSING,
                path[:-1],
                {"field": name, "meaning": Own(slot.meaning or "it is required.")},
            )
        case "extra_forbidden":
            return _unknown_field(path, _find_slot(record, path[:-1]), offers)
        case _ if found is None:
            return ShapeFault(problems.VALUE_NULL, path, {"field": name, "expected": expected})
        case "literal_error" if isinstance(found, str):
            return _unknown_code(path, found, error, slot.listed, offers)
        case "duplicate_item":
            item = str(error.get("ctx", {})["item"])
            return ShapeFault(problems.VALUE_TWICE, path, {"field": name, "found": quote(item)})
        case "greater_than_equal" | "less_than_equal":
            params: dict[str, Param] = {"field": name, "found": str(found), "expected": expected}
            return ShapeFault(problems.VALUE_RANGE, path, params)
        case types.TEXT_ERROR if isinstance(found, str):
            return _ill_formed(path, name, found, slot)
        case _:
            kind = _describe(found)
            params = {"field": name, "found": kind, "expected": expected}
            return ShapeFault(problems.VALUE_KIND, path, params)


def _name(path: Path) -> str:
    names = [step for step in path if isinstance(step, str)]
    return names[-1] if names else "the record"


def _unknown_field(path: Path, slot: _Slot, offers: Offers) -> ShapeFault:
    known = _field_names(slot.model) if slot.model else ()
    name = str(path[-1])
    near = offers.find((known, name), partial(nearest, name, known))
    offer = Own(f" Did you mean {near}?") if near else ""
    return ShapeFault(problems.FIELD_UNKNOWN, path, {"field": name, "offer": offer, "known": known})


def _unknown_code(
    path: Path, found: str, error: ErrorDetails, listed: Listed | None, offers: Offers
) -> ShapeFault:
    name = _name(path)
    allowed = _find_allowed(str(error.get("ctx", {}).get("expected", "")))
    if listed:
        meant = listed.vocabulary
        near = meant.named(found) or offers.find((allowed, found), partial(meant.offer, found))
    else:
        near = offers.find((allowed, found), partial(nearest, found, allowed))
    offer = Own(f" Did you mean {near}?") if near else ""
    return ShapeFault(
        problems.VALUE_CODE,
        path,
        {"field": name, "found": quote(found), "offer": offer, "allowed": allowed},
    )


@lru_cache
def _find_allowed(expected: str) -> tuple[str, ...]:
    return tuple(re.findall("'([^']+)'", expected))


def _ill_formed(path: Path, name: str, found: str, slot: _Slot) -> ShapeFault:
    form = slot.text
    if form is None or re.search(r"\S", found) is None or not _has_ink(found):
        choice = Own("" if slot.is_required else " Or leave it out.")
        meaning = Own(slot.meaning or "it cannot be blank.")
        return ShapeFault(
            problems.VALUE_BLANK, path, {"field": name, "choice": choice, "meaning": meaning}
        )
    if form.is_free and len(found) > form.longest:
        params: dict[str, Param] = {"field": name, "length": len(found), "limit": form.longest}
        return ShapeFault(problems.VALUE_LONG, path, params)
    shown = "text with a line break" if form.is_free else quote(found)
    return ShapeFault(
        problems.VALUE_FORM, path, {"field": name, "found": shown, "expected": Own(form.expected)}
    )


def _has_ink(text: str) -> bool:
    return any(not char.isspace() and char.isprintable() for char in text)


_KINDS = {
    "bool_type": "true or false",
    "dict_type": "an object",
    "int_type": "a whole number",
    "literal_error": "a code",
    "model_type": "an object with fields",
    types.TEXT_ERROR: "text, in quotation marks",
    "tuple_type": "a list",
}


def _expect(slot: _Slot, kind: str) -> str:
    if kind == "tuple_type":
        return _KINDS[kind]  # the slot speaks of the items
    if slot.whole:
        return f"a whole number from {slot.whole.least} to {slot.whole.most}"
    if slot.text:
        return Own(slot.text.expected)
    return _KINDS.get(kind, "another kind of value")


def _describe(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return "text"
    if isinstance(value, dict):
        return "an object"
    return "a list" if isinstance(value, list | tuple) else "something else"


@frozen
class _Slot:
    """What the model says about the place that a path leads to."""

    model: type[BaseModel] | None = None
    text: Text | None = None
    whole: Whole | None = None
    listed: Listed | None = None
    meaning: str = ""
    is_required: bool = False


def _find_slot(record: type[BaseModel], path: Path) -> _Slot:
    """Follow a path through the models; a list leads to its items."""
    slot = _Slot(model=record)
    own: Mapping[str, type[BaseModel]] = {}
    for step in path:
        if isinstance(step, str) and step in own:
            slot = _Slot(model=own[step])
        elif isinstance(step, str) and slot.model is not None:
            own = extensions_of(slot.model) if step == FREE else {}
            slot = _find_fields(slot.model).get(step, _Slot())
    return slot


@cache
def _find_fields(model: type[BaseModel]) -> dict[str, _Slot]:
    """Return what a model says about each field, under both of its names."""
    slots: dict[str, _Slot] = {}
    for name, field in described_fields(model).items():
        slots[name] = slots[field.alias or name] = _Slot(
            model=find_model(field),
            text=find_note(field, Text),
            whole=find_note(field, Whole),
            listed=find_note(field, Listed),
            meaning=first_paragraph(field.description or ""),
            is_required=field.is_required(),
        )
    return slots


def _field_names(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in model.model_fields.items())
