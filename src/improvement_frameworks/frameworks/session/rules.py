"""What no common check can say about a session: the next one is later."""

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
