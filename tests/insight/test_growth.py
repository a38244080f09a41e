"""Every insight takes time that grows with the collection and no faster; run lines are counted."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tests.insight.test_planted import BEDS

from improvement_frameworks.core import collect, found
from improvement_frameworks.core.registry import get_own_insights, get_shared_insights
from improvement_frameworks.testing import grow

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from _typeshed import TraceFunction

    from improvement_frameworks.core import Collection, Evidences

SIZES = (12, 24, 48)


def count_lines(find: Callable[[Collection], Evidences], collection: Collection) -> int:
    """Return how many lines and calls of Python an insight takes."""
    counted = 0

    def trace(_frame: FrameType, _event: str, _argument: object) -> TraceFunction:
        nonlocal counted
        counted += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        list(find(collection))
    finally:
        sys.settrace(before)
    return counted


def grows_faster(find: Callable[[Collection], Evidences], collections: list[Collection]) -> bool:
    count_lines(find, collections[0])  # what is made once is made now
    first, second, third = (count_lines(find, one) for one in collections)
    return (third - second) / 2 > 1.3 * (second - first) + 60


def test_an_insight_grows_with_the_collection_and_no_faster() -> None:
    made = [collect(grow(BEDS, seed=1, groups=size, codes=()).records()) for size in SIZES]
    # What is missed by most records runs the practice checks, whose growth is looked at elsewhere.
    shared = [one for one in get_shared_insights() if one.code != "REC-A7"]
    faster = [one.code for one in shared if grows_faster(one.find, made)]
    for framework in made[0].frameworks:
        parts = [one.of_framework(framework) for one in made]
        own = get_own_insights(framework)
        faster += [one.code for one in own if grows_faster(one.find, parts)]
    assert faster == []


def compares_all(collection: Collection) -> Evidences:
    """An insight as it should not be: it compares every entry with every other one."""
    for one in collection.said:
        if sum(other.words == one.words for other in collection.said) > 1:
            yield found(collection, [one])


def test_what_grows_faster_is_seen() -> None:
    made = [collect(grow(BEDS[:1], seed=1, groups=size, codes=()).records()) for size in SIZES]
    assert grows_faster(compares_all, made)
