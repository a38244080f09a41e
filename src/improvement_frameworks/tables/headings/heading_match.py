"""Tells which column of the framework each heading of a header is."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from attrs import evolve

from improvement_frameworks import problems
from improvement_frameworks.core.registry import get_framework
from improvement_frameworks.core.wording import find_gist, fold
from improvement_frameworks.problems.problem import Issue, quote
from improvement_frameworks.tables.cells.cell import NOTHING, UNDATED
from improvement_frameworks.tables.cells.cell_text import write_column, write_value
from improvement_frameworks.tables.headings.column_name import (
    ROLE,
    find_name,
    find_near_name,
    headings_of,
    part_column,
)
from improvement_frameworks.tables.headings.everyday import EverydayWords, find_near
from improvement_frameworks.tables.headings.header import (
    find_part_place,
    fits,
    is_prose,
    is_worded,
)
from improvement_frameworks.tables.headings.heading import Heading
from improvement_frameworks.tables.headings.told import (
    tell_missing,
    tell_read_as,
    tell_twice,
    tell_unknown,
)
from improvement_frameworks.tables.layouts.mapping import (
    ColumnMapping,
    Split,
    check_used,
    read_headings,
)
from improvement_frameworks.tables.layouts.survey_tool import find_tool_columns
from improvement_frameworks.tables.rows.column import CONTRIBUTOR, GROUP, RECORD, TITLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from improvement_frameworks.tables.reading.sheet import Row, Sheet
    from improvement_frameworks.tables.rows.column import Column
    from improvement_frameworks.tables.rows.noun_list import NounList

HEADING: Final = "heading"
"""The column of what an entry is called."""
QUOTES: Final = ("quote", "highlights")
"""The columns of words that are a part of the text."""
EVIDENCE: Final = "evidence"
"""The column of what shows that something is so."""
_TELLING: Final = frozenset({RECORD, "record_id", "schema_version"})
"""The columns that tell records apart, or that a program wrote them."""
_YEAR: Final = re.compile(r"[0-9]{4}|[0-9]\W*[^\W\d]{3,9}\W*[0-9]|[0-9]\D+[0-9]+\D+[0-9]")
"""What is in a day that has a year: four digits, or three figures, of which one may be a word."""
_WHO: Final = frozenset({"who", "wer", "qui"})
"""What is above those who will do something, or who said it where there is nothing to do."""
_MOST_OFFERED: Final = 3
"""How many headings are offered for a column that is missing."""
_MAY_BE_TEXT: Final = ("notes", "quote", "evidence")
"""The columns of prose that hold the entries' text, if no other column does."""


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

    Raises:
        MappingError: if the mapping names a column or a code that the framework does not have.
    """
    names = {
        place: text
        for place, cell in enumerate(header.cells)
        if cell is not None and (text := write_value(cell).strip())
    }
    if mapping is not None and noun is None:
        check_used(mapping, framework, names)
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
        self._index = bare.noun.name_index if bare.noun else headings_of(bare.framework).own
        self._found: dict[int, Column] = {}
        self._splits: dict[int, tuple[Column, ...]] = {}
        self._part = self._find_part()
        self._seen: dict[str, int] = {}
        self._strange: list[int] = []
        self._taken: list[tuple[str, str]] = []
        self._left: dict[int, str] = {}
        self._issues: list[Issue] = []

    def match(self) -> Heading:
        """Return the header with what its columns mean."""
        tools = find_tool_columns(self._bare.names, self._index) - self._house.keys()
        for place, text in self._bare.names.items():
            if place not in tools:
                self._match(place, text)
        self._tell_tools(tools)
        self._take_common()
        self._take_titles()
        self._leave_references()
        if self._accepts_offers:
            self._take_near()
        self._take_codes()
        self._take_prose()
        self._take_lines()
        self._take_quotes()
        self._read_sheet_name()
        self._tell()
        names = {**dict.fromkeys(self._found, ""), **self._bare.names}
        return evolve(
            self._bare,
            columns=dict(sorted(self._found.items())),
            splits=self._splits,
            told_by=self._find_told_by(),
            constants={
                name: value for name, value in self._constants.items() if name not in self._seen
            },
            names=dict(sorted(names.items())),
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
        if name is None or self._lacks_json(place, name) or place == self._part:
            self._strange.append(place)
        elif name in self._seen:
            self._issues.append(tell_twice(self._bare, place, self._seen[name]))
        else:
            self._take(place, name)

    def _take(self, place: int, name: str) -> None:
        self._seen[name] = place
        self._found[place] = self._columns[name]

    def _take_common(self) -> None:
        part = self._part
        for place in list(self._strange):
            if place == part:
                continue  # what is in a column outweighs that people call many things "What"
            text, noun = self._bare.names[place], self._bare.noun
            name = noun.find_name(text) if noun else find_name(self._bare.framework, text)
            if name == "actions":  # as JSON they are a list, in words what one entry asks for
                name = "follow_up_text"
            if name == "happened_on" and fold(text) == "when" and self._has_action_before(place):
                name = "follow_up_due"
            if name == "follow_up_owner" and fold(text) in _WHO and not self._names_action():
                name = ROLE
            if name and self._may_take(place, name):
                self._take_as(place, name)
        name = part_column(self._bare.framework)
        if part is not None and name not in self._seen:
            self._take_as(part, name)

    def _leave_references(self) -> None:
        """Leave out columns that point to ids which no column gives, as a host by initials."""
        if self._bare.noun or _TELLING & self._seen.keys():
            return
        ids = {"contributors": CONTRIBUTOR, "entries": "id"}
        for place, column in list(self._found.items()):
            lacks = column.refers_to and ids[column.refers_to] not in self._seen
            if lacks and column.name != CONTRIBUTOR and place not in self._house:
                del self._found[place], self._seen[column.name]
                self._strange.append(place)
                self._left[place] = " It is known by IDs, and no column gives these."

    def _take_quotes(self) -> None:
        """Take quotes that are no part of the text beside them as what shows it."""
        name = next((name for name in QUOTES if name in self._seen), "")
        quote, text = self._seen.get(name), self._seen.get("text")
        if quote is None or text is None or {EVIDENCE, *_TELLING} & self._seen.keys():
            return
        pairs = [
            (write_value(row.cells[quote]).strip(), write_value(row.cells[text]))
            for row in self._below
            if max(quote, text) < len(row.cells)
        ]
        said = [(one, whole) for one, whole in pairs if one and whole]
        if said and not any(fold(one) in fold(whole) for one, whole in said):
            del self._found[quote], self._seen[name]
            self._strange.append(quote)
            self._take_as(quote, EVIDENCE)

    def _take_titles(self) -> None:
        """Take titles that differ from row to row as what an entry is called, if it has a name.

        Lists and boards give each of their items a title. Where entries have none, it is told that
        the column was not read; it would make a record of each row. Whoever writes the column's own
        name, or says that it is the title, means records.
        """
        title = self._seen.get(TITLE)
        if title is None or self._bare.noun or _TELLING & self._seen.keys():
            return
        if title in self._house or self._bare.names[title] == TITLE:
            return
        texts = self._cells(title)
        is_heading = HEADING in self._columns and HEADING not in self._seen
        if len(texts) > (1 if is_heading else 2) and len(set(texts)) == len(texts):
            del self._found[title], self._seen[TITLE]
            self._strange.append(title)
            if is_heading:
                self._take_as(title, HEADING)
            else:
                self._left[title] = " Each row has another title, so none is that of the record."

    def _find_part(self) -> int | None:
        """Return the position of the column whose cells name parts, if it is called otherwise."""
        part = part_column(self._bare.framework)
        own = {self._index.get(fold(text)) for text in self._bare.names.values()}
        if self._bare.noun is not None or part in own or part in self._house.values():
            return None
        place = find_part_place(self._bare.row, self._below, self._bare.framework)
        return None if place in self._house else place

    def _take_near(self) -> None:
        """Take headings with one letter wrong as what they may mean."""
        for place in list(self._strange):
            name = find_near(fold(self._bare.names[place]), self._index)
            if name and name not in self._seen:
                self._take_as(place, name)

    def _has_action_before(self, place: int) -> bool:
        """Whether an action or its owner is to the left, so that "When" asks by when."""
        names = {self._seen.get("follow_up_text"), self._seen.get("follow_up_owner")}
        return any(one is not None and one < place for one in names)

    def _names_action(self) -> bool:
        """Whether any heading is that of an action, so that "Who" asks who will do it."""
        names = (find_name(self._bare.framework, text) for text in self._bare.names.values())
        return bool(self._bare.noun) or not {"follow_up_text", "actions"}.isdisjoint(names)

    def _lacks_json(self, place: int, name: str) -> bool:
        """Whether a column of JSON text holds none, but what people write below such a name."""
        if (
            self._columns[name].kind != "json"
            or place in self._house
            or "schema_version"
            in (self._index.get(fold(text)) for text in self._bare.names.values())
        ):
            return False
        cells = self._cells(place)
        return bool(cells) and not any(cell[0] in "[{" for cell in cells)

    def _may_take(self, place: int, name: str) -> bool:
        """Whether a column that is called in other words holds what it should, as far as it shows.

        "Room" may name rooms, and "Example" a list of examples in JSON; their cells tell.
        """
        column, cells = self._columns[name], self._cells(place)
        is_part = name == part_column(self._bare.framework)
        if not cells or name in self._seen or column.is_required or is_part:
            return name not in self._seen
        if column.kind == "json":
            return any(cell[0] in "[{" for cell in cells)
        if column.kind in {"id", "text"} and column.text and not column.text.is_free:
            return all(re.match(column.text.pattern, cell) for cell in cells)  # no names or roles
        lists = (c for c in self._columns.values() if c.kind == "code" and c.place == "entry")
        if name == GROUP and any(self._holds_codes(one, cells) for one in lists):
            return False  # "My team", with how well it does
        if column.kind == "number":
            return any(any(map(str.isdecimal, cell)) for cell in cells)
        dated = [cell for cell in cells if fold(cell) not in UNDATED | NOTHING]
        if column.kind == "date" and dated and not any(map(_YEAR.search, dated)):
            self._left[place] = " Its dates have no year."
            return False
        words = EverydayWords.of(column.terms)
        return column.kind != "code" or any(words.find(cell) for cell in cells)

    def _take_as(self, place: int, name: str) -> None:
        if place in self._strange:  # and not the corner of a table, which is blank
            self._strange.remove(place)
        self._take(place, name)
        self._taken.append((self._bare.names.get(place, ""), name))

    def _take_prose(self) -> None:
        """Take the only column of prose that is left as what an entry needs and nothing gives."""
        missing = [
            column.name
            for column in self._columns.values()
            if column.is_required and column.place == "entry" and column.name not in self._seen
        ]
        text = [name for name in missing if self._columns[name].kind == "text"]
        if not text and "text" in self._columns and "text" not in self._seen:
            text = ["text"]
        is_told = self._bare.noun is not None or part_column(self._bare.framework) in self._seen
        if len(text) != 1 or not is_told:
            return
        prose = self._find_prose()
        is_written = bool(_TELLING & self._seen.keys())  # by a program, which knows its columns
        may_be_text = () if is_written else _MAY_BE_TEXT
        spare = [self._seen[name] for name in may_be_text if name in self._seen]
        spare = [
            place
            for place in spare
            if self._differs(place) and (place == self._seen.get("notes") or self._is_prose(place))
        ]
        is_full = any(2 * len(self._cells(place)) > len(self._below) for place in prose)
        if not is_full and len(spare) == 1:
            del self._seen[self._found.pop(spare[0]).name]
            self._strange += spare
            prose = spare
        if not prose and text[0] in missing:
            prose = [place for place in self._strange if is_worded(self._cells(place))]
        if len(prose) > 1:  # "Summary of answer" beside "Key quote"
            prose = self._find_called_text(prose)
        if len(prose) == 1:
            self._take_as(prose[0], text[0])

    def _take_lines(self) -> None:
        """Take what is left of prose as a list of nouns that is called so, such as replies."""
        for place in self._find_prose():
            text = self._bare.names[place]
            name = self._index.get(fold(text)) or find_name(self._bare.framework, text)
            if name and name not in self._seen and not self._bare.noun and self._columns[name].line:
                self._take_as(place, name)

    def _find_called_text(self, places: Sequence[int]) -> list[int]:
        """Return the columns called as the framework calls its texts; else, as anybody does."""
        declared = get_framework(self._bare.framework).column_names.get("text", ())
        common = self._columns["text"].common_names if "text" in self._columns else ()
        words = {place: find_gist(self._bare.names[place]) for place in places}
        for names in (declared, common):
            gists = [gist for name in names if (gist := find_gist(name))]
            if found := [p for p in places if any(gist <= words[p] for gist in gists)]:
                return found
        return []

    def _find_prose(self) -> list[int]:
        """Return the unknown columns of prose; the only one that is full, if others are not."""
        prose = [place for place in self._strange if self._is_prose(place)]
        filled = {place: len(self._cells(place)) for place in prose}
        full = [place for place in prose if 5 * filled[place] >= 4 * len(self._below)]
        halved = [place for place in prose if 2 * filled[place] <= len(self._below)]
        return full if len(full) == 1 and len(full) + len(halved) == len(prose) else prose

    def _needed(self) -> list[Column]:
        """Return the lists of codes of which every entry needs one."""
        columns = self._columns.values()
        return [c for c in columns if c.is_required and c.place == "entry" and c.terms]

    @staticmethod
    def _holds_codes(column: Column, cells: Sequence[str]) -> bool:
        words = EverydayWords.of(column.terms)
        return bool(cells) and all(map(words.find, cells))

    def _take_codes(self) -> None:
        """Take the only column whose cells are codes of a list that every entry needs."""
        for column in self._needed():
            if column.name in self._seen or column.name in self._constants:
                continue
            fitting = [p for p in self._strange if self._holds_codes(column, self._cells(p))]
            if len(fitting) == 1:
                self._take_as(fitting[0], column.name)

    def _read_sheet_name(self) -> None:
        """Take the name of the sheet for a code that every entry needs, such as "Personal"."""
        sheet = self._bare.sheet.name
        for column in self._columns.values():
            is_given = column.name in self._seen or column.name in self._constants
            if is_given or not (column.is_required and column.terms and sheet):
                continue
            if code := EverydayWords.of(column.terms).find(sheet):
                self._constants[column.name] = code
                where = self._bare.where(self._bare.row)
                told = problems.SHEET_NAME.issue(where, sheet=quote(sheet), field=column.name)
                self._issues.append(told)

    def _find_told_by(self) -> Mapping[str, str]:
        """Return which columns tell the part that no column says."""
        part = part_column(self._bare.framework)
        is_said = self._bare.noun or part in self._seen or part in self._constants
        told_by = headings_of(self._bare.framework).told_by.items()
        return {name: code for name, code in told_by if name in self._seen and not is_said}

    def _find_fitting(self, column: Column) -> list[str]:
        """Return the headings above the unknown columns that hold what a column should."""
        fitting = (place for place in self._strange if fits(column, self._cells(place)))
        return [self._bare.names[place] for place in islice(fitting, _MOST_OFFERED)]

    def _cells(self, place: int) -> list[str]:
        return write_column(self._below, place)

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
            name = find_near_name(text, self._index, self._seen)
            if name:
                near[name] = text
            offer = f" Did you mean {name}?" if name else ""
            self._issues.append(tell_unknown(bare, place, self._left.get(place, offer)))
        told_by = self._find_told_by()
        for column in self._columns.values():
            is_given = column.name in self._seen or column.name in self._constants
            is_title = column.name == "title" and bare.noun is None
            is_given = is_given or (column.name == part_column(bare.framework) and bool(told_by))
            if not column.is_required or is_given or is_title:
                continue  # without a title, the record is called by the name of the file
            fitting = [near[column.name]] if column.name in near else self._find_fitting(column)
            like = fitting[0] if fitting else ""
            offer = f" Is it {' or '.join(map(quote, fitting))}?" if fitting else ""
            option = f"--column {quote(f'{like}={column.name}')}" if like else ""
            self._issues.append(tell_missing(bare, column, offer=offer, option=option))
        if self._taken:
            self._issues.append(tell_read_as(bare, self._taken))
