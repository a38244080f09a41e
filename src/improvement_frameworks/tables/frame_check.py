"""Checks long tables in frames: the report of `check_rows` without the rules, many times faster.

Whole columns are let pass by one expression each (`gate`). What does not pass is read by its value,
exactly as row by row, and rows whose issues the report keeps are checked as rows. What goes across
rows is found by hashes (`crossing`), and then put into words by reading the rows in question again.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Final

import polars as pl
from attrs import evolve

from improvement_frameworks.core import problem_list
from improvement_frameworks.core import table_problem_list as problems
from improvement_frameworks.core.problem import Own, quote
from improvement_frameworks.core.report import Issue
from improvement_frameworks.documents.check import check as check_document
from improvement_frameworks.documents.reading import Document
from improvement_frameworks.tables.again import Again
from improvement_frameworks.tables.column import CONTRIBUTOR, RECORD
from improvement_frameworks.tables.crossing import Crossing, hash_of
from improvement_frameworks.tables.frame_column import ReadColumn, find_runs, read_column
from improvement_frameworks.tables.frame_extent import FrameExtent, find_void
from improvement_frameworks.tables.frame_fault import Faults
from improvement_frameworks.tables.gate import Gate
from improvement_frameworks.tables.layout import NAME, LongLayout
from improvement_frameworks.tables.ledger import TITLE, Ledger
from improvement_frameworks.tables.note import NoteBook
from improvement_frameworks.tables.options import ROWS_JUDGED
from improvement_frameworks.tables.row_check import RowChecker, make_issue
from improvement_frameworks.tables.sheet import Row
from improvement_frameworks.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from improvement_frameworks.core.problem import Problem
    from improvement_frameworks.core.report import Collector, Json
    from improvement_frameworks.tables.cell import Note
    from improvement_frameworks.tables.frame_batch import Batch, Item
    from improvement_frameworks.tables.heading import Heading
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.row_check import CheckedRow

GATE: Final = Gate(pl.col, is_strict=True, measure=lambda cell: cell.str.len_bytes())
"""The gate for Polars: a text has at least as many bytes as characters."""

_KEY = "key"
_WHO = "who"


class FrameChecker:
    """Checks the rows of one sheet, batch by batch."""

    def __init__(self, heading: Heading, options: Options, collector: Collector) -> None:
        self.heading = heading
        self._options = options
        self._collector = collector
        self._layout = LongLayout(heading, options)
        self._title = options.title or self._layout.title
        self._notes = NoteBook()
        self._noted: set[tuple[str, int, str]] = set()
        self._checker = RowChecker(heading, options.habits, NoteBook())
        dropped = NAME if options.people == "drop" else ""
        self._columns = {p: c for p, c in heading.columns.items() if c.name != dropped}
        self._places = {column.name: place for place, column in self._columns.items()}
        self._failing = {
            place: ~GATE.passes(column, options.habits, str(place))
            for place, column in self._columns.items()
        }
        self._extent = FrameExtent(heading)
        self._rows = 0
        self._key = ""
        self._key_name = RECORD if RECORD in self._places else TITLE
        here = [column for column in self._columns.values() if column.kind != "constant"]
        heads = [c.name for c in here if c.place == "record" and c.name != self._key_name]
        if self._key_name == TITLE and TITLE in self._places:
            heads.append(TITLE)
        self._details = [c.name for c in here if c.place == "contributor"]
        self.records = Crossing([_KEY], heads)
        self.people = Crossing([_KEY, _WHO], self._details)
        self._faulty: list[pl.DataFrame] = []
        self._unnamed = 0
        self._example: tuple[Row, str] | None = None

    # One batch

    def take(self, batch: Batch) -> None:
        """Check a batch."""
        columns = self._read(batch)
        void = self._find_void(batch, columns)
        height = batch.frame.height - (void.sum() if void is not None else 0)
        self._rows += height
        faults = Faults()
        for read in columns.values():
            self._take_notes(batch, read)
            for group in read.groups:
                if group.cell.problem is not None:
                    faults.add(group.cell.problem, group.rows)
        for rows in self._missing(columns):
            faults.add(problem_list.FIELD_MISSING, rows)
        self._report(batch, faults, void, height)
        self._cross(batch, columns, faults, void)

    def _read(self, batch: Batch) -> dict[str, ReadColumn]:
        frame = batch.frame
        here = {p: c for p, c in self._columns.items() if p < frame.width}
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
            reader = self._checker.readers[column.name]
            if place in runs:
                values = series.gather(runs[place])
                failing = values.to_frame().select(self._failing[place]).to_series()
                read = read_column(column, series, values, failing, reader, runs[place])
            else:
                read = read_column(column, series, series, flags.get(str(place)), reader)
            found[column.name] = read
        return found

    def _find_void(self, batch: Batch, columns: dict[str, ReadColumn]) -> pl.Series | None:
        """Tell which rows are blank, if any: nothing but space stands in any of their cells."""
        if any(not read.has_blank for read in columns.values()):
            return None
        frame = batch.frame
        void = pl.repeat(value=True, n=frame.height, eager=True)
        for series in frame:
            void &= find_void(series)
        return void if void.any() else None

    def _take_notes(self, batch: Batch, read: ReadColumn) -> None:
        noted = [group for group in read.groups if group.cell.notes]
        for group in sorted(noted, key=lambda group: group.rows[0]):
            for note in group.cell.notes:
                row = self._first_row(batch, note, self._places[read.column.name], group.rows[0])
                self._notes.take(
                    note, self.heading, row, self._places[read.column.name], count=len(group.rows)
                )

    def _first_row(self, batch: Batch, note: Note, place: int, index: int) -> Row:
        """Return the row of a note; all that is known of it only if it is the first such note."""
        word = note.found if note.problem is problems.CELLS_BLANK else ""
        key = (note.problem.code, place, word)
        if key in self._noted:
            return Row(batch.number(index), ())
        self._noted.add(key)
        return batch.row(index)

    def _missing(self, columns: dict[str, ReadColumn]) -> Iterator[Sequence[int]]:
        """Yield the rows in which a cell is blank that must not be, for each such column."""
        required = [
            columns[column.name].blank
            for column in self._checker.required
            if column.name in columns and columns[column.name].has_blank
        ]
        if required:
            said = [
                ~read.blank
                for name, read in columns.items()
                if read.column.place == "entry" and name != CONTRIBUTOR
            ]
            is_entry = _any(said)
            for blank in required:
                yield (is_entry & blank).arg_true().to_list()
        for others, needed in self._checker.nouns:
            here = [columns[name] for name in others if name in columns]
            if not here:
                continue
            is_said: pl.Series | None = None
            for column in needed:
                read = columns.get(column.name)
                if read is not None and not read.has_blank:
                    continue
                is_said = _any([~one.blank for one in here]) if is_said is None else is_said
                rows = is_said if read is None else is_said & read.blank
                yield rows.arg_true().to_list()

    def _report(self, batch: Batch, faults: Faults, void: pl.Series | None, height: int) -> None:
        """Give the issues to the collector: those that it keeps in full, the others as numbers."""
        extent = self._extent.find(batch, void)
        rows = faults.first(self._collector)
        odd = extent.first(self._collector)
        told: Counter[Problem] = Counter()
        self._collector.add([], documents=0, rows=height)
        for index in sorted(rows | odd):
            row = batch.row(index)
            found: list[Issue] = []
            if index in rows:
                found += self._check_row(row).issues
            if index in odd:
                found += self._extent.check(row)
            told.update(issue.problem for issue in found)
            self._collector.add(found, documents=0)
        for problem, number in (faults.counts + extent.counts).items():
            self._collector.count(problem.code, problem.severity, number - told[problem])

    def _check_row(self, row: Row) -> CheckedRow:
        (piece,) = self._layout.cut(row)
        return self._checker.check(row, piece.cells)

    # Across rows

    def _cross(
        self,
        batch: Batch,
        columns: dict[str, ReadColumn],
        faults: Faults,
        void: pl.Series | None,
    ) -> None:
        said = self._said(batch, columns)
        faulty = said[faults.rows()].select(hash_of(_KEY)).unique() if faults.counts else None
        if void is not None:
            said = said.filter(~void)
        if faulty is not None and TITLE in self._places:
            self._faulty.append(faulty)
        if not said.height:
            return
        self._key = said[_KEY][-1]
        self.records.take(said.select(*self.records.names, "number"))
        if not self._details:
            return
        self.people.take(
            said.filter(pl.col(_WHO).is_not_null()).select(*self.people.names, "number")
        )
        unnamed = said.filter(
            pl.col("anonymous") & pl.any_horizontal(pl.col(*self._details).is_not_null())
        )
        self._unnamed += unnamed.height
        if unnamed.height and self._example is None:
            key, number = unnamed[_KEY][0], unnamed["number"][0]
            index = number - batch.number(0)
            while batch.number(index) > number:
                index -= 1
            self._example = batch.row(index), self._first_id(key, number)

    def _said(self, batch: Batch, columns: dict[str, ReadColumn]) -> pl.DataFrame:
        """Return what each row says of its record and of whoever speaks, and their names."""
        height = batch.frame.height
        first, last = batch.number(0), batch.number(height - 1)
        if last - first + 1 == height:
            numbers = pl.int_range(first, last + 1, eager=True)
        else:
            numbers = pl.Series([batch.number(index) for index in range(height)], dtype=pl.Int64)
        texts = {name: columns[name].said() for name in self.records.values if name in columns}
        series = [numbers.alias("number"), self._keys(columns, height)]
        series += [text.alias(name) for name, text in texts.items()]
        if self._details:
            series += [columns[name].said().alias(name) for name in self._details]
            nobody = pl.Series([None] * height, dtype=pl.String)
            who = columns.get(CONTRIBUTOR)
            series.append((nobody if who is None else who.said()).alias(_WHO))
            everybody = pl.repeat(value=True, n=height, eager=True)
            series.append((everybody if who is None else who.blank).alias("anonymous"))
        return pl.DataFrame(series)

    def _keys(self, columns: dict[str, ReadColumn], height: int) -> pl.Series:
        """Return the name of the record to which each row belongs."""
        read = columns.get(self._key_name)
        if read is None:
            return pl.repeat("", height, eager=True).alias(_KEY)
        keys = read.said()
        wrong = [row for g in read.groups if g.cell.problem is not None for row in g.rows]
        if wrong:
            keys = keys.clone().scatter(wrong, "")
        if keys.null_count():
            keys = keys.fill_null(strategy="forward").fill_null(self._key)
        return keys.alias(_KEY)

    def _first_id(self, key: str, number: int) -> str:
        """Return the id that is given to the first contributor who has none."""
        table = self.people.table().filter(pl.col("first") < number)
        taken = 1
        while True:
            named = pl.DataFrame({_KEY: [key], _WHO: [f"p{taken}"]}).select(
                hash_of(_KEY), hash_of(_WHO)
            )
            if not table.join(named, on=[_KEY, _WHO], how="semi").height:
                return f"p{taken}"
            taken += 1

    # The end

    def remarks(self) -> None:
        """Give the remarks on the whole sheet to the collector."""
        heading = self.heading
        found = [*self._layout.remarks(), *self._notes.issues()]
        top = heading.where(heading.row)
        if self._example is not None:
            row, named = self._example
            params = {"count": self._unnamed, "example": Own(named)}
            found.append(make_issue(problems.TABLE_IDS, heading.where(row), params))
        if self._rows and TITLE not in self._places:
            found.append(make_issue(problems.TABLE_TITLE, top, {"title": quote(self._title)}))
        if not self._rows:
            found.append(make_issue(problems.TABLE_NO_ROWS, top, {}))
        elif self._options.rules is None and self._rows > ROWS_JUDGED:
            limit = {"limit": f"{ROWS_JUDGED:,}"}
            found.append(make_issue(problems.TABLE_UNJUDGED, top, limit))
        self._collector.add(found, documents=0)

    def finish(self, read: Callable[[], Iterator[Item]]) -> None:
        """Report what is wrong across rows; ``read`` gives all batches once more."""
        records, people = self.records.table(), self.people.table()
        wrong = [
            found
            for crossing, table in ((self.records, records), (self.people, people))
            for name in crossing.values
            if (found := crossing.conflicts(table, name)).height
        ]
        number = sum(int(found["rows"].sum()) for found in wrong)
        wanted = min(number, self._collector.room(problems.ROW_CONFLICT.code))
        untitled = self._find_untitled(records, wrong)
        room = self._collector.room(problem_list.FIELD_MISSING.code)
        again = Again(wanted, untitled["first"].head(room).to_list())
        if wanted:
            again.want(self.records, records, wrong)
            again.want(self.people, people, wrong)
        self._read_again(read, again)
        conflict = problems.ROW_CONFLICT
        self._collector.count(conflict.code, conflict.severity, number - again.told)
        self._tell_untitled(untitled.height, list(again.rows.values()))
        self._collector.add([], documents=records[_KEY].n_unique())

    def _read_again(self, read: Callable[[], Iterator[Item]], again: Again) -> None:
        """Read the rows of conflicts as rows, for their words, and find other rows."""
        ledger = Ledger(self.heading, self._checker.columns, self._title)
        self._key = ""
        for batch in read() if again.is_open else ():
            if isinstance(batch, Issue):
                continue
            if again.told < again.wanted:
                said = self._said(batch, self._read(batch))
                self._key = said[_KEY][-1]
                for index in again.choose(said):
                    checked = self._check_row(batch.row(index))
                    found = ledger.take(checked, key=said[_KEY][index])
                    again.told += len(found)
                    self._collector.add(found, documents=0)
                    if again.told >= again.wanted:
                        break
            again.keep(batch)
            if not again.is_open:
                break

    def _find_untitled(self, table: pl.DataFrame, wrong: list[pl.DataFrame]) -> pl.DataFrame:
        """Return the records that lack a title and are right otherwise, with their first rows."""
        has_errors = any(issue.severity == "error" for issue in self.heading.issues)
        if TITLE not in self.records.values or has_errors:
            return table.head(0).select(_KEY, "first")
        found = (
            table.group_by(_KEY)
            .agg(pl.col(TITLE).is_null().all(), pl.col("first").min())
            .filter(pl.col(TITLE))
            .sort("first")
        )
        faulty = [one.select(_KEY) for one in wrong] + self._faulty
        if not faulty:
            return found
        return found.join(pl.concat(faulty), on=_KEY, how="anti", maintain_order="left")

    def _tell_untitled(self, number: int, rows: list[Row]) -> None:
        """Say of each record without a title what the check of its document would say."""
        if not number:
            return
        heading = self.heading
        bare: dict[str, Json] = {
            "framework": heading.framework,
            "schema_version": SCHEMA_VERSION,
            "entries": [],
        }
        found = check_document(Document(heading.sheet.source, bare, json.dumps(bare)), None).issues
        for row in rows:
            where = heading.where(row)
            issues = [evolve(i, where=evolve(where, pointer=i.where.pointer)) for i in found]
            self._collector.add(issues, documents=0)
        for issue in found:
            self._collector.count(issue.code, issue.severity, number - len(rows))


def _any(masks: Sequence[pl.Series]) -> pl.Series:
    found = masks[0]
    for mask in masks[1:]:
        found = found | mask
    return found


def check_frames(
    heading: Heading,
    options: Options,
    collector: Collector,
    read: Callable[[], Iterator[Item]],
) -> None:
    """Check the rows below a header in batches; ``read`` gives them, each time from the top.

    What the collector reports is true at every step, also after an interruption.
    """
    checker = FrameChecker(heading, options, collector)
    try:
        for item in read():
            if isinstance(item, Issue):
                collector.add([item], documents=0)
            else:
                checker.take(item)
    finally:
        checker.remarks()
    checker.finish(read)
