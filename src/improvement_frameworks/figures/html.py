"""Writes HTML: every word that comes from a record or a framework passes through `words`."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from improvement_frameworks.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable


def words(text: str) -> str:
    r"""Write text so that a page shows it as it is; nothing in it acts, its lines stay lines.

    >>> words("a <b>\n& c")
    'a &lt;b&gt;<br>&amp; c'
    """
    return escape(clean(text)).replace("\n", "<br>")


def said(text: str, language: str | None = None) -> str:
    """Write what a person said as a paragraph that runs in the direction of its own letters."""
    lang = f' lang="{escape(language)}"' if language else ""
    return f'<p dir="auto"{lang}>{words(text)}</p>'


def items(name: str, written: Iterable[str]) -> str:
    """Write a list; its items are HTML already."""
    return f'<ul class="{name}">{"".join(written)}</ul>'
