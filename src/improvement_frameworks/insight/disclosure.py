"""Chooses which cells of a tally are not shown, so that nobody can work out a count of few people.

It is cell suppression as statistical offices do it (Hundepool and others 2012, Statistical
Disclosure Control, chapter 4; Cox 1980, Journal of the American Statistical Association 75). Four
things are kept from view:

1. A cell of fewer than k people.
2. Whatever is a part of a cell that is not shown. So a finer tally never shows the pieces of what
   a coarser one hides.
3. In each line whose sum is shown: further cells, the smallest first, until k people at least are
   behind all that is hidden there.
4. For each cell of fewer than k people: an **exchange**. Choose other values for some of its
   dimensions. Its cell and those with the other values are the corners of a box. If all corners
   are hidden or empty, one entry more in every second corner, and one less in the others, changes
   no sum. So the same tally could come from other entries, with another number in the cell.
   Such exchanges are the moves of Diaconis and Sturmfels (1998, Annals of Statistics 26).

All sums of a tally count as known: by fewer of its dimensions, and over all. What is hidden follows
from these counts alone. So a tally hides in its sums what a tally by fewer dimensions hides, and an
exchange in one tally changes nothing that any other tally of the same entries with the same k
shows: their numbers cannot be added or subtracted to give a hidden one.

A cell that is not shown may hold nothing. Someone who knows which cells are empty, or whose own
entries are in a cell, knows more than the tally says; this guards against neither. Statements of
insights say which cells are empty: that nobody answers a question, that people in one role alone
speak of a level. An exchange may need such a cell, so a tally and a report of insights on the same
records do not go to the same outsider. Their numbers may: from an exact number of people and a
range of width k follows no difference that is certainly between 1 and k - 1.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Key: TypeAlias = "tuple[str | None, ...]"
"""The values of a cell, one a dimension: blank where entries say nothing, None for all values."""

_TRIED: Final = 3
"""How many other values of a dimension are tried for an exchange, the cheapest first."""


class Counted(Protocol):
    """What is known about a cell."""

    @property
    def people_at_least(self) -> int:
        """How many people are behind it at least."""
        ...


def hide(cells: Mapping[Key, Counted], k: int) -> frozenset[Key]:
    """Return the cells that must not be shown, those of sums among them.

    Args:
        cells: The cells with content, those of all sums included.
        k: How many people there must be.

    Examples:
        >>> from attrs import make_class
        >>> cell = make_class("Cell", ["people_at_least"])
        >>> people = {("ward",): 2, ("clinic",): 6, ("office",): 20, (None,): 28}
        >>> hidden = hide({key: cell(number) for key, number in people.items()}, 5)
        >>> sorted(str(value) for value, in hidden)
        ['clinic', 'ward']
    """
    if k <= 1:
        return frozenset()
    hidden: set[Key] = set()
    size = len(next(iter(cells), ()))
    for number in range(size + 1):
        for axes in combinations(range(size), number):
            _Level(cells, axes, k, hidden).hide()
    return frozenset(hidden)


class _Level:
    """The cells by some of the dimensions; the others are summed up."""

    def __init__(
        self, cells: Mapping[Key, Counted], axes: tuple[int, ...], k: int, hidden: set[Key]
    ) -> None:
        self._k = k
        self._hidden = hidden
        self._axes = axes
        self._people = {
            key: cell.people_at_least
            for key, cell in cells.items()
            if all((value is not None) == (axis in axes) for axis, value in enumerate(key))
        }
        self._all = cells
        self._values_of: dict[int, list[str | None]] = {}
        self._lines: dict[tuple[int, Key], list[Key]] = {}
        for key in sorted(self._people, key=self._order):
            for axis in axes:
                self._lines.setdefault((axis, _put(key, axis, None)), []).append(key)

    def _order(self, key: Key) -> tuple[int, Key]:
        return self._people[key], key

    def hide(self) -> None:
        """Add what is to be hidden at this level."""
        small = [key for key, people in self._people.items() if people < self._k]
        self._hidden.update(small)
        for key in self._people:
            if any(_put(key, axis, None) in self._hidden for axis in self._axes):
                self._hidden.add(key)
        self._fill_lines()
        if not self._axes:
            return
        for key in sorted(small, key=self._order):
            self._hidden.update(self._find_exchange(key))
        self._fill_lines()

    def _fill_lines(self) -> None:
        """Hide more in lines whose sum is shown, until k people are hidden there together."""
        waiting = list(self._lines)
        while waiting:
            axis, total = waiting.pop()
            if total in self._hidden:
                continue
            line = self._lines[axis, total]
            gone = [key for key in line if key in self._hidden]
            shown = [key for key in line if key not in self._hidden]
            while gone and shown and self._together(total, gone, shown) < self._k:
                gone.append(shown.pop(0))
                self._hidden.add(gone[-1])
                waiting += [(one, _put(gone[-1], one, None)) for one in self._axes]

    def _together(self, total: Key, gone: Iterable[Key], shown: Iterable[Key]) -> int:
        """Return of how many people at least the hidden cells of a line are, all in all.

        The same people may be behind several cells, so these numbers cannot be added up.
        """
        others = sum(self._people[key] for key in shown)
        most = max(self._people[key] for key in gone)
        return max(most, self._all[total].people_at_least - others)

    def _find_exchange(self, key: Key) -> Iterable[Key]:
        """Return what is hidden besides, so that an exchange is possible; often nothing."""
        best: tuple[bool, int, list[Key]] | None = None
        for number in range(1, len(self._axes) + 1):
            for swapped in combinations(self._axes, number):
                for values in product(*(self._values(key, axis) for axis in swapped)):
                    found = self._try(key, dict(zip(swapped, values, strict=True)))
                    if found is not None and (best is None or found[:2] < best[:2]):
                        best = found
                    if best is not None and best[:2] == (False, 0):
                        return ()
        return best[2] if best else list(self._people)

    def _values(self, key: Key, axis: int) -> Sequence[str | None]:
        """Return other values of a dimension, those first whose cells are small or hidden."""
        line = self._lines[axis, _put(key, axis, None)]  # the smallest first
        near = [one[axis] for one in line[: _TRIED + 1] if one != key][:_TRIED]
        far = [value for value in self._smallest(axis) if value != key[axis]][:_TRIED]
        return [*dict.fromkeys([*near, *far])]

    def _smallest(self, axis: int) -> list[str | None]:
        """Return a few values of a dimension, those first that are hidden or of few people."""
        if axis not in self._values_of:
            size = len(next(iter(self._people)))
            sums = [
                tuple(value if place == axis else None for place in range(size))
                for value in dict.fromkeys(key[axis] for key in self._people)
            ]
            sums.sort(key=lambda o: (o not in self._hidden, self._all[o].people_at_least, o))
            self._values_of[axis] = [one[axis] for one in sums[: _TRIED + 1]]
        return self._values_of[axis]

    def _try(
        self, key: Key, values: Mapping[int, str | None]
    ) -> tuple[bool, int, list[Key]] | None:
        """Say what an exchange would hide; nothing if a coarser tally shows one of its corners.

        Whether entries would be fewer than none, how many people would be hidden, and the cells.
        """
        rest = [axis for axis in self._axes if axis not in values]
        corners = list(_corners(key, values))
        for number in range(1, len(rest) + 1):
            for summed in combinations(rest, number):
                for _, corner in corners:
                    above = corner
                    for axis in summed:
                        above = _put(above, axis, None)
                    if above in self._all and above not in self._hidden:
                        return None
        held = [
            all(corner in self._people for is_odd, corner in corners if is_odd == wanted)
            for wanted in (False, True)
        ]
        more = [c for _, c in corners if c in self._people and c not in self._hidden]
        return not any(held), sum(self._people[one] for one in more), more


def _corners(key: Key, values: Mapping[int, str | None]) -> Iterator[tuple[bool, Key]]:
    """Yield the corners of a box, each with whether an odd number of values is another one."""
    for number in range(len(values) + 1):
        for swapped in combinations(values, number):
            corner = key
            for axis in swapped:
                corner = _put(corner, axis, values[axis])
            yield bool(number % 2), corner


def _put(key: Key, axis: int, value: str | None) -> Key:
    return (*key[:axis], value, *key[axis + 1 :])
