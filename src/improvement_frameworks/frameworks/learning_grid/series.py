"""A group's grids over time: what appeared, what stayed and what disappeared in each cell."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from attrs import field, frozen
from pydantic import BaseModel

from improvement_frameworks.core import fold
from improvement_frameworks.frameworks.learning_grid.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from improvement_frameworks.frameworks.learning_grid.grid import Cell


@frozen(kw_only=True)
class CellChange:
    """What became of the answers in one cell between two grids."""

    appeared: tuple[str, ...] = ()
    """Answers that only the later grid gives."""
    stayed: tuple[str, ...] = ()
    """Answers that both grids give, in the words of the later one."""
    disappeared: tuple[str, ...] = ()
    """Answers that only the earlier grid gives."""


def _freeze_cells(value: Mapping[Cell, CellChange]) -> Mapping[Cell, CellChange]:
    return MappingProxyType(dict(value))


@frozen(kw_only=True)
class GridChange:
    """What changed from one grid of a series to the next."""

    earlier: date
    """The day on which the earlier grid was recorded."""
    later: date
    """The day on which the later grid was recorded."""
    groups: tuple[str | None, str | None] = (None, None)
    """The names of the two grids' groups, where they are known."""
    cells: Mapping[Cell, CellChange] = field(converter=_freeze_cells, hash=False)
    """The change in each cell with an answer in at least one of the two grids, row by row."""

    @property
    def is_of_one_group(self) -> bool:
        """Whether both grids are of the same group, as far as they say.

        If not, a difference may lie in who was asked and not in what changed.
        """
        first, second = self.groups
        return first is None or second is None or fold(first) == fold(second)


def compare_grids(grids: Iterable[Grid]) -> tuple[GridChange, ...]:
    """Order a group's grids in time and tell what changed in each cell from one to the next.

    Two answers are the same if they use the same words; capital letters, punctuation and who said
    it do not count. Where the groups differ, ``is_of_one_group`` tells.
    An answer that is not repeated has not necessarily ceased to be true: ask.

    Args:
        grids: Two or more grids of one framework, in any order, each with ``recorded_on``.

    Returns:
        One change fewer than there are grids, the oldest first. Grids of the same day keep the
        order in which they were given.

    Raises:
        TypeError: if it is no list, or anything but grids is in it.
        ValueError: if a grid has no ``recorded_on``, or the grids belong to different frameworks.

    Examples:
        >>> from improvement_frameworks.frameworks.learning_grid import LearningGrid
        >>> from improvement_frameworks.frameworks.learning_grid.grid import Cell
        >>> huddle = {"question": "started", "level": "organisational", "text": "A daily huddle"}
        >>> june = LearningGrid(title="June", recorded_on="2020-06-30", entries=[huddle])
        >>> july = LearningGrid(title="July", recorded_on="2020-07-31", entries=[])
        >>> [change] = compare_grids([july, june])
        >>> change.cells[Cell("started", "organisational")].disappeared
        ('A daily huddle',)
    """
    dated = sorted(((_day(grid), grid) for grid in _check(grids)), key=lambda pair: pair[0])
    if len({grid.framework for _, grid in dated}) > 1:
        raise ValueError("Only grids of one framework can be compared.")
    return tuple(
        GridChange(
            earlier=day,
            later=next_day,
            groups=(_name_group(grid), _name_group(next_grid)),
            cells=_compare(grid, next_grid),
        )
        for (day, grid), (next_day, next_grid) in pairwise(dated)
    )


def _check(grids: object) -> Iterator[Grid]:
    """Yield the grids of a list.

    Raises:
        TypeError: if it is no list, or anything else is in it.
    """
    if isinstance(grids, str | bytes | BaseModel) or not isinstance(grids, Iterable):
        raise TypeError(
            f"compare_grids takes a list of grids, not a value of the type {type(grids).__name__}."
        )
    for number, grid in enumerate(cast("Iterable[object]", grids), start=1):
        if not isinstance(grid, Grid):
            kind = type(grid).__name__
            raise TypeError(f"compare_grids takes grids; number {number} is of the type {kind}.")
        yield grid


def _name_group(grid: Grid) -> str | None:
    return grid.group.name if grid.group else None


def _day(grid: Grid) -> date:
    if grid.recorded_on is None:
        raise ValueError(f"The grid {grid.title!r} does not say when it was recorded.")
    return grid.recorded_on


def _compare(earlier: Grid, later: Grid) -> dict[Cell, CellChange]:
    then, now = earlier.cells(), later.cells()
    changes: dict[Cell, CellChange] = {}
    for cell in now:
        before = {fold(entry.text): entry.text for entry in then[cell]}
        after = {fold(entry.text): entry.text for entry in now[cell]}
        if before or after:
            changes[cell] = CellChange(
                appeared=tuple(text for key, text in after.items() if key not in before),
                stayed=tuple(text for key, text in after.items() if key in before),
                disappeared=tuple(text for key, text in before.items() if key not in after),
            )
    return changes
