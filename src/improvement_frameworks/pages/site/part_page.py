"""Writes a page for each part of a framework whose parts are chosen one by one, and their index."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, cast

from improvement_frameworks.core.record.sheet import plan_part
from improvement_frameworks.figures.seating import Seats, draw_seating
from improvement_frameworks.pages.site.catalogue import (
    cite,
    framework_path,
    has_part_pages,
    part_path,
)
from improvement_frameworks.pages.site.fact import FactWriter
from improvement_frameworks.pages.site.markdown import (
    Page,
    inline,
    link,
    mark,
    paragraphs,
    slug,
    table,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.content.facts import Facts
    from improvement_frameworks.core.content.framework import Framework, Part
    from improvement_frameworks.core.content.suits import PartDetails
    from improvement_frameworks.pages.site.catalogue import Catalogue

SIZES: Final = (4, 6, 8, 10, 12, 15, 18, 24, 30, 40)
"""Numbers of people for which a page shows how they are divided."""


def write_parts(catalogue: Catalogue, framework: Framework) -> Iterator[Page]:
    """Write a page for each part, if the framework's parts have pages."""
    if not has_part_pages(framework):
        return
    for part in framework.parts:
        here = part_path(framework.id, part.code)
        yield Page(here, part.label, write(_blocks(catalogue, framework, part, here)))


def _blocks(catalogue: Catalogue, framework: Framework, part: Part, here: str) -> Iterator[str]:
    others = {one.id: catalogue.link_framework(one.id, here) for one in catalogue.frameworks}
    parts = {
        one.code: link(inline(one.label), part_path(framework.id, one.code), here)
        for one in framework.parts
    }
    page = framework_path(framework.id)
    yield from (f"# {inline(part.label)}", "", *paragraphs(part.definition), "")
    groups = find_groups(framework, part)
    if groups:
        yield from (draw_seating(groups, framework.figure.hue), "")
    yield from FactWriter(framework, others, parts).write(part.details)
    yield ""
    yield from _splits(framework, part)
    if part.prompts:
        yield from ("## Questions to ask", "", *(f"- {inline(text)}" for text in part.prompts), "")
    if part.aliases:
        yield from (f"Also called: {inline('; '.join(part.aliases))}.", "")
    yield from (f"Code: `{part.code}`. Sources: {cite(part.sources, page, here)}.", "")
    yield f"One of {link(f'all {framework.part}s', page, here)} of {inline(framework.title)}."


def _splits(framework: Framework, part: Part) -> Iterator[str]:
    """Write how so many people are divided, if a record of the part can be run by the clock."""
    plan = plan_part(framework.id, part.code)
    if plan is None:
        return
    least = part.details.get(_details(framework).people)
    splits = (
        (number, plan.facilitator_sheet(number).items[0].groups)
        for number in SIZES
        if number >= (least if isinstance(least, int) else 2)
    )
    rows = [[str(number), "; ".join(map(inline, groups))] for number, groups in splits if groups]
    if rows:
        yield from ("## Groups for your number of people", "")
        yield from (*table(["People", "Groups"], rows), "")
    yield from ("## A sheet to hold in your hand", "")
    yield "One page to print, with every step by the clock, the groups, the materials and what is"
    yield from (f"in reserve: `improve sheet {part.code} --people 13 --start 2026-01-31T09:00`", "")


def find_groups(framework: Framework, part: Part) -> tuple[Seats, ...]:
    """Return the groups in which people sit, if the framework says where that is declared."""
    details = _details(framework)
    listed = part.details.get(details.groups or "")
    if not isinstance(listed, tuple):
        return ()
    units = {term.code: term for term in framework.vocabulary("unit").terms}
    found: list[Seats] = []
    for group in cast("tuple[Facts, ...]", listed):
        unit = units[str(group["unit"])]
        sizes = group if "min" in group or "max" in group else unit.details
        found.append(Seats(unit.label, _number(sizes.get("min")), _number(sizes.get("max"))))
    return tuple(found)


def write_index(framework: Framework, here: str) -> Iterator[str]:
    """Write the parts with minutes and people, then by what they are good for."""
    details = _details(framework)

    def row(part: Part) -> list[str]:
        name = link(inline(part.label), part_path(framework.id, part.code), here)
        place = mark(part.code)
        minutes = _say_span(part.details.get(details.minutes))
        people = _say_least(part.details.get(details.people))
        return [f"{place}{name}", minutes, people]

    ordered = sorted(framework.parts, key=lambda part: _shortest(framework, part))
    yield from ("### By minutes and people", "", "The shortest come first.", "")
    yield from (*table(["Part", "Minutes", "People"], map(row, ordered)), "")
    yield from ("### By purpose", "")
    purposes: dict[str, list[str]] = {}
    for part in framework.parts:
        for purpose in cast("tuple[str, ...]", part.details.get(details.situations, ())):
            name = link(inline(part.label), part_path(framework.id, part.code), here)
            purposes.setdefault(purpose, []).append(name)
    for purpose, names in sorted(purposes.items(), key=lambda item: slug(item[0])):
        yield f"- {inline(purpose[:1].upper() + purpose[1:])}: {', '.join(names)}"
    yield ""


def _details(framework: Framework) -> PartDetails:
    details = framework.suits.part_details if framework.suits else None
    if details is None:
        raise TypeError(f"The parts of {framework.id} have no pages.")
    return details


def _shortest(framework: Framework, part: Part) -> tuple[int, int]:
    minutes = part.details.get(_details(framework).minutes)
    least = minutes.get("min") if isinstance(minutes, Mapping) else None
    return (least if isinstance(least, int) else 10_000, part.order)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _say_span(value: object) -> str:
    if not isinstance(value, Mapping):
        return ""
    span = cast("Facts", value)
    extent = Seats("", _number(span.get("min")), _number(span.get("max"))).extent
    return f"{extent} minutes" if extent else ""


def _say_least(value: object) -> str:
    return f"{value} people or more" if isinstance(value, int) else ""
