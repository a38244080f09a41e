"""Finds and hides what looks personal in a record: in every field in which people write freely.

Which fields these are is known from their types. Names of contributors are what they are: they are
no finding, and they are left out of a masked record. What an organisation adds in ``extensions`` is
searched too: the free fields of what it declared, and every text of what it did not.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypeVar, cast
from weakref import ref

from attrs import evolve
from pydantic import BaseModel

from improvement_frameworks.core.constructor import FREE
from improvement_frameworks.core.expected import expect
from improvement_frameworks.core.extension import Extensible, extensions_of
from improvement_frameworks.core.field import find_model, find_note
from improvement_frameworks.core.record import Record
from improvement_frameworks.core.types import OfPerson, Text, Unique
from improvement_frameworks.privacy import find_personal_data, mask_text, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pydantic import JsonValue
    from pydantic.fields import FieldInfo

    from improvement_frameworks.core.noun import Noun
    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.problems.problem import Issue, Param

R = TypeVar("R", bound=Record)
M = TypeVar("M", bound=BaseModel)
Use: TypeAlias = Literal["text", "name", "noun", "free"]
"""What a field holds: free text, the name of a person, objects, or what organisations add."""

_NAME: Final = "[name]"


def mask(record: R) -> R:
    """Return a copy in which what looks personal is replaced with its kind.

    Every field in which people write freely is searched, those of ``extensions`` too; names of
    contributors are left out. A pattern cannot know people: first names in a text, rare roles and
    what a story tells of somebody stay, so somebody should read the copy before it is shared.

    Args:
        record: The record; it stays as it is.

    Returns:
        A record of the same framework, which is valid where the first one was.

    Examples:
        >>> from improvement_frameworks import Iceberg, mask
        >>> record = Iceberg.blank("Calls").add({"level": "events", "text": "Ring 01632 960 000."})
        >>> mask(record).entries[0].text
        'Ring [telephone number].'
    """
    expect("record", record, Record, "a record, such as that of load")
    return _mask(record, words_of(find_names(record)))


def mask_issue(issue: Issue, names: Collection[str]) -> Issue:
    """Return an issue whose facts hold nothing that looks personal.

    Args:
        issue: The issue.
        names: The words of names that are known; see `improvement_frameworks.privacy.words_of`.
    """
    masked: dict[str, Param] = {
        key: tuple(_mask_fact(item, names) for item in value)
        if isinstance(value, tuple)
        else value
        if isinstance(value, int)
        else _mask_fact(value, names)
        for key, value in issue.params.items()
    }
    return evolve(issue, params=masked)


def _mask_fact(value: str, names: Collection[str]) -> str:
    masked = mask_text(value, names)
    return value if masked == value else type(value)(masked)


def find_names(record: Record) -> tuple[str, ...]:
    """Return the names of people that a record holds in fields made for them."""
    return tuple(text for _, use, text in _walk(record, ()) if use == "name")


def find_in_record(record: Record) -> Mapping[str, Mapping[Path, int]]:
    """Return how often each kind looks to be at which place of a record.

    What tells who somebody is only together with other things is not looked for.
    """
    last = _memory.get("last")  # several rules ask about one record
    if last is not None and last[0]() is record:
        return last[1]
    found: dict[str, dict[Path, int]] = {}
    names = words_of(find_names(record))
    for path, use, text in _walk(record, ()):
        if use == "text":
            kinds = Counter(one.kind for one in find_personal_data(text, names, indirect=False))
            for kind, number in kinds.items():
                found.setdefault(kind, {})[path] = number
    _memory["last"] = (ref(record), found)
    return found


_memory: Final[dict[str, tuple[ref[Record], Mapping[str, Mapping[Path, int]]]]] = {}


def _walk(item: BaseModel, path: Path) -> Iterator[tuple[Path, Use, str]]:
    """Yield every free text and every name, with its place, in the order of the document."""
    held = item.__dict__
    for name, use in _find_uses(type(item)).items():
        value = held[name]
        if not value:
            continue
        if use == "free":
            yield from _walk_extensions(cast("Extensible", item), (*path, name))
        elif isinstance(value, tuple):
            for index, one in enumerate(cast("tuple[object, ...]", value)):
                yield from _walk_one(one, use, (*path, name, index))
        else:
            yield from _walk_one(value, use, (*path, name))


def _walk_one(value: object, use: Use, path: Path) -> Iterator[tuple[Path, Use, str]]:
    if isinstance(value, BaseModel):
        yield from _walk(value, path)
    elif isinstance(value, str):
        yield path, use, value


def _walk_extensions(item: Extensible, path: Path) -> Iterator[tuple[Path, Use, str]]:
    known = extensions_of(type(item))
    for name, value in cast("dict[str, JsonValue]", getattr(item, FREE)).items():
        if name in known:
            yield from _walk(_read_noun(known[name], value), (*path, name))
        else:
            yield from _walk_json(value, (*path, name))


def _read_noun(model: type[Noun], value: JsonValue) -> Noun:
    return model.model_validate_json(json.dumps(value))


def _walk_json(value: JsonValue, path: Path) -> Iterator[tuple[Path, Use, str]]:
    match value:
        case str(text):
            yield path, "text", text
        case dict(fields):
            for key, inner in fields.items():
                yield from _walk_json(inner, (*path, key))
        case list(items):
            for index, inner in enumerate(items):
                yield from _walk_json(inner, (*path, index))
        case _:
            pass


@cache
def _find_uses(model: type[BaseModel]) -> dict[str, Use]:
    """Return the fields that may hold something personal, and what they hold."""
    uses: dict[str, Use] = {}
    for name, field in model.model_fields.items():
        form = find_note(field, Text)
        if name == FREE and issubclass(model, Extensible):
            uses[name] = "free"
        elif find_note(field, OfPerson):
            uses[name] = "name"
        elif find_model(field):
            uses[name] = "noun"
        elif form is not None and form.is_free and name != "schema_uri":  # an address for editors
            uses[name] = "text"
    return uses


def _mask(item: M, names: Collection[str]) -> M:
    changed: dict[str, object] = {}
    for name, use in _find_uses(type(item)).items():
        value: object = getattr(item, name)
        if not value:
            continue
        field = type(item).model_fields[name]
        if use == "free":
            value = _mask_extensions(cast("Extensible", item), names)
        elif use == "name":
            value = _NAME if field.is_required() else None
        elif isinstance(value, tuple):
            many = tuple(_mask_one(one, field, names) for one in cast("tuple[object, ...]", value))
            value = tuple(dict.fromkeys(many)) if find_note(field, Unique) else many
        else:
            value = _mask_one(value, field, names)
        changed[name] = value
    return item.model_copy(update=changed)


def _mask_one(value: object, field: FieldInfo, names: Collection[str]) -> object:
    if isinstance(value, BaseModel):
        return _mask(value, names)
    if not isinstance(value, str):
        return value
    masked = mask_text(value, names)
    form = find_note(field, Text)
    longest = form.longest if form else len(masked)
    return masked if len(masked) <= longest else masked[: longest - 1] + "…"


def _mask_extensions(item: Extensible, names: Collection[str]) -> dict[str, JsonValue]:
    known = extensions_of(type(item))
    held = cast("dict[str, JsonValue]", getattr(item, FREE))
    masked: dict[str, JsonValue] = {}
    for name, value in held.items():
        if name in known:
            noun = _mask(_read_noun(known[name], value), names)
            masked[name] = noun.model_dump(mode="json")
        else:
            masked[name] = _mask_json(value, names)
    return masked


def _mask_json(value: JsonValue, names: Collection[str]) -> JsonValue:
    match value:
        case str(text):
            return mask_text(text, names)
        case dict(fields):
            return {key: _mask_json(inner, names) for key, inner in fields.items()}
        case list(items):
            return [_mask_json(inner, names) for inner in items]
        case _:
            return value
