"""Chooses the few rows of a long table that are read once more, to be put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from attrs import define, field

from improvement_frameworks import problems
from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.columnar.key_check import Keys, KeySecondPass
from improvement_frameworks.tables.columnar.row_hash import (
    ANONYMOUS,
    KEY,
    NUMBER,
    Crossing,
    hash_of,
)
from improvement_frameworks.tables.reading.batch import find_row
from improvement_frameworks.tables.rows.column import CONTRIBUTOR, RECORD, TITLE
from improvement_frameworks.tables.rows.ledger import Ledger
from improvement_frameworks.tables.rows.verdict import tell_ids, tell_title, tell_untitled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from improvement_frameworks.core.report.report import Collector
    from improvement_frameworks.tables.columnar.batch_column import ReadColumn
    from improvement_frameworks.tables.columnar.batch_reader import FrameReader
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.batch import Batch, Item
    from improvement_frameworks.tables.reading.sheet import Row


@define
class SecondPass:
    """Which rows are wanted, and what was told of them."""

    wanted: int
    """How many conflicts are to be told."""
    _kept: Sequence[int]
    """The numbers of the rows that are wanted as such."""
    told: int = field(default=0, init=False)
    """How many conflicts were told."""
    rows: dict[int, Row] = field(factory=dict[int, "Row"], init=False)
    """The rows that were wanted as such, by their numbers."""
    _firsts: set[int] = field(factory=set[int], init=False)
    _groups: list[pl.DataFrame] = field(factory=list[pl.DataFrame], init=False)

    @property
    def is_open(self) -> bool:
        """Whether anything is still wanted."""
        return self.told < self.wanted or len(self.rows) < len(self._kept)

    def want(self, crossing: Crossing, table: pl.DataFrame, wrong: Iterable[pl.DataFrame]) -> None:
        """Ask for the rows that contradict others, and for those that first said anything else."""
        names = crossing.names
        here = [one.select(names) for one in wrong if one.columns[: table.width] == table.columns]
        if not here:
            return
        rows = pl.concat(here).unique()
        self._groups.append(rows)
        subjects = rows.select(crossing.keys).unique()
        firsts = table.join(subjects, on=list(crossing.keys), how="semi")["first"]
        self._firsts.update(firsts.to_list())

    def choose(self, said: pl.DataFrame) -> list[int]:
        """Return which rows of a batch matter, by what they say."""
        rows = said.with_row_index("row")
        chosen = [rows.filter(pl.col(NUMBER).is_in(self._firsts))["row"]]
        for group in self._groups:
            hashes = rows.select(*map(hash_of, group.columns), "row")
            found = hashes.join(group, on=group.columns, how="semi", nulls_equal=True)
            chosen.append(found["row"])
        return sorted({index for part in chosen for index in part.to_list()})

    def keep(self, batch: Batch) -> None:
        """Keep those rows of a batch that are wanted as such."""
        first, last = batch.numbers[0], batch.numbers[-1]
        for number in self._kept:
            if first <= number <= last and number not in self.rows:
                self.rows[number] = find_row(batch, number)


_WHO = "#who"


class Across:
    """Keeps what the rows say of their records and contributors, and says where they differ."""

    def __init__(self, reader: FrameReader, options: Options, collector: Collector) -> None:
        self._reader = reader
        self._heading = reader.heading
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
        self._example: tuple[Row, str] | None = None

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
        runs = self._find_runs(columns)
        if void is not None:
            said, runs = said.filter(~void), None
        if faulty is not None and (self._ids is not None or TITLE in self._reader.places):
            self._faulty.append(faulty)
        if not said.height:
            return
        self._key = said[KEY][-1]
        self._records.take(said, runs)
        if not self._details:
            return
        self._people.take(said.filter(pl.col(_WHO).is_not_null()))
        unnamed = said.filter(
            pl.col(ANONYMOUS) & pl.any_horizontal(pl.col(*self._details).is_not_null())
        )
        self._unnamed += unnamed.height
        if unnamed.height and self._example is None:
            key, number = unnamed[KEY][0], unnamed[NUMBER][0]
            self._example = find_row(batch, number), self._first_id(key, number)

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

    def _find_runs(self, columns: dict[str, ReadColumn]) -> pl.Series | None:
        """Return where rows begin that say the same of their record, if it is known by now."""
        names = {self._key_name, *self._records.values} & columns.keys()
        found = [columns[name].runs for name in names]
        return found[0] if found and all(runs is not None for runs in found) else None

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

    def _first_id(self, key: str, number: int) -> str:
        """Return the id that is given to the first contributor who has none."""
        table = self._people.table().filter(pl.col("first") < number)
        taken = 1
        while True:
            named = pl.DataFrame({KEY: [key], _WHO: [f"p{taken}"]}).select(
                hash_of(KEY), hash_of(_WHO)
            )
            if not table.join(named, on=[KEY, _WHO], how="semi").height:
                return f"p{taken}"
            taken += 1

    def remarks(self) -> list[Issue]:
        """Return what is to be said once about the whole sheet."""
        heading = self._heading
        found: list[Issue] = []
        if self._example is not None:
            row, named = self._example
            found.append(tell_ids(heading, row, self._unnamed, named))
        if TITLE not in self._reader.places:
            found.append(tell_title(heading, self._reader.title))
        return found

    def finish(self, read: Callable[[], Iterator[Item]]) -> None:
        """Report what is wrong across rows; ``read`` gives all batches once more."""
        records, people = self._records.table(), self._people.table()
        wrong = [
            found
            for crossing, table in ((self._records, records), (self._people, people))
            for name in crossing.values
            if (found := crossing.conflicts(table, name)).height
        ]
        number = sum(int(found["rows"].sum()) for found in wrong)
        wanted = min(number, self._collector.room(problems.ROW_CONFLICT.code))
        untitled = self._find_untitled(records, wrong)
        keys = self._find_keys(records, wrong, untitled)
        room = self._collector.room(problems.FIELD_MISSING.code)
        second = SecondPass(wanted, untitled["first"].head(room).to_list())
        if wanted:
            second.want(self._records, records, wrong)
            second.want(self._people, people, wrong)
        self._read_second_pass(read, second, keys)
        conflict = problems.ROW_CONFLICT
        self._collector.count(conflict.code, conflict.severity, number - second.told)
        tell_untitled(self._heading, list(second.rows.values()), untitled.height, self._collector)
        if keys is not None:
            keys.tell(self._collector)
        self._collector.add([], documents=records[KEY].n_unique())

    def _find_keys(
        self, table: pl.DataFrame, wrong: list[pl.DataFrame], untitled: pl.DataFrame
    ) -> KeySecondPass | None:
        """Find which ids and references of the records that are right otherwise are wrong."""
        has_errors = any(issue.severity == "error" for issue in self._heading.issues)
        if self._ids is None or has_errors:
            return None
        extents = table.group_by(KEY).agg(pl.col("first").min(), pl.col("last").max())
        faulty = [untitled, *wrong, *self._faulty]
        right = extents.join(
            pl.concat([one.select(KEY) for one in faulty]), on=KEY, how="anti"
        ).rename({KEY: "record"})
        return KeySecondPass(self._reader, self._ids.find(right, self._collector))

    def _read_second_pass(
        self,
        read: Callable[[], Iterator[Item]],
        second: SecondPass,
        keys: KeySecondPass | None,
    ) -> None:
        """Read the rows of conflicts as rows, for their words, and find other rows."""
        ledger = Ledger(self._heading, self._reader.checker.columns, self._reader.title)
        self._key = ""
        is_open = second.is_open or (keys is not None and keys.is_open(0))
        for batch in read() if is_open else ():
            if isinstance(batch, Issue):
                continue
            has_keys = keys is not None and keys.is_open(batch.numbers[0])
            if second.told < second.wanted or has_keys:
                columns = self._reader.read(batch)
                said = self._said(batch, columns)
                self._key = said[KEY][-1]
                if keys is not None and has_keys:
                    keys.take(batch, said, columns)
                for index in second.choose(said) if second.told < second.wanted else ():
                    checked = self._reader.check_row(batch.row(index))
                    found = ledger.take(checked, key=said[KEY][index])
                    second.told += len(found)
                    self._collector.add(found, documents=0)
                    if second.told >= second.wanted:
                        break
            second.keep(batch)
            if not (second.is_open or has_keys):
                break

    def _find_untitled(self, table: pl.DataFrame, wrong: list[pl.DataFrame]) -> pl.DataFrame:
        """Return the records that lack a title and are right otherwise, with their first rows."""
        has_errors = any(issue.severity == "error" for issue in self._heading.issues)
        if TITLE not in self._records.values or has_errors:
            return table.head(0).select(KEY, "first")
        found = (
            table.group_by(KEY)
            .agg(pl.col(TITLE).is_null().all(), pl.col("first").min())
            .filter(pl.col(TITLE))
            .sort("first")
        )
        faulty = [one.select(KEY) for one in wrong] + self._faulty
        if not faulty:
            return found
        return found.join(pl.concat(faulty), on=KEY, how="anti", maintain_order="left")
