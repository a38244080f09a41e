"""Reads the columns of batches, and single rows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from improvement_frameworks.tables.frame_column import ReadColumn, find_runs, read_column
from improvement_frameworks.tables.gate import Gate
from improvement_frameworks.tables.layout import NAME, LongLayout
from improvement_frameworks.tables.note import NoteBook
from improvement_frameworks.tables.row_check import RowChecker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from improvement_frameworks.tables.frame_batch import Batch
    from improvement_frameworks.tables.heading import Heading
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.row_check import CheckedRow
    from improvement_frameworks.tables.sheet import Row

GATE: Final = Gate(pl.col, is_strict=True, measure=lambda cell: cell.str.len_bytes())
"""The gate for Polars: a text has at least as many bytes as characters."""

_SAMPLE: Final = 1_000
_USUAL: Final = 100


class FrameReader:
    """Reads the batches of one sheet."""

    def __init__(self, heading: Heading, options: Options) -> None:
        self.heading = heading
        self.layout = LongLayout(heading, options)
        self.title = options.title or self.layout.title
        self.checker = RowChecker(heading, options.habits, NoteBook())
        dropped = NAME if options.people == "drop" else ""
        self.columns = {p: c for p, c in heading.columns.items() if c.name != dropped}
        self.places = {column.name: place for place, column in self.columns.items()}
        self._failing = {
            place: ~GATE.passes(column, options.habits, str(place))
            for place, column in self.columns.items()
        }
        self._usual: dict[int, list[str]] = {}

    def check_row(self, row: Row) -> CheckedRow:
        """Check a row exactly."""
        (piece,) = self.layout.cut(row)
        return self.checker.check(row, piece.cells)

    def read(self, batch: Batch) -> dict[str, ReadColumn]:
        """Read the columns of a batch, each by its name."""
        frame = batch.frame
        kinds = frame.dtypes
        here = {p: c for p, c in self.columns.items() if p < frame.width}
        texts = [p for p in here if kinds[p] == pl.String]
        heads = [p for p in texts if here[p].place == "record"]
        firsts = pl.DataFrame([frame.to_series(place) for place in heads])
        runs = find_runs(firsts)
        if runs is None:
            heads = []
        else:
            firsts = firsts[runs]
        flagged = self._flag(firsts, heads)
        flagged.update(self._flag_rows(frame, [p for p in texts if p not in heads]))
        found: dict[str, ReadColumn] = {}
        for place, column in here.items():
            series = frame.to_series(place)
            reader = self.checker.readers[column.name]
            is_head = place in heads
            values = firsts[str(place)] if is_head else series
            found[column.name] = read_column(
                column, series, values, flagged.get(place), reader, runs if is_head else None
            )
        return found

    def _flag(self, frame: pl.DataFrame, places: Sequence[int]) -> dict[int, pl.Series]:
        """Return where in some columns stands what does not pass the gate."""
        if not places:
            return {}
        rows = frame.select(self._failing[place].arg_true().implode() for place in places)
        return {place: rows.to_series(at)[0] for at, place in enumerate(places)}

    def _flag_rows(self, frame: pl.DataFrame, places: Sequence[int]) -> dict[int, pl.Series]:
        """Do the same, but ask the gate only about what is not usual in a column."""
        usual = {place: self._find_usual(frame.to_series(place)) for place in places}
        flagged = self._flag(frame, [place for place in places if not usual[place]])
        often = {place: words for place, words in usual.items() if words}
        if not often:
            return flagged
        rare = [
            (~pl.col(str(place)).is_in(words)).arg_true().implode()
            for place, words in often.items()
        ]
        for place, rows in zip(often, frame.select(rare), strict=True):
            values = frame.to_series(place).gather(rows[0])
            flagged[place] = rows[0].gather(self._flag(values.to_frame(), [place])[place])
        return flagged

    def _find_usual(self, series: pl.Series) -> Sequence[str]:
        """Return what stands often in a column and passes the gate, as its first rows say."""
        place = int(series.name)
        if place not in self._usual:
            usual = series.head(_SAMPLE).unique().drop_nulls()
            is_told = self.columns[place].kind in {"code", "constant", "yes-no"}  # as quick
            if is_told or len(usual) > _USUAL:
                usual = usual.clear()
            right = usual.to_frame().filter(~self._failing[place]).to_series()
            self._usual[place] = right.to_list()
        return self._usual[place]
