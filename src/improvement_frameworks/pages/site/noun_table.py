"""Objects of a list as a table: a row each, what most of them say in columns of its own.

Where people or entries are named by their ids, the table shows the role or leads to the entry.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, cast

from improvement_frameworks.core.record.field import find_note
from improvement_frameworks.core.record.reference import Refers
from improvement_frameworks.core.record.words import say_fields, write_field_title
from improvement_frameworks.figures.html import fact, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import BaseModel

    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.record.reference import Target

NAMING: Final = ("text", "title", "label", "action", "organisation", "role")
"""The fields that say what an object is, the best first; its first field if it has none."""
COLUMNS: Final = 6
"""With more columns than this, a printed page has no space for words."""


def write_noun_table(nouns: Iterable[BaseModel], record: Record, prefix: str) -> str:
    """Write the objects of a list as a table.

    Args:
        nouns: The objects, all of one kind.
        record: The record that holds them.
        prefix: What begins the ids of its entries in the page.
    """
    roles = {one.id: one.role or one.name or one.id for one in record.contributors}
    entries = {entry.id for entry in record.entries}
    rows = [_read_row(noun, roles, entries, prefix) for noun in nouns]
    filled = dict.fromkeys(title for row in rows for title in row)
    often = [title for title in filled if 2 * sum(title in row for row in rows) >= len(rows)]
    first, *others = often[:COLUMNS]
    heads = "".join(f'<th scope="col">{words(title)}</th>' for title in (first, *others))
    written = ""
    for row in rows:
        rest = "".join(
            f"<br><small>{words(title)}: {told}</small>"
            for title, told in row.items()
            if title != first and title not in others
        )
        cells = "".join(
            f'<td dir="auto" data-h="{words(title)}">{row.get(title, "")}</td>' for title in others
        )
        name = f'<th scope="row" dir="auto">{row.get(first, "")}{rest}</th>'
        written += f"<tr>{name}{cells}</tr>"
    return f'<table class="wide"><thead><tr>{heads}</tr></thead><tbody>{written}</tbody></table>'


def _read_row(
    noun: BaseModel, roles: Mapping[str, str], entries: Iterable[str | None], prefix: str
) -> dict[str, str]:
    """Return what an object says as HTML, by its title; what names it comes first."""
    model = type(noun)
    said = {title: fact(text) for title, text in say_fields(noun)}
    for name, target in _find_references(model).items():
        title = write_field_title(name)
        if title in said:
            held = cast("str | tuple[str, ...]", getattr(noun, name))
            ids = (held,) if isinstance(held, str) else held
            if target == "contributors":
                said[title] = words(", ".join(roles.get(one, one) for one in ids))
            else:
                said[title] = ", ".join(
                    f'<a href="#{prefix}{one}">{words(one)}</a>' if one in entries else words(one)
                    for one in ids
                )
    named = (write_field_title(name) for name in NAMING)
    first = next((title for title in named if title in said), None)
    return {first: said.pop(first), **said} if first else said


@cache
def _find_references(model: type[BaseModel]) -> dict[str, Target]:
    """Return the fields that name entries or people."""
    notes = {name: find_note(field, Refers) for name, field in model.model_fields.items()}
    return {name: note.to for name, note in notes.items() if note}
