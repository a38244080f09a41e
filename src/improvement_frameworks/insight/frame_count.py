"""Counts the entries of a frame where they are: the same numbers as `count`, by group-bys alone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, cast

import narwhals as nw

from improvement_frameworks.insight.count import TallyCell, count_voices, list_sums
from improvement_frameworks.tables.columnar.lazy_table import as_number, fetch, to_int

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from improvement_frameworks.core.record.dimension import Dimension
    from improvement_frameworks.insight.disclosure import Key
    from improvement_frameworks.insight.observed_frame import ObservedFrame
    from improvement_frameworks.tables.columnar.lazy_table import Lazy

    Dimensions = tuple[Dimension, ...]

_DIFFERENT: Final = {
    "records": "record",
    "people": "named",
    "units": "unit",
    "named_units": "named_unit",
}
"""What is counted of which different values there are, by the column that has them."""
_NUMBERS: Final = ("entries", "anonymous", *_DIFFERENT)
_SUM: Final = "sum"
"""The column that says by which of the dimensions a row counts."""
_ALL: Final = "all"
"""A column of one value, to group by where no dimension is left."""


def count_frame(
    observed: ObservedFrame, by: Sequence[Dimension], *, one_answer_each: bool = False
) -> dict[Key, TallyCell]:
    """Return the cells of a tally and all sums of them; an entry counts once in each.

    Args:
        observed: What is to be counted.
        by: The dimensions.
        one_answer_each: Whether each entry without a name is by somebody else.
    """
    found: dict[Key, dict[str, int]] = defaultdict(dict[str, int])
    for kept, row in _fetch(observed, by):
        key = tuple(cast("str", row[name]) if name in kept else None for name in by)
        found[key] |= {name: to_int(row[name]) for name in _NUMBERS if name in row}
    return {key: _read(numbers, one_answer_each=one_answer_each) for key, numbers in found.items()}


def _read(numbers: Mapping[str, int], *, one_answer_each: bool) -> TallyCell:
    anonymous = numbers["anonymous"]
    nobody = 1 if anonymous else 0  # what is missing counts as a value of its own
    people = numbers["people"] - nobody
    faceless = numbers["units"] - (numbers["named_units"] - nobody)
    voices = count_voices(people, faceless, anonymous, one_answer_each=one_answer_each)
    return TallyCell(
        entries=numbers["entries"],
        people=people,
        anonymous=anonymous,
        records=numbers["records"],
        people_at_least=voices,
    )


def _fetch(
    observed: ObservedFrame, by: Sequence[Dimension]
) -> Iterator[tuple[Dimensions, Mapping[str, object]]]:
    """Yield rows of numbers, each with the dimensions by which it counts."""
    sums = [*list_sums(by)]
    if observed.rows.implementation.is_dask():
        for kept in sums:
            for table in _count_apart(_mark(observed.select(kept)), [_ALL, *kept]):
                yield from ((kept, row) for row in fetch(table))
        return
    tables: list[Lazy] = []
    for place, kept in enumerate(sums):
        cells = [nw.col(name) if name in kept else nw.lit("").alias(name) for name in by]
        counted = _count(_mark(observed.select(kept)), [_ALL, *kept])
        tables.append(counted.select(nw.lit(place).alias(_SUM), *cells, *_NUMBERS))
    for row in fetch(nw.concat(tables)):  # at once, so that an engine reads its data once
        yield sums[to_int(row[_SUM])], row


def _mark(rows: Lazy) -> Lazy:
    """Say which rows name somebody."""
    is_named = nw.col("person") != ""
    return rows.with_columns(
        nw.lit(0).alias(_ALL),
        as_number(~is_named).alias("bare"),
        nw.when(is_named).then(nw.col("person")).alias("named"),
        nw.when(is_named).then(nw.col("unit")).alias("named_unit"),
    )


def _sums() -> list[nw.Expr]:
    return [nw.len().alias("entries"), nw.col("bare").sum().alias("anonymous")]


def _count(rows: Lazy, keys: list[str]) -> Lazy:
    different = (nw.col(column).n_unique().alias(name) for name, column in _DIFFERENT.items())
    return rows.group_by(*keys).agg(*_sums(), *different)


def _count_apart(rows: Lazy, keys: list[str]) -> Iterator[Lazy]:
    """Yield the same numbers in tables of their own; repetitions are left out before.

    Dask counts different values within each of its partitions, and adds up what comes of it.
    """
    yield rows.group_by(*keys).agg(*_sums())
    for name, column in _DIFFERENT.items():
        once = rows.select(*keys, column).unique()
        yield once.group_by(*keys).agg(nw.len().alias(name))
