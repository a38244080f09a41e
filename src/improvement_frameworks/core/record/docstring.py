"""Describes the fields of a model by the docstrings that stand under them in its source.

Reading the source takes longer than all else that loading a model needs, and most programs never
ask for the words. So a class only remembers where it was made, and is read when somebody asks.

Where a program is installed without its source, the classes of this package have the words that
were written into a file of it with ``python -m improvement_frameworks.generate``.
"""

from __future__ import annotations

import ast
import linecache
import sys
from contextlib import suppress
from functools import cache, lru_cache
from importlib.resources import files
from inspect import cleandoc, currentframe, getdoc
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, cast
from weakref import WeakKeyDictionary

from improvement_frameworks.core.record.field import find_note
from improvement_frameworks.core.record.listed import first_paragraph
from improvement_frameworks.core.record.types import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pydantic import BaseModel, GetJsonSchemaHandler
    from pydantic.fields import FieldInfo
    from pydantic.json_schema import JsonSchemaValue

Place: TypeAlias = tuple[str, int]
"""A file, or what a notebook calls a cell, and a line in it."""


PACKAGE: Final = __name__.partition(".")[0]
KEPT: Final = "docstrings.json"
"""The file of this package that holds the words of its classes."""


class _Words(NamedTuple):
    """What a class says about itself."""

    about: str | None = None
    """Its docstring."""
    fields: Mapping[str, str | None] = {}
    """What stands under each of the fields that it declares."""


class _Written(NamedTuple):
    """A class as it stands in a file."""

    name: str
    first: int
    last: int
    words: _Words


_places: WeakKeyDictionary[type, tuple[Place, ...]] = WeakKeyDictionary()


def remember_place(model: type[BaseModel]) -> None:
    """Remember where a class is being made: in one of the lines of its module that now run."""
    places: list[Place] = []
    frame = currentframe()
    while frame := frame and frame.f_back:
        if frame.f_globals.get("__name__") == model.__module__:
            places.append((frame.f_code.co_filename, frame.f_lineno))
            linecache.lazycache(frame.f_code.co_filename, frame.f_globals)
    _places[model] = tuple(places)


def described_fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields of a model, each with its description if it has one.

    A description that the field itself declares goes first. Where the source of a class of another
    package cannot be read, as in a program that was packed without it, its fields have no other.
    """
    fields = model.model_fields
    wanting = {name: field for name, field in fields.items() if field.description is None}
    declared = [_read(one).fields for one in model.__mro__] if wanting else []
    for name, field in wanting.items():
        field.description = next((words[name] for words in declared if name in words), None)
    return fields


def describe_class(model: type[BaseModel]) -> str | None:
    """Return the docstring of a model, also where Python runs without docstrings (``-OO``)."""
    return model.__doc__ or _read(model).about


def describe_function(function: Callable[..., object]) -> str:
    """Return the docstring of a function of this package, also where Python runs without them."""
    kept = getdoc(function) or _read_kept().get(_name(function), _Words()).about
    return kept or ""


def compose_docstrings(functions: Iterable[Callable[..., object]]) -> str:
    """Return the text of the file that keeps the words of this package.

    Args:
        functions: Functions whose words are kept besides those of all classes.
    """
    import json

    kept = {_name(model): _read(model)._asdict() for model in _places if _is_kept(model)}
    kept |= {_name(one): _Words(describe_function(one))._asdict() for one in functions}
    return json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _name(one: type | Callable[..., object]) -> str:
    return f"{one.__module__}.{one.__qualname__}"


def _is_kept(model: type) -> bool:
    """Say if a class is of this package, and not made when somebody declares something."""
    module = model.__module__
    is_own = module.partition(".")[0] == PACKAGE
    return is_own and getattr(sys.modules.get(module), model.__qualname__, None) is model


def describe_properties(
    model: type[BaseModel], properties: JsonSchemaValue, handler: GetJsonSchemaHandler
) -> None:
    """Describe the fields of a model in a JSON Schema that pydantic has written of it."""
    for name, field in described_fields(model).items():
        extra = field.json_schema_extra
        if isinstance(extra, dict) and "description" in extra:
            continue
        for key in (name, field.alias, field.validation_alias, field.serialization_alias):
            if isinstance(key, str) and key in properties:
                _describe(properties[key], field, handler)


def _describe(written: JsonSchemaValue, field: FieldInfo, handler: GetJsonSchemaHandler) -> None:
    """Say of a field what neither its schema says nor what that refers to."""
    words = field.description and first_paragraph(field.description)
    form = find_note(field, Text)
    if words is not None and form and "pattern" in written:
        # Tools show people a pattern as it is, so what it asks for is said beside it in words.
        written["description"] = f"{words} {form.sentence}"
        return
    known = written
    with suppress(LookupError):  # a model that refers to itself is not yet written
        known = {**handler.resolve_ref_schema(written), **written}
    if words is not None and words != known.get("description"):
        written["description"] = words


def _read(model: type) -> _Words:
    """Return what a class says about itself in its source, or else in the file that keeps it."""
    places = _places.get(model, ())
    for file, line in places:
        linecache.checkcache(file)
        for written in _read_source("".join(linecache.getlines(file))):
            if written.name == model.__name__ and written.first <= line <= written.last:
                return written.words
    return _read_kept().get(_name(model), _Words()) if places and _is_kept(model) else _Words()


@cache
def _read_kept() -> Mapping[str, _Words]:
    import json

    text = (files(PACKAGE) / KEPT).read_text(encoding="utf-8")
    return {name: _Words(**words) for name, words in json.loads(text).items()}


@lru_cache
def _read_source(text: str) -> tuple[_Written, ...]:
    """Return the classes in a text, or none if it is no Python."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return ()
    return tuple(map(_write, _find_classes(tree)))


def _find_classes(node: ast.AST) -> Iterator[ast.ClassDef]:
    """Yield the classes in a part of a program, wherever they are made; expressions make none."""
    if isinstance(node, ast.ClassDef):
        yield node
    for name in ("body", "handlers", "orelse", "finalbody", "cases"):
        for statement in cast("list[ast.AST]", getattr(node, name, ())):
            yield from _find_classes(statement)


def _write(node: ast.ClassDef) -> _Written:
    first = node.decorator_list[0].lineno if node.decorator_list else node.lineno
    about = ast.get_docstring(node)
    words = _Words(about, dict(_find_words(node.body)))
    return _Written(node.name, first, node.end_lineno or first, words)


def _find_words(body: list[ast.stmt]) -> Iterator[tuple[str, str | None]]:
    for declaration, after in pairwise([*body, ast.Pass()]):
        match declaration, after:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(words))):
                yield name, cleandoc(words)
            case ast.AnnAssign(target=ast.Name(name)), _:
                yield name, None
            case ast.If(), _:
                yield from _find_words([*declaration.body, *declaration.orelse])
            case _:
                pass
