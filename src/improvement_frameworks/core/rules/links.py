"""The links among the entries of one record: which entry leads to which, looked up once.

A field such as ``explained_by`` or ``based_on`` names other entries by their ids. An index of these
links answers all that rules ask about them in time that grows with the number of links.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Generic, TypeVar

from attrs import frozen

from improvement_frameworks.core.record.header import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.core.record.record import Record

E = TypeVar("E", bound=Entry)


@frozen
class Link(Generic[E]):
    """One link from an entry to another entry of the same record."""

    path: Path
    """The steps to the id in the record, such as ``("entries", 2, "based_on", 0)``."""
    entry: E
    """The entry that has the link."""
    target: E
    """The entry to which it leads."""
    distance: int | None
    """How many parts further down the scheme the target is; less than 0 if it is further up.

    Nothing if one of the two entries has no part, several, or one that the scheme does not have.
    """
    skipped: tuple[str, ...] = ()
    """The codes of the parts between the two, in the order of the scheme."""


class Links(Generic[E]):
    """The links that one field of a record's entries makes, in the order of the record."""

    def __init__(self, record: Record, entries: Sequence[E], field: str) -> None:
        parts = tuple(record.part_scheme.parts)
        order = {code: place for place, code in enumerate(parts)}
        places = [_place(record.parts_of(entry), order) for entry in entries]
        self._entries = entries
        self._positions = {entry.id: index for index, entry in enumerate(entries) if entry.id}
        self._down: dict[int, list[int]] = defaultdict(list)
        self._up: dict[int, list[int]] = defaultdict(list)
        found: list[Link[E]] = []
        for index, entry in enumerate(entries):
            ids: tuple[str, ...] = getattr(entry, field)
            for number, wanted in enumerate(ids):
                other = self._positions.get(wanted)
                if other is None:
                    continue  # rule REC-E2 speaks about unknown ids
                self._down[index].append(other)
                self._up[other].append(index)
                path: Path = ("entries", index, field, number)
                distance, skipped = _compare(places[index], places[other], parts)
                found.append(Link(path, entry, entries[other], distance, skipped))
        self.all: tuple[Link[E], ...] = tuple(found)
        """Every link whose target is an entry of the record."""

    def reached_from(self, ids: Iterable[str]) -> tuple[E, ...]:
        """Return the entries with these ids, and all to which their links lead, each once."""
        starts = [self._positions[id_] for id_ in ids if id_ in self._positions]
        return tuple(
            self._entries[at] for at in dict.fromkeys((*starts, *_spread(starts, self._down)))
        )

    def leading_to(self, positions: Iterable[int]) -> frozenset[int]:
        """Return the positions of the entries whose links lead to one of these, near or far."""
        return frozenset(_spread(positions, self._up))

    def has_links(self, position: int) -> bool:
        """Whether the entry at a position has a link to an entry of the record."""
        return position in self._down


def _place(codes: tuple[str, ...], order: Mapping[str, int]) -> int | None:
    return order.get(codes[0]) if len(codes) == 1 else None


def _compare(
    start: int | None, end: int | None, parts: tuple[str, ...]
) -> tuple[int | None, tuple[str, ...]]:
    if start is None or end is None:
        return None, ()
    return end - start, parts[min(start, end) + 1 : max(start, end)]


def _spread(starts: Iterable[int], ways: Mapping[int, list[int]]) -> dict[int, None]:
    """Return what the ways reach, each once; a start only if a way leads back to it."""
    found: dict[int, None] = {}
    waiting = list(starts)
    for position in waiting:  # grows while what is further away is added
        for other in ways.get(position, ()):
            if other not in found:
                found[other] = None
                waiting.append(other)
    return found
