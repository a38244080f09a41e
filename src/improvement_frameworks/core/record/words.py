"""Says in words what an object of a record holds: codes as labels, days as days, no braces."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, cast

from pydantic import BaseModel

from improvement_frameworks.core.content.tag import listed_tags
from improvement_frameworks.core.record.field import find_note
from improvement_frameworks.core.record.header import Period
from improvement_frameworks.core.record.listed import find_vocabulary
from improvement_frameworks.core.record.types import Tagged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def say_fields(item: BaseModel, *, but: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield what an object says, each fact with its title, in words; absent fields are left out.

    Args:
        item: The object, such as an entry.
        but: The names of fields that are told elsewhere.

    >>> from improvement_frameworks import Consent
    >>> list(say_fields(Consent(status="not-needed")))
    [('Status', 'Not needed')]
    """
    left_out = but if isinstance(but, frozenset) else {*but}
    held = item.__dict__
    for name, (title, codes) in _fields_in_words(type(item)).items():
        value: object = held[name]
        if value is not None and value != () and name not in left_out:
            yield title, _say(value, codes)


def write_field_title(name: str) -> str:
    """Write the name of a field in words.

    >>> write_field_title("explained_by")
    'Explained by'
    >>> write_field_title("chose_1")
    'Chose 1'
    """
    return name.replace("_", " ").capitalize()


@cache
def _fields_in_words(model: type[BaseModel]) -> dict[str, tuple[str, Mapping[str, str]]]:
    """Return the title of each field, and the words of the codes that may stand in it."""
    found: dict[str, tuple[str, Mapping[str, str]]] = {}
    for name, field in model.model_fields.items():
        listed = find_vocabulary(field)
        codes: Mapping[str, str] = {term.code: term.label for term in listed or ()}
        found[name] = (
            write_field_title(name),
            listed_tags() if find_note(field, Tagged) else codes,
        )
    return found


def _say(value: object, codes: Mapping[str, str]) -> str:
    """Write a value in words: a code as its label, a day as such, an object as its facts."""
    if isinstance(value, tuple):
        return _join([_say(item, codes) for item in cast("tuple[object, ...]", value)])
    if isinstance(value, Period):
        end = value.end.isoformat() if value.end else "now"
        return f"{value.start.isoformat()} to {end}"
    if isinstance(value, BaseModel):
        return _join([told for _, told in say_fields(value)])
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    word = str(value)
    return codes.get(word, word)


def _join(parts: list[str]) -> str:
    """Put words one after the other, whether they are single words or sentences."""
    mark = "; " if any(" " in part for part in parts) else ", "
    *others, last = parts or [""]
    ended = (
        f"{part} " if part.endswith(("?", "!")) else f"{part.removesuffix('.')}{mark}"
        for part in others
    )
    return "".join((*ended, last))
