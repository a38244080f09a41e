"""Finds the row that names the columns, and which column of the framework each of them is."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from improvement_frameworks import problems
from improvement_frameworks.core.errors import nearest
from improvement_frameworks.problems.problem import Issue, Own, Where, quote
from improvement_frameworks.tables.layouts.mapping import fold_mapping
from improvement_frameworks.tables.reading.sheet import Row, cell_address
from improvement_frameworks.tables.rows.cell_text import write_plain
from improvement_frameworks.tables.rows.column import columns_of
from improvement_frameworks.tables.rows.compare import fold, index_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from improvement_frameworks.problems.problem import Param
    from improvement_frameworks.tables.layouts.mapping import ColumnMapping
    from improvement_frameworks.tables.layouts.survey import Survey
    from improvement_frameworks.tables.reading.sheet import Sheet
    from improvement_frameworks.tables.rows.column import Column

ROWS_SEARCHED: Final = 30
"""How many rows from the top the header may stand in."""


@frozen
class Heading:
    """The header of a sheet: where it stands and which column is which."""

    sheet: Sheet
    """The sheet."""
    framework: str
    """The framework of its rows."""
    row: Row
    """The row of the names."""
    columns: Mapping[int, Column]
    """The columns that were recognised, by their position from 0."""
    names: Mapping[int, str]
    """What stands above each column, the unknown ones included."""
    issues: tuple[Issue, ...] = field(default=())
    """What is wrong with the header."""
    examples: int = 0
    """How many rows below it are a template's example."""

    @property
    def last(self) -> int:
        """The number of the last row before the data."""
        return self.row.number + self.examples

    survey: Survey | None = None
    """For a survey export (one row a respondent): which of its columns hold the answers."""

    def where(self, row: Row, index: int | None = None) -> Where:
        """Return the place of a cell, or of a row."""
        is_cell = index is not None and self.sheet.is_spreadsheet
        cell = cell_address(row.number, index or 0) if is_cell else ""
        heading = "" if index is None else " ".join(self.names.get(index, "").split())
        return Where(
            source=self.sheet.source,
            line=row.line,
            sheet=self.sheet.name,
            row=row.number or None,
            cell=cell,
            heading=heading,
        )


def find_header(
    rows: Iterable[Row | Issue], frameworks: Iterable[str], mapping: ColumnMapping | None = None
) -> Row | None:
    """Return the first row of those that name the most columns of any of the frameworks."""
    best: Row | None = None
    most = 0
    known = {key for framework in frameworks for key in name_index(framework)}
    known |= {key for key, meaning in fold_mapping(mapping).items() if meaning}
    for row in islice(rows, ROWS_SEARCHED):
        if isinstance(row, Issue):
            continue
        texts = [fold(write_plain(cell)) for cell in row.cells if cell is not None]
        found = sum(text in known for text in texts)
        is_header = found > 1 or (found == 1 and sum(map(bool, texts)) == 1)
        if is_header and found > most:
            best, most = row, found
    return best


def find_frameworks(header: Row, frameworks: Sequence[str]) -> tuple[str, ...]:
    """Return the frameworks whose table a header fits best; several if it cannot be told."""
    texts = {fold(write_plain(cell)) for cell in header.cells if cell is not None}
    scores: dict[str, tuple[int, int]] = {}
    for framework in frameworks:
        found = {name for key, name in name_index(framework).items() if key in texts}
        missing = {c.name for c in columns_of(framework) if c.is_required} - found - {"title"}
        scores[framework] = (-len(missing), len(found))
    best = max(scores.values())
    return tuple(framework for framework, score in scores.items() if score == best)


@cache
def name_index(framework: str) -> Mapping[str, str]:
    """Return every way in which the columns of a framework are named, and the column's name."""
    columns = columns_of(framework)
    own = {fold(column.name): column.name for column in columns}
    others = [(name, c.name) for c in columns for name in (c.label, *c.aliases)]
    return {**index_names(others), **own}


def match_heading(
    sheet: Sheet, framework: str, header: Row, mapping: ColumnMapping | None = None
) -> Heading:
    """Match the names in a header with the columns of a framework; nothing is guessed."""
    index = name_index(framework)
    house = fold_mapping(mapping)
    by_name = {column.name: column for column in columns_of(framework)}
    names = {
        place: write_plain(cell).strip()
        for place, cell in enumerate(header.cells)
        if cell is not None and write_plain(cell).strip()
    }
    bare = Heading(sheet, framework, header, {}, names)
    found: dict[int, Column] = {}
    seen: dict[str, int] = {}
    strange: list[int] = []
    issues: list[Issue] = []
    keys = number_headings(names)
    for place, text in names.items():
        meaning = house.get(keys[place])
        name = meaning if isinstance(meaning, str) else index.get(fold(text))
        if name == "":
            continue  # the house says that this column is to be left out
        if name is None:
            strange.append(place)
        elif name in seen:
            first = seen[name]
            params: dict[str, Param] = {
                "found": quote(text),
                "first": quote(names[first]),
                "cell": cell_address(header.number, first)
                if sheet.is_spreadsheet
                else Own(f"column {first + 1}"),
            }
            issues.append(problems.COLUMN_TWICE.issue(bare.where(header, place), **params))
        else:
            seen[name] = place
            found[place] = by_name[name]
    missing = [c for c in by_name.values() if c.is_required and c.name not in seen]
    near: dict[str, str] = {}
    for place in strange:
        text = names[place]
        name = _near(text, index, seen)
        if name:
            near[name] = text
        offer = Own(f" Did you mean {name}?") if name else Own("")
        found_text: dict[str, Param] = {"found": quote(text), "offer": offer}
        issues.append(problems.COLUMN_UNKNOWN.issue(bare.where(header, place), **found_text))
    for column in missing:
        if column.name == "title":
            continue  # a table may go without: its record is called by the name of the file
        like = near.get(column.name)
        facts: dict[str, Param] = {
            "field": column.name,
            "offer": Own(f" Is it {quote(like)}?") if like else Own(""),
            "meaning": Own(column.meaning),
        }
        issues.append(problems.COLUMN_MISSING.issue(bare.where(header), **facts))
    return Heading(sheet, framework, header, found, names, tuple(issues))


def number_headings(headings: Mapping[int, str]) -> dict[int, str]:
    """Return the bare words of headings; the second of two that are alike has a 2 behind it.

    >>> number_headings({0: "Why?", 1: "why", 2: "Who"})
    {0: 'why', 1: 'why 2', 2: 'who'}
    """
    seen: dict[str, int] = {}
    numbered: dict[int, str] = {}
    for place, text in headings.items():
        words = fold(text)
        seen[words] = seen.get(words, 0) + 1
        numbered[place] = words if seen[words] == 1 else f"{words} {seen[words]}"
    return numbered


def _near(text: str, index: Mapping[str, str], seen: Mapping[str, int]) -> str | None:
    key = nearest(fold(text), [key for key, name in index.items() if name not in seen])
    return index[key] if key else None
