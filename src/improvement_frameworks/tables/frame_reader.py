"""Reads the columns of batches, and single rows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from improvement_frameworks.tables.frame_column import ReadColumn, read_column
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


RUN_GATE: Final = Gate(
    lambda name: pl.col(name).filter(_changed(int(name))), GATE.is_strict, GATE.measure
)
"""The same for a column in which equal cells follow each other: it looks at the first of each."""


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
            place: (~gate.passes(column, options.habits, str(place))).arg_true().implode()
            for place, column in self.columns.items()
            for gate in [RUN_GATE if column.place == "record" else GATE]
        }

    def check_row(self, row: Row) -> CheckedRow:
        """Check a row exactly."""
        (piece,) = self.layout.cut(row)
        return self.checker.check(row, piece.cells)

    def read(self, batch: Batch) -> dict[str, ReadColumn]:
        """Read the columns of a batch, each by its name; the gate looks at all of them at once."""
        frame = batch.frame
        here = {p: c for p, c in self.columns.items() if p < frame.width}
        texts = [p for p in here if frame.dtypes[p] == pl.String]
        runs = [p for p in texts if here[p].place == "record"]
        wanted = [self._failing[p] for p in texts] + [_starts(p).implode() for p in runs]
        rows = (
            frame.select(one.alias(str(number)) for number, one in enumerate(wanted)).row(0)
            if wanted
            else ()
        )
        failing = dict(zip(texts, rows, strict=False))
        starts = dict(zip(runs, rows[len(texts) :], strict=True))
        return {
            column.name: read_column(
                column,
                frame.to_series(place),
                failing.get(place),
                self.checker.readers[column.name],
                starts.get(place),
            )
            for place, column in here.items()
        }


def _changed(place: int) -> pl.Expr:
    """Tell where a run of equal cells begins."""
    cell = pl.col(str(place))
    return (pl.int_range(pl.len()) == 0) | cell.ne_missing(cell.shift(1))


def _starts(place: int) -> pl.Expr:
    return _changed(place).arg_true()
