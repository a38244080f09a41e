"""Reads one column of a batch: what the gate lets pass as it is, the rest value by value."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import polars as pl
from attrs import define, field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.tables.cells.cell import Cell, CellReader
    from improvement_frameworks.tables.reading.sheet import Raw
    from improvement_frameworks.tables.rows.column import Column


@frozen
class EqualCells:
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
    groups: list[EqualCells]
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
    values: pl.Series,
    flagged: pl.Series,
    reader: CellReader,
    runs: pl.Series | None = None,
) -> ReadColumn:
    """Read a column.

    Args:
        column: The column.
        series: Its cells.
        values: The values to be read: all cells, or the first of each run of equal ones.
        flagged: The places of the values that do not pass the gate.
        reader: Reads what does not pass.
        runs: Where the runs begin.
    """
    groups = [EqualCells(reader.read(raw), rows) for raw, rows in _group(values, flagged)]
    if runs is not None and groups:
        ends = [*runs[1:].to_list(), len(series)]
        starts = runs.to_list()
        groups = [
            EqualCells(g.cell, [row for run in g.rows for row in range(starts[run], ends[run])])
            for g in groups
        ]
    return ReadColumn(column, series, groups)


def find_runs(frame: pl.DataFrame) -> pl.Series | None:
    """Return where runs of equal rows begin, if there are few; it is then enough to read these.

    Without that, half a million rows with 20 of each record take a quarter longer.
    """
    if not (frame.height and frame.width):
        return None
    differs = pl.any_horizontal(pl.all().ne_missing(pl.all().shift(1)))
    starts = frame.select(differs.arg_true()).to_series()
    if len(starts) > frame.height // 4:
        return None
    if len(starts) and starts[0] == 0:
        return starts
    return pl.concat([pl.Series(starts.name, [0], dtype=starts.dtype), starts])


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


def _group(series: pl.Series, flagged: pl.Series) -> Iterator[tuple[Raw, Sequence[int]]]:
    """Yield each flagged value with its places."""
    if not len(flagged):
        return
    values = cast("list[Raw]", series.gather(flagged).to_list())
    is_plain = series.dtype != pl.Object
    found: dict[object, tuple[Raw, list[int]]] = {}
    for value, place in zip(values, flagged.to_list(), strict=True):
        key = value if is_plain else (type(value), repr(value))
        known = found.get(key)
        if known is None:
            found[key] = value, [place]
        else:
            known[1].append(place)
    yield from found.values()
