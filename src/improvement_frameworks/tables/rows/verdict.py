"""What is said of rows and of whole tables, once for every engine."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from attrs import evolve

from improvement_frameworks import problems
from improvement_frameworks.core.wording import find_gist
from improvement_frameworks.documents.reading import Document
from improvement_frameworks.problems.problem import Issue, Own, quote
from improvement_frameworks.tables.cells.cell_text import find_content, write_value
from improvement_frameworks.tables.cells.day import may_be_day
from improvement_frameworks.tables.headings.column_name import headings_of, words_for_parts
from improvement_frameworks.tables.layouts.survey_tool import TASK
from improvement_frameworks.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from improvement_frameworks.core.report.report import Collector
    from improvement_frameworks.problems.problem import Json, Param, Where
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.sheet import Row
    from improvement_frameworks.tables.rows.column import Column


_LONGEST_TOTAL: Final = 30
_SIGNING: Final = (
    "(?:form )?(?:completed|compiled|prepared|collated|signed|written up|typed up|minuted|scribed)"
)
_INITIALS: Final = r"(?:[A-Z]\. ?){1,3}[A-Z][\w'\u2019-]+"
ODD_WORDS: Final = (
    "(?i:total|sum|average|mean|highest|n ?=| in all|(?:votes|answers|responses) ?[:=]|"
    rf"{_SIGNING})|^\s*{_INITIALS}"
)
"""What is in a cell that may be a total or a signature, in the words of every engine."""
_ONLY_TOTAL: Final = re.compile(
    r"(?:grand |sub)?totals?|sum|average|mean|highest(?: score)?|n ?= ?[0-9,]{1,12}|"
    r"[0-9,]{1,12} [a-z]{1,12} in (?:all|total)|(?:votes|answers|responses) ?[:=] ?[0-9,]{1,12}",
    re.IGNORECASE,
)
_TOTAL: Final = re.compile(
    r"(?:grand |sub)?totals?\b.{0,40}|(?:sum|average|mean):?|n ?= ?[0-9,]+",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_SIGNATURE: Final = 80
_NAMES: Final = r"(?!\w+day\b)[A-Z][\w.'\u2019-]*(?: [A-Z][\w.'\u2019-]*){0,3}(?:,.{0,40})?"
_WRITTEN_DAY: Final = (
    r"(?:[0-9]{1,2}(?:st|nd|rd|th)? (?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
    r"|[0-9]{1,2}[./-][0-9]{1,2})(?:[ ./-][0-9]{2,4})?"
)
_FEW_WORDS: Final = r"(?: ?[\w.'/-]{1,60},?){0,3}"
_SIGNED: Final = re.compile(
    rf"(?i:{_SIGNING})(?:(?i: by)?(?: \(.{{0,40}}\))?:(?: ?{_NAMES}|{_FEW_WORDS})"
    rf"|(?i: by) {_NAMES}| {_WRITTEN_DAY})"
    rf"|{_INITIALS},(?: [A-Z][\w'\u2019-]*){{1,5}}"
)
_NUMBER: Final = re.compile(r"[0-9][0-9.,]{0,12}")
_CLOCK: Final = re.compile(r"[0-9]{1,2}[:.][0-9]{2}(?::00)?(?: ?[ap]m)?", re.IGNORECASE)
_DATE: Final = find_gist("Date")


def repeats_header(heading: Heading, row: Row) -> bool:
    """Whether a row below the header says the same, as where several exports were put together."""
    first, name = heading.first_name
    cell = row.cells[first] if first < len(row.cells) else None
    if not isinstance(cell, str) or name not in cell or not heading.sheet.is_spreadsheet:
        return False  # as in nearly every row
    return all(
        write_value(cell).strip() == heading.names.get(place, "")
        for place, cell in enumerate(row.cells)
    )


def find_data(heading: Heading, collector: Collector) -> Iterator[tuple[Row, list[int]]]:
    """Yield the rows of data below a header, each with the positions of its cells with content.

    Rows that are no data are told, and those that cannot be read.
    """
    for row in heading.sheet.rows():
        if isinstance(row, Issue):
            collector.add([row], documents=0)
            continue
        content = find_content(row)
        if row.number <= heading.last or not content:
            continue
        if reason := find_reason(heading, row):
            collector.add([tell_left_out(heading, row, reason)], documents=0)
            collector.count_cells(len(content), 0)
            continue
        yield row, content


def find_reason(heading: Heading, row: Row) -> str:
    """Return why a row is no data; nothing if it is.

    In a table with a row for each entry, a total is none, and neither is a text that stands alone
    where a part should be named, such as a note or a signature below the table, nor what is known
    to stand among parts, such as the break on an agenda. A part of which nothing is said is none.
    """
    if repeats_header(heading, row):
        return "it repeats the header"
    if not heading.sheet.is_spreadsheet or heading.noun is not None:
        return ""
    first, _ = heading.first_name
    start = row.cells[first] if first < len(row.cells) else None
    place = heading.part_place
    if isinstance(start, str) and (kind := _find_kind(heading, row, start)):
        return f"it is a {kind}: {quote(start)}"
    types = heading.type_place
    if types is not None and types < len(row.cells) and row.cells[types] == TASK:
        return "it is a task and no card"
    return "" if place is None or place >= len(row.cells) else _judge_part(heading, row, place)


def _judge_part(heading: Heading, row: Row, place: int) -> str:
    """Return why a row is no data, by what is in the column of the parts."""
    text = write_value(row.cells[place]).strip()
    if not text and heading.columns[place].is_required:
        return _find_partless(heading, row)
    cells = row.cells
    if heading.needed and not any(at < len(cells) and cells[at] for at in heading.needed):
        words = heading.part_words
        if find_content(row) == [place] and words is not None and words.find(text):
            return f"it says nothing of {quote(text)}"
    if not text or text in heading.part_terms or len(heading.names) < 3:
        return ""
    if _TOTAL.fullmatch(text):
        return f"it is a total: {quote(text)}"
    return _find_no_part(heading, row, text)


def _find_kind(heading: Heading, row: Row, start: str) -> str:
    """Return what a row begins as if it is no data: a total, or a signature with a day at most."""
    first, _ = heading.first_name
    if may_be_total(start) and (heading.holds_no_text(first) or _is_sum(heading, row)):
        return "total"
    if not is_signature(start):
        return ""
    others = (write_value(row.cells[place]) for place in find_content(row)[1:])
    says_more = any(
        _says(text) and find_gist(text) != _DATE and not is_signature(text) for text in others
    )
    return "" if says_more else "signature"


def _is_sum(heading: Heading, row: Row) -> bool:
    """Whether nothing but numbers is behind the first cell of a row of answers side by side."""
    others = [write_value(row.cells[place]) for place in find_content(row)[1:]]
    return heading.survey is not None and bool(others) and all(map(_NUMBER.fullmatch, others))


def _find_partless(heading: Heading, row: Row) -> str:
    """Return why a row that names no part needs none: a total, or a break."""
    said = [write_value(row.cells[place]) for place in find_content(row)]
    first = said[0] if said else ""
    if may_be_total(first) or (len(said) == 1 and _TOTAL.fullmatch(first)):
        return f"it is a total: {quote(first)}"
    beside = next(filter(headings_of(heading.framework).is_beside, said), "")
    return f"it is no part: {quote(beside)}" if beside else ""


def _find_no_part(heading: Heading, row: Row, text: str) -> str:
    """Return why what stands in the column of the parts is none, so that the row is no data."""
    words = words_for_parts(heading.framework)
    if any(words.find(one) for one in (text, *text.split(";"))):
        return ""
    is_closed = heading.part_words is not None
    said = (one for place in find_content(row) if _says(one := write_value(row.cells[place])))
    is_own = not is_closed and " " not in text  # a part of their own is a code
    if not is_own and [*islice(said, 2)] == [text]:
        return f"it names no part and says nothing else: {quote(text)}"
    place = heading.part_place
    is_list = place is not None and heading.columns[place].is_list
    if (is_closed or is_list) and headings_of(heading.framework).is_beside(text):
        return f"it is no part: {quote(text)}"
    return ""


def _says(text: str) -> bool:
    """Whether a text says more than when: "12:15" beside "Lunch" says nothing more of it."""
    return not (_CLOCK.fullmatch(text) or may_be_day(text))


@lru_cache(maxsize=1_000)  # in a long table the first cell is often that of the row before
def may_be_total(text: str) -> bool:
    """Whether a cell is what people write before a total, and nothing else."""
    if len(text) > _LONGEST_TOTAL:
        return False
    return _ONLY_TOTAL.fullmatch(text.strip().removesuffix(":").rstrip()) is not None


@lru_cache(maxsize=1_000)
def is_signature(text: str) -> bool:
    """Whether a cell says who wrote a sheet, or when.

    >>> is_signature("J. Smith, Ward Manager"), is_signature("Compiled 3 Feb")
    (True, True)
    >>> is_signature("Completed by Friday"), is_signature("Completed 4 audits this week")
    (False, False)
    >>> is_signature("Signed: nobody told the family"), is_signature("N. Ireland, no beds")
    (False, False)
    """
    return len(text) <= _LONGEST_SIGNATURE and _SIGNED.fullmatch(text.strip()) is not None


def tell_left_out(heading: Heading, row: Row, reason: str) -> Issue:
    """Say that a row is no data and was left out."""
    cells = len(find_content(row))
    return problems.ROW_LEFT_OUT.issue(heading.where(row), reason=Own(reason), cells=cells)


def tell_unjudged(heading: Heading, options: Options, limit: int) -> Issue:
    """Say that a table has more rows than the rules run for, and what was checked of it."""
    checked = "its cells" if options.key_selection is None else "its cells, ids and references"
    params: dict[str, Param] = {"limit": f"{limit:,}", "checked": Own(checked)}
    return problems.TABLE_UNJUDGED.issue(heading.where(heading.row), **params)


def tell_ids(heading: Heading, first: Row, count: int) -> Issue:
    """Say that contributors without an id are given one, in so many rows from a first one on."""
    return problems.TABLE_IDS.issue(heading.where(first), count=count)


def tell_title(heading: Heading, title: str) -> Issue:
    """Say by which title the record of a table without one is called."""
    return problems.TABLE_TITLE.issue(heading.where(heading.row), title=quote(title))


def tell_missing(column: Column, where: Where) -> Issue:
    """Say of a blank cell what belongs there."""
    meaning = Own(column.meaning)
    return problems.FIELD_MISSING.issue(where, field=column.name, meaning=meaning)


def tell_untitled(heading: Heading, rows: Sequence[Row], number: int, collector: Collector) -> None:
    """Say of records without a title what the check of their documents would say.

    Args:
        heading: The header.
        rows: The first row of each record of which it is told.
        number: How many there are in all; the others are counted.
        collector: Takes what is said.
    """
    from improvement_frameworks.documents.check import check  # only long tables need it

    if not number:
        return
    bare: dict[str, Json] = {
        "framework": heading.framework,
        "schema_version": SCHEMA_VERSION,
        "entries": [],
    }
    found = check(Document(heading.sheet.source, bare, json.dumps(bare)), None).issues
    for row in rows:
        where = heading.where(row)
        issues = [evolve(i, where=evolve(where, pointer=i.where.pointer)) for i in found]
        collector.add(issues, documents=0)
    for issue in found:
        collector.count(issue.code, issue.severity, number - len(rows))
