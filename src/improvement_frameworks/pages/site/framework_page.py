"""Writes the page of a framework for the people who use it, in a meeting or alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.pages.site.catalogue import (
    CODES,
    FRAMEWORKS,
    cite,
    data_path,
    framework_path,
    has_part_pages,
    picture_path,
)
from improvement_frameworks.pages.site.fact import FactWriter
from improvement_frameworks.pages.site.figure_block import write_figures
from improvement_frameworks.pages.site.markdown import (
    Page,
    heading,
    inline,
    link,
    mark,
    paragraphs,
    table,
    write,
)
from improvement_frameworks.pages.site.part_page import write_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from improvement_frameworks.core.content.framework import Framework, Part
    from improvement_frameworks.core.content.relation import Relation
    from improvement_frameworks.core.insights.insights import Insight
    from improvement_frameworks.core.rules.rules import Rule
    from improvement_frameworks.pages.site.catalogue import Catalogue

DIRECTIONS = {
    "down": "They run downwards, from what everybody sees to what is hidden.",
    "up": "They run upwards, from the lowest to the highest.",
    "forward": "They follow each other in time.",
    "none": "They have equal rank. The order here is only for reading.",
}
KINDS = {
    "tool-for": "is a tool for",
    "feeds": "feeds",
    "complements": "complements",
    "contrasts": "contrasts with",
}


def write_framework(catalogue: Catalogue, framework: Framework) -> Page:
    """Write one framework's page."""
    here = framework_path(framework.id)
    return Page(here, framework.title, write(_blocks(catalogue, framework, here)))


def _blocks(catalogue: Catalogue, framework: Framework, here: str) -> Iterator[str]:
    others = {one.id: catalogue.link_framework(one.id, here) for one in catalogue.frameworks}
    facts = FactWriter(framework, others)
    yield from (f"# {inline(framework.title)}", "", *paragraphs(framework.summary), "")
    yield from write_figures(framework)
    yield from ("## When to use it", "", *paragraphs(framework.purpose), "")
    yield from _suits(catalogue, framework, here)
    yield from _meeting(framework)
    yield from _parts(framework, facts)
    yield from _prompts(framework)
    yield from _schemes(framework, facts)
    yield from _sequences(framework)
    yield from ("## How to record", "", *paragraphs(framework.how_to_record), "")
    data = link("the page of its data", data_path(framework.id), here)
    yield from (f"The columns of a spreadsheet, the codes and an example are on {data}.", "")
    yield from _rules(catalogue, framework, here)
    yield from _insights(catalogue, framework, here)
    yield from _relations(catalogue, framework, here)
    yield from ("## Where it comes from", "", *paragraphs(framework.origin), "")
    yield from ("## What is known about its effect", "", *paragraphs(framework.evidence), "")
    yield from ("## Licence", "", *paragraphs(framework.licence), "")
    yield from _sources(framework)


def _suits(catalogue: Catalogue, framework: Framework, here: str) -> Iterator[str]:
    suits = framework.suits
    if suits is None:
        return
    lists = (("Use it to:", suits.situations), ("Do not use it to:", suits.not_for))
    for title, items in lists:
        if items:
            yield from (title, "", *(f"- {inline(item)}" for item in items), "")
    extents = (("Minutes", suits.minutes), ("People", suits.people))
    rows = [[title, str(extent)] for title, extent in extents if extent]
    if suits.bring:
        rows.append(["Have in hand", inline("; ".join(suits.bring))])
    if rows:
        yield from (*table(["What you need", "How much"], rows), "")
    if suits.confused_with:
        yield from ("Often confused with:", "")
        for other in suits.confused_with:
            page = catalogue.link_framework(other.framework, here)
            yield f"- {page}. {inline(other.difference)}"
        yield ""
    yield from (f"Sources of this advice: {cite(suits.sources)}.", "")


def _meeting(framework: Framework) -> Iterator[str]:
    meeting = framework.meeting
    if meeting is None:
        return
    rows = [
        [f"{start} to {start + step.minutes}", f"**{inline(step.title)}.** {inline(step.text)}"]
        for start, step in meeting.starts
    ]
    yield from ("## How to run it in a meeting", "")
    yield from (*table(["Minutes", "What to do"], rows), "")
    yield from (f"Minutes in all: {meeting.minutes}. Sources: {cite(meeting.sources)}.", "")


def _sequences(framework: Framework) -> Iterator[str]:
    if not framework.sequences:
        return
    yield from ("## Parts that go well one after the other", "")
    for one in framework.sequences:
        yield from (heading(3, one.title, f"sequence-{one.code}"), "")
        yield from (f"{inline(one.purpose)} Use it to {inline('; '.join(one.situations))}.", "")
        for place, code in enumerate(one.parts, start=1):
            yield f"{place}. [{inline(framework[code].label)}](#{code})"
        note = f"{inline(one.note)} " if one.note else ""
        yield from ("", f"{note}Minutes: {one.minutes}. Sources: {cite(one.sources)}.", "")


def _parts(framework: Framework, facts: FactWriter) -> Iterator[str]:
    yield from ("## Parts", "")
    yield f"An entry names its part in the field `{framework.part.replace('-', '_')}`, by its code."
    yield from (DIRECTIONS[framework.direction], "")
    if framework.open:
        size = framework.expected_size
        count = framework.size
        known = f"{count} of {size} are known." if size else "Not all are known."
        yield f"{known} A record may declare others in `own_parts`, and entries then name those."
        yield ""
    if has_part_pages(framework):
        yield from write_index(framework, framework_path(framework.id))
        return
    default = framework.default_scheme.parts
    yield from (*_part_table(framework, default), "")
    others = [part.code for part in framework.parts if part.code not in default]
    if others:
        yield from ("Parts of other schemes:", "", *_part_table(framework, others), "")
    for code in (*default, *others):
        yield from _part(framework[code], facts)


def _part_table(framework: Framework, codes: Iterable[str]) -> Iterator[str]:
    """Write parts with their numbers in the scheme, or without where they have none there."""
    default = framework.default_scheme.parts
    rows = (
        [
            f"{default.index(code) + 1}." if code in default else "",
            f"[{inline(framework[code].label)}](#{code})",
            f"`{code}`",
        ]
        for code in codes
    )
    return table(["No.", "Part", "Code"], rows)


def _part(part: Part, facts: FactWriter) -> Iterator[str]:
    yield from (heading(3, part.label, part.code), "")
    yield from (*paragraphs(part.definition), "")
    if part.prompts:
        yield from ("Questions to ask:", "", *(f"- {inline(text)}" for text in part.prompts), "")
        if part.details:
            yield from ("More about it:", "")  # without it the two lists would become one
    yield from (*facts.write(part.details), "")
    if part.aliases:
        yield from (f"Also called: {inline('; '.join(part.aliases))}.", "")
    yield from (f"Code: `{part.code}`. Sources: {cite(part.sources)}.", "")


def _prompts(framework: Framework) -> Iterator[str]:
    if framework.prompts:
        yield from ("## Questions and hints for all parts", "")
        for prompt in framework.prompts:
            yield f"- {inline(prompt.text)} ({cite(prompt.sources)})"
        yield ""


def _schemes(framework: Framework, facts: FactWriter) -> Iterator[str]:
    if not framework.schemes:
        return
    yield from ("## Schemes", "")
    yield from ("A scheme is a named variant. A record says which it follows in `scheme`.", "")
    for scheme in framework.schemes:
        default = " (used if a record names none)" if scheme.default else ""
        yield from (heading(3, scheme.title, f"scheme-{scheme.id}"), "")
        if scheme.note:
            yield from (*paragraphs(scheme.note), "")
        parts = ", ".join(f"[{inline(framework[code].label)}](#{code})" for code in scheme.parts)
        yield from (f"Its parts: {parts}.", "")
        yield from (*facts.write(scheme.details), "")
        yield from (f"Code: `{scheme.id}`{default}. Sources: {cite(scheme.sources)}.", "")


def _rules(catalogue: Catalogue, framework: Framework, here: str) -> Iterator[str]:
    yield from ("## Checks", "")
    yield "An error makes a record invalid. A practice warning is worth another look: a record with"
    yield from ("warnings can be a good record. A note only says how far a record has come.", "")
    yield from (*rule_table(catalogue, catalogue.own_rules(framework.id), here), "")
    others = link("those of every record", f"{CODES}#every-record", here)
    yield from (f"Besides, {others} run.", "")


def rule_table(catalogue: Catalogue, rules: Iterable[Rule[object]], here: str) -> Iterator[str]:
    """Write a table of rules with a link to the page of each."""
    rows = (
        [
            catalogue.link_code(one.code, here),
            one.problem.severity,
            inline(one.problem.title),
            catalogue.link_principle(one.problem.principle, here) if one.problem.principle else "",
        ]
        for one in rules
    )
    yield from table(["Code", "Severity", "What it finds", "Learning principle"], rows)


def _insights(catalogue: Catalogue, framework: Framework, here: str) -> Iterator[str]:
    own = catalogue.own_insights(framework.id)
    if not own:
        return
    yield from ("## What many records say together", "")
    others = link("what records of any framework say together", f"{CODES}#many-records", here)
    yield "`improve insights FOLDER` looks for these in many records of this framework, and for"
    yield from (f"{others}:", "", *insight_table(catalogue, own, here), "")


def insight_table(catalogue: Catalogue, insights: Iterable[Insight], here: str) -> Iterator[str]:
    """Write a table of insights with a link to the page of each."""
    rows = (
        [
            catalogue.link_code(one.code, here),
            inline(one.problem.title),
            catalogue.link_principle(one.problem.principle, here) if one.problem.principle else "",
        ]
        for one in insights
    )
    yield from table(["Code", "What many records say", "Learning principle"], rows)


def _relations(catalogue: Catalogue, framework: Framework, here: str) -> Iterator[str]:
    incoming = [
        (other, relation)
        for other in catalogue.frameworks
        for relation in other.relations
        if relation.to == framework.id and other.id != framework.id
    ]
    if not framework.relations and not incoming:
        return
    yield from ("## How it goes with other frameworks", "")
    for relation in framework.relations:
        own = f"**{inline(framework[relation.part].label)}** " if relation.part else "It "
        other = catalogue.link_framework(relation.to, here, relation.to_part)
        yield _relation(f"{own}{KINDS[relation.kind]} {other}", relation, here, here)
        yield from _carries(framework, relation)
    for source, relation in incoming:
        page = framework_path(source.id)
        other = catalogue.link_framework(source.id, here, relation.part)
        own = "it"
        if relation.to_part in {part.code for part in framework.parts}:
            own = f"**{inline(framework[str(relation.to_part)].label)}**"
        yield _relation(f"{other} {KINDS[relation.kind]} {own}", relation, page, here)
    yield ""


def _carries(framework: Framework, relation: Relation) -> Iterator[str]:
    if relation.carries:
        codes = dict.fromkeys(code for one in relation.carries for code in one.parts)
        parts = ", ".join(inline(framework[code].label) for code in codes)
        call = f"`improve carry record.json {relation.to}`"
        yield f"    Entries of these parts go over with {call}: {parts}."


def _relation(words: str, relation: Relation, page: str, here: str) -> str:
    return f"- {words}. {inline(relation.reason)} ({cite(relation.sources, page, here)})"


def _sources(framework: Framework) -> Iterator[str]:
    yield from ("## Sources", "")
    for source in framework.sources:
        url = f" <{source.url}>" if source.url else ""
        seen = "" if source.verified else " *Not seen by us: widely taught, not confirmed.*"
        supports = inline(source.supports).rstrip(".")
        yield f"- {mark(f'source-{source.id}')}`{source.id}`: {inline(source.citation)}{url}"
        yield f"    What rests on it: {supports[:1].lower()}{supports[1:]}.{seen}"
    yield ""


def write_framework_list(catalogue: Catalogue) -> Page:
    """Write the gallery of all frameworks."""
    blocks = [
        "# Frameworks",
        "",
        "A framework gives a group a shared way to look at what it has lived through: a few ",
        "parts, each with its questions. Choose one by its picture. Each page shows the figure ",
        "blank and filled in, when to use it, and where it comes from.",
        "",
        *_gallery(catalogue, FRAMEWORKS),
    ]
    return Page(FRAMEWORKS, "All frameworks", write(blocks))


def _gallery(catalogue: Catalogue, here: str) -> Iterator[str]:
    """Write the frameworks as a list of pictures with a link to the page of each."""
    for one in catalogue.frameworks:
        picture = f"!{link('', picture_path(one.id), here)}"
        yield f"- {link(f'{picture} {inline(one.title)}', framework_path(one.id), here)}"
        yield from ("", f"    {inline(one.summary)}", "")
        number = one.size
        noun = one.part.replace("-", " ").removesuffix("s")
        yield from (f"    {noun.capitalize()}{'s' if number > 1 else ''}: {number}", "")
