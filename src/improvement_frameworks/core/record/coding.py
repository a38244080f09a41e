"""Codes for what people said: a codebook, and who gave which code to which entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core.record.noun import Noun
from improvement_frameworks.core.record.reference import ContributorRef, EntryRef
from improvement_frameworks.core.record.types import (
    ABSENT,
    EMPTY,
    Code,
    Colour,
    Distinct,
    Id,
    Line,
    Many,
    Opt,
    OptDate,
    Prose,
    YesNo,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


class CodebookCode(Noun):
    """One code of a codebook: what it means, and when to use it."""

    code: Code
    """The code by which codings name it. Example: staff-pressure."""
    label: Line
    """The name that people read. Example: Pressure on staff."""
    definition: Opt[Prose] = None
    """What it means. Example: More is asked of people than they can give."""
    include: Opt[Prose] = None
    """When to use it. Example: Tiredness, sick leave, too many tasks."""
    exclude: Opt[Prose] = None
    """When not to use it. Example: Lack of staff as such."""
    examples: Many[Prose] = EMPTY
    """Answers that show it. Example: We are all worn out."""
    parent: Opt[Code] = None
    """The code of which it is a part. Example: wellbeing."""
    codable: Opt[YesNo] = None
    """Whether it may be given to an answer; false for a mere heading. Yes if absent."""
    colour: Opt[Colour] = None
    """The colour in which it is shown. Example: #2E7D32."""
    guid: Opt[Id] = None
    """The ID that other programs know it by. Example: 1ff58b12-6f6f-4b0c-8be5-bbdc91f55294."""


class Coding(Noun):
    """The codes that one person gave to one entry."""

    entry: EntryRef
    """The ID of the entry. Example: e1."""
    coder: ContributorRef
    """The ID of the contributor who chose the codes. Example: c1."""
    codes: Distinct[Code] = EMPTY
    """The codes: none if none fits, one or several. Example: staff-pressure."""
    coded_on: OptDate = ABSENT
    """The day. Example: 2020-07-20."""
    note: Opt[Prose] = None
    """What was not clear. Example: Could also be about patients."""


def find_circles(codebook: Iterable[CodebookCode]) -> frozenset[str]:
    """Return the codes that are below themselves.

    >>> codes = [CodebookCode(code=c, label=c, parent=p) for c, p in ("ab", "ba", "ca")]
    >>> sorted(find_circles(codes))
    ['a', 'b']
    """
    parents = {one.code: one.parent for one in codebook if one.parent}
    known: dict[str, int] = {}  # on which walk a code was first met
    found: set[str] = set()
    for walk, start in enumerate(parents):
        at: str | None = start
        while at is not None and at not in known:
            known[at] = walk
            at = parents.get(at)
        if at is not None and known[at] == walk:
            while at not in found:
                found.add(at)
                at = parents[at]
    return frozenset(found)


def find_above(codebook: Iterable[CodebookCode]) -> dict[str, tuple[str, ...]]:
    """Return, for each code, those above it, the nearest first; none for codes below themselves.

    >>> codes = [CodebookCode(code=c, label=c, parent=p) for c, p in ("ab", "bc")]
    >>> find_above([*codes, CodebookCode(code="c", label="c")])["a"]
    ('b', 'c')
    """
    codes = tuple(codebook)
    circles = find_circles(codes)
    parents = {one.code: one.parent for one in codes if one.code not in circles}
    found: dict[str, tuple[str, ...]] = {}
    for code, parent in parents.items():
        above: list[str] = []
        at = parent
        while at is not None and at in parents:
            above.append(at)
            at = parents[at]
        found[code] = tuple(above)
    return found
