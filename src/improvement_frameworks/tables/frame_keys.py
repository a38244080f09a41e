"""Finds ids that stand twice in a record and references that lead nowhere, without the rows.

Kept are two hashes of 64 bits for each row with an id (of its record, and of record and id), and
the references that are not resolved within their own batch. What the hashes say is put into words
by reading the rows in question again (`keys_again`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl
from attrs import frozen

from improvement_frameworks.core.header_rule import id_twice, reference_unknown
from improvement_frameworks.tables.column import CONTRIBUTOR
from improvement_frameworks.tables.crossing import hash_of, hash_pair
from improvement_frameworks.tables.frame_reference import find_references, may_refer

if TYPE_CHECKING:
    from collections.abc import Collection

    from improvement_frameworks.core.report import Collector
    from improvement_frameworks.tables.frame_column import ReadColumn
    from improvement_frameworks.tables.frame_reader import FrameReader

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
        refers = reference_unknown.problem.code in codes
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
        records = said.select(hash_of("key")).to_series().alias("record")
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
            references = hash_references(found, records, said["number"], columns)
            is_near = (
                pl.when("is_person")
                .then(pl.col("target").is_in(people.implode()))
                .otherwise(pl.col("target").is_in(ids.implode()))
            )
            self._references.append(_once(references.filter(~is_near)))

    def _take_unnamed(self, said: pl.DataFrame, records: pl.Series) -> None:
        """Take the records in which somebody speaks who is described and has no id."""
        described = pl.any_horizontal(pl.col(*self._details).is_not_null())
        is_unnamed = said.select(pl.col("anonymous") & described).to_series()
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
        told = twice.head(collector.room(id_twice.problem.code))
        lost_told = _head(lost, collector.room(reference_unknown.problem.code))
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
        if id_twice.problem.code not in self._codes:
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
