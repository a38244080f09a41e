"""Gathers what was read of the cells of single rows in a batch, to put their faults into words."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Final

from improvement_frameworks.tables.cell import Cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.tables.frame_column import ReadColumn

RIGHT_CELL: Final = Cell(value="")
"""Stands for any cell that is right, whatever it says."""


def gather_cells(columns: Mapping[str, ReadColumn], rows: list[int]) -> dict[int, dict[str, Cell]]:
    """Return the cells of some rows that are not blank, by the names of their columns.

    Whatever is right is the same cell; what it says is not told.
    """
    found: dict[int, dict[str, Cell]] = {row: {} for row in rows}
    if not rows:
        return found
    for name, read in columns.items():
        wrong = {
            row: group.cell
            for group in read.groups
            if group.cell.problem is not None
            for row in group.rows
        }
        blank = read.blank.gather(rows) if read.has_blank else repeat(False)  # noqa: FBT003
        for (row, cells), is_blank in zip(found.items(), blank, strict=False):
            if not is_blank:
                cells[name] = wrong.get(row, RIGHT_CELL)
    return found
