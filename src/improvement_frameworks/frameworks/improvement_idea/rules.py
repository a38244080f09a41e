"""Practice checks for ideas: whether the loop closes, and how soon."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from improvement_frameworks.core import Findings, at, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.improvement_idea.record import ImprovementIdea


@rule("LOOP-E1")
def days_backwards(record: ImprovementIdea) -> Findings:
    for index, idea in enumerate(record.entries):
        places = [
            ("raised_on", idea.raised_on),
            ("changed_on", idea.changed_on),
            ("told_back_on", idea.told_back_on),
        ]
        known = [(name, day) for name, day in places if day]
        for (other, earlier), (field, day) in pairwise(known):
            if day < earlier:
                yield at(
                    "entries",
                    index,
                    field,
                    field=field,
                    day=day.isoformat(),
                    other=other,
                    earlier=earlier.isoformat(),
                )
        for number, reply in enumerate(idea.replies):
            if reply.on and idea.raised_on and reply.on < idea.raised_on:
                yield at(
                    "entries",
                    index,
                    "replies",
                    number,
                    "on",
                    field="on",
                    day=reply.on.isoformat(),
                    other="raised_on",
                    earlier=idea.raised_on.isoformat(),
                )


@rule("LOOP-W4")
def few_days_shown(record: ImprovementIdea, *, least: int, showing: tuple[str, ...]) -> Findings:
    uses = record.consent.uses if record.consent else ()
    if 0 < len(record.days) < least and set(showing).intersection(uses):
        yield at("days", count=len(record.days), least=least)


@rule("LOOP-I1")
def loop_told(record: ImprovementIdea) -> Findings:
    waits = [days for idea in record.entries if (days := record.days_to_reply(idea)) is not None]
    if record.entries:
        told = sum(idea.stage == "told-back" for idea in record.entries)
        half = f"{median(waits):g}" if waits else "not known"
        yield at("entries", told=told, all=len(record.entries), days=half)
