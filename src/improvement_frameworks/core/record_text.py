"""Writes a record as a Markdown page that people can read and share: everything that it says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, cast

from pydantic import BaseModel

from improvement_frameworks.core.field import find_note
from improvement_frameworks.core.header import Period
from improvement_frameworks.core.listed import Listed, write_title
from improvement_frameworks.core.record import Record
from improvement_frameworks.core.report_text import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic.fields import FieldInfo

    from improvement_frameworks.core.header import Entry

TOLD_APART: Final = ("schema_uri", "framework", "schema_version", "title", "extensions", "entries")
LED_BY: Final = ("id", "text", "contributor")


def write_record(record: Record) -> str:
    """Return a record as Markdown: its header, its entries under their parts, its other lists."""
    lines = [f"# {escape_markdown(record.title)}", "", f"*{record.about.title}*"]
    header = list(_header(record))
    if header:
        lines += ["", *header]
    for title, entries in _sections(record):
        lines += ["", f"## {escape_markdown(title)}", ""]
        lines += [line for entry in entries for line in _entry(record, entry)] or ["Nothing yet."]
    for name, items in _own_lists(record):
        lines += ["", f"## {_title(name)}", ""]
        lines += [line for item in items for line in _noun(item)]
    return "\n".join(lines) + "\n"


def _sections(record: Record) -> list[tuple[str, tuple[Entry, ...]]]:
    """Return the parts in the framework's order; without one, as the record first names them."""
    parts = record.by_part()
    named = dict.fromkeys(code for entry in record.entries for code in record.parts_of(entry))
    codes = named if record.about.direction == "none" else parts
    sections = [(record.about[code].label, parts[code]) for code in codes]
    unplaced = tuple(entry for entry in record.entries if not record.parts_of(entry))
    return [*sections, ("Not placed", unplaced)] if unplaced else sections


def _header(record: Record) -> Iterator[str]:
    told = {*TOLD_APART, *(name for name, _ in _own_lists(record))}
    for name, field in type(record).model_fields.items():
        value: object = getattr(record, name)
        if name not in told and _is_given(value):
            yield f"- {_title(name)}: {_say(field, value)}"


def _own_lists(record: Record) -> Iterator[tuple[str, tuple[BaseModel, ...]]]:
    """Yield the lists of objects that the framework adds to what every record has."""
    for name in type(record).model_fields:
        value: object = getattr(record, name)
        if name not in Record.model_fields and isinstance(value, tuple) and value:
            items = cast("tuple[object, ...]", value)
            if isinstance(items[0], BaseModel):
                yield name, cast("tuple[BaseModel, ...]", items)


def _entry(record: Record, entry: Entry) -> Iterator[str]:
    mark = f"**{escape_markdown(entry.id)}** " if entry.id else ""
    text = escape_markdown(entry.text) if entry.text else "(no words)"
    roles = {person.id: person.role for person in record.contributors}
    said_by = roles.get(entry.contributor or "") or entry.contributor
    yield f"- {mark}{text}" + (f" ({escape_markdown(said_by)})" if said_by else "")
    yield from _facts(entry, told=(*LED_BY, record.about.part.replace("-", "_")))


def _noun(item: BaseModel) -> Iterator[str]:
    text = getattr(item, "text", None) or getattr(item, "title", None)
    yield f"- {escape_markdown(text)}" if text else "-"
    yield from _facts(item, told=("text", "title"))


def _facts(item: BaseModel, told: Iterable[str]) -> Iterator[str]:
    for name, field in type(item).model_fields.items():
        value: object = getattr(item, name)
        if name not in told and _is_given(value):
            yield f"    - {_title(name)}: {_say(field, value)}"


def _say(field: FieldInfo, value: object) -> str:
    """Write a value in words: a code as its label, a day as such, an object as its facts."""
    if isinstance(value, tuple):
        parts = [_say(field, item) for item in cast("tuple[object, ...]", value)]
        return ("; " if any(" " in part for part in parts) else ", ").join(parts)
    if isinstance(value, Period):
        end = value.end.isoformat() if value.end else "now"
        return f"{value.start.isoformat()} to {end}"
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        inner = ((fields[name], getattr(value, name)) for name in fields)
        return ", ".join(_say(kind, one) for kind, one in inner if _is_given(one))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    listed = find_note(field, Listed)
    word = str(value)
    if listed and word in listed.vocabulary.codes:
        word = listed.vocabulary[word].label
    return escape_markdown(word)


def _is_given(value: object) -> bool:
    return value is not None and value != ()


def _title(name: str) -> str:
    return write_title("".join(word.capitalize() for word in name.split("_")))
