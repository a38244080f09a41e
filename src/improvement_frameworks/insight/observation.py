"""What is counted: each entry with who said it, in which record, and what it is about.

A row holds one entry, for one part and one theme: an entry about several parts or themes has a row
for each. A dimension about which an entry says nothing is blank, and so is the person of an entry
that names nobody.

People are told apart as a collection does it. Within a group, contributors with the same id, role,
organisation and name are one person, also in several records. So they are in records without a
group, if they have a name; without a name they are one person only within their record. Where a
record has one contributor, entries that name nobody are theirs.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from improvement_frameworks.core.record.types import BLANKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from improvement_frameworks.core.insights.collection import CollectedEntry, Collection
    from improvement_frameworks.core.record.header import Entry

MARK: Final = "\x1f"
"""What is between the facts of a key; no text of a record holds it."""


class Observation(NamedTuple):
    """One entry, for one of its parts and one of its themes."""

    record: str
    """Tells its record from the others."""
    entry: int
    """Its place in the record, from 0."""
    unit: str
    """The group, or the record if it names none: those within which ids name people."""
    person: str
    """Tells the contributor from other people; blank if nobody is named."""
    framework: str
    """The ID of the framework."""
    part: str = ""
    """The code of the part."""
    level: str = ""
    """How far the view goes."""
    theme: str = ""
    """What it is about."""
    group: str = ""
    """The name of the group."""
    group_level: str = ""
    """How wide the group is."""
    role: str = ""
    """The role of the contributor."""
    wave: str = ""
    """The time that the record is of."""
    perspective: str = ""
    """Whose view it is."""
    stance: str = ""
    """Whether it speaks for or against."""
    status: str = ""
    """What became of it."""


def observe(collection: Collection) -> Iterator[Observation]:
    """Yield what is to be counted in records of any frameworks.

    Examples:
        >>> from improvement_frameworks import LearningGrid
        >>> from improvement_frameworks.core.insights.collection import collect
        >>> grid = LearningGrid(
        ...     title="Huddles",
        ...     recorded_on="2020-07-16",
        ...     entries=[{"question": "started", "level": "system", "text": "Daily huddles"}],
        ... )
        >>> [(one.part, one.level, one.wave) for one in observe(collect([grid]))]
        [('started', 'system', '2020-07')]
    """
    for said in collection.said:
        yield from _observe_one(said)


def _observe_one(said: CollectedEntry) -> Iterator[Observation]:
    member, person, record = said.member, said.person, said.member.record
    fields = record.about.dimensions
    start = Observation(
        record=member.key,
        entry=said.index,
        unit=person.unit,
        person=MARK.join(person.key),
        framework=record.framework,
        group=member.group,
        group_level=member.level,
        role=person.role,
        wave=member.wave.label if member.wave else "",
        **{
            name: next(iter(_values(said.entry, field)), "")
            for name, field in fields.items()
            if name != "theme"  # of which there may be several
        },
    )
    parts = record.parts_of(said.entry) or ("",)
    if fields.get("theme") == record.about.part_field:
        pairs: Iterable[tuple[str, str]] = ((part, part) for part in parts)
    else:
        themes = _values(said.entry, fields["theme"]) if "theme" in fields else ()
        pairs = product(parts, themes or ("",))
    for part, theme in dict.fromkeys(pairs):
        yield start._replace(part=part, theme=theme)


def _values(entry: Entry, field: str) -> tuple[str, ...]:
    """Return what a field says: one value, several or none."""
    value = cast("str | tuple[str, ...] | None", getattr(entry, field))
    values = (value,) if isinstance(value, str) else value or ()
    return tuple(one.strip(BLANKS) for one in values)
