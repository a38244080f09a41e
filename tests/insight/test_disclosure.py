"""Attacks on tallies: whoever adds and subtracts all that is shown learns nothing of few people."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from itertools import combinations, product
from typing import TYPE_CHECKING, Final, NamedTuple

from hypothesis import given, strategies as st

from improvement_frameworks.insight.disclosure import hide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from improvement_frameworks.insight.disclosure import Key

DIMENSIONS: Final = 3
K: Final = 5


class Entry(NamedTuple):
    """Who said something, and the values of its dimensions."""

    person: int
    values: tuple[str, ...]


class Cell(NamedTuple):
    """What is counted in a cell."""

    people_at_least: int
    entries: int


SIZES: Final = ("abcd", "abc", "ab")
"""The values of each dimension."""


@st.composite
def entries(draw: st.DrawFn, dimensions: int) -> list[Entry]:
    """Return entries of which some cells have none, some few and some many, some shared people."""
    found: list[Entry] = []
    pool = draw(st.sampled_from([7, 1_000]))
    for values in product(*SIZES[:dimensions]):
        number = draw(st.sampled_from([0, 0, 1, 3, 5, 6, 9]))
        found += [Entry((len(found) + n) % pool, values) for n in range(number)]
    return found


def count(found: Iterable[Entry], axes: Sequence[int]) -> dict[Key, Cell]:
    """Count entries and people by some dimensions, and in all sums of these cells."""
    people: dict[Key, set[int]] = defaultdict(set)
    numbers: dict[Key, int] = defaultdict(int)
    for one in found:
        for kept in powerset(axes):
            key = tuple(one.values[axis] if axis in kept else None for axis in axes)
            people[key].add(one.person)
            numbers[key] += 1
    return {key: Cell(len(people[key]), numbers[key]) for key in people}


def powerset(axes: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for number in range(len(axes) + 1):
        yield from combinations(axes, number)


def spread(key: Key, axes: Sequence[int], atoms: Sequence[tuple[str, ...]]) -> list[int]:
    """Say which of the finest cells a cell is the sum of."""
    wanted = dict(zip(axes, key, strict=True))
    return [
        int(all(value is None or atom[axis] == value for axis, value in wanted.items()))
        for atom in atoms
    ]


class Known:
    """All sums and differences of what was seen: a linear space in which a number may lie."""

    def __init__(self) -> None:
        self._rows: dict[int, list[Fraction]] = {}

    def see(self, row: Sequence[int]) -> None:
        left = self._reduce(row)
        place = next((place for place, value in enumerate(left) if value), None)
        if place is not None:
            self._rows[place] = [value / left[place] for value in left]

    def tells(self, row: Sequence[int]) -> bool:
        return not any(self._reduce(row))

    def _reduce(self, row: Sequence[int]) -> list[Fraction]:
        left = [Fraction(value) for value in row]
        for place in range(len(left)):
            if left[place] and place in self._rows:
                factor = left[place]
                left = [a - factor * b for a, b in zip(left, self._rows[place], strict=True)]
        return left


@given(entries(DIMENSIONS))
def test_no_sums_and_differences_of_all_tallies_together_tell_a_small_number(
    found: list[Entry],
) -> None:
    atoms = list(product(*SIZES))
    known, small = Known(), list[list[int]]()
    for axes in powerset(range(DIMENSIONS)):
        cells = count(found, axes)
        hidden = hide(cells, K)
        for key, cell in cells.items():
            row = spread(key, axes, atoms)
            if key not in hidden:
                assert cell.people_at_least >= K
                known.see(row)
            elif cell.people_at_least < K:
                small.append(row)
    assert not any(map(known.tells, small))


@given(entries(2))
def test_a_tally_hides_in_its_sums_what_a_coarser_tally_hides(found: list[Entry]) -> None:
    fine = hide(count(found, (0, 1)), K)
    for axis in (0, 1):
        coarse = hide(count(found, (axis,)), K)
        sums = {(key[axis],) for key in fine if key[axis] is not None and key[1 - axis] is None}
        assert sums == {key for key in coarse if key != (None,)}


@given(entries(2))
def test_what_is_hidden_of_a_line_is_of_many_people_together(found: list[Entry]) -> None:
    cells = count(found, (0, 1))
    hidden = hide(cells, K)
    for axis, total in product((0, 1), cells):
        line = [key for key in cells if key[axis] is not None and _sum(key, axis) == total]
        gone = [key for key in line if key in hidden]
        if line and gone and total not in hidden and len(gone) < len(line):
            behind = {one.person for one in found for key in gone if _is_in(one, key)}
            assert len(behind) >= K


def _sum(key: Key, axis: int) -> Key:
    return tuple(None if place == axis else value for place, value in enumerate(key))


def _is_in(one: Entry, key: Key) -> bool:
    return all(value in {None, one.values[axis]} for axis, value in enumerate(key))
