"""Writes the glossary: every word that has a sense of its own in the library or a framework."""

from __future__ import annotations

import re
from inspect import cleandoc
from itertools import groupby
from typing import TYPE_CHECKING, Final

from attrs import frozen

from improvement_frameworks.core.content.framework import Framework, Part, Prompt, Scheme
from improvement_frameworks.core.content.relation import Relation
from improvement_frameworks.core.content.source import Source
from improvement_frameworks.core.content.vocabulary import Term, Vocabulary
from improvement_frameworks.core.insights.collection import Collection
from improvement_frameworks.core.insights.insights import Insight
from improvement_frameworks.core.record import header, record
from improvement_frameworks.core.record.action import Action
from improvement_frameworks.core.report.report import Report
from improvement_frameworks.core.rules.rules import Rule
from improvement_frameworks.insight import InsightReport, Statement
from improvement_frameworks.pages.site.catalogue import (
    CODES,
    FRAMEWORKS,
    GLOSSARY,
    data_path,
    framework_path,
    schema_path,
)
from improvement_frameworks.pages.site.markdown import Page, inline, link, write
from improvement_frameworks.problems.problem import Issue, Problem
from improvement_frameworks.schemas.keyword import ANY_RECORD, INSIGHT_REPORT, REPORT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.pages.site.catalogue import Catalogue

HEADER: Final = (
    Action,
    header.Consent,
    header.Contributor,
    header.Entry,
    header.Group,
    header.Period,
    header.Purpose,
    header.Reference,
)
NOUNS: Final[dict[str, tuple[type[object], ...]]] = {  # the page of each word
    FRAMEWORKS: (Framework, Part, Prompt, Relation, Scheme, Source, Term, Vocabulary),
    CODES: (Insight, Problem, Rule),
    schema_path(ANY_RECORD): HEADER,
    schema_path(REPORT): (Issue, Report),
    schema_path(INSIGHT_REPORT): (Collection, InsightReport, Statement),
}


@frozen(order=True)
class _Word:
    """One line of the glossary."""

    key: str
    label: str
    kind: str
    meaning: str


def write_glossary(catalogue: Catalogue) -> Page:
    """Write the glossary."""
    words = sorted([*_nouns(), *_frameworks(catalogue), *_parts(catalogue), *_terms(catalogue)])
    blocks = [
        "# Glossary",
        "",
        "The words of the library itself, and every part and code of its frameworks.",
    ]
    for initial, group in groupby(words, key=lambda word: _initial(word.key)):
        blocks += ["", f"## {initial}", ""]
        blocks += [f"- **{word.label}** ({word.kind}): {word.meaning}" for word in group]
    return Page(GLOSSARY, "Glossary", write(blocks))


def _initial(key: str) -> str:
    return key[0].upper() if key[0].isalpha() else "0 to 9"


def _word(label: str, kind: str, meaning: str) -> _Word:
    plain = re.sub(r"^[0-9]+\. ", "", label)
    return _Word(plain.casefold(), inline(plain), kind, inline(meaning))


def _nouns() -> Iterator[_Word]:
    page = link("the library", schema_path(ANY_RECORD), GLOSSARY)
    yield _word("Record", page, record.__doc__ or "")
    for page, nouns in NOUNS.items():
        for noun in nouns:
            meaning = cleandoc(noun.__doc__ or "").partition("\n\n")[0]
            label = "".join(" " + c.lower() if c.isupper() else c for c in noun.__name__).strip()
            yield _word(label.capitalize(), link("the library", page, GLOSSARY), meaning)


def _frameworks(catalogue: Catalogue) -> Iterator[_Word]:
    for one in catalogue.frameworks:
        kind = link("framework", framework_path(one.id), GLOSSARY)
        yield _word(one.title, kind, one.summary)


def _parts(catalogue: Catalogue) -> Iterator[_Word]:
    for one in catalogue.frameworks:
        for part in one.parts:
            place = f"{framework_path(one.id)}#{part.code}"
            kind = f"{one.part.replace('-', ' ')}, {link(inline(one.title), place, GLOSSARY)}"
            yield _word(part.label, kind, part.definition)


def _terms(catalogue: Catalogue) -> Iterator[_Word]:
    for one in catalogue.frameworks:
        for vocabulary in one.vocabularies:
            place = f"{data_path(one.id)}#list-{vocabulary.id}"
            name = vocabulary.id.replace("-", " ")
            kind = f"{name}, {link(inline(one.title), place, GLOSSARY)}"
            for term in vocabulary.terms:
                yield _word(term.label, kind, term.definition)
