"""Leaves the rows out of batches that are no data, such as totals and headers that come again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.rows.verdict import (
    TOTAL_WORDS,
    find_reason,
    may_be_total,
    tell_left_out,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.reading.batch import Item


def leave_rows_out(items: Iterable[Item], heading: Heading) -> Iterator[Item]:
    """Yield batches without the rows that are no data, and an issue for each of these."""
    first, name = heading.first_name
    for item in items:
        if isinstance(item, Issue) or first >= item.frame.width:
            yield item
            continue
        cells = item.frame.to_series(first)
        if cells.dtype == pl.String:
            is_odd = (cells.str.strip_chars() == name) | cells.str.contains(TOTAL_WORDS)
            alike = is_odd.arg_true().to_list()
        else:
            alike = [
                i
                for i, one in enumerate(cells)
                if isinstance(one, str) and (name in one or may_be_total(one))
            ]
        reasons = {
            index: reason
            for index in sorted({*alike, *_find_odd(item.frame, heading)})
            if (reason := find_reason(heading, item.row(index)))
        }
        odd = reasons.keys()
        if not odd:
            yield item
            continue
        for index, reason in reasons.items():
            yield tell_left_out(heading, item.row(index), reason)
        kept = [index for index in range(item.frame.height) if index not in odd]
        if kept:
            yield item.select(kept)


def _find_odd(frame: pl.DataFrame, heading: Heading) -> list[int]:
    """Return the rows that say their type, or whose part is missing or in words of their own."""
    if heading.type_place is not None:
        return list(range(frame.height))  # boards are small
    place = heading.part_place
    if place is None or place >= frame.width:
        return []
    cells = frame.to_series(place)
    known = heading.part_terms
    if cells.dtype != pl.String:
        return [i for i, one in enumerate(cells) if isinstance(one, str) and one not in known]
    odd = ~cells.is_in(known)
    return odd.fill_null(heading.columns[place].is_required).arg_true().to_list()
