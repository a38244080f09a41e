"""Finds the rows of batches that are no data, such as totals and headers that come again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from improvement_frameworks.tables.reading.sheet import Row
from improvement_frameworks.tables.rows.verdict import ODD_WORDS, find_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from improvement_frameworks.tables.columnar.batch_reader import ReadColumn
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.reading.batch import Batch


def find_left_out(
    batch: Batch, columns: Mapping[str, ReadColumn], heading: Heading
) -> dict[int, str]:
    """Return the rows of a batch that are no data, and why; its columns were read already."""
    found: dict[int, str] = {}
    for index in sorted(set(_find_odd(batch.frame, columns, heading))):
        reason = find_reason(heading, Row(batch.numbers[index], batch.cells(index)))
        if reason:
            found[index] = reason
    return found


def _find_odd(
    frame: pl.DataFrame, columns: Mapping[str, ReadColumn], heading: Heading
) -> Iterator[int]:
    """Yield the rows that may be no data.

    These are the ones that begin as the header, a total or a signature does, that say their type,
    or whose part is missing, in words of their own, or perhaps alone.
    """
    if not heading.sheet.is_spreadsheet:  # what programs write is all data
        return
    if heading.type_place is not None:
        yield from range(frame.height)  # boards are small
        return
    first, name = heading.first_name
    if first < frame.width:
        yield from _find_starts(_read_texts(frame.to_series(first)), name)
    place = heading.part_place
    if place is not None and place < frame.width:
        yield from _find_parts(columns[heading.columns[place].name], heading)
        for at in heading.needed:
            yield from columns[heading.columns[at].name].series.is_null().arg_true()


def _find_starts(cells: pl.Series, name: str) -> Iterable[int]:
    """Return where cells may begin a row that is no data; the same cell is often that of many."""

    def is_odd(cells: pl.Series) -> pl.Series:
        return (cells.str.strip_chars() == name) | cells.str.contains(ODD_WORDS)

    changed = cells.ne_missing(cells.shift())
    return is_odd(cells).arg_true() if is_odd(cells.filter(changed)).any() else ()


def _find_parts(read: ReadColumn, heading: Heading) -> Iterator[int]:
    """Yield where a part is missing, or in words that are none of the framework's."""
    cells, terms = read.series, heading.part_terms
    if read.column.kind == "code":  # then all other cells are codes of the framework
        for group in read.groups:
            word = cells[group.rows[0]]
            if isinstance(word, str) and word not in terms:
                yield from group.rows
    else:
        parts = _read_texts(cells)
        yield from (parts.is_not_null() & ~parts.is_in(terms)).arg_true()
    if read.column.is_required and cells.null_count():
        yield from cells.is_null().arg_true()


def _read_texts(cells: pl.Series) -> pl.Series:
    """Return the cells that are texts; null stands for the others."""
    if cells.dtype == pl.String:
        return cells
    if cells.dtype != pl.Object:
        return pl.Series([None], dtype=pl.String).new_from_index(0, len(cells))
    texts = [
        one.encode("utf-8", "replace").decode() if isinstance(one, str) else None for one in cells
    ]
    return pl.Series(texts, dtype=pl.String)
