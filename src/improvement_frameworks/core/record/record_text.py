"""Writes a record as a page of Markdown: its header, its entries under their parts, its lists."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core.markdown import escape_markdown
from improvement_frameworks.core.record.field import find_model, is_list
from improvement_frameworks.core.record.record import NOT_PLACED, Record
from improvement_frameworks.core.record.words import say_fields, write_field_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic import BaseModel

    from improvement_frameworks.core.record.header import Entry

TOLD_APART: Final = ("schema_uri", "framework", "schema_version", "title", "extensions", "entries")
LED_BY: Final = ("id", "text", "contributor", "extensions")


def write_record(record: Record) -> str:
    """Return a record as Markdown: its header, its entries under their parts, its other lists."""
    lines = [f"# {escape_markdown(record.title)}", "", f"*{record.about.title}*"]
    header = [f"- {title}: {escape_markdown(words)}" for title, words in header_facts(record)]
    if header:
        lines += ["", *header]
    for title, entries in _sections(record):
        lines += ["", f"## {escape_markdown(title)}", ""]
        lines += [line for entry in entries for line in _entry(record, entry)] or ["Nothing yet."]
    for name, items in own_lists(record):
        lines += ["", f"## {write_field_title(name)}", ""]
        lines += [line for item in items for line in _noun(item)]
    return "\n".join(lines) + "\n"


def _sections(record: Record) -> list[tuple[str, tuple[Entry, ...]]]:
    """Return the parts in the framework's order; without one, as the record first names them."""
    parts = record.by_part()
    named = dict.fromkeys(code for entry in record.entries for code in record.parts_of(entry))
    codes = named if record.about.direction == "none" else parts
    sections = [(record.find_part(code).label, parts[code]) for code in codes]
    unplaced = record.unplaced()
    return [*sections, (NOT_PLACED, unplaced)] if unplaced else sections


def header_facts(record: Record) -> Iterator[tuple[str, str]]:
    """Yield what the header says besides the title, each fact with its title, in words."""
    return say_fields(record, but=(*TOLD_APART, *(name for name, _ in own_lists(record))))


def own_lists(record: Record) -> Iterator[tuple[str, tuple[BaseModel, ...]]]:
    """Yield the actions, and the lists of objects that the framework adds to every record's."""
    for name in _find_own_lists(type(record)):
        items: tuple[BaseModel, ...] = getattr(record, name)
        if items:
            yield name, items


@cache
def _find_own_lists(record: type[Record]) -> tuple[str, ...]:
    """Return the names of the lists of objects that have a section of their own."""
    shared = Record.model_fields.keys() - {"actions"}
    return tuple(
        name
        for name, field in record.model_fields.items()
        if name not in shared and is_list(field) and find_model(field)
    )


def _entry(record: Record, entry: Entry) -> Iterator[str]:
    mark = f"**{escape_markdown(entry.id)}** " if entry.id else ""
    text = escape_markdown(entry.text) if entry.text else "(no words)"
    roles = {person.id: person.role for person in record.contributors}
    said_by = roles.get(entry.contributor or "") or entry.contributor
    yield f"- {mark}{text}" + (f" ({escape_markdown(said_by)})" if said_by else "")
    yield from _facts(entry, told=(*LED_BY, record.about.part_field))


def _noun(item: BaseModel) -> Iterator[str]:
    text = getattr(item, "text", None) or getattr(item, "title", None)
    yield f"- {escape_markdown(text)}" if text else "-"
    yield from _facts(item, told=("text", "title"))


def _facts(item: BaseModel, told: Iterable[str]) -> Iterator[str]:
    for title, words in say_fields(item, but=told):
        yield f"    - {title}: {escape_markdown(words)}"
