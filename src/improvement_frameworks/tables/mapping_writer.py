"""Writes a mapping as the text of a file, which reads back as the same mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.tables.mapping import FILLS, Answer, quote_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.tables.mapping import ColumnMapping


def write_mapping(mapping: ColumnMapping) -> str:
    """Write a mapping as the text of a file, which reads back as the same mapping."""
    return "\n".join(_lines(mapping)) + "\n"


def _lines(mapping: ColumnMapping) -> Iterator[str]:
    yield f"framework = {quote_key(mapping.framework)}"
    for key, choice in (("layout", mapping.layout), ("people", mapping.people)):
        if choice != "auto":
            yield f"{key} = {quote_key(choice)}"
    for key, text in (("title", mapping.title), ("date_format", mapping.date_format)):
        if text:
            yield f"{key} = {quote_key(text)}"
    if mapping.blank:
        yield f"blank = [{', '.join(map(quote_key, mapping.blank))}]"
    if mapping.columns:
        yield from ("", "[columns]")
    for heading, meaning in mapping.columns.items():
        yield f"{quote_key(heading)} = {write_meaning(meaning)}"
    for name, words in mapping.words.items():
        yield from ("", f"[words.{name}]")
        for word, code in words.items():
            yield f"{quote_key(word)} = {quote_key(code)}"


def write_meaning(meaning: str | Answer) -> str:
    """Write what a heading means as TOML.

    >>> write_meaning(Answer(codes={"question": "stopped", "level": "personal"}))
    '{ question = "stopped", level = "personal" }'
    """
    if isinstance(meaning, str):
        return quote_key(meaning)
    parts = {**meaning.codes}
    if meaning.column != "text":
        parts[FILLS] = meaning.column
    inner = ", ".join(f"{name} = {quote_key(code)}" for name, code in parts.items())
    return f"{{ {inner} }}"
