"""Reads the columns of batches, and single rows of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, cast

import polars as pl
from attrs import define, field, frozen

from improvement_frameworks.core.record.types import PROSE
from improvement_frameworks.tables.cells.note import NoteCounter
from improvement_frameworks.tables.columnar.gate import Gate
from improvement_frameworks.tables.columnar.left_out import find_left_out
from improvement_frameworks.tables.layouts.layout import LongLayout
from improvement_frameworks.tables.rows.row import RowChecker
from improvement_frameworks.tables.rows.verdict import tell_left_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from improvement_frameworks.problems.problem import Issue, Json
    from improvement_frameworks.tables.cells.cell import Cell
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.batch import Batch
    from improvement_frameworks.tables.reading.sheet import Raw, Row
    from improvement_frameworks.tables.rows.column import Column
    from improvement_frameworks.tables.rows.row import CheckedRow

GATE: Final = Gate(pl.col, is_strict=True, measure=lambda cell: cell.str.len_bytes())
"""The gate for Polars: a text has at least as many bytes as characters."""

_SAMPLE: Final = 1_000
_USUAL: Final = 100
_FEW: Final = 100
"""So many cells are sooner read than the gate is asked about them."""


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


class FrameReader:
    """Reads the batches of one sheet."""

    def __init__(self, heading: Heading, options: Options) -> None:
        self.heading = heading
        self.layout = LongLayout(heading, options)
        self.title = options.title or self.layout.title
        self.checker = RowChecker(heading, options.habits, NoteCounter())
        self.columns = self.layout.columns
        self.places = {column.name: place for place, column in self.columns.items()}
        self._failing = {
            place: ~GATE.passes(column, self.checker.habits, str(place), pl.String())
            for place, column in self.columns.items()
        }
        self._habits = self.checker.habits
        self._quick: dict[int, pl.Expr | None] = {}

    def check_row(self, row: Row) -> CheckedRow:
        """Check a row exactly."""
        (piece,) = self.layout.cut(row)
        return self.checker.check(row, piece)

    def read_data(self, batch: Batch) -> tuple[Batch, dict[str, ReadColumn], list[Issue]]:
        """Read the columns of a batch without the rows that are no data, and tell of these."""
        columns = self.read(batch)
        reasons = find_left_out(batch, columns, self.heading)
        if not reasons:
            return batch, columns, []
        told = [tell_left_out(self.heading, batch.row(at), why) for at, why in reasons.items()]
        rest = batch.select([at for at in range(batch.frame.height) if at not in reasons])
        return rest, self.read(rest), told

    def read(self, batch: Batch) -> dict[str, ReadColumn]:
        """Read the columns of a batch, each by its name."""
        frame = batch.frame
        kinds = frame.dtypes
        here = {p: c for p, c in self.columns.items() if p < frame.width}
        texts = [p for p in here if kinds[p] == pl.String]
        heads = [p for p in texts if here[p].place == "record"]
        firsts = pl.DataFrame([frame.to_series(place) for place in heads])
        runs = _find_runs(firsts)
        if runs is None:
            heads = []
        else:
            firsts = firsts[runs]
        flagged = self._flag(firsts, heads)
        flagged.update(self._flag(frame, [p for p in texts if p not in heads]))
        typed = [place for place in here if place not in texts]
        flagged.update(_find(frame, {p: self._fails_typed(p, kinds[p]) for p in typed}))
        return {
            column.name: ReadColumn(
                column,
                frame.to_series(place),
                self._read_flagged(
                    column, frame.to_series(place), flagged[place], runs if place in heads else None
                ),
            )
            for place, column in here.items()
        }

    def _read_flagged(
        self, column: Column, series: pl.Series, flagged: pl.Series, runs: pl.Series | None
    ) -> list[EqualCells]:
        """Read the values that do not pass the gate: of all cells, or where runs of them begin."""
        values = series if runs is None else series[runs]
        reader = self.checker.readers[column.name]
        groups = [EqualCells(reader.read(raw), rows) for raw, rows in _group(values, flagged)]
        if runs is None or not groups:
            return groups
        starts = runs.to_list()
        ends = [*starts[1:], len(series)]
        return [
            EqualCells(g.cell, [row for run in g.rows for row in range(starts[run], ends[run])])
            for g in groups
        ]

    def _flag(self, frame: pl.DataFrame, places: Sequence[int]) -> dict[int, pl.Series]:
        """Return where in some columns stands what does not pass the gate.

        The gate is asked only about what cannot be told more quickly.
        """
        for place in places:
            if place not in self._quick:
                self._quick[place] = self._find_quick(frame[str(place)])
        quick = {place: found for place in places if (found := self._quick[place]) is not None}
        flagged = _find(frame, {p: ~quick[p] if p in quick else self._failing[p] for p in places})
        for place in quick:
            rows = flagged[place]
            if len(rows) > _FEW:
                values = frame[str(place)].gather(rows).to_frame()
                flagged[place] = rows.gather(_find(values, {place: self._failing[place]})[place])
        return flagged

    def _fails_typed(self, place: int, kind: pl.DataType) -> pl.Expr:
        right: pl.Expr = GATE.passes(self.columns[place], self._habits, str(place), kind)
        return ~right

    def _find_quick(self, series: pl.Series) -> pl.Expr | None:
        """Return what tells more quickly than the gate that most cells of a column pass it.

        That is what stands there often and passes, as its first rows say; or how prose begins and
        ends. Without it, half a million rows of CSV take more than a tenth longer.
        """
        place = int(series.name)
        if self.columns[place].kind in {"code", "constant", "yes-no"}:  # the gate is as quick
            return None
        usual = series.head(_SAMPLE).unique().drop_nulls()
        if len(usual) > _USUAL:
            column = self.columns[place]
            return None if self._habits.nothing_in(column) else _passes_prose(column, place)
        right = usual.to_frame().filter(~self._failing[place]).to_series().to_list()
        return pl.col(series.name).is_in(right) if right else None


def _find(frame: pl.DataFrame, tests: Mapping[int, pl.Expr]) -> dict[int, pl.Series]:
    """Return in which rows each of some tests is met."""
    if not tests:
        return {}
    rows = frame.select(test.arg_true().implode() for test in tests.values())
    return {place: rows.to_series(at)[0] for at, place in enumerate(tests)}


def _passes_prose(column: Column, place: int) -> pl.Expr | None:
    """Tell whether cells begin and end with a visible character of ASCII, if that is enough.

    Most prose does; nothing follows from it if a cell does not.
    """
    text = column.text
    if text is None or text.pattern != PROSE.pattern or column.is_list:
        return None
    cell = pl.col(str(place))
    begins = (cell >= "(") & (cell < "\x7f")  # an apostrophe, which may hide a formula, is before
    ends = cell.str.tail(1).is_between(pl.lit("!"), pl.lit("~"))
    return begins & ends & (cell.str.len_bytes() <= text.longest)


def _find_runs(frame: pl.DataFrame) -> pl.Series | None:
    """Return where runs of equal rows begin, if there are few; it is then enough to read these.

    Without that, half a million rows with 20 of each record take a tenth longer.
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
