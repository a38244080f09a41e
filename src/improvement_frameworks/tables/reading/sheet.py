"""What the readers of files give: sheets of rows, with the values as they stand in their cells."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import frozen

from improvement_frameworks import problems
from improvement_frameworks.problems.problem import Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime, time, timedelta

    from improvement_frameworks.problems.problem import Problem
    from improvement_frameworks.tables.reading.batch import Batch

_UNNAMED: Final = re.compile(
    r"(?:sheet|table|tabelle|blatt|feuil(?:le)?|hoja|foglio) ?[0-9]{1,3}", re.IGNORECASE
)
"""What programs call a sheet to which nobody gave a name."""
STAMP_SHEET: Final = "_about"
"""The hidden sheet by which a template tells its framework."""
CANVAS_SHEET: Final = "Canvas"
"""The sheet of a template with the drawing to write into."""
RECORD_SHEET: Final = "Record"
"""The sheet of a template with the facts of the record, one in a row."""
RECORD_HEADINGS: Final = ("About the record", "Your answer", "What to enter")
"""What is above its columns."""
AUTHOR: Final = "improvement-frameworks"
"""Whose comments are notes of this library: in templates and marked copies."""
ISSUE_SHEET: Final = "Issues"
"""The sheet of a marked copy that lists the issues; a number follows if the name was taken."""
ISSUE_HEADINGS: Final = (
    "Sheet",
    "Cell",
    "Column",
    "Severity",
    "Code",
    "What was found",
    "What to do",
)
"""What is above its columns. By these it is known again, whichever program saved it."""
TOP_ROWS: Final = 130
"""How many rows show what a sheet is."""
TEMPLATE_SHEETS: Final = frozenset({"About", "_lists"})
"""The sheets of a template that hold no rows."""


@frozen
class CellError:
    """What a cell holds in place of a value, such as ``#REF!`` where a formula failed."""

    text: str
    """How the workbook shows it."""
    problem: Problem = problems.CELL_ERROR
    """What is wrong."""


BYTES: Final = CellError("bytes", problems.CELL_BYTES)
"""What a cell holds that has bytes and no text."""


Raw: TypeAlias = "str | int | float | bool | date | datetime | time | timedelta | CellError | None"
"""What stands in a cell before anything is made of it; ``None`` if nothing does."""


@frozen
class Row:
    """One row as its reader found it."""

    number: int
    """Its number as a spreadsheet shows it, from 1, title rows and header included."""
    cells: Sequence[Raw]
    """Its cells from the first column on; rows need not be of one length."""
    line: int | None = None
    """The line of the file on which it begins, from 1; for text files only."""
    sheet: str = ""
    """The name of its sheet, if the rows of several are read as one table."""

    def without_cells(self) -> Row:
        """Return the row without what is in it, so that it is known where something was."""
        return Row(self.number, (), self.line, self.sheet)


_LEAST_ROW: Final = 10
"""How many bytes a row of a long table has at least, roughly."""


class Reader(ABC):
    """Reads the rows of one sheet, from the top, as often as it is asked to."""

    @property
    def size(self) -> int:
        """About how many bytes it reads; 0 if nobody knows."""
        return 0

    def may_have_more(self, rows: int) -> bool:
        """Whether there may be more rows than so many; quick, and true if nobody knows."""
        return self.size > rows * _LEAST_ROW

    @abstractmethod
    def rows(self) -> Iterator[Row | Issue]:
        """Yield the rows, one after the other; an issue stands where a row is faulty.

        Blank rows may be left out, since rows have their numbers.
        """

    def batches(self, last: int, width: int, size: int = 0) -> Iterator[Batch | Issue]:
        """Yield the same rows as data frames. They need Polars.

        Args:
            last: The number of the row below which they begin.
            width: How many columns the header has; frames have as many at least.
            size: How much is read at once: bytes of a text file, rows of other files; as much as
                is good if nothing is said.
        """
        from improvement_frameworks.tables.reading.batch import batch_rows

        below = (item for item in self.rows() if isinstance(item, Issue) or item.number > last)
        yield from batch_rows(below, width, size)


@frozen
class RowReader(Reader):
    """Reads rows that something else gives one by one."""

    read: Callable[[], Iterator[Row | Issue]]
    """Gives them."""
    _size: int = 0

    @property
    def size(self) -> int:
        """About how many bytes it reads."""
        return self._size

    def rows(self) -> Iterator[Row | Issue]:
        """Yield the rows."""
        return self.read()


_ROWS_AT_ONCE: Final = 1_000
"""How many rows of columns become rows at once."""


@frozen
class ColumnReader(Reader):
    """Reads rows whose columns have types of their own, below the names of these columns."""

    names: Sequence[str]
    """The names of the columns, which are row 0."""
    read: Callable[[int], Iterator[Batch | Issue]]
    """Gives the rows in batches of so many, or of as many as is good if that is 0."""
    _size: int

    @property
    def size(self) -> int:
        """About how many bytes it reads."""
        return self._size

    def rows(self) -> Iterator[Row | Issue]:
        """Yield the names of the columns, and then the rows."""
        yield Row(0, self.names)
        for item in self.read(_ROWS_AT_ONCE):
            if isinstance(item, Issue):
                yield item
            else:
                yield from map(Row, item.numbers, item.frame.iter_rows())

    def batches(self, last: int, width: int, size: int = 0) -> Iterator[Batch | Issue]:
        """Yield the rows with the types of their columns, if these begin below the names."""
        return super().batches(last, width, size) if last > 0 else self.read(size)


@frozen(slots=False)  # slots and cached properties together are slow
class Sheet:
    """One sheet of a workbook, or a whole file of another kind."""

    source: str
    """The file, or a name for what was given."""
    name: str
    """The name of the sheet; empty for a file that has no sheets."""
    reader: Reader
    """Reads its rows."""
    is_typed: bool = False
    """Whether cells have types of their own (workbooks, Parquet, frames), or are all text (CSV)."""
    is_spreadsheet: bool = True
    """Whether spreadsheets open it: cells have addresses, and an apostrophe hides a formula."""
    is_hidden: bool = False
    """Whether the workbook hides it."""
    framework: str = ""
    """The framework that a template's stamp names, or the names of the sheets that it joins."""
    joins: tuple[str, ...] = ()
    """The names of the sheets whose rows it joins, each the part of its rows."""
    is_turned: bool = False
    """Whether its rows are the columns of the file, and their positions the numbers of its rows."""

    def rows(self) -> Iterator[Row | Issue]:
        """Yield the rows from the top, one after the other."""
        return self.reader.rows()

    @cached_property
    def top(self) -> list[Row]:
        """Its first rows, read once: a workbook reads the whole sheet to give its first one."""
        return [row for row in islice(self.rows(), TOP_ROWS) if isinstance(row, Row)]

    @property
    def title(self) -> str:
        """What a record from it is called: as the sheet, or as the file if nobody named it."""
        is_named = self.name and not self.joins and not _UNNAMED.fullmatch(self.name)
        return self.name if is_named else Path(self.source).stem or self.name or "table"

    @property
    def lists_issues(self) -> bool:
        """Whether it is the list of issues of a marked copy."""
        first = self.top[:1] if self.name.startswith(ISSUE_SHEET) else []
        return any(tuple(row.cells)[: len(ISSUE_HEADINGS)] == ISSUE_HEADINGS for row in first)

    @property
    def is_of_template(self) -> bool:
        """Whether it belongs to a template and holds no rows."""
        return bool(self.framework) and self.name in TEMPLATE_SHEETS


def column_letter(index: int) -> str:
    """Return the letters by which a spreadsheet calls a column, counted from 0.

    >>> column_letter(0), column_letter(25), column_letter(26), column_letter(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_address(row: int, index: int) -> str:
    """Return the address of a cell: the letters of its column (from 0) and the row's number.

    >>> cell_address(7, 3)
    'D7'
    """
    return f"{column_letter(index)}{row}"
