"""Hides what looks personal in a record before it is shown to others."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar, cast

from attrs import evolve
from pydantic import BaseModel

from improvement_frameworks.core.field import find_model, find_note
from improvement_frameworks.core.header import Contributor
from improvement_frameworks.core.privacy import mask, words_of
from improvement_frameworks.core.types import Text

if TYPE_CHECKING:
    from collections.abc import Collection

    from improvement_frameworks.core.record import Record
    from improvement_frameworks.problems.problem import Issue, Param

M = TypeVar("M", bound=BaseModel)


def mask_record(record: Record) -> Record:
    """Return a copy for showing: names of contributors left out, other traces hidden in its words.

    A pattern cannot know people, so somebody should still read it before it is shared.
    """
    return _mask(record, names_in(record))


def mask_issue(issue: Issue, names: Collection[str]) -> Issue:
    """Return an issue that quotes nothing personal."""
    hidden: dict[str, Param] = {
        key: tuple(mask(item, names) for item in value)
        if isinstance(value, tuple)
        else mask(value, names)
        if type(value) is str  # the library's own words stay as they are
        else value
        for key, value in issue.params.items()
    }
    return evolve(issue, params=hidden)


def names_in(record: Record) -> frozenset[str]:
    """Return the words of the names of a record's contributors."""
    return words_of(person.name for person in record.contributors if person.name)


def _mask(item: M, names: Collection[str]) -> M:
    changed: dict[str, object] = {}
    for name in _find_free(type(item)):
        value: object = getattr(item, name)
        if isinstance(item, Contributor) and name == "name":
            changed[name] = None
        elif isinstance(value, tuple):
            many = cast("tuple[object, ...]", value)
            changed[name] = tuple(_mask_value(one, names) for one in many)
        else:
            changed[name] = _mask_value(value, names)
    return item.model_copy(update=changed)


def _mask_value(value: object, names: Collection[str]) -> object:
    if isinstance(value, str):
        return mask(value, names)
    return _mask(value, names) if isinstance(value, BaseModel) else value


@cache
def _find_free(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields in which people write freely, or whose objects may hold such fields."""
    return tuple(
        name
        for name, field in model.model_fields.items()
        if find_model(field) or ((form := find_note(field, Text)) is not None and form.is_free)
    )
