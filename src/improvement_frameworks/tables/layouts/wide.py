"""Takes a survey export apart: each answer of each respondent becomes an entry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field

from improvement_frameworks import problems
from improvement_frameworks.core.wording import fold
from improvement_frameworks.problems.problem import Own, quote
from improvement_frameworks.tables.cells.cell_text import has_content, write_value
from improvement_frameworks.tables.cells.day_finder import DayFinder
from improvement_frameworks.tables.layouts.layout import Layout, tell_people
from improvement_frameworks.tables.layouts.survey import RECORDED
from improvement_frameworks.tables.layouts.survey_tool import ANONYMOUS, PERSONAL
from improvement_frameworks.tables.rows.column import CONTRIBUTOR, PERSON_NAME, columns_of
from improvement_frameworks.tables.rows.row import Piece
from improvement_frameworks.tables.rows.verdict import tell_ids, tell_left_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from improvement_frameworks.problems.problem import Issue, Param
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.layouts.survey import EntryColumns, Survey
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.sheet import Raw, Row
    from improvement_frameworks.tables.rows.row import Placed


@define
class _Days:
    """The days of the answers that belong to one record."""

    finder: DayFinder
    key: dict[str, Placed] = field(factory=dict[str, "Placed"])


class WideLayout(Layout):
    """One row a respondent."""

    def __init__(self, heading: Heading, survey: Survey, options: Options) -> None:
        super().__init__(heading)
        self._survey = survey
        self._habits = options.habits.settle(heading)
        self._keeps_names = options.people == "keep"
        self._when = survey.find("sent", "begun")
        self._id = survey.find("respondent")
        self._name = survey.find("name") if self._keeps_names else None
        self._key_name = heading.key_name
        self._entry_columns = frozenset(
            column.name for column in columns_of(heading.framework) if column.place == "entry"
        )
        answers = {place for group in survey.groups for place in group.cells.values()}
        used = (self._when, self._name)
        self._read = {*heading.columns, *answers, *(p for p in used if p is not None)}
        self._filled: set[int] = set()
        self._respondents = 0
        self._unnamed = 0
        self._first_unnamed: Row | None = None
        self._left_out: Row | None = None
        self._silent = 0
        self._first_silent: Row | None = None
        self._days: dict[str, _Days] = {}
        self._key = ""

    @property
    def title(self) -> str:
        """What its record is called: as the file, since tools call their sheets all the same."""
        return Path(self._heading.sheet.source).stem or "survey"

    def cut(self, row: Row) -> Iterator[Piece]:
        """Give a piece for each answer, or one for a respondent who gave none."""
        if self._is_description(row):
            self._left_out = row
            return
        self._respondents += 1
        shared = self._read_shared(row)
        self._note_day(row, shared)
        speaker = self._read_speaker(row, shared)
        shown = frozenset[str]()
        has_answered = False
        for group in self._survey.groups:
            answer = {name: (_at(row, place), place) for name, place in group.cells.items()}
            if all(not has_content(raw) for raw, _ in answer.values()):
                continue
            if all(self._is_nothing(raw) for raw, _ in answer.values()):
                yield Piece.of(answer, group.place)  # so that it is said what was taken as blank
                continue
            cells = self._only_entry(shared) if has_answered else shared
            has_answered = True
            placed = {**cells, **speaker, **_codes(group), **answer}
            yield Piece.of(placed, group.place, shown)
            shown = frozenset(shared)
        if has_answered:
            return
        self._silent += 1
        self._first_silent = self._first_silent or row
        if any(has_content(raw) for raw, _ in shared.values()):
            yield Piece.of({**shared, **speaker})

    def count(self, row: Row, content: Sequence[int], /) -> tuple[int, set[int]]:
        """Return how many cells of a row have content, and the positions of those it reads."""
        self._filled.update(content)
        return len(content), set() if row is self._left_out else self._read.intersection(content)

    def _is_description(self, row: Row) -> bool:
        """Whether a row below the header belongs to no respondent.

        Slido writes the kinds of its polls there.
        """
        is_first = not self._respondents and self._left_out is None
        return is_first and self._id is not None and not has_content(_at(row, self._id))

    def _read_shared(self, row: Row) -> dict[str, Placed]:
        shared = {
            column.name: (_at(row, place), place) for place, column in self._heading.columns.items()
        }
        shared |= {name: (value, 0) for name, value in self._heading.constants.items()}
        if self._name is not None:
            shared[PERSON_NAME] = (_at(row, self._name), self._name)
        return {
            name: (raw, place)
            for name, (raw, place) in shared.items()
            if not (name.startswith(CONTRIBUTOR) and fold(write_value(raw)) in ANONYMOUS)
        }

    def _read_speaker(self, row: Row, shared: Mapping[str, Placed]) -> dict[str, Placed]:
        """Return who answered; a respondent without an id is given one."""
        if CONTRIBUTOR in shared and not self._is_nothing(shared[CONTRIBUTOR][0]):
            return {CONTRIBUTOR: shared[CONTRIBUTOR]}
        self._unnamed += 1
        self._first_unnamed = self._first_unnamed or row
        return {CONTRIBUTOR: (f"p{self._respondents}", self._id or 0)}

    def _only_entry(self, shared: Mapping[str, Placed]) -> dict[str, Placed]:
        return {name: cell for name, cell in shared.items() if name in self._entry_columns}

    def _note_day(self, row: Row, shared: Mapping[str, Placed]) -> None:
        key = {name: cell for name, cell in shared.items() if name == self._key_name}
        written = "".join(write_value(raw).strip() for raw, _ in key.values())
        self._key = (fold(written) if self._heading.grouped_by else written) or self._key
        days = self._days.get(self._key)
        if days is None:
            days = self._days[self._key] = _Days(DayFinder(self._habits.date_format), key)
        if self._when is not None:
            raw = _at(row, self._when)
            if not self._is_nothing(raw):
                days.finder.take(raw, (row, self._when))

    def _is_nothing(self, raw: Raw) -> bool:
        words = self._habits.blank_words or ()
        return not has_content(raw) or (isinstance(raw, str) and fold(raw) in words)

    def finish(self) -> Iterator[tuple[Row, Piece]]:
        """Give each record the last day of its answers as the day of recording."""
        for days in self._days.values():
            if found := days.finder.find():
                row, place = found.spot
                day = {RECORDED: (found.last.isoformat(), place)}
                yield row, Piece.of({**days.key, **day}, said=days.key)

    def remarks(self) -> list[Issue]:
        """Say how the table was read, and what became of names and times."""
        heading = self._heading
        top = heading.where(heading.row)
        answers = sum(len(group.cells) for group in self._survey.groups)
        params: dict[str, Param] = {"answers": answers, "count": self._respondents}
        found = [problems.TABLE_SURVEY.issue(top, **params)]
        if self._left_out is not None:
            reason = "it describes the questions and belongs to no respondent"
            found.append(tell_left_out(heading, self._left_out, reason))
        if self._first_silent is not None:
            where = heading.where(self._first_silent)
            found.append(problems.ROWS_UNANSWERED.issue(where, count=self._silent))
        personal = [p for p, use in self._survey.uses.items() if use in PERSONAL]
        if personal:
            dropped = [place for place in personal if place != self._name]
            found.append(tell_people(heading, personal[0], *dropped, kept=self._name))
        uses = self._survey.uses.keys() - personal - self._read
        if unread := sorted(self._filled & uses):
            columns = tuple(quote(heading.names[place]) for place in unread)
            found.append(problems.COLUMNS_OF_TOOL.issue(top, columns=columns))
        if self._first_unnamed is not None:
            found.append(tell_ids(heading, self._first_unnamed, self._unnamed))
        found += self._tell_days()
        return found

    def _tell_days(self) -> Iterator[Issue]:
        for days in self._days.values():
            if known := days.finder.find():
                row, place = known.spot
                params: dict[str, Param] = {
                    "first": Own(known.first.isoformat()),
                    "last": Own(known.last.isoformat()),
                }
                yield problems.TABLE_DAYS.issue(self._heading.where(row, place), **params)
            elif doubtful := days.finder.doubtful:
                text, (row, place) = doubtful
                option = Own('--date-format "%d/%m/%Y" (day first) or "%m/%d/%Y" (month first)')
                params = {"found": quote(text), "option": option}
                yield problems.TABLE_TIMES.issue(self._heading.where(row, place), **params)


def _at(row: Row, place: int) -> Raw:
    return row.cells[place] if place < len(row.cells) else None


def _codes(group: EntryColumns) -> dict[str, Placed]:
    return {name: (code, group.place) for name, code in group.codes.items()}
