"""What no common check can say about a session: days and minutes that agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core import Findings, at, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.session.record import Session


@rule("SESS-E1")
def next_before_this(record: Session) -> Findings:
    held, later = record.held_on, record.next_on
    if held and later and later <= held:
        yield at("next_on", next=later.isoformat(), held=held.isoformat())


@rule("SESS-W1")
def longer_than_session(record: Session) -> Findings:
    parts = sum(part.minutes or 0 for part in record.entries)
    if record.minutes is not None and parts > record.minutes:
        yield at("minutes", sum=parts, minutes=record.minutes)
