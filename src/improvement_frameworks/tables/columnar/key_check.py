"""Finds the references in the columns of a batch: ids of entries or of contributors."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Final, cast

import polars as pl
from attrs import evolve, frozen
from pydantic import BaseModel

from improvement_frameworks.core.errors import nearest_id
from improvement_frameworks.core.pointer import write_pointer
from improvement_frameworks.core.record.reference import find_links
from improvement_frameworks.tables.columnar.row_hash import (
    ANONYMOUS,
    KEY,
    NUMBER,
    hash_of,
    hash_pair,
)
from improvement_frameworks.tables.options import ID_TWICE, REFERENCE_UNKNOWN
from improvement_frameworks.tables.rows.column import CONTRIBUTOR
from improvement_frameworks.tables.rows.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from improvement_frameworks.core.record.reference import IdLink
    from improvement_frameworks.core.report.report import Collector
    from improvement_frameworks.problems.problem import Issue, Json, Param, Problem, Where
    from improvement_frameworks.tables.columnar.batch_column import ReadColumn
    from improvement_frameworks.tables.columnar.batch_reader import FrameReader
    from improvement_frameworks.tables.reading.batch import Batch
    from improvement_frameworks.tables.rows.column import Column


SCHEMA: Final = {
    "row": pl.UInt32,
    "field": pl.String,
    "steps": pl.String,
    "to": pl.String,
    "name": pl.String,
}
"""Of each reference: its row in the batch, its column, the steps from there, its list, and the id.
"""


def may_refer(column: Column) -> bool:
    """Whether the cells of a column may hold references that can lead nowhere.

    That of the contributor cannot: who is named there is a contributor by that.
    """
    return column.name != CONTRIBUTOR and (column.refers_to is not None or column.kind == "json")


def find_references(columns: Iterable[ReadColumn]) -> pl.DataFrame:
    """Return the references in the columns of a batch, see `SCHEMA`."""
    parts = [part for read in columns if may_refer(read.column) for part in _find(read)]
    return pl.concat(parts) if parts else pl.DataFrame(schema=SCHEMA)


def _find(read: ReadColumn) -> Iterator[pl.DataFrame]:
    column = read.column
    if column.refers_to is not None and read.series.dtype == pl.String:
        yield _find_plain(read)
    found: list[tuple[int, str, str, str, str]] = []
    for group in read.groups:
        if group.cell.value is not None and group.cell.problem is None:
            links = list(_find_in_value(column, group.cell.value))
            found += [(row, column.name, *link) for row in group.rows for link in links]
    if found:
        yield pl.DataFrame(found, schema=SCHEMA, orient="row")


def _find_plain(read: ReadColumn) -> pl.DataFrame:
    """Return the references in cells that the gate let pass: they hold nothing but ids."""
    column, series = read.column, read.series
    rows = [row for group in read.groups for row in group.rows]
    passed = series.clone().scatter(rows, None) if rows else series
    cells = passed.alias("name").to_frame().with_row_index("row").drop_nulls("name")
    steps = pl.lit("")
    if column.separator is not None:
        cells = (
            cells.with_columns(pl.col("name").str.split(column.separator))
            .with_columns(pl.int_ranges(pl.col("name").list.len()).alias("item"))
            .explode("name", "item")
        )
        steps = pl.format("/{}", pl.col("item"))
    return cells.select(
        pl.col("row").cast(pl.UInt32),
        pl.lit(column.name).alias("field"),
        steps.alias("steps"),
        pl.lit(column.refers_to).alias("to"),
        pl.col("name"),
    )


def _find_in_value(column: Column, value: Json) -> Iterator[tuple[str, str, str]]:
    """Yield the steps, the list and the id of each reference in the value of a cell."""
    if column.refers_to is not None:
        if isinstance(value, list):
            for item, name in enumerate(value):
                yield write_pointer((item,)), column.refers_to, str(name)
        else:
            yield "", column.refers_to, str(value)
        return
    assert column.adapter is not None
    built = column.adapter.validate_json(json.dumps(value, ensure_ascii=False))
    if isinstance(built, tuple):
        for item, one in enumerate(cast("tuple[object, ...]", built)):
            for link in _links(one):
                yield write_pointer((item, *link.path)), link.to, link.id
    else:
        for link in _links(built):
            yield write_pointer(link.path), link.to, link.id


def _links(value: object) -> list[IdLink]:
    return find_links(value) if isinstance(value, BaseModel) else []


ID: Final = "id"
"""The column of the entries' ids."""
_RECORD: Final = {"record": pl.UInt64}
_REFERENCE: Final = {
    **_RECORD,
    "target": pl.UInt64,
    "spot": pl.UInt64,
    "is_head": pl.Boolean,
    "is_person": pl.Boolean,
    "number": pl.Int64,
}


@frozen
class FoundKeys:
    """What is to be said about ids and references, in hashes."""

    twice: pl.DataFrame
    """Ids to be told of: ``id``, and as many as ``told`` of the places where they stand again."""
    lost: pl.DataFrame
    """References to be told of."""
    records: pl.DataFrame
    """The records of all these: ``record``, ``first`` and ``last`` of their rows."""
    odd: Collection[int]
    """Records in which a reference may lead to somebody to whom an id was given."""
    numbers: tuple[int, int]
    """How many ids stand again, and how many references lead nowhere, the odd records left out."""


class Keys:
    """Keeps the ids and references of all rows as hashes."""

    def __init__(self, reader: FrameReader, codes: Collection[str]) -> None:
        self._codes = codes
        here = reader.columns.values()
        refers = REFERENCE_UNKNOWN.code in codes
        self._referring = [column.name for column in here if refers and may_refer(column)]
        self._has_people = any(
            column.name in self._referring and column.refers_to != "entries" for column in here
        )
        self._details = [column.name for column in here if column.place == "contributor"]
        self._entries: list[pl.DataFrame] = []
        self._people: list[pl.Series] = []
        self._unnamed: list[pl.Series] = []
        self._references: list[pl.DataFrame] = []

    def take(self, said: pl.DataFrame, columns: dict[str, ReadColumn]) -> None:
        """Take a batch: what its rows say of their records and contributors, and its columns."""
        records = said.select(hash_of(KEY)).to_series().alias("record")
        ids = pl.Series("id", [], dtype=pl.UInt64)
        if ID in columns:
            entries = _pairs(records, columns[ID].said())
            ids = entries["id"]
            self._entries.append(entries)
        people = ids.clear()
        if self._has_people:
            if CONTRIBUTOR in columns:
                people = _pairs(records, columns[CONTRIBUTOR].said())["id"].unique()
                self._people.append(people)
            if self._details:
                self._take_unnamed(said, records)
        found = find_references(columns[n] for n in self._referring if n in columns)
        if found.height:
            references = hash_references(found, records, said[NUMBER], columns)
            is_near = (
                pl.when("is_person")
                .then(pl.col("target").is_in(people.implode()))
                .otherwise(pl.col("target").is_in(ids.implode()))
            )
            self._references.append(_once(references.filter(~is_near)))

    def _take_unnamed(self, said: pl.DataFrame, records: pl.Series) -> None:
        """Take the records in which somebody speaks who is described and has no id."""
        described = pl.any_horizontal(pl.col(*self._details).is_not_null())
        is_unnamed = said.select(pl.col(ANONYMOUS) & described).to_series()
        self._unnamed.append(records.filter(is_unnamed).unique())

    def find(self, right: pl.DataFrame, collector: Collector) -> FoundKeys:
        """Find what is to be said of the records that are right otherwise.

        These are given by ``record``, with the numbers of their ``first`` and ``last`` rows.
        """
        entries = pl.concat([pl.DataFrame(schema={**_RECORD, "id": pl.UInt64}), *self._entries])
        ids = entries["id"].sort()
        twice = self._find_twice(entries, ids, right)
        lost = self._find_lost(ids, right)
        unnamed = pl.concat([pl.Series(dtype=pl.UInt64), *self._unnamed]).unique()
        is_odd = pl.col("is_person") & pl.col("record").is_in(unnamed.implode())
        odd, lost = lost.filter(is_odd), lost.filter(~is_odd)
        told = twice.head(collector.room(ID_TWICE.code))
        lost_told = _head(lost, collector.room(REFERENCE_UNKNOWN.code))
        wanted = pl.concat([told["record"], lost_told["record"], odd["record"]]).unique()
        return FoundKeys(
            twice=told.group_by("id").agg(pl.len().alias("told")),
            lost=pl.concat([lost_told, odd]),
            records=right.filter(pl.col("record").is_in(wanted.implode())),
            odd=set(odd["record"].to_list()),
            numbers=(twice.height, lost.height),
        )

    def _find_twice(
        self, entries: pl.DataFrame, ids: pl.Series, right: pl.DataFrame
    ) -> pl.DataFrame:
        """Return the ids that stand again, in the order in which they are told."""
        if ID_TWICE.code not in self._codes:
            ids = ids.clear()
        same = ids.filter(ids == ids.shift(1)).unique()
        rows = entries.filter(pl.col("id").is_in(same.implode())) if len(same) else entries.clear()
        return (
            rows.filter(~pl.col("id").is_first_distinct())
            .join(right, on="record", maintain_order="left")
            .sort("first", maintain_order=True)
        )

    def _find_lost(self, ids: pl.Series, right: pl.DataFrame) -> pl.DataFrame:
        """Return the references that lead nowhere, in the order in which they are told."""
        people = pl.concat([pl.Series(dtype=pl.UInt64), *self._people]).unique().sort()
        found = _once(pl.concat([pl.DataFrame(schema=_REFERENCE), *self._references]))
        is_person = found["is_person"]
        parts = [
            part.filter(~_stands_in(part["target"], known))
            for part, known in (
                (found.filter(~is_person), ids),
                (found.filter(is_person), people),
            )
        ]
        return pl.concat(parts).join(right, on="record").sort("first", "number")


def hash_references(
    found: pl.DataFrame,
    records: pl.Series,
    numbers: pl.Series,
    columns: dict[str, ReadColumn],
) -> pl.DataFrame:
    """Return references as hashes: in which record and row, at which spot, and to what."""
    heads = [name for name, read in columns.items() if read.column.place == "record"]
    return found.with_columns(
        records.gather(found["row"]).alias("record"), numbers.gather(found["row"]).alias("number")
    ).select(
        "record",
        hash_pair(pl.col("record"), hash_of("name")).alias("target"),
        hash_pair(hash_of("field"), hash_of("steps")).alias("spot"),
        pl.col("field").is_in(heads).alias("is_head"),
        (pl.col("to") == "contributors").alias("is_person"),
        "number",
    )


def hash_entries(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with a name, and a hash of it and its record as ``id``."""
    hashed = hash_pair(pl.col("record"), hash_of("name")).alias("id")
    return rows.filter(pl.col("name").is_not_null()).with_columns(hashed)


def _pairs(records: pl.Series, names: pl.Series) -> pl.DataFrame:
    return hash_entries(pl.DataFrame([records, names.alias("name")])).select("record", "id")


def _once(references: pl.DataFrame) -> pl.DataFrame:
    """Leave out what a record says again in other rows: a column of its header counts once."""
    heads = references.filter("is_head")
    if not heads.height:
        return references
    names = ["record", "target", "spot"]
    heads = heads.sort("number").unique(names, keep="first", maintain_order=True)
    return pl.concat([references.filter(~pl.col("is_head")), heads])


def _head(references: pl.DataFrame, room: int) -> pl.DataFrame:
    """Return so many references, and the others in the row of the last one."""
    if references.height <= room or not room:
        return references.head(room)
    last = references[room - 1].select("first", "number")
    return pl.concat(
        [
            references.head(room),
            references.slice(room).join(last, on=["first", "number"], how="semi"),
        ]
    )


def _stands_in(values: pl.Series, known: pl.Series) -> pl.Series:
    """Tell which values are among known ones, which are sorted."""
    if not len(known) or not len(values):
        return pl.repeat(value=False, n=len(values), eager=True)
    places = known.search_sorted(values).clip(upper_bound=len(known) - 1)
    return known.gather(places) == values


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


class KeySecondPass:
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
        records = said.select(hash_of(KEY).alias("record")).to_series()
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
                self._take_odd(batch, row, record, said[KEY][row])
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
        hashed = hash_references(found, records, said[NUMBER], columns)
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
        problems = (ID_TWICE, REFERENCE_UNKNOWN)
        told[REFERENCE_UNKNOWN] -= self._told_odd
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
            found.setdefault(one.record, []).append(ID_TWICE.issue(one.where, **params))
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
            issue = REFERENCE_UNKNOWN.issue(lost.where, **params)
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
