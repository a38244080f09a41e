"""Finds out on which days answers were given, from the timestamps that a tool wrote."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, frozen

from improvement_frameworks.tables.cells.cell_text import write_value
from improvement_frameworks.tables.cells.day import read_day

if TYPE_CHECKING:
    from improvement_frameworks.tables.reading.sheet import Raw, Row

Spot: TypeAlias = "tuple[Row, int]"
"""A cell: its row, and its position there."""


@frozen
class Days:
    """The first and the last day."""

    first: date
    """The first day."""
    last: date
    """The last day."""
    spot: Spot
    """The cell of the last day."""


@define
class _Reading:
    """One way of reading all timestamps, as long as it is possible."""

    is_possible: bool = True
    days: Days | None = None

    def take(self, day: date | None, spot: Spot) -> None:
        if day is None:
            self.is_possible = False
        elif self.days is None:
            self.days = Days(day, day, spot)
        else:
            is_later = day > self.days.last
            self.days = Days(
                min(self.days.first, day),
                day if is_later else self.days.last,
                spot if is_later else self.days.spot,
            )


class DayFinder:
    """Looks at timestamps one after the other.

    A tool writes all of them in one way. So a single one that can be read in one way only, such as
    8/31/2023, tells how the others are meant.
    """

    def __init__(self, date_format: str) -> None:
        self._format = date_format
        self._day_first = _Reading()
        self._month_first = _Reading()
        self._example: tuple[str, Spot] | None = None

    def take(self, raw: Raw, spot: Spot) -> None:
        """Look at one timestamp; blank ones say nothing."""
        if isinstance(raw, date):
            day = raw.date() if isinstance(raw, datetime) else raw
            readings: tuple[date | None, date | None] = (day, day)
        else:
            text = write_value(raw).strip()
            if not text:
                return
            readings = read_day(text, self._format)
        self._day_first.take(readings[0], spot)
        self._month_first.take(readings[1], spot)
        is_unclear = readings[0] != readings[1] and self._example is None
        if is_unclear or readings == (None, None):
            self._example = (write_value(raw).strip(), spot)

    def find(self) -> Days | None:
        """Return the days, if it is sure how they are written."""
        found = [
            reading.days
            for reading in (self._day_first, self._month_first)
            if reading.is_possible and reading.days
        ]
        if len(found) == 2 and (found[0].first, found[0].last) != (found[1].first, found[1].last):
            return None
        return found[0] if found else None

    @property
    def doubtful(self) -> tuple[str, Spot] | None:
        """A timestamp that made it unsure, and its cell."""
        return self._example if self.find() is None else None
