"""What no common check can say about interviews: how much of an answer stands out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core import Findings, at, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.interview.record import Interview


@rule("INT-W4")
def too_much_highlighted(record: Interview, *, per_cent: int) -> Findings:
    for index, answer in enumerate(record.entries):
        share = 100 * sum(map(len, answer.highlights)) // len(answer.text)
        if share > per_cent:
            yield at("entries", index, "highlights", share=min(share, 100))
