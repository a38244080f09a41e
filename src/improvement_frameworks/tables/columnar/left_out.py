"""Leaves the rows out of batches that are no data, such as totals and headers that come again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.rows.verdict import (
    TOTAL_WORDS,
    find_reason,
    tell_left_out,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.reading.batch import Item


def leave_rows_out(items: Iterable[Item], heading: Heading) -> Iterator[Item]:
    """Yield batches without the rows that are no data, and an issue for each of these."""
    for item in items:
        if isinstance(item, Issue):
            yield item
            continue
        reasons = {
            index: reason
            for index in _find_odd(item.frame, heading)
            if (reason := find_reason(heading, item.row(index)))
        }
        if not reasons:
            yield item
            continue
        for index, reason in reasons.items():
            yield tell_left_out(heading, item.row(index), reason)
        kept = [index for index in range(item.frame.height) if index not in reasons]
        if kept:
            yield item.select(kept)


def _find_odd(frame: pl.DataFrame, heading: Heading) -> Sequence[int]:
    """Return the rows that may be no data.

    These are the ones that begin as the header or as a total does, that say their type, or whose
    part is missing or in words of their own.
    """
    if heading.type_place is not None:
        return range(frame.height)  # boards are small
    odd = pl.repeat(value=False, n=frame.height, eager=True)
    first, name = heading.first_name
    if first < frame.width:
        start = _read_texts(frame.to_series(first))
        odd |= (start.str.strip_chars() == name) | start.str.contains(TOTAL_WORDS)
    place = heading.part_place
    if place is not None and place < frame.width:
        cells = frame.to_series(place)
        part = _read_texts(cells)
        odd |= part.is_not_null() & ~part.is_in(heading.part_terms)
        if heading.columns[place].is_required:
            odd |= cells.is_null()
    return odd.arg_true().to_list()


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
