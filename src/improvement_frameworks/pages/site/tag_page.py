"""Writes the page of the shared lists of tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core.content.tag import tag_lists
from improvement_frameworks.pages.site.catalogue import TAGS
from improvement_frameworks.pages.site.markdown import Page, heading, inline, table, write

if TYPE_CHECKING:
    from collections.abc import Iterator


def write_tags() -> Page:
    """Write the page of the shared lists of tags."""
    return Page(TAGS, "Tags", write(_blocks()))


def _blocks() -> Iterator[str]:
    yield from ("# Tags", "")
    yield "Any record and any entry can have tags, whatever its framework. A tag of a shared list"
    yield "is the name of the list, a colon and a code, such as `nhs-reset:mental-health`. It means"
    yield from ("the same in every record. Other tags are free: write them as you like.", "")
    for one in tag_lists():
        yield from (heading(2, one.title, one.id), "", inline(one.about), "")
        rows = (
            [f"`{tag}`", inline(term.label), inline(term.definition)]
            for tag, term in zip(one.tags, one.codes, strict=True)
        )
        yield from (*table(["Tag", "Label", "Meaning"], rows), "", "Sources:", "")
        for source in one.sources:
            url = f" <{source.url}>" if source.url else ""
            yield f"- {inline(source.citation)}{url} What rests on it: {inline(source.supports)}."
        yield ""
