"""The header of a sheet: where it is, which column is which, and how its rows are to be read."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

from improvement_frameworks import problems
from improvement_frameworks.core.wording import fold
from improvement_frameworks.problems.problem import Issue, Where, quote, show
from improvement_frameworks.tables.cells.cell_text import (
    find_content,
    write_at,
    write_column,
    write_texts,
)
from improvement_frameworks.tables.cells.day import find_orders
from improvement_frameworks.tables.headings.column_name import (
    part_column,
    words_for_parts,
)
from improvement_frameworks.tables.layouts.survey_tool import find_types
from improvement_frameworks.tables.reading.sheet import Row, cell_address
from improvement_frameworks.tables.rows.column import GROUP, RECORD, TITLE, columns_of
from improvement_frameworks.tables.rows.verdict import find_reason

NOTES: Final = "notes"
"""The column of what else is to be said, of any row."""

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from improvement_frameworks.tables.cells.day import Order
    from improvement_frameworks.tables.headings.everyday import EverydayWords
    from improvement_frameworks.tables.layouts.canvas.canvas import Canvas
    from improvement_frameworks.tables.layouts.head_count import HeadCountPlan
    from improvement_frameworks.tables.layouts.survey import Survey
    from improvement_frameworks.tables.reading.batch import Batch
    from improvement_frameworks.tables.reading.sheet import Raw, Sheet
    from improvement_frameworks.tables.rows.column import Column
    from improvement_frameworks.tables.rows.noun_list import NounList


@frozen(slots=False)  # slots and cached properties together are slow
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

    @cached_property
    def part_place(self) -> int | None:
        """The position of the column of the parts, in a table with a row for each entry."""
        if self.survey is not None or self.canvas is not None or self.noun is not None:
            return None
        name = part_column(self.framework)
        return next((place for place, c in self.columns.items() if c.name == name), None)

    @cached_property
    def part_words(self) -> EverydayWords | None:
        """The words for the parts; nothing if other words may be parts, too."""
        place = self.part_place
        is_open = place is None or self.columns[place].is_open or self.columns[place].is_list
        return None if is_open else words_for_parts(self.framework)

    @cached_property
    def needed(self) -> tuple[int, ...]:
        """Where a form with its parts printed before has what an entry needs beside its part."""
        needed = {p for p, c in self.columns.items() if c.place == "entry" and c.is_required}
        return tuple(sorted(needed - {self.part_place})) if self.is_printed else ()

    @cached_property
    def first_name(self) -> tuple[int, str]:
        """The position of the first name, and the name."""
        return next(iter(self.names.items()), (0, ""))

    @cached_property
    def part_terms(self) -> frozenset[str]:
        """The codes and labels of the parts, as they are written."""
        place = self.part_place
        terms = () if place is None else self.columns[place].terms
        return frozenset(word for term in terms for word in (term.code, term.label))

    @cached_property
    def type_place(self) -> int | None:
        """The position of the column in which a board says of which type each row is."""
        return find_types(self.names)

    @property
    def last(self) -> int:
        """The number of the last row before the data."""
        return self.row.number + self.examples

    grouped_by: str = ""
    """The column whose words each are a record, such as the group, if no other tells that."""
    fills_down: bool = False
    """Whether a blank cell of the parts means the part above it, as on a worksheet."""
    is_printed: bool = False
    """Whether each part is there once, as on a form that was printed before it was filled in."""
    above: tuple[int, int] = (0, 0)
    """How many cells above it have content, and how many of them were read."""
    splits: Mapping[int, tuple[Column, ...]] = field(factory=dict[int, "tuple[Column, ...]"])
    """The columns whose cells name two codes, by their position."""
    orders: Mapping[str, Order] = field(factory=dict[str, "Order"])
    """By column of dates: whether the day or the month comes first, if its first cells tell."""
    constants: Mapping[str, Raw] = field(factory=dict[str, "Raw"])
    """By column: what is the same in every row."""
    words: Mapping[str, Mapping[str, str]] = field(factory=dict[str, "Mapping[str, str]"])
    """By column: words of the table's own, and the codes that these mean."""
    places: Mapping[str, Where] = field(factory=dict[str, "Where"])
    """By column: where that is, if it is on another sheet."""
    is_faulty: bool = False
    """Whether something is wrong there."""
    told_by: Mapping[str, str] = field(factory=dict[str, str])
    """By column that is filled in: the part of an entry, since no column says it."""
    canvas: Canvas | None = None
    """For a canvas (the drawing itself): what each of its cells belongs to."""
    survey: Survey | None = None
    """For a survey export (one row a respondent): which of its columns hold the answers."""
    head_count: HeadCountPlan | None = None
    """For rows of single people whose answers are counted: how."""
    noun: NounList | None = None
    """For a sheet with the items of a list, such as actions: which list it is."""

    @property
    def known_columns(self) -> tuple[Column, ...]:
        """The columns that such a sheet may have."""
        return self.noun.columns if self.noun else columns_of(self.framework)

    def batches(self, size: int = 0) -> Iterator[Batch | Issue]:
        """Yield the rows below it as data frames; of this ``size``, if it is given."""
        return self.sheet.reader.batches(self.last, len(self.row.cells), size)

    def says(self, name: str) -> bool:
        """Whether a column says something of the rows, or it is the same for all of them."""
        return name in self.constants or any(c.name == name for c in self.columns.values())

    @property
    def key_name(self) -> str:
        """The column that tells records apart: their key, their group, or their title."""
        if self.grouped_by:
            return self.grouped_by
        return RECORD if self.says(RECORD) else TITLE

    def holds_no_text(self, place: int) -> bool:
        """Whether a column is not known to hold what people said."""
        column = self.columns.get(place)
        groups = self.survey.groups if self.survey else ()
        is_answer = any(place in group.cells.values() for group in groups)
        return not is_answer and (column is None or column.kind != "text")

    def tell(self, *issues: Issue) -> Heading:
        """Return the same header, of which more is to be said."""
        return evolve(self, issues=(*self.issues, *issues))

    def where(self, row: Row, index: int | None = None, pointer: str = "") -> Where:
        """Return the place of a cell, or of a row; of what it becomes in a document, if given."""
        is_cell = index is not None and self.sheet.is_spreadsheet
        number, place = row.number, index or 0
        if self.sheet.is_turned:
            number, place = (0 if index is None else place + 1), number - 1
        cell = cell_address(number, place) if is_cell else ""
        heading = "" if index is None else show(" ".join(self.names.get(index, "").split()))
        return Where(
            source=self.sheet.source,
            line=row.line,
            pointer=pointer,
            sheet=row.sheet or self.sheet.name,
            row=number or None,
            cell=cell,
            heading=heading,
        )


def find_worksheet(heading: Heading, below: Iterable[Row]) -> Heading:
    """Return a header that knows whether its table is a worksheet: each part once, lines below it.

    It is one if the first rows name several parts, each once, and leave out some below these, with
    nothing to their left. A table of several records is none, and where an entry needs no part, a
    blank cell says so.
    """
    place, words = heading.part_place, words_for_parts(heading.framework)
    if place is None or heading.columns[place].is_list or not heading.sheet.is_spreadsheet:
        return heading
    tells_records_apart = any(column.name == RECORD for column in heading.columns.values())
    if tells_records_apart or not heading.columns[place].is_required:
        return heading
    rows = [row for row in below if find_content(row) and not find_reason(heading, row)]
    cells = [write_at(row, place) for row in rows]
    pairs = zip(rows, cells, strict=True)
    is_first = all(find_content(row)[0] > place for row, cell in pairs if not cell)
    named = [words.find(cell) for cell in cells if cell]
    is_worksheet = (
        None not in named
        and len(set(named)) == len(named) > 1
        and bool(cells and cells[0])
        and len(cells) > len(named)
        and is_first
    )
    is_printed = None not in named and len(set(named)) == len(named) > 2
    return evolve(heading, fills_down=is_worksheet, is_printed=is_printed)


def find_groups(heading: Heading, below: Iterable[Row]) -> Heading:
    """Return a header that knows whether its rows are of several groups, each with a record.

    They are if nothing tells records apart, and the first rows name more than one group. Answers
    side by side are as well where something else is said of the record in the next row, such as
    what was looked back at.
    """
    names = {column.name: place for place, column in heading.columns.items()}
    if {RECORD, "record_id", "title"} & names.keys() or not heading.sheet.is_spreadsheet:
        return heading
    of_record = [
        column.name
        for column in heading.columns.values()
        if column.place == "record" and column.kind == "text" and column.name != NOTES
    ]
    rows = [*below]
    for name in (GROUP, *(of_record if heading.survey else ())):
        place = names.get(name)
        if place is None or len({fold(text) for text in write_column(rows, place)}) < 2:
            continue
        told = problems.TABLE_GROUPS.issue(
            heading.where(heading.row, place), found=quote(heading.names[place])
        )
        return evolve(heading.tell(told), grouped_by=name)
    return heading


def tell_orders(heading: Heading, below: Sequence[Row]) -> Heading:
    """Return a header that knows what comes first in its columns of dates."""
    dates = {c.name: write_column(below, p) for p, c in heading.columns.items() if c.kind == "date"}
    return evolve(heading, orders=find_orders(dates)) if heading.sheet.is_spreadsheet else heading


def find_named_parts(heading: Heading) -> list[tuple[str, str]]:
    """Return what names a part in the top of a table, and the part, however it is laid out.

    They are the captions of a drawing, the questions of a survey, or the cells of a list.
    """
    words, part = words_for_parts(heading.framework), part_column(heading.framework)
    rows = heading.sheet.top
    if heading.canvas is not None:
        texts = {row.number: write_texts(row) for row in rows}
        captions = heading.canvas.captions.items()
        return [(texts[row][place], code) for (row, place), code in captions if row in texts]
    if heading.survey is not None:
        groups = (group for group in heading.survey.groups if part in group.codes)
        return [(heading.names[group.place], group.codes[part]) for group in groups]
    place = next(iter(heading.splits), heading.part_place)
    below = (row for row in rows if row.number > heading.last)
    cells = [] if place is None else write_column(below, place)
    found = [(cell, (words.split(cell) or (words.find(cell),))[0]) for cell in cells]
    return [(cell, code) for cell, code in found if code]
