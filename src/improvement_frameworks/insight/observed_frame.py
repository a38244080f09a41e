"""The rows of `observation` of a long table: in memory, in a database or on a cluster.

Only expressions go there. Cells that may hold several parts or themes are told apart by the
different texts of their column, which are fetched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, cast

import narwhals as nw

from improvement_frameworks.core.registry import get_framework
from improvement_frameworks.insight.observation import MARK
from improvement_frameworks.tables.cells.cell_value import split_items
from improvement_frameworks.tables.columnar.lazy_table import EDGES, any_of, fetch
from improvement_frameworks.tables.reading.frame_reader import recognise
from improvement_frameworks.tables.rows.column import (
    CONTRIBUTOR,
    FRAMEWORK,
    RECORD,
    TITLE,
    columns_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from narwhals.typing import IntoFrame, IntoLazyFrame

    from improvement_frameworks.core.record.dimension import Dimension
    from improvement_frameworks.tables.columnar.lazy_table import Lazy
    from improvement_frameworks.tables.rows.column import Column

TEXTS_READ: Final = 50_000
"""How many different texts of a column whose cells hold several values are read."""
FRAMEWORKS_READ: Final = 1_000
"""How many different names of frameworks are read."""

_HEADS: Final[Mapping[str, tuple[str, ...]]] = {
    "group": ("group", "name"),
    "group_level": ("group", "level"),
    "start": ("period", "start"),
    "recorded_on": ("recorded_on",),
}
"""What a record says once, by our name: the steps to it."""
_DAYS: Final = {"start", "recorded_on"}
_FACTS: Final[Mapping[str, tuple[str, ...]]] = {
    "role": ("role",),
    "organisation": ("organisation",),
    "name": ("name",),
}
"""What is said of a contributor, by our name: the steps to it."""
_DAY: Final = "^[0-9]{4}-[0-9]{2}-[0-9]{2}"


class Several(NamedTuple):
    """A dimension of which a cell may hold several values."""

    dimension: Dimension
    """The dimension."""
    codes: Mapping[str, Mapping[str, Sequence[str]]]
    """By value and framework: the texts of cells that hold it."""
    frameworks: frozenset[str]
    """The frameworks in which a cell may hold several."""


class ObservedFrame:
    """What is to be counted in a frame.

    Args:
        frame: A long table, as `to_frame` makes it: of one framework or of several.
        by: The dimensions that are needed.
        framework: The ID of the framework, if no column says it.
        waves: The first days of waves.

    Raises:
        TypeError: if it is no data frame.
        ValueError: if nothing says of which framework it is or when waves begin, or cells that hold
            several values have too many different texts.
        UnknownFrameworkError: if it names a framework that is not known.
        MissingExtraError: if narwhals is not installed.
    """

    def __init__(
        self, frame: IntoFrame, by: Iterable[Dimension], framework: str, waves: Iterable[date]
    ) -> None:
        known, _ = recognise(frame)
        self._source: Lazy = known.lazy()
        self._kinds = self._source.collect_schema()
        self._by = tuple(by)
        self.frameworks = [framework] if framework else self._find_frameworks()
        self._is_mixed = len(self.frameworks) > 1
        self._starts = sorted(day.isoformat() for day in waves)
        if "wave" in self._by and not self._starts:
            raise ValueError("Say on which days waves begin, such as waves=[date(2020, 7, 1)].")
        self._same = [
            one
            for one in self.frameworks
            if get_framework(one).dimensions.get("theme") == get_framework(one).part_field
        ]
        rows = self._put_together()
        self.rows = _keep(rows) if rows.implementation.is_dask() else rows
        wanted: tuple[Dimension, ...] = ("part", "theme")
        self._several = {name: self._find_several(name) for name in wanted if name in self._by}

    def select(self, dimensions: Sequence[Dimension]) -> Lazy:
        """Return a row for each entry, and each of its parts or themes that are asked for."""
        rows = self.rows
        for name in dimensions:
            several = self._several.get(name)
            if several and several.codes:
                rows = self._split(rows, several, is_with_part="part" in dimensions)
        return rows.select(*dimensions, "record", "unit", "person")

    def _find_frameworks(self) -> list[str]:
        if FRAMEWORK not in self._kinds:
            raise ValueError(
                "Nothing says of which framework the entries are. Name it: framework=..."
            )
        found = self._source.select(self._text(FRAMEWORK).alias(FRAMEWORK)).unique()
        names = sorted(str(row[FRAMEWORK]) for row in fetch(found.head(FRAMEWORKS_READ)))
        return [name for name in names if get_framework(name)]

    def _text(self, name: str) -> nw.Expr:
        """Return a column as texts, blank where nothing is said; nothing if there is none."""
        if name not in self._kinds:
            return nw.lit("")
        cell = nw.col(name)
        kind = self._kinds[name]
        if kind != nw.String:
            cell = cell.cast(nw.String)
        return cell.str.replace_all(EDGES, "").fill_null("")

    def _day(self, name: str) -> nw.Expr:
        """Return a column of days as texts such as 2020-07-16; blank if it holds anything else."""
        kind = self._kinds.get(name)
        if kind is None:
            return nw.lit("")
        cell = nw.col(name)
        if isinstance(kind, nw.Date | nw.Datetime):
            return cell.dt.to_string("%Y-%m-%d").fill_null("")
        text = self._text(name)
        return nw.when(text.str.contains(_DAY)).then(text.str.slice(0, 10)).otherwise(nw.lit(""))

    def _each(self, pick: Mapping[str, nw.Expr]) -> nw.Expr:
        """Choose an expression by the framework of the row."""
        if not self._is_mixed:
            return next(iter(pick.values()), nw.lit(""))
        chosen: nw.Expr = nw.lit("")
        for framework, cell in pick.items():
            is_this = nw.col("framework") == framework
            chosen = nw.when(is_this).then(cell).otherwise(chosen)
        return chosen

    def _find(self, place: str, path: tuple[str, ...]) -> dict[str, Column]:
        """Return the column of each framework that holds a value, where the frame has it."""
        found: dict[str, Column] = {}
        for framework in self.frameworks:
            for column in columns_of(framework):
                is_it = (column.place, column.path) == (place, path)
                if is_it and column.name in self._kinds:
                    found[framework] = column
        return found

    def _cell(self, place: str, path: tuple[str, ...], *, is_day: bool = False) -> nw.Expr:
        read = self._day if is_day else self._text
        return self._each({one: read(c.name) for one, c in self._find(place, path).items()})

    def _is_entry(self) -> nw.Expr:
        """Tell which rows hold an entry: what each entry needs is said, or anything at all."""
        rules: dict[str, nw.Expr] = {}
        for framework in self.frameworks:
            said = [
                column
                for column in columns_of(framework)
                if column.place == "entry" and column.name in self._kinds
            ]
            part = get_framework(framework).part_field
            needed = [column for column in said if column.is_required]
            needed.sort(key=lambda column: column.path != (part,))  # codes are read fast
            told = [self._text(column.name) != "" for column in needed[:1] or said]
            rules[framework] = any_of(told or [nw.lit(value=False)])
        if not self._is_mixed:
            return next(iter(rules.values()))
        return any_of(
            (nw.col("framework") == framework) & is_said for framework, is_said in rules.items()
        )

    def _field(self, dimension: Dimension) -> dict[str, Column]:
        """Return the column of each framework that gives a dimension of its own."""
        found: dict[str, Column] = {}
        for framework in self.frameworks:
            about = get_framework(framework)
            name = about.part_field if dimension == "part" else about.dimensions.get(dimension)
            if name:
                found |= {
                    one: column
                    for one, column in self._find("entry", (name,)).items()
                    if one == framework
                }
        return found

    def _put_together(self) -> Lazy:
        start = self._source
        if self._is_mixed:
            start = start.with_columns(self._text(FRAMEWORK).alias("framework"))
        key = next((name for name in (RECORD, TITLE) if name in self._kinds), "")
        record = self._text(key)
        if self._is_mixed:
            record = nw.concat_str([nw.col("framework"), record], separator=MARK)
        own: list[Dimension] = [
            name
            for name in self._by
            if name in {"part", "level", "theme", "perspective", "stance", "status"}
        ]
        heads = {
            name: self._cell("record", path, is_day=name in _DAYS)
            for name, path in _HEADS.items()
            if self._find("record", path)
        }
        facts = {
            name: self._cell("contributor", path)
            for name, path in _FACTS.items()
            if self._find("contributor", path)
        }
        rows = start.select(
            (nw.col("framework") if self._is_mixed else nw.lit(self.frameworks[0])).alias(
                "framework"
            ),
            record.alias("record"),
            self._text(CONTRIBUTOR).alias("who"),
            self._is_entry().alias("is_entry"),
            *(self._each(self._texts(name)).alias(name) for name in own),
            *(cell.alias(name) for name, cell in {**heads, **facts}.items()),
        )
        return self._name_people(self._join(rows, [*heads], [*facts], own), [*heads], [*facts], own)

    def _texts(self, dimension: Dimension) -> dict[str, nw.Expr]:
        return {one: self._text(column.name) for one, column in self._field(dimension).items()}

    def _join(
        self, rows: Lazy, heads: list[str], facts: list[str], own: Sequence[Dimension]
    ) -> Lazy:
        """Give each entry what another row says of its record or of its contributor."""
        named = nw.when(nw.col("who") != "").then(nw.col("who"))
        records = (
            rows.with_columns(named.alias("named"))
            .group_by("record")
            .agg(
                *(nw.col(name).max() for name in heads),
                nw.col("named").min().alias("first_one"),
                nw.col("named").max().alias("last_one"),
            )
        )
        is_one = (nw.col("who") == "") & (nw.col("first_one") == nw.col("last_one"))
        who = nw.when(is_one.fill_null(value=False)).then(nw.col("first_one"))
        entries = (
            rows.filter(nw.col("is_entry"))
            .select("framework", "record", "who", *own)
            .join(records, on="record", how="left")
            .with_columns(who.otherwise(nw.col("who")).alias("who"))
            .select("framework", "record", "who", *own, *heads)
        )
        if not facts:
            return entries
        people = (
            rows.filter(nw.col("who") != "")
            .group_by("record", "who")
            .agg(*(nw.col(name).max() for name in facts))
        )
        return entries.join(people, on=["record", "who"], how="left")

    def _name_people(
        self, rows: Lazy, heads: list[str], facts: list[str], own: Sequence[Dimension]
    ) -> Lazy:
        """Name units and people, and the waves of records."""

        def said(name: str) -> nw.Expr:
            return nw.col(name).fill_null("") if name in {*heads, *facts} else nw.lit("")

        group, name = said("group"), said("name")
        unit = (
            nw.when(group != "")
            .then(nw.concat_str([nw.lit("g"), group], separator=MARK))
            .otherwise(nw.concat_str([nw.lit("r"), nw.col("record")], separator=MARK))
        )
        told = [said(fact) for fact in _FACTS]
        is_known = (group == "") & (name != "")
        home = (
            nw.when(is_known)
            .then(nw.concat_str([nw.lit("n"), nw.col("who")], separator=MARK))
            .otherwise(nw.concat_str([nw.col("unit"), nw.col("who")], separator=MARK))
        )
        person = nw.when(nw.col("who") != "").then(nw.concat_str([home, *told], separator=MARK))
        header: dict[Dimension, nw.Expr] = {
            "group": group,
            "group_level": said("group_level"),
            "role": said("role"),
            "wave": self._wave(said),
        }
        return rows.with_columns(unit.alias("unit")).select(
            "framework",
            "record",
            "unit",
            person.otherwise(nw.lit("")).alias("person"),
            *own,
            *(cell.alias(name) for name, cell in header.items() if name in self._by),
        )

    def _wave(self, said: Callable[[str], nw.Expr]) -> nw.Expr:
        start, recorded = said("start"), said("recorded_on")
        day = nw.when(start != "").then(start).otherwise(recorded)
        wave: nw.Expr = nw.lit(f"before {self._starts[0]}" if self._starts else "")
        for first in self._starts:
            wave = nw.when(day >= first).then(nw.lit(f"from {first}")).otherwise(wave)
        return nw.when(day != "").then(wave).otherwise(nw.lit(""))

    def _find_several(self, dimension: Dimension) -> Several:
        """Find the values in the cells of a column that may hold several."""
        columns = {one: c for one, c in self._field(dimension).items() if c.is_list}
        codes: dict[str, dict[str, list[str]]] = {}
        for framework, column in columns.items():
            texts = self.rows.filter(nw.col("framework") == framework).select(dimension).unique()
            found = [str(row[dimension]) for row in fetch(texts.head(TEXTS_READ + 1))]
            if len(found) > TEXTS_READ:
                raise ValueError(
                    f"The column {column.name!r} has more than {TEXTS_READ:,} different texts."
                )
            for text in sorted(found):
                for code in dict.fromkeys(split_items(text, column) if text else ("",)):
                    codes.setdefault(code, {}).setdefault(framework, []).append(text)
        return Several(dimension, codes, frozenset(columns))

    def _split(self, rows: Lazy, several: Several, *, is_with_part: bool) -> Lazy:
        """Give each value of a cell a row of its own."""
        name = several.dimension
        skipped = set(self._same) if name == "theme" and is_with_part else set[str]()
        here = several.frameworks - skipped
        pieces: list[Lazy] = []
        if others := [one for one in self.frameworks if one not in here]:
            pieces.append(rows.filter(nw.col("framework").is_in(others)))
        for code, texts in several.codes.items():
            held = [
                (nw.col("framework") == one) & nw.col(name).is_in(list(some))
                for one, some in texts.items()
                if one in here
            ]
            if not held:
                continue
            piece = rows.filter(any_of(held)).with_columns(nw.lit(code).alias(name))
            if name == "part" and "theme" in self._by and self._same:
                is_same = nw.col("framework").is_in(self._same)
                theme = nw.when(is_same).then(nw.lit(code)).otherwise(nw.col("theme"))
                piece = piece.with_columns(theme.alias("theme"))
            pieces.append(piece)
        return pieces[0] if len(pieces) == 1 else nw.concat(pieces)


def _keep(rows: Lazy) -> Lazy:
    """Let Dask compute rows once and keep them on its workers, for several questions.

    It would take minutes to fuse the steps into fewer, longer than to do them.
    """
    return nw.from_native(cast("_DaskFrame", rows.to_native()).persist(fuse=False))


class _DaskFrame(Protocol):
    def persist(self, *, fuse: bool) -> IntoLazyFrame: ...
