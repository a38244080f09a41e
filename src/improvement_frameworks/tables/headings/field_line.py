"""Lines that say something about a whole record: "Team: Ward 3", or "Team" with "Ward 3" beside it.

People write such lines above a table and around a canvas.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from improvement_frameworks import problems
from improvement_frameworks.core.registry import get_record_type
from improvement_frameworks.core.wording import fold
from improvement_frameworks.problems.problem import Own, quote
from improvement_frameworks.tables.cells.cell import CellReader
from improvement_frameworks.tables.cells.cell_text import find_content, write_value
from improvement_frameworks.tables.cells.day import may_be_day
from improvement_frameworks.tables.headings.column_name import (
    find_name,
    headings_of,
    part_column,
    words_for_parts,
)
from improvement_frameworks.tables.reading.sheet import Row, cell_address
from improvement_frameworks.tables.rows.column import TITLE, columns_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.cells.cell import Habits
    from improvement_frameworks.tables.headings.heading import Heading

LONGEST_TITLE: Final = 200
"""How many characters a line has at most to be taken for the title."""
_MOST_CELLS: Final = 20
_FIELD: Final = re.compile(r"([^:=\s][^:=]{1,39}?)\s*[:=]\s*(\S.*)", re.DOTALL)


@frozen
class Field:
    """Something that a line says about the record."""

    name: str
    """The column of the record."""
    value: str
    """What it says."""
    is_beside: bool
    """Whether the value is in a cell to the right."""


def read_field(framework: str, text: str, beside: str = "") -> Field | None:
    """Return what a cell says about the record, alone or with the cell to its right.

    >>> read_field("iceberg", "Team: Ward 3")
    Field(name='group_name', value='Ward 3', is_beside=False)
    >>> read_field("iceberg", "Date", "16 July 2020")
    Field(name='recorded_on', value='16 July 2020', is_beside=True)
    """
    if found := _FIELD.fullmatch(text.strip()):
        name = _find_column(framework, found[1])
        return Field(name, found[2], is_beside=False) if name else None
    name = _find_column(framework, text.rstrip(": "))
    return Field(name, beside, is_beside=True) if name and beside else None


def find_value(framework: str, texts: Mapping[int, str], place: int) -> int | None:
    """Return where the value of a label is: in the next cell of its row that is not blank.

    Nobody knows which one is meant if there are several before the next label. What is behind it
    in pairs may be labels and values that nobody knows.

    Args:
        framework: The framework.
        texts: The cells of the row that are not blank, by their positions.
        place: The position of the label.

    >>> find_value("iceberg", {0: "Team:", 2: "Ward 4", 4: "Date:", 5: "3 May 2026"}, 0)
    2
    >>> find_value("iceberg", {0: "Team", 1: "Ward 3", 2: "Shift", 3: "Early"}, 0)
    1
    >>> find_value("iceberg", {0: "Team", 1: "Ward 3", 2: "Ward 4"}, 0)
    """
    after = [at for at in sorted(texts) if at > place]
    if not after or is_label(framework, texts[after[0]]):
        return None
    others = [texts[at] for at in after[1:]]
    is_one = not others or is_label(framework, others[0])
    are_pairs = len(others) % 2 == 0 and not any(map(may_be_day, others[:1]))
    return after[0] if is_one or are_pairs else None


def is_label(framework: str, text: str) -> bool:
    """Whether a cell names a field of the record, or ends as the name of a field does."""
    return text.rstrip().endswith(":") or bool(_find_column(framework, text))


def _find_column(framework: str, label: str) -> str:
    words = fold(label)
    name = find_name(framework, label)
    by_name = {column.name: column for column in columns_of(framework)}
    is_of_record = bool(name and by_name[name].place == "record" and by_name[name].path)
    if not is_of_record and " " not in words and name in headings_of(framework).days:
        return "recorded_on"
    return name if name and is_of_record else ""


def read_above(heading: Heading, habits: Habits, *, has_title: bool) -> Heading:
    """Return a header with what the lines above it say; what they say else is told.

    Args:
        heading: The header.
        habits: How people wrote.
        has_title: Whether the title is known already.
    """
    above = [row for row in heading.sheet.top if row.number < heading.row.number]
    cells = [(row, place) for row in above for place in find_content(row)]
    if not cells or not heading.sheet.is_spreadsheet:
        return heading
    return _Above(heading, habits, has_title=has_title).read(cells)


class _Above:
    """Reads the lines above one header."""

    def __init__(self, heading: Heading, habits: Habits, *, has_title: bool) -> None:
        self._heading = heading
        self._habits = habits.settle(heading)
        self._columns = {column.name: column for column in columns_of(heading.framework)}
        self._known = {column.name for column in heading.columns.values()} | {*heading.constants}
        if has_title:
            self._known.add(TITLE)
        self._read: dict[str, tuple[str, str]] = {}

    def read(self, cells: list[tuple[Row, int]]) -> Heading:
        """Return the header with what its lines say."""
        left_out: list[tuple[Row, int]] = []
        taken: set[tuple[int, int]] = set()
        for row, place in cells:
            if (row.number, place) in taken:
                continue
            texts = {at: write_value(row.cells[at]).strip() for at in find_content(row)}
            text, at = texts[place], find_value(self._heading.framework, texts, place)
            beside = "" if at is None else texts[at]
            field = read_field(self._heading.framework, text, beside)
            if self._names_part(text):
                taken |= {(row.number, place)}
            elif at is not None and self._names_part(beside):  # with "Poll" before it
                taken |= {(row.number, place), (row.number, at)}
            elif field is not None and self._take(field.name, field.value, text):
                taken |= {(row.number, place)}
                if at is not None and field.is_beside:
                    taken |= {(row.number, at)}
            else:
                left_out.append((row, place))
        first, place = cells[0]
        is_alone = cells[0] in left_out and sum(row is first for row, _ in cells) == 1
        text = write_value(first.cells[place]).strip()
        is_line = len(text) <= LONGEST_TITLE and "\n" not in text
        if is_alone and is_line and self._take(TITLE, text, text):
            left_out.remove(cells[0])
        return evolve(
            self._heading,
            constants={**self._heading.constants, **{n: v for n, (v, _) in self._read.items()}},
            issues=(*self._heading.issues, *self._tell(cells[0][0], left_out)),
            above=(len(cells), len(cells) - len(left_out)),
        )

    def _names_part(self, text: str) -> bool:
        """Whether a line asks the question of which all rows below are answers."""
        part = part_column(self._heading.framework)
        code = words_for_parts(self._heading.framework).find(text) if text.strip() else None
        if code is None or code != self._heading.constants.get(part):
            return False
        self._read[part] = (code, text)
        return True

    def _take(self, name: str, value: str, text: str) -> bool:
        if name in self._known or name in self._read:
            return False
        record = get_record_type(self._heading.framework)
        cell = CellReader(self._columns[name], record, self._habits).read(value)
        if cell.problem is None and not cell.is_blank:
            self._read[name] = (value, text)
        return name in self._read

    def _tell(self, first: Row, left_out: list[tuple[Row, int]]) -> list[Issue]:
        where = self._heading.where(first)
        found: list[Issue] = []
        if self._read:
            lines = tuple(Own(f"{quote(text)} as {n}") for n, (_, text) in self._read.items())
            found.append(problems.LINES_READ.issue(where, lines=lines))
        if left_out:
            shown = tuple(
                Own(f"{cell_address(row.number, place)} {quote(write_value(row.cells[place]))}")
                for row, place in left_out[:_MOST_CELLS]
            )
            found.append(problems.LINES_LEFT_OUT.issue(where, count=len(left_out), cells=shown))
        return found
