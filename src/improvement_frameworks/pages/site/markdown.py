"""Writes plain Markdown: what any program that builds a site from Markdown reads alike."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from attrs import frozen

from improvement_frameworks.core.markdown import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@frozen
class Page:
    """One page: where it lies in the folder, what it is called, and its Markdown."""

    path: str
    """Its file, relative to the folder, with forward slashes."""
    title: str
    """What it is called in lists of pages."""
    text: str
    """Its Markdown."""


def link(text: str, target: str, here: str) -> str:
    """Link from one page to another; ``text`` is Markdown, the paths are relative to the folder.

    >>> link("Iceberg", "frameworks/iceberg.md#events", "codes/ice-w1.md")
    '[Iceberg](../frameworks/iceberg.md#events)'
    """
    file, mark, place = target.partition("#")
    way = posixpath.relpath(file, posixpath.dirname(here) or ".") if file != here else ""
    return f"[{text}]({way}{mark}{place})"


def slug(title: str) -> str:
    """Return the place that programs give to a heading of their own accord.

    >>> slug("15% Solutions")
    '15-solutions'
    """
    words = re.sub(r"[^a-z0-9 -]", "", title.lower()).split()
    return re.sub(r"-+", "-", "-".join(words))


def heading(level: int, title: str, place: str) -> str:
    """Write a heading to which pages can link by a place, whatever builds the site.

    >>> heading(3, "Events", "events")
    '### Events'
    >>> heading(3, "Underlying structures", "structures")
    '### <a id="structures"></a>Underlying structures'
    """
    here = "" if slug(title) == place else mark(place)
    return f"{'#' * level} {here}{inline(title)}"


def mark(place: str) -> str:
    """Mark a line to which pages can link.

    >>> mark("source-senge-1990")
    '<a id="source-senge-1990"></a>'
    """
    return f'<a id="{place}"></a>'


def inline(text: str) -> str:
    r"""Write text on one line; what stands between backticks is shown as code.

    >>> inline("Say so in `explained_by`, not *here*.")
    'Say so in `explained_by`, not \\*here\\*.'
    """
    pieces = re.split(r"(`[^`]+`)", " ".join(text.split()))
    return "".join(
        piece if piece.startswith("`") and piece.endswith("`") and len(piece) > 2 else _safe(piece)
        for piece in pieces
    )


def _safe(piece: str) -> str:
    words = escape_markdown(piece)
    before = " " if piece[:1] == " " and words else ""
    after = " " if piece[-1:] == " " and words else ""
    return f"{before}{words}{after}" if words else piece


def paragraphs(text: str) -> Iterator[str]:
    r"""Write a text of several paragraphs; a blank line begins a new one.

    >>> list(paragraphs("One,\ntwo.\n\nThree."))
    ['One, two.', '', 'Three.']
    """
    blocks = [block for block in re.split(r"\n[ \t]*\n", text.strip()) if block.strip()]
    for number, block in enumerate(blocks):
        if number:
            yield ""
        yield inline(block)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write a table of cells in Markdown; columns that are empty in all rows are left out.

    >>> list(table(["Code", "Note", "Label"], [["a", "", "A"]]))
    ['| Code | Label |', '| --- | --- |', '| a | A |']
    """
    lines = [list(row) for row in rows]
    shown = [place for place in range(len(heads)) if any(line[place] for line in lines)]
    if not shown:
        return
    yield "| " + " | ".join(heads[place] for place in shown) + " |"
    yield "| " + " | ".join("---" for _ in shown) + " |"
    for line in lines:
        yield "| " + " | ".join(line[place] for place in shown) + " |"


def fence(text: str, language: str) -> Iterator[str]:
    """Write text as a block of code."""
    yield f"```{language}"
    yield from text.rstrip("\n").splitlines()
    yield "```"


def write(blocks: Iterable[str]) -> str:
    r"""Join lines to a page: one blank line at most between two, one line break at its end.

    >>> write(["# Title", "", "", "Words."])
    '# Title\n\nWords.\n'
    """
    lines: list[str] = []
    fenced = False
    for block in blocks:
        line = block.rstrip()
        fenced ^= line.startswith("```")
        if line or fenced or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).rstrip("\n") + "\n"
