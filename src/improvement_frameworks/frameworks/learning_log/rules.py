"""Practice checks for learning logs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core import Findings, at, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.learning_log.record import LearningLog


@rule("LRN-W3")
def too_long_a_time(record: LearningLog) -> Findings:
    most = record.most_days
    period = record.period
    if period and period.end:
        days = (period.end - period.start).days + 1
        if days > most:
            yield at("period", "end", days=days, most=most)
