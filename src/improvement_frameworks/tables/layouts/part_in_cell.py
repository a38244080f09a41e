"""Finds a column whose cells begin with a part, such as "Talk: data from May" on an agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from improvement_frameworks.tables.cells.cell_text import find_content, write_value
from improvement_frameworks.tables.headings.column_name import (
    find_name,
    part_column,
    words_for_parts,
)
from improvement_frameworks.tables.headings.everyday import NAME_END
from improvement_frameworks.tables.headings.told import tell_read_as
from improvement_frameworks.tables.layouts.canvas.canvas import LASTING, find_text
from improvement_frameworks.tables.layouts.mapping import ColumnMapping, Split
from improvement_frameworks.tables.reading.sheet import Row
from improvement_frameworks.tables.rows.column import columns_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.headings.heading import Heading

_MANY: Final = 4
"""Of so many cells one at most may begin with no part."""
_NAMELESS: Final = "item"
"""What a list without a heading is called."""


class PartInCell(NamedTuple):
    """A table with a column whose cells begin with parts."""

    framework: str
    """The framework of the parts."""
    header: Row
    """The row of the headings; that of a list without one has the number 0."""
    mapping: ColumnMapping
    """What the column holds."""

    def tell(self, heading: Heading) -> Issue:
        """Say how the column is read."""
        ((name, meaning),) = self.mapping.columns.items()
        assert isinstance(meaning, Split)
        return tell_read_as(heading, [(name, " and ".join(meaning.columns))])


def find_parts_in_cells(rows: Sequence[Row], frameworks: Sequence[str]) -> PartInCell | None:
    """Return the only column nearly all of whose cells begin with parts of one framework.

    Args:
        rows: The first rows of a sheet.
        frameworks: Those whose parts they may be.
    """
    columns: dict[int, list[tuple[Row, str]]] = {}
    for row in rows:
        for place in find_content(row):
            columns.setdefault(place, []).append((row, write_value(row.cells[place]).strip()))
    joined = [
        cells
        for cells in columns.values()
        if 2 * sum(NAME_END.search(text) is not None for _, text in cells) > len(cells)
    ]
    found = [
        one
        for cells in joined
        for name in frameworks
        if (one := _read(cells, name, is_list=len(columns) == 1))
    ]
    return found[0] if len(found) == 1 else None


def _read(cells: Sequence[tuple[Row, str]], framework: str, *, is_list: bool) -> PartInCell | None:
    """Return how a column holds parts of a framework; nothing if it does not."""
    words = words_for_parts(framework)
    # "Patterns: what keeps happening?" is a part with its question, and no text
    said = [None if words.find(cell) else words.split(cell) for _, cell in cells]
    parts = {one[0] for one in said if one}
    first = next((i for i, one in enumerate(said) if one), 0)
    bare = [cell for _, cell in cells[first:] if words.find(cell)]
    others = said[first:].count(None) - len(bare)
    is_full = len(bare) < len(said) - said.count(None) and _MANY * others <= len(said) - first
    if len(parts) < 2 or not is_full or not (first or is_list):
        return None
    rests = [one[1] for one in said if one]
    lasts = all(map(LASTING.fullmatch, rests))  # "TRIZ - 30 min"
    column = find_name(framework, "minutes") if lasts else find_text(framework)
    is_counted = any(c.name == column and c.kind == "number" for c in columns_of(framework))
    if column is None or (is_counted and not lasts and not all(map(str.isdecimal, rests))):
        return None
    header, name = cells[first - 1] if first else (Row(0, (_NAMELESS,)), _NAMELESS)
    meaning = Split((part_column(framework), column))
    return PartInCell(framework, header, ColumnMapping(columns={name: meaning}))
