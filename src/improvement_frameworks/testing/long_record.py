"""Makes a record as long as is wanted of any framework's example: the same entries, over and over.

Every list of the example grows: its entries, its contributors and what else it holds that refers to
entries. In a ``chain``, whatever refers to an entry refers to the one before, so that a rule that
climbs from each entry anew would be found out.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from improvement_frameworks.core.record.field import find_model, find_note, is_list
from improvement_frameworks.core.record.reference import Refers
from improvement_frameworks.core.registry import get_example, get_record_type
from improvement_frameworks.testing.edit import copy_value

if TYPE_CHECKING:
    from pydantic import BaseModel

Document = dict[str, object]


def make_long_record(
    framework: str, entries: int, contributors: int = 10, *, chain: bool = False
) -> Document:
    """Return a document with so many entries and contributors."""
    document = get_example(framework)
    model = get_record_type(framework)
    old = cast("list[Document]", document["entries"])
    turns = -(-entries // len(old))
    people = [
        {"id": f"c{number}", "role": f"nurse {number}", "name": f"Robin Example{number}"}
        for number in range(contributors)
    ]
    lists = [
        name
        for name, field in model.model_fields.items()
        if name not in {"entries", "contributors"} and find_model(field) and is_list(field)
    ]
    grown: Document = {**document, "contributors": people, "entries": []}
    for name in ("entries", *lists):
        inner = find_model(model.model_fields[name])
        items = cast("list[Document]", document.get(name, []))
        if inner is None or not items:
            continue
        grown[name] = [
            _change(
                cast("Document", copy_value(item)),
                inner,
                turn * len(items) + at,
                turn,
                contributors,
                chain=chain,
            )
            for turn in range(turns)
            for at, item in enumerate(items)
        ]
    grown["entries"] = cast("list[Document]", grown["entries"])[:entries]
    return grown


@cache
def _find_links(
    model: type[BaseModel],
) -> tuple[tuple[str, Refers | None, type[BaseModel] | None], ...]:
    """Return the fields that refer to something or hold objects, with what tells so."""
    found = (
        (name, find_note(field, Refers), find_model(field))
        for name, field in model.model_fields.items()
    )
    return tuple((name, refers, inner) for name, refers, inner in found if inner)


def _change(
    item: Document, model: type[BaseModel], number: int, turn: int, people: int, *, chain: bool
) -> Document:
    """Give a copy an id of its own, and let what it refers to be in the same copy."""
    if "id" in item:
        item["id"] = f"{item['id']}x{turn}"
    for name, refers, inner in _find_links(model):
        if name not in item:
            continue
        value = item[name]
        if refers and refers.to == "contributors":
            person = f"c{number % people}"
            item[name] = [person] if isinstance(value, list) else person
        elif refers:
            ids = cast("list[str]", value if isinstance(value, list) else [value])
            before = max(turn - 1, 0) if chain else turn
            ids = [f"{id_}x{before}" for id_ in ids]
            item[name] = ids if isinstance(value, list) else ids[0]
        elif inner and isinstance(value, dict):
            _change(cast("Document", value), inner, number, turn, people, chain=chain)
    if chain and "text" in item:
        item["text"] = f"{item['text']} {number}"
    return item
