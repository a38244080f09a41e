"""Counts raw answers, a row a person, for frameworks whose records say how many chose what.

The rows are taken apart as in any table, or any survey export. What one person chose is counted and
kept nowhere.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from attrs import define, evolve, field, frozen

from improvement_frameworks import problems
from improvement_frameworks.core.registry import get_framework
from improvement_frameworks.core.wording import fold
from improvement_frameworks.problems.problem import quote
from improvement_frameworks.tables.cells.cell import VERSION_FIELD
from improvement_frameworks.tables.cells.cell_text import write_texts, write_value
from improvement_frameworks.tables.headings.column_name import part_column, words_for_parts
from improvement_frameworks.tables.headings.told import tell_missing
from improvement_frameworks.tables.layouts.answer import answer_names
from improvement_frameworks.tables.layouts.layout import Layout, tell_people
from improvement_frameworks.tables.layouts.survey_tool import find_use
from improvement_frameworks.tables.rows.column import CONTRIBUTOR, columns_of
from improvement_frameworks.tables.rows.row import Piece

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.cells.cell import Habits
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.reading.sheet import Raw, Row
    from improvement_frameworks.tables.rows.row import Placed

_POINT: Final = re.compile(r"([0-9]{1,2})(?:\.0|[\s:.)=(\u2013-]+(?![0-9]).{0,60})?", re.DOTALL)
_AGREEMENT: Final = re.compile(
    r"(?:\w+ )?(?:dis)?agree|neutral|undecided|neither(?: agree nor disagree)?", re.IGNORECASE
)
_MOST_POINTS: Final = 20
_UNCOUNTED: Final = {problems.TABLE_SURVEY, problems.TABLE_IDS}
"""What is not so if answers are counted: no entry is one person's, and nobody is given an id."""


@frozen
class HeadCountPlan:
    """How the answers in a table are counted."""

    part: str
    """The column of the parts."""
    answer: str
    """The column of the answers: that of the parts itself, or the one with points of a scale."""
    fields: Mapping[str, str]
    """By what people answer, a point or a part: the column that counts it."""
    people: str
    """The column that says how many people answered."""
    by_person: bool
    """Whether each row is a person."""

    @property
    def is_by_point(self) -> bool:
        """Whether people choose a point of a scale for each part."""
        return self.answer != self.part


def find_head_count(heading: Heading, below: Iterable[Row], habits: Habits) -> Heading:
    """Return a header that knows whether the rows below it are to be counted.

    They are if a framework counts, the table has no column of counts, and the answers are parts, or
    more than half of them are numbers on a scale. The others are told. A table that says the
    version of its schema holds records that were written before, and columns without a value are
    left out of it.
    """
    head_count = get_framework(heading.framework).head_count
    here = {column.name: column for column in heading.columns.values()}
    numbers = [c for c in here.values() if c.place == "entry" and c.kind == "number"]
    if head_count is None or heading.noun is not None or numbers or VERSION_FIELD in here:
        return heading
    part = part_column(heading.framework)
    rows = list(below)
    known = {column.name for column in columns_of(heading.framework)}
    if not head_count.is_by_point:
        if heading.survey is not None or part not in here:
            return heading
        if _is_tally(heading, rows):
            column = next(c for c in columns_of(heading.framework) if c.name == head_count.counts)
            return heading.tell(tell_missing(heading, column))
        codes = [one.code for one in get_framework(heading.framework).parts]
        fields = dict.fromkeys(codes, head_count.counts)
        return evolve(
            heading, head_count=HeadCountPlan(part, part, fields, head_count.people, by_person=True)
        )
    answer = answer_names(heading.framework).filled
    points = (n for n in range(_MOST_POINTS) if head_count.field(n) in known)
    fields = {str(point): head_count.field(point) for point in points}
    plan = HeadCountPlan(
        part, answer, fields, head_count.people, by_person=heading.survey is not None
    )
    if heading.survey is None:
        places = [place for place, c in heading.columns.items() if c.name == answer]
        places = places if part in here else []
    else:
        cells = (group.cells for group in heading.survey.groups)
        places = [place for found in cells for name, place in found.items() if name == answer]
    raws = (row.cells[place] for row in rows for place in places if place < len(row.cells))
    nothing = habits.settle(heading).blank_words or frozenset[str]()
    texts = [t for raw in raws if (t := write_value(raw).strip()) and fold(t) not in nothing]
    # words of agreement are told as what they are, since nobody knows which points they mean
    answered = sum(bool(_read_point(text) or _AGREEMENT.fullmatch(text)) for text in texts)
    is_counted = 2 * answered > len(texts)
    return evolve(heading, head_count=plan) if is_counted else heading


def _is_tally(heading: Heading, rows: Iterable[Row]) -> bool:
    """Whether each part has one row, with numbers below a heading that is not known.

    They may be counts, so that the rows are no people.
    """
    words, seen = words_for_parts(heading.framework), set[str]()
    unknown = heading.names.keys() - heading.columns.keys()
    numbers = {p for p in unknown if not find_use(heading.names[p], ())}
    for row in rows:
        cells = dict(enumerate(write_texts(row)))
        code = words.find(cells.get(heading.part_place or 0, ""))
        if code in seen:
            return False
        if code is None:
            continue  # such as a total
        seen.add(code)
        numbers = {place for place in numbers if cells.get(place, "").isdecimal()}
    return len(seen) > 1 and bool(numbers)


def _read_point(text: str) -> str:
    """Return the number with which an answer on a scale begins, such as "5 (agree)"."""
    found = _POINT.fullmatch(text)
    return str(int(found[1])) if found else ""


@define
class _Counts:
    """What the people of one record chose."""

    key: dict[str, Placed]
    """The cell that names the record, if there is one."""
    chosen: dict[str, Counter[str]] = field(factory=dict[str, "Counter[str]"])
    """By part: how many chose each answer."""
    places: dict[str, int] = field(factory=dict[str, int])
    """By part: the position of its answers."""
    people: int = 0
    """How many people answered."""


class HeadCountLayout(Layout):
    """Rows of single people, of which the record has the counts."""

    def __init__(self, heading: Heading, plan: HeadCountPlan, rows: Layout, habits: Habits) -> None:
        super().__init__(heading)
        self._plan = plan
        self._rows = rows
        self._nothing = habits.settle(heading).blank_words or frozenset[str]()
        self._words = words_for_parts(heading.framework)
        columns = columns_of(heading.framework)
        self._heads = {column.name for column in columns if column.place == "record"}
        self._counts: dict[str, _Counts] = {}
        self._key = ""
        self._issues: list[Issue] = []
        self._unread: set[int] = set()
        self._aside: set[int] = set()

    @property
    def title(self) -> str:
        """What its record is called if nobody says it."""
        return self._rows.title

    def cut(self, row: Row) -> Iterator[Piece]:
        """Count a row; give what it says of its record."""
        self._unread = set()
        answered: dict[str, _Counts] = {}
        for piece in self._rows.cut(row):
            placed = piece.placed
            shared = {name: cell for name, cell in placed.items() if name in self._heads}
            counts = self._find_counts(shared)
            if self._count(row, placed, counts):
                answered[self._key] = counts
            if shared:
                yield Piece.of(shared, said=piece.said)
            self._leave_out(placed, {*shared, self._plan.part, self._plan.answer})
        for counts in answered.values():
            counts.people += 1

    def _leave_out(self, cells: Mapping[str, Placed], counted: Container[str]) -> None:
        """Note what stands in a row beside what is counted: it is about one person."""
        for name, (raw, place) in cells.items():
            is_given = name == CONTRIBUTOR and place not in self._heading.columns
            if name not in counted and not is_given:
                self._unread.add(place)
                if write_value(raw).strip():
                    self._aside.add(place)

    def _find_counts(self, shared: Mapping[str, Placed]) -> _Counts:
        name = self._heading.key_name
        written = write_value(shared[name][0]).strip() if name in shared else ""
        self._key = (fold(written) if self._heading.grouped_by else written) or self._key
        key = {name: shared[name]} if written else dict[str, "Placed"]()
        return self._counts.setdefault(self._key, _Counts(key))

    def _count(self, row: Row, cells: Mapping[str, Placed], counts: _Counts) -> bool:
        """Count the answer of a person, if there is one; say what is none."""
        plan = self._plan
        raw, place = cells.get(plan.answer, (None, 0))
        text = write_value(raw).strip()
        if not text or fold(text) in self._nothing:
            if text:
                where = self._heading.where(row, place)
                self._issues.append(problems.CELLS_BLANK.issue(where, found=quote(text), count=1))
                self._unread.add(place)
            return False
        part = self._words.find(write_value(cells[plan.part][0]))
        answer = _read_point(text) if plan.is_by_point else part or ""
        if part is None or answer not in plan.fields:
            is_part = part is None or not plan.is_by_point
            name = plan.part if is_part else part or ""
            found = cells[plan.part][0] if is_part else raw
            self._tell(row, cells[plan.part][1] if is_part else place, name, found)
            self._unread.add(place)
            return False
        counts.chosen.setdefault(part, Counter())[answer] += 1
        counts.places.setdefault(part, place)
        return True

    def _tell(self, row: Row, place: int, name: str, found: Raw) -> None:
        where = self._heading.where(row, place)
        parts = tuple(one.code for one in get_framework(self._heading.framework).parts)
        allowed = parts if name == self._plan.part else tuple(self._plan.fields)
        shown = quote(write_value(found))
        self._issues.append(
            problems.VALUE_CODE.issue(where, found=shown, field=name, offer="", allowed=allowed)
        )

    def count(self, row: Row, content: Sequence[int], /) -> tuple[int, set[int]]:
        """Return how many cells of a row have content, and the positions of those it reads."""
        number, used = self._rows.count(row, content)
        return number, used - self._unread

    def finish(self) -> Iterator[tuple[Row, Piece]]:
        """Give an entry for each part, with its counts."""
        plan = self._plan
        yield from self._rows.finish()
        for counts in self._counts.values():
            first = {plan.people: (counts.people, 0)} if plan.by_person else {}
            for part, chosen in counts.chosen.items():
                place = counts.places[part]
                numbers = {plan.fields[answer]: (n, place) for answer, n in chosen.items()}
                cells: dict[str, Placed] = {**counts.key, **first, plan.part: (part, place)}
                yield self._heading.row, Piece.of({**cells, **numbers}, said=counts.key)
                first = {}

    def remarks(self) -> list[Issue]:
        """Say that answers were counted, and how the table was read beside that."""
        found = [one for one in self._rows.remarks() if one.problem not in _UNCOUNTED]
        answers = sum(c.total() for one in self._counts.values() for c in one.chosen.values())
        where = self._heading.where(self._heading.row)
        told = problems.TABLE_COUNTED.issue(where, answers=answers)
        if self._aside:
            found.append(tell_people(self._heading, min(self._aside), *sorted(self._aside)))
        return [told, *found, *self._issues]
