"""What is said of the columns of a header, in the same words for every layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks import problems
from improvement_frameworks.problems.problem import Own, quote
from improvement_frameworks.tables.reading.sheet import cell_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.reading.sheet import Row
    from improvement_frameworks.tables.rows.column import Column


def tell_twice(heading: Heading, place: int, first: int) -> Issue:
    """Say that a heading means the same as one before it."""
    cell = cell_address(heading.row.number, first)
    return problems.COLUMN_TWICE.issue(
        heading.where(heading.row, place),
        found=quote(heading.names[place]),
        first=quote(heading.names[first]),
        cell=cell if heading.sheet.is_spreadsheet else Own(f"column {first + 1}"),
    )


def tell_unknown(heading: Heading, place: int, offer: str = "") -> Issue:
    """Say that nobody knows what a heading means, and what it may mean or why it is left."""
    where = heading.where(heading.row, place)
    found = quote(heading.names[place])
    return problems.COLUMN_UNKNOWN.issue(where, found=found, offer=Own(offer))


def tell_missing(
    heading: Heading,
    column: Column,
    *,
    place: int | None = None,
    offer: str = "",
    how: str = "",
    option: str = "",
) -> Issue:
    """Say that a column is missing that an entry needs.

    Args:
        heading: The header.
        column: What is missing.
        place: The position of the heading that should say it, if one should.
        offer: What may be it.
        how: How to give it, beside adding the column.
        option: The option that takes what may be it.
    """
    if column.codes and not option:
        how += f' If it is the same in all rows: --constant "{column.name}={column.codes[0]}"'
    return problems.COLUMN_MISSING.issue(
        heading.where(heading.row, place),
        field=column.name,
        offer=Own(offer),
        meaning=Own(f"{column.meaning}{how}"),
        option=Own(option),
    )


def tell_read_as(
    heading: Heading, pairs: Iterable[tuple[str, str]], row: Row | None = None
) -> Issue:
    """Say which columns were read under another name, as what; of the header, or another row."""
    said = tuple(Own(f"{quote(text) if text else 'no heading'} as {name}") for text, name in pairs)
    return problems.COLUMN_READ_AS.issue(heading.where(row or heading.row), columns=said)
