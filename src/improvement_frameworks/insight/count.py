"""Counts observations in plain Python: entries, people and records of each cell and of all sums."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, cast

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from improvement_frameworks.core.record.dimension import Dimension
    from improvement_frameworks.insight.disclosure import Key
    from improvement_frameworks.insight.observation import Observation


@frozen
class TallyCell:
    """How much there is in one cell of a tally."""

    entries: int
    """How many entries."""
    people: int
    """How many different people, as far as entries name them."""
    anonymous: int
    """How many of the entries name nobody."""
    records: int
    """How many records."""
    people_at_least: int
    """How many people there are at least: those who are named, and one for each group (or record
    without a group) of which only entries without a name are counted here."""


def count_voices(people: int, faceless: int, anonymous: int, *, one_answer_each: bool) -> int:
    """Return how many people there are at least.

    Args:
        people: How many are named.
        faceless: How many groups, or records without one, have only entries without a name.
        anonymous: How many entries have no name.
        one_answer_each: Whether each of these is by somebody else, as in a poll.

    >>> count_voices(3, 1, 12, one_answer_each=False)
    4
    >>> count_voices(3, 1, 12, one_answer_each=True)
    15
    """
    return people + (anonymous if one_answer_each else faceless)


def list_sums(by: Sequence[Dimension]) -> Iterator[tuple[Dimension, ...]]:
    """Yield the dimensions of all sums, from none to all of them.

    >>> list(list_sums(("part", "role")))
    [(), ('part',), ('role',), ('part', 'role')]
    """
    for number in range(len(by) + 1):
        yield from combinations(by, number)


class _Tellers:
    """The different entries, people and records of one cell."""

    def __init__(self) -> None:
        self.entries: set[tuple[str, int]] = set()
        self.anonymous: set[tuple[str, int]] = set()
        self.people: set[str] = set()
        self.records: set[str] = set()
        self.units: set[str] = set()
        self.named_units: set[str] = set()

    def take(self, one: Observation) -> None:
        entry = (one.record, one.entry)
        self.entries.add(entry)
        self.records.add(one.record)
        self.units.add(one.unit)
        if one.person:
            self.people.add(one.person)
            self.named_units.add(one.unit)
        else:
            self.anonymous.add(entry)

    def count(self, *, one_answer_each: bool) -> TallyCell:
        faceless = len(self.units - self.named_units)
        people, anonymous = len(self.people), len(self.anonymous)
        return TallyCell(
            entries=len(self.entries),
            people=people,
            anonymous=anonymous,
            records=len(self.records),
            people_at_least=count_voices(
                people, faceless, anonymous, one_answer_each=one_answer_each
            ),
        )


def count_observations(
    found: Iterable[Observation], by: Sequence[Dimension], *, one_answer_each: bool = False
) -> dict[Key, TallyCell]:
    """Return the cells of a tally and all sums of them; an entry counts once in each.

    Args:
        found: What is to be counted.
        by: The dimensions.
        one_answer_each: Whether each entry without a name is by somebody else.
    """
    cells: dict[Key, _Tellers] = defaultdict(_Tellers)
    sums = [frozenset(kept) for kept in list_sums(by)]
    for one in found:
        values = [(name, cast("str", getattr(one, name))) for name in by]
        for kept in sums:
            cells[tuple(value if name in kept else None for name, value in values)].take(one)
    return {key: cell.count(one_answer_each=one_answer_each) for key, cell in cells.items()}
