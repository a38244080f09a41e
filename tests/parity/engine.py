"""The engines in Python: our models and reader, and four ways to read a JSON Schema."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, cast

import fastjsonschema
import jsonschema_rs
from jsonschema import Draft7Validator, Draft202012Validator
from pydantic import ValidationError

from improvement_frameworks import validate
from improvement_frameworks.core.rules.rules import Selection
from improvement_frameworks.documents.check import check

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.parity.subject import Subject

    from improvement_frameworks.documents.reading import Document
    from improvement_frameworks.schemas.keyword import Schema

    class _Validator(Protocol):
        def is_valid(self, instance: object, /) -> bool: ...

    class _Fast(Protocol):
        def compile(
            self, definition: Schema, *, use_formats: bool, use_default: bool
        ) -> Callable[[object], object]: ...


Engine: TypeAlias = "Callable[[Document], bool]"
"""Says whether a document is accepted."""

MODELS: Final = "pydantic"
"""The engine with which all others are compared: our own models."""
SHAPE_ONLY: Final = Selection(ignore=("error", "warning", "info"))


@cache  # it takes a while
def make_engines(subject: Subject) -> Mapping[str, Engine]:
    """Return the engines in Python for a subject."""
    engines = {MODELS: _by_models(subject)}
    if subject.frameworks:
        engines |= {"our reader": _by_reader(subject), "our reader, a dict": _by_dict(subject)}
    return engines | _by_schemas(subject)


def _by_models(subject: Subject) -> Engine:
    def judge(document: Document) -> bool:
        for model in subject.models:
            try:
                model.model_validate_json(document.text)
            except ValidationError:
                continue
            return True
        return False

    return judge


def _by_reader(subject: Subject) -> Engine:
    """Ask ``check``, which chooses the model by the framework that the document names."""

    def judge(document: Document) -> bool:
        return isinstance(check(document, SHAPE_ONLY).record, subject.models)

    return judge


def _by_dict(subject: Subject) -> Engine:
    """Ask ``validate`` about the value, as Python code that holds a dict would."""

    def judge(document: Document) -> bool:
        value = document.value
        if not isinstance(value, dict):
            return False
        given = cast("dict[str, object]", value)
        named = given.get("framework") in subject.frameworks
        return named and validate(given, ignore=SHAPE_ONLY.ignore).ok

    return judge


def _by_schemas(subject: Subject) -> dict[str, Engine]:
    canonical, old, form = (subject.schemas[p] for p in ("canonical", "draft-07", "form"))
    new_formats, old_formats = Draft202012Validator.FORMAT_CHECKER, Draft7Validator.FORMAT_CHECKER
    in_rust = jsonschema_rs.Draft202012Validator
    found = {
        "jsonschema": Draft202012Validator(canonical),
        "jsonschema formats": Draft202012Validator(canonical, format_checker=new_formats),
        "jsonschema form formats": Draft7Validator(form, format_checker=old_formats),
        "jsonschema_rs": in_rust(canonical, validate_formats=False),
        "jsonschema_rs formats": in_rust(canonical, validate_formats=True),
        "jsonschema_rs draft-07": jsonschema_rs.Draft7Validator(old),
        "jsonschema_rs form": jsonschema_rs.Draft7Validator(form),
    }
    engines = {name: _by_validator(cast("_Validator", one)) for name, one in found.items()}
    return engines | {
        "fastjsonschema": _by_fast(canonical, formats=False),
        "fastjsonschema draft-07 formats": _by_fast(old, formats=True),
    }


def _by_validator(validator: _Validator) -> Engine:
    return lambda document: validator.is_valid(document.value)


def _by_fast(schema: Schema, *, formats: bool) -> Engine:
    maker = cast("_Fast", fastjsonschema)
    run = maker.compile(schema, use_formats=formats, use_default=False)

    def judge(document: Document) -> bool:
        try:
            run(document.value)
        except fastjsonschema.JsonSchemaValueException:
            return False
        return True

    return judge
