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
    ROWS_FETCHED,
    any_of,
    as_number,
    called,
    fetch,
    place_of,
    stack,
    to_int,
)
from improvement_frameworks.tables.reading.frame_reader import read_value
from improvement_frameworks.tables.reading.sheet import Row
from improvement_frameworks.tables.rows.column import CONTRIBUTOR, TITLE
from improvement_frameworks.tables.rows.ledger import show_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from improvement_frameworks.problems.problem import Json, Param, Problem
    from improvement_frameworks.tables.cells.cell import CellReader
    from improvement_frameworks.tables.columnar.lazy_row import Told
    from improvement_frameworks.tables.columnar.lazy_table import Lazy, LazyTable
    from improvement_frameworks.tables.columnar.lazy_value import LazyValues


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


def find_disagreements(said: Sequence[Said], *, is_numbered: bool) -> Iterator[Conflict]:
    """Yield each value that is not the one said first (most often) of its subject."""
    groups: dict[tuple[str, int], list[Said]] = {}
    for one in said:
        groups.setdefault((one.subject, one.place), []).append(one)
    for group in groups.values():
        before = min(group, key=lambda s: s.first if is_numbered else -s.count)
        yield from (Conflict(one, before) for one in group if one.value != before.value)


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

    def find_first(self, condition: nw.Expr) -> int:
        """Return the number of the first row in which a condition holds; 0 without numbers."""
        if not self._table.is_numbered:
            return 0
        held = self._table.frame.filter(condition).select(ROW)
        return next((to_int(row[ROW]) for row in self._table.first(1, held)), 0)

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

    def _keyed(self, key: nw.Expr, *others: nw.Expr) -> Lazy:
        named = self._table.frame.select(key.alias(_KEY), *self._table.numbered, *others)
        return named.filter(~nw.col(_KEY).is_null())

    # Conflicts

    def find_conflicts(self) -> bool:
        """Find the contradictions; whether all of them were found."""
        subjects = [(self._key(), self._heads)]
        who = self._table.places.get(CONTRIBUTOR)
        if who is not None:
            named = nw.concat_str(self._key(), self._who(who), separator=_MARK)
            subjects.append((named, self.details))
        is_whole = True
        for subject, places in subjects:
            if places:
                rows = list(fetch(self._suspected(subject, places)))
                is_whole &= len(rows) < GROUPS_READ
                said = list(self._read_said(rows))
                self.conflicts += find_disagreements(said, is_numbered=self._table.is_numbered)
        self.conflicts.sort(key=lambda c: (c.said.first, c.said.place, c.said.subject, c.said.text))
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
        long = stack(said, names, [_KEY, *self._table.numbered])
        first = [nw.col(ROW).min().alias("first")] if self._table.is_numbered else []
        groups = long.group_by(_KEY, "place", "value").agg(nw.len().alias("count"), *first)
        return groups.sort(_KEY, "place", "value").head(GROUPS_READ)

    def _read_said(self, rows: Sequence[Mapping[str, object]]) -> Iterator[Said]:
        """Yield what is said that is right."""
        for row in rows:
            place = place_of(row["place"])
            text = str(row["value"])
            cell = self._readers[self._table.columns[place].name].read(text)
            if cell.value is not None and cell.problem is None:
                count, number = to_int(row["count"]), to_int(row.get("first"))
                yield Said(str(row[_KEY]), place, text, cell.value, count, number)

    def tell_conflicts(self, told: Told, find_room: Callable[[Problem], int]) -> None:
        """Tell of the contradictions that were found."""
        number = sum(conflict.said.count for conflict in self.conflicts)
        if not self._table.is_numbered:
            told.counts[problems.RECORD_CONFLICT] += number
            for conflict in self.conflicts[: find_room(problems.RECORD_CONFLICT)]:
                self._tell(told, conflict, 0)
            return
        told.counts[problems.ROW_CONFLICT] += number
        room = find_room(problems.ROW_CONFLICT)
        chosen = self.conflicts[:room]
        for conflict in chosen:
            self._tell(told, conflict, conflict.said.first)
        often = [conflict for conflict in chosen if conflict.said.count > 1]
        people = set(self.details)
        for are_people in (False, True):
            self._tell_further(
                told, [c for c in often if (c.said.place in people) == are_people], room
            )

    def _tell_further(self, told: Told, conflicts: Sequence[Conflict], room: int) -> None:
        """Tell of the further rows that say the same."""
        if not conflicts:
            return
        found = {(c.said.place, f"{c.said.subject}{_MARK}{c.said.text}"): c for c in conflicts}
        places = sorted({place for place, _ in found})
        subject = self._key()
        if self._table.columns[places[0]].place == "contributor":
            who = self._who(self._table.places[CONTRIBUTOR])
            subject = nw.concat_str(subject, who, separator=_MARK)
        wholes = [
            nw.concat_str(nw.col(_KEY), nw.col(called(place)), separator=_MARK).alias(called(place))
            for place in places
        ]
        conditions = [
            nw.col(called(p)).is_in([w for place, w in found if place == p]).fill_null(value=False)
            for p in places
        ]
        held = self._keyed(subject, *self._texts(places)).select(ROW, *wholes)
        held = held.filter(any_of(conditions))
        is_small = sum(conflict.said.count for conflict in conflicts) <= ROWS_FETCHED
        for row in fetch(held) if is_small else self._table.first(room, held):
            number = to_int(row[ROW])
            for place in places:
                conflict = found.get((place, str(read_value(row[called(place)]))))
                if conflict is not None and number != conflict.said.first:
                    self._tell(told, conflict, number)

    def _tell(self, told: Told, conflict: Conflict, number: int) -> None:
        said, before = conflict.said, conflict.before
        where = self._table.heading.where(Row(number, ()), said.place)
        params: dict[str, Param] = {
            "field": self._table.columns[said.place].name,
            "found": quote(show_json(said.value)),
            "first": quote(show_json(before.value)),
        }
        if self._table.is_numbered:
            told.add(
                number,
                problems.ROW_CONFLICT.issue(where, **params, row=before.first),
            )
            return
        params["record"] = quote(said.subject.partition(_MARK)[0])
        params["count"] = said.count
        told.add(number, problems.RECORD_CONFLICT.issue(where, **params))

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
        fault = any_of(faults) if faults else nw.lit(value=False)
        groups = self._keyed(self._key(), title, as_number(fault).alias("fault")).group_by(_KEY)
        first = [nw.col(ROW).min().alias("first")] if self._table.is_numbered else []
        untitled = groups.agg(nw.col("titled").max(), nw.col("fault").max(), *first)
        right = untitled.filter((nw.col("titled") == 0) & (nw.col("fault") == 0)).head(GROUPS_READ)
        wrong = {conflict.said.subject.partition(_MARK)[0] for conflict in self.conflicts}
        return sorted(to_int(row.get("first")) for row in fetch(right) if row[_KEY] not in wrong)
