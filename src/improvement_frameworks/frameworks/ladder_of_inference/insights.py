"""What many ladders say together, where no common insight can say it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, cast

from improvement_frameworks.core import CollectedEntry, Collection, Evidences, found, insight

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.ladder_of_inference.record import LadderStep


@insight("LAD-A2")
def conclusion_without_shared_data(collection: Collection, *, groups: int) -> Evidences:
    data: dict[str, set[str]] = defaultdict(set)
    conclusions: dict[str, list[CollectedEntry]] = defaultdict(list)
    for said in collection.said:
        rung = cast("LadderStep", said.entry).rung
        if said.words and rung in {"observable-data", "selected-data"}:
            data[said.person.unit].add(said.words)
        elif said.words and rung == "conclusions":
            conclusions[said.words].append(said)
    for _, told in sorted(conclusions.items()):
        units = {said.person.unit for said in told}
        words = [one for unit in units for one in data[unit]]
        if len(units) >= groups and all(map(data.get, units)) and len(words) == len(set(words)):
            yield found(collection, told)
