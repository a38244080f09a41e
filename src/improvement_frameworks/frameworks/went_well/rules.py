"""Practice checks for the two questions at the end of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core import Findings, at, find_worked_on, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.went_well.record import WentWell


@rule("WWW-W3")
def not_answered(record: WentWell) -> Findings:
    day = record.next_session_on
    if day is None or record.recorded_on is None or record.recorded_on < day:
        return
    answered = find_worked_on(record)
    for index, entry in enumerate(record.entries):
        if entry.side == "even-better" and index not in answered:
            yield at("entries", index, day=day.isoformat())
