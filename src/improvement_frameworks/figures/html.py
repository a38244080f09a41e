"""Writes HTML: every word that comes from a record or a framework passes through `words`."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from improvement_frameworks.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAY: Final = re.compile(r"\b\d{4}-\d\d-\d\d\b", re.ASCII)


def words(text: str) -> str:
    r"""Write text so that a page shows it as it is; nothing in it acts, its lines stay lines.

    >>> words("a <b>\n& c")
    'a &lt;b&gt;<br>&amp; c'
    """
    if text.isascii() and text.isprintable():  # nothing to clean, as in most of what is written
        return _escape(text)
    return _escape(clean(text)).replace("\n", "<br>")


def _escape(text: str) -> str:
    """Escape text for an element, or for an attribute in double quotation marks."""
    return escape(text, quote=False).replace('"', "&quot;")


def fact(text: str) -> str:
    """Write a fact so that no line breaks a day in two.

    >>> fact("from 2020-03-16")
    'from <time>2020-03-16</time>'
    """
    return _DAY.sub(r"<time>\g<0></time>", words(text))


def apart(text: str) -> str:
    """Write a fact in the middle of a line, so that its letters do not turn the words around it.

    >>> apart("team lead")
    'team lead'
    >>> apart("\u05d0")
    '<bdi>\u05d0</bdi>'
    """
    return fact(text) if text.isascii() else f"<bdi>{fact(text)}</bdi>"


def said(text: str, language: str | None = None) -> str:
    """Write what a person said as a paragraph that runs in the direction of its own letters."""
    lang = f' lang="{escape(language)}"' if language else ""
    return f'<p dir="auto"{lang}>{words(text)}</p>'


def items(name: str, written: Iterable[str]) -> str:
    """Write a list; its items are HTML already."""
    return f'<ul class="{name}">{"".join(written)}</ul>'
