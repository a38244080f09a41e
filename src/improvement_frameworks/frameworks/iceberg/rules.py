"""Rules of good use for icebergs. Most are warnings: a half-filled iceberg is a good record too."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from improvement_frameworks.core import Findings, at, find_actions, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.iceberg.record import Iceberg


@rule("ICE-W1")
def stopped_short(record: Iceberg, *, shallow: tuple[str, ...]) -> Findings:
    depth = record.depth
    if depth and depth in shallow and not record.one_off:
        yield at("entries", level=record.about[depth].label)


@rule("ICE-W3")
def pattern_without_recurrence(record: Iceberg, *, times: int) -> Findings:
    named = Counter(
        cause for entry in record.entries if entry.level == "events" for cause in entry.explained_by
    )
    for index, entry in enumerate(record.entries):
        if entry.level != "patterns":
            continue
        events = named[entry.id] if entry.id else 0
        seen_over_time = entry.first_seen and entry.last_seen
        told = max(events, entry.occurrences or 0)
        if told < times and not seen_over_time:
            yield at("entries", index, events=events)


@rule("ICE-W6")
def no_deep_intervention(record: Iceberg, *, shallow: tuple[str, ...]) -> Findings:
    deep = [place for place, entry in enumerate(record.entries) if entry.level not in shallow]
    places, ids = set(deep), {record.entries[place].id for place in deep}
    if deep and not any(
        found.entry in places or not ids.isdisjoint(found.action.works_on)
        for found in find_actions(record)
    ):
        yield at("actions")


@rule("ICE-I1")
def depth_reached(record: Iceberg) -> Findings:
    counts, depth = record.coverage(), record.depth
    coverage = {code: counts[code] for code in record.part_scheme.parts}
    if depth:
        yield at(
            "entries",
            filled=sum(count > 0 for count in coverage.values()),
            all=len(coverage),
            depth=record.about[depth].label,
        )
