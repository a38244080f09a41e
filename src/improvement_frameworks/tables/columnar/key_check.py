"""Finds the records in which an id is used twice, or a reference leads nowhere, by hashes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, cast

import polars as pl
from pydantic import BaseModel

from improvement_frameworks.core.record.reference import find_links
from improvement_frameworks.tables.columnar.row_hash import ANONYMOUS, KEY, hash_of, hash_pair
from improvement_frameworks.tables.options import ID_TWICE, REFERENCE_UNKNOWN
from improvement_frameworks.tables.rows.column import CONTRIBUTOR

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.tables.columnar.batch_reader import FrameReader, ReadColumn
    from improvement_frameworks.tables.rows.column import Column


_FOUND: Final = {
    "row": pl.UInt32,
    "field": pl.String,
    "item": pl.Int64,
    "to": pl.String,
    "name": pl.String,
}
"""Of each reference: its row in the batch, its column, its position there, its list, and the id."""


def may_refer(column: Column) -> bool:
    """Whether the cells of a column may hold references that can lead nowhere.

    That of the contributor cannot: who is named there is a contributor by that.
    """
    return column.name != CONTRIBUTOR and (column.refers_to is not None or column.kind == "json")


def find_references(columns: Iterable[ReadColumn]) -> pl.DataFrame:
    """Return the references in the columns of a batch, see `_FOUND`."""
    parts = [part for read in columns if may_refer(read.column) for part in _find(read)]
    return pl.concat(parts) if parts else pl.DataFrame(schema=_FOUND)


def _find(read: ReadColumn) -> Iterator[pl.DataFrame]:
    column = read.column
    if column.refers_to is not None and read.series.dtype == pl.String:
        yield _find_plain(read)
    found: list[tuple[int, str, int, str, str]] = []
    for group in read.groups:
        if group.cell.value is not None and group.cell.problem is None:
            links = list(enumerate(_find_in_value(column, group.cell.value)))
            found += [(row, column.name, n, *link) for row in group.rows for n, link in links]
    if found:
        yield pl.DataFrame(found, schema=_FOUND, orient="row")


def _find_plain(read: ReadColumn) -> pl.DataFrame:
    """Return the references in cells that the gate let pass: they hold nothing but ids."""
    column, series = read.column, read.series
    rows = [row for group in read.groups for row in group.rows]
    passed = series.clone().scatter(rows, None) if rows else series
    cells = passed.alias("name").to_frame().with_row_index("row").drop_nulls("name")
    item = pl.lit(0)
    if column.separator is not None:
        cells = (
            cells.with_columns(pl.col("name").str.split(column.separator))
            .with_columns(pl.int_ranges(pl.col("name").list.len()).alias("item"))
            .explode("name", "item")
        )
        item = pl.col("item")
    return cells.select(
        pl.col("row").cast(pl.UInt32),
        pl.lit(column.name).alias("field"),
        item.cast(pl.Int64).alias("item"),
        pl.lit(column.refers_to).alias("to"),
        pl.col("name"),
    )


def _find_in_value(column: Column, value: Json) -> Iterator[tuple[str, str]]:
    """Yield the list and the id of each reference in the value of a cell."""
    if column.refers_to is not None:
        names = value if isinstance(value, list) else [value]
        yield from ((column.refers_to, str(name)) for name in names)
        return
    assert column.adapter is not None
    built = column.adapter.validate_json(json.dumps(value, ensure_ascii=False))
    several = cast("tuple[object, ...]", built) if isinstance(built, tuple) else (built,)
    for one in several:
        if isinstance(one, BaseModel):
            yield from ((link.to, link.id) for link in find_links(one))


ID: Final = "id"
"""The column of the entries' ids."""
_ENTRY: Final = {"record": pl.UInt64, "id": pl.UInt64}
_REFERENCE: Final = {
    "record": pl.UInt64,
    "target": pl.UInt64,
    "spot": pl.UInt64,
    "is_head": pl.Boolean,
    "is_person": pl.Boolean,
}


class Keys:
    """Keeps the ids and references of all rows as hashes."""

    def __init__(self, reader: FrameReader, codes: Collection[str]) -> None:
        self._codes = codes
        here = reader.columns.values()
        refers = REFERENCE_UNKNOWN in codes
        self._referring = [column.name for column in here if refers and may_refer(column)]
        self._heads = [column.name for column in here if column.place == "record"]
        self._has_people = any(
            column.name in self._referring and column.refers_to != "entries" for column in here
        )
        self._details = [column.name for column in here if column.place == "contributor"]
        self._entries = [pl.DataFrame(schema=_ENTRY)]
        self._people = [pl.Series(dtype=pl.UInt64)]
        self._unnamed = [pl.Series(dtype=pl.UInt64)]
        self._references = [pl.DataFrame(schema=_REFERENCE)]

    def take(self, said: pl.DataFrame, columns: dict[str, ReadColumn]) -> None:
        """Take a batch: what its rows say of their records and contributors, and its columns."""
        records = said.select(hash_of(KEY)).to_series().alias("record")
        if ID in columns:
            self._entries.append(_pair(records, columns[ID].said()))
        if self._has_people:
            if CONTRIBUTOR in columns:
                people = _pair(records, columns[CONTRIBUTOR].said())
                self._people.append(people["id"].unique())
            if self._details:
                described = pl.any_horizontal(pl.col(*self._details).is_not_null())
                is_unnamed = said.select(pl.col(ANONYMOUS) & described).to_series()
                self._unnamed.append(records.filter(is_unnamed).unique())
        found = find_references(columns[n] for n in self._referring if n in columns)
        if found.height:
            self._references.append(_once(self._hash(found, records)))

    def _hash(self, found: pl.DataFrame, records: pl.Series) -> pl.DataFrame:
        """Return references as hashes: of which record, to what, and at which spot."""
        return found.with_columns(records.gather(found["row"]).alias("record")).select(
            "record",
            hash_pair(pl.col("record"), hash_of("name")).alias("target"),
            hash_pair(hash_of("field"), hash_of("item")).alias("spot"),
            pl.col("field").is_in(self._heads).alias("is_head"),
            (pl.col("to") == "contributors").alias("is_person"),
        )

    def find_twice(self) -> pl.DataFrame:
        """Return the records in which ids are used again, and the ``number`` of times."""
        entries = pl.concat(self._entries)
        if ID_TWICE not in self._codes:
            entries = entries.clear()
        ids = entries["id"].sort()
        again = ids.filter(ids == ids.shift(1)).unique()
        rows = entries.filter(pl.col("id").is_in(again.implode()))
        return _count(rows.filter(~pl.col("id").is_first_distinct()))

    def find_lost(self) -> pl.DataFrame:
        """Return the records with references that lead nowhere, and their ``number``.

        Where a record ``is_odd``, they may lead to somebody without an id, to whom one is given.
        """
        entries, people = pl.concat(self._entries)["id"], pl.concat(self._people)
        unnamed = pl.concat(self._unnamed)
        is_known = (
            pl.when("is_person")
            .then(pl.col("target").is_in(people.implode()))
            .otherwise(pl.col("target").is_in(entries.implode()))
        )
        is_odd = pl.col("is_person") & pl.col("record").is_in(unnamed.implode())
        lost = _once(pl.concat(self._references))
        if lost.height:  # or else all entries would be hashed for nothing
            lost = lost.filter(~is_known)
        return _count(lost.with_columns(is_odd.alias("is_odd")), "is_odd")


def _pair(records: pl.Series, names: pl.Series) -> pl.DataFrame:
    """Return for each name the hash of its record, and one of both."""
    named = pl.DataFrame([records, names.alias("name")]).drop_nulls("name")
    return named.select("record", hash_pair(pl.col("record"), hash_of("name")).alias("id"))


def _once(references: pl.DataFrame) -> pl.DataFrame:
    """Leave out what a record says again in other rows: a column of its header counts once."""
    return pl.concat([references.filter(~pl.col("is_head")), references.filter("is_head").unique()])


def _count(rows: pl.DataFrame, *marks: str) -> pl.DataFrame:
    """Count the rows of each record; of marks, whether any row has them."""
    counted = rows.group_by(pl.col("record").alias(KEY))
    return counted.agg(pl.len().cast(pl.Int64).alias("number"), *(pl.col(m).any() for m in marks))
