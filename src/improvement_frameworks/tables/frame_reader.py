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
    from improvement_frameworks.tables.frame_batch import Batch
    from improvement_frameworks.tables.heading import Heading
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.row_check import CheckedRow
    from improvement_frameworks.tables.sheet import Row

GATE: Final = Gate(pl.col, is_strict=True, measure=lambda cell: cell.str.len_bytes())
"""The gate for Polars: a text has at least as many bytes as characters."""


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

    def check_row(self, row: Row) -> CheckedRow:
        """Check a row exactly."""
        (piece,) = self.layout.cut(row)
        return self.checker.check(row, piece.cells)

    def read(self, batch: Batch) -> dict[str, ReadColumn]:
        """Read the columns of a batch, each by its name."""
        frame = batch.frame
        here = {p: c for p, c in self.columns.items() if p < frame.width}
        texts = [p for p in here if frame.dtypes[p] == pl.String]
        runs = {
            p: runs
            for p in texts
            if here[p].place == "record" and (runs := find_runs(frame.to_series(p))) is not None
        }
        whole = [self._failing[p] for p in texts if p not in runs]
        flags = {one.name: one for one in frame.select(whole)} if whole else {}
        found: dict[str, ReadColumn] = {}
        for place, column in here.items():
            series = frame.to_series(place)
            reader = self.checker.readers[column.name]
            if place in runs:
                values = series.gather(runs[place])
                failing = values.to_frame().select(self._failing[place]).to_series()
                read = read_column(column, series, values, failing, reader, runs[place])
            else:
                read = read_column(column, series, series, flags.get(str(place)), reader)
            found[column.name] = read
        return found
