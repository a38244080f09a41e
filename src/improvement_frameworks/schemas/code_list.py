"""Writes ``codes.json``: every part and every other code of the frameworks, with its meaning.

The schemas name the codes; this file says, for programs in any language, how to show them and
where their meaning is known from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core.content.framework import Part
from improvement_frameworks.core.content.source import JUDGEMENT
from improvement_frameworks.core.content.tag import tag_lists
from improvement_frameworks.core.registry import get_framework, get_record_type
from improvement_frameworks.schemas.listing import find_lists
from improvement_frameworks.version import CONTENT_EDITION, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from improvement_frameworks.core.content.facts import Fact
    from improvement_frameworks.core.content.framework import Framework
    from improvement_frameworks.core.content.meeting import Meeting
    from improvement_frameworks.core.content.source import Source
    from improvement_frameworks.core.content.suits import Extent, Suits
    from improvement_frameworks.core.content.tag import TagList
    from improvement_frameworks.core.content.vocabulary import Term, Vocabulary
    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.schemas.keyword import Schema

JUDGEMENT_IN_WORDS: Final = "The library's own judgement; no source is known to say it."


def list_codes(frameworks: Iterable[str]) -> Schema:
    """Return every closed list of the given frameworks, its codes in order with their meaning.

    Lists that all records share, such as the levels of a group, stand once under ``common``. A
    source is named by its id and described in its framework's ``sources``.

    Args:
        frameworks: The ids of the frameworks.
    """
    common: dict[str, Json] = {}
    written: list[Json] = []
    for one in frameworks:
        framework = get_framework(one)
        used = find_lists(get_record_type(one))
        own = _own_lists(framework)
        names = {vocabulary.id: name for name, vocabulary in used.items() if vocabulary in own}
        common |= {
            name: _list(vocabulary, name)
            for name, vocabulary in used.items()
            if vocabulary not in own
        }
        written.append(_framework(framework, own, names))
    return {
        "schema_version": SCHEMA_VERSION,
        "content_edition": CONTENT_EDITION,
        JUDGEMENT: JUDGEMENT_IN_WORDS,
        "common": [common[name] for name in sorted(common)],
        "tags": [_tags(one) for one in tag_lists()],
        "frameworks": written,
    }


def _own_lists(framework: Framework) -> list[Vocabulary]:
    schemes = [framework.vocabulary("scheme")] if framework.schemes else []
    return [framework.part_vocabulary, *schemes, *framework.vocabularies]


def _framework(framework: Framework, own: list[Vocabulary], names: dict[str, str]) -> Schema:
    schemes: list[Json] = [
        {
            "id": scheme.id,
            "default": scheme.default,
            "parts": list(scheme.parts),
            **({"details": thaw(scheme.details)} if scheme.details else {}),
        }
        for scheme in framework.schemes
    ]
    return {
        "id": framework.id,
        "title": framework.title,
        "summary": framework.summary,
        "licence": framework.licence,
        "part": framework.part,
        "direction": framework.direction,
        **({"suits": _suits(framework.suits)} if framework.suits else {}),
        **({"meeting": _meeting(framework.meeting)} if framework.meeting else {}),
        **_sequences(framework),
        "schemes": schemes,
        "lists": [_list(vocabulary, names.get(vocabulary.id)) for vocabulary in own],
        "details": thaw(framework.details),
        "sources": [_source(source) for source in framework.sources],
    }


def _suits(suits: Suits) -> Schema:
    """Write what a framework is good for; where its parts say so is told by the parts."""
    extents = {"minutes": suits.minutes, "people": suits.people}
    lists = {"not_for": suits.not_for, "bring": suits.bring}
    others: list[Json] = [
        {"framework": one.framework, "difference": one.difference} for one in suits.confused_with
    ]
    return {
        "situations": list(suits.situations),
        **{key: list(items) for key, items in lists.items() if items},
        **{key: _extent(extent) for key, extent in extents.items() if extent},
        **({"confused_with": others} if others else {}),
        "sources": list(suits.sources),
    }


def _meeting(meeting: Meeting) -> Schema:
    return {
        "steps": [
            {"minutes": one.minutes, "title": one.title, "text": one.text} for one in meeting.steps
        ],
        "sources": list(meeting.sources),
    }


def _extent(extent: Extent) -> Schema:
    ends = {"least": extent.least, "most": extent.most}
    return {key: number for key, number in ends.items() if number is not None}


def _sequences(framework: Framework) -> Schema:
    written: list[Json] = [
        {
            "code": one.code,
            "title": one.title,
            "purpose": one.purpose,
            "situations": list(one.situations),
            "parts": list(one.parts),
            "minutes": one.minutes,
            **({"note": one.note} if one.note else {}),
            "sources": list(one.sources),
        }
        for one in framework.sequences
    ]
    return {"sequences": written} if written else {}


def _tags(tags: TagList) -> Schema:
    written: list[Json] = [
        {
            "tag": tag,
            "label": term.label,
            "definition": term.definition.strip(),
            "sources": list(term.sources),
        }
        for tag, term in zip(tags.tags, tags.codes, strict=True)
    ]
    return {
        "id": tags.id,
        "title": tags.title,
        "about": tags.about,
        "tags": written,
        "sources": [_source(source) for source in tags.sources],
    }


def _list(vocabulary: Vocabulary, definition: str | None) -> Schema:
    """Write a list; ``definition`` is its name in the schemas, if a record uses it."""
    named: Schema = {"definition_name": definition} if definition else {}
    codes: list[Json] = [_code(term, order) for order, term in enumerate(vocabulary.terms, start=1)]
    extent: Schema = {"open": True} if vocabulary.open else {}
    if vocabulary.expected_size is not None:
        extent["expected_size"] = vocabulary.expected_size
    return {"id": vocabulary.id, **named, "title": vocabulary.title, **extent, "codes": codes}


def _code(term: Term, order: int) -> Schema:
    written: Schema = {
        "code": term.code,
        "label": term.label,
        "definition": term.definition.strip(),
        "order": order,
        "aliases": list(term.aliases),
    }
    if isinstance(term, Part):
        written["prompts"] = list(term.prompts)
    if term.details:
        written["details"] = thaw(term.details)
    return {**written, "sources": list(term.sources)}


def _source(source: Source) -> Schema:
    known: Schema = {"url": source.url, "year": source.year}
    return {
        "id": source.id,
        "citation": source.citation,
        **{key: value for key, value in known.items() if value is not None},
        "supports": source.supports,
        "verified": source.verified,
    }


def thaw(fact: Fact) -> Json:
    """Return a frozen fact as JSON."""
    if isinstance(fact, Mapping):
        return {key: thaw(inner) for key, inner in fact.items()}
    if isinstance(fact, tuple):
        return [thaw(inner) for inner in fact]
    return fact
