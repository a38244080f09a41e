"""Puts rows together into records: which row belongs to which, and what each cell becomes there."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

from attrs import Factory, define

from improvement_frameworks import problems
from improvement_frameworks.problems.problem import quote, show
from improvement_frameworks.tables.cells.cell_text import write_value
from improvement_frameworks.tables.rows.column import CONTRIBUTOR, PERSON_NAME, TITLE
from improvement_frameworks.tables.rows.verdict import tell_ids, tell_title
from improvement_frameworks.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.problems.problem import Issue, Json, Where
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.reading.sheet import Row
    from improvement_frameworks.tables.rows.column import Column
    from improvement_frameworks.tables.rows.row import CheckedRow

Address: TypeAlias = "tuple[Row, int | None] | Where"
"""A cell of the table by its row and position; a place on another sheet as it is."""
Said: TypeAlias = tuple[str, str]
"""Of whom something is said (a contributor's id; nothing: the record), and in which column."""


@define
class Draft:
    """A record that is being put together from its rows."""

    first: Row
    """Its first row."""
    key: str
    """What tells its rows from those of other records."""
    value: dict[str, Json]
    """The document so far."""
    addresses: dict[Path, Address]
    """From which cell each value of the document came."""
    said: dict[Said, tuple[Json, Row]] = Factory(dict["Said", "tuple[Json, Row]"])
    """What its rows say about the record or a contributor, and which said it first."""
    people: dict[str, int] = Factory(dict[str, int])
    """The ids of its contributors, with their positions."""
    unnamed: dict[str, str] = Factory(dict[str, str])
    """The ids that were given to contributors who have none."""
    is_faulty: bool = False
    """Whether any of its cells is wrong."""


class Ledger:
    """Gathers the records of one sheet."""

    def __init__(self, heading: Heading, columns: Mapping[str, Column], title: str) -> None:
        self._heading = heading
        self._columns = columns
        self._title = title
        self._has_title = heading.says(TITLE)
        self._key_name = heading.key_name
        self._key = ""
        self._drafts: dict[str, Draft] = {}
        self._unnamed = 0
        self._example: tuple[Row, str] | None = None

    def take(self, checked: CheckedRow, *, key: str | None = None) -> list[Issue]:
        """Take a row into its record, and say where it contradicts an earlier one.

        The ``key`` of its record is known by itself and the rows before, or is given.
        """
        row, cells = checked.row, checked.cells
        own = cells.get(self._key_name)
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
            draft = self._drafts[self._key] = Draft(row, self._key, start, {(): (row, None)})
        draft.is_faulty |= any(issue.severity == "error" for issue in checked.issues)
        issues = [
            conflict
            for name, cell in cells.items()
            if self._columns[name].place == "record" and cell.problem is None
            for conflict in self._take_head(draft, name, cell.value, checked)
        ]
        named = self._find_contributor(draft, checked)
        if named:
            issues += self._take_contributor(draft, named, checked)
        if checked.kind == "entry":
            self._take_entry(draft, named, checked)
        draft.is_faulty |= bool(issues)
        return issues

    def _take_head(
        self, draft: Draft, name: str, value: Json, checked: CheckedRow
    ) -> Iterator[Issue]:
        column = self._columns[name]
        place = checked.places[name]
        first = draft.said.setdefault(("", name), (value, checked.row))
        if first[1] is checked.row:
            if column.path and column.kind != "constant":
                _put(draft.value, column.path, value)
                elsewhere = self._heading.places.get(name)
                draft.addresses[column.path] = elsewhere or (checked.row, place)
        elif first[0] != value:
            yield self._conflict(name, value, first, self._heading.where(checked.row, place))

    def _conflict(self, name: str, value: Json, first: tuple[Json, Row], where: Where) -> Issue:
        return problems.ROW_CONFLICT.issue(
            where,
            field=name,
            found=quote(show_json(value)),
            first=quote(show_json(first[0])),
            row=first[1].number,
        )

    def _find_contributor(self, draft: Draft, checked: CheckedRow) -> str:
        """Return the id of whoever speaks; somebody without one is given it."""
        given = checked.cells.get(CONTRIBUTOR)
        if given is not None:
            return "" if given.problem else str(given.value)
        own = self._describe_contributor(checked)
        if not own:
            return ""
        self._unnamed += 1
        known = "\t".join(f"{name}={value}" for name, value in sorted(own.items()))
        if PERSON_NAME not in own:  # a role is not a person: nobody is taken for somebody else
            known = f"{checked.row.number}\t{known}"
        if known not in draft.unnamed:
            number = len(draft.unnamed) + 1
            while f"p{number}" in draft.people:
                number += 1
            draft.unnamed[known] = f"p{number}"
        if self._example is None:
            self._example = (checked.row, draft.unnamed[known])
        return draft.unnamed[known]

    def _describe_contributor(self, checked: CheckedRow) -> dict[str, Json]:
        return {
            name: cell.value
            for name, cell in checked.cells.items()
            if self._columns[name].place == "contributor" and cell.problem is None
        }

    def _take_contributor(self, draft: Draft, named: str, checked: CheckedRow) -> list[Issue]:
        people = cast("list[Json]", draft.value.setdefault("contributors", []))
        position = draft.people.get(named)
        if position is None:
            position = draft.people[named] = len(people)
            people.append({"id": named})
            draft.addresses["contributors", position] = (checked.row, None)
        person = cast("dict[str, Json]", people[position])
        issues: list[Issue] = []
        for name, value in self._describe_contributor(checked).items():
            first = draft.said.setdefault((named, name), (value, checked.row))
            place = checked.places[name]
            if first[1] is checked.row:
                (field,) = self._columns[name].path
                person[field] = value
                draft.addresses["contributors", position, field] = (checked.row, place)
            elif first[0] != value:
                where = self._heading.where(checked.row, place)
                issues.append(self._conflict(name, value, first, where))
        return issues

    def _take_entry(self, draft: Draft, named: str, checked: CheckedRow) -> None:
        entries = cast("list[Json]", draft.value.setdefault("entries", []))
        position = len(entries)
        entry: dict[str, Json] = {CONTRIBUTOR: named} if named else {}
        draft.addresses["entries", position] = (checked.row, checked.place)
        for name, cell in checked.cells.items():
            column = self._columns[name]
            if column.place == "entry" and cell.problem is None:
                _put(entry, column.path, cell.value)
                place = checked.places.get(name)
                draft.addresses[("entries", position, *column.path)] = (checked.row, place)
        entries.append(entry)

    @property
    def is_empty(self) -> bool:
        """Whether no row said anything."""
        return not self._drafts

    def remarks(self) -> list[Issue]:
        """Return what is to be said once about the whole sheet."""
        found: list[Issue] = []
        if self._example is not None:
            row, named = self._example
            found.append(tell_ids(self._heading, row, self._unnamed, named))
        if self._drafts and not self._has_title:
            found.append(tell_title(self._heading, self._name(next(iter(self._drafts.values())))))
        return found

    def _name(self, draft: Draft) -> str:
        """Return what a record without a title is called: as the table, with its group if any."""
        return f"{self._title}: {draft.key}" if self._heading.is_by_group else self._title

    def drafts(self) -> list[Draft]:
        """Return the records, in the order of their first rows."""
        for draft in self._drafts.values():
            if not self._has_title:
                draft.value.setdefault(TITLE, show(self._name(draft)))
            draft.value.setdefault("entries", [])
        return list(self._drafts.values())


def _put(target: dict[str, Json], path: tuple[str, ...], value: Json) -> None:
    for step in path[:-1]:
        target = cast("dict[str, Json]", target.setdefault(step, {}))
    held = target.get(path[-1])
    if isinstance(held, dict) and isinstance(value, dict):  # of which some has columns of its own
        value = {**value, **held}
    target[path[-1]] = value


def show_json(value: Json) -> str:
    """Write a value as a cell would show it."""
    if isinstance(value, list):
        return "; ".join(map(show_json, value))
    return str(value)
