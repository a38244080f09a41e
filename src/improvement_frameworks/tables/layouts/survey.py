"""Finds out whether a table is a survey export, and which of its columns hold which answers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from improvement_frameworks import problems
from improvement_frameworks.core.registry import get_framework
from improvement_frameworks.core.wording import find_gist, fold
from improvement_frameworks.problems.problem import Issue, Own, Where, quote
from improvement_frameworks.tables.cells.cell_text import write_column, write_texts
from improvement_frameworks.tables.headings.column_name import (
    find_name,
    find_speaking,
    headings_of,
    part_column,
    words_for_parts,
)
from improvement_frameworks.tables.headings.everyday import EverydayWords
from improvement_frameworks.tables.headings.header import (
    ROWS_SEARCHED,
    find_part_place,
    find_part_places,
)
from improvement_frameworks.tables.headings.heading import Heading
from improvement_frameworks.tables.headings.told import (
    tell_missing,
    tell_read_as,
    tell_twice,
    tell_unknown,
)
from improvement_frameworks.tables.layouts.answer import answer_names
from improvement_frameworks.tables.layouts.canvas.canvas import OF_ROWS, list_beside, names_only
from improvement_frameworks.tables.layouts.export_header import (
    count_header_rows,
    join_header_rows,
)
from improvement_frameworks.tables.layouts.mapping import (
    Answer,
    ColumnMapping,
    Split,
    check_used,
    read_headings,
)
from improvement_frameworks.tables.layouts.survey_tool import find_raw_uses, find_use
from improvement_frameworks.tables.reading.sheet import Row
from improvement_frameworks.tables.rows.column import CONTRIBUTOR, GROUP, PERSON_NAME, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from improvement_frameworks.problems.problem import Param
    from improvement_frameworks.tables.layouts.survey_tool import Use
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.sheet import Sheet
    from improvement_frameworks.tables.rows.column import Column

LONGEST_HEADING: Final = 300
"""How many characters of a cell are taken for a heading at most."""
_DIGIT: Final = re.compile(r"[0-9]")
OFFERS: Final = 20
"""For how many unknown headings it is looked for what they may mean."""

USED_AS: Final[Mapping[Use, str]] = {
    "role": "contributor_role",
    "organisation": "contributor_organisation",
}
"""What becomes of what a tool tells about respondents."""
_ROWS_OF_PARTS: Final = 10
"""How many rows tell whether a column that looks like answers holds parts."""
TEXT: Final = "text"
"""The column of what an entry says."""
RECORDED: Final = "recorded_on"
_USES: Final[Mapping[str, Use]] = {PERSON_NAME: "name", RECORDED: "sent"}
"""What columns of the framework tell of respondents, as a tool's own do."""


@frozen
class EntryColumns:
    """The columns that together hold one entry of each respondent."""

    codes: Mapping[str, str]
    """The columns of the entry that the headings decide, with their codes."""
    cells: Mapping[str, int]
    """The columns of the entry that cells fill, with their positions."""

    @property
    def place(self) -> int:
        """The position of its first cell."""
        return min(self.cells.values())


@frozen
class Survey:
    """Which columns of a survey export hold what, beside the columns that are as in any table."""

    groups: tuple[EntryColumns, ...]
    """The columns of answers."""
    uses: Mapping[int, Use]
    """What the columns tell that tools add, by their positions."""

    def find(self, *uses: Use) -> int | None:
        """Return the position of the first column of the first of these uses that there is."""
        for use in uses:
            for place, found in self.uses.items():
                if found == use:
                    return place
        return None


def find_survey(
    sheet: Sheet, top: Sequence[Row], options: Options, candidates: Sequence[str]
) -> Heading | Issue | None:
    """Return the header of a survey export; nothing if the table is none."""
    mapping = options.mapping
    is_mapped = mapping is not None and any(isinstance(m, Answer) for m in mapping.columns.values())
    is_forced = options.layout == "wide" or (options.layout == "auto" and is_mapped)
    if options.layout == "long":
        return None
    rows = join_header_rows(top[:ROWS_SEARCHED])
    joined = _join_groups(rows, candidates)
    rows = [joined.get(row.number, row) for row in rows]
    if not is_forced and any(_is_long(row, candidates) for row in rows):
        return None
    # the records of frameworks that have no part of such a name are not loaded
    is_open = is_forced or options.habits.accepts_offers
    scores = {
        (name, place): _score(row, name, options, is_forced=is_forced)
        for name in candidates
        for place, row in enumerate(rows)
        if is_open or any(name in find_speaking(text) for text in headings_in(row).values())
        if is_forced or not _is_among_parts(rows, place, name)
    }
    most = max(scores.values(), default=0)
    fitting: dict[str, Row] = {}
    for (name, place), score in scores.items():
        if score == most > 0:
            fitting.setdefault(name, rows[place])
    if not fitting:
        return _explain(sheet, candidates) if is_forced and rows else None
    framework, row = next(iter(fitting.items()))
    below = [one for one in rows if one.number > row.number]
    if len(fitting) > 1:
        if find_part_places(row, below, candidates):
            return None  # the parts are in a column, and the headings only look like questions
        where = Where(source=sheet.source, sheet=sheet.name, row=row.number, line=row.line)
        return problems.TABLE_FRAMEWORK.issue(where, candidates=tuple(fitting))
    heading = _fill_codes(match_survey(sheet, framework, row, options), below)
    assert heading.survey is not None
    answers = {place for group in heading.survey.groups for place in group.cells.values()}
    named = None if is_forced else find_part_place(row, below, framework)
    if named is not None and named not in answers:
        return None  # as where a column says how far what was said has come
    first = below[:_ROWS_OF_PARTS]
    if not is_forced and answers & {*find_part_places(row, first, candidates).values()}:
        return None  # what looks like answers are the parts of a list
    further = 1 if row.number in joined else count_header_rows(row, rows)
    if not further:
        return heading
    where = heading.where(heading.row)
    told = problems.HEADER_ROWS.issue(where, count=further)
    return evolve(heading, examples=further, issues=(*heading.issues, told))


def _fill_codes(heading: Heading, below: Sequence[Row]) -> Heading:
    """Return a survey whose answers fill the list of codes that all of them are from.

    "A strength" below a habit says how it is rated, and nothing in words.
    """
    survey, columns = heading.survey, columns_of(heading.framework)
    assert survey is not None
    places = {
        place for group in survey.groups for name, place in group.cells.items() if name == TEXT
    }
    texts = [headings_in(row) for row in below]
    said = {text for one in texts for place, text in one.items() if place in places}
    is_free = any(column.name == TEXT and not column.is_required for column in columns)
    if len(said) < 2 or not is_free:
        return heading
    lists = (c for c in columns if c.kind == "code" and c.place == "entry" and not c.is_open)
    own = [c for c in lists if c.path == (c.name,) and c.name != part_column(heading.framework)]
    fitting = [c.name for c in own if all(map(EverydayWords.of(c.terms).find, said))]
    if len(fitting) != 1:
        return heading
    filled = {TEXT: fitting[0]}
    groups = tuple(
        evolve(group, cells={filled.get(name, name): p for name, p in group.cells.items()})
        for group in survey.groups
    )
    return evolve(heading, survey=evolve(survey, groups=groups))


def _join_groups(rows: Sequence[Row], candidates: Sequence[str]) -> dict[int, Row]:
    """Return rows of a header of two rows joined into one, such as levels above their questions.

    The upper row says nothing but levels or parts, each over the columns to its right.
    """
    joined: dict[int, Row] = {}
    for first, second in pairwise(rows):
        texts = write_texts(first)
        said = [text for text in texts if text]
        below = write_texts(second)
        if not 1 < len(said) < sum(map(bool, below)):
            continue
        if any(names_only(said, name) for name in candidates):
            group = ""
            cells: list[str] = []
            for place, text in enumerate(below):
                group = (texts[place] if place < len(texts) else "") or group
                cells.append(f"{group} - {text}" if group and text else text)
            joined[first.number] = Row(first.number, cells, first.line)
    return joined


def _is_among_parts(rows: Sequence[Row], place: int, framework: str) -> bool:
    """Whether the parts that a row names are data: in each column, a cell below names another.

    Or the row above is as full and calls the column as the parts are called, such as "Main theme".
    """
    words = words_for_parts(framework)
    part = find_gist(part_column(framework))
    named = {i: code for i, text in headings_in(rows[place]).items() if (code := words.find(text))}
    if not named:
        return False
    above = headings_in(rows[place - 1]) if place else {}
    called = [above.get(i, "") for i in named]
    is_full = bool(part) and len(above) >= len(headings_in(rows[place]))
    if is_full and all(part <= find_gist(text) and _DIGIT.search(text) is None for text in called):
        return True  # "Question 1" above a question is what a tool writes
    below = [headings_in(row) for row in rows[place + 1 :]]
    others = {
        i
        for i, code in named.items()
        if any(words.find(texts.get(i, "")) not in {None, code} for texts in below)
    }
    return others == named.keys()


def _is_long(row: Row, candidates: Sequence[str]) -> bool:
    """Whether a row names the column of the parts of a framework, and another one."""
    headings = headings_in(row)
    tools = find_raw_uses(headings)
    own = {fold(text) for place, text in headings.items() if place not in tools}
    for framework in candidates:
        names = headings_of(framework)
        found = {name for words in own if (name := names.own.get(words))}
        common = {name for words in own if (name := names.common.get(words))}
        if names.part in found and len(found | common) > 1:
            return True
    return False


def _score(row: Row, framework: str, options: Options, *, is_forced: bool) -> float:
    """Return how many answers a row names; none if it is no header of a survey export."""
    read = _Matcher(framework, row, options)
    answers = [meaning for meaning in read.meanings.values() if isinstance(meaning, Answer)]
    known = {(tuple(meaning.codes.items()), meaning.column) for meaning in answers}
    # a question at a level tells more of a framework than a question alone
    codes = sum(len(codes) for codes, _ in known) / 1_000
    if is_forced or not known:
        return len(known) + codes
    filled = answer_names(framework).filled
    if not any(answer.column == filled for answer in answers):
        return 0  # "Poll ID" is the id of something, and nothing that anybody said
    if any(find_name(framework, text) == part_column(framework) for text in write_texts(row)):
        return 0  # "Stage" beside "Asked" is the name of a field, with a value for each entry
    others = len(read.uses) + sum(isinstance(m, str) for m in read.meanings.values())
    required = headings_of(framework).needed
    is_whole = all(required <= {*answer.codes, answer.column} for answer in answers)
    is_header = others > 0 or (is_whole and len(known) == len(answers))
    is_survey = len(known) > 1 or bool(read.uses)
    return len(known) + codes if is_survey and is_header else 0


def match_survey(sheet: Sheet, framework: str, header: Row, options: Options) -> Heading:
    """Match the headings of a survey export with answers, columns, and what tools add."""
    return _Matcher(framework, header, options).match(sheet)


def headings_in(row: Row) -> dict[int, str]:
    """Return the texts of a row that may be headings, by their positions."""
    texts = enumerate(write_texts(row))
    return {place: text for place, text in texts if 0 < len(text) <= LONGEST_HEADING}


def _explain(sheet: Sheet, candidates: Sequence[str]) -> Issue:
    one = candidates[0] if len(candidates) == 1 else ""
    expected = f"a {get_framework(one).part} of {one}" if one else "a part of any framework"
    params: dict[str, Param] = {
        "limit": ROWS_SEARCHED,
        "expected": Own(expected),
        "framework": Own(one or "FRAMEWORK"),
    }
    where = Where(source=sheet.source, sheet=sheet.name)
    return problems.TABLE_NO_ANSWERS.issue(where, **params)


class _Matcher:
    """Says of each heading what it means: a column, an answer, a tool's own, or left out."""

    def __init__(self, framework: str, header: Row, options: Options) -> None:
        self.framework = framework
        self.header = header
        self.meanings: dict[int, str | Answer] = {}
        self.uses: dict[int, Use] = {}
        self._headings = headings_in(header)
        self._read_as: list[tuple[str, str]] = []
        self._left_out: set[int] = set()
        self._accepts_offers = options.habits.accepts_offers
        self._mapping = options.mapping or ColumnMapping()
        self._index = headings_of(framework).own
        self._names = answer_names(framework)
        mapped = read_headings(self._mapping, self._headings)
        words = {fold(text) for text in self._headings.values()}
        raw = find_raw_uses(self._headings)
        for place, text in self._headings.items():
            given = mapped.get(place)
            meaning = None if isinstance(given, Split) else given
            if meaning is None and (use := raw.get(place) or find_use(text, words)):
                self.uses[place] = use
            else:
                self._take(place, self._find(place, text) if meaning is None else meaning)

    def _find(self, place: int, text: str) -> str | Answer | None:
        """Return what a heading means that no house and no tool gave."""
        name = self._index.get(fold(text))
        # "Difference" may also be a column
        is_part = fold(text) in headings_of(self.framework).parts
        if name and name not in {self._names.part, self._names.filled} and not is_part:
            return name
        # "Text" is what is said, and no story in words
        if name != self._names.filled and (answer := self._names.read(text)):
            return answer
        name = find_name(self.framework, text)
        if name == CONTRIBUTOR:  # in everyday words it is no id of the house
            self.uses[place] = "respondent"
        if name in {CONTRIBUTOR, GROUP}:
            return name if name == GROUP else None
        answer = self._names.find_certain(text) if self._accepts_offers else None
        if answer:
            self._read_as.append((text, ", ".join(answer.codes.values())))
        return answer

    def _take(self, place: int, meaning: str | Answer | None) -> None:
        if meaning == "":
            self._left_out.add(place)
        elif isinstance(meaning, str) and meaning in _USES:
            self.uses[place] = _USES[meaning]
        elif meaning is not None:
            self.meanings[place] = meaning

    def _take_codes(self, below: Sequence[Row]) -> None:
        """Take the only column whose cells are codes of a list that every answer needs one of."""
        known = self.meanings.keys() | self.uses.keys() | self._left_out
        cells = {place: write_column(below, place) for place in self._headings.keys() - known}
        answers = [one for one in self.meanings.values() if isinstance(one, Answer)]
        given = {name for one in answers for name in one.codes} | {*self._mapping.constants}
        given |= {one for one in self.meanings.values() if isinstance(one, str)}
        for column in columns_of(self.framework):
            is_needed = column.is_required and column.place == "entry" and column.terms
            if not is_needed or column.name in given:
                continue
            words = EverydayWords.of(column.terms)
            fitting = [
                place for place, texts in cells.items() if texts and all(map(words.find, texts))
            ]
            if len(fitting) == 1:
                self.meanings[fitting[0]] = column.name
                self._read_as.append((self._headings[fitting[0]], column.name))

    def match(self, sheet: Sheet) -> Heading:
        """Return the header with what its columns mean."""
        constants = self._mapping.constants
        bare = Heading(sheet, self.framework, self.header, {}, self._headings, constants=constants)
        check_used(self._mapping, self.framework, self._headings)
        self._take_codes([row for row in sheet.top if row.number > self.header.number])
        by_name = {column.name: column for column in columns_of(self.framework)}
        columns: dict[int, Column] = {}
        groups: dict[tuple[tuple[str, str], ...], dict[str, int]] = {}
        seen: dict[object, int] = {}
        issues: list[Issue] = []
        unknown: list[int] = []
        for place in self._headings:
            use = self.uses.get(place)
            meaning = self.meanings.get(place) or (USED_AS.get(use) if use else None)
            codes = tuple(meaning.codes.items()) if isinstance(meaning, Answer) else ()
            key = (codes, meaning.column) if isinstance(meaning, Answer) else meaning
            last = groups[next(reversed(groups))] if groups else None
            if meaning is None:
                is_left = use is not None or place in self._left_out
                if not (is_left or (last and self._take_beside(last, place))):
                    unknown.append(place)
            elif (first := seen.setdefault(key, place)) != place:
                issues.append(tell_twice(bare, place, first))
            elif isinstance(meaning, Answer):
                groups.setdefault(codes, {})[meaning.column] = place
            else:
                columns[place] = by_name[meaning]
        found = tuple(EntryColumns(dict(codes), cells) for codes, cells in groups.items())
        issues += [tell_unknown(bare, p, self._offer(p)) for p in unknown[:OFFERS]]
        issues += [tell_unknown(bare, place) for place in unknown[OFFERS:]]
        given = {column.name for column in columns.values()} | {*constants}
        issues += self._tell_missing(bare, found, given)
        if self._read_as:
            issues.append(tell_read_as(bare, self._read_as))
        survey = Survey(found, {p: use for p, use in self.uses.items() if use not in USED_AS})
        return evolve(bare, columns=columns, issues=tuple(issues), survey=survey)

    def _take_beside(self, answer: dict[str, int], place: int) -> bool:
        """Take a column that says more of the answer to its left, such as who will do it."""
        name = find_name(self.framework, self._headings[place])
        is_more = name in list_beside(self.framework) - OF_ROWS and name not in answer
        if name and is_more:
            answer[name] = place
            self._read_as.append((self._headings[place], name))
        return is_more

    def _offer(self, place: int) -> str:
        near = self._names.find_near(self._headings[place])
        meant = ", ".join(f"{name} {code}" for name, code in near.codes.items()) if near else ""
        return f" Did you mean {meant}?" if meant else ""

    def _tell_missing(
        self, bare: Heading, groups: Iterable[EntryColumns], given: set[str]
    ) -> Iterator[Issue]:
        """Say which column is missing that an entry needs, at the first heading that lacks it."""
        for column in columns_of(self.framework):
            if not column.is_required or column.place != "entry" or column.name in given:
                continue
            lacking = [g for g in groups if column.name not in {*g.codes, *g.cells}]
            if not lacking:
                continue
            place = min(group.place for group in lacking)
            offer = f" {quote(self._headings[place])} does not say it"
            if len(lacking) > 1:
                offer += f", nor do {len(lacking) - 1} others"
            how = " Or write it into the headings."
            yield tell_missing(bare, column, place=place, offer=f"{offer}.", how=how)
