"""A framework, or one part of it, as plain text for the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.content.facts import Fact, Facts
    from improvement_frameworks.core.content.framework import Framework, Part
    from improvement_frameworks.core.content.meeting import Meeting
    from improvement_frameworks.core.content.suits import Suits

WIDTH: Final = 96
MANY_PARTS: Final = 12
"""With more parts than this, the page tells each in a few lines; ``write_part`` tells all."""


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
        if text is framework.purpose and framework.suits:
            yield from _write_suits(framework.suits)
        if text is framework.purpose and framework.meeting:
            yield from _write_meeting(framework.meeting)
    yield from _section(f"Parts ({framework.part})")
    parts = framework.default_scheme.parts
    for code in parts:
        yield from _write_part(framework, framework[code], full=len(parts) <= MANY_PARTS)
    if len(parts) > MANY_PARTS:
        yield ""
        yield f"  All about one of them: improve show {framework.id} {parts[0]}"
    yield from _write_ways(framework)
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


def _write_ways(framework: Framework) -> Iterator[str]:
    if len(framework.schemes) > 1:
        yield from _section("Schemes")
        for scheme in framework.schemes:
            star = ", the default" if scheme.default else ""
            words = f"{scheme.id}{star}: {scheme.title}. {scheme.note}"
            yield from _wrap(words, "  ", "      ")
            yield from _write_facts(framework, scheme.details)
    if framework.sequences:
        yield from _section("Sequences")
        for one in framework.sequences:
            words = f"{one.code}: {one.purpose} {one.minutes} minutes: {', '.join(one.parts)}."
            yield from _wrap(words, "  ", "      ")


def _write_suits(suits: Suits) -> Iterator[str]:
    lists = (
        ("Use it to", suits.situations),
        ("Do not use it to", suits.not_for),
        ("Have in hand", suits.bring),
    )
    for title, items in lists:
        if items:
            yield from ("", f"{title}:")
            yield from (line for item in items for line in _wrap(f"- {item}", "  ", "    "))
    extents = (("Minutes", suits.minutes), ("People", suits.people))
    known = [f"{title}: {extent}." for title, extent in extents if extent]
    if known:
        yield from ("", " ".join(known))
    for other in suits.confused_with:
        yield from ("", *_wrap(f"Not to be confused with {other.framework}: {other.difference}"))


def _write_meeting(meeting: Meeting) -> Iterator[str]:
    yield from _section(f"In a meeting ({meeting.minutes} minutes)")
    for number, step in enumerate(meeting.steps, start=1):
        words = f"{number}. {step.title} ({step.minutes} min): {step.text}"
        yield from _wrap(words, "  ", "     ")


def _section(title: str) -> Iterator[str]:
    yield ""
    yield title
    yield "-" * len(title)


def write_part(framework: Framework, code: str) -> str:
    """Return all that is known of one part as plain text.

    Raises:
        KeyError: if the framework has no such part.
    """
    part = framework[code]
    lines = [framework.title.upper(), *_write_part(framework, part, full=True)]
    sources = {source.id: source for source in framework.sources}
    lines += _section("Sources")
    for name in part.sources:
        source = sources.get(name)
        words = f"{source.citation} {source.url or ''}" if source else "this library's judgement"
        lines += _wrap(words, "  ", "      ")
    return "\n".join(lines) + "\n"


def _write_part(framework: Framework, part: Part, *, full: bool) -> Iterator[str]:
    yield f"  {part.label}  [{part.code}]"
    yield from _wrap(part.definition, "      ")
    if not full:
        return
    for prompt in part.prompts:
        yield from _wrap(f"? {prompt}", "      ", "        ")
    yield from _write_facts(framework, part.details)


def _write_facts(framework: Framework, details: Facts) -> Iterator[str]:
    for key, title in framework.details.items():
        if key in details:
            yield from _write_fact(str(title), details[key], "      ")


def _write_fact(title: str, fact: Fact, indent: str) -> Iterator[str]:
    """Write a fact on one line if it is short, and a list of tables with a line for each."""
    if isinstance(fact, tuple) and any(isinstance(item, Mapping) for item in fact):
        yield f"{indent}{title}:"
        for item in fact:
            yield from _wrap(f"- {_say(item)}", f"{indent}  ", f"{indent}    ")
    else:
        yield from _wrap(f"{title}: {_say(fact)}", indent, f"{indent}  ")


def _say(fact: Fact) -> str:
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    if isinstance(fact, tuple):
        return ", ".join(_say(item) for item in fact)
    if isinstance(fact, Mapping):
        if set(fact) <= {"min", "max"}:
            return " to ".join(dict.fromkeys(str(value) for value in fact.values()))
        return "; ".join(
            _say(value) if isinstance(value, str) else f"{key} {_say(value)}"
            for key, value in fact.items()
        )
    return str(fact)


def _wrap(text: str, first: str = "", rest: str | None = None) -> list[str]:
    words = " ".join(text.split())
    indent = first if rest is None else rest
    return textwrap.wrap(
        words,
        WIDTH,
        initial_indent=first,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    )
