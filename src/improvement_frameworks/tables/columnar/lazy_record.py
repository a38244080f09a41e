"""What rows say of the same record or contributor, and where they contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import narwhals as nw
from attrs import frozen

from improvement_frameworks import problems
from improvement_frameworks.problems.problem import quote
from improvement_frameworks.tables.columnar.lazy_table import (
    EDGES,
    ROW,
    any_of,
    as_number,
    called,
    fetch,
    place_of,
    stack,
    to_int,
)
from improvement_frameworks.tables.columnar.lazy_value import COUNTS, Value, find_further
from improvement_frameworks.tables.reading.sheet import Row
from improvement_frameworks.tables.rows.column import CONTRIBUTOR, TITLE
from improvement_frameworks.tables.rows.ledger import show_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from improvement_frameworks.problems.problem import Param
    from improvement_frameworks.tables.cells.cell import CellReader
    from improvement_frameworks.tables.columnar.lazy_table import Lazy, LazyTable
    from improvement_frameworks.tables.columnar.lazy_value import LazyValues
    from improvement_frameworks.tables.columnar.told import Told


@frozen
class Conflict:
    """A value that contradicts what another row of its subject says."""

    said: Value
    """The value."""
    before: Value
    """What was said first (most often, if rows have no numbers)."""


def find_disagreements(said: Iterable[Value], *, is_numbered: bool) -> Iterator[Conflict]:
    """Yield each value that is not the one said first (most often) of its subject."""
    groups: dict[tuple[str, int], list[Value]] = {}
    for one in said:
        groups.setdefault((one.subject, one.place), []).append(one)
    for group in groups.values():
        before = min(group, key=lambda s: s.first if is_numbered else -s.count)
        yield from (Conflict(one, before) for one in group if one.cell.value != before.cell.value)


GROUPS_READ: Final = 100_000
"""How many values of contradicting records (and of records without a title) are fetched."""

_KEY: Final = "key"
_MARK: Final = "\x1f"


class RecordTeller:
    """Tells what is wrong across the rows of records."""

    def __init__(self, values: LazyValues, readers: Mapping[str, CellReader]) -> None:
        self._values = values
        self._table: LazyTable = values.table
        self._readers = readers
        here = self._table.places
        self.key_place = here.get(values.table.heading.key_name)
        self.conflicts: list[Conflict] = []

    @property
    def details(self) -> list[int]:
        """The columns that say something about a contributor."""
        return [p for p, c in self._table.columns.items() if c.place == "contributor"]

    @property
    def _heads(self) -> list[int]:
        return [
            place
            for place, column in self._table.columns.items()
            if column.place == "record" and column.kind != "constant" and place != self.key_place
        ]

    def lacks_key(self) -> nw.Expr | None:
        """Tell which rows do not say to which record they belong; nothing if all do."""
        return None if self.key_place is None else self._values.is_blank(self.key_place)

    def lacks_who(self) -> nw.Expr | None:
        """Tell which rows speak about a contributor without an id."""
        if not self.details:
            return None
        said = any_of(map(self._values.is_right, self.details))
        place = self._table.places.get(CONTRIBUTOR)
        return said if place is None else said & self._values.is_blank(place)

    def _name(self, place: int) -> nw.Expr:
        """Return the texts of a column that names something; blank ones are null."""
        (cell,) = self._texts([place])
        if any(v.place == place and v.cell.notes for v in self._values.found):
            cell = cell.str.replace_all(EDGES, "")
        return nw.when(~self._values.is_blank(place)).then(cell)

    def _key(self) -> nw.Expr:
        place = self.key_place
        if place is None:
            return nw.lit("")
        wrong = self._values.is_wrong(place)
        name = self._name(place)
        return name if wrong is None else nw.when(wrong).then(nw.lit("")).otherwise(name)

    def _who(self, place: int) -> nw.Expr:
        wrong = self._values.is_wrong(place)
        name = self._name(place)
        return name if wrong is None else nw.when(~wrong).then(name)

    def _subject(self, *, is_person: bool) -> nw.Expr:
        """Return what names whom rows speak about: a record, or a contributor of one."""
        if not is_person:
            return self._key()
        who = self._who(self._table.places[CONTRIBUTOR])
        return nw.concat_str(self._key(), who, separator=_MARK)

    def _keyed(self, key: nw.Expr, *others: nw.Expr) -> Lazy:
        named = self._table.frame.select(key.alias(_KEY), ROW, *others)
        return named.filter(~nw.col(_KEY).is_null())

    # Conflicts

    def find_conflicts(self) -> bool:
        """Find the contradictions; whether all of them were found."""
        is_whole = True
        for is_person, places in ((False, self._heads), (True, self.details)):
            if places and not (is_person and CONTRIBUTOR not in self._table.places):
                rows = list(fetch(self._suspected(self._subject(is_person=is_person), places)))
                is_whole &= len(rows) < GROUPS_READ
                said = self._read_said(rows)
                self.conflicts += find_disagreements(said, is_numbered=self._table.is_numbered)
        self.conflicts.sort(
            key=lambda c: (c.said.first, c.said.place, c.said.subject, str(c.said.raw))
        )
        return is_whole

    def _texts(self, places: Sequence[int]) -> list[nw.Expr]:
        return [
            nw.col(called(p)) if self._table.is_text(p) else nw.col(called(p)).cast(nw.String)
            for p in places
        ]

    def _suspected(self, subject: nw.Expr, places: Sequence[int]) -> Lazy:
        """Return what is said of the subjects of which a column says different things."""
        names = [*map(called, places)]
        base = self._keyed(subject, *self._texts(places))
        ends = [
            end
            for name in names
            for end in (nw.col(name).min().alias(f"{name}a"), nw.col(name).max().alias(f"{name}z"))
        ]
        differ = [nw.col(f"{n}a") != nw.col(f"{n}z") for n in names]
        suspects = (
            base.group_by(_KEY)
            .agg(*ends)
            .filter(any_of(one.fill_null(value=False) for one in differ))
            .select(_KEY)
        )
        said = base.join(suspects, on=_KEY, how="semi")
        groups = stack(said, names, [_KEY, ROW]).group_by(_KEY, "place", "value").agg(*COUNTS)
        return groups.sort(_KEY, "place", "value").head(GROUPS_READ)

    def _read_said(self, rows: Sequence[Mapping[str, object]]) -> Iterator[Value]:
        """Yield what is said that is right."""
        for row in rows:
            place = place_of(row["place"])
            text = str(row["value"])
            cell = self._readers[self._table.columns[place].name].read(text)
            if cell.value is not None and cell.problem is None:
                count, number = to_int(row["count"]), to_int(row["first"])
                yield Value(place, text, cell, count, number, str(row[_KEY]))

    def tell_conflicts(self, told: Told) -> None:
        """Tell of the contradictions that were found."""
        is_numbered = self._table.is_numbered
        problem = problems.ROW_CONFLICT if is_numbered else problems.RECORD_CONFLICT
        told.counts[problem] += sum(conflict.said.count for conflict in self.conflicts)
        room = told.room(problem)
        chosen = {conflict.said: conflict for conflict in self.conflicts[:room]}
        for conflict in chosen.values():
            self._tell(told, conflict, conflict.said.first)
        for is_person, places in ((False, self._heads), (True, self.details)):
            found = [(said, _join(said)) for said in chosen if said.place in places]
            if not found:
                continue
            wholes = [
                nw.concat_str(nw.col(_KEY), nw.col(called(place)), separator=_MARK).alias(
                    called(place)
                )
                for place in places
            ]
            subject = self._subject(is_person=is_person)
            rows = self._keyed(subject, *self._texts(places)).select(ROW, *wholes)
            for said, number in find_further(self._table, rows, found, room):
                self._tell(told, chosen[said], number)

    def _tell(self, told: Told, conflict: Conflict, number: int) -> None:
        said, before = conflict.said, conflict.before
        where = self._table.heading.where(Row(number, ()), said.place)
        params: dict[str, Param] = {
            "field": self._table.columns[said.place].name,
            "found": quote(show_json(said.cell.value)),
            "first": quote(show_json(before.cell.value)),
        }
        if self._table.is_numbered:
            issue = problems.ROW_CONFLICT.issue(where, **params, row=before.first)
        else:
            record = quote(said.subject.partition(_MARK)[0])
            params |= {"record": record, "count": said.count}
            issue = problems.RECORD_CONFLICT.issue(where, **params)
        told.add(number, issue)

    # Records

    def count_records(self) -> tuple[int, int]:
        """Return how many records there are, and how many of them have no title."""
        title = self._table.places.get(TITLE)
        has_title = nw.lit(1) if title is None else as_number(self._values.is_right(title))
        groups = self._keyed(self._key(), has_title.alias("titled")).group_by(_KEY)
        titled = groups.agg(nw.col("titled").max())
        counts = titled.select(nw.len().alias("records"), nw.col("titled").sum())
        for row in fetch(counts):
            records = to_int(row["records"])
            return records, records - to_int(row["titled"])
        return 0, 0

    def find_untitled(self, faults: Sequence[nw.Expr]) -> list[int]:
        """Return the first rows of the records without a title that are right otherwise."""
        title = as_number(self._values.is_right(self._table.places[TITLE])).alias("titled")
        fault = as_number(any_of(faults) if faults else nw.lit(value=False)).alias("fault")
        groups = self._keyed(self._key(), title, fault).group_by(_KEY)
        untitled = groups.agg(nw.col("titled").max(), nw.col("fault").max(), *COUNTS)
        right = untitled.filter((nw.col("titled") == 0) & (nw.col("fault") == 0)).head(GROUPS_READ)
        wrong = {conflict.said.subject.partition(_MARK)[0] for conflict in self.conflicts}
        return sorted(to_int(row["first"]) for row in fetch(right) if row[_KEY] not in wrong)


def _join(said: Value) -> str:
    """Return what a subject says as one text."""
    return f"{said.subject}{_MARK}{said.raw}"
