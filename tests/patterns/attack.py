"""Texts that make a pattern slow if anything does: its own pieces, over and over."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from tests.patterns.steps import (
    ONE_CHARACTER,
    REPEATS,
    Node,
    Nodes,
    TooManySteps,
    as_nodes,
    count_steps,
    fits,
    parse,
    sre,
    walk,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

LENGTH = 20
SLACK = 20
"""How many steps more are no growth: what is bounded comes to its bound."""
POOL = (
    string.ascii_letters + string.digits + string.punctuation + " \t\n\r\u00e9\u2019\u00a0\u2028\0"
)
MOST_WAYS = 6


def find_growth(pattern: re.Pattern[str], *, anchored: bool = False) -> str | None:
    """Return the start of a text whose steps grow faster than its length, or nothing."""
    for prefix, pump, suffix in _attacks(pattern):
        turns = -(-LENGTH // len(pump))

        def count(number: int) -> int:
            text = prefix + pump * number * turns + suffix  # noqa: B023 - called at once
            return count_steps(pattern, text, anchored=anchored, most=200_000)

        try:
            first, second = count(1), count(2)
            if second - first > 1.5 * first + SLACK:
                third = count(4)
                if (third - second) / 2 > 1.5 * (second - first) + SLACK:
                    return prefix + pump * turns + suffix
        except TooManySteps:
            return prefix + pump * turns + suffix
    return None


def _attacks(pattern: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
    nodes = parse(pattern)
    characters = _distinct_characters(pattern)
    found: dict[tuple[str, str, str], None] = {}
    for node, before in walk(nodes):
        op, arg = node
        if op not in REPEATS or arg[1] < 2:
            continue
        starts = list(dict.fromkeys(["", *_samples(pattern, before)[:2]]))
        bodies = _samples(pattern, as_nodes(arg[2]))[:3]
        pumps = [*characters, *bodies, *starts[1:]]
        pumps += [start + body for start in starts[1:] for body in bodies]
        pumps += [bodies[0] + other for other in characters]
        refused = [char for char in characters if char not in bodies][:1]
        ends = ("", "\0", *refused, *(char + "!" for char in refused))
        found |= {
            (start, pump, end): None for start in starts for pump in pumps if pump for end in ends
        }
    yield from found


def _distinct_characters(pattern: re.Pattern[str]) -> list[str]:
    """Return one character for each set of nodes that take it, among those that are repeated."""
    single = [
        inner
        for node, _ in walk(parse(pattern))
        if node[0] in REPEATS and node[1][1] > 1
        for inner, _ in walk(as_nodes(node[1][2]))
        if inner[0] in ONE_CHARACTER
    ]
    literal = {chr(node[1]) for node in single if node[0] is sre.LITERAL}
    chosen: dict[tuple[bool, ...], str] = {}
    for char in (*POOL, *sorted(literal)):
        chosen.setdefault(tuple(fits(pattern, node, char) for node in single), char)
    return list(chosen.values())[:24]


def _samples(pattern: re.Pattern[str], nodes: Nodes) -> list[str]:
    """Return a few texts that the nodes take; each repetition once and twice."""
    texts = [""]
    for node in nodes:
        ways = _sample(pattern, node)
        texts = list(dict.fromkeys(text + way for text in texts for way in ways))[:MOST_WAYS]
    return texts


def _sample(pattern: re.Pattern[str], node: Node) -> list[str]:
    op, arg = node
    if op in ONE_CHARACTER:
        if op is sre.LITERAL:
            return [chr(arg)]
        taken = [
            char for char in ("a", "A", "0", " ", "-", "\u00e9", *POOL) if fits(pattern, node, char)
        ]
        return taken[:2]
    if op is sre.SUBPATTERN:
        return _samples(pattern, as_nodes(arg[3]))
    if op is sre.ATOMIC_GROUP:
        return _samples(pattern, as_nodes(arg))
    if op is sre.BRANCH:
        ways = [_samples(pattern, as_nodes(way)) for way in arg[1]]
        return [text for way in ways for text in way[:1]][:MOST_WAYS]
    if op in REPEATS:
        once = _samples(pattern, as_nodes(arg[2]))
        least = max(arg[0], 1)
        return [text * least for text in once[:3]] + ([""] if arg[0] == 0 else [])
    return [""]  # assertions take nothing
