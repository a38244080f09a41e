"""Joins the check boxes of an export: a column for each choice becomes one answer with all of them.

Seen in exports and in programs that read them: REDCap calls the columns ``variable___code`` with 0
and 1, or, with labels, ``Question (choice=Label)`` with Checked and Unchecked; KoboToolbox calls
them ``Question/Label``, behind ``Question`` with all that are chosen. People tick columns that are
called as the codes of a list, and number columns of it.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import evolve

from improvement_frameworks import problems
from improvement_frameworks.core.wording import fold
from improvement_frameworks.problems.problem import Own, Where, quote
from improvement_frameworks.tables.cells.cell_text import (
    find_content,
    write_at,
    write_texts,
    write_value,
)
from improvement_frameworks.tables.cells.cell_value import NO, YES
from improvement_frameworks.tables.headings.column_name import (
    find_name,
    part_column,
    words_for_column,
)
from improvement_frameworks.tables.headings.header import ROWS_SEARCHED
from improvement_frameworks.tables.reading.sheet import Row, RowReader
from improvement_frameworks.tables.rows.column import columns_of
from improvement_frameworks.tables.rows.verdict import may_be_total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.reading.sheet import Raw, Sheet

Boxes: TypeAlias = "Mapping[str, Mapping[int, str]]"
"""By question: the choices by the positions of their columns."""

_LABELLED: Final = "(choice="
_RAW: Final = re.compile(r"(\w{1,100}?)___(\w{1,100})")
_NUMBERED: Final = re.compile(r"([^\W\d].{0,40}?[^\d\s#]) ?#?[1-9][0-9]?")
_SEPARATOR: Final = "; "
AS_WRITTEN: Final = "*"
"""The choice of a column in whose cells it is written what is chosen."""
_TICKS: Final = YES - {"1", "t"}
"""What people put into the column of a code; a figure counts something there."""


def join_check_boxes(sheet: Sheet, frameworks: Sequence[str]) -> tuple[Sheet, Issue] | None:
    """Return a sheet whose check boxes are joined, and what is to be said; nothing without any.

    Each cell keeps its place: what is checked is in the first column of its question, and the other
    columns of the question are blank.

    Args:
        sheet: The sheet.
        frameworks: Those that it may be of.
    """
    data = [(place, row) for place, row in enumerate(sheet.top) if not _is_total(row)]
    for place, header in enumerate(sheet.top[:ROWS_SEARCHED]):
        below = [row for at, row in data if at > place]
        boxes: Boxes = {
            question: choices
            for question, choices in find_boxes(header).items()
            if all(_are_boxes(row, choices) for row in below)
            and any(choices[p] for row in below for p in find_content(row) if p in choices)
            and len(set(choices.values())) == len(choices)
        }
        boxes = boxes or find_ticks(sheet.top[: place + 1], below, frameworks)
        boxes = boxes or find_numbered(header, frameworks)
        if boxes and all(_are_boxes(row, each) for row in below for each in boxes.values()):
            read = partial(_join, sheet, header, boxes)
            joined = evolve(sheet, reader=RowReader(read, sheet.reader.size))
            names = tuple(
                Own(f"{quote(name)}: {sum(map(bool, each.values()))}")
                for name, each in boxes.items()
            )
            where = Where(source=sheet.source, sheet=sheet.name, row=header.number)
            return joined, problems.BOXES_JOINED.issue(where, columns=names)
    return None


def find_boxes(header: Row) -> Boxes:
    """Return the questions of a header that have a column for each choice.

    The column of the question itself is among them, if there is one, with no choice.

    >>> find_boxes(Row(1, ["record_id", "role___1", "role___2", "Use (choice=Daily)"]))
    {'role': {1: '1', 2: '2'}}
    >>> find_boxes(Row(1, ["Themes", "Themes/Silos", "Themes/Too many pilots"]))
    {'Themes': {0: '', 1: 'Silos', 2: 'Too many pilots'}}
    """
    found: dict[str, dict[int, str]] = {}
    texts = write_texts(header)
    for place, text in enumerate(texts):
        question, choice = _split_name(text)
        if choice:
            own = {texts.index(question): ""} if question in texts else {}
            found.setdefault(question, own)[place] = choice
    return {question: choices for question, choices in found.items() if len(choices) > 1}


def find_ticks(top: Sequence[Row], below: Sequence[Row], frameworks: Iterable[str]) -> Boxes:
    """Return the columns that are called as codes of one list, with ticks below: "Yes", "Partly".

    Args:
        top: The rows down to that of the headings. What has a heading of its own further up is a
            cell below it; one heading may stand above all of the columns.
        below: The rows below the headings.
        frameworks: Those whose codes they may be.

    >>> header = Row(1, ["Principle", "Yes", "Partly", "Not considered"])
    >>> rows = [Row(2, ["Be timely", "x", "", ""]), Row(3, ["Be purposeful", "", "x", ""])]
    >>> find_ticks([header], rows, ["learning-principles"])
    {'status': {1: 'Yes', 2: 'Partly', 3: 'Not considered'}}
    """
    *above, header = top
    headings = {p: text for p, cell in enumerate(header.cells) if (text := write_value(cell))}
    ticked = [p for p in headings if _says_only(below, p, _TICKS | NO)]
    if len(ticked) < 2 or all(_says_only(below, p, NO) for p in ticked):
        return {}
    headed = {place for row in above for place in find_content(row)}
    found: dict[str, dict[int, str]] = {}
    for framework in frameworks:
        for column in columns_of(framework):
            if column.kind != "code" or column.place != "entry":
                continue
            words = words_for_column(column, framework)
            codes = {p: code for p in ticked if (code := words.find(headings[p]))}
            known = len(found.get(column.name, ()))  # of another framework
            is_more = len(set(codes.values())) == len(codes) > max(1, known)
            if not is_more or len(headed & codes.keys()) > 1:
                continue
            if column.is_list or not any(_has_several(row, codes) for row in below):
                found[column.name] = {place: headings[place] for place in codes}
    most = max(map(len, found.values()), default=0)
    best = {name: choices for name, choices in found.items() if len(choices) == most}
    return best if len(best) == 1 else {}


def _says_only(rows: Iterable[Row], place: int, words: frozenset[str]) -> bool:
    return all(fold(text) in words for row in rows if (text := write_at(row, place)))


def find_numbered(header: Row, frameworks: Iterable[str]) -> Boxes:
    """Return the columns that are called as a list and numbered, each with one item in a cell.

    >>> find_numbered(Row(1, ["Quote", "Theme 1", "Theme 2"]), ["risk-themes"]) == {
    ...     "Theme": {1: AS_WRITTEN, 2: AS_WRITTEN}
    ... }
    True
    """
    found: dict[str, dict[int, str]] = {}
    for place, text in enumerate(write_texts(header)):
        if named := _NUMBERED.fullmatch(text):
            found.setdefault(named[1], {})[place] = AS_WRITTEN
    several = {name: places for name, places in found.items() if len(places) > 1}
    lists = [one for one in several if any(_is_list(framework, one) for framework in frameworks)]
    return {name: several[name] for name in lists}


def _is_list(framework: str, text: str) -> bool:
    """Whether a name is that of the parts, of which an entry may have several."""
    part = part_column(framework)
    if find_name(framework, text) != part:
        return False  # before the record of the framework is loaded
    return any(column.name == part and column.is_list for column in columns_of(framework))


def _is_total(row: Row) -> bool:
    """Whether a row says how many boxes are checked, and nothing of an answer."""
    return any(map(may_be_total, write_texts(row)))


def _has_several(row: Row, places: Iterable[int]) -> bool:
    cells = (fold(write_value(row.cells[place])) for place in places if place < len(row.cells))
    return sum(cell in _TICKS for cell in cells) > 1


def _split_name(text: str) -> tuple[str, str]:
    """Return the question and the choice of a heading; nothing if it is that of no check box.

    >>> _split_name("Themes (choice=Silos)"), _split_name("themes___2"), _split_name("Themes")
    (('Themes', 'Silos'), ('themes', '2'), ('', ''))
    """
    question, mark, choice = text.partition(_LABELLED)
    if mark and choice.endswith(")"):
        return question.rstrip(), choice[:-1].strip(" '\"")
    if raw := _RAW.fullmatch(text):
        return raw[1], raw[2]
    question, _, choice = map(str.strip, text.partition("/"))
    is_named = any(map(str.isalpha, question)) and any(map(str.isalpha, choice))  # and no day
    return (question, choice) if is_named else ("", "")


def _are_boxes(row: Row, choices: Mapping[int, str]) -> bool:
    """Whether the cells of a question are boxes."""
    return all(
        _read_box(row, place, choice) is not None
        for place, choice in choices.items()
        if choice not in {"", AS_WRITTEN}
    )


def _read_box(row: Row, place: int, choice: str) -> bool | None:
    """Whether a box is checked; nothing if the cell says something else."""
    words = fold(write_value(row.cells[place])) if place < len(row.cells) else ""
    if words in YES or words == fold(choice):
        return True
    return False if words in NO or not words else None


def _join(sheet: Sheet, header: Row, boxes: Boxes) -> Iterator[Row | Issue]:
    for row in sheet.rows():
        if isinstance(row, Row) and row.number >= header.number:
            cells: list[Raw] = [*row.cells]
            for question, choices in boxes.items():
                is_header = row.number == header.number
                text = question if is_header else _write_choices(row, choices)
                for place in choices:
                    if place < len(cells):
                        cells[place] = ""
                first = min(choices)
                if first < len(cells):
                    cells[first] = text
            yield Row(row.number, cells, row.line)
        else:
            yield row


def _write_choices(row: Row, choices: Mapping[int, str]) -> str:
    """Write the choices that are checked; what is no box stays as it is."""
    chosen: list[str] = []
    for place, choice in choices.items():
        if not choice:
            continue  # all that are chosen, with no mark between one and the next
        if choice == AS_WRITTEN:
            chosen += filter(None, write_texts(row)[place : place + 1])
            continue
        is_checked = _read_box(row, place, choice)
        if is_checked is None:
            chosen.append(write_value(row.cells[place]).strip())
        elif is_checked:
            chosen.append(choice)
    if not chosen:  # then what is written in the column of the question is the answer
        own = (write_texts(row)[p : p + 1] for p, choice in choices.items() if not choice)
        chosen = [text for texts in own for text in texts if text and fold(text) not in NO]
    return _SEPARATOR.join(chosen)
