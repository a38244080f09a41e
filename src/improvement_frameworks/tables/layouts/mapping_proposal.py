"""Proposes a mapping file for a house's own form; what is sure is filled in."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core.errors import nearest
from improvement_frameworks.core.registry import get_framework
from improvement_frameworks.core.wording import even, fold, index_terms
from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.cells.cell_text import write_value
from improvement_frameworks.tables.headings.column_name import headings_of
from improvement_frameworks.tables.headings.everyday import EverydayWords
from improvement_frameworks.tables.headings.header import ROWS_SEARCHED, count_cells_of_parts
from improvement_frameworks.tables.headings.heading import Heading
from improvement_frameworks.tables.layouts.answer import answer_names
from improvement_frameworks.tables.layouts.mapping import (
    Answer,
    MappingError,
    Split,
    quote_key,
    write_meaning,
)
from improvement_frameworks.tables.layouts.sheet_heading import find_heading
from improvement_frameworks.tables.layouts.survey import RECORDED, headings_in, match_survey
from improvement_frameworks.tables.layouts.survey_tool import PERSONAL
from improvement_frameworks.tables.options import Options
from improvement_frameworks.tables.reading.source import open_tables
from improvement_frameworks.tables.rows.column import PERSON_NAME, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from improvement_frameworks.tables.layouts.mapping import Meaning
    from improvement_frameworks.tables.reading.sheet import Sheet
    from improvement_frameworks.tables.rows.column import Column

ROWS_READ: Final = 10_000
"""In how many rows words of columns of codes are looked for."""
WORDS_SHOWN: Final = 50
"""How many of them are shown, and how many characters of each at most."""


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
    options = Options(framework=framework)
    found = (one for sheet in sheets if isinstance(one := find_heading(sheet, options), Heading))
    heading = next(filter(_is_clear, found), None) or _match_fullest(path, sheets, options)
    reason = ""
    if heading.canvas is not None:
        reason = f"it is read as the drawing of {heading.framework}, which needs no mapping file"
    if heading.sheet.is_turned:
        reason = f"it is read as a form of {heading.framework}; rename its fields in the file"
    if reason:
        raise MappingError("", reason, str(path))
    return "\n".join(_write(path, heading)) + "\n"


def _is_clear(heading: Heading) -> bool:
    """Whether more than its headings shows how a table is read, so that it can be proposed."""
    below = [row for row in heading.sheet.top[:ROWS_SEARCHED] if row.number > heading.last]
    is_other = heading.survey or heading.canvas or heading.sheet.is_turned
    return bool(is_other or count_cells_of_parts(heading, below))


def _match_fullest(path: Path, sheets: Iterable[Sheet], options: Options) -> Heading:
    """Return the header of a framework that was named, where nothing tells which row it is.

    It is the first row at least half as full as the fullest. Title rows hold little, and nobody's
    answers are to be shown as headings.
    """
    rows = [(sheet, row) for sheet in sheets for row in sheet.top[:ROWS_SEARCHED]]
    most = max((len(headings_in(row)) for _, row in rows), default=0)
    if not most:
        raise MappingError("", "there is nothing in it", str(path))
    if not options.framework:
        reason = "its headings do not tell of which framework it is; name that with --framework"
        raise MappingError("", reason, str(path))
    sheet, row = next(one for one in rows if 2 * len(headings_in(one[1])) >= most)
    return match_survey(sheet, options.framework, row, options)


def _write(path: Path, heading: Heading) -> Iterator[str]:
    framework = heading.framework
    yield f"# What the columns of {path.name} mean. Edit it, then:"
    yield f"#   improve validate {path.name} --mapping THIS-FILE"
    yield f"framework = {quote_key(framework)}"
    if heading.survey is None:
        yield 'layout = "long" # a row for each entry; "wide": a row for each respondent'
    elif not heading.survey.groups:
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
    known = _list_meanings(heading)
    written = {meaning for meaning in known.values() if isinstance(meaning, str)}
    alike: dict[str, list[int]] = {}
    for place, text in heading.names.items():
        alike.setdefault(even(text), []).append(place)
    for places in alike.values():
        proposed = [_propose_one(heading, known.get(place), place, written) for place in places]
        key = quote_key(heading.names[places[0]])
        remark = "; ".join(dict.fromkeys(remark for _, remark in proposed if remark))
        meanings = tuple(meaning or "" for meaning, _ in proposed)
        if all(meaning is None for meaning, _ in proposed):
            yield f"# {key} # {remark}"
        else:
            shown = write_meaning(meanings[0] if len(meanings) == 1 else meanings)
            yield f"{key} = {shown}" + (f" # {remark}" if remark else "")
    for place, column in heading.columns.items():
        if column.terms:
            yield from _propose_words(heading, place, column)


def _list_meanings(heading: Heading) -> dict[int, Meaning]:
    """Return what the columns of a table mean as it is read without a mapping."""
    known: dict[int, Meaning] = {place: c.name for place, c in heading.columns.items()}
    for place, columns in heading.splits.items():
        known[place] = Split(column.name for column in columns)
    for group in heading.survey.groups if heading.survey else ():
        for name, place in group.cells.items():
            known[place] = Answer(codes=group.codes, column=name)
    return known


def _propose_one(
    heading: Heading, meaning: Meaning | None, place: int, written: set[str]
) -> tuple[Meaning | None, str]:
    """Return what a heading means, or nothing for a remark alone; and a remark."""
    use = heading.survey.uses.get(place) if heading.survey else None
    if meaning is not None:
        return meaning, ""
    if use in PERSONAL:
        kept = use == "name" and PERSON_NAME not in written
        written.add(PERSON_NAME if kept else "")
        return (PERSON_NAME if kept else ""), "identifies a person: left out" + (
            ', unless people = "keep"' if kept else ""
        )
    if use == "sent" and RECORDED not in written:
        written.add(RECORDED)
        return RECORDED, "the last day of all is the day of recording"
    if use is not None:
        return None, "a column that survey tools add; it needs no line"
    near = _find_near(heading, heading.names[place])
    return "", f"not known; perhaps {near}" if near else "not known"


def _find_near(heading: Heading, text: str) -> str:
    if heading.survey and (answer := answer_names(heading.framework).find_near(text)):
        return write_meaning(answer)
    index = headings_of(heading.framework).own
    key = nearest(fold(text), index)
    return quote_key(index[key]) if key else ""


def _propose_words(heading: Heading, place: int, column: Column) -> Iterator[str]:
    """Offer the words in a column of codes that are none of them, once each."""
    known = index_terms(column.terms)
    everyday = EverydayWords.of(column.terms)
    words: dict[str, None] = {}
    for row in islice(heading.sheet.rows(), ROWS_READ):
        if isinstance(row, Issue) or row.number <= heading.row.number or place >= len(row.cells):
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
