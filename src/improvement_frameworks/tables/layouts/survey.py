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
from improvement_frameworks.tables.cells.cell_text import write_texts, write_value
from improvement_frameworks.tables.headings.column_name import (
    find_name,
    find_speaking,
    headings_of,
    part_column,
    tell_constant,
    words_for_parts,
)
from improvement_frameworks.tables.headings.everyday import EverydayWords
from improvement_frameworks.tables.headings.header import (
    ROWS_SEARCHED,
    find_part_place,
    find_part_places,
)
from improvement_frameworks.tables.headings.heading import Heading
from improvement_frameworks.tables.layouts.answer import answer_names
from improvement_frameworks.tables.layouts.canvas import OF_ROWS, list_beside, names_only
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
from improvement_frameworks.tables.reading.sheet import Row, cell_address
from improvement_frameworks.tables.rows.column import CONTRIBUTOR, GROUP, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from improvement_frameworks.problems.problem import Param
    from improvement_frameworks.tables.layouts.mapping import Meaning
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
    "name": "contributor_name",
}
"""What becomes of what a tool tells about respondents."""
_ROWS_OF_PARTS: Final = 10
"""How many rows tell whether a column that looks like answers holds parts."""
TEXT: Final = "text"
"""The column of what an entry says."""
RECORDED: Final = "recorded_on"


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
        if is_forced
        or not (_is_among_captions(rows, place, name) or _is_among_parts(rows, place, name))
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


def _is_among_captions(rows: Sequence[Row], place: int, framework: str) -> bool:
    """Whether a part is named in a row, and others above and below it, as down a drawing."""
    words = words_for_parts(framework)
    codes = [
        {words.find(write_value(cell)) for cell in row.cells[:1]} - {None}
        for row in rows[max(0, place - 1) : place + 2]
    ]
    named = set[str | None]().union(*codes)
    return bool(rows[place].cells) and all(codes) and len(named) > 1


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
    accepts, headings = options.habits.accepts_offers, headings_in(row)
    read = HeadingReader(framework, options.mapping, headings, accepts_offers=accepts)
    answers = [meaning for meaning in read.meanings.values() if isinstance(meaning, Answer)]
    known = {(tuple(meaning.codes.items()), meaning.column) for meaning in answers}
    # a question at a level tells more of a framework than a question alone
    codes = sum(len(codes) for codes, _ in known) / 1_000
    if is_forced or not known:
        return len(known) + codes
    filled = answer_names(framework).filled
    if not any(answer.column == filled for answer in answers):
        return 0  # "Poll ID" is the id of something, and nothing that anybody said
    others = len(read.uses) + sum(isinstance(m, str) for m in read.meanings.values())
    required = {c.name for c in columns_of(framework) if c.is_required and c.place == "entry"}
    is_whole = all(required <= {*answer.codes, answer.column} for answer in answers)
    is_header = others > 0 or (is_whole and len(known) == len(answers))
    is_survey = len(known) > 1 or bool(read.uses)
    return len(known) + codes if is_survey and is_header else 0


def match_survey(sheet: Sheet, framework: str, header: Row, options: Options) -> Heading:
    """Match the headings of a survey export with answers, columns, and what tools add."""
    return _Matcher(sheet, framework, header, options).match()


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


class HeadingReader:
    """Says of each heading what it means: a column, an answer, a tool's own, or left out."""

    def __init__(
        self,
        framework: str,
        mapping: ColumnMapping | None,
        headings: Mapping[int, str],
        *,
        accepts_offers: bool = False,
    ) -> None:
        self.taken: list[int] = []
        self._accepts_offers = accepts_offers
        self.meanings: dict[int, str | Answer] = {}
        self.uses: dict[int, Use] = {}
        self.left_out: set[int] = set()
        self._framework = framework
        self._index = headings_of(framework).own
        self._names = answer_names(framework)
        mapped = read_headings(mapping, headings)
        words = {fold(text) for text in headings.values()}
        raw = find_raw_uses(headings)
        for place, text in headings.items():
            self._read(place, text, mapped.get(place), words, raw.get(place))

    def _read(
        self, place: int, text: str, mapped: Meaning | None, words: set[str], raw: Use | None
    ) -> None:
        meaning = None if isinstance(mapped, Split) else mapped
        if meaning is None and (use := raw or find_use(text, words)):
            self.uses[place] = use
            return
        if meaning is None:
            name = self._index.get(fold(text))
            filled = {self._names.part, self._names.filled}
            is_part = (
                fold(text) in headings_of(self._framework).parts
            )  # "Difference" may also be a column
            meaning = name if name and name not in filled and not is_part else None
            if name != self._names.filled:  # "Text" is what is said, and no story in words
                meaning = meaning or self._names.read(text)
            name = find_name(self._framework, text) if meaning is None else None
            if name == CONTRIBUTOR:
                self.uses[place] = "respondent"
                return
            if name == GROUP:
                meaning = GROUP
            if meaning is None and self._accepts_offers:
                meaning = self._names.find_certain(text)
                self.taken += [place] if meaning else []
        if meaning == "":
            self.left_out.add(place)
        elif meaning == "contributor_name":
            self.uses[place] = "name"
        elif meaning == RECORDED:
            self.uses[place] = "sent"
        elif meaning is not None:
            self.meanings[place] = meaning


class _Matcher:
    """Matches the header of a survey export."""

    def __init__(self, sheet: Sheet, framework: str, header: Row, options: Options) -> None:
        self._names = headings_in(header)
        mapping = options.mapping
        constants = (mapping or ColumnMapping()).constants
        self._heading = Heading(sheet, framework, header, {}, self._names, constants=constants)
        accepts = options.habits.accepts_offers
        if mapping is not None:
            check_used(mapping, framework, self._names)
        self._read = HeadingReader(framework, mapping, self._names, accepts_offers=accepts)
        self._columns = {column.name: column for column in columns_of(framework)}
        self._seen: dict[object, int] = {}
        self._issues: list[Issue] = []
        self._unknown = 0
        self._beside: list[Own] = []

    def match(self) -> Heading:
        """Return the header with what its columns mean."""
        columns: dict[int, Column] = {}
        groups: dict[tuple[tuple[str, str], ...], dict[str, int]] = {}
        uses: dict[int, Use] = {}
        for place in self._names:
            meaning = self._read.meanings.get(place)
            use = self._read.uses.get(place)
            if isinstance(meaning, Answer):
                codes = tuple(meaning.codes.items())
                if self._is_first((codes, meaning.column), place):
                    groups.setdefault(codes, {})[meaning.column] = place
            elif meaning is not None:
                if self._is_first(meaning, place):
                    columns[place] = self._columns[meaning]
            elif use in {"role", "organisation"}:
                if self._is_first(USED_AS[use], place):
                    columns[place] = self._columns[USED_AS[use]]
            elif use is not None:
                uses[place] = use
            elif place not in self._read.left_out:
                last = groups[next(reversed(groups))] if groups else None
                if last is None or not self._take_beside(last, place):
                    self._issues.append(self._tell_unknown(place))
        found = tuple(EntryColumns(dict(codes), cells) for codes, cells in groups.items())
        given = {column.name for column in columns.values()} | {*self._heading.constants}
        self._issues += self._tell_missing(found, given)
        self._issues += self._tell_taken()
        survey = Survey(found, uses)
        return evolve(self._heading, columns=columns, issues=tuple(self._issues), survey=survey)

    def _take_beside(self, answer: dict[str, int], place: int) -> bool:
        """Take a column that says more of the answer to its left, such as who will do it."""
        name = find_name(self._heading.framework, self._names[place])
        is_more = name in list_beside(self._heading.framework) - OF_ROWS and name not in answer
        if name and is_more:
            answer[name] = place
            self._beside.append(Own(f"{quote(self._names[place])} as {name}"))
        return is_more

    def _tell_taken(self) -> Iterator[Issue]:
        """Say which headings with one letter wrong were read as what they may mean."""
        pairs = self._beside
        for place in self._read.taken:
            meaning = self._read.meanings[place]
            assert isinstance(meaning, Answer)
            codes = ", ".join(meaning.codes.values())
            pairs.append(Own(f"{quote(self._names[place])} as {codes}"))
        if pairs:
            where = self._heading.where(self._heading.row)
            yield problems.COLUMN_READ_AS.issue(where, columns=tuple(pairs))

    def _is_first(self, meaning: object, place: int) -> bool:
        first = self._seen.setdefault(meaning, place)
        if first == place:
            return True
        heading = self._heading
        params: dict[str, Param] = {
            "found": quote(self._names[place]),
            "first": quote(self._names[first]),
            "cell": cell_address(heading.row.number, first),
        }
        where = heading.where(heading.row, place)
        self._issues.append(problems.COLUMN_TWICE.issue(where, **params))
        return False

    def _tell_unknown(self, place: int) -> Issue:
        text = self._names[place]
        self._unknown += 1
        names = answer_names(self._heading.framework)
        near = names.find_near(text) if self._unknown <= OFFERS else None
        meant = ", ".join(f"{name} {code}" for name, code in near.codes.items()) if near else ""
        params: dict[str, Param] = {
            "found": quote(text),
            "offer": Own(f" Did you mean {meant}?" if meant else ""),
        }
        where = self._heading.where(self._heading.row, place)
        return problems.COLUMN_UNKNOWN.issue(where, **params)

    def _tell_missing(self, groups: Iterable[EntryColumns], given: set[str]) -> Iterator[Issue]:
        """Say which column is missing that an entry needs, at the first heading that lacks it."""
        for column in self._columns.values():
            if not column.is_required or column.place != "entry" or column.name in given:
                continue
            lacking = [g for g in groups if column.name not in {*g.codes, *g.cells}]
            if not lacking:
                continue
            place = min(group.place for group in lacking)
            offer = f" {quote(self._names[place])} does not say it"
            if len(lacking) > 1:
                offer += f", nor do {len(lacking) - 1} others"
            same = tell_constant(column)
            params: dict[str, Param] = {
                "field": column.name,
                "offer": Own(f"{offer}."),
                "meaning": Own(f"{column.meaning} Or write it into the headings. {same}"),
            }
            where = self._heading.where(self._heading.row, place)
            yield problems.COLUMN_MISSING.issue(where, **params)
