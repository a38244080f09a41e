"""What many sessions say together, where no common insight can say it."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from improvement_frameworks.core import Collection, Evidences, fold, found, insight

if TYPE_CHECKING:
    from datetime import date

    from improvement_frameworks.core import Member
    from improvement_frameworks.frameworks.session.record import Session


@insight("SESS-A3")
def fewer_come(collection: Collection, *, sessions: int) -> Evidences:
    series: dict[str, list[tuple[date, int, Member]]] = defaultdict(list)
    for member in collection.members:
        session = cast("Session", member.record)
        if session.series and session.held_on and session.participants is not None:
            held = (session.held_on, session.participants, member)
            series[fold(session.series)].append(held)
    for _, unordered in sorted(series.items()):
        ordered = sorted(unordered, key=lambda one: one[0])
        people = [number for _, number, _ in ordered]
        if len(ordered) >= sessions and all(a > b for a, b in pairwise(people)):
            members = [member for _, _, member in ordered]
            yield found(
                collection, members=members, counts={"first": people[0], "last": people[-1]}
            )
