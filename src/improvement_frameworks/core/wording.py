r"""Compares words as people write them, in one way for the whole library.

Case, spaces and marks such as commas and quotation marks make no difference; whatever carries a
meaning does: letters with their accents and vowel marks, figures, and signs such as ``+`` and ``<``
or an emoji. Words that are nothing but marks are compared as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from improvement_frameworks.core.content.vocabulary import Term

T = TypeVar("T")

_SEPARATING: Final = frozenset("|\u00a6")
_NO_SPACE: Final = {"Cf"}  # joiners and soft hyphens
_KEPT: Final = {"Sm", "Sc", "So"}


class _Plain(dict[int, str]):
    """What becomes of each character, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        category = unicodedata.category(char)
        if 0xFE00 <= code <= 0xFE0F or category in _NO_SPACE:
            plain = ""
        elif category[0] in "LMN" or category == "Co":
            plain = char
        elif category in _KEPT and char not in _SEPARATING:
            plain = f" {char} "
        else:
            plain = " "
        self[code] = plain
        return plain


_PLAIN: Final = _Plain()


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    r"""Write words in the form in which they are compared.

    >>> fold("  Recorded\u00a0on:"), fold("recorded_on"), fold("Organisational?")
    ('recorded on', 'recorded on', 'organisational')
    >>> fold("Beds < 10"), fold("+"), fold("-"), fold("-5")
    ('beds < 10', '+', '-', '- 5')
    """
    words = unicodedata.normalize("NFKC", text).casefold()
    if words[:1] in {"-", "\u2013"} and words[1:2].isdigit():
        words = f"\u2212{words[1:]}"  # a number below zero
    plain = " ".join(words.translate(_PLAIN).split()).replace("\u2212", "-")
    return plain or " ".join(words.split())


@lru_cache(maxsize=20_000)
def find_gist(text: str) -> frozenset[str]:
    """Return the words of a phrase that carry its meaning, without their endings.

    Two phrases with the same words say the same: "Things we stopped" is "What have you stopped
    doing?". Words that turn a meaning round (not, no, why, so, more, less) are never left out.

    >>> sorted(find_gist("Things we've stopped doing")), sorted(find_gist("Our organisations"))
    (['stop'], ['organ'])
    >>> find_gist("What hasn't worked?") == find_gist("Not working"), find_gist("It is")
    (True, frozenset())
    """
    words = _WHEN.sub(" ", fold(text)).split()
    said = {_PAST.get(word, word) for word in words}
    said = {_NEGATIONS.get(word, word) for word in said}
    return frozenset(_find_stem(word) for word in said - _LITTLE_WORDS)


_LITTLE_WORDS: Final = frozenset(
    word
    for words in (
        "a an the this that these those there it its itself something thing things what which",
        "i me my we us our ours you your he she her they them their own",
        "am are is was were be been being do did does doing done has had have having will would",
        "and or as at by for from in of on to with re s t m d ll ve",
    )
    for word in words.split()
)
_NEGATIONS: Final = {
    f"{word}n": "not"
    for word in ("did", "does", "do", "has", "have", "had", "is", "are", "was", "were", "would")
} | {f"{word}nt": "not" for word in ("did", "does", "do", "has", "have", "is", "was")}
_PAST: Final = {
    **dict.fromkeys(("went", "gone", "goes", "going"), "go"),
    **dict.fromkeys(("begun", "began", "beginning"), "begin"),
    **dict.fromkeys(("seen", "saw", "seeing"), "see"),
    **dict.fromkeys(("learnt", "learned", "learning"), "learn"),
    **dict.fromkeys(("kept", "keeping"), "keep"),
    **dict.fromkeys(("felt", "feeling"), "feel"),
    **dict.fromkeys(("thought", "thinking"), "think"),
    **dict.fromkeys(("heard", "hearing"), "hear"),
    **dict.fromkeys(("told", "telling"), "tell"),
    **dict.fromkeys(("made", "making"), "make"),
}
_WHEN: Final = re.compile(
    r"\b(?:in|over|during|for|within) the (?:last|past|first) (?:\w+ )?"
    r"(?:days?|weeks?|months?|years?|terms?|quarters?)\b"
    r"|\b(?:this|last) (?:week|month|year|time|session|shift)\b|\bso far\b|\btoday\b"
    r"|\b(?:since|during) (?:the )?(?:pandemic|covid(?: 19)?|lockdown)\b"
)
"""When something was: it makes no difference to what is asked."""
_ENDINGS: Final = (
    *("isational", "isation", "ational", "ation", "ing"),
    *("ally", "ed", "al", "ly", "e"),
)
_SHORTEST_STEM: Final = 3


def find_singular(word: str) -> str:
    """Return a word of English in the singular, in one of its spellings.

    >>> find_singular("policies"), find_singular("organizations"), find_singular("process")
    ('policy', 'organisation', 'process')
    """
    word = word.replace("iz", "is")
    if word.endswith("our"):
        return f"{word[:-3]}or"
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _find_stem(word: str) -> str:
    """Return a word of English without its ending, roughly; the same for its other forms."""
    word = find_singular(word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    is_doubled = len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "ls"
    return word[:-1] if is_doubled else word


def even(text: str) -> str:
    """Write words without regard to case and spaces alone.

    >>> even(" Comments  #2 "), even("COMMENTS 2")
    ('comments #2', 'comments 2')
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


class Names(Generic[T]):
    """What names stand for: found as written; then without case and spaces; then without marks.

    A name that could mean two things at one of these steps is not found.

    >>> signs = Names([("+", "worked"), ("-", "did not"), ("Comments #2", "third")])
    >>> signs.find("-"), signs.find("comments 2"), signs.find("*")
    ('did not', 'third', None)
    """

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        self._steps = tuple(
            (write, defaultdict[str, list[T]](list)) for write in (_as_written, even, fold)
        )
        for name, meaning in names:
            for write, found in self._steps:
                known = found[write(name)]
                if meaning not in known:
                    known.append(meaning)

    def find(self, text: str) -> T | None:
        """Return what a name stands for; nothing if it is unknown or could mean two things."""
        for write, found in self._steps:
            if known := found.get(write(text)):
                return known[0] if len(known) == 1 else None
        return None


def _as_written(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


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


def write_code(name: str) -> str:
    """Write a name as a code.

    >>> write_code("Pressure on staff"), write_code("2nd wave"), write_code("Überlastung")
    ('pressure-on-staff', 'code-2nd-wave', 'uberlastung')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall("[a-z0-9]+", plain)[:30]
    if not words or not words[0][0].isalpha():
        words.insert(0, "code")
    return "-".join(words)[:56].strip("-")
