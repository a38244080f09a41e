"""Rules of good use for grids. They read the framework, so that declared grids have them too.

That a question and a level exist and that an answer has words is a matter of form, which the model
and the schema see to.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from improvement_frameworks.core import Findings, at, find_voices, fold, read_facts, rule
from improvement_frameworks.frameworks.learning_grid.grid import first_letters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.frameworks.learning_grid.grid import Grid, GridEntry


@frozen
class QuestionFacts:
    """What rules know of a question."""

    one_answer: bool = False
    """Whether it asks for one thing."""
    excludes: str | None = None
    """The question under which the same thing cannot stand at the same level."""
    balances: str | None = None
    """The question that asks for the other side."""


@frozen
class LevelFacts:
    """What rules know of a level."""

    wider: bool = False
    """Whether it reaches beyond the person who answers."""


@cache
def _wider(grid: type[Grid]) -> tuple[str, ...]:
    """Return the levels that reach beyond the person who answers, in order."""
    levels = read_facts(grid.about, LevelFacts, "level")
    return tuple(code for code, level in levels.items() if level.wider)


@cache
def _single(grid: type[Grid]) -> frozenset[str]:
    """Return the questions that ask for one thing."""
    return frozenset(code for code, one in _questions(grid).items() if one.one_answer)


@cache
def _questions(grid: type[Grid]) -> Mapping[str, QuestionFacts]:
    return read_facts(grid.about, QuestionFacts)


def _wider_answers(record: Grid) -> list[GridEntry]:
    """Return the answers that reach beyond the person who gives them."""
    wider = _wider(type(record))
    return [entry for entry in record.entries if entry.level in wider]


@rule("GRID-E3")
def several_answers(record: Grid) -> Findings:
    single = _single(type(record))
    seen: set[tuple[str, str, str]] = set()
    for index, entry in enumerate(record.entries):
        if entry.contributor is None or entry.question not in single:
            continue
        key = (entry.question, entry.level, entry.contributor)
        if key in seen:
            yield at(
                "entries",
                index,
                contributor=entry.contributor,
                question=record.about[entry.question].label,
                level=entry.level,
            )
        seen.add(key)


@rule("GRID-W1")
def narrow_view(record: Grid, *, wide: tuple[str, ...]) -> Findings:
    wider = _wider(type(record))
    if not (record.entries and wider and record.group and record.group.level in wide):
        return
    used = [level for level, count in record.cell_coverage().by_level.items() if count]
    if wider[-1] not in used or (len(used) == 1 and len(record.levels) > 1):
        yield at("entries", group=record.group.level, levels=tuple(used))


@rule("GRID-W2")
def one_sided(record: Grid) -> Findings:
    answered = {entry.question for entry in record.entries}
    for pair in _pairs(type(record), "balances"):
        filled = [code for code in pair if code in answered]
        if len(filled) == 1:
            empty = next(code for code in pair if code not in filled)
            yield at(
                "entries",
                filled=record.about[filled[0]].label,
                empty=record.about[empty].label,
            )


@rule("GRID-W3")
def contradiction(record: Grid) -> Findings:
    opposites, wider = _opposites(type(record)), _wider(type(record))
    starts = {
        (entry.question, entry.level, first_letters(entry.text))
        for entry in record.entries
        if opposites[entry.question]
    }
    if starts.isdisjoint(
        {(other, level, word) for own, level, word in starts for other in opposites[own]}
    ):
        return  # no two answers that exclude each other begin alike
    first: dict[tuple[str, str, str], dict[str | None, int]] = defaultdict(dict)
    for position, entry in enumerate(record.entries):
        said = fold(entry.text)
        for opposite in opposites[entry.question]:
            earlier = first.get((opposite, entry.level, said), {})
            if entry.level not in wider and entry.contributor is not None:
                # two people who are known may each see it in their own way
                earlier = {who: earlier[who] for who in (None, entry.contributor) if who in earlier}
            if earlier:
                yield at(
                    "entries",
                    position,
                    "text",
                    other=record.about[opposite].label,
                    level=entry.level,
                    place=f"/entries/{min(earlier.values())}",
                )
        first[entry.question, entry.level, said].setdefault(entry.contributor, position)


@rule("GRID-W4")
def one_person(record: Grid) -> Findings:
    answers = _wider_answers(record)
    if answers and len(find_voices(record, answers)) < 2:
        yield at("entries", count=len(answers))


@rule("GRID-I1")
def cells_filled(record: Grid) -> Findings:
    coverage = record.cell_coverage()
    if coverage.filled:
        levels = tuple(f"{level} {count}" for level, count in coverage.by_level.items())
        yield at("entries", filled=coverage.filled, cells=coverage.cells, levels=levels)


@cache
def _pairs(grid: type[Grid], fact: Literal["excludes", "balances"]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of questions that a fact joins, each pair once, in the grid's order."""
    found: dict[frozenset[str], tuple[str, str]] = {}
    for code, question in _questions(grid).items():
        other = question.excludes if fact == "excludes" else question.balances
        if other is not None:
            found.setdefault(frozenset((code, other)), (code, other))
    return tuple(found.values())


@cache
def _opposites(grid: type[Grid]) -> dict[str, list[str]]:
    """Return, for each question, those that exclude it."""
    found: dict[str, list[str]] = {question.code: [] for question in grid.about.parts}
    for one, other in _pairs(grid, "excludes"):
        found[one].append(other)
        found[other].append(one)
    return found
