"""What many polls say together about how their answers were coded."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, cast

from improvement_frameworks.core import (
    CollectedEntry,
    Collection,
    Evidences,
    fold,
    found,
    insight,
    krippendorff_alpha,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core import Codings, Member
    from improvement_frameworks.frameworks.poll.record import Poll


def _polls(collection: Collection) -> Iterator[tuple[Member, Poll, Codings]]:
    for member in collection.members:
        poll = cast("Poll", member.record)
        yield member, poll, poll.by_reader()


@insight("POLL-A1")
def low_agreement(collection: Collection, *, thousandths: int, items: int) -> Evidences:
    answers = {
        f"{member.key}/{item}": {f"{member.key}/{coder}": codes for coder, codes in given.items()}
        for member, _, codings in _polls(collection)
        for item, given in codings.items()
        if len(given) > 1
    }
    agreement = krippendorff_alpha(answers)
    if agreement.value is None or agreement.items < items:
        return
    if agreement.value * 1000 < thousandths:
        coded = [member for member, _, codings in _polls(collection) if codings]
        yield found(collection, members=coded, counts={"all": agreement.items})


@insight("POLL-A2")
def seen_by_one(collection: Collection, *, items: int) -> Evidences:
    said = {(one.member, one.entry.id): one for one in collection.said if one.entry.id}
    labels: dict[tuple[str, str], str] = {}
    lone: dict[tuple[str, str], list[CollectedEntry]] = defaultdict(list)
    shared: set[tuple[str, str]] = set()
    for member, poll, codings in _polls(collection):
        own = {one.code: one.label for one in poll.codebook}
        coders: dict[tuple[str, str], set[str]] = defaultdict(set)
        places: dict[tuple[str, str], list[str]] = defaultdict(list)
        for item, given in codings.items():
            if len(given) > 1:
                for coder, codes in given.items():
                    for code in codes:
                        theme = code, fold(own.get(code, code))  # codebooks may differ
                        labels.setdefault(theme, own.get(code, code))
                        coders[theme].add(coder)
                        places[theme].append(item)
        shared |= {theme for theme, who in coders.items() if len(who) > 1}
        for theme, ids in places.items():
            lone[theme] += [said[member, id_] for id_ in ids if (member, id_) in said]
    for theme, told in sorted(lone.items()):
        if theme not in shared and len(told) >= items:
            yield found(collection, told, label=labels[theme], counts={"count": len(told)})
