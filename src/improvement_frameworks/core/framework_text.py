"""Writes a framework as a page for the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.framework import Fact, Framework, Part

WIDTH = 96


def write_framework(framework: Framework) -> str:
    """Return a framework as plain text: what it is, its parts in order, where it comes from."""
    return "\n".join(_write(framework)).rstrip() + "\n"


def _write(framework: Framework) -> Iterator[str]:
    yield framework.title.upper()
    yield from _wrap(framework.summary)
    sections = (
        ("When to use it", framework.purpose),
        ("How to record it", framework.how_to_record),
    )
    for title, text in sections:
        yield from _section(title)
        for paragraph in text.split("\n\n"):
            yield from _wrap(paragraph)
    yield from _section(f"Parts ({framework.part})")
    for code in framework.default_scheme.parts:
        yield from _write_part(framework, framework[code])
    if len(framework.schemes) > 1:
        yield from _section("Schemes")
        for scheme in framework.schemes:
            star = ", the default" if scheme.default else ""
            words = f"{scheme.id}{star}: {scheme.title}. {scheme.note}"
            yield from _wrap(words, "  ", "      ")
    if framework.relations:
        yield from _section("Goes with")
        for relation in framework.relations:
            yield from _wrap(f"{relation.to} ({relation.kind}): {relation.reason}", "  ", "      ")
    for title, text in (("Evidence", framework.evidence), ("Origin", framework.origin)):
        yield from _section(title)
        yield from _wrap(text)
    yield from _section("Sources")
    for source in framework.sources:
        mark = "" if source.verified else " (not verified)"
        yield from _wrap(f"{source.citation}{mark} {source.url or ''}", "  ", "      ")
    yield from _section("Next")
    yield f"  improve new {framework.id} > record.yaml"
    yield "  improve validate record.yaml"


def _section(title: str) -> Iterator[str]:
    yield ""
    yield title
    yield "-" * len(title)


def _write_part(framework: Framework, part: Part) -> Iterator[str]:
    yield f"  {part.label}  [{part.code}]"
    yield from _wrap(part.definition, "      ")
    for prompt in part.prompts:
        yield from _wrap(f"? {prompt}", "      ", "        ")
    for key, title in framework.details.items():
        if key in part.details and _is_short(part.details[key]):
            yield from _wrap(f"{title}: {_say(part.details[key])}", "      ", "        ")


def _is_short(fact: Fact) -> bool:
    """Whether a fact can be said in a line; tables stand in the docs."""
    if isinstance(fact, tuple):
        return all(isinstance(item, str | int) for item in fact)
    return not isinstance(fact, Mapping)


def _say(fact: Fact) -> str:
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    if isinstance(fact, tuple):
        return ", ".join(_say(item) for item in fact)
    return str(fact)


def _wrap(text: str, first: str = "", rest: str | None = None) -> list[str]:
    words = " ".join(text.split())
    indent = first if rest is None else rest
    return textwrap.wrap(
        words, WIDTH, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False
    )
