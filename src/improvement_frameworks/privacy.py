"""Finds what looks personal in a text, says what kind of thing it is, and hides it.

Kinds, patterns and word lists are in ``privacy.toml``. A pattern cannot know people: it finds what
has a form of its own (an address, a number) and names after a title. First names, rare roles and
what a story tells of somebody are left to a reader. It knows English words and British numbers.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from attrs import field, frozen
from pydantic_core import SchemaValidator
from pydantic_core.core_schema import str_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

_MARKS: Final = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u0900-\u0963\u0970-\u0dff\u0e31-\u0e4e"
)
"""Signs on, below and after letters, which ``\\w`` leaves out: accents, vowels of many scripts."""
_WORD: Final = re.compile(rf"\w[\w{_MARKS}]*")
_BETWEEN_WORDS: Final = re.compile(r"[ -]{1,2}(?:\w')?")
"""What may be between two words of one name."""
_DIGIT: Final = re.compile("[0-9]")
_LIST: Final = re.compile(r"<(=?)(\w+)>")
NAME: Final = "name"
"""The kind of a name after a title."""
CONTRIBUTOR_NAME: Final = "contributor-name"
"""The kind of the name of somebody whom the record names itself."""


def _search(pattern: str) -> Callable[[str], bool]:
    """Return what tells whether a simple pattern is in a text.

    The engine within pydantic looks for many words at once. With Python's own, one after the other,
    the rules took a quarter longer for a table of 100,000 rows.
    """
    validator = SchemaValidator(str_schema(pattern=pattern))

    def is_in(text: str) -> bool:
        if not text.isascii():  # it reads no half characters
            text = text.encode(errors="replace").decode()
        return validator.isinstance_python(text)

    return is_in


@frozen(eq=False, slots=False)  # slots and cached properties together are slow
class PersonalPattern:
    """One form in which something personal is written."""

    text: str
    """The regular expression as it is published; its group, if it has one, is what is personal."""
    signs: tuple[str, ...] = ()
    """One of these is in a text, in small letters, or the pattern is not tried."""
    digits: int = 0
    """How many figures a text has at least, or the pattern is not tried."""
    near: str = ""
    """Something simple that is in a text too, or the pattern is not tried."""
    check_digit: bool = False
    """Whether the figures must pass the check digit of an NHS number."""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first needed."""
        return re.compile(self.text)

    @cached_property
    def _has_sign(self) -> Callable[[str], bool]:
        return _search("|".join(re.escape(sign).replace("\\ ", " ") for sign in self.signs))

    @cached_property
    def _has_near(self) -> Callable[[str], bool]:
        return _search(self.near)

    def may_be_in(self, plain: str, small: str) -> bool:
        """Whether the pattern is worth trying on a text with figures enough.

        Args:
            plain: The text in plain characters; see `make_plain`.
            small: The same in small letters.
        """
        if self.signs and not self._has_sign(small):
            return False
        return not self.near or self._has_near(plain)

    def find(self, plain: str) -> Iterator[tuple[int, int]]:
        """Yield where it is found in a text.

        Args:
            plain: The text in plain characters; see `make_plain`.
        """
        for found in self.regex.finditer(plain):
            if not self.check_digit or has_check_digit(found[0]):
                yield found.span(1 if self.regex.groups else 0)


@frozen(eq=False)
class PersonalKind:
    """A kind of thing that can tell who somebody is."""

    code: str
    """Its name, such as ``telephone-number``."""
    label: str
    """What it is in words."""
    source: str
    """Where its form is said, or ``judgement``."""
    patterns: Mapping[str, PersonalPattern] = field(factory=dict[str, PersonalPattern])
    """The forms in which it is written, by their names."""
    words: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])
    """The lists of words that its patterns hold."""
    indirect: bool = False
    """Whether it tells who somebody is only together with other things."""

    @property
    def mask(self) -> str:
        """What is written where one was hidden."""
        return f"[{self.label}]"


Patterns: TypeAlias = "tuple[tuple[str, PersonalPattern], ...]"
"""Patterns, each with the code of its kind."""


class PersonalData(NamedTuple):
    """Something in a text that looks personal: what it is, and from where to where."""

    kind: str
    """The code of its kind."""
    start: int
    """The position of its first character, from 0."""
    end: int
    """The position after its last character."""


def has_check_digit(text: str) -> bool:
    """Whether the last of ten figures is the check digit of an NHS number.

    Source: NHS Data Model and Dictionary: weights from 10 down to 2, modulus 11.

    >>> has_check_digit("999 000 0018"), has_check_digit("999 000 0019")
    (True, False)
    """
    figures = [int(sign) for sign in text if sign.isdigit()]
    *first, last = figures
    total = sum(weight * figure for weight, figure in zip(range(10, 1, -1), first, strict=True))
    return (11 - total % 11) % 11 == last


class _Plain(dict[int, "int | None"]):
    """Maps each character to a plain one that looks alike; what has no width to nothing."""

    def __missing__(self, code: int) -> int | None:
        sign = chr(code)
        kind = unicodedata.category(sign)
        found: int | None = code
        if kind == "Zs":
            found = ord(" ")
        elif kind == "Pd" or code == 0x2212:
            found = ord("-")
        elif kind == "Cf" or code == 0x034F:
            found = None
        elif sign in "\u2018\u2019\u02bc\u02b9":
            found = ord("'")
        elif kind == "Nd":
            found = ord(str(unicodedata.decimal(sign)))
        elif len(alike := unicodedata.normalize("NFKC", sign)) == 1 and alike != sign:
            found = self[ord(alike)]
        self[code] = found
        return found


_PLAIN: Final = _Plain({ord(sign): ord(sign) for sign in map(chr, range(128))})


def make_plain(text: str) -> str:
    r"""Return a text in plain characters: no full-width figures, odd spaces, or hidden signs.

    >>> make_plain("\uff10\uff17\uff17\uff10\uff10\u00a0900\u2011000\u200b")
    '07700 900-000'
    """
    return text if text.isascii() else text.translate(_PLAIN)


def words_of(names: Iterable[str], *, shortest: int = 3) -> frozenset[str]:
    """Return the words of names that can be looked for in a text.

    Of a name with capitals these are the words that begin with one; of any other name all words.

    Args:
        names: Names of people.
        shortest: How many letters a word has at least.

    >>> sorted(words_of(["Jo van Example"]))
    ['Example']
    """
    return _split_all(frozenset(names), shortest)


@lru_cache(maxsize=8)  # the names of a collection are looked for in each of its records
def _split_all(names: frozenset[str], shortest: int) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        words = [word for word in _WORD.findall(make_plain(name)) if len(word) >= shortest]
        found.update([word for word in words if _may_begin_name(word)] or words)
    return frozenset(found)


def _may_begin_name(word: str) -> bool:
    """Whether a word has a capital, or is of a script that has none."""
    return not word[0].islower() and not word[0].isdecimal()


def _fold(word: str) -> str:
    """Return a word without capitals and accents, as people often write names."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).casefold()


@lru_cache(maxsize=8)
def _fold_all(names: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_fold, names))


def _find_names(plain: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield where words of known names are.

    A word in small letters, or one that is usual in records (Ward, May, Will), is a name only after
    a title or beside another word of a name.
    """
    known = _fold_all(frozenset(names))
    words = [word for word in _WORD.finditer(plain) if _fold(word[0]) in known]
    last = len(words) - 1
    for place, word in enumerate(words):
        if (
            (_may_begin_name(word[0]) and _fold(word[0]) not in _USUAL)
            or (place > 0 and _are_together(plain, words[place - 1], word))
            or (place < last and _are_together(plain, word, words[place + 1]))
            or _AFTER_TITLE.search(plain, max(0, word.start() - _LONGEST_TITLE), word.start())
        ):
            yield word.span()


def _are_together(plain: str, word: re.Match[str], after: re.Match[str]) -> bool:
    return _BETWEEN_WORDS.fullmatch(plain, word.end(), after.start()) is not None


def mentions(text: str, names: Collection[str]) -> bool:
    """Whether a text holds a word of a name in any letters, also where it may be another word.

    Args:
        text: Any text.
        names: The words of names that are known; see `words_of`.

    >>> mentions("A robin sat there.", {"Robin"}), mentions("Robins sat there.", {"Robin"})
    (True, False)
    """
    known = _fold_all(frozenset(names))
    return any(_fold(word[0]) in known for word in _WORD.finditer(make_plain(text)))


def choose_patterns(text: str, *, indirect: bool = True) -> Patterns:
    """Return the patterns worth trying on a text, or on any piece of it; for most texts none.

    Args:
        text: A text, or several joined by line breaks.
        indirect: Whether to look too for what tells who somebody is only with other things.
    """
    plain = make_plain(text)
    small = plain.lower()
    digits = sum(map(plain.count, "0123456789")) if _DIGIT.search(plain) else 0
    return tuple(
        one
        for one in (_ALL if indirect else _DIRECT)
        if digits >= one[1].digits and one[1].may_be_in(plain, small)
    )


def find_personal_data(
    text: str,
    names: Collection[str] = (),
    *,
    indirect: bool = True,
    among: Patterns | None = None,
) -> tuple[PersonalData, ...]:
    """Return what looks personal in a text, in its order; where two overlap, the longer one.

    Args:
        text: Any text.
        names: The words of names that are known from elsewhere; see `words_of`.
        indirect: Whether to look too for what tells who somebody is only with other things.
        among: The patterns to try, if they were chosen for a longer text with this one in it.

    >>> text = "Mrs Example can be reached on 01632 960 000."
    >>> [(found.kind, text[found.start : found.end]) for found in find_personal_data(text)]
    [('name', 'Example'), ('telephone-number', '01632 960 000')]
    """
    patterns = choose_patterns(text, indirect=indirect) if among is None else among
    if not (patterns or names):
        return ()
    plain = make_plain(text)
    found = [
        PersonalData(code, *span) for code, pattern in patterns for span in pattern.find(plain)
    ]
    if names:
        found += [PersonalData(CONTRIBUTOR_NAME, *span) for span in _find_names(plain, names)]
    if not found:
        return ()
    chosen = _leave_out_overlaps(found)
    if len(plain) == len(text):
        return tuple(chosen)
    kept = [place for place, sign in enumerate(text) if _PLAIN[ord(sign)] is not None]
    return tuple(PersonalData(o.kind, kept[o.start], kept[o.end - 1] + 1) for o in chosen)


def _leave_out_overlaps(found: list[PersonalData]) -> Iterator[PersonalData]:
    end = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            yield one
            end = one.end


def mask_text(text: str, names: Collection[str] = (), *, indirect: bool = True) -> str:
    """Return a text in which everything that looks personal is replaced with its kind.

    Args:
        text: Any text.
        names: The words of names that are known from elsewhere; see `words_of`.
        indirect: Whether to replace too what tells who somebody is only with other things.

    >>> mask_text("Ring Mrs Example on 01632 960 000, or ask Robin.", {"Robin"})
    'Ring Mrs [name] on [telephone number], or ask [name].'
    """
    while found := find_personal_data(
        text, names, indirect=indirect
    ):  # what is hidden may part others
        text = _replace(text, found)
    return text


def _replace(text: str, found: Iterable[PersonalData]) -> str:
    pieces: list[str] = []
    end = 0
    for one in found:
        pieces += [text[end : one.start], PERSONAL_KINDS[one.kind].mask]
        end = one.end
    return "".join((*pieces, text[end:]))


def mask_names(text: str, names: Collection[str], *, after_titles: bool = False) -> str:
    """Return a text in which names are replaced, and nothing else.

    Args:
        text: Any text.
        names: The words of names that are known; see `words_of`.
        after_titles: Whether to replace other names too that follow a title.

    >>> mask_names("Robin saw the robin.", {"Robin"})
    '[name] saw the robin.'
    >>> mask_names("Robin saw Mrs Example.", {"Robin"}, after_titles=True)
    '[name] saw Mrs [name].'
    """
    kinds = {CONTRIBUTOR_NAME, NAME} if after_titles else {CONTRIBUTOR_NAME}
    found = [one for one in find_personal_data(text, names, indirect=False) if one.kind in kinds]
    return _replace(text, found)


def _read_kinds() -> Iterator[PersonalKind]:
    """Yield the kinds of ``privacy.toml``, each with its word lists put into its patterns."""
    text = files("improvement_frameworks").joinpath("privacy.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    lists: dict[str, tuple[str, ...]] = {
        name: tuple(table["words"]) for name, table in data["words"].items()
    }
    for code, kind in data["kinds"].items():
        named = [
            found[2]
            for pattern in kind["patterns"].values()
            for found in _LIST.finditer(pattern["regex"])
        ]
        yield PersonalKind(
            code=code,
            label=kind["label"],
            source=kind["source"],
            patterns={
                name: PersonalPattern(
                    text=_LIST.sub(_write_list(lists), pattern["regex"]),
                    signs=tuple(pattern.get("signs", ())),
                    digits=pattern.get("digits", 0),
                    near=pattern.get("near", ""),
                    check_digit=pattern.get("check_digit", False),
                )
                for name, pattern in kind["patterns"].items()
            },
            words={name: lists[name] for name in dict.fromkeys(named)},
            indirect=kind.get("indirect", False),
        )
    words = {name: lists[name] for name in ("no_names", "titles")}
    yield PersonalKind(code=CONTRIBUTOR_NAME, label="name", source="judgement", words=words)


def _write_list(lists: Mapping[str, tuple[str, ...]]) -> Callable[[re.Match[str]], str]:
    """Return what writes the words of a list as a pattern: the longest first."""

    def write(found: re.Match[str]) -> str:
        words = lists[found[2]]
        forms = words
        if not found[1]:
            in_other_letters = (str.lower, str.upper, str.capitalize)
            forms += tuple(change(word) for change in in_other_letters for word in words)
        ordered = sorted(dict.fromkeys(forms), key=lambda word: (-len(word), word))
        return "|".join(map(re.escape, ordered))

    return write


PERSONAL_KINDS: Final[Mapping[str, PersonalKind]] = {kind.code: kind for kind in _read_kinds()}
"""The kinds by their codes. Of two that begin at one place and are as long, the first is taken."""
_ALL: Final = tuple(
    (kind.code, pattern) for kind in PERSONAL_KINDS.values() for pattern in kind.patterns.values()
)
_DIRECT: Final = tuple(one for one in _ALL if not PERSONAL_KINDS[one[0]].indirect)
_USUAL: Final = frozenset(map(_fold, PERSONAL_KINDS[CONTRIBUTOR_NAME].words["no_names"]))
_TITLES: Final = PERSONAL_KINDS[CONTRIBUTOR_NAME].words["titles"]
_AFTER_TITLE: Final = re.compile(rf"\b(?:{'|'.join(map(re.escape, _TITLES))})(?:\. ?| )$")
_LONGEST_TITLE: Final = max(map(len, _TITLES)) + 2
