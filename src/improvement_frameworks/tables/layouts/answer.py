"""Recognises headings that hold answers: they name a part of the framework, often with its level.

What is compared are bare words, so it makes no difference how a tool joins the two: ``Stopped -
Personal``, ``[Personal] What have you stopped doing?``, ``What have you stopped doing?.Personal``.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Final

from attrs import frozen

from improvement_frameworks.core.errors import nearest
from improvement_frameworks.core.registry import remember_until_declared
from improvement_frameworks.core.wording import find_gist, fold
from improvement_frameworks.tables.headings.column_name import (
    drop_brackets,
    find_speaking,
    headings_of,
    words_for_parts,
)
from improvement_frameworks.tables.headings.everyday import find_near, index_gists
from improvement_frameworks.tables.layouts.mapping import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping


Word = tuple[str, str]
"""What a word beside the part says: a column and its code; or a column alone, which is filled."""

_NUMBER: Final = re.compile(r"(?:q|question )?[0-9]+[a-z]?")
_ALIKE: Final = 0.75
"""How alike two words are, from 0 to 1, if one is the other misspelt."""
MOST_WORDS: Final = 60
"""How many words a heading has at most."""
_SHORTEST_QUESTION: Final = 3
"""How many words a question has at least, to be known by its end alone."""


@frozen(slots=False)  # slots and cached properties together are slow
class AnswerNames:
    """By which names the answers of one framework are known, all as bare words."""

    framework: str
    """The framework."""
    part: str
    """The column of the parts."""
    filled: str
    """The column that a cell fills if its heading names nothing but the part."""
    words: Mapping[str, Word]
    """What may stand beside the part."""
    stems: tuple[str, ...]
    """What the framework says to all its questions, which may stand in front."""

    @cached_property
    def _parts(self) -> Mapping[str, str]:
        return headings_of(self.framework).parts

    @cached_property
    def _gists(self) -> Mapping[frozenset[str], Word]:
        return index_gists((name, word) for name, word in self.words.items() if word[1])

    @cached_property
    def _joined(self) -> Mapping[str, tuple[str, Word | None]]:
        """Whole headings in their plainest form, to find the one that is meant."""
        beside = {f" {words}": word for words, word in self.words.items() if word[1]}
        return {
            f"{name}{words}": (code, word)
            for name, code in self._parts.items()
            for words, word in {"": None, **beside}.items()
        }

    def read(self, heading: str) -> Answer | None:
        """Return the answer that a heading holds; nothing if it is not sure."""
        return self._read_heading(heading) or self._read_explained(heading)

    def _read_heading(self, heading: str) -> Answer | None:
        folded = fold(heading)
        for stem in self.stems:
            folded = folded.removeprefix(f"{stem} ")
        words = folded.split()
        if len(words) > MOST_WORDS or self.framework not in find_speaking(folded):
            return None
        is_numbered = len(words) > 1 and _NUMBER.fullmatch(words[0]) is not None
        rest = words[1:] if is_numbered else words
        return self._read(words) or self._read(rest) or self._read_gist(" ".join(rest))

    def _read_explained(self, heading: str) -> Answer | None:
        """Return the answer to a question that is explained in brackets behind it.

        Where an answer needs a code beside its part, such as a level, it may be what is in them.
        """
        bare = drop_brackets(heading)
        is_question = bare.endswith("?") or len(bare.split()) >= _SHORTEST_QUESTION
        is_other = bool(self._gists) or fold(heading[len(bare) :]) in self._parts
        return self.read(bare) if is_question and not is_other else None

    def _read(self, words: list[str]) -> Answer | None:
        """Return what words say that name a part, and perhaps something beside it."""
        whole = " ".join(words)
        if code := self._parts.get(whole):
            return self._answer(code)
        for cut in range(1, len(words)):
            first, second = " ".join(words[:cut]), " ".join(words[cut:])
            for part, beside in ((first, second), (second, first)):
                if beside in self.words and (code := self._find_part(part)):
                    return self._answer(code, self.words[beside])
        code = self._find_part(whole)
        return self._answer(code) if code else None

    def _read_gist(self, phrase: str) -> Answer | None:
        """Return what a phrase asks in other words: "What has our team stopped doing?"."""
        parts = words_for_parts(self.framework)
        if code := parts.find_like(phrase) if " " in phrase else None:
            return self._answer(code)
        gist = find_gist(phrase)
        found = {
            (code, beside)
            for words, beside in self._gists.items()
            if words < gist and (code := parts.gists.get(gist - words))
        }
        return self._answer(*found.pop()) if len(found) == 1 else None

    def _find_part(self, words: str) -> str | None:
        """Return the part that words name, or whose question they end with, after a stem."""
        said = words.split()
        starts = (0, *range(1, len(said) - _SHORTEST_QUESTION + 1))
        ends = (" ".join(said[start:]) for start in starts)
        return next((self._parts[end] for end in ends if end in self._parts), None)

    def _answer(self, code: str, beside: Word | None = None) -> Answer:
        codes = {self.part: code}
        if beside is None:
            return Answer(codes=codes, column=self.filled)
        column, other = beside
        if other:
            return Answer(codes={**codes, column: other}, column=self.filled)
        return Answer(codes=codes, column=column)

    @cached_property
    def _written(self) -> frozenset[str]:
        """Every word in the names of answers."""
        return frozenset(word for name in self._joined for word in name.split())

    def find_near(self, heading: str) -> Answer | None:
        """Return the answer that a heading may have meant: one with words misspelt."""
        words = fold(heading)
        there = words.split()
        alike = {  # of thousands of names few can be meant, and comparing letters takes long
            word
            for word in self._written
            if word in there or get_close_matches(word, there, n=1, cutoff=_ALIKE)
        }
        key = nearest(words, [name for name in self._joined if alike.issuperset(name.split())])
        return self._answer(*self._joined[key]) if key and _is_misspelt(words, key) else None

    def find_certain(self, heading: str) -> Answer | None:
        """Return the answer that a heading with one letter wrong holds, if it can be no other.

        >>> answer_names("iceberg").find_certain("Paterns").codes
        {'level': 'patterns'}
        """
        found = find_near(fold(heading), self._joined)
        return self._answer(*found) if found else None


def _is_misspelt(found: str, meant: str) -> bool:
    """Whether words are missing, and each of them was only written in another way."""
    there, wanted = found.split(), meant.split()
    rest = [word for word in there if word not in wanted]
    missing = [word for word in wanted if word not in there]
    found_again = [get_close_matches(word, rest, n=1, cutoff=_ALIKE) for word in missing]
    return bool(missing) and all(found_again)


@remember_until_declared
def answer_names(framework: str) -> AnswerNames:
    """Return the names of a framework's answers.

    Raises:
        UnknownFrameworkError: if no framework has this id.

    Examples:
        >>> names = answer_names("learning-grid")
        >>> names.read("[Personal] What have you stopped doing?").codes
        {'question': 'stopped', 'level': 'personal'}
        >>> names.read("Stopped").codes, names.read("Stop gap")
        ({'question': 'stopped'}, None)
    """
    names = headings_of(framework)
    needed = names.needed
    filled = next(iter(needed)) if len(needed) == 1 else "text"
    words: dict[str, Word] = {words: (column, "") for words, column in names.fills.items()}
    for column in sorted(needed & names.axes.keys()):
        words.update(_codes(column, names.axes[column]))
    return AnswerNames(framework, names.part, filled, words, names.stems)


def _codes(column: str, codes: Mapping[str, str]) -> Mapping[str, Word]:
    label = fold(column)
    return {
        words: (column, code)
        for name, code in codes.items()
        for words in (name, f"{name} {label}", f"at the {name} {label}", f"{label} {name}")
    }
