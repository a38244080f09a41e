"""Checks frames whose data stay where they are: in Spark, Dask, DuckDB, Ibis, SQLFrame, Polars.

The report is that of the same rows in memory without the rules of good use. Only counts, the
values that need to be read and the rows of the issues that are kept come back. Rows of such frames
have no order: a column may say their numbers, and each row has to name its record. Where rows have
no numbers, each different value is told once, and all of its cells are counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw

from improvement_frameworks import problems
from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.cells.note import NoteCounter
from improvement_frameworks.tables.columnar.lazy_record import GROUPS_READ, RecordTeller
from improvement_frameworks.tables.columnar.lazy_table import (
    ROW,
    any_of,
    called,
    fetch,
    names_in,
    open_lazy,
    to_int,
)
from improvement_frameworks.tables.columnar.lazy_value import (
    ROWS_FETCHED,
    VALUES_READ,
    Lack,
    find_further,
    read_values,
)
from improvement_frameworks.tables.columnar.told import Told
from improvement_frameworks.tables.engine import needs_rows
from improvement_frameworks.tables.layouts.layout import LongLayout
from improvement_frameworks.tables.layouts.sheet_heading import find_heading
from improvement_frameworks.tables.reading.frame_reader import FRAME, check_row_number, read_value
from improvement_frameworks.tables.reading.sheet import Row, RowReader, Sheet
from improvement_frameworks.tables.rows.column import TITLE
from improvement_frameworks.tables.rows.row import RowChecker
from improvement_frameworks.tables.rows.verdict import (
    tell_ids,
    tell_missing,
    tell_title,
    tell_untitled,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from improvement_frameworks.core.report.report import Collector
    from improvement_frameworks.problems.problem import Param, Problem
    from improvement_frameworks.tables.columnar.lazy_table import Lazy
    from improvement_frameworks.tables.columnar.lazy_value import Value
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.options import Options


def check_lazy(
    frame: Lazy, options: Options, collector: Collector, *, row_number: str = ""
) -> None:
    """Check a lazy frame: long tables only, without the rules of good use.

    Args:
        frame: The frame.
        options: What the caller says about the table.
        collector: Takes the issues.
        row_number: The column that gives each row's number, if there is one.

    Raises:
        ValueError: if there is no such column, or there are no whole numbers in it.
    """
    check_row_number(frame.collect_schema(), row_number)
    heading = find_heading(_as_sheet(frame, row_number), options)
    if isinstance(heading, Issue):
        collector.add([heading], documents=0)
        return
    if needs_rows(heading):
        where = heading.where(heading.row)
        collector.add([problems.TABLE_LAZY_ROWS.issue(where)], documents=0)
        return
    collector.add(heading.issues, documents=0)
    _LazyChecker(frame, heading, options, collector, row_number).check()


def _as_sheet(frame: Lazy, row_number: str) -> Sheet:
    """Return the header of a frame as a sheet, with one of its rows, which names the framework."""
    names = names_in(frame, row_number)
    examples = [
        Row(number, [read_value(row[name]) for name in names])
        for number, row in enumerate(fetch(frame.head(1)), start=1)
    ]

    def rows() -> Iterator[Row]:
        yield Row(0, names)
        yield from examples

    return Sheet(FRAME, "", RowReader(rows), is_typed=True, is_spreadsheet=False)


class _LazyChecker:
    """Checks the rows of one frame."""

    def __init__(
        self,
        frame: Lazy,
        heading: Heading,
        options: Options,
        collector: Collector,
        row_number: str,
    ) -> None:
        self._heading = heading
        self._options = options
        self._collector = collector
        self._layout = LongLayout(heading, options)
        self._table = open_lazy(frame, heading, self._layout.columns, row_number)
        self._checker = RowChecker(heading, options.habits, NoteCounter())
        self._values = read_values(self._table, self._checker.readers, self._checker.habits)
        self._records = RecordTeller(self._values, self._checker.readers)
        self._told = Told(collector)

    def check(self) -> None:
        """Check the rows."""
        records, table = self._records, self._table
        lacks = self._values.lacks(self._checker.needs)
        conditions = {name: lack.condition for name, lack in lacks.items()}
        conditions |= {called(place): ~table.is_empty(place) for place in table.kinds}
        no_key, no_who = records.lacks_key(), records.lacks_who()
        conditions |= {"key": no_key} if no_key is not None else {}
        conditions |= {"who": no_who} if no_who is not None else {}
        counts = table.count(conditions)
        rows = counts[ROW]
        self._count_cells({place: counts[called(place)] for place in table.kinds})
        if counts["key"] == rows:
            records.key_place = None
        if no_key is not None and records.key_place is not None:
            lacks["key"] = Lack(table.columns[records.key_place], records.key_place, no_key)
        self._tell_cells()
        self._tell_lacks(lacks, counts)
        is_whole = records.find_conflicts()
        records.tell_conflicts(self._told)
        self._collector.add([], documents=0, rows=rows)
        self._told.give()
        remarks = [*self._remarks(rows), *self._tell_nameless()]
        if counts["who"] and no_who is not None:
            first = Row(table.find_first(no_who) or 0, ())
            remarks.append(tell_ids(self._heading, first, counts["who"]))
        if not is_whole:
            remarks.append(self._tell_unread())
        self._collector.add(remarks, documents=0)
        number, untitled = records.count_records()
        if untitled:
            self._tell_untitled([lack.condition for lack in lacks.values()])
        self._collector.add([], documents=number)

    def _count_cells(self, content: dict[int, int]) -> None:
        """Count the cells with content, and those that were read."""
        read = sum(content[place] for place in self._table.columns)
        for value in self._values.found:
            is_told = value.cell.is_blank and value.cell.notes
            read -= value.count if is_told or value.cell.problem is not None else 0
        read -= sum(self._values.unread.values())
        self._collector.count_cells(sum(content.values()), read)

    def _tell_cells(self) -> None:
        """Tell of the cells that are wrong."""
        by_problem: dict[Problem, list[Value]] = {}
        for value in self._values.found:
            if value.cell.problem is not None:
                by_problem.setdefault(value.cell.problem, []).append(value)
        chosen: dict[Problem, list[Value]] = {}
        for problem, values in by_problem.items():
            self._told.counts[problem] += sum(value.count for value in values)
            # the first rows of a problem can only hold the values that are met first
            chosen[problem] = values[: self._told.room(problem)]
            for value in chosen[problem]:
                self._tell_cell(value, value.first)
        every = [value for values in chosen.values() for value in values]
        if sum(value.count for value in every) <= ROWS_FETCHED:
            self._tell_further(every, ROWS_FETCHED)
            return
        for problem, values in chosen.items():
            self._tell_further(values, self._told.room(problem))

    def _tell_further(self, values: Sequence[Value], room: int) -> None:
        found = [(value, value.raw) for value in values]
        for value, number in find_further(self._table, self._table.frame, found, room):
            self._tell_cell(value, number)

    def _tell_cell(self, value: Value, number: int) -> None:
        name = self._table.columns[value.place].name
        issue = self._checker.tell_cell(name, value.cell, Row(number, ()), value.place)
        self._told.add(number, issue)

    def _tell_lacks(self, lacks: Mapping[str, Lack], counts: Mapping[str, int]) -> None:
        """Tell of blank cells, of which so many are known."""
        found = {name: lack for name, lack in lacks.items() if counts[name]}
        self._told.counts[problems.FIELD_MISSING] += sum(counts[name] for name in found)
        room = self._told.room(problems.FIELD_MISSING)
        if not found or not room:
            return
        if not self._table.is_numbered:
            for lack in found.values():
                self._tell_lack(lack, 0)
            return
        shown = [lack.condition.alias(name) for name, lack in found.items()]
        held: Lazy = self._table.frame.select(ROW, *shown).filter(any_of(map(nw.col, found)))
        for row in self._table.first(room, held):
            for name, lack in found.items():
                if row[name]:
                    self._tell_lack(lack, to_int(row[ROW]))

    def _tell_lack(self, lack: Lack, number: int) -> None:
        where = self._heading.where(Row(number, ()), lack.place)
        self._told.add(number, tell_missing(lack.column, where))

    def _about(self, problem: Problem, params: dict[str, Param], place: int | None = None) -> Issue:
        return problem.issue(self._heading.where(self._heading.row, place), **params)

    def _remarks(self, rows: int) -> Iterator[Issue]:
        yield from self._layout.remarks()
        notes = NoteCounter()
        for value in self._values.found:
            for note in value.cell.notes:
                row = Row(value.first, ())
                notes.take(note, self._heading, row, value.place, count=value.count)
        yield from notes.issues()
        if rows and TITLE not in self._table.places:
            title = self._options.title or self._layout.title
            yield tell_title(self._heading, title)
        if not rows:
            yield self._about(problems.TABLE_NO_ROWS, {})
        elif self._options.rules is not False or self._options.keys:
            yield self._about(problems.TABLE_LAZY, {})
        for place, count in self._values.unread.items():
            yield self._about(
                problems.CELLS_UNREAD, {"count": count, "limit": f"{VALUES_READ:,}"}, place
            )

    def _tell_unread(self) -> Issue:
        """Say that there are too many records to look at."""
        return self._about(problems.RECORDS_UNREAD, {"limit": f"{GROUPS_READ:,}"})

    def _tell_nameless(self) -> Iterator[Issue]:
        """Say in which columns without a name something stands."""
        for place in self._table.kinds.keys() - self._heading.names.keys():
            first = self._table.find_first(~self._table.is_empty(place))
            if first is not None:
                where = self._heading.where(Row(first, ()), place)
                yield problems.COLUMN_NAMELESS.issue(where)

    def _tell_untitled(self, lacks: Sequence[nw.Expr]) -> None:
        """Say of each record without a title what the check of its document would say."""
        heading = self._heading
        if TITLE not in self._table.places or any(i.severity == "error" for i in heading.issues):
            return
        wrong = [self._values.is_wrong(place) for place in self._table.columns]
        faults = [*(one for one in wrong if one is not None), *lacks]
        rows = self._records.find_untitled(faults)
        if len(rows) >= GROUPS_READ:
            self._collector.add([self._tell_unread()], documents=0)
        kept = rows[: self._told.room(problems.FIELD_MISSING)]
        tell_untitled(heading, [Row(number, ()) for number in kept], len(rows), self._collector)
