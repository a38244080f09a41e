"""Tallies: how many entries, people and records there are, by what they are about and who says it.

A tally counts and never scores. What goes out of it (text, tables, JSON, figures, frames) leaves
out every number of fewer than k people, and what would let somebody work one out; `disclosure` says
how. A program that needs all numbers reads ``Tally.cells``.
"""

from __future__ import annotations

from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, Literal, cast, overload

from attrs import field, frozen

from improvement_frameworks.clean import write_json
from improvement_frameworks.core.errors import nearest
from improvement_frameworks.core.expected import expect, expect_all
from improvement_frameworks.core.insights.collection import Collection, collect
from improvement_frameworks.core.markdown import escape_markdown
from improvement_frameworks.core.record.dimension import DIMENSIONS, OWN_DIMENSIONS
from improvement_frameworks.core.record.field import find_field
from improvement_frameworks.core.record.header import GROUP_LEVELS
from improvement_frameworks.core.record.listed import find_vocabulary
from improvement_frameworks.core.record.record import Record
from improvement_frameworks.core.registry import get_framework, get_record_type
from improvement_frameworks.frozen import freeze_table
from improvement_frameworks.insight.count import TallyCell, count_observations
from improvement_frameworks.insight.disclosure import hide
from improvement_frameworks.insight.observation import observe
from improvement_frameworks.insight.small_number import USUAL_K
from improvement_frameworks.problems.problem import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    import pandas as pd  # type: ignore[import-untyped]  # whoever has its stubs gets its types
    import polars as pl
    from narwhals.typing import IntoFrame

    from improvement_frameworks.core.content.framework import Framework
    from improvement_frameworks.core.content.vocabulary import Term
    from improvement_frameworks.core.record.dimension import Dimension
    from improvement_frameworks.insight.disclosure import Key
    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.tables.writing.frame_writer import Backend

MOST_DIMENSIONS: Final = 4
"""By how many dimensions entries are counted at most."""
TALLY_VERSION: Final = "1.0"
"""The version of the form of a tally as a JSON document."""
MEASURES: Final[Mapping[str, str]] = {
    "entries": "Entries",
    "people": "People named",
    "anonymous": "Entries without a name",
    "records": "Records",
}
"""What is counted, and what people read above it."""
NOT_SAID: Final = "(not said)"
"""What people read where entries say nothing."""
ALL: Final = "All"
"""What people read beside a sum."""


def _freeze(cells: Mapping[Key, TallyCell]) -> Mapping[Key, TallyCell]:
    return freeze_table(dict(cells))


@frozen(repr=False, slots=False)  # slots and cached properties together are slow
class Tally:
    """How many entries, people and records there are in each cell, and in all sums of cells."""

    by: tuple[Dimension, ...]
    """The dimensions by which entries are counted."""
    cells: Mapping[Key, TallyCell] = field(converter=_freeze, hash=False)
    """All numbers, also those that are not shown: by the values of the dimensions, in their order.
    A value is blank where entries say nothing, and None for the sum over all values."""
    frameworks: tuple[str, ...]
    """The IDs of the frameworks of the entries."""
    k: int = USUAL_K
    """How many people must be behind a number before it is shown."""

    @cached_property
    def shown(self) -> Mapping[Key, TallyCell]:
        """The cells and sums that may be shown, in order: cells first, then ever larger sums."""
        hidden = hide(self.cells, self.k)
        kept = [key for key in self.cells if key not in hidden]
        places = [self._places(place) for place in range(len(self.by))]

        def order(key: Key) -> tuple[int, tuple[int, ...]]:
            values = (
                len(places[place]) if value is None else places[place][value]
                for place, value in enumerate(key)
            )
            return sum(value is None for value in key), tuple(values)

        return freeze_table({key: self.cells[key] for key in sorted(kept, key=order)})

    @property
    def total(self) -> TallyCell | None:
        """The number of all entries; nothing if fewer than k people gave them."""
        return self.shown.get((None,) * len(self.by))

    def values(self, dimension: Dimension) -> tuple[str, ...]:
        """Return the values of a dimension that are shown, in the order of its list.

        Raises:
            ValueError: if entries are not counted by it.
        """
        place = self._place(dimension)
        found = {key[place] for key in self.shown} - {None}
        return tuple(value for value in self._places(place) if value in found)

    def rows(self, dimension: Dimension) -> tuple[str, ...]:
        """Return what a figure has a row or a column for: what is shown, and what is not there.

        A part without entries is among them, so that a question that nobody answered is seen; and
        so is a code of a list. Whether it has no entries or is not shown cannot be told. Parts of
        schemes of which nothing is shown are left out: nobody may have been asked about them. So
        are themes, of which there are many.

        Raises:
            ValueError: if entries are not counted by it.

        Examples:
            >>> from improvement_frameworks import Iceberg
            >>> said = {"level": "patterns", "text": "It is always on a Monday"}
            >>> tally([Iceberg(title="Waiting", entries=[said])], "part", k=1).rows("part")
            ('events', 'patterns', 'structures', 'mental-models')
        """
        shown = self.values(dimension)
        listed = dict.fromkeys(self._list_asked(dimension, frozenset(shown)))
        return (*listed, *(value for value in shown if value not in listed))

    def _list_asked(self, dimension: Dimension, shown: frozenset[str]) -> Iterator[str]:
        """Yield the codes of which people were asked, as far as what is shown tells."""
        if dimension == "part":
            for framework in self.frameworks:
                yield from _list_parts(get_framework(framework), shown)
        elif dimension != "theme" and shown:
            yield from (term.code for term in self._terms(dimension))

    def get(self, **values: str) -> TallyCell | None:
        """Return the numbers of a cell, or of a sum over the dimensions that are not named.

        Args:
            **values: The values of dimensions; blank for entries that say nothing.

        Returns:
            The numbers; nothing if they are not shown, or there is no such entry.

        Raises:
            ValueError: if entries are not counted by a dimension.

        Examples:
            >>> from improvement_frameworks import Iceberg
            >>> said = {"level": "events", "text": "Patients left before they were seen"}
            >>> iceberg = Iceberg(title="Waiting", entries=[said, said])
            >>> tally([iceberg], "part", k=1).get(part="events").entries
            2
        """
        for dimension in values:
            self._place(dimension)
        return self.shown.get(tuple(values.get(dimension) for dimension in self.by))

    def label(self, dimension: Dimension, value: str) -> str:
        """Return what people read for a value, such as the label of a part.

        Raises:
            ValueError: if entries are not counted by the dimension.
        """
        self._place(dimension)
        if not value:
            return NOT_SAID
        if dimension == "framework":
            return get_framework(value).title
        terms = (term for term in self._terms(dimension) if term.code == value)
        return next((term.label for term in terms), value)

    def _place(self, dimension: str) -> int:
        if dimension not in self.by:
            known = ", ".join(self.by)
            raise ValueError(f"This tally does not count by {dimension!r}. It counts by: {known}.")
        return self.by.index(dimension)

    def _terms(self, dimension: Dimension) -> Iterator[Term]:
        """Yield the codes that a dimension may have, where they come from a list."""
        if dimension == "group_level":
            yield from GROUP_LEVELS.terms
        for framework in self.frameworks:
            about = get_framework(framework)
            if dimension == "part":
                yield from about.parts
            elif dimension in OWN_DIMENSIONS and dimension in about.dimensions:
                path = ("entries", about.dimensions[dimension])
                found = find_field(get_record_type(framework), path)
                listed = find_vocabulary(found) if found else None
                yield from listed.terms if listed else ()

    def _places(self, place: int) -> dict[str, int]:
        """Return the place of each value in its list; further ones follow, then what is blank."""
        listed = [term.code for term in self._terms(self.by[place])]
        found = {value for value in (key[place] for key in self.cells) if value}
        ordered = [value for value in dict.fromkeys(listed) if value in found]
        ordered += sorted(found.difference(ordered))
        return {value: number for number, value in enumerate([*ordered, ""])}

    @overload
    def to_frame(self, *, backend: Literal["polars"] = "polars") -> pl.DataFrame: ...
    @overload
    def to_frame(self, *, backend: Literal["pandas"]) -> pd.DataFrame: ...
    @overload
    def to_frame(self, *, backend: Literal["pyarrow"]) -> Any: ...  # noqa: ANN401 - has no types
    @overload
    def to_frame(self, *, backend: Backend = "polars") -> object: ...
    def to_frame(self, *, backend: Backend = "polars") -> object:
        """Return the cells that may be shown as a data frame, without their sums.

        A column a dimension, then ``entries``, ``people``, ``anonymous`` and ``records``. What
        entries do not say is null.

        Args:
            backend: The library whose frame it is: ``polars``, ``pandas``, ``pyarrow``, ``modin``.

        Raises:
            MissingExtraError: if the library of the frame is not installed.

        Examples:
            >>> from improvement_frameworks import get_example, load
            >>> frame = tally([load(get_example("iceberg"))], "part", k=1).to_frame()
            >>> frame["part"].to_list()[:2]
            ['events', 'patterns']
        """
        from improvement_frameworks.tables.writing.frame_writer import make_frame

        cells = {key: count for key, count in self.shown.items() if None not in key}
        data: dict[str, list[str | int | None]] = {
            name: [key[place] or None for key in cells] for place, name in enumerate(self.by)
        }
        for name in MEASURES:
            data[name] = [getattr(count, name) for count in cells.values()]
        kinds = {name: "text" if name in self.by else "number" for name in data}
        return make_frame(data, kinds, backend)

    def to_dict(self) -> dict[str, Json]:
        """Return what may be shown as a JSON document; it has a schema of its own, ``tally``.

        A cell names the value of each dimension, blank where entries say nothing. A sum leaves out
        the dimensions that it is over.
        """
        labels: list[Json] = [
            {"dimension": _write_name(name), "value": value, "label": self.label(name, value)}
            for name in self.by
            for value in self.values(name)
        ]
        cells: list[Json] = []
        for key, count in self.shown.items():
            values: dict[str, Json] = {
                _write_name(name): value
                for name, value in zip(self.by, key, strict=True)
                if value is not None
            }
            cells.append({"values": values, **{name: getattr(count, name) for name in MEASURES}})
        return {
            "tally_version": TALLY_VERSION,
            "by": [_write_name(name) for name in self.by],
            "k": self.k,
            "frameworks": list(self.frameworks),
            "labels": labels,
            "cells": cells,
        }

    def to_json(self, *, indent: int | None = 2) -> str:
        """Return what may be shown as a JSON document, see ``to_dict``."""
        return write_json(self.to_dict(), indent=indent)

    def to_markdown(self) -> str:
        """Return what may be shown as a Markdown table."""
        head, *rows = self._rows(escape_markdown)
        lines = [head, ["---"] * len(self.by) + ["--:"] * len(MEASURES), *rows]
        table = [f"| {' | '.join(line)} |" for line in lines]
        return "\n".join([*table, "", self.note, ""] if self.note else [*table, ""])

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def to_text(self) -> str:
        """Return what may be shown as a plain table."""
        rows = [*self._rows(show)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        words = len(self.by)
        lines = [
            "  ".join(
                cell.ljust(width) if place < words else cell.rjust(width)
                for place, (cell, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
            for row in rows
        ]
        return "\n".join([*lines, "", self.note] if self.note else lines)

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        return f"<Tally by {', '.join(self.by)}, k={self.k}: {len(self.shown):,} numbers shown>"

    @property
    def note(self) -> str:
        """What is said below the numbers about those that are not shown; blank if all are."""
        if self.k <= 1:
            return ""
        return (
            f"Numbers about fewer than {self.k} people are not shown. Others are left out too, so "
            "that nobody can work them out. A number that is not shown may be 0."
        )

    def _rows(self, write: Callable[[str], str]) -> Iterator[list[str]]:
        """Yield the head of a table, its rows, and the sum over all of them."""
        yield [
            *(write(name.replace("_", " ").capitalize()) for name in self.by),
            *MEASURES.values(),
        ]
        for key, count in self.shown.items():
            if None in key and set(key) != {None}:
                continue  # the sums by some dimensions are in the JSON document
            labels = [
                ALL if value is None else write(self.label(name, value))
                for name, value in zip(self.by, key, strict=True)
            ]
            if None in key:
                labels = [ALL, *[""] * (len(labels) - 1)]
            yield [*labels, *(f"{getattr(count, name):,}" for name in MEASURES)]


def tally(
    source: Collection | Iterable[Record] | IntoFrame,
    by: Dimension | Iterable[Dimension] = ("framework", "part"),
    *,
    waves: Iterable[date] = (),
    k: int = USUAL_K,
    one_answer_each: bool = False,
    framework: str = "",
) -> Tally:
    """Count entries, people and records by what entries are about and who gave them.

    An entry about several parts or themes counts once in each of them, and once in their sum. What
    entries do not say is counted as blank: a role that is not known, an entry without a part.

    A record that is given twice counts once. People are counted as far as records tell them apart,
    see `observation`; a frame compares names as they are written. Entries that name
    nobody count apart; for what may be shown they are taken for one person of their group (or of
    their record, if it names no group), unless ``one_answer_each`` says more.

    Args:
        source: Records of any frameworks, a collection, or a long table as `to_frame` makes it: a
            frame of pandas, Polars, PyArrow or Modin, or one whose data stay where they are
            (Polars, DuckDB, Spark, Dask). Check such a table first: its values are taken as they
            are written. Rows name their record in the column ``record``, or by its ``title``.
        by: One to four of: framework, part, level, theme, group, group_level, role, wave,
            perspective, stance, status.
        waves: The first days of waves. A record is of the wave in which its period begins, or in
            which it was recorded. A collection knows its waves already; for records they may be
            left out, and are found by `collect`.
        k: How many people must be behind a number before it is shown; 1 shows all.
        one_answer_each: Whether each entry without a name is by somebody else, as in a poll where
            everyone answers once.
        framework: The ID of the framework, for a frame without the column ``framework``.

    Returns:
        The tally. Of frames that are elsewhere, only the numbers come back.

    Raises:
        TypeError: if it takes neither records nor a frame.
        ValueError: if there is no such dimension, too many of them, or k is less than 1; or a frame
            does not say of which framework its entries are.
        UnknownFrameworkError: if a frame names a framework that is not known.
        MissingExtraError: if narwhals is not installed, for frames.

    Examples:
        >>> from improvement_frameworks import get_example, load
        >>> grid = load(get_example("learning-grid"))
        >>> print(tally([grid], "level", k=1))
        Level           Entries  People named  Entries without a name  Records
        Personal              4             2                       0        1
        Organisational        3             2                       0        1
        System                2             2                       0        1
        All                   9             3                       0        1
    """
    dimensions = _check_dimensions(by)
    if expect("k", k, int, "a number of people") < 1:
        raise ValueError(f"k is a number of people from 1, not {k}.")
    starts = expect_all("waves", waves, _date_type(), "a list of days")
    if _is_frame(source):
        from improvement_frameworks.insight.frame_count import count_frame
        from improvement_frameworks.insight.observed_frame import ObservedFrame

        observed = ObservedFrame(cast("IntoFrame", source), dimensions, framework, starts)
        cells = count_frame(observed, dimensions, one_answer_each=one_answer_each)
        names: Sequence[str] = observed.frameworks
    else:
        if not isinstance(source, Collection):
            records = expect_all("source", source, Record, "a list of records, or a data frame")
            source = collect(records, waves=starts)
        cells = count_observations(observe(source), dimensions, one_answer_each=one_answer_each)
        names = source.frameworks
    return Tally(dimensions, cells, tuple(names), k)


def _list_parts(about: Framework, shown: frozenset[str]) -> Iterator[str]:
    """Yield the parts of the fewest schemes that have those that are shown."""
    schemes = about.schemes or (about.default_scheme,)
    waiting = {part for scheme in schemes for part in scheme.parts if part in shown}
    while waiting:
        scheme = max(schemes, key=lambda one: len(waiting.intersection(one.parts)))
        yield from scheme.parts
        waiting -= set(scheme.parts)


def _write_name(dimension: Dimension) -> str:
    """Return the code of a dimension, as documents hold it."""
    return dimension.replace("_", "-")


def _date_type() -> type[date]:
    from datetime import date

    return date


def _check_dimensions(by: object) -> tuple[Dimension, ...]:
    """Return the dimensions, if they are some.

    Raises:
        ValueError: if one is not known, named twice, or there are too many or none.
    """
    names = (by,) if isinstance(by, str) else expect_all("by", by, str, "a list of dimensions")
    for name in names:
        if name not in DIMENSIONS:
            near = nearest(name, DIMENSIONS)
            offer = f" Did you mean {near!r}?" if near else ""
            known = ", ".join(DIMENSIONS)
            raise ValueError(f"Unknown dimension: {name!r}.{offer} There are: {known}.")
    if not 1 <= len(names) <= MOST_DIMENSIONS or len(set(names)) < len(names):
        raise ValueError(f"Count by 1 to {MOST_DIMENSIONS} different dimensions.")
    return cast("tuple[Dimension, ...]", names)


def _is_frame(source: object) -> bool:
    """Whether something is a data frame of a library that is known here."""
    if isinstance(source, list | tuple) or find_spec("narwhals") is None:
        return False
    import narwhals as nw

    found = nw.from_native(cast("Any", source), pass_through=True)
    return isinstance(found, nw.DataFrame | nw.LazyFrame)
