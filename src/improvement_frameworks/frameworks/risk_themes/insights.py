"""What many records of risks say together, where no common insight can say it."""

from __future__ import annotations

from collections import defaultdict

from improvement_frameworks.core import (
    CollectedEntry,
    Collection,
    Evidences,
    find_actions,
    found,
    insight,
)


@insight("THM-A4")
def unanswered(collection: Collection, *, groups: int) -> Evidences:
    answered: set[str] = set()
    risks: dict[str, list[CollectedEntry]] = defaultdict(list)
    for member in collection.members:
        for placed in find_actions(member.record):
            answered.update(getattr(placed.action, "themes", ()))
            if placed.entry is not None:
                answered.update(member.record.parts_of(member.record.entries[placed.entry]))
            named = set(placed.action.works_on)
            for entry in member.record.entries:
                if entry.id in named:
                    answered.update(member.record.parts_of(entry))
    for said in collection.said:
        if getattr(said.entry, "stance", None) == "risk":
            for theme in said.member.record.parts_of(said.entry):
                risks[theme].append(said)
    for theme, told in sorted(risks.items()):
        if theme not in answered and len({said.person.unit for said in told}) >= groups:
            label = told[0].member.record.find_part(theme).label
            yield found(collection, told, label=label)
