"""How far people agree who gave codes to the same things, each on their own.

A thing that is coded (an answer to a poll, a story, a signal) is an item. Each coder gives it a set
of codes, which may hold several and may be empty: then no code fits. Coders may leave items out.

Where a measure has no value, the reason is said instead of a number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

Codings: TypeAlias = Mapping[str, Mapping[str, Collection[str]]]
"""For each item, by its id, the codes that each coder gave it."""

Codes: TypeAlias = frozenset[str]
Distance: TypeAlias = Callable[[Codes, Codes], float]
"""How far two sets of codes are from each other: 0 if they are the same, 1 at most."""

WhyNot: TypeAlias = Literal["one-coder", "one-value"]
"""Why there is no value. one-coder: no item was coded by two people. one-value: everyone gave the
same codes to everything, so nothing says whether they would tell things apart."""

RELIABLE: Final = 0.8
"""Krippendorff's alpha from which codings count as reliable (Krippendorff 2004)."""
TENTATIVE: Final = 0.667
"""Krippendorff's alpha from which they allow tentative conclusions (Krippendorff 2004)."""


@frozen
class Agreement:
    """A measure of agreement, or why it has none."""

    value: float | None
    """1 if all agree; 0 is what chance alone would bring, where the measure takes it into account.
    It can be below 0."""
    items: int
    """How many items at least two people coded. The measure rests on these."""
    why_not: WhyNot | None = None
    """Why there is no value."""


@frozen
class Disagreement:
    """An item to which people gave different codes."""

    item: str
    """The id of the item."""
    codes: Mapping[str, Codes]
    """The codes that each coder gave it."""
    shared: Codes
    """The codes that all of them gave it."""
    disputed: Codes
    """The codes that some of them gave it and others did not."""


def set_distance(first: Codes, second: Codes) -> float:
    """Return how far sets of codes are apart if they count as different or the same.

    >>> set_distance(frozenset({"a"}), frozenset({"a", "b"}))
    1.0
    """
    return float(first != second)


def masi_distance(first: Codes, second: Codes) -> float:
    """Return how far sets of codes are apart, where they may overlap (MASI; Passonneau 2006).

    Two empty sets are the same.

    >>> round(masi_distance(frozenset({"a", "b"}), frozenset({"a", "b", "c", "d"})), 4)
    0.6667
    """
    both = len(first & second)
    if first == second:
        return 0.0
    weight = 2 / 3 if both == min(len(first), len(second)) else 1 / 3
    return 1 - both / len(first | second) * weight


def find_disputed(codings: Codings) -> tuple[Disagreement, ...]:
    """Return the items on which coders differ, in the order of the items, to talk about them.

    >>> (one,) = find_disputed({"e1": {"c1": ["silos"], "c2": ["silos", "control"]}})
    >>> sorted(one.shared), sorted(one.disputed)
    (['silos'], ['control'])
    """
    found: list[Disagreement] = []
    for item, by_coder in codings.items():
        codes: dict[str, Codes] = {coder: frozenset(given) for coder, given in by_coder.items()}
        if len(set(codes.values())) > 1:
            first, *others = codes.values()
            shared = first.intersection(*others)
            disputed = first.union(*others) - shared
            found.append(Disagreement(item, codes, shared, disputed))
    return tuple(found)


def share_agreed(codings: Codings) -> Agreement:
    """Return how often two people gave the same codes to an item, among all pairs of coders.

    Chance is not taken into account.

    >>> share_agreed({"e1": {"c1": ["a"], "c2": ["a"]}, "e2": {"c1": ["a"], "c2": ["b"]}}).value
    0.5
    """
    items = _sets(codings)
    alike = sum(n * (n - 1) for sets in items for n in Counter(sets).values())
    pairs = sum(len(sets) * (len(sets) - 1) for sets in items)
    return Agreement(alike / pairs, len(items)) if pairs else Agreement(None, 0, "one-coder")


def cohen_kappa(codings: Codings, first: str, second: str) -> Agreement:
    """Return Cohen's kappa of two coders (Cohen 1960), over the items that both coded.

    Sets of codes count as different or the same.

    Args:
        codings: The codes of each item by coder.
        first: The id of one coder.
        second: The id of the other.

    >>> codings = {"e1": {"c1": ["a"], "c2": ["a"]}, "e2": {"c1": ["b"], "c2": ["b"]}}
    >>> cohen_kappa(codings, "c1", "c2")
    Agreement(value=1.0, items=2, why_not=None)
    """
    pairs = [
        (frozenset(by_coder[first]), frozenset(by_coder[second]))
        for by_coder in codings.values()
        if first in by_coder and second in by_coder
    ]
    if not pairs:
        return Agreement(None, 0, "one-coder")
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    total = len(pairs)
    observed = sum(one == other for one, other in pairs) * total
    expected = sum(count * others[codes] for codes, count in ones.items())
    if expected == total * total:
        return Agreement(None, total, "one-value")
    return Agreement((observed - expected) / (total * total - expected), total)


def krippendorff_alpha(codings: Codings, distance: Distance = set_distance) -> Agreement:
    """Return Krippendorff's alpha (Krippendorff 2004) for any number of coders.

    Items that fewer than two people coded are left out. With ``set_distance`` it takes time in line
    with the codings; with another distance also with the square of the different sets of codes.

    Args:
        codings: The codes of each item by coder.
        distance: How far sets of codes are apart: ``set_distance`` (nominal) or ``masi_distance``.

    >>> answers = {
    ...     "e1": {"c1": ["silos"], "c2": ["silos"]},
    ...     "e2": {"c1": ["wellbeing", "pressure"], "c2": ["wellbeing"]},
    ...     "e3": {"c1": ["evaluation"], "c2": ["evaluation"]},
    ...     "e4": {"c1": ["silos", "control"], "c2": ["control"]},
    ... }
    >>> round(krippendorff_alpha(answers).value, 4)
    0.4615
    >>> round(krippendorff_alpha(answers, masi_distance).value, 4)
    0.6216
    """
    return _alpha(_sets(codings), distance)


def alpha_by_code(codings: Codings) -> dict[str, Agreement]:
    """Return Krippendorff's alpha of each code by itself: given to an item, or not.

    It shows which code people understand in different ways. Codes are in alphabetical order.
    """
    items = _sets(codings)
    given: dict[str, list[tuple[int, int]]] = {}
    for sets in items:
        for code, times in Counter(code for codes in sets for code in codes).items():
            given.setdefault(code, []).append((times, len(sets)))
    total = sum(map(len, items))
    return {code: _alpha_of_one(given[code], total, len(items)) for code in sorted(given)}


def _sets(codings: Codings) -> list[list[Codes]]:
    """Return the sets of codes of each item that at least two people coded."""
    several = (by_coder.values() for by_coder in codings.values() if len(by_coder) > 1)
    return [[frozenset(codes) for codes in given] for given in several]


def _alpha(items: list[list[Codes]], distance: Distance) -> Agreement:
    if not items:
        return Agreement(None, 0, "one-coder")
    total = sum(map(len, items))
    within = sum(_apart(Counter(sets), distance) / (len(sets) - 1) for sets in items)
    overall = _apart(Counter(codes for sets in items for codes in sets), distance)
    if not overall:
        return Agreement(None, len(items), "one-value")
    return Agreement(1 - within / overall * (total - 1), len(items))


def _apart(counts: Counter[Codes], distance: Distance) -> float:
    """Return the sum of the distances of all ordered pairs of sets."""
    if distance is set_distance:
        return counts.total() ** 2 - sum(n * n for n in counts.values())
    return sum(
        counts[one] * counts[other] * distance(one, other) for one in counts for other in counts
    )


def _alpha_of_one(given: Iterable[tuple[int, int]], total: int, items: int) -> Agreement:
    """Return alpha of one code, from how many of the coders of an item gave it."""
    pairs = list(given)
    times = sum(some for some, _ in pairs)
    overall = 2 * times * (total - times)
    if not overall:
        return Agreement(None, items, "one-value")
    within = sum(2 * some * (coders - some) / (coders - 1) for some, coders in pairs)
    return Agreement(1 - within / overall * (total - 1), items)
