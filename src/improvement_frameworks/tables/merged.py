"""What cells merged downwards mean: their value stands for each of their rows.

A group's name beside five rows belongs to all five. Cells that are merged across columns are titles
or headings; their value belongs to the first of them only.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from improvement_frameworks.tables.sheet import Raw

Corner: TypeAlias = tuple[int, int]
"""A row and a column, from 0."""


class Merged:
    """Fills the values of merged cells into the rows below, as these are read from the top."""

    def __init__(self, ranges: Iterable[tuple[Corner, Corner]]) -> None:
        self._starts: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for (first, column), (last, last_column) in ranges:
            if last > first and column == last_column:
                self._starts[first + 1].append((column, last + 1))
        self._open: dict[int, tuple[int, Raw]] = {}
        self.is_active = bool(self._starts)
        self.first = 0
        """The first row in which that was done."""
        self.filled = 0
        """How many cells were given the value of the cell above."""

    def fill(self, number: int, cells: list[Raw]) -> list[Raw]:
        """Return the cells of a row (from 1) with merged values; blank rows stay so."""
        is_blank = not any(cells) and cells.count("") == len(cells)
        for column, (last, value) in list(self._open.items()):
            if number > last:
                del self._open[column]
            elif not is_blank and column < len(cells) and cells[column] == "":
                cells[column] = value
                self.first = self.first or number
                self.filled += 1
        for column, last in self._starts.get(number, ()):
            if column < len(cells) and cells[column] != "":
                self._open[column] = (last, cells[column])
        return cells
