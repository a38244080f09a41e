"""What a caller may say about a table beyond what stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypedDict, cast, get_args

from attrs import evolve, field, frozen

from improvement_frameworks.core.errors import nearest
from improvement_frameworks.core.registry import find_rule
from improvement_frameworks.core.rules.rules import EVERYTHING, Selection
from improvement_frameworks.core.rules.selecting import select_rules
from improvement_frameworks.tables.cells.cell import Habits
from improvement_frameworks.tables.layouts.mapping import (
    ColumnMapping,
    LayoutChoice,
    PeopleChoice,
    check_mapping,
    make_mapping,
)
from improvement_frameworks.tables.reading.fault import UNPACK_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable

Engine: TypeAlias = Literal["auto", "rows", "frames"]

ROWS_JUDGED: Final = 100_000
"""Up to how many rows the rules of good use run unless they are asked for."""
ID_TWICE: Final = "REC-E1"
REFERENCE_UNKNOWN: Final = "REC-E2"
KEY_CODES: Final = (ID_TWICE, REFERENCE_UNKNOWN)
"""The rules of ids and references."""


@frozen(kw_only=True)
class Options:
    """How a table is to be read and checked."""

    framework: str = ""
    """The framework, if the table does not say it."""
    sheet: str = ""
    """The only sheet to read."""
    title: str = ""
    """The title of records that have none."""
    habits: Habits = field(factory=Habits)
    """How people wrote dates and blanks."""
    layout: LayoutChoice = "auto"
    """One row an entry (long), one row a respondent (wide), or as the header shows."""
    mapping: ColumnMapping | None = None
    """Which of the house's own columns is which."""
    people: PeopleChoice = "auto"
    """Whether names and e-mail addresses in survey exports are kept."""
    rules: bool | None = None
    """Whether the rules of good use run; by default, unless the table is very long."""
    keys: bool | None = None
    """Whether ids and references are checked although the rules do not run; by default, if the
    rules do not run because the table is very long."""
    selection: Selection = EVERYTHING
    """Which of the rules."""
    row_number: str = ""
    """For a data frame: the column that gives each row's number."""
    unpack_limit: int = UNPACK_LIMIT
    """How many MiB the parts of a workbook may have together."""
    engine: Engine = "auto"
    """Row by row, or in frames, which is quicker for long tables; the report is the same."""

    @property
    def key_selection(self) -> Selection | None:
        """The rules of ids and references, if they are to run although the others do not."""
        is_wanted = self.rules is None if self.keys is None else self.keys
        if not is_wanted:
            return None
        codes = tuple(c for c in KEY_CODES if self.selection.takes(find_rule(c).problem))
        return Selection(select=codes) if codes else None


class TableWords(TypedDict, total=False):
    """What a caller may say about a table, all of it optional."""

    framework: str
    """The id of the framework, if the table does not tell it."""
    sheet: str
    """The only sheet to read."""
    title: str
    """The title of a record that has none; otherwise it is called by its sheet or file."""
    date_format: str
    """How dates are written, such as ``%d/%m/%Y``; ISO dates are always read."""
    blank: Iterable[str]
    """Words that mean that there is nothing, such as ``N/A``."""
    accept_offers: bool
    """Whether codes and headings with one letter wrong are read as what they mean, if they can mean
    one thing only. Each is told."""
    layout: LayoutChoice
    """``long`` (one row an entry), ``wide`` (one row a respondent), or ``auto`` to find it out."""
    mapping: ColumnMapping | str | Path | Mapping[str, object]
    """Which of the house's own columns and words is which: a mapping, the path of its file, or what
    such a file would hold."""
    columns: Mapping[str, str]
    """By heading: the column that it stands for, or nothing to leave it out."""
    constants: Mapping[str, str]
    """By column: what is the same in every row, such as the level at which all was asked."""
    people: PeopleChoice
    """Whether names in survey exports are kept (``keep``) or dropped (``drop``)."""
    rules: bool
    """Whether the rules of good use run; by default, up to 100,000 rows."""
    keys: bool
    """Whether ids and references are checked although the rules do not run: that each id of an
    entry stands once in its record, and that each reference leads to an entry or a contributor of
    it. By default, if the rules do not run because the table is very long. Data that stay in a
    cluster or a database are not checked for this."""
    row_number: str
    """For a data frame: the column of whole numbers that gives each row's number; rows in a
    cluster have no order of their own."""
    engine: Engine
    """Row by row (``rows``), or in frames (``frames``), quicker for long tables; or ``auto``."""
    unpack_limit: int
    """How many MiB a workbook may unpack to; 200 if not given. Larger ones are not opened."""
    select: Iterable[str]
    """Run only these rules: codes, beginnings of codes, severities or principles."""
    ignore: Iterable[str]
    """Leave out these rules, named in the same ways."""
    strict: bool | Iterable[str]
    """Raise all warnings to errors, or those that are named in the same ways."""


def make_options(words: TableWords) -> Options:
    """Turn a caller's words into options; what they say goes before what a mapping says.

    Raises:
        TypeError: if a word is not known, or is of another type than its own.
        ValueError: if a word names no rule, or is none of those that may be chosen.
        MappingError: if the framework has no such column or code as a mapping names.
    """
    _refuse_words(words)
    house = make_mapping(words.get("mapping", ColumnMapping()))
    if named := words.get("columns"):
        house = evolve(house, columns={**house.columns, **named})
    if constants := words.get("constants"):
        house = evolve(house, constants={**house.constants, **constants})
    framework = words.get("framework", house.framework)
    if framework:
        check_mapping(house, framework)
    date_format = words.get("date_format", house.date_format)
    return Options(
        framework=framework,
        sheet=words.get("sheet", ""),
        title=words.get("title", house.title),
        habits=Habits(
            date_format,
            _blank_words(words, house),
            house.words,
            accepts_offers=words.get("accept_offers", False),
        ),
        layout=words.get("layout", house.layout),
        mapping=house if {"mapping", "columns", "constants"} & words.keys() else None,
        people=words.get("people", house.people),
        rules=words.get("rules"),
        keys=words.get("keys"),
        engine=words.get("engine", "auto"),
        row_number=words.get("row_number", ""),
        unpack_limit=words.get("unpack_limit", UNPACK_LIMIT),
        selection=select_rules(
            select=words.get("select", ()),
            ignore=words.get("ignore", ()),
            strict=words.get("strict", False),
        ),
    )


def _blank_words(words: TableWords, house: ColumnMapping) -> frozenset[str] | None:
    given = words.get("blank", house.blank or None)
    return None if given is None else frozenset(given)


def _refuse_words(words: TableWords) -> None:
    """Refuse what type checkers would, since not everybody has one."""
    for name in words:
        if name not in TableWords.__annotations__:
            near = nearest(name, TableWords.__annotations__)
            raise TypeError(f"There is no option {name!r}." + (f" Is it {near}?" if near else ""))
    given = cast("dict[str, object]", words)
    for name, choices in (("layout", LayoutChoice), ("people", PeopleChoice), ("engine", Engine)):
        if given.get(name, "auto") not in get_args(choices):
            raise ValueError(f"{name} is one of {get_args(choices)}, not {given[name]!r}.")
    if isinstance(words.get("blank"), str):
        raise TypeError('blank is a list of words, such as ["N/A"].')
    mapping = cast("object", words.get("mapping", ""))
    if not isinstance(mapping, ColumnMapping | str | Path | Mapping):
        raise TypeError("mapping is a ColumnMapping, the path of a mapping file, or a dict.")
