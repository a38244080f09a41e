"""The words that people write for a code: its label, its question, a plural, a number before it.

What is found here is certain: it can mean one code only. Anything else is an error with an offer.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

from attrs import frozen

from improvement_frameworks.core.wording import (
    find_gist,
    find_singular,
    fold,
    index_names,
    index_terms,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from improvement_frameworks.core.content.framework import Part
    from improvement_frameworks.core.content.vocabulary import Term

T = TypeVar("T")

_NUMBER: Final = re.compile(
    r"\s*(?:\(?|(?:q|question|poll|part|step|stage|level|section|rung|box) ?)"
    r"(?:[0-9]{1,3} ?[.:)\u2013-]*|[a-z][.:)]+)\s+(?=\S)"
)
_ARROWS: Final = " \u2190\u2191\u2192\u2193\u21d2\u25b6\u25ba\u2794\u279c\u27a1\u2b07\ufe0f"
"""What leads from one part to the next in a drawing."""
_JOINT: Final = re.compile(r"[/&+,;]|\band\b|\bor\b")
_ASIDE: Final = re.compile(r"[(\[:\n\u2013\u2014]\s*|\s-\s")
_NEGATIONS: Final = frozenset({"no", "not", "never", "without"})
"""In brackets behind a name, these may turn its meaning round."""
_MOST_GLOSSED: Final = 3
"""How many words a table has at most for what it says behind them in brackets."""
_SHORTEST_NEAR: Final = 4
"""How many letters a word has at least to be known although one is wrong."""
_LONGEST_TEXT: Final = 300
"""How many characters a text has at most that names anything."""
NAME_END: Final = re.compile(r":\s|\s[-\u2013\u2014]\s")
"""What is between the name of a code and the text behind it in a cell."""
_LONGEST_NAME: Final = 200
"""Within how many characters such a name ends."""
_LONGEST_GIST: Final = 120
"""How many characters a text has at most to be compared by its words: longer ones are prose."""


class EverydayWords:
    """Knows the words for the codes of one closed list.

    Args:
        words: By folded words: the code that they mean.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words

    @cached_property
    def _respelt(self) -> Mapping[str, str]:
        return index_names((respell(name), code) for name, code in self._words.items())

    @cached_property
    def gists(self) -> Mapping[frozenset[str], str]:
        """By the words that carry their meaning: the code that these mean."""
        return index_gists(self._words.items())

    @staticmethod
    def of(terms: Iterable[Term], parts: Iterable[Part] = ()) -> EverydayWords:
        """Return the words for terms, the questions of parts among them."""
        return EverydayWords(index_words(terms, parts))

    def __contains__(self, words: object) -> bool:
        """Whether folded words name a code as it is declared."""
        return words in self._words

    def find(self, text: str) -> str | None:
        """Return the code that a text means; nothing if that is not certain.

        Examples:
            >>> from improvement_frameworks import get_framework
            >>> levels = EverydayWords.of(get_framework("iceberg").parts)
            >>> levels.find("Pattern"), levels.find("2. Patterns / Trends")
            ('patterns', 'patterns')
            >>> levels.find("Patterns / Structures")
            >>> levels.find("The patterns we have"), levels.find("No patterns")
            ('patterns', None)
        """
        said = _read_words(text)
        if code := self._find(said.whole):
            return code
        code = self._find(said.bare) or self.gists.get(said.gist) or self._find_asked(said)
        code = code or self._find_joined(said)
        is_other = said.sign and self._find(said.sign) not in {None, code}
        return None if is_other else code

    def _find_asked(self, said: _Words) -> str | None:
        """Return what a name means before a question, an aside or another name of its own.

        Nothing else may be in brackets behind words of the table's own: "Our home (organisation)".
        """
        code = self._find(said.name)
        if code is None:
            return self._find(said.rest) if said.is_gloss else None
        own = self._find(said.rest) or self.gists.get(said.rest_gist) if code else None
        return code if own == code or (own is None and said.is_explained) else None

    def _find_joined(self, said: _Words) -> str | None:
        """Return what the first of several names means, if the others mean the same or nothing."""
        first, *others = map(self._find, said.pieces or [""])
        return first if {*others} <= {first, None} else None

    def find_near(self, text: str) -> str | None:
        """Return the code that a text with one letter wrong means, if it can mean no other.

        >>> from improvement_frameworks import get_framework
        >>> levels = EverydayWords.of(get_framework("iceberg").parts)
        >>> levels.find_near("Paterns"), levels.find_near("Pat")
        ('patterns', None)
        """
        return find_near(fold(_drop_number(text.casefold())), self._words)

    def find_like(self, text: str) -> str | None:
        """Return what a word or phrase means by its stems, too little to read it for certain.

        >>> from improvement_frameworks import get_framework
        >>> EverydayWords.of(get_framework("learning-grid").parts).find_like("Start")
        'started'
        """
        return self.gists.get(find_gist(text)) if len(text) <= _LONGEST_GIST else None

    def split(self, text: str) -> tuple[str, str] | None:
        """Return the code with which a text begins, and how it goes on; nothing without both.

        >>> from improvement_frameworks import get_framework
        >>> EverydayWords.of(get_framework("session").parts).split("Talk: our data")
        ('talk', 'our data')
        """
        pieces = (
            (text[: joint.start()].strip(), text[joint.end() :].strip())
            for joint in NAME_END.finditer(text, 0, _LONGEST_NAME)
        )
        return next(
            ((code, rest) for name, rest in pieces if rest and (code := self.find(name))), None
        )

    def _find(self, words: str) -> str | None:
        return self._words.get(words) or self._respelt.get(respell(words))


@frozen
class _Words:
    """What a text says, in the forms in which it is compared with the names of any list."""

    whole: str
    """All of it, in folded words."""
    sign: str = ""
    """The sign before or behind it, such as an emoji."""
    bare: str = ""
    """It without that sign, and without a number before it."""
    gist: frozenset[str] = frozenset()
    """What carries the meaning of a phrase; a single word is compared letter by letter alone."""
    name: str = ""
    """What is before a question, or before what is in brackets or behind a colon."""
    rest: str = ""
    """That."""
    rest_gist: frozenset[str] = frozenset()
    """What carries the meaning of that."""
    is_explained: bool = False
    """Whether that is a question, or several words in brackets that deny nothing."""
    is_gloss: bool = False
    """Whether that is in brackets, behind a few words."""
    pieces: tuple[str, ...] = ()
    """The names that are joined, as in "Patterns / Trends"."""


@lru_cache(maxsize=20_000)
def _read_words(text: str) -> _Words:
    """Return what a text says, whatever it is compared with."""
    whole = fold(text)
    if len(text) > _LONGEST_TEXT:
        return _Words(whole)
    sign, bare = _split_sign(text.casefold().strip(_ARROWS))
    bare = _drop_number(bare)
    name, _, rest = _ASIDE.sub("\n", bare, count=1).partition("\n")
    is_bracket = bare.rstrip().endswith((")", "]"))
    is_explained = is_bracket and " " in rest and _NEGATIONS.isdisjoint(fold(rest).split())
    rest = rest.strip(" )]")
    pieces = _JOINT.split(bare)
    return _Words(
        whole,
        fold(sign),
        fold(bare),
        _find_phrase(bare),
        fold(name) if rest else "",
        fold(rest),
        _find_phrase(rest),
        is_explained or rest.endswith("?"),
        is_bracket and len(name.split()) <= _MOST_GLOSSED,
        tuple(map(fold, pieces)) if len(pieces) > 1 else (),
    )


def _split_sign(text: str) -> tuple[str, str]:
    """Return the sign before or behind a text, and the text."""
    for sign, rest in (text.split(" ", 1), text.rsplit(" ", 1)[::-1]) if " " in text else ():
        if unicodedata.category(sign[:1] or "a") == "So":
            return sign, rest
    return "", text


def _find_phrase(text: str) -> frozenset[str]:
    is_phrase = " " in text.strip() and len(text) <= _LONGEST_GIST
    return find_gist(text) if is_phrase else frozenset()


def _drop_number(text: str) -> str:
    """Return a text in lower case without the number before it, such as "2." or "q2"."""
    number = _NUMBER.match(text)
    return text[number.end() :] if number else text


def index_words(terms: Iterable[Term], parts: Iterable[Part] = ()) -> dict[str, str]:
    """Map all that people write for codes, names and sayings, in folded words."""
    return {**index_sayings(terms, parts), **index_terms(terms)}


def index_sayings(terms: Iterable[Term], parts: Iterable[Part] = ()) -> Mapping[str, str]:
    """Map all that people write for codes, their names aside: questions, and what they say for it.

    A prompt of several questions is known by each of them, too.
    """
    sayings = [(saying, term.code) for term in terms for saying in term.said_as]
    for part in parts:
        for prompt in part.prompts:
            questions = [one for one in prompt.split("? ") if one]
            sayings += [(saying, part.code) for saying in dict.fromkeys((prompt, *questions))]
    return index_names(sayings)


def index_gists(names: Iterable[tuple[str, T]]) -> Mapping[frozenset[str], T]:
    """Map the words that carry the meaning of names to what these stand for, if that is one."""
    meanings: dict[frozenset[str], set[T]] = {}
    for name, meaning in names:
        meanings.setdefault(find_gist(name), set()).add(meaning)
    return {gist: found.pop() for gist, found in meanings.items() if gist and len(found) == 1}


def find_near(words: str, meanings: Mapping[str, T]) -> T | None:
    """Return what words mean if one letter is wrong, missing or too many, and nothing else is near.

    >>> find_near("levle", {"level": "a", "text": "b"}), find_near("lex", {"lax": "a", "let": "b"})
    ('a', None)
    """
    if len(words) < _SHORTEST_NEAR:
        return None
    found = {meaning for name, meaning in meanings.items() if _is_one_edit(words, name)}
    return found.pop() if len(found) == 1 else None


def _is_one_edit(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    is_swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return is_swapped or short[at + 1 :] == long[at + 1 :]


@lru_cache(maxsize=20_000)
def respell(words: str) -> str:
    """Write words as one of their spellings, in the singular."""
    return " ".join(map(find_singular, words.split()))
