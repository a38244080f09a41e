"""Finds and hides what looks personal in a record: in every field in which people write freely.

Which fields these are is known from their types. Names of contributors are what they are: they are
no finding, and they are left out of a masked record. What an organisation adds in ``extensions`` is
searched too: the free fields of what it declared, and every text of what it did not.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache, partial
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypeVar, cast
from weakref import ref

from attrs import evolve
from pydantic import BaseModel

from improvement_frameworks.core.expected import expect, expect_all
from improvement_frameworks.core.record.constructor import FREE
from improvement_frameworks.core.record.extension import Extensible, extensions_of
from improvement_frameworks.core.record.field import find_model, find_note, find_values, walk
from improvement_frameworks.core.record.record import Record
from improvement_frameworks.core.record.types import URL, OfPerson, Text, Unique
from improvement_frameworks.privacy import (
    PERSONAL_KINDS,
    choose_patterns,
    find_personal_data,
    mask_names,
    mask_text,
    words_of,
)
from improvement_frameworks.problems.problem import mask_fact

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from pydantic import JsonValue
    from pydantic.fields import FieldInfo

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.core.record.noun import Noun
    from improvement_frameworks.problems.problem import Issue

R = TypeVar("R", bound=Record)
M = TypeVar("M", bound=BaseModel)
Use: TypeAlias = Literal["text", "address", "name", "noun", "free"]
"""What a field holds: free text, a web address, the name of a person, objects, or what
organisations add."""
Place: TypeAlias = "tuple[Path, str]"
"""A text in a record: where it is, and what it says."""


_NAMES: Final = "a list of names"


def mask(record: R, names: Iterable[str] = ()) -> R:
    """Return a copy in which what looks personal is replaced with its kind.

    Every field in which people write freely is searched, those of ``extensions`` too; names of
    contributors are left out. A pattern cannot know people: first names in a text, rare roles and
    what a story tells of somebody stay, so somebody should read the copy before it is shared.

    Args:
        record: The record; it stays as it is.
        names: Names of people who are known from elsewhere, such as other records of a group.

    Returns:
        A record of the same framework, which is valid where the first one was.

    Examples:
        >>> from improvement_frameworks import Iceberg, mask
        >>> record = Iceberg.blank("Calls").add({"level": "events", "text": "Ring 01632 960 000."})
        >>> mask(record).entries[0].text
        'Ring [telephone number].'
    """
    expect("record", record, Record, "a record, such as that of load")
    known = _know(record, names)
    return change_texts(record, partial(mask_text, names=known))


def count_personal_data(record: Record, names: Iterable[str] = ()) -> Counter[str]:
    """Return how often each kind is hidden when a record is masked, by what it is called.

    Names of contributors, which are left out as a whole, are not counted.

    Args:
        record: The record.
        names: As for `mask`.
    """
    known = _know(record, names)
    return Counter(
        PERSONAL_KINDS[one.kind].label
        for _, text in list_texts(record)
        for one in find_personal_data(text, known)
    )


def mask_issue(issue: Issue, names: Collection[str]) -> Issue:
    """Return an issue whose facts hold nothing that looks personal.

    Args:
        issue: The issue.
        names: The words of names that are known; see `improvement_frameworks.privacy.words_of`.
    """
    masked = {key: mask_fact(value, names, indirect=True) for key, value in issue.params.items()}
    return evolve(issue, params=masked)


def find_names(record: Record) -> tuple[str, ...]:
    """Return the names of people that a record holds in fields made for them."""
    return tuple(str(name) for _, name in find_values(record, _is_of_person))


def find_all_names(records: Iterable[Record]) -> frozenset[str]:
    """Return the names of people that records hold in fields made for them."""
    return frozenset(name for record in records for name in find_names(record))


def _know(record: Record, names: Iterable[str]) -> frozenset[str]:
    """Return the words of the names of a record and of others, found once for all records."""
    own = find_names(record)
    known = names if isinstance(names, frozenset) else {*expect_all("names", names, str, _NAMES)}
    return words_of(known if known.issuperset(own) else known.union(own))


def _is_of_person(field: FieldInfo) -> bool:
    return find_note(field, OfPerson) is not None


def leave_out_names(record: R, names: Iterable[str] = ()) -> R:
    """Return a copy without names of people: those of contributors, and others after a title.

    Words of the names of contributors are replaced in every text.

    Args:
        record: The record; it stays as it is.
        names: As for `mask`.
    """
    known = _know(record, names)
    return change_texts(record, partial(mask_names, names=known, after_titles=True))


def leave_out_all_names(records: Iterable[R]) -> tuple[R, ...]:
    """Return copies without names of people: what is a name in one record is one in all."""
    kept = tuple(records)
    names = find_all_names(kept)
    return tuple(leave_out_names(record, names) for record in kept)


def find_in_record(record: Record) -> Mapping[str, Mapping[Path, int]]:
    """Return how often each kind looks to be at which place of a record.

    What tells who somebody is only together with other things is not looked for.
    """
    last = _memory.get("last")  # several rules ask about one record
    if last is not None and last[0]() is record:
        return last[1]
    found: dict[str, dict[Path, int]] = {}
    names = words_of(find_names(record))
    texts = list_texts(record)
    among = choose_patterns("\n".join(text for _, text in texts), indirect=False)
    if among or names:  # most records hold nothing of the kind
        for path, text in texts:
            kinds = Counter(one.kind for one in find_personal_data(text, names, among=among))
            for kind, number in kinds.items():
                found.setdefault(kind, {})[path] = number
    _memory["last"] = (ref(record), found)
    return found


_memory: Final[dict[str, tuple[ref[Record], Mapping[str, Mapping[Path, int]]]]] = {}


def list_texts(item: BaseModel, path: Path = ()) -> Sequence[Place]:
    """Return every free text and web address of a record, in the order of the document.

    Args:
        item: The record, or an object of it.
        path: The steps that lead to it.
    """
    found: list[Place] = []
    for place, value, use in walk(item, _find_ways, path):
        if isinstance(use, type):
            _gather_extensions(use, cast("dict[str, JsonValue]", value), place, found)
        else:
            found.append((place, cast("str", value)))
    return found


@cache
def _find_ways(
    model: type[BaseModel],
) -> dict[str, Literal["text", "address"] | type[Extensible] | None]:
    """Return what to read of a class: texts, and of what organisations add, to which class."""
    ways: dict[str, Literal["text", "address"] | type[Extensible] | None] = {}
    for name, use in _find_uses(model).items():
        if use == "free":
            ways[name] = cast("type[Extensible]", model)
        elif use == "noun":
            ways[name] = None
        elif use != "name":
            ways[name] = use
    return ways


def _gather_extensions(
    owner: type[Extensible], added: Mapping[str, JsonValue], path: Path, found: list[Place]
) -> None:
    known = extensions_of(owner)
    for name, value in added.items():
        if name in known:
            found += list_texts(_read_noun(known[name], value), (*path, name))
        else:
            _gather_json(value, (*path, name), found)


def _gather_json(value: JsonValue, path: Path, found: list[Place]) -> None:
    match value:
        case str(text):
            found.append((path, text))
        case dict(fields):
            for key, inner in fields.items():
                _gather_json(inner, (*path, key), found)
        case list(items):
            for index, inner in enumerate(items):
                _gather_json(inner, (*path, index), found)
        case _:
            pass


def _read_noun(model: type[Noun], value: JsonValue) -> Noun:
    return model.model_validate_json(json.dumps(value))


@cache
def _find_uses(model: type[BaseModel]) -> dict[str, Use]:
    """Return the fields that may hold something personal, and what they hold."""
    uses: dict[str, Use] = {}
    for name, field in model.model_fields.items():
        form = find_note(field, Text)
        if name == FREE and issubclass(model, Extensible):
            uses[name] = "free"
        elif _is_of_person(field):
            uses[name] = "name"
        elif find_model(field):
            uses[name] = "noun"
        elif form is URL:
            uses[name] = "address"
        elif form is not None and form.is_free and name != "schema_uri":  # an address for editors
            uses[name] = "text"
    return uses


def change_texts(item: M, change: Callable[[str], str], *, keeps_names: bool = False) -> M:
    """Return a copy of a record, or of an object in it, in which each free text is changed.

    What gets too long is cut, and a list that holds everything once loses what has become the same.
    A web address that would change is left out.

    Args:
        item: The record or object; it is not validated again.
        change: Takes a text and returns what is written instead: as many lines, and no blank.
        keeps_names: Whether names of people stay in the fields made for them.
    """
    alter = partial(_change, change=change, keeps_names=keeps_names)
    changed: dict[str, object] = {}
    for name, use in _find_uses(type(item)).items():
        value: object = getattr(item, name)
        if not value:
            continue
        field = type(item).model_fields[name]
        if use == "free":
            value = _change_extensions(cast("Extensible", item), change, keeps_names=keeps_names)
        elif use == "name":
            value = value if keeps_names else None
        elif use == "address":
            value = value if change(str(value)) == value else None
        elif isinstance(value, tuple):
            many = tuple(alter(one, field) for one in cast("tuple[object, ...]", value))
            value = tuple(dict.fromkeys(many)) if find_note(field, Unique) else many
        else:
            value = alter(value, field)
        changed[name] = value
    return item.model_copy(update=changed)


def _change(
    value: object, field: FieldInfo, *, change: Callable[[str], str], keeps_names: bool
) -> object:
    if isinstance(value, BaseModel):
        return change_texts(value, change, keeps_names=keeps_names)
    if not isinstance(value, str):
        return value
    form = find_note(field, Text)
    changed = change(value)
    longest = form.longest if form else len(changed)
    return changed if len(changed) <= longest else changed[: longest - 1] + "…"


def _change_extensions(
    item: Extensible, change: Callable[[str], str], *, keeps_names: bool
) -> dict[str, JsonValue]:
    known = extensions_of(type(item))
    held = cast("dict[str, JsonValue]", getattr(item, FREE))
    changed: dict[str, JsonValue] = {}
    for name, value in held.items():
        if name in known:
            noun = change_texts(_read_noun(known[name], value), change, keeps_names=keeps_names)
            changed[name] = noun.model_dump(mode="json")
        else:
            changed[name] = _change_json(value, change)
    return changed


def _change_json(value: JsonValue, change: Callable[[str], str]) -> JsonValue:
    match value:
        case str(text):
            return change(text)
        case dict(fields):
            return {key: _change_json(inner, change) for key, inner in fields.items()}
        case list(items):
            return [_change_json(inner, change) for inner in items]
        case _:
            return value
