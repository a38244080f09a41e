"""Finds the row of a sheet that names its columns, and the framework that they are of."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core.wording import find_gist, fold
from improvement_frameworks.tables.cells.cell_text import (
    write_at,
    write_column,
    write_texts,
    write_value,
)
from improvement_frameworks.tables.cells.day import is_day
from improvement_frameworks.tables.headings.column_name import (
    find_name,
    find_speaking,
    headings_of,
    name_columns,
    name_parts,
    part_column,
    words_for_parts,
)
from improvement_frameworks.tables.headings.everyday import EverydayWords
from improvement_frameworks.tables.layouts.mapping import ColumnMapping, read_headings
from improvement_frameworks.tables.rows.column import GROUP, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.layouts.mapping import ColumnMapping
    from improvement_frameworks.tables.reading.sheet import Row
    from improvement_frameworks.tables.rows.column import Column


_WORD: Final = re.compile(r"[^\W\d_]{4}")
SHORTEST_QUESTION: Final = 3
"""How many words a question above a table has at least."""
_OF_ALL_KINDS: Final = ("contributor", "follow_up", "group")
"""How the columns begin whose headings are above many tables."""
_NUMBERED: Final = re.compile(r"\b(?:[a-z]|[0-9]{1,3})\b|(?<=[a-z])[0-9]{1,3}\b")
"""By what columns of one kind differ: "Week 1", "Ward A", "P3"."""
_LEAST_PARTS: Final = 3
"""How many parts are named at least, each once, down a sheet with answers of several beside it."""
_WEEKDAYS: Final = frozenset({"mon", "tue", "wed", "thu", "fri", "sat", "sun"})
BULLET: Final = re.compile(
    r"\s*(?:[-*\u2022\u2023\u25aa\u25cf\u25e6\u2013\u2014]|[0-9]{1,2}[.)])\s+"
)
"""What is before each of several answers in a cell."""
ROWS_COMPARED: Final = 100
"""How many rows below it show what its columns hold."""
ROWS_SEARCHED: Final = 30
"""How many rows from the top the header may stand in."""


def find_header(
    rows: Sequence[Row], frameworks: Iterable[str], mapping: ColumnMapping | None = None
) -> Row | None:
    """Return the first row of those that name the most columns of any of the frameworks.

    A row that names one column alone is a header if nothing else is in it, or if it names the part
    and the cells below are parts.
    """
    first = rows[:ROWS_SEARCHED]
    candidates = tuple(frameworks)
    best: Row | None = None
    most = 0
    for place, row in enumerate(first):
        texts = {i: write_value(cell) for i, cell in enumerate(row.cells) if cell is not None}
        house = read_headings(mapping, texts)
        mapped = sum(map(bool, house.values()))
        free = [text for i, text in texts.items() if not house.get(i)]
        found = mapped + max(_count_own(free, candidates).values(), default=0)
        is_header = found > 1 or (
            found == 1 and sum(map(bool, map(str.strip, texts.values()))) == 1
        )
        if not (is_header or most) and len(texts) > 1:
            called = {name for text in free for name in _calls_parts(text)}.intersection(candidates)
            below = first[place + 1 :]
            is_header = any(_is_above_parts(row, below, name) for name in called)
            found = max(found, int(is_header))
        if is_header and found > most:
            best, most = row, found
    if best is not None:
        return best
    speaking = {name for row in first for text in write_texts(row) for name in name_parts(text)}
    of_parts = (_find_header_of_parts(first, name) for name in candidates if name in speaking)
    if named := list(filter(None, of_parts)):
        return max(named, key=lambda one: one[0])[1]
    named_part = (row for row in first if _names_part(row, candidates))
    return next(named_part, None) or next((row for row in first if _tells(row, candidates)), None)


def _count_own(texts: Iterable[str], candidates: Sequence[str]) -> Counter[str]:
    """Count by framework the headings that are names of its columns, as it writes them itself."""
    named = ((name, fold(text)) for text in texts for name in name_columns(text))
    return Counter(n for n, words in named if n in candidates and words in headings_of(n).own)


def _calls_parts(text: str) -> list[str]:
    """Return the frameworks whose column of parts has such a heading."""
    return [name for name, column in name_columns(text).items() if column == part_column(name)]


def _tells(row: Row, candidates: Sequence[str]) -> bool:
    """Whether a row has a heading that only tables of one framework have, and another of its own.

    Who did something, and what is to be done until when, are in tables of all kinds.
    """
    known = _find_known(row).intersection(candidates)
    telling = [name for name in known if has_telling_name(row, name)]
    if len(telling) != 1:
        return False
    named = {name for text in write_texts(row) if (name := find_name(telling[0], text))}
    return sum(not name.startswith(_OF_ALL_KINDS) for name in named) > 1


def has_telling_name(row: Row, framework: str) -> bool:
    """Whether a heading is one that only tables of a framework have."""
    return not headings_of(framework).telling.isdisjoint(map(fold, write_texts(row)))


def _names_part(row: Row, candidates: Sequence[str]) -> bool:
    """Whether a row names the column of the parts in its own words, and another one."""
    for text in filter(None, write_texts(row)):
        for name in _calls_parts(text):
            if name in candidates and find_gist(text) == find_gist(part_column(name)):
                found = {find_name(name, other) for other in write_texts(row)} - {None}
                if len(found) > 1:
                    return True
    return False


def _find_known(row: Row) -> set[str]:
    """Return the frameworks that have a column with one of the names in a row."""
    return {name for text in write_texts(row) for name in name_columns(text)}


def find_frameworks(
    header: Row, frameworks: Sequence[str], below: Sequence[Row] = ()
) -> tuple[str, ...]:
    """Return the frameworks whose table a header fits best; several if it cannot be told.

    That most cells of a column name parts tells most, then how little is missing, then how many
    cells and headings are known.
    """
    texts = list(filter(None, write_texts(header)))
    places = find_part_places(header, below, frameworks)
    known = _find_known(header) | places.keys()
    scores: dict[str, tuple[int, int, int, int, int, int]] = {}
    for framework in [name for name in frameworks if name in known] or frameworks:
        part, place = part_column(framework), places.get(framework)
        named = {name for text in texts if (name := find_name(framework, text))}
        needed = {*headings_of(framework).required, part} - {"title"}  # or any table would fit
        parts = count_parts(header, below, framework)
        if not parts and place is not None:
            parts = _count_parts([place], below, framework)
            needed.discard(part)
        are_most = place is not None or _is_above_parts(header, below, framework)
        likeness = 2 * are_most or int(bool(parts) or part in named)
        lacks, is_clear = len(needed - named), int(place is not None)
        own = sum(fold(text) in headings_of(framework).own for text in texts)
        scores[framework] = (likeness, -lacks, parts, is_clear, own, len(named))
    best = max(scores.values())
    return tuple(framework for framework, score in scores.items() if score == best)


def count_parts(header: Row, below: Sequence[Row], framework: str) -> int:
    """Return how many cells in the column that is called so name a part."""
    name = part_column(framework)
    texts = (write_value(cell) for cell in header.cells)
    places = [place for place, text in enumerate(texts) if find_name(framework, text) == name]
    return _count_parts(places, below, framework)


def _is_above_parts(row: Row, below: Sequence[Row], framework: str) -> bool:
    """Whether at least half of the cells below what is called as the parts name a part."""
    part = part_column(framework)
    texts = (write_value(cell) for cell in row.cells)
    places = [place for place, text in enumerate(texts) if find_name(framework, text) == part]
    cells = sum(bool(write_at(one, place)) for one in below for place in places)
    found = _count_parts(places, below, framework)
    return 0 < cells <= 2 * found


def count_cells_of_parts(heading: Heading, below: Iterable[Row]) -> int:
    """Return how many cells in the column of the parts name a part."""
    places = [] if heading.part_place is None else [heading.part_place]
    return _count_parts(places, below, heading.framework)


def _count_parts(places: Iterable[int], below: Iterable[Row], framework: str) -> int:
    """Return how many cells name a part, or something that is known to be among the parts."""
    words, names = words_for_parts(framework), headings_of(framework)
    cells = [text for row in below for place in places if (text := write_at(row, place))]
    parts = sum(words.find(cell) is not None for cell in cells)
    return parts + sum(names.is_beside(c) and words.find(c) is None for c in cells) if parts else 0


def find_part_place(header: Row, below: Iterable[Row], framework: str) -> int | None:
    """Return the position of the column of the parts of one framework, whatever it is called."""
    return find_part_places(header, below, [framework]).get(framework)


def find_part_places(
    header: Row, below: Iterable[Row], frameworks: Iterable[str]
) -> Mapping[str, int]:
    """Return by framework the position of the only column half of whose cells name its parts.

    They name two parts at least, and no other column does, so that nothing is guessed. A column
    that is called as the framework calls another one is not looked at. What people call many
    things, such as "What" or "Statement", says less than the cells.
    """
    candidates = {*frameworks}
    columns: dict[int, list[str]] = {}
    for row in islice(below, ROWS_COMPARED):
        for place, cell in enumerate(row.cells):
            if text := write_value(cell).strip():
                columns.setdefault(place, []).append(text)
    found: dict[str, list[int]] = {}
    for place, texts in columns.items():
        heading = write_at(header, place)
        is_corner = place == min(columns) and any(map(write_value, header.cells))
        if not (heading or is_corner):
            continue
        for framework in candidates.intersection(chain.from_iterable(map(find_speaking, texts))):
            names_any = any(map(words_for_parts(framework).find, texts))
            if names_any and _holds_parts(heading, texts, framework):
                found.setdefault(framework, []).append(place)
    return {framework: at[0] for framework, at in found.items() if len(at) == 1}


def _holds_parts(heading: str, texts: Sequence[str], framework: str) -> bool:
    """Whether at least half of the cells of a column are parts, and its heading may be theirs."""
    names, name = headings_of(framework), find_name(framework, heading)
    words = words_for_parts(framework)
    is_own = fold(heading) in names.own and name != names.part
    # "Decision" may be above the parts, "Tags" is above words of any kind
    is_taken = is_own and all(c.name != name or c.kind != "code" for c in columns_of(framework))
    if name in names.days or is_taken or (name is None and words.find(heading)):
        return False
    codes = [words.find(text) for text in texts if not names.is_beside(text)]
    known = [code for code in codes if code]
    is_named = find_gist(names.part) < find_gist(heading)
    is_one = len(codes) > 1 and len(known) == len(codes) and is_named
    return is_one or (len(set(known)) > 1 and 2 * len(known) >= len(codes))


def have_sides(header: Row, below: Sequence[Row], framework: str, part: int | None) -> bool:
    """Whether the parts have columns of answers beside them, or one with bullets.

    The columns are of one kind, such as "Week 1", or each part is named once, and several columns
    of words, such as those of people or places, are beside it.

    Args:
        header: The row of the headings.
        below: The rows below it.
        framework: The framework.
        part: The position of the column whose cells name parts, if there is one.
    """
    texts = {place: text for place, text in enumerate(write_texts(header)) if text}
    first = min(texts, default=0)
    if find_name(framework, texts.get(first, "")) == part_column(framework):
        part = first
    others = {place: text for place, text in texts.items() if place > (part or 0)}
    if part is None or (part == first and len(others) == 1):
        return part is not None and any(map(lists_bullets, below))
    if {find_name(framework, text) for text in others.values()} - {None, GROUP}:
        return False  # "Ward (AM)" may be above what the ward said
    if part == first and are_of_one_kind([*others.values()]):
        return True
    words = words_for_parts(framework)
    named = [code for cell in write_column(below, part) if (code := words.find(cell))]
    is_once = len(named) == len({*named}) >= _LEAST_PARTS
    spoken = [is_prose(write_column(below, place)) for place in others]
    return is_once and all(spoken) and len(spoken) > 1


def lists_bullets(row: Row) -> bool:
    """Whether a cell of a row holds several lines, each with a bullet before it."""
    lines = (text.splitlines() for text in write_texts(row) if "\n" in text)
    return any(all(map(BULLET.match, filter(str.strip, one))) for one in lines)


def are_of_one_kind(texts: Sequence[str]) -> bool:
    """Whether several headings differ by a number or a letter only, or are days of the week.

    >>> are_of_one_kind(["Week 1", "Week 2"]), are_of_one_kind(["Mon", "Tue"])
    (True, True)
    >>> are_of_one_kind(["What we saw", "Why it matters"]), are_of_one_kind(["Week 1"])
    (False, False)
    """
    kinds = {_NUMBERED.sub("", fold(text)).strip() for text in texts}
    are_days = all(fold(text)[:3] in _WEEKDAYS for text in texts)
    return len({*texts}) > 1 and (len(kinds) == 1 or are_days)


def _find_header_of_parts(rows: Sequence[Row], framework: str) -> tuple[int, Row] | None:
    """Return the row above the only column of parts, and how many cells name one, if it is clear.

    It is clear if another heading is that of a column, or only one other column holds words. A
    caption and what is beside it, each once and nothing else, are a drawing and have no header.
    """
    words = words_for_parts(framework)
    for place, row in enumerate(rows):
        texts = list(filter(None, write_texts(row)))
        captions = [text for text in texts if words.find(text) and not find_name(framework, text)]
        if len(texts) < 2 or len(captions) > 1:
            continue
        below = rows[place + 1 :]
        at = find_part_place(row, below, framework)
        if at is None:
            continue
        if words.find(write_at(row, at)):
            return None
        beside = {
            i: write_column(below, i)
            for i, cell in enumerate(row.cells)
            if i != at and write_value(cell).strip()
        }
        names = {find_name(framework, write_value(row.cells[i])) for i in beside}
        if not names & headings_of(framework).of_entries:
            named = [code for one in below if (code := words.find(write_at(one, at)))]
            if sum(map(bool, beside.values())) == 1 and len(set(named)) == len(named):
                continue
            prose = sum(map(is_prose, beside.values()))
            if prose != 1 and (prose or sum(map(is_worded, beside.values())) != 1):
                return None
        return _count_parts([at], below, framework), row
    return None


def find_question_above(
    rows: Sequence[Row], frameworks: Iterable[str]
) -> tuple[Row, str, str] | None:
    """Return a header below a line that asks the question of a part, the framework, and the part.

    Tools for polls write the question above its answers.
    """
    candidates = tuple(frameworks)
    filled = [(row, texts) for row in rows if (texts := [t for t in write_texts(row) if t])]
    for (_, line), (header, texts) in pairwise(filled):
        if len(line) > 2 or len(line[-1].split()) < SHORTEST_QUESTION or len(texts) < 2:
            continue
        found = [one for one in name_parts(line[-1]).items() if one[0] in candidates]
        if len(found) == 1 and any(find_name(found[0][0], text) == "text" for text in texts):
            return (header, *found[0])
    return None


def is_prose(texts: Sequence[str]) -> bool:
    """Whether most texts hold several words."""
    return bool(texts) and 2 * sum(map(_has_words, texts)) >= len(texts)


def _has_words(text: str) -> bool:
    return sum(any(map(str.isalpha, word)) for word in text.split()) > 2 and not is_day(text)


def is_worded(texts: Sequence[str]) -> bool:
    """Whether most texts hold a word that is no code, such as initials, and no day."""
    found = sum(bool(_WORD.search(text)) and not is_day(text) for text in texts)
    return bool(texts) and 2 * found >= len(texts)


def fits(column: Column, cells: Sequence[str]) -> bool:
    """Whether most cells are what a column holds: its codes, or several words.

    Args:
        column: The column.
        cells: The cells that are not blank.
    """
    if not column.terms:
        return is_prose(cells)
    words = EverydayWords.of(column.terms)
    fitting = sum(words.find(cell) is not None for cell in cells)
    return bool(cells) and 2 * fitting >= len(cells)
