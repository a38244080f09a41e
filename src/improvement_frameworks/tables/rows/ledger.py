"""Puts rows together into records: which row belongs to which, and what each cell becomes there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, cast

from attrs import Factory, define

from improvement_frameworks import problems
from improvement_frameworks.problems.problem import quote, show
from improvement_frameworks.tables.cells.cell_text import write_value
from improvement_frameworks.tables.rows.column import CONTRIBUTOR, PERSON_NAME, TITLE
from improvement_frameworks.tables.rows.verdict import tell_ids, tell_title
from improvement_frameworks.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.problems.problem import Issue, Json, Where
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.reading.sheet import Row
    from improvement_frameworks.tables.rows.column import Column
    from improvement_frameworks.tables.rows.row import CheckedRow

Address: TypeAlias = "tuple[Row, int | None] | Where"
"""A cell of the table by its row and position; a place on another sheet as it is."""
Right: TypeAlias = "tuple[Column, Json]"
"""What a cell that is right says in its column."""
Said: TypeAlias = "dict[str, tuple[Json, Row]]"
"""What is said first in each column, and in which row."""
_RECORD: Final = ""
"""Of whom something is said if it is not a contributor: the record."""


class EntryRow(NamedTuple):
    """Where an entry is said."""

    row: Row
    """Its row."""
    place: int | None
    """The position of the cell that holds it, where a row holds several."""
    places: Mapping[str, int]
    """The positions of the cells that say something of it, by the names of their columns."""


@define
class Draft:
    """A record that is being put together from its rows."""

    key: str
    """What tells its rows from those of other records."""
    value: dict[str, Json]
    """The document so far."""
    addresses: dict[Path, Address]
    """From which cell each value of the document came, those of its entries left out."""
    entries: list[EntryRow] = Factory(list[EntryRow])
    """The rows of its entries, in their order."""
    said: dict[str, Said] = Factory(dict[str, "Said"])
    """What its rows say of the record, and of each contributor."""
    people: dict[str, int] = Factory(dict[str, int])
    """The ids of its contributors, with their positions."""
    unnamed: dict[str, str] = Factory(dict[str, str])
    """The ids that were given to contributors who have none."""
    is_faulty: bool = False
    """Whether any of its cells is wrong."""

    def add_entry(self, entry: dict[str, Json], checked: CheckedRow) -> None:
        """Add an entry to the document, and the row that says it."""
        cast("list[Json]", self.value.setdefault("entries", [])).append(entry)
        places = checked.places
        if checked.unread:
            right = (name for name, cell in checked.cells.items() if cell.problem is None)
            places = {name: places[name] for name in right}
        self.entries.append(EntryRow(checked.row, checked.place, places))

    def find(self, path: Path, columns: Iterable[Column]) -> Address:
        """Return the cell that says what is at a place of the document, or what is around it."""
        if (own := self.addresses.get(path)) is not None:
            return own
        match path:
            case ("entries", int(position)):
                entry = self.entries[position]
                return entry.row, entry.place
            case ("entries", int(position), *steps):
                entry = self.entries[position]
                for column in columns:
                    is_here = column.place == "entry" and column.path == tuple(steps)
                    if is_here and column.name in entry.places:
                        return entry.row, entry.places[column.name]
            case _:
                pass
        return self.find(path[:-1], columns)


class Ledger:
    """Gathers the records of one sheet."""

    def __init__(self, heading: Heading, columns: Mapping[str, Column], title: str) -> None:
        self._heading = heading
        self._columns = columns
        self._title = title
        self._has_title = heading.says(TITLE)
        own = (name for name, column in columns.items() if column.place == "entry")
        self._of_entries = frozenset(own) - {CONTRIBUTOR}
        self._key_name = heading.key_name
        self._key = ""
        self._drafts: dict[str, Draft] = {}
        self._unnamed = 0
        self._first_unnamed: Row | None = None

    def take(self, checked: CheckedRow, *, key: str | None = None) -> list[Issue]:
        """Take a row into its record, and say where it contradicts an earlier one.

        The ``key`` of its record is known by itself and the rows before, or is given.
        """
        draft = self._find_draft(checked, key)
        said = draft.said[_RECORD]
        entry: dict[str, Json] = {}
        details: list[Right] = []
        issues: list[Issue] = []
        for name, cell in checked.cells.items():
            if cell.problem is not None:
                continue
            column = self._columns[name]
            if column.place == "entry":
                put_value(entry, column.path, cell.value)
            elif column.place == "contributor":
                details.append((column, cell.value))
            elif name not in said or said[name][0] != cell.value:  # in most rows it is the same
                self._take_head(draft, column, cell.value, checked, issues)
        named = self._find_contributor(draft, details, checked)
        if named:
            self._take_contributor(draft, named, details, checked, issues)
        if not self._of_entries.isdisjoint(checked.cells):
            if named:
                entry[CONTRIBUTOR] = named
            draft.add_entry(entry, checked)
        if issues or any(one.severity == "error" for one in checked.issues):
            draft.is_faulty = True
        return issues

    def _find_draft(self, checked: CheckedRow, key: str | None) -> Draft:
        """Return the record of a row; a new one, if it is the first of it."""
        row = checked.row
        own = checked.cells.get(self._key_name)
        if key is not None:
            self._key = key
        elif own is not None:
            self._key = write_value(cast("str", own.value)) if own.problem is None else ""
        draft = self._drafts.get(self._key)
        if draft is None:
            start: dict[str, Json] = {
                "framework": self._heading.framework,
                "schema_version": SCHEMA_VERSION,
            }
            draft = Draft(self._key, start, {(): (row, None)}, said={_RECORD: {}})
            self._drafts[self._key] = draft
        return draft

    def _take_head(
        self, draft: Draft, column: Column, value: Json, checked: CheckedRow, issues: list[Issue]
    ) -> None:
        is_first = self._compare(draft.said[_RECORD], column, value, checked, issues)
        if is_first and column.path and column.kind != "constant":
            put_value(draft.value, column.path, value)
            elsewhere = self._heading.places.get(column.name)
            own = (checked.row, checked.places[column.name])
            draft.addresses[column.path] = elsewhere or own

    def _compare(
        self,
        said: Said,
        column: Column,
        value: Json,
        checked: CheckedRow,
        issues: list[Issue],
    ) -> bool:
        """Whether a row is the first that says something; if not, it must say the same."""
        first = said.setdefault(column.name, (value, checked.row))
        if first[0] != value and first[1] != checked.row:
            issue = problems.ROW_CONFLICT.issue(
                self._heading.where(checked.row, checked.places[column.name]),
                field=column.name,
                found=quote(show_json(value)),
                first=quote(show_json(first[0])),
                row=first[1].number,
            )
            issues.append(issue)
        return first[1] == checked.row

    def _find_contributor(self, draft: Draft, details: Iterable[Right], checked: CheckedRow) -> str:
        """Return the id of whoever speaks; somebody without one is given it."""
        given = checked.cells.get(CONTRIBUTOR)
        if given is not None:
            return "" if given.problem else str(given.value)
        own = {column.name: value for column, value in details}
        if not own:
            return ""
        self._unnamed += 1
        self._first_unnamed = self._first_unnamed or checked.row
        known = "\t".join(f"{name}={value}" for name, value in sorted(own.items()))
        if PERSON_NAME not in own:  # a role is not a person: nobody is taken for somebody else
            known = f"{checked.row.number}\t{known}"
        if known not in draft.unnamed:
            number = len(draft.unnamed) + 1
            while f"p{number}" in draft.people:
                number += 1
            draft.unnamed[known] = f"p{number}"
        return draft.unnamed[known]

    def _take_contributor(
        self,
        draft: Draft,
        named: str,
        details: Sequence[Right],
        checked: CheckedRow,
        issues: list[Issue],
    ) -> None:
        position = draft.people.get(named)
        if position is not None and not details:
            return
        people = cast("list[Json]", draft.value.setdefault("contributors", []))
        if position is None:
            position = draft.people[named] = len(people)
            people.append({"id": named})
            draft.addresses["contributors", position] = (checked.row, None)
            draft.said[named] = {}
        person = cast("dict[str, Json]", people[position])
        for column, value in details:
            if self._compare(draft.said[named], column, value, checked, issues):
                (field,) = column.path
                person[field] = value
                own = (checked.row, checked.places[column.name])
                draft.addresses["contributors", position, field] = own

    @property
    def is_empty(self) -> bool:
        """Whether no row said anything."""
        return not self._drafts

    def remarks(self) -> list[Issue]:
        """Return what is to be said once about the whole sheet."""
        found: list[Issue] = []
        if self._first_unnamed is not None:
            found.append(tell_ids(self._heading, self._first_unnamed, self._unnamed))
        if self._drafts and not self._has_title:
            found.append(tell_title(self._heading, self._name(next(iter(self._drafts.values())))))
        return found

    def _name(self, draft: Draft) -> str:
        """Return what a record without a title is called: as the table, with its group if any."""
        return f"{self._title}: {draft.key}" if self._heading.grouped_by else self._title

    def drafts(self) -> list[Draft]:
        """Return the records, in the order of their first rows."""
        for draft in self._drafts.values():
            if not self._has_title:
                draft.value.setdefault(TITLE, show(self._name(draft)))
            draft.value.setdefault("entries", [])
        return list(self._drafts.values())


def put_value(target: dict[str, Json], path: tuple[str, ...], value: Json) -> None:
    """Put a value where it belongs in a document, or in a noun of one."""
    for step in path[:-1]:
        target = cast("dict[str, Json]", target.setdefault(step, {}))
    if isinstance(value, dict) and isinstance(held := target.get(path[-1]), dict):
        value = {**value, **held}  # of which some has columns of its own
    target[path[-1]] = value


def show_json(value: Json) -> str:
    """Write a value as a cell would show it."""
    if isinstance(value, list):
        return "; ".join(map(show_json, value))
    return str(value)
