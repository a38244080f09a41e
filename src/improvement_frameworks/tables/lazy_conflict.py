"""What rows say of the same record or contributor, and where they contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from improvement_frameworks.problems.problem import Json


@frozen
class Said:
    """A value that rows give for one subject: a record, or a contributor of a record."""

    subject: str
    """The subject."""
    place: int
    """The column."""
    text: str
    """The value as it stands there."""
    value: Json
    """What it means."""
    count: int
    """How many rows give it."""
    first: int
    """The number of the first of these rows; 0 if rows have no numbers."""


@frozen
class Conflict:
    """A value that contradicts what another row of the subject says."""

    said: Said
    """The value."""
    before: Said
    """What was said first (most often, if rows have no numbers)."""


def compare(said: Sequence[Said], *, is_numbered: bool) -> Iterator[Conflict]:
    """Yield each value that is not the one said first (most often) of its subject."""
    groups: dict[tuple[str, int], list[Said]] = {}
    for one in said:
        groups.setdefault((one.subject, one.place), []).append(one)
    for group in groups.values():
        before = min(group, key=lambda s: s.first if is_numbered else -s.count)
        yield from (Conflict(one, before) for one in group if one.value != before.value)
