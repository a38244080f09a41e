"""Writes what stands in a cell as text, as a person would."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from improvement_frameworks.core.record.types import BLANKS
from improvement_frameworks.problems.problem import show
from improvement_frameworks.tables.reading.sheet import CellError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from improvement_frameworks.tables.reading.sheet import Raw, Row


def write_value(raw: Raw) -> str:
    """Write a bare value as text, as a person would.

    >>> write_value(12.0), write_value(True), write_value(0.5)
    ('12', 'TRUE', '0.5')
    """
    match raw:
        case str():
            return raw
        case None:
            return ""
        case bool():
            return str(raw).upper()
        case float() if raw.is_integer() and abs(raw) < 1e15:
            return str(int(raw))
        case datetime():
            is_day = raw.time() == time() and raw.tzinfo is None
            return raw.date().isoformat() if is_day else raw.isoformat()
        case date() | time():
            return raw.isoformat()
        case CellError():
            return raw.text
        case _:
            return str(raw)


def write_texts(row: Row) -> list[str]:
    """Write the cells of a row as texts, without the space around them."""
    return [write_value(cell).strip() for cell in row.cells]


def write_at(row: Row, place: int) -> str:
    """Write the cell at a position of a row as text; nothing if the row ends before it."""
    return write_value(row.cells[place]).strip() if place < len(row.cells) else ""


def write_column(rows: Iterable[Row], place: int) -> list[str]:
    """Write the cells at a position of several rows as texts, but for those that are blank."""
    return [text for row in rows if (text := write_at(row, place))]


def name_kind(raw: Raw) -> str:
    """Say of which kind a value is that is no text, and how it is written."""
    if isinstance(raw, bool):
        kind = "true or false"
    elif isinstance(raw, int | float):
        kind = "a number"
    else:
        kind = "a duration" if isinstance(raw, timedelta) else "a date or time"
    return f"{kind} {show(write_value(raw))}"


def has_content(raw: Raw) -> bool:
    """Whether a cell holds anything but space."""
    return bool(raw.strip(BLANKS)) if isinstance(raw, str) else raw is not None


def find_content(row: Row) -> list[int]:
    """Return the positions of the cells of a row that hold anything but space."""
    return [
        place
        for place, raw in enumerate(row.cells)
        if (raw.strip(BLANKS) if isinstance(raw, str) else raw is not None)
    ]
