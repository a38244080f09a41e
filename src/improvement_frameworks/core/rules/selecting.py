"""Puts together which rules run, and refuses a word that names none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core.expected import expect_all
from improvement_frameworks.core.registry import framework_ids, get_rules
from improvement_frameworks.core.rules.rules import Selection, find_word, list_words
from improvement_frameworks.problems import BETWEEN_RECORDS, PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Iterable


def select_rules(
    *, select: Iterable[str] = (), ignore: Iterable[str] = (), strict: bool | Iterable[str] = False
) -> Selection:
    """Put together which rules run and how strictly.

    A word is a code, the beginning of codes, a severity or a learning principle; a single word may
    be given as it is.

    Raises:
        ValueError: if a word names no rule; the message offers the nearest one.

    Examples:
        >>> select_rules(select="ice-w1", strict=True)
        Selection(select=('ICE-W1',), ignore=(), strict=True)
        >>> select_rules(ignore=["be-timley"])
        Traceback (most recent call last):
        ValueError: No practice check has the name be-timley. Did you mean be-timely?
    """
    raised = strict if isinstance(strict, bool) else _check("strict", strict)
    return Selection(
        select=_check("select", select), ignore=_check("ignore", ignore), strict=raised
    )


def _check(name: str, given: Iterable[str]) -> tuple[str, ...]:
    words = (given,) if isinstance(given, str) else expect_all(name, given, str, "a list of words")
    if not words:
        return ()
    codes = {rule.code for name in framework_ids() for rule in get_rules(name)}
    codes |= {problem.code for problem in BETWEEN_RECORDS}
    known = list_words(codes)
    return tuple(_find(word, known) for word in words)


def _find(word: str, known: frozenset[str]) -> str:
    bare = word.strip().rstrip("-").upper()
    if bare not in known and bare in {problem.code for problem in PROBLEMS}:
        raise ValueError(f"{word} is a format error, which is always reported.")
    return find_word(word, known, "practice check")
