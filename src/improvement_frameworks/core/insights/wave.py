"""Waves: the times in which records were made, so that changes from one to the next are seen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from improvement_frameworks.core.expected import expect_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from improvement_frameworks.core.record.record import Record

NEAR: Final = 31
"""Records that were recorded within so many days of each other belong to one round of meetings."""


class Wave(NamedTuple):
    """A time in which records were made: all of one period, or from one day on."""

    start: str
    """The day on which it begins, such as 2020-03-16; blank for what comes before all others."""
    label: str
    """What people call it, such as ``2020-03-16 to 2020-06-30``."""


def find_waves(records: Iterable[Record], starts: Iterable[date] = ()) -> list[Wave | None]:
    """Return the wave of each record; nothing for one that says neither its period nor its day.

    Records with the same period are of one wave. A record without a period is of the wave of the
    one that was recorded nearest to it, if that is at most 31 days away, or else of the month in
    which it was recorded.

    Args:
        records: The records.
        starts: The days on which waves begin, if they are not to follow from the records.

    Raises:
        TypeError: if these are no days.

    Examples:
        >>> from improvement_frameworks import Iceberg
        >>> spring = {"start": "2020-03-16", "end": "2020-06-30"}
        >>> meeting = Iceberg(title="A", period=spring, recorded_on="2020-07-02", entries=[])
        >>> soon = Iceberg(title="B", recorded_on="2020-07-09", entries=[])
        >>> later = Iceberg(title="C", recorded_on="2020-11-03", entries=[])
        >>> [wave.label for wave in find_waves([meeting, soon, later])]
        ['2020-03-16 to 2020-06-30', '2020-03-16 to 2020-06-30', '2020-11']
    """
    given = list(records)
    days = sorted({day.isoformat() for day in expect_all("waves", starts, date, "a list of days")})
    if days:
        return [_find_since(record, days) for record in given]
    rounds = sorted(
        (record.recorded_on, wave)
        for record in given
        if record.recorded_on and (wave := _find_of_period(record))
    )
    recorded = [day for day, _ in rounds]
    return [
        _find_of_period(record) or _find_near(record.recorded_on, recorded, rounds)
        for record in given
    ]


def _find_since(record: Record, starts: Sequence[str]) -> Wave | None:
    day = record.period.start if record.period else record.recorded_on
    if day is None:
        return None
    place = bisect_right(starts, day.isoformat())
    if place == 0:
        return Wave("", f"before {starts[0]}")
    return Wave(starts[place - 1], f"from {starts[place - 1]}")


def _find_of_period(record: Record) -> Wave | None:
    if record.period is None:
        return None
    start, end = record.period.start.isoformat(), record.period.end
    if end == record.period.start:
        return Wave(start, start)
    return Wave(start, f"{start} to {end.isoformat()}" if end else f"from {start}")


def _find_near(
    day: date | None, recorded: Sequence[date], rounds: Sequence[tuple[date, Wave]]
) -> Wave | None:
    if day is None:
        return None
    place = bisect_left(recorded, day)
    beside = rounds[max(place - 1, 0) : place + 1]
    nearest = min(beside, key=lambda one: (abs((one[0] - day).days), one), default=None)
    if nearest and abs((nearest[0] - day).days) <= NEAR:
        return nearest[1]
    month = day.isoformat()[:7]
    return Wave(f"{month}-01", month)
