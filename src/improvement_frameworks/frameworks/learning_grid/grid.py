"""What every grid is, the built-in one and those that a group declares: questions by levels."""

from __future__ import annotations

import re
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import field, frozen

from improvement_frameworks.core import Code, Entries, Entry, Line, Opt, Prose, Record, fold, given
from improvement_frameworks.frameworks.learning_grid import codes

if TYPE_CHECKING:
    from collections.abc import Mapping

_find_place: Final = attrgetter("question", "level")
_FIRST_LETTERS: Final = re.compile("[A-Za-z0-9]{1,4}")


class Cell(NamedTuple):
    """One cell of a grid: a question at a level."""

    question: str
    """The code of the question."""
    level: str
    """The code of the level."""


def _freeze_counts(value: Mapping[str, int]) -> Mapping[str, int]:
    return MappingProxyType(dict(value))


@frozen(kw_only=True)
class CellCoverage:
    """How many cells of a grid hold an answer. These are counts and no score."""

    filled: int
    """How many cells hold at least one answer."""
    cells: int
    """How many cells the grid has."""
    by_question: Mapping[str, int] = field(converter=_freeze_counts, hash=False)
    """For each question, at how many levels it is answered."""
    by_level: Mapping[str, int] = field(converter=_freeze_counts, hash=False)
    """For each level, how many questions are answered there."""


class GridEntry(Entry):
    """One answer to one question at one level."""

    question: Code
    """The question that is answered."""
    level: Code
    """The level at which it is answered."""
    text: Prose = given()
    """The answer, in the contributor's words. Example: Video consultations."""
    perspective: Opt[codes.Perspective] = None
    """Whether the answer is the group's own, or that of somebody whom the group invited.
    Example: own."""


class Grid(Record):
    """Base of the records of all grids: a stem, and answers in cells of question and level."""

    stem: Opt[Line] = None
    """The words that introduce all questions; the printed ones if left out. Example: In this
    change, what have we."""
    entries: Entries[GridEntry]
    """The answers, each in one cell; the list may be empty and a cell may hold several."""

    @property
    def stem_in_use(self) -> str:
        """The words that introduce all questions of this grid: its own or the instrument's."""
        return self.stem or self.about.prompts[0].text

    @property
    def levels(self) -> tuple[str, ...]:
        """The codes of the grid's levels, in order."""
        return self.about.vocabulary("level").codes

    def cells(self) -> dict[Cell, tuple[GridEntry, ...]]:
        """Return the answers in every cell, row by row, empty cells included."""
        found: dict[tuple[str, str], list[GridEntry]] = {
            Cell(question, level): []
            for question in self.part_scheme.parts
            for level in self.levels
        }
        for entry in self.entries:
            if (entry.question, entry.level) in found:
                found[entry.question, entry.level].append(entry)
        return {Cell(*place): tuple(entries) for place, entries in found.items()}

    def cell_coverage(self) -> CellCoverage:
        """Return how many cells hold an answer: in all, in each row and in each column."""
        by_question = dict.fromkeys(self.part_scheme.parts, 0)
        by_level = dict.fromkeys(self.levels, 0)
        for question, level in set(map(_find_place, self.entries)):
            if question in by_question and level in by_level:
                by_question[question] += 1
                by_level[level] += 1
        return CellCoverage(
            filled=sum(by_level.values()),
            cells=len(by_question) * len(by_level),
            by_question=by_question,
            by_level=by_level,
        )


def first_letters(text: str) -> str:
    """Return the first letters of a text as it is compared, up to four of its first word.

    >>> first_letters("Daily huddles") == first_letters('"daily" huddle')
    True
    """
    if text[:5].isascii() and (found := _FIRST_LETTERS.match(text)):
        return found[0].lower()
    return fold(text).split(" ", 1)[0][:4]
