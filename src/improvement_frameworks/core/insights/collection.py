"""Many records together: who said what, in which group and wave, each with where it came from.

Insights and tallies look at a collection. Its order follows from what the records say, so neither
the order of files nor of records makes a difference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from attrs import field, frozen

from improvement_frameworks.core.expected import expect_all
from improvement_frameworks.core.insights.wave import Wave, find_waves
from improvement_frameworks.core.record.header import Contributor
from improvement_frameworks.core.record.record import Record
from improvement_frameworks.core.record.types import BLANKS
from improvement_frameworks.core.wording import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from improvement_frameworks.core.record.dimension import PersonDimension
    from improvement_frameworks.core.record.header import Entry


class Origin(NamedTuple):
    """A record and where it came from."""

    record: Record
    """The record."""
    source: str = ""
    """The file; blank for a record that a program gave."""
    number: int = 1
    """Which of the records in the file it is, from 1."""
    wave: Wave | None = None
    """The wave that it is of, if whoever gave it says so."""


@frozen(eq=False)
class Person:
    """Somebody who said something, as far as records tell people apart."""

    key: tuple[str, ...]
    """What tells them from others; blank for somebody whom a record does not name."""
    unit: str
    """The group, or the record if it names none, of which they are one."""
    role: str
    """The role in which they speak, as it was written; blank if that is not known."""

    @property
    def is_named(self) -> bool:
        """Whether the record says which contributor it was."""
        return bool(self.key)


@frozen(eq=False)
class Member:
    """One record of a collection, with what tells it from the others."""

    record: Record
    """The record."""
    key: str
    """How a report names it: by its id, or by its file and its place there."""
    source: str
    """The file; blank for a record that a program gave."""
    group: str
    """The name of its group, spelled as in the first record that has it; blank if it has none."""
    level: str
    """How wide its group is, as a code; blank if that is not known."""
    wave: Wave | None
    """The wave that it is of; nothing if it says neither its period nor its day."""
    people: tuple[Person, ...]
    """Its contributors; somebody whom it does not name if it lists none."""


@frozen(eq=False)
class CollectedEntry:
    """One entry of a collection: what was said, in which record, by whom."""

    member: Member
    """The record that has it."""
    index: int
    """Its place in the record, from 0."""
    entry: Entry
    """The entry."""
    person: Person
    """Who said it."""

    @property
    def name(self) -> str:
        """How a report names it within its record: by its id, or by ``#`` and its number."""
        return self.entry.id or f"#{self.index + 1}"

    @property
    def words(self) -> str:
        """What was said, in the form in which words are compared; blank without words."""
        return fold(self.entry.text) if self.entry.text else ""


@frozen(eq=False, repr=False)
class Collection:
    """Records of any frameworks, in an order that follows from what they say.

    A record that was given twice, word by word, counts once. Made by `collect`.

    Examples:
        >>> from improvement_frameworks import Iceberg
        >>> first = Iceberg(title="A", group={"name": "Ward 7"}, entries=[])
        >>> second = Iceberg(title="B", group={"name": "ward 7!"}, entries=[])
        >>> collect([second, first, first]).groups
        ('Ward 7',)
    """

    members: tuple[Member, ...]
    """The records."""
    said: tuple[CollectedEntry, ...]
    """Their entries, record by record."""
    waves: tuple[Wave, ...] = ()
    """The waves of the records, the earliest first."""
    repeated: tuple[Origin, ...] = ()
    """The records that were left out, since the collection has the same one already."""
    _parts: dict[str, Collection] = field(factory=dict["str", "Collection"], init=False)

    @property
    def frameworks(self) -> tuple[str, ...]:
        """The ids of the frameworks of its records, in alphabetical order."""
        return tuple(sorted({member.record.framework for member in self.members}))

    @property
    def groups(self) -> tuple[str, ...]:
        """The names of its groups, in alphabetical order."""
        return tuple(sorted({member.group for member in self.members if member.group}))

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles in which people speak, in alphabetical order."""
        return tuple(sorted({said.person.role for said in self.said if said.person.role}))

    def of_framework(self, framework: str) -> Collection:
        """Return the records of one framework."""
        if not self._parts:
            members: dict[str, list[Member]] = {framework: []}
            said: dict[str, list[CollectedEntry]] = {}
            for member in self.members:
                members.setdefault(member.record.framework, []).append(member)
            for one in self.said:
                said.setdefault(one.member.record.framework, []).append(one)
            for name, kept in members.items():
                waves = _order_waves(member.wave for member in kept)
                self._parts[name] = Collection(tuple(kept), tuple(said.get(name, ())), waves)
        return self._parts.get(framework) or Collection((), ())

    def since(self, day: date) -> Collection:
        """Return the records of the waves that begin on a day or later."""
        first = day.isoformat()
        return self.keep(m for m in self.members if m.wave and m.wave.start >= first)

    def keep(self, members: Iterable[Member]) -> Collection:
        """Return the collection with some of its records only."""
        kept = tuple(members)
        ids = set(map(id, kept))
        said = tuple(one for one in self.said if id(one.member) in ids)
        return Collection(kept, said, _order_waves(member.wave for member in kept))

    def __len__(self) -> int:
        return len(self.members)

    def __repr__(self) -> str:
        return f"<Collection: {len(self.members):,} records, {len(self.said):,} entries>"


def collect(records: Iterable[Record | Origin], *, waves: Iterable[date] = ()) -> Collection:
    """Put records together.

    Args:
        records: The records, each alone or with where it came from.
        waves: The days on which waves begin. Without them, records with the same period are of one
            wave. A record without a period is of the wave of those that were recorded at about the
            same time, or else of the month in which it was recorded.

    Raises:
        TypeError: if anything else is among the records.
    """
    kinds: tuple[type[Record | Origin], ...] = (Record, Origin)
    items = expect_all("records", records, kinds, "a list of records")
    given = [one if isinstance(one, Origin) else Origin(one) for one in items]
    texts = {id(one): one.record.to_json(indent=None) for one in given}
    ordered = sorted(given, key=lambda one: _order(one, texts[id(one)]))
    seen: set[tuple[Wave | None, str]] = set()
    kept: list[Origin] = []
    repeated: list[Origin] = []
    for one in ordered:
        content = (one.wave, texts[id(one)])
        (repeated if content in seen else kept).append(one)
        seen.add(content)
    found = find_waves((one.record for one in kept), waves)
    return _put_together(kept, repeated, found)


def _order(origin: Origin, text: str) -> tuple[str, ...]:
    record = origin.record
    day = _find_day(record) or ""
    group = fold(record.group.name) if record.group else ""
    place = (origin.source, f"{origin.number:09}")
    return (
        record.framework,
        day,
        group,
        record.id or "",
        record.title,
        text,
        *place,
        *(origin.wave or ()),
    )


def _put_together(
    origins: list[Origin], repeated: list[Origin], waves: list[Wave | None]
) -> Collection:
    spellings: dict[str, str] = {}
    roles: dict[str, str] = {}
    times: dict[str, int] = {}
    for one in origins:
        if one.record.id:
            times[one.record.id] = times.get(one.record.id, 0) + 1
    members: list[Member] = []
    said: list[CollectedEntry] = []
    for number, (one, wave) in enumerate(zip(origins, waves, strict=True), start=1):
        record = one.record
        group = record.group.name.strip(BLANKS) if record.group else ""
        key = _name_record(one, number, is_one=times.get(record.id or "", 0) == 1)
        known = {one.id: _know(one, record, key, roles) for one in _list_contributors(record)}
        nobody = Person((), fold(group) or key, "")
        member = Member(
            record,
            key,
            one.source,
            spellings.setdefault(fold(group), group),
            record.group.level or "" if record.group else "",
            one.wave or wave,
            tuple(known.values()) or (nobody,),
        )
        members.append(member)
        said += _list_said(member, known, nobody)
    ordered = _order_waves(member.wave for member in members)
    return Collection(tuple(members), tuple(said), ordered, tuple(repeated))


def _name_record(origin: Origin, number: int, *, is_one: bool) -> str:
    """Return how a report names a record; an id that several have does not name one of them."""
    if origin.record.id and is_one:
        return origin.record.id
    if origin.source:
        return f"{origin.source}#{origin.number}"
    return f"record {number}"


def _order_waves(waves: Iterable[Wave | None]) -> tuple[Wave, ...]:
    return tuple(sorted({wave for wave in waves if wave}))


def _find_day(record: Record) -> str | None:
    day = record.period.start if record.period else record.recorded_on
    return day.isoformat() if day else None


def _list_said(
    member: Member, known: Mapping[str, Person], nobody: Person
) -> Iterator[CollectedEntry]:
    """Yield the entries; what names nobody is by the only contributor, if there is but one."""
    single = next(iter(known.values())) if len(known) == 1 else nobody
    for index, entry in enumerate(member.record.entries):
        person = known.get(entry.contributor, nobody) if entry.contributor else single
        yield CollectedEntry(member, index, entry, person)


def _list_contributors(record: Record) -> Iterator[Contributor]:
    """Yield the contributors, then those whom entries name and of whom nothing is told."""
    yield from record.contributors
    listed = {one.id for one in record.contributors}
    for name in dict.fromkeys(entry.contributor for entry in record.entries):
        if name and name not in listed:
            yield Contributor(id=name)


def _know(one: Contributor, record: Record, key: str, roles: dict[str, str]) -> Person:
    """Return a contributor as a person: the same in all records of a group that tell the same."""
    role = (one.role or "").strip(BLANKS)
    group = fold(record.group.name) if record.group else ""
    home = group or ("" if one.name else f"{key}/")
    facts = tuple(fold(word or "") for word in (role, one.organisation, one.name))
    return Person((home, one.id, *facts), group or key, roles.setdefault(fold(role), role))


def count_people(people: Iterable[Person]) -> int:
    """Return how many people at least there are.

    Contributors are told apart by group, id, role, organisation and name. Somebody whom a record
    does not name counts as one person of the group, unless a contributor of it is counted: it may
    be the same.
    """
    found = {id(person): person for person in people}.values()
    named = {person.key: person.unit for person in found if person.is_named}
    units = set(named.values())
    return len(named) + len({p.unit for p in found if not p.is_named} - units)


def find_label(member: Member, person: Person, dimension: PersonDimension) -> str:
    """Return what somebody who speaks in a record belongs to; blank if it does not say so."""
    labels: dict[PersonDimension, str] = {
        "role": person.role,
        "wave": member.wave.label if member.wave else "",
        "group": member.group,
        "group_level": member.level,
    }
    return labels[dimension]
