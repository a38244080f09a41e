"""What many icebergs say together, where no common insight can say it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, cast

from improvement_frameworks.core import CollectedEntry, Collection, Evidences, found, insight

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.iceberg.record import IcebergEntry


@insight("ICE-A4")
def explained_differently(collection: Collection, *, groups: int) -> Evidences:
    by_place = {(one.member, one.entry.id): one for one in collection.said if one.entry.id}
    events: dict[str, list[tuple[CollectedEntry, list[CollectedEntry]]]] = defaultdict(list)
    for said in collection.said:
        entry = cast("IcebergEntry", said.entry)
        if entry.level == "events" and said.words and entry.explained_by:
            causes = (by_place.get((said.member, id_)) for id_ in entry.explained_by)
            events[said.words].append((said, [cause for cause in causes if cause]))
    for _, told in sorted(events.items()):
        units: dict[str, set[str]] = defaultdict(set)
        for said, its_causes in told:
            units[said.person.unit] |= {cause.words for cause in its_causes}
        words = [one for causes in units.values() for one in causes]
        if len(units) >= groups and all(units.values()) and len(words) == len(set(words)):
            shown = [one for said, its_causes in told for one in (said, *its_causes)]
            yield found(collection, dict.fromkeys(shown))
