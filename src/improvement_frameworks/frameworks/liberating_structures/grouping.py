"""Divides people into groups of even size, and says what to do with a remainder."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from attrs import frozen

from improvement_frameworks.frameworks.liberating_structures.structure import Span

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.liberating_structures.structure import Structure

OUTER_GROUP: Final = "outer-group"


@frozen
class Split:
    """How people are divided: groups whose sizes differ by one person at most."""

    people: int
    """How many people are divided."""
    groups: int
    """How many groups they form."""
    asked: Span
    """The sizes that were asked for."""

    @property
    def largest(self) -> int:
        """The size of the largest group."""
        return -(-self.people // self.groups)

    @property
    def smallest(self) -> int:
        """The size of the smallest group."""
        return self.people // self.groups

    @property
    def sizes(self) -> tuple[int, ...]:
        """The size of each group, larger groups first."""
        larger = self.people % self.groups
        return (self.largest,) * larger + (self.smallest,) * (self.groups - larger)

    @property
    def is_exact(self) -> bool:
        """Whether every group has a size that was asked for."""
        return self.asked.covers(self.largest) and self.asked.covers(self.smallest)

    def __str__(self) -> str:
        larger = self.people % self.groups
        counts = ((self.largest, larger), (self.smallest, self.groups - larger))
        return " and ".join(
            f"{number} {'group' if number == 1 else 'groups'} of {size}"
            for size, number in counts
            if number
        )


@lru_cache(maxsize=1_000)
def split_people(people: int, asked: Span) -> Split:
    """Divide people into groups of even size.

    Where sizes between the bounds are possible, the groups come as near as can be to the middle of
    the two. Where they are not, the groups stray from the bounds as little as can be, rather above
    than below: the odd one out makes a pair a trio. The choice among several possible divisions is
    this library's own judgement.

    Args:
        people: How many people there are; at least one.
        asked: The sizes that are wanted.

    Raises:
        ValueError: if there are no people.

    Examples:
        >>> str(split_people(12, Span(4, 6)))
        '2 groups of 6'
        >>> str(split_people(13, Span(2, 2)))
        '1 group of 3 and 5 groups of 2'
        >>> split_people(13, Span(2, 2)).is_exact
        False
    """
    if people < 1:
        raise ValueError("There is nobody to divide.")
    most = asked.max or people
    sizes = (Fraction(asked.min + most, 2), Fraction(asked.min), Fraction(most))
    near = {number for size in sizes for number in (people // size, -(-people // size))}
    return min((Split(people, number, asked) for number in near if number), key=_strain)


def _strain(split: Split) -> tuple[int, int, int]:
    """Return how far a division is from what was asked, the best being least."""
    least, most = split.asked.min, split.asked.max or split.people
    outside = max(split.largest - most, least - split.smallest, 0)
    return outside, abs(split.largest + split.smallest - least - most), split.groups


@frozen
class Grouping:
    """The groups of one kind that a structure needs."""

    unit: str
    """The code of the kind of group."""
    split: Split
    """How the people are divided."""


def group_people(
    structure: Structure, people: int, count: int | None = None
) -> tuple[Grouping, ...]:
    """Divide people into each kind of group that a structure asks for.

    Args:
        structure: The structure.
        people: How many people there are; at least one.
        count: Where the structure has an inner circle: how many sit in it.

    Returns:
        One grouping for each kind into which everybody is divided; none for structures that keep
        everybody together or leave the sizes open.
    """
    found: list[Grouping] = []
    for unit, size in structure.splitting.items():
        divided = people
        if unit == OUTER_GROUP:
            divided -= _inner_circle(structure, people, size, count)
        if divided > 0:
            found.append(Grouping(unit, _split(structure, divided, size)))
    return tuple(found)


def _split(structure: Structure, people: int, size: Span) -> Split:
    """Divide people, with regard to what the structure allows beyond its usual sizes."""
    together = structure.one_group_up_to
    if together and people <= together:
        return Split(people, 1, Span(1, together))
    split = split_people(people, size)
    if split.is_exact or not structure.largest_group:
        return split
    return split_people(people, Span(size.min, structure.largest_group))


def _inner_circle(structure: Structure, people: int, outer: Span, count: int | None) -> int:
    """Return how many sit in the middle: as many as planned, or so that the others divide well."""
    allowed = structure.counted
    if count or allowed is None:
        return count or 0
    sizes = [n for n in range(allowed.min, (allowed.max or allowed.min) + 1) if n < people]
    exact = (n for n in sizes if split_people(people - n, outer).is_exact)
    return next(exact, allowed.min)
