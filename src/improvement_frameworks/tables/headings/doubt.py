"""Asks whose table it is, where too little in it tells.

Many tables have a column "Category" and an item in each row, or the words "Plan" and "Actual" above
two columns. What was found out from so little is not read; it is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from improvement_frameworks import problems
from improvement_frameworks.core.registry import get_framework
from improvement_frameworks.core.wording import fold
from improvement_frameworks.problems.problem import Own, quote, show
from improvement_frameworks.tables.cells.cell import NOTHING
from improvement_frameworks.tables.cells.cell_text import write_column, write_value
from improvement_frameworks.tables.cells.day import may_be_day
from improvement_frameworks.tables.headings.column_name import (
    PART_NAMES,
    find_name,
    headings_of,
    part_column,
    words_for_parts,
)
from improvement_frameworks.tables.headings.header import has_telling_name, is_prose
from improvement_frameworks.tables.headings.heading import find_named_parts
from improvement_frameworks.tables.layouts.survey_tool import find_use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.layouts.canvas.canvas import Canvas
    from improvement_frameworks.tables.layouts.survey import Survey
    from improvement_frameworks.tables.reading.sheet import Row

_NONE: Final = (Own("none"),)
_ENOUGH: Final = 3
"""How many parts are named at least, or words in a question, if that tells enough."""
_MOST_MISSING: Final = 8
"""How many parts that are not named are listed at most."""
_FIGURE: Final = re.compile(r"-?[0-9.,]{1,12} ?%?")
_LONGEST_NUMBER: Final = 20
"""How many characters the number of a case has at most."""


def ask_framework(heading: Heading, rows: Sequence[Row]) -> Issue | None:
    """Return the question whether a table is of its framework; nothing if enough tells that.

    Args:
        heading: How the table was read, for a framework that nobody named.
        rows: The first rows of the sheet.
    """
    if heading.noun is not None:
        return None
    below = [row for row in rows if row.number > heading.last]
    pairs = find_named_parts(heading)
    named = {code for _, code in pairs}
    is_asked = any(len(text.split()) > _ENOUGH for text, _ in pairs)
    if heading.survey is not None:
        is_clear = _is_clear_survey(heading, heading.survey, below, is_asked=is_asked)
    elif heading.canvas is not None:
        is_clear = _is_clear_canvas(heading, heading.canvas, rows, len(named), is_asked=is_asked)
    elif heading.part_place is None and not heading.splits:
        is_clear = _is_clear_without_parts(heading)
    else:
        is_clear = _is_clear_list(heading, below, len(named), is_asked=is_asked)
    if is_clear:
        return None
    parts = get_framework(heading.framework).parts
    missing = [quote(part.label) for part in parts if part.code not in named]
    more = [Own(f"and {n} more")] if (n := len(missing[_MOST_MISSING:])) else []
    return problems.TABLE_UNSURE.issue(
        heading.where(heading.row),
        framework=heading.framework,
        named=tuple(quote(part.label) for part in parts if part.code in named) or _NONE,
        missing=(*missing[:_MOST_MISSING], *more) if missing else _NONE,
        file=Own(show(Path(heading.sheet.source).name)),
    )


def _is_clear_without_parts(heading: Heading) -> bool:
    """Whether a table without a column of parts has others that only its framework has."""
    if part_column(heading.framework) in heading.constants:
        return True
    others = [column for column in heading.columns.values() if column.place == "entry"]
    is_told = len(others) > 1 or has_telling_name(heading.row, heading.framework)
    return is_told and not _is_half_unread(heading)


def _is_clear_list(heading: Heading, below: Sequence[Row], named: int, *, is_asked: bool) -> bool:
    """Whether the headings, the parts, or what is said of them, tell whose list it is."""
    place = next(iter(heading.splits), heading.part_place) or 0
    cells = write_column(below, place)
    own = headings_of(heading.framework).own
    if heading.head_count is None and _counts_more(heading, below):
        return False
    words = words_for_parts(heading.framework)
    if cells and not named and all(words.find_near(cell) is None for cell in cells):
        return sum(fold(text) in own for text in heading.names.values()) > 1
    if is_asked or _has_own_words(heading):
        return True
    if _spans_days(heading, below):
        return False
    is_joined = bool(heading.sheet.joins)
    if named >= _ENOUGH or 2 * named >= _count_parts(heading) + is_joined:
        return True
    texts = [p for p, c in heading.columns.items() if c.kind == "text" and c.place == "entry"]
    unread = (text for place, text in heading.names.items() if place not in heading.columns)
    is_told = fold(heading.names.get(place, "")) not in {*PART_NAMES, ""} and not is_joined
    is_known = is_told and all(find_use(text, ()) for text in unread)
    return is_known or any(is_prose(write_column(below, p)) for p in (*texts, *heading.splits))


def _counts_more(heading: Heading, below: Sequence[Row]) -> bool:
    """Whether columns of figures are beside the parts, such as quarters, and nobody knows them.

    A column that is called as any of an entry tells enough.
    """
    part, names = part_column(heading.framework), headings_of(heading.framework)
    said = {
        column.name
        for place, column in heading.columns.items()
        if column.place == "entry"
        and find_name(heading.framework, heading.names[place]) == column.name
    }
    called = names.own.get(fold(heading.names.get(heading.part_place or 0, "")))
    others = heading.names.keys() - heading.columns.keys()
    unread = (write_column(below, place) for place in others)
    figures = [cells for cells in unread if cells and all(map(_FIGURE.fullmatch, cells))]
    running = [str(number) for number in range(1, len(below) + 1)]
    counted = [cells for cells in figures if cells != running[: len(cells)]]
    return said <= {part} and called != part and len(counted) > 1


def _is_half_unread(heading: Heading, least: int = 2) -> bool:
    """Whether half of several headings, as those of a backlog, belong to nothing."""
    groups = heading.survey.groups if heading.survey else ()
    asked = {group.place for group in groups}  # and not the columns beside, such as "Owner"
    unread = heading.names.keys() - heading.columns.keys() - heading.splits.keys() - asked
    strange = [place for place in unread if not find_use(heading.names[place], ())]
    return len(strange) >= least and 2 * len(strange) >= len(heading.names)


def _count_parts(heading: Heading) -> int:
    return len(get_framework(heading.framework).parts)


def _has_own_words(heading: Heading) -> bool:
    """Whether a column of entries is called as the framework calls it."""
    own, part = headings_of(heading.framework).own, part_column(heading.framework)
    return any(
        column.place == "entry"
        and fold(heading.names.get(place, "")) in own
        and not (column.name == part and heading.sheet.joins)
        for place, column in heading.columns.items()
    )


def _spans_days(heading: Heading, below: Sequence[Row]) -> bool:
    """Whether answers that are counted together were given on several days."""
    if heading.head_count is None:
        return False
    days = headings_of(heading.framework).days
    places = [p for p, text in heading.names.items() if find_name(heading.framework, text) in days]
    return any(len({cell[:10] for cell in write_column(below, place)}) > 1 for place in places)


def _is_clear_survey(
    heading: Heading, survey: Survey, below: Sequence[Row], *, is_asked: bool
) -> bool:
    """Whether a question is asked in the words of the framework, or answered in words."""
    places = [group.place for group in survey.groups]
    if heading.head_count or is_asked:
        return True
    is_short = len(places) == 1 and len(heading.names[places[0]].split()) < _ENOUGH
    if is_short and _is_half_unread(heading, least=_ENOUGH):
        return False  # "Cause" in a register, or "Staff" in a row of data, may name a part
    cells = [
        cell for place in places for cell in write_column(below, place) if fold(cell) not in NOTHING
    ]
    said = [cell for cell in cells if not may_be_day(cell)]  # when a step was taken, and no words
    return not cells or any(map(str.isalpha, "".join(said)))


def _is_clear_canvas(
    heading: Heading, canvas: Canvas, rows: Sequence[Row], named: int, *, is_asked: bool
) -> bool:
    """Whether the captions, or what is below them, tell that a drawing is of the framework."""
    names, parts = headings_of(heading.framework), _count_parts(heading)
    is_matrix = not canvas.captions  # the names of both its axes are there
    if canvas.axis and (is_matrix or not names.required.isdisjoint(names.axes)):
        return True
    texts = {(row.number, i): write_value(c) for row in rows for i, c in enumerate(row.cells)}
    if named < _ENOUGH and len(canvas.left_out) >= (1 + is_asked) * len(canvas.answers):
        return False  # "What happened" and "Action" in a form with other fields
    if named >= parts:
        return True
    if _lists_cases(canvas, texts):
        return False
    answers = [text for spot in canvas.answers if (text := texts.get(spot, "").strip())]
    return named >= _ENOUGH or 2 * named > parts or is_prose(answers)


def _lists_cases(canvas: Canvas, texts: dict[tuple[int, int], str]) -> bool:
    """Whether each row below captions has the number of a case of its own, as in a register."""
    columns: dict[int, list[tuple[int, int]]] = {}
    for spot in sorted(canvas.left_out):
        columns.setdefault(spot[1], []).append(spot)
    captioned = Counter(row for row, _ in canvas.captions)
    for head, *below in columns.values():
        numbers = {text for spot in below if _is_number(text := texts.get(spot, "").strip())}
        if captioned[head[0]] > 1 and len(numbers) == len(below) > 1:
            return True
    return False


def _is_number(text: str) -> bool:
    """Whether a text is such as "2026-014"."""
    return len(text) <= _LONGEST_NUMBER and any(map(str.isdigit, text))
