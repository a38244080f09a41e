"""Compares names as people write them: case, spaces and punctuation make no difference."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from improvement_frameworks.core.framework import Term


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    r"""Write a name as bare words, in small letters.

    >>> fold("  Recorded\u00a0on:"), fold("recorded_on"), fold("Organisational?")
    ('recorded on', 'recorded on', 'organisational')
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"[^\W_]+", plain))


def index_names(names: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Map the words of each name to what it stands for; what could mean two things is left out.

    >>> sorted(index_names([("A b", "1"), ("a-b", "1"), ("c", "1"), ("C", "2")]).items())
    [('a b', '1')]
    """
    meanings: dict[str, set[str]] = {}
    for name, meaning in names:
        meanings.setdefault(fold(name), set()).add(meaning)
    return {key: found.pop() for key, found in meanings.items() if key and len(found) == 1}


def index_terms(terms: Iterable[Term]) -> Mapping[str, str]:
    """Map codes, labels and other names to the code that each of them stands for."""
    names: list[tuple[str, str]] = []
    for term in terms:
        names += [(name, term.code) for name in (term.code, term.label, *term.aliases)]
    own = {fold(term.code): term.code for term in terms} | {
        fold(term.label): term.code for term in terms
    }
    return {**index_names(names), **own}
