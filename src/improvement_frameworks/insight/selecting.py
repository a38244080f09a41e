"""Puts together which insights are looked for, and refuses a word that names none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core.expected import expect_all
from improvement_frameworks.core.registry import all_insights
from improvement_frameworks.core.rules.rules import Selection, find_word, list_words

if TYPE_CHECKING:
    from collections.abc import Iterable


def select_insights(*, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Selection:
    """Put together which insights are looked for.

    A word is a code, the beginning of codes, or a learning principle; a single word may be given as
    it is.

    Raises:
        ValueError: if a word names no insight; the message offers the nearest one.

    >>> select_insights(select="grid-a1").select
    ('GRID-A1',)
    """
    return Selection(select=_check("select", select), ignore=_check("ignore", ignore))


def _check(name: str, given: Iterable[str]) -> tuple[str, ...]:
    words = (given,) if isinstance(given, str) else expect_all(name, given, str, "a list of words")
    if not words:
        return ()
    known = list_words(one.code for one in all_insights())
    return tuple(find_word(word, known, "insight") for word in words)
