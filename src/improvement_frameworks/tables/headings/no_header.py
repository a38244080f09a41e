"""Says why no header was found in a sheet."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import frozen

from improvement_frameworks import problems
from improvement_frameworks.core.wording import fold
from improvement_frameworks.problems.problem import Issue, Own, Where, quote, show
from improvement_frameworks.tables.cells.cell_text import write_texts, write_value
from improvement_frameworks.tables.headings.column_name import (
    headings_of,
    name_columns,
    name_parts,
)
from improvement_frameworks.tables.headings.header import (
    ROWS_SEARCHED,
    SHORTEST_QUESTION,
    find_header,
)
from improvement_frameworks.tables.headings.heading_match import match_heading
from improvement_frameworks.tables.layouts.survey_tool import find_raw_uses, find_use
from improvement_frameworks.tables.reading.sheet import Row
from improvement_frameworks.tables.rows.row import is_blank_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.reading.sheet import Sheet

_MARKS: Final = {
    ",": "commas",
    ";": "semicolons",
    "\t": "tabs",
    ":": "colons",
    "|": "upright strokes",
    "/": "slashes",
    "  ": "runs of spaces",
}
_ELSEWHERE: Final = (
    ("Start", "Stop", "Continue"),
    ("Mad", "Sad", "Glad"),
    ("Liked", "Learned", "Lacked", "Longed for"),
    ("Strengths", "Weaknesses", "Opportunities", "Threats"),
    ("Plan", "Do", "Study", "Act"),
    ("Situation", "Background", "Assessment", "Recommendation"),
)
"""The captions of well-known methods that no framework here holds: what people want to start, say,
is not what they have started."""
_CODE: Final = re.compile(r"[A-Za-z]{1,10}[0-9]{1,8}(?:[_[][A-Za-z0-9_]{1,20}\]?)?(?:_text)?")
"""What survey tools call questions in short, such as "Q00001_SQ001"."""
_MOST_LIKELY: Final = 3
"""How many frameworks are named at most."""
_MOST_REASONS: Final = 5
"""How many cells are shown at most for each."""


def explain_headless(sheet: Sheet, frameworks: Sequence[str]) -> Issue:
    """Return the reason why a sheet has no header: nothing in it, one column only, other names."""
    top = Where(source=sheet.source, sheet=sheet.name)
    if all(isinstance(row, Issue) or is_blank_row(row) for row in sheet.rows()):
        return problems.TABLE_EMPTY.issue(top)
    for mark, name in _MARKS.items():
        header = find_header([*_split(sheet, mark)], frameworks)
        if header is not None:
            where = Where(source=sheet.source, sheet=sheet.name, row=header.number or None)
            return problems.TABLE_DELIMITER.issue(where, found=Own(name))
    named = frameworks[0] if len(frameworks) == 1 else ""
    ranked = rank_frameworks(sheet, frameworks)
    likely = [one for one in ranked if one.is_told]
    first = [one.framework for one in ranked[:_MOST_LIKELY]] or frameworks[:1]
    file = Path(sheet.source).name
    near = _find_nearest(sheet, first)
    row = near.row.number if near else None
    where = Where(source=sheet.source, sheet=sheet.name, row=row or None)
    why = "" if named else _tell_elsewhere(sheet) or _tell_coded(sheet) or _tell_likely(likely)
    return problems.TABLE_NO_HEADER.issue(
        where,
        limit=ROWS_SEARCHED,
        framework=Own(named or "any framework"),
        nearest=Own((_describe(near) if near else "") + why),
        command=Own(_write_command(near, file) if near else f"improve map {show(file)}"),
        id=Own(likely[0].framework if likely else named or "FRAMEWORK"),
    )


@frozen
class Likely:
    """A framework that a sheet may be of, and why."""

    framework: str
    """Its id."""
    parts: Mapping[str, str]
    """By part: what in the sheet says as much."""
    columns: Mapping[str, str]
    """By column of an entry: the heading that says as much."""

    @property
    def is_told(self) -> bool:
        """Whether two cells point to it, or one that asks a question: one word may be anything."""
        is_asked = any(len(text.split()) >= SHORTEST_QUESTION for text in self.parts.values())
        return is_asked or len(self.parts) + len(self.columns) > 1

    def tell(self) -> str:
        """Say which framework it is, and why."""
        said = [*self.parts.values(), *self.columns.values()][:_MOST_REASONS]
        return f"{self.framework} ({', '.join(map(quote, said))})"


def rank_frameworks(sheet: Sheet, frameworks: Sequence[str]) -> list[Likely]:
    """Return the frameworks whose parts, or columns of entries, are named in the top of a sheet.

    The most likely is first. The names of the sheet and its file count, too, and so does "Start"
    for "Started", as nothing is read because of it.
    """
    rows = sheet.top[:ROWS_SEARCHED]
    texts = [list(filter(None, write_texts(row))) for row in rows]
    texts = [[text for text in one if not text.isdecimal()] for one in texts]
    cells = dict.fromkeys((sheet.name, Path(sheet.source).stem, *(t for one in texts for t in one)))
    headings: dict[str, dict[str, str]] = {name: {} for name in frameworks}
    parts: dict[str, dict[str, str]] = {name: {} for name in frameworks}
    for text in cells:
        for name, column in name_columns(text).items():
            if name in headings and _is_of_entry(name, column):
                headings[name][text] = column
        for name, code in name_parts(text, is_like=True).items():
            if name in parts:
                parts[name][code] = text
    shared = Counter(text for found in headings.values() for text in found)
    found = [
        Likely(name, parts[name], _find_columns(texts, headings[name], shared))
        for name in frameworks
    ]
    found = [one for one in found if one.parts or one.columns]
    return sorted(found, key=lambda one: (-len(one.parts), -len(one.columns)))


def name_candidates(sheet: Sheet, fitting: Sequence[str]) -> tuple[Own, ...]:
    """Return the frameworks that columns fit, or the likely ones with the reason if there are many.

    Args:
        sheet: The sheet.
        fitting: The frameworks whose columns it has.
    """
    if len(fitting) <= _MOST_LIKELY:
        return tuple(map(Own, fitting))
    likely = [one for one in rank_frameworks(sheet, fitting) if one.is_told][:_MOST_LIKELY]
    return (*(Own(one.tell()) for one in likely), Own(f"any of {len(fitting)}"))


def _is_of_entry(framework: str, column: str) -> bool:
    names = headings_of(framework)
    return column in names.of_entries or column == names.part


def _find_columns(
    rows: Sequence[Sequence[str]], names: Mapping[str, str], shared: Mapping[str, int]
) -> dict[str, str]:
    """Return the most columns that one row names; a heading of many frameworks tells nothing."""
    columns = [
        {names[text]: text for text in row if text in names and shared[text] <= _MOST_LIKELY}
        for row in rows
    ]
    return max(columns, key=len, default=dict[str, str]())


def _tell_elsewhere(sheet: Sheet) -> str:
    """Say which well-known method a sheet is of, if it has all of its captions."""
    rows = (row for row in islice(sheet.rows(), ROWS_SEARCHED) if isinstance(row, Row))
    said = {fold(write_value(cell)).removesuffix(" doing") for row in rows for cell in row.cells}
    found = (names for names in _ELSEWHERE if said >= set(map(fold, names)))
    names = next(found, ())
    about = f'This is "{", ".join(names)}", which is none of the frameworks here.'
    return (
        f" {about} Where a part of a framework means the same, write its name instead."
        if names
        else ""
    )


def _tell_coded(sheet: Sheet) -> str:
    """Say what is needed if a survey tool wrote nothing but the codes of its questions."""
    texts = next((found for row in sheet.top if any(found := write_texts(row))), list[str]())
    headings = {place: text for place, text in enumerate(texts) if text}
    added = find_raw_uses(headings)
    others = [t for place, t in headings.items() if place not in added and not find_use(t, ())]
    if not added or not others or not all(map(_CODE.fullmatch, others)):
        return ""
    return (
        " Its questions are in the codes of a survey tool. Export it again with the full text of "
        "questions and answers."
    )


def _tell_likely(likely: Sequence[Likely]) -> str:
    if not likely:
        return " Nothing in it points to one framework."
    return f" The most likely: {', '.join(one.tell() for one in likely[:_MOST_LIKELY])}."


def _find_nearest(sheet: Sheet, frameworks: Sequence[str]) -> Heading | None:
    """Return the row that comes nearest to a header, with what its headings mean."""
    rows = sheet.top[: 2 * ROWS_SEARCHED]
    if not rows:
        return None
    found: list[Heading] = []
    for framework in frameworks:
        row = max(rows[:ROWS_SEARCHED], key=lambda row: len(_name_columns(row, framework)))
        below = [one for one in rows if one.number > row.number]
        found.append(match_heading(sheet, framework, row, None, below))
    known = [one for one in found if one.columns and _name_columns(one.row, one.framework)]
    return max(known, key=lambda one: len(one.columns), default=None)


def _name_columns(row: Row, framework: str) -> set[str]:
    names = (name_columns(text).get(framework, "") for text in write_texts(row))
    return {*names} - {""}


def _describe(heading: Heading) -> str:
    """Say which headings of a row are known, and as what."""
    names, columns = heading.names, heading.columns
    known = ", ".join(f"{quote(names[place])} as {c.name}" for place, c in columns.items())
    unknown = ", ".join(quote(text) for place, text in names.items() if place not in columns)
    return (
        f" The nearest is row {heading.row.number}. Known: {known}. Not known: {unknown or 'none'}."
    )


def _write_command(heading: Heading, name: str) -> str:
    """Write the command that would read a table, if its cells tell what every entry needs."""
    needed = {p: c.name for p, c in heading.columns.items() if c.is_required and c.place == "entry"}
    options = [f"--column {quote(f'{heading.names[p]}={needed[p]}')}" for p in needed]
    is_missing = any(issue.problem is problems.COLUMN_MISSING for issue in heading.issues)
    if is_missing or not options:
        return f"improve map {show(name)}"
    return f"improve validate {show(name)} --framework {heading.framework} {' '.join(options)}"


def issues_above(sheet: Sheet) -> list[Issue]:
    """Return what the reader said about the rows in which a header was looked for."""
    first = islice(sheet.rows(), 2 * ROWS_SEARCHED)
    return [item for item in first if isinstance(item, Issue)]


def _split(sheet: Sheet, mark: str) -> Iterator[Row]:
    """Yield the first rows that have all in one cell as they would be if it were split."""
    for row in sheet.top[:ROWS_SEARCHED]:
        texts = [text for text in map(write_value, row.cells) if text.strip()]
        if len(texts) == 1 and mark in texts[0]:
            yield Row(row.number, texts[0].split(mark))
