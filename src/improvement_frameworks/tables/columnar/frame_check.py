"""Checks long tables in frames: the report of `check_rows` without the rules, many times faster.

Whole columns are let pass by one expression each (`gate`). What does not pass is read by its value,
exactly as row by row. What goes across rows is found by hashes (`row_hash`, `key_check`). Rows and
records of which the report says something are checked as in any table; of the others, issues are
only counted.
"""

from __future__ import annotations

from functools import partial, reduce
from typing import TYPE_CHECKING

import polars as pl
from attrs import frozen

from improvement_frameworks import problems
from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.cells.note import NoteCounter
from improvement_frameworks.tables.columnar.batch_fault import Faults, FrameExtent, find_void
from improvement_frameworks.tables.columnar.batch_reader import FrameReader
from improvement_frameworks.tables.columnar.record_check import Across
from improvement_frameworks.tables.columnar.told import Told
from improvement_frameworks.tables.options import ROWS_JUDGED
from improvement_frameworks.tables.reading.sheet import Row
from improvement_frameworks.tables.rows.need import find_lacks
from improvement_frameworks.tables.rows.verdict import tell_missing, tell_unjudged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from improvement_frameworks.core.report.report import Collector
    from improvement_frameworks.tables.cells.cell import Cell
    from improvement_frameworks.tables.columnar.batch_fault import Tell
    from improvement_frameworks.tables.columnar.batch_reader import ReadColumn
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.batch import Batch, Item
    from improvement_frameworks.tables.rows.column import Column


class FrameChecker:
    """Checks the rows of one sheet, batch by batch."""

    def __init__(self, heading: Heading, options: Options, collector: Collector) -> None:
        self._heading = heading
        self._options = options
        self._collector = collector
        self._reader = FrameReader(heading, options)
        self._across = Across(self._reader, options, collector)
        self._extent = FrameExtent(heading)
        self._notes = NoteCounter()
        self._rows = 0

    def take(self, batch: Batch) -> None:
        """Check a batch."""
        batch, columns, left_out = self._reader.read_data(batch)
        self._collector.add(left_out, documents=0)
        for issue in left_out:
            self._collector.count_cells(int(str(issue.params["cells"])), 0)
        if not batch.frame.height:
            return
        void = self._find_void(batch, columns)
        height = batch.frame.height - (int(void.sum()) if void is not None else 0)
        self._rows += height
        faults = Faults()
        for read in columns.values():
            self._take_notes(batch, read)
            for group in read.groups:
                if group.cell.problem is not None:
                    tell = self._tell_cell(batch, read.column, group.cell)
                    faults.add(group.cell.problem, group.rows, tell)
        needs, cells = self._reader.checker.needs, _CellsOfBatch(columns)
        for column, lacking in find_lacks(needs, columns, cells.is_blank, cells.says_any):
            rows = lacking.arg_true().to_list()
            faults.add(problems.FIELD_MISSING, rows, self._tell_missing(batch, column))
        self._count_cells(batch, columns)
        self._report(batch, faults, void, height)
        self._across.take(batch, columns, faults.rows(), void)

    def _tell_cell(self, batch: Batch, column: Column, cell: Cell) -> Tell:
        name, place = column.name, self._reader.places[column.name]
        checker = self._reader.checker
        return lambda index: [checker.tell_cell(name, cell, batch.spot(index), place)]

    def _tell_missing(self, batch: Batch, column: Column) -> Tell:
        place = self._reader.places.get(column.name)
        where = self._heading.where
        return lambda index: [tell_missing(column, where(batch.spot(index), place))]

    def _find_void(self, batch: Batch, columns: dict[str, ReadColumn]) -> pl.Series | None:
        """Tell which rows are blank, if any: nothing but space stands in any of their cells."""
        if any(not read.has_blank for read in columns.values()):
            return None
        frame = batch.frame
        void = pl.repeat(value=True, n=frame.height, eager=True)
        for series in frame:
            void &= find_void(series)
        return void if void.any() else None

    def _count_cells(self, batch: Batch, columns: dict[str, ReadColumn]) -> None:
        """Count the cells with content, and those that were read."""
        content = read = 0
        for column in columns.values():
            filled = column.series.len() - column.series.null_count()
            for group in column.groups:
                is_void = group.cell.is_blank and not group.cell.notes
                filled -= len(group.rows) if is_void else 0
                is_read = not group.cell.is_blank and group.cell.problem is None
                read -= 0 if is_void or is_read else len(group.rows)
            content += filled
            read += filled
        places = {self._reader.places[name] for name in columns}
        for place in set(range(batch.frame.width)) - places:
            content += int((~find_void(batch.frame.to_series(place))).sum())
        self._collector.count_cells(content, read)

    def _take_notes(self, batch: Batch, read: ReadColumn) -> None:
        place = self._reader.places[read.column.name]
        noted = [group for group in read.groups if group.cell.notes]
        for group in sorted(noted, key=lambda group: group.rows[0]):
            first = group.rows[0]
            for note in group.cell.notes:
                is_known = self._notes.knows(note, place)  # then its line does not matter
                row = Row(batch.numbers[first], ()) if is_known else batch.spot(first)
                self._notes.take(note, self._heading, row, place, count=len(group.rows))

    def _report(self, batch: Batch, faults: Faults, void: pl.Series | None, height: int) -> None:
        """Give the issues to the collector: those that it keeps in full, the others as numbers."""
        told = Told(self._collector)
        faults.tell(batch, told)
        self._extent.find(batch, void).tell(batch, told)
        self._collector.add([], documents=0, rows=height)
        told.give()

    def remarks(self) -> None:
        """Give the remarks on the whole sheet to the collector."""
        top = self._heading.where(self._heading.row)
        found = [*self._reader.layout.remarks(), *self._notes.issues()]
        if self._rows:
            found += self._across.remarks()
        if not self._rows:
            found.append(problems.TABLE_NO_ROWS.issue(top))
        elif self._options.rules is None and self._rows > ROWS_JUDGED:
            found.append(tell_unjudged(self._heading, self._options, ROWS_JUDGED))
        self._collector.add(found, documents=0)

    def finish(self, read: Callable[[], Iterator[Item]]) -> None:
        """Report what is wrong across rows; ``read`` gives all batches once more."""
        self._across.finish(read)


@frozen
class _CellsOfBatch:
    """Tells which cells of a batch are blank."""

    columns: Mapping[str, ReadColumn]

    def is_blank(self, name: str) -> pl.Series | None:
        read = self.columns[name]
        return read.blank if read.has_blank else None

    def says_any(self, names: Sequence[str]) -> pl.Series | None:
        said = [~self.columns[name].blank for name in names if name in self.columns]
        return reduce(lambda one, other: one | other, said) if said else None


def check_frames(
    heading: Heading, options: Options, collector: Collector, *, size: int = 0
) -> None:
    """Check the rows below a header in batches, of this ``size`` if it is given.

    What the collector reports is true at every step, also after an interruption.
    """
    collector.count_cells(*heading.above)
    checker = FrameChecker(heading, options, collector)
    try:
        for item in heading.batches(size):
            if isinstance(item, Issue):
                collector.add([item], documents=0)
            else:
                checker.take(item)
    finally:
        checker.remarks()
    checker.finish(partial(heading.batches, size))
