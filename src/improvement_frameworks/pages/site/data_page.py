"""Writes the page of a framework for spreadsheets and programs: columns, closed lists, an example.

The page of the framework itself is for the people who use it in a meeting.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from improvement_frameworks.core.registry import get_example, get_record_type
from improvement_frameworks.pages.site.catalogue import (
    cite,
    data_path,
    framework_path,
    schema_path,
)
from improvement_frameworks.pages.site.column_table import write_column_table
from improvement_frameworks.pages.site.fact import FactWriter
from improvement_frameworks.pages.site.markdown import (
    Page,
    fence,
    heading,
    inline,
    link,
    table,
    write,
)
from improvement_frameworks.pages.site.method_list import find_methods

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.content.framework import Framework
    from improvement_frameworks.core.content.vocabulary import Vocabulary
    from improvement_frameworks.pages.site.catalogue import Catalogue


def write_data(catalogue: Catalogue, framework: Framework) -> Page:
    """Write one framework's page for spreadsheets and programs."""
    here = data_path(framework.id)
    return Page(here, f"{framework.title}: data", write(_blocks(catalogue, framework, here)))


def _blocks(catalogue: Catalogue, framework: Framework, here: str) -> Iterator[str]:
    page = framework_path(framework.id)
    others = {one.id: catalogue.link_framework(one.id, here) for one in catalogue.frameworks}
    parts = {
        part.code: link(inline(part.label), f"{page}#{part.code}", here) for part in framework.parts
    }
    facts = FactWriter(framework, others, parts)
    title = link(inline(framework.title), page, here)
    fields = link("the page of its schema", schema_path(framework.id), here)
    yield from (f"# {inline(framework.title)}: data", "")
    yield f"How a record of the {title} is written in a spreadsheet, a document or a program."
    yield from (f"Every field is described on {fields}.", "")
    yield from (f"Id in documents: `{framework.id}`. Begin with `improve new {framework.id}`.", "")
    yield from write_column_table(framework.id)
    yield from _vocabularies(framework, facts, page, here)
    yield from _methods(framework)
    yield from _example(framework)


def _methods(framework: Framework) -> Iterator[str]:
    record = get_record_type(framework.id)
    methods = [[f"`{call}`", inline(words)] for call, words in find_methods(record)]
    if methods:
        yield from ("## In Python", "")
        yield f"A record is a `{record.__name__}`. Besides the methods of every record:"
        yield from ("", *table(["In Python", "What it returns"], methods), "")


def _vocabularies(framework: Framework, facts: FactWriter, page: str, here: str) -> Iterator[str]:
    if not framework.vocabularies:
        return
    yield from ("## Closed lists", "", "Some fields take one of these codes and nothing else.", "")
    for vocabulary in framework.vocabularies:
        yield from _vocabulary(vocabulary, facts, page, here)


def _vocabulary(vocabulary: Vocabulary, facts: FactWriter, page: str, here: str) -> Iterator[str]:
    keys = list(dict.fromkeys(key for term in vocabulary.terms for key in term.details))
    heads = ["Code", "Label", "Meaning", "Also called", *(facts.title(key) for key in keys)]
    rows = (
        [
            f"`{term.code}`",
            inline(term.label),
            inline(term.definition),
            inline("; ".join(term.aliases)),
            *(facts.cell(key, term.details[key]) if key in term.details else "" for key in keys),
        ]
        for term in vocabulary.terms
    )
    sources = dict.fromkeys(source for term in vocabulary.terms for source in term.sources)
    yield from (heading(3, vocabulary.title, f"list-{vocabulary.id}"), "")
    yield from (*table(heads, rows), "", f"Sources: {cite(sources, page, here)}.", "")


def _example(framework: Framework) -> Iterator[str]:
    try:
        example = get_example(framework.id)
    except KeyError:  # a framework that code put together has none
        return
    yield from ("## A worked example", "", "A complete record as a JSON document:", "")
    yield from (*fence(json.dumps(example, ensure_ascii=False, indent=2), "json"), "")
