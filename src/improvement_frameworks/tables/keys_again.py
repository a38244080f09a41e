"""Puts into words which ids stand twice and which references lead nowhere: rows are read again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import polars as pl
from attrs import evolve, frozen

from improvement_frameworks.core.errors import nearest_id
from improvement_frameworks.core.header_rule import id_twice, reference_unknown
from improvement_frameworks.core.pointer import write_pointer
from improvement_frameworks.tables.column import CONTRIBUTOR
from improvement_frameworks.tables.crossing import hash_of
from improvement_frameworks.tables.frame_keys import ID, hash_entries, hash_references
from improvement_frameworks.tables.frame_reference import find_references, may_refer
from improvement_frameworks.tables.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.report import Collector
    from improvement_frameworks.problems.problem import Issue, Param, Problem, Where
    from improvement_frameworks.tables.frame_batch import Batch
    from improvement_frameworks.tables.frame_column import ReadColumn
    from improvement_frameworks.tables.frame_keys import FoundKeys
    from improvement_frameworks.tables.frame_reader import FrameReader


@frozen
class _Lost:
    """A reference that leads nowhere."""

    record: int
    where: Where
    to: str
    name: str


@frozen
class _Twice:
    """An id that stands again."""

    record: int
    where: Where
    name: str


class KeysAgain:
    """Reads again the rows of which something is to be said."""

    def __init__(self, reader: FrameReader, found: FoundKeys) -> None:
        self._reader = reader
        self._heading = reader.heading
        self._found = found
        self._last: int = found.records.select(pl.col("last").max()).item() or -1
        self._quotas: dict[int, int] = dict(found.twice.iter_rows())
        self._positions: Counter[int] = Counter()
        self._times: Counter[tuple[int, str]] = Counter()
        self._twice: list[_Twice] = []
        self._lost: list[_Lost] = []
        self._names: list[pl.DataFrame] = []
        self._ledger = Ledger(self._heading, reader.checker.columns, reader.title)
        self._odd: list[int] = []
        self._told_odd = 0
        self._named = found.lost["record"].unique()

    def is_open(self, number: int) -> bool:
        """Whether rows from a number on are still to be read."""
        return number <= self._last

    def take(self, batch: Batch, said: pl.DataFrame, columns: dict[str, ReadColumn]) -> None:
        """Take a batch: what its rows say of their records and contributors, and its columns."""
        records = said.select(hash_of("key").alias("record")).to_series()
        wanted = records.is_in(self._found.records["record"].implode())
        if not wanted.any():
            return
        rows = pl.DataFrame(
            [records, wanted.alias("wanted"), self._are_entries(columns, said.height)]
        ).with_row_index("row")
        rows = rows.filter("wanted").with_columns(
            (pl.col("is_entry").cum_sum().over("record") - 1).alias("position")
        )
        self._take_twice(batch, rows, columns)
        self._take_lost(batch, rows, records, said, columns)
        self._take_names(rows, columns)
        if self._found.odd:
            odd = rows.filter(pl.col("record").is_in(list(self._found.odd)))
            for row, record in odd.select("row", "record").iter_rows():
                self._take_odd(batch, row, record, said["key"][row])
        entries = rows.group_by("record").agg(pl.col("is_entry").sum())
        self._positions.update(dict(entries.iter_rows()))

    def _are_entries(self, columns: dict[str, ReadColumn], height: int) -> pl.Series:
        """Tell which rows hold entries."""
        found = pl.repeat(value=False, n=height, eager=True)
        for name, read in columns.items():
            if read.column.place == "entry" and name != CONTRIBUTOR:
                found |= ~read.blank
        return found.alias("is_entry").cast(pl.UInt32)

    def _take_twice(self, batch: Batch, rows: pl.DataFrame, columns: dict[str, ReadColumn]) -> None:
        if ID not in columns or not self._quotas:
            return
        names = columns[ID].said().gather(rows["row"]).alias("name")
        here = hash_entries(rows.with_columns(names))
        here = here.filter(pl.col("id").is_in(self._found.twice["id"].implode()))
        place = self._reader.places[ID]
        chosen = here.select("row", "record", "position", "name", "id")
        for row, record, position, name, hashed in chosen.iter_rows():
            before = self._times[record, name]
            self._times[record, name] += 1
            if 0 < before <= self._quotas[hashed]:
                steps = ("entries", position + self._positions[record], ID)
                where = self._where(batch, row, place, write_pointer(steps))
                self._twice.append(_Twice(record, where, name))

    def _take_lost(
        self,
        batch: Batch,
        rows: pl.DataFrame,
        records: pl.Series,
        said: pl.DataFrame,
        columns: dict[str, ReadColumn],
    ) -> None:
        if not self._found.lost.height:
            return
        found = find_references(read for read in columns.values() if may_refer(read.column))
        hashed = hash_references(found, records, said["number"], columns)
        names = ["number", "spot", "target"]
        here = (
            pl.concat([found, hashed], how="horizontal")
            .join(self._found.lost.select(names).unique(), on=names, how="semi")
            .join(rows.select("row", "position"), on="row")
        )
        chosen = here.select("row", "record", "position", "field", "steps", "to", "name")
        for row, record, position, field, steps, to, name in chosen.iter_rows():
            column = columns[field].column
            path = column.path_in_document(position + self._positions[record])
            where = self._where(batch, row, self._reader.places[field], write_pointer(path) + steps)
            self._lost.append(_Lost(record, where, to, name))

    def _take_names(self, rows: pl.DataFrame, columns: dict[str, ReadColumn]) -> None:
        """Take the ids that exist where a reference leads nowhere, to offer the nearest one."""
        here = rows.filter(pl.col("record").is_in(self._named.implode()))
        for to, column in (("entries", ID), ("contributors", CONTRIBUTOR)):
            if here.height and column in columns:
                names = columns[column].said().gather(here["row"]).alias("name")
                found = pl.DataFrame([here["record"], names]).drop_nulls().unique()
                self._names.append(found.with_columns(pl.lit(to).alias("to")))

    def _take_odd(self, batch: Batch, row: int, record: int, key: str) -> None:
        """Take a row exactly, to see which ids are given to contributors who have none."""
        if record not in self._odd:
            self._odd.append(record)
        self._ledger.take(self._reader.check_row(batch.row(row)), key=key)

    def _where(self, batch: Batch, row: int, place: int, pointer: str) -> Where:
        return evolve(self._heading.where(batch.row(row), place), pointer=pointer)

    def tell(self, collector: Collector) -> None:
        """Give the issues to the collector, record by record, and the number of the others."""
        told: Counter[Problem] = Counter()
        for issues in self._issues():
            collector.add(issues, documents=0)
            told.update(issue.problem for issue in issues)
        problems = (id_twice.problem, reference_unknown.problem)
        told[reference_unknown.problem] -= self._told_odd
        for problem, number in zip(problems, self._found.numbers, strict=True):
            collector.count(problem.code, problem.severity, number - told[problem])

    def _issues(self) -> Iterator[list[Issue]]:
        """Yield the issues of each record, in the order of their first rows."""
        found: dict[int, list[Issue]] = {}
        for one in self._twice:
            params: dict[str, Param] = {
                "id": one.name,
                "times": self._times[one.record, one.name],
                "list": "entries",
            }
            found.setdefault(one.record, []).append(id_twice.problem.issue(one.where, **params))
        names = self._known_names()
        for lost in self._lost:
            known = names.get((lost.record, lost.to), [])
            if lost.name in known:
                continue
            near = nearest_id(lost.name, known)
            params = {
                "id": lost.name,
                "list": lost.to,
                "offer": f" Did you mean {near}?" if near else "",
            }
            issue = reference_unknown.problem.issue(lost.where, **params)
            found.setdefault(lost.record, []).append(issue)
            if lost.to == "contributors" and lost.record in self._found.odd:
                self._told_odd += 1
        firsts = dict(self._found.records.select("record", "first").iter_rows())
        for record in sorted(found, key=firsts.__getitem__):
            yield found[record]

    def _known_names(self) -> dict[tuple[int, str], list[str]]:
        """Return the ids in the records, in order."""
        names: dict[tuple[int, str], list[str]] = {}
        if self._names:
            groups = pl.concat(self._names).unique().group_by("record", "to").agg("name")
            names = {(record, to): sorted(found) for record, to, found in groups.iter_rows()}
        for record, draft in zip(self._odd, self._ledger.drafts(), strict=True):
            names[record, "contributors"] = sorted(draft.people)
        return names
