"""Finds the row that names the columns, and which column of the framework each of them is."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

from improvement_frameworks import problems
from improvement_frameworks.core.errors import nearest
from improvement_frameworks.core.registry import get_framework, remember_until_declared
from improvement_frameworks.core.wording import find_gist, fold, index_names
from improvement_frameworks.problems.problem import Issue, Own, Where, quote, show
from improvement_frameworks.tables.layouts.mapping import ColumnMapping, Split, read_headings
from improvement_frameworks.tables.layouts.survey_tool import find_tool_columns
from improvement_frameworks.tables.reading.sheet import Row, cell_address
from improvement_frameworks.tables.rows.cell_text import find_content, write_value
from improvement_frameworks.tables.rows.column import GROUP, RECORD, columns_of
from improvement_frameworks.tables.rows.day import find_order
from improvement_frameworks.tables.rows.everyday import EverydayWords, find_near, index_gists
from improvement_frameworks.tables.rows.verdict import find_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from improvement_frameworks.tables.layouts.canvas import Canvas
    from improvement_frameworks.tables.layouts.survey import Survey
    from improvement_frameworks.tables.reading.sheet import Raw, Sheet
    from improvement_frameworks.tables.rows.column import Column
    from improvement_frameworks.tables.rows.day import Order
    from improvement_frameworks.tables.rows.noun_list import NounList

_IN_BRACKETS: Final = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
ROWS_COMPARED: Final = 100
"""How many rows below it show what its columns hold."""
PART_NAMES: Final = (
    "column",
    "section",
    "area",
    "frame",
    "category",
    "list",
    "lane",
    "box",
    "prompt",
)
"""What boards of sticky notes and people call the column of the parts."""
LONGEST_NAME: Final = 60
"""How many characters a heading has at most to be compared by its words."""
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
    def first_name(self) -> tuple[int, str]:
        """The position of the first name, and the name."""
        return next(iter(self.names.items()), (0, ""))

    @cached_property
    def part_terms(self) -> frozenset[str]:
        """The codes and labels of the parts, as they are written."""
        place = self.part_place
        terms = () if place is None else self.columns[place].terms
        return frozenset(word for term in terms for word in (term.code, term.label))

    @property
    def last(self) -> int:
        """The number of the last row before the data."""
        return self.row.number + self.examples

    is_by_group: bool = False
    """Whether each group's rows are a record, since no column tells records apart."""
    fills_down: bool = False
    """Whether a blank cell of the parts means the part above it, as on a worksheet."""
    above: tuple[int, int] = (0, 0)
    """How many cells above it have content, and how many of them were read."""
    splits: Mapping[int, tuple[Column, ...]] = field(factory=dict[int, "tuple[Column, ...]"])
    """The columns whose cells name two codes, by their position."""
    orders: Mapping[str, Order] = field(factory=dict[str, "Order"])
    """By column of dates: whether the day or the month comes first, if its first cells tell."""
    constants: Mapping[str, Raw] = field(factory=dict[str, "Raw"])
    """By column: what is the same in every row."""
    places: Mapping[str, Where] = field(factory=dict[str, "Where"])
    """By column: where that is, if it is on another sheet."""
    is_faulty: bool = False
    """Whether something is wrong there."""
    canvas: Canvas | None = None
    """For a canvas (the drawing itself): what each of its cells belongs to."""
    survey: Survey | None = None
    """For a survey export (one row a respondent): which of its columns hold the answers."""
    noun: NounList | None = None
    """For a sheet with the items of a list, such as actions: which list it is."""

    @property
    def known_columns(self) -> tuple[Column, ...]:
        """The columns that such a sheet may have."""
        return self.noun.columns if self.noun else columns_of(self.framework)

    def holds_no_text(self, place: int) -> bool:
        """Whether a column is not known to hold what people said."""
        column = self.columns.get(place)
        return self.survey is None and (column is None or column.kind != "text")

    def tell(self, *issues: Issue) -> Heading:
        """Return the same header, of which more is to be said."""
        return evolve(self, issues=(*self.issues, *issues))

    def where(self, row: Row, index: int | None = None) -> Where:
        """Return the place of a cell, or of a row."""
        is_cell = index is not None and self.sheet.is_spreadsheet
        cell = cell_address(row.number, index or 0) if is_cell else ""
        heading = "" if index is None else show(" ".join(self.names.get(index, "").split()))
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
    """Return the first row of those that name the most columns of any of the frameworks.

    A row that names one column alone is a header if nothing else is in it, or if it names the part
    and the cells below are parts.
    """
    first = [row for row in islice(rows, ROWS_SEARCHED) if isinstance(row, Row)]
    candidates = tuple(frameworks)
    known = {key for framework in candidates for key in name_index(framework)}
    best: Row | None = None
    most = 0
    for place, row in enumerate(first):
        texts = {i: write_value(cell) for i, cell in enumerate(row.cells) if cell is not None}
        house = read_headings(mapping, texts)
        found = sum(bool(house.get(i)) or fold(text) in known for i, text in texts.items())
        is_header = found > 1 or (
            found == 1 and sum(map(bool, map(str.strip, texts.values()))) == 1
        )
        if not is_header and len(texts) > 1:
            below = first[place + 1 :]
            is_header = any(count_parts(row, below, name) for name in candidates)
            found = max(found, int(is_header))
        if is_header and found > most:
            best, most = row, found
    if best is not None:
        return best
    named = [one for name in candidates if (one := _find_header_of_parts(first, name))]
    if named:
        return max(named, key=lambda one: one[0])[1]
    return next((row for row in first if any(_names_part(row, name) for name in candidates)), None)


def _names_part(row: Row, framework: str) -> bool:
    """Whether a row names the column of the parts in its own words, and another one."""
    part = part_column(framework)
    texts = [text for cell in row.cells if (text := write_value(cell).strip())]
    found = {name for text in texts if (name := find_name(framework, text))}
    is_own = any(find_gist(text) == find_gist(part) for text in texts)
    return is_own and part in found and len(found) > 1


def find_frameworks(
    header: Row, frameworks: Sequence[str], below: Sequence[Row] = ()
) -> tuple[str, ...]:
    """Return the frameworks whose table a header fits best; several if it cannot be told."""
    texts = [text for cell in header.cells if (text := write_value(cell).strip())]
    words = {fold(text) for text in texts}
    scores: dict[str, tuple[int, int, int, int, int]] = {}
    for framework in frameworks:
        own = {name for key, name in name_index(framework).items() if key in words}
        named = own | {name for text in texts if (name := find_name(framework, text))}
        required = {c.name for c in columns_of(framework) if c.is_required} - {"title"}
        required.add(part_column(framework))  # without one, any table would fit
        parts = count_parts(header, below, framework)
        if not parts and (place := find_part_place(header, below, framework)) is not None:
            parts = _count_parts([place], below, framework)
            required.discard(part_column(framework))
        likeness = 2 * bool(parts) or int(part_column(framework) in named)
        scores[framework] = (likeness, -len(required - named), parts, len(own), len(named))
    best = max(scores.values())
    return tuple(framework for framework, score in scores.items() if score == best)


def count_parts(header: Row, below: Sequence[Row], framework: str) -> int:
    """Return how many cells in the column that is called so name a part."""
    name = part_column(framework)
    texts = (write_value(cell) for cell in header.cells)
    places = [place for place, text in enumerate(texts) if find_name(framework, text) == name]
    return _count_parts(places, below, framework)


def count_cells_of_parts(heading: Heading, below: Iterable[Row]) -> int:
    """Return how many cells in the column of the parts name a part."""
    places = [] if heading.part_place is None else [heading.part_place]
    return _count_parts(places, below, heading.framework)


def _count_parts(places: Iterable[int], below: Iterable[Row], framework: str) -> int:
    words = words_for_parts(framework)
    cells = (write_value(row.cells[p]) for row in below for p in places if p < len(row.cells))
    return sum(words.find(cell) is not None for cell in cells if cell.strip())


def names_part(header: Row, below: Sequence[Row], framework: str) -> bool:
    """Whether a column is called as the parts are, or its cells name parts."""
    part = part_column(framework)
    is_named = any(find_name(framework, write_value(cell)) == part for cell in header.cells)
    return is_named or find_part_place(header, below, framework) is not None


def find_part_place(header: Row, below: Iterable[Row], framework: str) -> int | None:
    """Return the position of the only column half of whose cells name parts, whatever it is called.

    They name two parts at least, and no other column does, so that nothing is guessed. A column
    that is called by the name of another one is not looked at.
    """
    words = words_for_parts(framework)
    columns: dict[int, list[str]] = {}
    for row in islice(below, ROWS_COMPARED):
        for place, cell in enumerate(row.cells):
            if text := write_value(cell).strip():
                columns.setdefault(place, []).append(text)
    found: list[int] = []
    for place, texts in columns.items():
        heading = write_value(header.cells[place]) if place < len(header.cells) else ""
        is_taken = find_name(framework, heading) not in {None, part_column(framework)}
        if is_taken or words.find(heading) or not heading.strip():
            continue
        codes = [words.find(text) for text in texts]
        known = [code for code in codes if code]
        if len(set(known)) > 1 and 2 * len(known) >= len(codes):
            found.append(place)
    return found[0] if len(found) == 1 else None


def _find_header_of_parts(rows: Sequence[Row], framework: str) -> tuple[int, Row] | None:
    """Return the row above the only column of parts, and how many cells name one, if it is clear.

    It is clear if another heading is that of the text, or only one other column holds prose.
    """
    words = words_for_parts(framework)
    for place, row in enumerate(rows):
        texts = [text for cell in row.cells if (text := write_value(cell).strip())]
        if len(texts) < 2 or any(words.find(text) for text in texts):
            continue
        below = rows[place + 1 :]
        at = find_part_place(row, below, framework)
        if at is None:
            return None
        beside = [
            [text for one in below if i < len(one.cells) and (text := write_value(one.cells[i]))]
            for i, cell in enumerate(row.cells)
            if i != at and write_value(cell).strip()
        ]
        is_named = any(find_name(framework, text) == "text" for text in texts)
        if is_named or sum(map(is_prose, beside)) == 1:
            return _count_parts([at], below, framework), row
        return None
    return None


def is_prose(texts: Sequence[str]) -> bool:
    """Whether most texts hold several words."""
    return bool(texts) and 2 * sum(len(text.split()) > 2 for text in texts) >= len(texts)


def fits(column: Column, cells: Sequence[str]) -> bool:
    """Whether most cells are what a column holds: its codes, or several words.

    Args:
        column: The column.
        cells: The cells that are not blank.
    """
    if not column.terms:
        return is_prose(cells)
    words = EverydayWords(column.terms)
    fitting = sum(words.find(cell) is not None for cell in cells)
    return bool(cells) and 2 * fitting >= len(cells)


@remember_until_declared
def words_for_parts(framework: str) -> EverydayWords:
    """Return the words that people write for the parts of a framework."""
    parts = get_framework(framework).parts
    return EverydayWords(parts, parts)


def part_column(framework: str) -> str:
    """Return the name of the column of the parts."""
    return (get_framework(framework).part or "").replace("-", "_")


@remember_until_declared
def name_index(framework: str) -> Mapping[str, str]:
    """Return every way in which the columns of a framework are named, and the column's name."""
    columns = columns_of(framework)
    own = {fold(column.name): column.name for column in columns}
    others = [(name, c.name) for c in columns for name in (c.label, *c.aliases)]
    return {**index_names(others), **own}


@remember_until_declared
def common_index(framework: str) -> Mapping[str, str]:
    """Return the everyday names of columns, which count where no column is called so itself."""
    own = name_index(framework)
    columns = columns_of(framework)
    pairs = [(name, c.name) for c in columns for name in c.common_names]
    pairs += [(name, part_column(framework)) for name in PART_NAMES]
    names = index_names(pairs)
    return {key: name for key, name in names.items() if key not in own}


@remember_until_declared
def _gist_index(framework: str) -> Mapping[frozenset[str], str]:
    days = {c.name for c in columns_of(framework) if c.kind in {"date", "moment"}}
    own = ((key, name) for key, name in name_index(framework).items() if name not in days)
    return index_gists((*common_index(framework).items(), *own))  # "What happened" is no day


def find_name(framework: str, text: str) -> str | None:
    """Return the column that a heading names: as it is called, as people call it, or in its words.

    >>> find_name("iceberg", "Level"), find_name("iceberg", "Who is responsible?")
    ('level', 'follow_up_owner')
    >>> find_name("iceberg", "Level (1-4)")
    'level'
    """
    words = fold(text)
    name = name_index(framework).get(words) or common_index(framework).get(words)
    if name is None and (bare := _IN_BRACKETS.sub("", text)) != text and bare:
        return find_name(framework, bare)
    if name is None and len(words) <= LONGEST_NAME:
        name = _gist_index(framework).get(find_gist(text))
    return name


def match_heading(
    sheet: Sheet,
    framework: str,
    header: Row,
    mapping: ColumnMapping | None = None,
    below: Sequence[Row] = (),
    *,
    accepts_offers: bool = False,
    noun: NounList | None = None,
) -> Heading:
    """Match the names in a header with the columns of a framework, or of one of its lists of nouns.

    Names that are the framework's own count first, then everyday names such as "Answer" for the
    text. If the text is still missing, the only column of prose that is left is the text. What was
    taken in this way is said.
    """
    names = {
        place: text
        for place, cell in enumerate(header.cells)
        if cell is not None and (text := write_value(cell).strip())
    }
    bare = Heading(sheet, framework, header, {}, names, noun=noun)
    return _Matcher(bare, mapping, below, accepts_offers=accepts_offers).match()


class _Matcher:
    """Matches one header."""

    def __init__(
        self,
        bare: Heading,
        mapping: ColumnMapping | None,
        below: Sequence[Row],
        *,
        accepts_offers: bool,
    ) -> None:
        self._accepts_offers = accepts_offers
        self._bare = bare
        self._below = below
        self._mapping = mapping or ColumnMapping()
        self._constants = dict(self._mapping.constants)
        self._house = read_headings(mapping, bare.names)
        self._columns = {column.name: column for column in bare.known_columns}
        self._index = bare.noun.name_index if bare.noun else name_index(bare.framework)
        self._found: dict[int, Column] = {}
        self._splits: dict[int, tuple[Column, ...]] = {}
        self._seen: dict[str, int] = {}
        self._strange: list[int] = []
        self._taken: list[tuple[str, str]] = []
        self._issues: list[Issue] = []

    def match(self) -> Heading:
        """Return the header with what its columns mean."""
        tools = find_tool_columns(self._bare.names, self._index) - self._house.keys()
        for place, text in self._bare.names.items():
            if place not in tools:
                self._match(place, text)
        self._tell_tools(tools)
        self._take_common()
        if self._accepts_offers:
            self._take_near()
        self._take_codes()
        self._take_prose()
        self._read_sheet_name()
        self._tell()
        return evolve(
            self._bare,
            columns=dict(sorted(self._found.items())),
            splits=self._splits,
            constants={
                name: value for name, value in self._constants.items() if name not in self._seen
            },
            issues=tuple(self._issues),
        )

    def _tell_tools(self, places: Iterable[int]) -> None:
        names = self._bare.names
        if columns := tuple(quote(names[place]) for place in sorted(places)):
            where = self._bare.where(self._bare.row)
            self._issues.append(problems.COLUMNS_OF_TOOL.issue(where, columns=columns))

    def _match(self, place: int, text: str) -> None:
        meaning = self._house.get(place)
        if isinstance(meaning, Split):
            self._splits[place] = tuple(self._columns[name] for name in meaning.columns)
            self._seen |= dict.fromkeys(meaning.columns, place)
            return
        name = meaning if isinstance(meaning, str) else self._index.get(fold(text))
        if name == "":
            return  # the house says that this column is to be left out
        if name is None:
            self._strange.append(place)
        elif name in self._seen:
            where = self._bare.where(self._bare.row, place)
            first = self._seen[name]
            cell = cell_address(self._bare.row.number, first)
            self._issues.append(
                problems.COLUMN_TWICE.issue(
                    where,
                    found=quote(text),
                    first=quote(self._bare.names[first]),
                    cell=cell if self._bare.sheet.is_spreadsheet else Own(f"column {first + 1}"),
                )
            )
        else:
            self._take(place, name)

    def _take(self, place: int, name: str) -> None:
        self._seen[name] = place
        self._found[place] = self._columns[name]

    def _take_common(self) -> None:
        for place in list(self._strange):
            text, noun = self._bare.names[place], self._bare.noun
            name = noun.find_name(text) if noun else find_name(self._bare.framework, text)
            if name and name not in self._seen:
                self._take_as(place, name)
        part = part_column(self._bare.framework)
        if part in self._seen or self._bare.noun is not None:
            return
        named = find_part_place(self._bare.row, self._below, self._bare.framework)
        if named is not None and named in self._strange:
            self._take_as(named, part)

    def _take_near(self) -> None:
        """Take headings with one letter wrong as what they may mean."""
        for place in list(self._strange):
            name = find_near(fold(self._bare.names[place]), self._index)
            if name and name not in self._seen:
                self._take_as(place, name)

    def _take_as(self, place: int, name: str) -> None:
        self._strange.remove(place)
        self._take(place, name)
        self._taken.append((self._bare.names[place], name))

    def _take_prose(self) -> None:
        """Take the only column of prose that is left as what an entry needs and nothing gives."""
        missing = [
            column.name
            for column in self._columns.values()
            if column.is_required and column.place == "entry" and column.name not in self._seen
        ]
        text = [name for name in missing if self._columns[name].kind == "text"]
        if not missing and "text" in self._columns and "text" not in self._seen:
            text = ["text"]
        is_told = self._bare.noun is not None or part_column(self._bare.framework) in self._seen
        if len(text) != 1 or not is_told:
            return
        prose = self._find_prose()
        notes = self._seen.get("notes")
        if not prose and notes is not None and self._is_prose(notes) and self._differs(notes):
            del self._found[notes], self._seen["notes"]
            self._strange.append(notes)
            prose = [notes]
        if len(prose) == 1:
            self._take_as(prose[0], text[0])

    def _find_prose(self) -> list[int]:
        """Return the unknown columns of prose; the only one that is full, if others are not."""
        prose = [place for place in self._strange if self._is_prose(place)]
        filled = {place: len(self._cells(place)) for place in prose}
        full = [place for place in prose if 5 * filled[place] >= 4 * len(self._below)]
        halved = [place for place in prose if 2 * filled[place] <= len(self._below)]
        return full if len(full) == 1 and len(full) + len(halved) == len(prose) else prose

    def _take_codes(self) -> None:
        """Take the only column whose cells are codes of a list that every entry needs."""
        for column in self._columns.values():
            is_needed = column.is_required and column.place == "entry" and bool(column.terms)
            if not is_needed or column.name in self._seen or column.name in self._constants:
                continue
            words = EverydayWords(column.terms)
            fitting = [
                place
                for place in self._strange
                if (cells := self._cells(place)) and all(words.find(cell) for cell in cells)
            ]
            if len(fitting) == 1:
                self._take_as(fitting[0], column.name)

    def _read_sheet_name(self) -> None:
        """Take the name of the sheet for a code that every entry needs, such as "Personal"."""
        sheet = self._bare.sheet.name
        for column in self._columns.values():
            is_given = column.name in self._seen or column.name in self._constants
            if is_given or not (column.is_required and column.terms and sheet):
                continue
            if code := EverydayWords(column.terms).find(sheet):
                self._constants[column.name] = code
                where = self._bare.where(self._bare.row)
                told = problems.SHEET_NAME.issue(where, sheet=quote(sheet), field=column.name)
                self._issues.append(told)

    def _find_fitting(self, column: Column) -> str:
        """Return the heading above the first unknown column that holds what a column should."""
        fitting = (place for place in self._strange if fits(column, self._cells(place)))
        return next((self._bare.names[place] for place in fitting), "")

    def _cells(self, place: int) -> list[str]:
        texts = [write_value(r.cells[place]).strip() for r in self._below if place < len(r.cells)]
        return [text for text in texts if text]

    def _is_prose(self, place: int) -> bool:
        """Whether most cells hold several words."""
        return is_prose(self._cells(place))

    def _differs(self, place: int) -> bool:
        return len(set(self._cells(place))) > 1

    def _tell(self) -> None:
        bare = self._bare
        near: dict[str, str] = {}
        for place in self._strange:
            text = bare.names[place]
            name = _near(text, self._index, self._seen)
            if name:
                near[name] = text
            where = bare.where(bare.row, place)
            offer = Own(f" Did you mean {name}?" if name else "")
            self._issues.append(
                problems.COLUMN_UNKNOWN.issue(where, found=quote(text), offer=offer)
            )
        for column in self._columns.values():
            is_given = column.name in self._seen or column.name in self._constants
            is_title = column.name == "title" and bare.noun is None
            if not column.is_required or is_given or is_title:
                continue  # without a title, the record is called by the name of the file
            like = near.get(column.name) or self._find_fitting(column)
            offer = Own(f" Is it {quote(like)}?" if like else "")
            option = f"--column {quote(f'{like}={column.name}')}" if like else ""
            self._issues.append(
                problems.COLUMN_MISSING.issue(
                    bare.where(bare.row),
                    field=column.name,
                    offer=offer,
                    meaning=Own(column.meaning),
                    option=Own(option),
                )
            )
        if self._taken:
            pairs = tuple(Own(f"{quote(text)} as {name}") for text, name in self._taken)
            self._issues.append(problems.COLUMN_READ_AS.issue(bare.where(bare.row), columns=pairs))


def tell_constant(column: Column) -> str:
    """Say how a code that no row says is given, if it is the same for all of them."""
    if not column.codes:
        return ""
    return f'If it is the same in all rows: --constant "{column.name}={column.codes[0]}"'


def find_worksheet(heading: Heading, below: Iterable[Row]) -> Heading:
    """Return a header that knows whether its table is a worksheet: each part once, lines below it.

    It is one if the first rows name several parts, each once, and leave out several below these. A
    table of several records is none, and where an entry needs no part, a blank cell says so.
    """
    place, words = heading.part_place, heading.part_words
    if place is None or words is None or not heading.sheet.is_spreadsheet:
        return heading
    tells_records_apart = any(column.name == RECORD for column in heading.columns.values())
    if tells_records_apart or not heading.columns[place].is_required:
        return heading
    cells = [
        write_value(row.cells[place]).strip() if place < len(row.cells) else ""
        for row in below
        if find_content(row) and not find_reason(heading, row)
    ]
    named = [words.find(cell) for cell in cells if cell]
    is_worksheet = (
        None not in named
        and len(set(named)) == len(named) > 1
        and bool(cells and cells[0])
        and len(cells) - len(named) > 1
    )
    return evolve(heading, fills_down=is_worksheet)


def find_groups(heading: Heading, below: Iterable[Row]) -> Heading:
    """Return a header that knows whether its rows are of several groups, each with a record.

    They are if nothing tells records apart, and the first rows name more than one group.
    """
    names = {column.name: place for place, column in heading.columns.items()}
    place = names.get(GROUP)
    if place is None or {RECORD, "record_id", "title"} & names.keys():
        return heading
    if not heading.sheet.is_spreadsheet:
        return heading
    cells = (row.cells[place] for row in below if place < len(row.cells))
    groups = {fold(text) for cell in cells if (text := write_value(cell))} - {""}
    if len(groups) < 2:
        return heading
    where = heading.where(heading.row, place)
    told = problems.TABLE_GROUPS.issue(where, found=quote(heading.names[place]))
    return evolve(heading, is_by_group=True, issues=(*heading.issues, told))


def tell_orders(heading: Heading, below: Sequence[Row]) -> Heading:
    """Return a header that knows what comes first in its columns of dates."""
    orders: dict[str, Order] = {}
    for place, column in heading.columns.items():
        if column.kind == "date" and heading.sheet.is_spreadsheet:
            cells = (row.cells[place] for row in below if place < len(row.cells))
            order = find_order(write_value(cell) for cell in cells)
            if order is not None:
                orders[column.name] = order
    return evolve(heading, orders=orders) if orders else heading


def _near(text: str, index: Mapping[str, str], seen: Mapping[str, int]) -> str | None:
    key = nearest(fold(text), [key for key, name in index.items() if name not in seen])
    return index[key] if key else None
