"""The way of a table: its sheets, the header of each, every row, the records, the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve
from pydantic_core import to_json

from improvement_frameworks import problems
from improvement_frameworks.core.pointer import read_pointer
from improvement_frameworks.core.registry import get_record_type
from improvement_frameworks.documents.check import check_alone
from improvement_frameworks.documents.reading import Document
from improvement_frameworks.problems.fact import OTHER_PLACE
from improvement_frameworks.problems.problem import Issue, Own
from improvement_frameworks.tables.cells.note import NoteCounter
from improvement_frameworks.tables.engine import load_frames, uses_frames
from improvement_frameworks.tables.layouts.layout import choose_layout
from improvement_frameworks.tables.layouts.noun_sheet import NounItems
from improvement_frameworks.tables.layouts.sheet_role import find_tables
from improvement_frameworks.tables.options import ROWS_JUDGED
from improvement_frameworks.tables.reading.source import open_tables
from improvement_frameworks.tables.rows.ledger import Ledger
from improvement_frameworks.tables.rows.row import ExtentChecker, RowChecker
from improvement_frameworks.tables.rows.verdict import find_data, tell_unjudged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.report.report import Collector
    from improvement_frameworks.documents.together import Together
    from improvement_frameworks.problems.problem import Where
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.sheet import Sheet
    from improvement_frameworks.tables.reading.table_file import Inputs
    from improvement_frameworks.tables.rows.ledger import Draft


class Found(NamedTuple):
    """A record that a check found."""

    record: Record
    """The record."""
    issues: Sequence[Issue] | None
    """What was found in it, if it was read from a document; a table has its issues by cell."""


def check_inputs(inputs: Inputs, options: Options, collector: Collector) -> Iterator[Found]:
    """Check documents, then tables; yield the records that could be read.

    What the collector reports is true at every step, also after an interruption.
    """
    from improvement_frameworks.documents.each import check_each
    from improvement_frameworks.documents.together import Together

    selection = None if options.rules is False else options.selection
    together = Together()
    for checked in check_each(inputs.documents, collector, selection, together=together):
        if checked.record is not None:
            yield Found(checked.record, checked.issues)
    for record in check_tables(inputs.tables, options, collector, together):
        yield Found(record, None)


def check_tables(
    tables: Iterable[Path], options: Options, collector: Collector, together: Together
) -> Iterator[Record]:
    """Check tables after documents, then what all of them say of each other.

    What the collector reports is true at every step, also after an interruption.

    Args:
        tables: The files.
        options: How they are to be read.
        collector: What gathers the issues.
        together: What the documents say of each other.
    """
    for table in tables:
        before, right = collector.documents, 0
        for record in check_file(table, options, collector):
            right += 1
            together.take_record(record, str(table))
            yield record
        if collector.documents - before > right:  # some have errors, or are checked as frames
            together.is_complete = False
    if options.rules is not False:
        collector.add(together.issues(options.selection), documents=0)


def check_file(path: Path, options: Options, collector: Collector) -> Iterator[Record]:
    """Check every table in a file; yield the records that are right.

    What the collector reports is true at every step, also after an interruption.
    """
    found = list(open_tables(path, options.unpack_limit))
    collector.add([item for item in found if isinstance(item, Issue)], documents=0)
    sheets = [item for item in found if not isinstance(item, Issue)]
    load_frames(sheets, options)
    yield from check_sheets(sheets, options, collector)


def check_sheets(
    sheets: Sequence[Sheet], options: Options, collector: Collector
) -> Iterator[Record]:
    """Check the sheets of one file."""
    tables = find_tables(sheets, options, collector)
    items = NounItems.read(tables.lists, tables.headings, options, collector)
    for heading in tables.headings:
        collector.add(heading.issues, documents=0)
        yield from check_rows(heading, options, collector, items)
    collector.add(list(items.tell_left()), documents=0)


def check_rows(
    heading: Heading, options: Options, collector: Collector, items: NounItems | None = None
) -> Iterator[Record]:
    """Check the rows below a header; join what other sheets say of their records."""
    if not items and uses_frames(heading, options):
        from improvement_frameworks.tables.columnar.frame_check import check_frames

        check_frames(heading, options, collector)
        return
    drafts, judged = _gather(heading, options, collector)
    if items:
        items.join(drafts)
    for draft in drafts:
        yield from check_draft(heading, draft, options, collector, judged=judged)


def _gather(heading: Heading, options: Options, collector: Collector) -> tuple[list[Draft], bool]:
    """Put the rows below a header together into records; tell whether the rules are to run."""
    collector.count_cells(*heading.above)
    notes = NoteCounter()
    checker = RowChecker(heading, options.habits, notes)
    extent = ExtentChecker(heading)
    layout = choose_layout(heading, options)
    title = options.title or layout.title
    ledger = Ledger(heading, checker.columns, title)
    judged = options.rules is not False
    key = None if heading.canvas is None else ""  # a canvas is one record
    read = 0
    try:
        for row, content in find_data(heading, collector):
            read += 1
            found = extent.check(row) if heading.canvas is None else []
            unread: set[int] = set()
            here = row.without_cells()  # which is kept to the end
            for piece in layout.cut(row):
                checked = checker.check(here, piece)
                found += [*checked.issues, *ledger.take(checked, key=key)]
                unread.update(checked.unread)
            number, used = layout.count(row, content)
            collector.count_cells(number, len(used - unread))
            collector.add(found, documents=0, rows=1)
            if read > ROWS_JUDGED and options.rules is None:
                judged = False
        for row, piece in layout.finish():
            checked = checker.check(row.without_cells(), piece)
            collector.add([*checked.issues, *ledger.take(checked)], documents=0)
    finally:
        remarks = [*layout.remarks(), *notes.issues(), *ledger.remarks()]
        if ledger.is_empty:
            remarks.append(problems.TABLE_NO_ROWS.issue(heading.where(heading.row)))
        elif not judged and options.rules is None:
            remarks.append(tell_unjudged(heading, options, ROWS_JUDGED))
        collector.add(remarks, documents=0)
    return ledger.drafts(), judged


def check_draft(
    heading: Heading, draft: Draft, options: Options, collector: Collector, *, judged: bool = False
) -> Iterator[Record]:
    """Check a record as a document and give its issues the addresses of the cells."""
    is_faulty = draft.is_faulty or heading.is_faulty
    if is_faulty or any(issue.severity == "error" for issue in heading.issues):
        collector.add([], documents=1)
        return
    text = to_json(draft.value).decode()
    document = Document(heading.sheet.source, draft.value, text)
    checked = check_alone(document, options.selection if judged else options.key_selection)
    issues = [_address(issue, heading, draft) for issue in checked.issues]
    is_right = not any(issue.severity == "error" for issue in issues) or bool(checked.record)
    collector.add(issues, judged=judged and is_right, examined=checked.examined)
    if is_right:
        record_type = get_record_type(heading.framework)
        yield checked.record or record_type.model_validate_json(text)


def _address(issue: Issue, heading: Heading, draft: Draft) -> Issue:
    """Give an issue the address of its cell, and that of the other entry which it names."""

    def find(pointer: str) -> Where:
        path = tuple(int(step) if step.isdigit() else step for step in read_pointer(pointer))
        address = draft.find(path, heading.known_columns)
        if not isinstance(address, tuple):
            return evolve(address, pointer=pointer)
        return heading.where(*address, pointer)

    where, params = find(issue.where.pointer), dict(issue.params)
    if OTHER_PLACE in params:
        other = find(str(params[OTHER_PLACE]))
        sheet = other.sheet if other.sheet != where.sheet else ""
        params[OTHER_PLACE] = Own(evolve(other, sheet=sheet).address)
    return evolve(issue, where=where, params=params)
