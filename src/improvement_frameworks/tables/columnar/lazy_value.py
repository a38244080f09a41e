"""Reads the different values of a lazy frame's columns, each of them once and exactly.

The cells that the gate does not let pass are counted by their values where the data lie; the
values come back and are read as in any table. So the work here depends on how many different
values there are, not on how many rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import narwhals as nw
from attrs import define, field, frozen

from improvement_frameworks.tables.columnar.gate import Gate
from improvement_frameworks.tables.columnar.lazy_table import (
    ROW,
    any_of,
    called,
    fetch,
    one_of,
    place_of,
    stack,
    to_int,
)
from improvement_frameworks.tables.reading.frame_reader import read_value
from improvement_frameworks.tables.reading.sheet import BYTES
from improvement_frameworks.tables.rows.need import find_lacks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from improvement_frameworks.tables.cells.cell import Cell, CellReader, Habits
    from improvement_frameworks.tables.columnar.lazy_table import Lazy, LazyTable
    from improvement_frameworks.tables.reading.sheet import Raw
    from improvement_frameworks.tables.rows.column import Column
    from improvement_frameworks.tables.rows.need import Need

COUNTS: Final = (nw.len().alias("count"), nw.col(ROW).min().alias("first"))
"""In how many rows a value stands, and in which first."""
VALUES_READ: Final = 100_000
"""How many different values that do not pass are fetched and read: the most frequent ones."""
ROWS_FETCHED: Final = 50_000
"""How many rows are fetched at once to choose among them here; of more, each code's first."""


@frozen(eq=False)
class Value:
    """A value that stands in cells of one column."""

    place: int
    """The column."""
    raw: Raw
    """The value."""
    cell: Cell
    """What it says."""
    count: int
    """In how many cells it stands."""
    first: int
    """The number of the first row in which it stands; 0 if rows have no numbers."""
    subject: str = ""
    """Whose cells these are, if it matters: those of a record, or of a contributor of a record."""


@frozen
class Lack:
    """A cell that is blank and must not be."""

    column: Column
    """Its column."""
    place: int | None
    """Where it stands, if the table has it."""
    condition: nw.Expr
    """In which rows it is lacking."""


@define
class LazyValues:
    """The values of a table that the gate does not let pass."""

    table: LazyTable
    """The table."""
    found: list[Value] = field(factory=list[Value])
    """The values that were read, in the order of their first rows."""
    unread: dict[int, int] = field(factory=dict[int, int])
    """In how many cells of a column values stand that were not read, for there are too many."""

    def is_blank(self, place: int) -> nw.Expr:
        """Tell which cells of a column are blank."""
        blank = nw.col(called(place)).is_null()
        words = [v.raw for v in self.found if v.place == place and v.cell.is_blank]
        if words:
            blank = blank | one_of(place, words)
        if place in self.unread:
            blank = blank | self.table.is_empty(place)
        return blank

    def lacks(self, needs: Iterable[Need]) -> dict[str, Lack]:
        """Return the cells that must not be blank and may be, each by a name for its count."""
        places = self.table.places

        def is_blank(name: str) -> nw.Expr:
            return self.is_blank(places[name])

        def says_any(names: Sequence[str]) -> nw.Expr | None:
            here = [~is_blank(name) for name in names if name in places]
            return any_of(here) if here else None

        found = find_lacks(needs, places, is_blank, says_any)
        return {
            f"lack{index}": Lack(column, places.get(column.name), lacking)
            for index, (column, lacking) in enumerate(found)
        }

    def is_wrong(self, place: int) -> nw.Expr | None:
        """Tell which cells of a column are wrong; nothing if none is."""
        words = [v.raw for v in self.found if v.place == place and v.cell.problem is not None]
        return one_of(place, words) if words else None

    def is_right(self, place: int) -> nw.Expr:
        """Tell which cells of a column say something that is right."""
        right = ~self.is_blank(place)
        wrong = self.is_wrong(place)
        return right if wrong is None else right & ~wrong


def read_values(table: LazyTable, readers: Mapping[str, CellReader], habits: Habits) -> LazyValues:
    """Fetch and read the values that the gate does not let pass."""
    values = LazyValues(table)
    gate = Gate(nw.col)
    flags = {
        place: ~gate.passes(column, habits, called(place), table.kinds[place])
        for place, column in table.columns.items()
    }
    texts = {place: flag for place, flag in flags.items() if table.is_text(place)}
    groups = [_flagged_texts(table, texts)] if texts else []
    for place in flags.keys() - texts.keys():
        cell = nw.lit(BYTES.text) if table.is_bytes(place) else nw.col(called(place))
        held = table.frame.filter(flags[place]).select(cell.alias("value"), ROW)
        groups.append(held.with_columns(nw.lit(called(place)).alias("place")))
    for flagged in groups:
        read = 0
        for place, raw, count, first in _fetch_values(table, flagged):
            said = readers[table.columns[place].name].read(raw)
            values.found.append(Value(place, raw, said, count, first))
            read += 1
        if read == VALUES_READ:
            _count_unread(flagged, values)
    values.found.sort(key=lambda value: (value.first, value.place, -value.count, str(value.raw)))
    return values


def _flagged_texts(table: LazyTable, flags: Mapping[int, nw.Expr]) -> Lazy:
    """Return the texts that do not pass, a row for each: its column, itself, its row's number."""
    names = [called(place) for place in flags]
    shown = [
        nw.when(flag).then(nw.col(called(place))).alias(called(place))
        for place, flag in flags.items()
    ]
    held = table.frame.select(ROW, *shown)
    if not held.implementation.is_spark_like():  # Spark would compute all flags twice
        held = held.filter(any_of(~nw.col(name).is_null() for name in names))
    return stack(held, names, [ROW])


def _fetch_values(table: LazyTable, flagged: Lazy) -> Iterator[tuple[int, Raw, int, int]]:
    groups = flagged.group_by("place", "value").agg(*COUNTS)
    most = groups.sort("count", descending=True).head(VALUES_READ)
    for row in fetch(most):
        place = place_of(row["place"])
        raw = BYTES if table.is_bytes(place) else read_value(row["value"])
        yield place, raw, to_int(row["count"]), to_int(row["first"])


def find_further(
    table: LazyTable, rows: Lazy, found: Sequence[tuple[Value, Raw]], room: int
) -> Iterator[tuple[Value, int]]:
    """Yield the further rows in which values stand that were met more than once.

    Args:
        table: The table.
        rows: Its rows, with their numbers, or what is to be compared in their stead.
        found: The values, and what stands for each of them in its column of these rows.
        room: How many rows are enough.
    """
    often = [(value, raw) for value, raw in found if value.count > 1]
    if not (often and table.is_numbered):
        return
    by_place: dict[int, dict[Raw, Value]] = {}
    for value, raw in often:
        by_place.setdefault(value.place, {})[raw] = value
    here = any_of(one_of(place, values) for place, values in by_place.items())
    held = rows.filter(here).select(ROW, *map(called, by_place))
    is_small = sum(value.count for value, _ in often) <= ROWS_FETCHED
    for row in fetch(held) if is_small else table.first(room, held):
        number = to_int(row[ROW])
        for place, values in by_place.items():
            known = values.get(read_value(row[called(place)]))
            if known is not None and number != known.first:
                yield known, number


def _count_unread(flagged: Lazy, values: LazyValues) -> None:
    for row in fetch(flagged.group_by("place").agg(nw.len().alias("count"))):
        place = place_of(row["place"])
        rest = to_int(row["count"]) - sum(v.count for v in values.found if v.place == place)
        if rest:
            values.unread[place] = rest
