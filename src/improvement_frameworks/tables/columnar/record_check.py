"""Keeps what the rows of a long table say of their records, and checks these at its end."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

import polars as pl

from improvement_frameworks import problems
from improvement_frameworks.core.registry import find_rule
from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.check import check_draft
from improvement_frameworks.tables.columnar.key_check import Keys
from improvement_frameworks.tables.columnar.row_hash import (
    ANONYMOUS,
    KEY,
    NUMBER,
    Crossing,
    hash_of,
)
from improvement_frameworks.tables.options import ID_TWICE, REFERENCE_UNKNOWN
from improvement_frameworks.tables.rows.column import CONTRIBUTOR, RECORD, TITLE
from improvement_frameworks.tables.rows.ledger import Ledger
from improvement_frameworks.tables.rows.row import is_blank_row
from improvement_frameworks.tables.rows.verdict import tell_ids, tell_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from improvement_frameworks.core.report.report import Collector
    from improvement_frameworks.problems.problem import Problem
    from improvement_frameworks.tables.columnar.batch_reader import FrameReader, ReadColumn
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.batch import Batch, Item
    from improvement_frameworks.tables.reading.sheet import Row


_WHO = "#who"
ROWS_READ_AGAIN: Final = 500_000
"""How many rows are read again at most, since they are all in memory then. The issues of further
records are counted and not told."""


class Across:
    """Keeps what the rows say of their records and contributors, and says where they differ."""

    def __init__(self, reader: FrameReader, options: Options, collector: Collector) -> None:
        self._reader = reader
        self._heading = reader.heading
        self._options = options
        self._collector = collector
        self._key = ""
        self._key_name = reader.heading.key_name
        here = [column for column in reader.columns.values() if column.kind != "constant"]
        heads = [c.name for c in here if c.place == "record" and c.name != RECORD]
        self._details = [c.name for c in here if c.place == "contributor"]
        self._records = Crossing([KEY], heads)
        self._people = Crossing([KEY, _WHO], self._details)
        selection = options.key_selection
        self._ids = Keys(reader, selection.select) if selection is not None else None
        self._faulty: list[pl.DataFrame] = []
        self._unnamed = 0
        self._first_unnamed: Row | None = None

    def take(
        self,
        batch: Batch,
        columns: dict[str, ReadColumn],
        faults: Sequence[int],
        void: pl.Series | None,
    ) -> None:
        """Take a batch, of which is known which rows have faults and which are blank."""
        said = self._said(batch, columns)
        if self._ids is not None:
            self._ids.take(said, columns)
        faulty = said.select(KEY)[faults].select(hash_of(KEY)).unique() if faults else None
        if void is not None:
            said = said.filter(~void)
        if faulty is not None and (self._ids is not None or TITLE in self._reader.places):
            self._faulty.append(faulty)
        if not said.height:
            return
        self._key = said[KEY][-1]
        self._records.take(said)
        if not self._details:
            return
        self._people.take(said.filter(pl.col(_WHO).is_not_null()))
        unnamed = said.filter(
            pl.col(ANONYMOUS) & pl.any_horizontal(pl.col(*self._details).is_not_null())
        )
        self._unnamed += unnamed.height
        if unnamed.height and self._first_unnamed is None:
            self._first_unnamed = batch.find(unnamed[NUMBER][0])

    def _said(self, batch: Batch, columns: dict[str, ReadColumn]) -> pl.DataFrame:
        """Return what each row says of its record and of whoever speaks, and their names."""
        height = batch.frame.height
        if isinstance(batch.numbers, range):
            numbers = pl.int_range(batch.numbers.start, batch.numbers.stop, eager=True)
        else:
            numbers = pl.Series(batch.numbers, dtype=pl.Int64)
        texts = {name: columns[name].said() for name in self._records.values if name in columns}
        series = [numbers.alias(NUMBER), self._keys(columns, height)]
        series += [text.alias(name) for name, text in texts.items()]
        if self._details:
            series += [columns[name].said().alias(name) for name in self._details]
            nobody = pl.Series([None] * height, dtype=pl.String)
            who = columns.get(CONTRIBUTOR)
            series.append((nobody if who is None else who.said()).alias(_WHO))
            everybody = pl.repeat(value=True, n=height, eager=True)
            series.append((everybody if who is None else who.blank).alias(ANONYMOUS))
        return pl.DataFrame(series)

    def _keys(self, columns: dict[str, ReadColumn], height: int) -> pl.Series:
        """Return the name of the record to which each row belongs."""
        read = columns.get(self._key_name)
        if read is None:
            return pl.repeat("", height, eager=True).alias(KEY)
        keys = read.said()
        wrong = [row for g in read.groups if g.cell.problem is not None for row in g.rows]
        if wrong:
            keys = keys.clone().scatter(wrong, "")
        if keys.null_count():
            keys = keys.fill_null(strategy="forward").fill_null(self._key)
        return keys.alias(KEY)

    def remarks(self) -> list[Issue]:
        """Return what is to be said once about the whole sheet."""
        heading = self._heading
        found: list[Issue] = []
        if self._first_unnamed is not None:
            found.append(tell_ids(heading, self._first_unnamed, self._unnamed))
        if TITLE not in self._reader.places:
            found.append(tell_title(heading, self._reader.title))
        return found

    def finish(self, read: Callable[[], Iterator[Item]]) -> None:
        """Report what is wrong across rows; ``read`` gives all batches once more.

        The records of which something is to be told are read again, row by row, so that they are
        checked as in any table; of the others it is known how much is wrong.
        """
        records, people = self._records.table(), self._people.table()
        extents = records.group_by(KEY).agg(
            pl.col("first").min(), pl.col("last").max(), pl.col("rows").sum()
        )
        found = self._find_faults(records, people, extents)
        wanted = pl.concat(
            [
                table.sort("first").head(self._collector.room(problem.code)).select(KEY)
                for problem, table in found.items()
            ]
            + [table.filter("is_odd").select(KEY) for table in found.values()]
        ).unique()
        again = extents.join(wanted, on=KEY, how="semi").sort("first")
        again = again.filter(pl.col("rows").cum_sum() <= ROWS_READ_AGAIN)
        for problem, table in found.items():
            rest = int(table.join(again, on=KEY, how="anti")["number"].sum())
            self._collector.count(problem.code, problem.severity, rest)
        self._collector.add([], documents=extents.height - again.height)
        if again.height:
            self._read_again(again, read)

    def _find_faults(
        self, records: pl.DataFrame, people: pl.DataFrame, extents: pl.DataFrame
    ) -> dict[Problem, pl.DataFrame]:
        """Return the records with each problem: the ``first`` row, the ``number`` of issues.

        Of records that are wrong otherwise, only contradictions are told. If one ``is_odd``, the
        number is not certain.
        """
        wrong = [
            conflicts.select(KEY, "first", "rows")
            for crossing, table in ((self._records, records), (self._people, people))
            for name in crossing.values
            if (conflicts := crossing.conflicts(table, name)).height
        ]
        schema = {KEY: pl.UInt64, "first": pl.Int64, "rows": pl.Int64}
        by_record = pl.concat([pl.DataFrame(schema=schema), *wrong]).group_by(KEY)
        found = {
            problems.ROW_CONFLICT: by_record.agg(
                pl.col("first").min(), pl.col("rows").sum().alias("number")
            )
        }
        if not any(issue.severity == "error" for issue in self._heading.issues):
            faulty = [one.select(KEY) for one in (extents.clear(), *wrong, *self._faulty)]
            right = extents.select(KEY, "first").join(pl.concat(faulty), on=KEY, how="anti")
            if TITLE in self._records.values:
                titled = records.filter(pl.col(TITLE).is_not_null())
                untitled = right.join(titled, on=KEY, how="anti")
                found[problems.FIELD_MISSING] = untitled.with_columns(number=1)
                right = right.join(untitled, on=KEY, how="anti")
            if self._ids is not None:
                found[find_rule(ID_TWICE).problem] = self._ids.find_twice().join(right, on=KEY)
                lost = self._ids.find_lost().join(right, on=KEY)
                found[find_rule(REFERENCE_UNKNOWN).problem] = lost
        uncertain = pl.lit(value=False).alias("is_odd")
        return {
            problem: table if "is_odd" in table.columns else table.with_columns(uncertain)
            for problem, table in found.items()
        }

    def _read_again(self, wanted: pl.DataFrame, read: Callable[[], Iterator[Item]]) -> None:
        """Read the rows of some records as rows, and check these as in any table."""
        ledger = Ledger(self._heading, self._reader.checker.columns, self._reader.title)
        last = int(wanted.select(pl.col("last").max()).item())
        self._key = ""
        for item in read():
            if isinstance(item, Issue):
                continue
            if item.numbers[0] > last:
                break
            batch, columns, _ = self._reader.read_data(item)
            if not batch.frame.height:
                continue
            said = self._said(batch, columns)
            self._key = said[KEY][-1]
            here = said.select(hash_of(KEY)).to_series().is_in(wanted[KEY].implode())
            for index in here.arg_true():
                row = batch.row(index)
                if not is_blank_row(row):
                    issues = ledger.take(self._reader.check_row(row), key=said[KEY][index])
                    self._collector.add(issues, documents=0)
        for draft in ledger.drafts():
            deque(check_draft(self._heading, draft, self._options, self._collector), maxlen=0)
