"""Proposes a mapping file for a house's own form; what is sure is filled in."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from attrs import define, field

from improvement_frameworks.core.errors import nearest
from improvement_frameworks.core.registry import framework_ids, get_framework
from improvement_frameworks.core.wording import even, fold, index_terms
from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.cells.cell_text import write_value
from improvement_frameworks.tables.headings.column_name import headings_of
from improvement_frameworks.tables.headings.everyday import EverydayWords
from improvement_frameworks.tables.headings.header import ROWS_SEARCHED, count_cells_of_parts
from improvement_frameworks.tables.layouts.answer import answer_names
from improvement_frameworks.tables.layouts.mapping import (
    Answer,
    MappingError,
    quote_key,
    write_meaning,
)
from improvement_frameworks.tables.layouts.sheet_heading import find_heading
from improvement_frameworks.tables.layouts.survey import USED_AS, HeadingReader, headings_in
from improvement_frameworks.tables.layouts.survey_tool import PERSONAL
from improvement_frameworks.tables.options import Options
from improvement_frameworks.tables.reading.source import open_tables
from improvement_frameworks.tables.rows.column import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from improvement_frameworks.tables.reading.sheet import Row, Sheet
    from improvement_frameworks.tables.rows.column import Column

ENOUGH: Final = 2
"""How much the headings must tell of a framework that nobody has named: one word is not enough."""
ROWS_READ: Final = 10_000
"""In how many rows words of columns of codes are looked for."""
WORDS_SHOWN: Final = 50
"""How many of them are shown, and how many characters of each at most."""


@define
class _Found:
    """The header of a sheet, and how many of its headings are sure."""

    sheet: Sheet
    row: Row
    framework: str
    score: int
    is_long: bool
    headings: dict[int, str] = field(factory=dict[int, str])
    meanings: dict[int, str] = field(factory=dict[int, str])
    """The columns as they are read without a mapping, by position."""


def propose_mapping(path: Path, framework: str = "") -> str:
    """Write the text of a mapping file for a table, ready to be edited.

    Every heading of the table is in it: with what it surely means, or blank. Of the table's
    contents only words in columns of codes are shown that are no codes.

    Args:
        path: The table.
        framework: The id of its framework, if the headings do not tell.

    Raises:
        MappingError: if the table cannot be read or the framework is not known.
        UnknownFrameworkError: if no framework has this id.
    """
    tables = list(open_tables(path))
    sheets = [table for table in tables if not isinstance(table, Issue) and not table.is_hidden]
    if not sheets:
        reason = next((table.message for table in tables if isinstance(table, Issue)), "")
        raise MappingError("", reason or "there is no table in it", str(path))
    if framework:
        get_framework(framework)
    read = [one for sheet in sheets if (one := _find_long(path, sheet, framework))]
    if read:
        return "\n".join(_write(path, read[0])) + "\n"
    wanted = [framework] if framework else list(framework_ids())
    found = [one for sheet in sheets for name in wanted for one in _find(sheet, name)]
    best = max((one.score for one in found), default=0)
    fitting = [one for one in found if one.score == best]
    if not fitting:
        raise MappingError("", "there is nothing in it", str(path))
    is_sure = len(wanted) == 1 or best >= ENOUGH
    if len({one.framework for one in fitting}) > 1 or not is_sure:
        names = ", ".join(sorted({one.framework for one in fitting}))
        reason = f"its headings fit more than one framework; name it with --framework: {names}"
        raise MappingError("", reason, str(path))
    return "\n".join(_write(path, fitting[0])) + "\n"


def _find_long(path: Path, sheet: Sheet, framework: str) -> _Found | None:
    """Return the header of a table with a row for each entry, if its cells show that it is one."""
    heading = find_heading(sheet, Options(framework=framework))
    if isinstance(heading, Issue) or heading.survey is not None:
        return None
    if heading.canvas is not None:
        reason = f"it is read as the drawing of {heading.framework}, which needs no mapping file"
        raise MappingError("", reason, str(path))
    if heading.sheet.is_turned:
        reason = f"it is read as a form of {heading.framework}; rename its fields in the file"
        raise MappingError("", reason, str(path))
    meanings = {place: column.name for place, column in heading.columns.items()}
    rows = [row for row in sheet.top[:ROWS_SEARCHED] if row.number > heading.last]
    if heading.part_place is None or not count_cells_of_parts(heading, rows):
        return None
    score = len(meanings)
    headings = dict(heading.names)
    return _Found(
        sheet,
        heading.row,
        heading.framework,
        score,
        is_long=True,
        headings=headings,
        meanings=meanings,
    )


def _find(sheet: Sheet, framework: str) -> Iterator[_Found]:
    """Yield the first row that is at least half as full as the one that names most.

    Title rows hold little. A row of answers may name parts too, even more cells than the header may
    stand in it, and nobody's answers are to be shown as headings.
    """
    above = [
        _judge(sheet, framework, row, headings)
        for row in sheet.top[:ROWS_SEARCHED]
        if (headings := headings_in(row))
    ]
    if above:
        best = max(above, key=lambda one: (one.score > 0, len(one.headings), one.score))
        yield next(one for one in above if 2 * len(one.headings) >= len(best.headings))


def _judge(sheet: Sheet, framework: str, row: Row, headings: dict[int, str]) -> _Found:
    index = headings_of(framework).own
    columns = {index.get(fold(text)) for text in headings.values()} - {None}
    is_long = answer_names(framework).part in columns and len(columns) > 1
    read = HeadingReader(framework, None, headings)
    answers = {
        tuple(one.codes.items()) for one in read.meanings.values() if isinstance(one, Answer)
    }
    # A question at a level tells more of a framework than a question alone, a common word nothing
    score = len(columns) if is_long else sum(map(len, answers))
    return _Found(sheet, row, framework, score, is_long, headings)


def _write(path: Path, found: _Found) -> Iterator[str]:
    framework = found.framework
    yield f"# What the columns of {path.name} mean. Edit it, then:"
    yield f"#   improve validate {path.name} --mapping THIS-FILE"
    yield f"framework = {quote_key(framework)}"
    if found.is_long:
        yield 'layout = "long" # a row for each entry; "wide": a row for each respondent'
    elif not found.score:
        yield '# layout = "long" # a row for each entry; "wide": a row for each respondent'
    else:
        yield 'layout = "wide" # a row for each respondent; "long": a row for each entry'
    yield '# title = "..."'
    yield '# date_format = "%d/%m/%Y" # if days are written so'
    yield '# blank = ["N/A", "-"] # words that mean that there is nothing'
    yield '# people = "keep" # keeps names; without it they are left out of survey exports'
    yield ""
    yield "[columns]"
    example = write_meaning(Answer(codes=_example_codes(framework)))
    yield '# A heading means a column, such as "recorded_on", or holds an answer, such as'
    yield f'# {example}; with "" it is left out.'
    yield f"# The columns: improve show {framework} --columns. The codes:"
    for name, codes in _closed_lists(framework):
        yield f"# {name}: {', '.join(codes)}"
    columns: dict[int, Column] = {}
    written: set[str] = set()
    read = HeadingReader(framework, None, found.headings)
    by_name = {column.name: column for column in columns_of(framework)}
    alike: dict[str, list[int]] = {}
    for place, text in found.headings.items():
        alike.setdefault(even(text), []).append(place)
    for places in alike.values():
        proposed = [_propose_one(found, read, place, written) for place in places]
        for place, (meaning, _) in zip(places, proposed, strict=True):
            if isinstance(meaning, str) and meaning in by_name:
                columns[place] = by_name[meaning]
                written.add(meaning)
        key = quote_key(found.headings[places[0]])
        remark = "; ".join(dict.fromkeys(remark for _, remark in proposed if remark))
        meanings = tuple(meaning or "" for meaning, _ in proposed)
        if all(meaning is None for meaning, _ in proposed):
            yield f"# {key} # {remark}"
        else:
            shown = write_meaning(meanings[0] if len(meanings) == 1 else meanings)
            yield f"{key} = {shown}" + (f" # {remark}" if remark else "")
    for place, column in columns.items():
        if column.terms:
            yield from _propose_words(found, place, column)


def _propose_one(
    found: _Found, read: HeadingReader, place: int, written: set[str]
) -> tuple[str | Answer | None, str]:
    """Return what a heading means, or nothing for a remark alone; and a remark."""
    text = found.headings[place]
    index = headings_of(found.framework).own
    use = read.uses.get(place)
    meaning: str | Answer | None
    if found.is_long:
        meaning = found.meanings.get(place) or index.get(fold(text))
    elif use in PERSONAL:
        kept = use == "name" and "contributor_name" not in written
        return ("contributor_name" if kept else ""), "identifies a person: left out" + (
            ', unless people = "keep"' if kept else ""
        )
    elif use == "sent":
        return "recorded_on", "the last day of all is the day of recording"
    elif use in {"role", "organisation"}:
        meaning = USED_AS[use]
    elif use is not None:
        return None, "a column that survey tools add; it needs no line"
    else:
        meaning = read.meanings.get(place)
    if isinstance(meaning, str) and meaning in written:
        return "", f"{meaning} is in another column already"
    if meaning:
        return meaning, ""
    near = _find_near(found, text)
    return "", f"not known; perhaps {near}" if near else "not known"


def _find_near(found: _Found, text: str) -> str:
    if not found.is_long and (answer := answer_names(found.framework).find_near(text)):
        return write_meaning(answer)
    index = headings_of(found.framework).own
    key = nearest(fold(text), index)
    return quote_key(index[key]) if key else ""


def _propose_words(found: _Found, place: int, column: Column) -> Iterator[str]:
    """Offer the words in a column of codes that are none of them, once each."""
    known = index_terms(column.terms)
    everyday = EverydayWords.of(column.terms)
    words: dict[str, None] = {}
    for row in islice(found.sheet.rows(), ROWS_READ):
        if isinstance(row, Issue) or row.number <= found.row.number or place >= len(row.cells):
            continue
        cell = write_value(row.cells[place])
        pieces = cell.split(column.separator) if column.separator else [cell]
        for word in map(str.strip, pieces):
            if word and len(word) <= WORDS_SHOWN and not everyday.find(word):
                words[word] = None
    if not words:
        return
    yield from ("", f"[words.{column.name}]")
    yield f"# words in that column that are no codes; the codes: {', '.join(column.codes)}"
    for word in islice(words, WORDS_SHOWN):
        near = nearest(fold(word), known)
        yield f"# {quote_key(word)} = {quote_key(known[near] if near else '')}"


def _closed_lists(framework: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    part = answer_names(framework).part
    for column in columns_of(framework):
        is_needed = column.name == part or (column.is_required and column.place == "entry")
        if is_needed and column.terms:
            yield column.name, column.codes


def _example_codes(framework: str) -> dict[str, str]:
    return {name: codes[0] for name, codes in _closed_lists(framework)}
