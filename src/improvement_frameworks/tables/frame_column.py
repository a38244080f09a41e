"""Reads one column of a batch: what the gate lets pass as it is, the rest value by value."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Final, cast

import polars as pl
from attrs import define, field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from improvement_frameworks.core.report import Json
    from improvement_frameworks.tables.cell import Cell, CellReader
    from improvement_frameworks.tables.column import Column
    from improvement_frameworks.tables.sheet import Raw

_MANY: Final = 10_000
"""From how many cells on it is worth while to let Polars group them."""
_FIRST_DAY: Final = date(1900, 1, 1)
_LAST_DAY: Final = date(2199, 12, 31)


@frozen
class Group:
    """The cells of a column in which the same stands."""

    cell: Cell
    """What they say."""
    rows: Sequence[int]
    """Their rows in the batch, in order."""


@define
class ReadColumn:
    """What stands in one column of a batch."""

    column: Column
    """The column."""
    series: pl.Series
    """Its cells."""
    groups: list[Group]
    """The cells that the gate did not let pass."""
    _blank: pl.Series | None = field(default=None, init=False)

    @property
    def has_blank(self) -> bool:
        """Whether any cell is blank."""
        return bool(self.series.null_count()) or any(group.cell.is_blank for group in self.groups)

    @property
    def blank(self) -> pl.Series:
        """Which cells are blank."""
        if self._blank is None:
            rows = [row for group in self.groups if group.cell.is_blank for row in group.rows]
            blank = self.series.is_null()
            self._blank = blank.scatter(rows, values=True) if rows else blank
        return self._blank

    def said(self) -> pl.Series:
        """Return what the cells say, as texts that are the same if the values are.

        Null stands for what is blank or wrong.
        """
        column = _write_typed(self.series)
        rows: list[int] = []
        values: list[str | None] = []
        for group in self.groups:
            value = None if group.cell.value is None else write_said(group.cell.value)
            rows += group.rows
            values += [value] * len(group.rows)
        if not rows:
            return column
        return column.clone().scatter(rows, pl.Series(values, dtype=pl.String))


def read_column(
    column: Column,
    series: pl.Series,
    failing: Sequence[int] | None,
    reader: CellReader,
    starts: Sequence[int] | None = None,
) -> ReadColumn:
    """Read a column.

    Args:
        column: The column.
        series: Its cells.
        failing: The rows that do not pass the gate, or the runs; none if they are no texts.
        reader: Reads what does not pass.
        starts: If runs of equal cells are looked at: where they begin.
    """
    if failing is None:
        failing = _flag_typed(column, series).arg_true().to_list()
    if not len(failing):
        return ReadColumn(column, series, [])
    if starts is None:
        return ReadColumn(
            column, series, [Group(reader.read(v), r) for v, r in _group(series, failing)]
        )
    ends = [*starts[1:], len(series)]
    groups = [
        Group(reader.read(value), [row for run in runs for row in range(starts[run], ends[run])])
        for value, runs in _group(series, failing, [starts[run] for run in failing])
    ]
    return ReadColumn(column, series, groups)


def write_said(value: Json) -> str:
    """Write a value as a text; a single text, or the only one of a list, stays what it is."""
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case int():
            return str(value)
        case [str(only)] if not only.startswith("["):
            return only
        case _:
            return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _flag_typed(column: Column, series: pl.Series) -> pl.Series:
    """Flag the cells of a typed column that need to be read."""
    kind = series.dtype
    if kind == pl.Date and column.kind == "date":
        return ~series.is_between(_FIRST_DAY, _LAST_DAY)
    if kind.is_integer() and column.kind == "number" and column.whole is not None:
        return ~series.is_between(column.whole.least, column.whole.most)
    if kind == pl.Boolean and column.kind == "yes-no":
        return pl.repeat(value=False, n=len(series), eager=True)
    return series.is_not_null()


def _write_typed(series: pl.Series) -> pl.Series:
    kind = series.dtype
    if kind == pl.String:
        return series
    if kind == pl.Date or kind.is_integer():
        return series.cast(pl.String)
    if kind == pl.Boolean:
        words = {True: "yes", False: "no"}
        return series.replace_strict(words, return_dtype=pl.String)
    return pl.Series(series.name, [None] * len(series), dtype=pl.String)


def _group(
    series: pl.Series, names: Sequence[int], rows: Sequence[int] | None = None
) -> Iterator[tuple[Raw, Sequence[int]]]:
    """Yield each value that stands in some rows, with the rows, or with other names for them."""
    values = series.gather(pl.Series(names if rows is None else rows, dtype=pl.UInt32))
    if len(names) > _MANY and values.dtype != pl.Object:
        frame = pl.DataFrame({"row": names, "value": values})
        groups = frame.group_by("value", maintain_order=True).agg("row")
        pairs = zip(groups["value"].to_list(), groups["row"].to_list(), strict=True)
        yield from cast("Iterator[tuple[Raw, list[int]]]", pairs)
        return
    found: dict[tuple[type, object], tuple[Raw, list[int]]] = {}
    for value, row in zip(cast("list[Raw]", values.to_list()), names, strict=True):
        key = (type(value), value if isinstance(value, str) else repr(value))
        found.setdefault(key, (value, []))[1].append(row)
    yield from found.values()
