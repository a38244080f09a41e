"""Practice checks for conditions for rapid change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core import Findings, at, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.conditions_for_change.record import ConditionsForChange


@rule("COND-E1")
def two_states(record: ConditionsForChange) -> Findings:
    seen: dict[tuple[object, ...], int] = {}
    for index, entry in enumerate(record.entries):
        if entry.state:
            key = entry.condition, entry.reviewed_on, entry.contributor
            first = record.entries[earlier := seen.setdefault(key, index)]
            if first.state and first.state != entry.state:
                label = record.find_part(entry.condition).label
                yield at(
                    "entries",
                    index,
                    "state",
                    label=label,
                    state=entry.state,
                    other=first.state,
                    place=f"/entries/{earlier}",
                )


@rule("COND-I1")
def not_all_known(record: ConditionsForChange) -> Findings:
    expected, count = record.about.expected_size or 0, len(record.part_codes)
    if record.part_scheme.default and count < expected:
        yield at("entries", count=count, all=expected)
