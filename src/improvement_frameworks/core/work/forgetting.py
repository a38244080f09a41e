"""Takes a person out of records: the contributor, what is theirs, and mentions of the name."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypeVar, cast

from attrs import field, frozen

from improvement_frameworks.core.errors import ImprovementFrameworksError
from improvement_frameworks.core.expected import expect_all
from improvement_frameworks.core.pointer import write_pointer
from improvement_frameworks.core.record.record import Record
from improvement_frameworks.core.record.reference import find_links
from improvement_frameworks.core.wording import fold
from improvement_frameworks.core.work.masking import change_texts, list_texts
from improvement_frameworks.privacy import mask_names, mentions, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from pydantic import BaseModel

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.core.record.reference import IdLink

R = TypeVar("R", bound=Record)
Tree: TypeAlias = "dict[str, object]"
KeptEntries: TypeAlias = Literal["keep", "remove"]
"""What becomes of what the person said: kept without the contributor, or removed."""

ENTRIES: Final = "entries"
PEOPLE: Final = "contributors"


class UnknownPersonError(ImprovementFrameworksError, LookupError):
    """No record has the contributor that is to be taken out, or it is not certain who is meant."""


@frozen
class Forgotten:
    """Records without a person, and what was done."""

    records: tuple[Record, ...]
    """The records in their order, each as it was where the person is not in it."""
    done: Counter[str] = field(factory=Counter[str])
    """How often each thing was done, by what it is called; what was not done is not in it."""
    to_read: tuple[str, ...] = ()
    """The places that somebody should still read: entries that were kept, and texts that hold the
    ID, or a word that may be the name and may be another word (Will, Ward, robin)."""


def forget_contributor(
    records: Iterable[Record],
    *people: str,
    record: str | None = None,
    entries: KeptEntries = "keep",
) -> Forgotten:
    """Take a person out of records.

    The contributor is removed, and so is every reference to them; what cannot be without them, such
    as the codes that they gave, is removed too. Words of their name are replaced in every text with
    ``[name]``. What they said is kept without them: it belongs to what the group learned, and other
    entries may rest on it. With ``remove`` it goes, together with every reference to it.

    Nicknames and spellings that no record holds are not known: give them as further names. IDs stay
    as they are in texts, and so does a word of the name that is usual in records (Ward, May) or in
    small letters, unless another word of a name or a title is beside it. Their places are returned,
    to be read. A story can tell who somebody is without any name.

    Args:
        records: The records.
        *people: Who is meant: an ID, or a name, in any mix; several are one person.
        record: The ID of the only record in which an ID is looked for.
        entries: What becomes of what the person said.

    Returns:
        The records, what was done, and the places that somebody should still read.

    Raises:
        UnknownPersonError: if nobody is called so, or several records have the ID, which may be
            another person in each.
        ValueError: if something that is kept cannot be without what is removed.

    Examples:
        >>> from improvement_frameworks import Iceberg
        >>> person = {"id": "c1", "name": "Robin Example"}
        >>> said = {"level": "events", "text": "Ask Robin.", "contributor": "c1"}
        >>> told = Iceberg(title="Calls", contributors=[person], entries=[said])
        >>> forgotten = forget_contributor([told], "Robin Example")
        >>> forgotten.records[0].entries[0].text, forgotten.records[0].contributors
        ('Ask [name].', ())
    """
    all_records = expect_all("records", records, Record, "a list of records")
    wanted = expect_all("people", people, str, "IDs and names")
    found = [_find_person(one, wanted, record) for one in all_records]
    _check_found(all_records, found, wanted, record)
    known = (_find_names_of(one, ids) for one, ids in zip(all_records, found, strict=True))
    given = _find_given_names(wanted, found)
    names = words_of([*(name for some in known for name in some), *given], shortest=2)
    done = Counter[str]()
    gone: dict[str, dict[str, str | None]] = {}
    kept: list[Record] = []
    for one, ids in zip(all_records, found, strict=True):
        taken = _TakenOut(one, ids, entries)
        kept.append(taken.make(done))
        if one.id and taken.entries:
            gone[one.id] = taken.find_moved()
    changed = [_leave_out_origins(one, gone, done) for one in kept]
    hidden = tuple(_hide(one, names, done) for one in changed)
    to_read = (
        f"{after.id or after.title}{write_pointer(path)}"
        for before, ids, after in zip(all_records, found, hidden, strict=True)
        for path in _list_to_read(before, ids, after, names)
    )
    return Forgotten(hidden, +done, tuple(to_read))


def _find_names_of(record: Record, ids: Collection[str]) -> tuple[str, ...]:
    """Return the names of the contributors with some ids."""
    return tuple(one.name for one in record.contributors if one.id in ids and one.name)


def _find_person(record: Record, wanted: Sequence[str], only: str | None) -> frozenset[str]:
    """Return the ids that the person has in a record."""
    folded = {*map(fold, wanted)}
    may_be_id = only is None or record.id == only
    return frozenset(
        one.id
        for one in record.contributors
        if (may_be_id and one.id in wanted) or (one.name and fold(one.name) in folded)
    )


def _check_found(
    records: Sequence[Record],
    found: Sequence[Collection[str]],
    wanted: Sequence[str],
    only: str | None,
) -> None:
    if not any(found):
        named = ", ".join(map(repr, wanted))
        raise UnknownPersonError(
            f"No contributor has the ID or name {named}. For somebody who is named only in texts: "
            "improve mask replaces names after a title. Edit other names by hand."
        )
    for one in wanted:
        holders = sum(
            any(person.id == one for person in record.contributors)
            for record in records
            if only is None or record.id == only
        )
        if holders > 1:
            raise UnknownPersonError(
                f"The ID {one!r} is in {holders} records, and may be another person in each. Name "
                "the person instead, or the ID of the record."
            )


def _find_given_names(wanted: Sequence[str], found: Iterable[Collection[str]]) -> list[str]:
    """Return what was given and is no ID."""
    ids = {one for some in found for one in some}
    return [one for one in wanted if one not in ids]


class _TakenOut:
    """Takes a person out of one record."""

    def __init__(self, record: Record, ids: Collection[str], entries: KeptEntries) -> None:
        self._record = record
        self._ids = ids
        self._links = find_links(record) if ids else []
        self._removes = entries == "remove"
        self.entries = self._find_entries()
        """The positions of the entries that go."""

    def find_moved(self) -> dict[str, str | None]:
        """Return what the entries are called from outside, and what they are called now."""
        moved: dict[str, str | None] = {}
        new = 0
        for index, entry in enumerate(self._record.entries):
            is_gone = index in self.entries
            new += not is_gone
            moved[f"#{index + 1}"] = None if is_gone else f"#{new}"
            if entry.id and is_gone:
                moved[entry.id] = None
        return moved

    def _find_entries(self) -> frozenset[int]:
        """Return the entries that go: those of the person, and those that need what goes."""
        gone: set[int] = set()
        if self._removes:
            said = enumerate(self._record.entries)
            gone |= {index for index, one in said if one.contributor in self._ids}
        while True:
            more = {
                cast("int", link.path[1])
                for link in self._links
                if link.path[0] == ENTRIES
                and len(link.path) == 3
                and self._leads_away(link, self._ids_of(gone))
                and _is_required(self._record, link.path)
            }
            if more <= gone:
                return frozenset(gone)
            gone |= more

    def _ids_of(self, gone: Iterable[int]) -> frozenset[str]:
        return frozenset(id_ for index in gone if (id_ := self._record.entries[index].id))

    def _leads_away(self, link: IdLink, gone: Collection[str]) -> bool:
        """Whether a reference leads to the person, or to one of the entries that go."""
        return link.id in (self._ids if link.to == PEOPLE else gone)

    def make(self, done: Counter[str]) -> Record:
        """Return the record without the person, and count what was done."""
        if not self._ids:
            return self._record
        tree: Tree = {**self._record.to_dict()}
        removed: set[Path] = set()
        gone = self._ids_of(self.entries)
        for link in reversed(self._links):  # from the end, so that places in lists stay right
            within = any(link.path[:end] in removed for end in range(1, len(link.path)))
            is_of_gone = link.path[0] == ENTRIES and link.path[1] in self.entries
            if within or is_of_gone or not self._leads_away(link, gone):
                continue
            path = link.path
            if _is_required(self._record, path):
                path = path[:-1]
                removed.add(path)
                if not isinstance(path[-1], int):
                    raise ValueError(
                        f"{write_pointer(path)} needs what is removed. Change it first."
                    )
                done["Objects removed that cannot be without them"] += 1
            else:
                done["References removed"] += 1
            del _find_place(tree, path[:-1])[cast("str", path[-1])]
        people = cast("list[Tree]", tree[PEOPLE])
        tree[PEOPLE] = [one for one in people if one["id"] not in self._ids]
        said = cast("list[Tree]", tree[ENTRIES])
        tree[ENTRIES] = [one for index, one in enumerate(said) if index not in self.entries]
        done["Contributors removed"] += len(people) - len(cast("list[Tree]", tree[PEOPLE]))
        done["Entries removed"] += len(self.entries)
        theirs = sum(one.contributor in self._ids for one in self._record.entries)
        done["Entries kept without the contributor"] += 0 if self._removes else theirs
        return type(self._record).model_validate(tree)


def _find_place(tree: Tree, path: Path) -> Tree:
    place = tree  # or a list in it, which is looked into in the same way
    for step in path:
        place = cast("Tree", place[cast("str", step)])
    return place


def _is_required(record: Record, path: Path) -> bool:
    owner: object = record
    for step in path[:-1]:
        owner = (
            getattr(owner, step)
            if isinstance(step, str)
            else cast("tuple[object, ...]", owner)[step]
        )
    last = path[-1]
    return isinstance(last, str) and type(cast("BaseModel", owner)).model_fields[last].is_required()


def _leave_out_origins(
    record: Record, gone: dict[str, dict[str, str | None]], done: Counter[str]
) -> Record:
    """Leave out that entries came from what is gone; places that have moved are corrected."""
    if not gone or not any(entry.came_from for entry in record.entries):
        return record
    entries: list[object] = []
    for entry in record.entries:
        origins: list[str] = []
        for origin in entry.came_from:
            whose, _, name = origin.partition("/")
            now = gone.get(whose, {}).get(name, name)
            if now is None:
                done["References removed"] += 1
            else:
                origins.append(f"{whose}/{now}")
        entries.append(entry.model_copy(update={"came_from": tuple(dict.fromkeys(origins))}))
    return record.model_copy(update={ENTRIES: tuple(entries)})


def _hide(record: Record, names: Collection[str], done: Counter[str]) -> Record:
    if not names:
        return record
    hidden = 0

    def hide(text: str) -> str:
        nonlocal hidden
        changed = mask_names(text, names)
        hidden += changed != text
        return changed

    changed = change_texts(record, hide, keeps_names=True)
    done["Texts in which the name was hidden"] += hidden
    return changed


def _list_to_read(
    before: Record, ids: Collection[str], after: Record, names: Collection[str]
) -> Iterator[Path]:
    """Yield the places of entries that were kept, and of texts that may still name the person."""
    own = {
        (ENTRIES, index)
        for index, entry in enumerate(before.entries)
        if entry.contributor in ids and len(after.entries) == len(before.entries)
    }
    yield from sorted(own)
    among = "|".join(map(re.escape, sorted(ids)))
    holds_id = re.compile(rf"(?<![\w-])(?:{among})(?![\w-])", re.IGNORECASE) if ids else None
    for path, text in list_texts(after):
        is_id = holds_id is not None and holds_id.search(text)
        if path[:2] not in own and (is_id or mentions(text, names)):
            yield path
