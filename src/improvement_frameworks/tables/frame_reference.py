"""Finds the references in the columns of a batch: ids of entries or of contributors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, cast

import polars as pl
from pydantic import BaseModel

from improvement_frameworks.core.pointer import write_pointer
from improvement_frameworks.core.reference import find_links
from improvement_frameworks.tables.column import CONTRIBUTOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from improvement_frameworks.core.reference import Link
    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.tables.column import Column
    from improvement_frameworks.tables.frame_column import ReadColumn

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


def _links(value: object) -> list[Link]:
    return find_links(value) if isinstance(value, BaseModel) else []
