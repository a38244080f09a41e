"""Checks whole tables: finds the header, checks every row, puts records together, runs rules."""

from __future__ import annotations

import json
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from attrs import evolve

from improvement_frameworks import problems
from improvement_frameworks.core.pointer import read_pointer
from improvement_frameworks.core.registry import framework_ids, get_record_type
from improvement_frameworks.documents.check import check as check_document
from improvement_frameworks.documents.reading import Document
from improvement_frameworks.problems.problem import Issue, Where
from improvement_frameworks.tables.column import FRAMEWORK
from improvement_frameworks.tables.engine import uses_frames
from improvement_frameworks.tables.example_row import skip_example
from improvement_frameworks.tables.heading import (
    ROWS_SEARCHED,
    find_frameworks,
    find_header,
    match_heading,
)
from improvement_frameworks.tables.headless import explain_headless
from improvement_frameworks.tables.layout import choose_layout
from improvement_frameworks.tables.ledger import Ledger
from improvement_frameworks.tables.note import NoteBook
from improvement_frameworks.tables.options import ROWS_JUDGED
from improvement_frameworks.tables.plain import write_plain
from improvement_frameworks.tables.row_check import (
    ExtentChecker,
    RowChecker,
    is_blank_row,
)
from improvement_frameworks.tables.unjudged import tell_unjudged
from improvement_frameworks.tables.wide import find_survey
from improvement_frameworks.tables.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from improvement_frameworks.core.record import Record
    from improvement_frameworks.core.report import Collector
    from improvement_frameworks.tables.heading import Heading
    from improvement_frameworks.tables.ledger import Draft
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.sheet import Row, Sheet


def find_heading(sheet: Sheet, options: Options) -> Heading | Issue:
    """Find the header of a sheet and its framework, or say why they cannot be found."""
    wanted = options.framework or sheet.framework
    candidates = [wanted] if wanted else [*framework_ids()]
    # A workbook reads the whole sheet to give its first row, so the top is read once only.
    first_rows = list(islice(sheet.rows(), ROWS_SEARCHED + 1))
    survey = find_survey(sheet, first_rows, options, candidates)
    if survey is not None:
        return survey
    header = find_header(first_rows, candidates, options.mapping)
    if header is None:
        return explain_headless(sheet, candidates)
    named = _named_framework(first_rows, header, candidates)
    fitting = (named,) if named else find_frameworks(header, candidates)
    framework, *others = fitting
    if others:
        where = Where(
            source=sheet.source, line=header.line, sheet=sheet.name, row=header.number or None
        )
        return problems.TABLE_FRAMEWORK.issue(where, candidates=fitting)
    heading = match_heading(sheet, framework, header, options.mapping)
    return skip_example(heading, first_rows)


def _named_framework(rows: Iterable[Row | Issue], header: Row, candidates: Iterable[str]) -> str:
    """Return the framework that the first row below the header names in a column of that name."""
    places = [i for i, c in enumerate(header.cells) if fold(write_plain(c)) == FRAMEWORK]
    below = (r for r in rows if not isinstance(r, Issue) and r.number > header.number)
    first = next(below, None)
    if not places or first is None or places[0] >= len(first.cells):
        return ""
    named = write_plain(first.cells[places[0]]).strip()
    return named if named in candidates else ""


def check_rows(heading: Heading, options: Options, collector: Collector) -> Iterator[Record]:
    """Check the rows below a header."""
    if uses_frames(heading, options):
        from improvement_frameworks.tables.frame_check import check_frames
        from improvement_frameworks.tables.frame_source import open_batches

        check_frames(heading, options, collector, partial(open_batches, heading))
        return
    notes = NoteBook()
    checker = RowChecker(heading, options.habits, notes)
    extent = ExtentChecker(heading)
    layout = choose_layout(heading, options)
    title = options.title or layout.title
    ledger = Ledger(heading, checker.columns, title)
    judged = options.rules is not False
    read = 0
    try:
        for row in heading.sheet.rows():
            if isinstance(row, Issue):
                collector.add([row], documents=0)
                continue
            if row.number <= heading.last or is_blank_row(row):
                continue
            read += 1
            found = extent.check(row)
            for piece in layout.cut(row):
                checked = checker.check(row, piece.cells, place=piece.place, said=piece.said)
                found += [*checked.issues, *ledger.take(checked)]
            collector.add(found, documents=0, rows=1)
            if read > ROWS_JUDGED and options.rules is None:
                judged = False
        for row, piece in layout.finish():
            checked = checker.check(row, piece.cells, said=piece.said)
            collector.add([*checked.issues, *ledger.take(checked)], documents=0)
    finally:
        remarks = [*layout.remarks(), *notes.issues(), *ledger.remarks()]
        if ledger.is_empty:
            remarks.append(problems.TABLE_NO_ROWS.issue(heading.where(heading.row)))
        elif not judged and options.rules is None:
            remarks.append(tell_unjudged(heading, options, ROWS_JUDGED))
        collector.add(remarks, documents=0)
    for draft in ledger.drafts():
        yield from _finish(heading, draft, options, collector, judged=judged)


def _finish(
    heading: Heading, draft: Draft, options: Options, collector: Collector, *, judged: bool
) -> Iterator[Record]:
    """Check a record as a document and give its issues the addresses of the cells."""
    if draft.is_faulty or any(issue.severity == "error" for issue in heading.issues):
        collector.add([], documents=1)
        return
    text = json.dumps(draft.value, ensure_ascii=False)
    document = Document(heading.sheet.source, draft.value, text)
    checked = check_document(document, options.selection if judged else options.key_selection)
    issues = [_address(issue, heading, draft) for issue in checked.issues]
    is_right = not any(issue.severity == "error" for issue in issues) or bool(checked.record)
    collector.add(issues, judged=judged and is_right, examined=checked.examined)
    if is_right:
        record_type = get_record_type(heading.framework)
        yield checked.record or record_type.model_validate_json(text)


def _address(issue: Issue, heading: Heading, draft: Draft) -> Issue:
    steps = read_pointer(issue.where.pointer)
    path = tuple(int(step) if step.isdigit() else step for step in steps)
    while path not in draft.addresses:
        path = path[:-1]
    row, place = draft.addresses[path]
    where = heading.where(row, place)
    return evolve(issue, where=evolve(where, pointer=issue.where.pointer))
