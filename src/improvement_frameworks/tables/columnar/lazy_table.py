"""A frame whose data lie elsewhere (in a cluster, a database, files): what is asked of it.

Only expressions go there, and only counts and a bounded number of values come back. The columns
are called by their place (``c0``, ``c1``), so that no name of a column can be in the way.
"""

from __future__ import annotations

from collections import Counter
from functools import reduce
from typing import TYPE_CHECKING, Final, TypeAlias, cast

import narwhals as nw
from attrs import frozen

from improvement_frameworks.core.record.types import BLANKS
from improvement_frameworks.tables.reading.frame_reader import read_value
from improvement_frameworks.tables.reading.sheet import BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from narwhals.dtypes import DType
    from narwhals.typing import IntoLazyFrame

    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.reading.sheet import Raw
    from improvement_frameworks.tables.rows.column import Column

Lazy: TypeAlias = "nw.LazyFrame[IntoLazyFrame]"
"""A frame that computes when it is asked."""

ROW: Final = "row"
"""The column of the rows' numbers, once the columns have names of ours; all are 0 if none says."""


def _spell(characters: Iterable[str]) -> str:
    """Write the inside of a character class so that all engines read it."""
    return "".join(f"\\x{ord(one):02x}" if ord(one) < 0x100 else one for one in characters)


EDGES: Final = f"^[{_spell(BLANKS)}]+|[{_spell(BLANKS)}]+$"
"""What is left out at the ends of a text."""

_NO_BLANK: Final = f"[^{_spell(BLANKS)}]"
_UNNAMEABLE: Final = (".", "`")


@frozen
class LazyTable:
    """The rows of a lazy frame below their header."""

    frame: Lazy
    """The cells; columns are called by their place, blank rows are left out."""
    heading: Heading
    """The names of the columns."""
    columns: Mapping[int, Column]
    """The columns that are read, by their place."""
    kinds: Mapping[int, DType]
    """The types of all columns, by their place."""
    is_numbered: bool
    """Whether a column says the number of each row."""

    @property
    def places(self) -> Mapping[str, int]:
        """The places of the columns that are read, by their names."""
        return {column.name: place for place, column in self.columns.items()}

    def is_text(self, place: int) -> bool:
        """Whether a column holds texts."""
        return self.kinds[place] == nw.String

    def is_bytes(self, place: int) -> bool:
        """Whether a column holds bytes, of which nobody knows what they say."""
        return self.kinds[place] == nw.Binary

    def is_empty(self, place: int) -> nw.Expr:
        """Tell in which cells of a column nothing stands, or nothing but blanks."""
        return _is_empty(place, self.kinds[place], _NO_BLANK)

    def first(self, number: int, frame: Lazy) -> Iterator[Mapping[str, object]]:
        """Fetch the first rows of a frame by their numbers."""
        yield from fetch((frame.sort(ROW) if self.is_numbered else frame).head(number))

    def find_first(self, condition: nw.Expr) -> int | None:
        """Return the number of the first row in which a condition holds, if there is one."""
        held = self.first(1, self.frame.filter(condition).select(ROW))
        return next((to_int(row[ROW]) for row in held), None)

    def count(self, conditions: Mapping[str, nw.Expr]) -> Counter[str]:
        """Count all rows, and those in which each condition holds, in one pass."""
        counts = [as_number(held).sum().alias(name) for name, held in conditions.items()]
        counted = fetch(self.frame.select(nw.len().alias(ROW), *counts))
        return Counter({name: to_int(count) for row in counted for name, count in row.items()})


def open_lazy(
    frame: Lazy, heading: Heading, columns: Mapping[int, Column], row_number: str
) -> LazyTable:
    """Give the columns of a frame their names, and leave out blank rows."""
    schema = frame.collect_schema()
    names = names_in(frame, row_number)
    kinds: dict[int, DType] = {}
    taken: list[nw.Expr] = []
    for place, name in enumerate(names):
        if any(mark in name for mark in _UNNAMEABLE) and place not in columns:
            continue  # some engines would read such a name as a path
        kind: DType = schema[name]
        cell = nw.col(name)
        if isinstance(kind, nw.Categorical | nw.Enum):
            kind, cell = nw.String(), cell.cast(nw.String)
        if kind.is_float():
            cell = cell.fill_nan(None)  # what is no number is nothing
        kinds[place] = kind
        taken.append(cell.alias(called(place)))
    number = nw.col(row_number) if row_number else nw.lit(0)
    taken.append(number.cast(nw.Int64).alias(ROW))
    # the columns that every row needs come first: one of them is enough to see that it is not blank
    order = sorted(kinds, key=lambda place: place not in columns or not columns[place].is_required)
    void = all_of(_is_empty(place, kinds[place], _NO_BLANK) for place in order)
    return LazyTable(frame.select(*taken).filter(~void), heading, columns, kinds, bool(row_number))


def names_in(frame: Lazy, row_number: str) -> list[str]:
    """Return the names of a frame's columns, that of the rows' numbers left out."""
    names = frame.collect_schema().names()
    return [name for name in names if not row_number or name != row_number]


def called(place: int) -> str:
    """Return how the column of a place is called."""
    return f"c{place}"


def place_of(name: object) -> int:
    """Return the place of a column that is called so."""
    return int(str(name).removeprefix("c"))


def _is_empty(place: int, kind: DType, something: str) -> nw.Expr:
    cell = nw.col(called(place))
    if kind == nw.String:
        return cell.is_null() | ~cell.str.contains(something).fill_null(value=False)
    return cell.is_null()


def any_of(conditions: Iterable[nw.Expr]) -> nw.Expr:
    """Tell where any of the conditions holds."""
    return reduce(lambda one, other: one | other, conditions)


def all_of(conditions: Iterable[nw.Expr]) -> nw.Expr:
    """Tell where all of the conditions hold."""
    return reduce(lambda one, other: one & other, conditions)


def one_of(place: int, values: Iterable[Raw]) -> nw.Expr:
    """Tell in which cells of a column one of the values stands."""
    cell, wanted = nw.col(called(place)), list(values)
    if BYTES in wanted:  # which is all that its column holds
        return ~cell.is_null()
    return cell.is_in(wanted).fill_null(value=False)


def as_number(condition: nw.Expr) -> nw.Expr:
    """Return 1 where a condition holds and 0 elsewhere; not all engines make numbers of truth."""
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))


def stack(frame: Lazy, names: list[str], index: list[str]) -> Lazy:
    """Return a row for each value of some columns: the ``place`` of its column and the ``value``.

    The columns of the index are kept beside it; nulls are left out.
    """
    if frame.implementation.is_ibis():  # on PostgreSQL, its unpivot gives texts of JSON
        parts = [
            frame.select(*index, nw.lit(name).alias("place"), nw.col(name).alias("value"))
            for name in names
        ]
        long = nw.concat(parts)
    else:
        long = frame.unpivot(names, index=index, variable_name="place", value_name="value")
    return long.filter(~nw.col("value").is_null())


def fetch(frame: Lazy) -> Iterator[Mapping[str, object]]:
    """Compute a frame and yield its rows."""
    for row in frame.collect().iter_rows(named=True):
        yield cast("Mapping[str, object]", row)


def to_int(value: object) -> int:
    """Return a number as engines write it as a whole number; nothing is 0."""
    found = read_value(value)
    return int(cast("int", found)) if found is not None else 0
