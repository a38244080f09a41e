"""Reads sheets with lists of nouns, such as actions, and joins each row to its record or entry.

A sheet is one if it is called as the list and its header names the columns of an item. It lies
beside the table with the records.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from attrs import define, evolve, field, frozen

from improvement_frameworks import problems
from improvement_frameworks.core.wording import fold
from improvement_frameworks.problems.problem import Issue, Own, quote
from improvement_frameworks.tables.cells.cell import VERSION_FIELD
from improvement_frameworks.tables.cells.cell_text import write_texts
from improvement_frameworks.tables.cells.note import NoteCounter
from improvement_frameworks.tables.headings.column_name import find_name, headings_of
from improvement_frameworks.tables.headings.header import ROWS_SEARCHED
from improvement_frameworks.tables.headings.heading import tell_orders
from improvement_frameworks.tables.headings.heading_match import match_heading
from improvement_frameworks.tables.rows.column import RECORD
from improvement_frameworks.tables.rows.ledger import put_value
from improvement_frameworks.tables.rows.noun_list import ENTRY, noun_lists_of
from improvement_frameworks.tables.rows.row import (
    ExtentChecker,
    Piece,
    RowChecker,
    place_cells,
)
from improvement_frameworks.tables.rows.verdict import find_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.core.report.report import Collector
    from improvement_frameworks.problems.problem import Json, Problem, Where
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.sheet import Row, Sheet
    from improvement_frameworks.tables.rows.ledger import Draft
    from improvement_frameworks.tables.rows.noun_list import NounList
    from improvement_frameworks.tables.rows.row import CheckedRow

_ROW: Final = re.compile(r"(?:row )?([0-9]{1,7})", re.IGNORECASE)


def is_called_as_list(sheet: Sheet, frameworks: Iterable[str]) -> bool:
    """Whether a sheet has the name of a list of nouns of one of the frameworks."""
    words = fold(sheet.name)
    return any(words in headings_of(framework).lists for framework in frameworks)


def find_noun_heading(sheet: Sheet, main: Heading, options: Options) -> Heading | None:
    """Return the header of a sheet with a list of nouns; nothing if it is none.

    Args:
        sheet: The sheet; it is called as a list.
        main: The header of the table with the records.
        options: How the table is to be read.
    """
    words = fold(sheet.name)
    noun = next((n for n in noun_lists_of(main.framework) if fold(n.label) == words), None)
    if noun is None:
        return None
    header = max(
        sheet.top[:ROWS_SEARCHED], key=lambda row: _count(row, noun.find_name), default=None
    )
    of_entries = partial(find_name, main.framework)
    if header is None or _count(header, noun.find_name) < max(1, _count(header, of_entries)):
        return None
    below = [row for row in sheet.top if row.number > header.number]
    accepts = options.habits.accepts_offers
    found = match_heading(
        sheet, main.framework, header, None, below, accepts_offers=accepts, noun=noun
    )
    return tell_orders(found, below)


def _count(row: Row, find: Callable[[str], str | None]) -> int:
    return sum(bool(text and find(text)) for text in write_texts(row))


@frozen
class _Item:
    """One row of a list."""

    heading: Heading
    checked: CheckedRow
    record: str
    """What its column of the record says."""
    entry: str
    """What its column of the entry says."""
    is_faulty: bool

    @property
    def noun(self) -> NounList:
        assert self.heading.noun is not None
        return self.heading.noun


@define
class NounItems:
    """The items of all lists of a file, until they are joined to their records."""

    _items: list[_Item]
    _is_only: bool
    _without_entry: list[_Item] = field(factory=list["_Item"])

    @classmethod
    def read(
        cls,
        headings: Iterable[Heading],
        mains: Sequence[Heading],
        options: Options,
        collector: Collector,
    ) -> NounItems:
        """Read the items.

        Args:
            headings: The headers of the lists.
            mains: Those of the tables with the records.
            options: How the tables are to be read.
            collector: Takes what is wrong with the rows.
        """
        if any(c.name == VERSION_FIELD for main in mains for c in main.columns.values()):
            # a program wrote it: its words mean what they say
            options = evolve(options, habits=evolve(options.habits, blank_words=frozenset()))
        items = [item for one in headings for item in _read_items(one, options, collector)]
        return cls(items, len(mains) == 1)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._items)

    def join(self, drafts: Sequence[Draft]) -> None:
        """Put each item into the record that it names; those of other records are kept."""
        by_name = {
            name: draft
            for draft in drafts
            for name in (draft.value.get("title"), draft.value.get("id"), draft.key)
            if isinstance(name, str)
        }
        only = drafts[0] if len(drafts) == 1 and self._is_only else None
        entries: dict[int, _Entries] = {}
        left: list[_Item] = []
        for item in self._items:
            draft = by_name.get(item.record) if item.record else only
            if draft is None:
                left.append(item)
                continue
            found = entries.setdefault(id(draft), _Entries(draft))
            draft.is_faulty |= item.is_faulty
            if item.noun.place == "record":
                _add(draft, draft.value, item.noun.path_to(0), item)
            elif (position := found.find(item.entry)) is not None:
                entry = cast("list[dict[str, Json]]", draft.value["entries"])[position]
                _add(draft, entry, item.noun.path_to(position), item)
            else:
                self._without_entry.append(item)
                draft.is_faulty = True
        self._items = left

    def tell_left(self) -> Iterator[Issue]:
        """Say of each item that was not joined that its record or its entry is not known."""
        for item in self._without_entry:
            yield _tell(item, ENTRY, item.entry, problems.ROW_NO_ENTRY)
        for item in self._items:
            yield _tell(item, RECORD, item.record, problems.ROW_NO_RECORD)


def _tell(item: _Item, name: str, said: str, problem: Problem) -> Issue:
    found = quote(said) if said else Own(f"{name} is blank")
    return problem.issue(
        item.heading.where(item.checked.row, item.checked.places.get(name)), found=found
    )


def _read_items(heading: Heading, options: Options, collector: Collector) -> Iterator[_Item]:
    notes = NoteCounter()
    checker = RowChecker(heading, options.habits, notes)
    extent = ExtentChecker(heading)
    is_known = not any(issue.severity == "error" for issue in heading.issues)
    collector.add(heading.issues, documents=0)
    places = {column.name: place for place, column in heading.columns.items()}
    for row, content in find_data(heading, collector):
        checked = checker.check(row, Piece(place_cells(places, row), places))
        found = [*extent.check(row), *checked.issues]
        collector.count_cells(len(content), len(heading.columns.keys() & {*content}))
        collector.add(found, documents=0, rows=1)
        is_faulty = not is_known or any(issue.severity == "error" for issue in found)
        yield _Item(heading, checked, _say(checked, RECORD), _say(checked, ENTRY), is_faulty)
    collector.add(notes.issues(), documents=0)


def _say(checked: CheckedRow, name: str) -> str:
    cell = checked.cells.get(name)
    return str(cell.value) if cell is not None and cell.problem is None else ""


class _Entries:
    """Finds the entries of a record by their ids, or by the rows in which they are."""

    def __init__(self, draft: Draft) -> None:
        entries = cast("list[dict[str, Json]]", draft.value["entries"])
        self._by_id = {str(e["id"]): place for place, e in enumerate(entries) if "id" in e}
        self._by_row: dict[int, int] = {}
        for place, entry in enumerate(draft.entries):
            self._by_row.setdefault(entry.row.number, place)

    def find(self, name: str) -> int | None:
        """Return the position of an entry by its id or its row."""
        if (place := self._by_id.get(name)) is not None:
            return place
        row = _ROW.fullmatch(name)
        return self._by_row.get(int(row[1])) if row else None


def _add(draft: Draft, owner: dict[str, Json], path: Path, item: _Item) -> None:
    """Add an item to its list, with the addresses of its cells."""
    held = owner.setdefault(item.noun.name, [])
    if not isinstance(held, list):  # a cell of the record holds what is no list
        return
    row, heading = item.checked.row, item.heading
    place: Path = (*path, len(held))
    draft.addresses[place] = heading.where(row)
    value: dict[str, Json] = {}
    for column in item.noun.own_columns:
        cell = item.checked.cells.get(column.name)
        if cell is None or cell.problem is not None:
            continue
        put_value(value, column.path, cell.value)
        where: Where = heading.where(row, item.checked.places[column.name])
        draft.addresses[*place, *column.path] = where
    held.append(value)
