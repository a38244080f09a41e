"""The way of a table: its sheets, the header of each, every row, the records, the rules."""

from __future__ import annotations

from collections import deque
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import evolve
from pydantic_core import to_json

from improvement_frameworks import problems
from improvement_frameworks.core.errors import nearest
from improvement_frameworks.core.pointer import read_pointer
from improvement_frameworks.core.registry import framework_ids, get_record_type
from improvement_frameworks.core.wording import fold
from improvement_frameworks.documents.check import check_alone
from improvement_frameworks.documents.each import check_each
from improvement_frameworks.documents.reading import Document
from improvement_frameworks.documents.together import Together
from improvement_frameworks.problems.problem import Issue, Own, Where, quote
from improvement_frameworks.tables.cells.cell_text import find_content, write_value
from improvement_frameworks.tables.cells.note import NoteCounter
from improvement_frameworks.tables.engine import uses_frames
from improvement_frameworks.tables.headings.column_name import find_name, part_column
from improvement_frameworks.tables.headings.doubt import ask_framework
from improvement_frameworks.tables.headings.field_line import read_above
from improvement_frameworks.tables.headings.header import (
    ROWS_COMPARED,
    ROWS_SEARCHED,
    find_frameworks,
    find_header,
    find_question_above,
    names_part,
)
from improvement_frameworks.tables.headings.heading import (
    Heading,
    find_groups,
    find_worksheet,
    tell_orders,
)
from improvement_frameworks.tables.headings.heading_match import match_heading
from improvement_frameworks.tables.headings.no_header import (
    explain_headless,
    issues_above,
    name_candidates,
)
from improvement_frameworks.tables.headings.scheme import take_scheme
from improvement_frameworks.tables.layouts.canvas import find_canvas, names_axis, names_parts
from improvement_frameworks.tables.layouts.check_box import join_check_boxes
from improvement_frameworks.tables.layouts.head_count import find_head_count
from improvement_frameworks.tables.layouts.joined_sheets import join_sheets
from improvement_frameworks.tables.layouts.layout import choose_layout
from improvement_frameworks.tables.layouts.mapping import ColumnMapping
from improvement_frameworks.tables.layouts.next_table import find_beside, leave_beside, split_sheet
from improvement_frameworks.tables.layouts.noun_sheet import (
    NounItems,
    find_noun_heading,
    is_called_as_list,
)
from improvement_frameworks.tables.layouts.part_in_cell import find_parts_in_cells
from improvement_frameworks.tables.layouts.survey import find_survey
from improvement_frameworks.tables.options import ROWS_JUDGED
from improvement_frameworks.tables.reading.sheet import CANVAS_SHEET, RECORD_SHEET, Row
from improvement_frameworks.tables.reading.source import open_tables
from improvement_frameworks.tables.rows.column import FRAMEWORK
from improvement_frameworks.tables.rows.example_row import skip_example
from improvement_frameworks.tables.rows.ledger import Ledger
from improvement_frameworks.tables.rows.record_sheet import read_record_sheet
from improvement_frameworks.tables.rows.row import ExtentChecker, RowChecker, is_blank_row
from improvement_frameworks.tables.rows.verdict import find_reason, tell_left_out, tell_unjudged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.report.report import Collector
    from improvement_frameworks.problems.problem import Param
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.sheet import Sheet
    from improvement_frameworks.tables.reading.table_file import Inputs
    from improvement_frameworks.tables.rows.ledger import Draft


_NO_SHEETS: Final = ("none, as only workbooks have sheets",)


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
    yield from check_sheets(sheets, options, collector)


_ASKING: Final = (problems.TABLE_FRAMEWORK, problems.TABLE_UNSURE)
"""What asks of which framework a sheet is, so that it is no sheet beside the data."""


def check_sheets(
    sheets: Sequence[Sheet], options: Options, collector: Collector
) -> Iterator[Record]:
    """Check the sheets of one file."""
    if options.sheet and sheets:
        named = [sheet for sheet in sheets if sheet.name == options.sheet]
        if not named:
            collector.add([_no_such_sheet(options.sheet, sheets)], documents=0)
        sheets = named
    facts = [sheet for sheet in sheets if sheet.framework and sheet.name == RECORD_SHEET]
    sheets, joined = join_sheets([sheet for sheet in sheets if sheet not in facts], options)
    collector.add(joined, documents=0)
    headings, lists, headless = _find_all(sheets, options, collector)
    for sheet, issue in headless:
        is_beside = bool(headings) and issue.problem not in _ASKING
        reason = "no row of it names the columns of a framework"
        said = [_left_out(sheet, reason)] if is_beside else _explain(sheet, issue)
        collector.add(said, documents=0)
    if any(heading.canvas is not None and heading.sheet.framework for heading in headings):
        headings = [heading for heading in headings if _holds_rows(heading)]
    values = [heading for heading in headings if _lists_values(heading, headings)]
    reason = "it is one column of values, and other sheets have entries"
    collector.add([_left_out(one.sheet, reason) for one in values], documents=0)
    headings = [heading for heading in headings if all(heading is not one for one in values)]
    collector.add(_alike(headings), documents=0)
    for sheet in facts:
        about = read_record_sheet(sheet, options, collector)
        headings = [about.add_to(heading) for heading in headings]
    items = NounItems.read(lists, headings, options, collector)
    for heading in headings:
        collector.add(heading.issues, documents=0)
        yield from check_rows(heading, options, collector, items)
    collector.add(list(items.tell_left()), documents=0)


def _find_all(
    sheets: Sequence[Sheet], options: Options, collector: Collector
) -> tuple[list[Heading], list[Heading], list[tuple[Sheet, Issue]]]:
    """Return the headers of tables, those of lists of nouns beside them, and sheets without one."""
    known = [*framework_ids()]
    apart = [sheet for sheet in sheets if sheet.name and is_called_as_list(sheet, known)]
    headings, headless = _find_headings([s for s in sheets if s not in apart], options, collector)
    mains = {heading.framework: heading for heading in headings}
    lists: list[Heading] = []
    for sheet in apart:
        main = next(iter(mains.values())) if len(mains) == 1 else None
        is_open = not sheet.is_hidden or bool(options.sheet)
        found = find_noun_heading(sheet, main, options) if main and is_open else None
        if found is not None:
            lists.append(found)
        else:
            more, without = _find_headings([sheet], options, collector)
            headings += more
            headless += without
    return headings, lists, headless


def _find_headings(
    sheets: Sequence[Sheet], options: Options, collector: Collector
) -> tuple[list[Heading], list[tuple[Sheet, Issue]]]:
    """Return the header of each table, and the sheets without one; a sheet may hold two tables."""
    headings: list[Heading] = []
    headless: list[tuple[Sheet, Issue]] = []
    waiting = deque(sheets)
    while waiting:
        sheet = waiting.popleft()
        if sheet.is_of_template:
            continue
        if sheet.is_hidden and not options.sheet:
            collector.add([_left_out(sheet, "it is hidden")], documents=0)
            continue
        if sheet.lists_issues:
            reason = "it lists the issues of an earlier check"
            collector.add([_left_out(sheet, reason)], documents=0)
            continue
        heading = find_heading(sheet, options)
        if isinstance(heading, Issue) and sheet.framework and sheet.name == CANVAS_SHEET:
            continue  # the canvas of a template in which nobody wrote
        if isinstance(heading, Issue):
            headless.append((sheet, heading))
            continue
        if heading.canvas is None:
            heading, below = split_sheet(heading, options, _candidates(sheet, options))
            if below is not None:
                waiting.appendleft(below)
                heading = _tell_second(heading, below)
        headings.append(heading)
    return headings, headless


def _tell_second(heading: Heading, below: Sheet) -> Heading:
    first = next(row for row in below.rows() if isinstance(row, Row))
    issue = problems.TABLE_SECOND.issue(heading.where(first), row=first.number)
    return evolve(heading, issues=(*heading.issues, issue))


def _candidates(sheet: Sheet, options: Options) -> list[str]:
    """Return the frameworks that a sheet may be of."""
    wanted = options.framework or sheet.framework
    return [wanted] if wanted else [*framework_ids()]


def _explain(sheet: Sheet, issue: Issue) -> list[Issue]:
    """Say why a sheet is no table; what could not be read is not called empty as well."""
    above = issues_above(sheet)
    is_faulty = any(one.severity == "error" for one in above)
    return above if is_faulty and issue.problem is problems.TABLE_EMPTY else [*above, issue]


def _lists_values(heading: Heading, headings: Sequence[Heading]) -> bool:
    """Whether a sheet is what drop-downs of another one offer: one column, and no entries."""
    if len(heading.names) != 1 or not _lacks_column(heading):
        return False
    return any(len(one.names) > 1 and not _lacks_column(one) for one in headings)


def _lacks_column(heading: Heading) -> bool:
    return any(issue.problem is problems.COLUMN_MISSING for issue in heading.issues)


def _holds_rows(heading: Heading) -> bool:
    """Whether anything is in a sheet of a template below its header and its example."""
    if heading.canvas is not None:
        return True
    rows = (row for row in heading.sheet.rows() if isinstance(row, Row))
    return any(row.number > heading.last and not is_blank_row(row) for row in rows)


def _left_out(sheet: Sheet, reason: str) -> Issue:
    where = Where(source=sheet.source, sheet=sheet.name)
    params: dict[str, Param] = {"sheet": quote(sheet.name), "reason": Own(reason)}
    return problems.SHEET_LEFT_OUT.issue(where, **params)


def _alike(headings: Sequence[Heading]) -> list[Issue]:
    """Say which sheets have the same columns, so that nobody reads one of them unawares."""
    groups: dict[tuple[str, ...], list[Heading]] = {}
    for heading in headings:
        names = tuple(sorted(column.name for column in heading.columns.values()))
        if heading.survey is not None:
            names += tuple(str(group.codes) for group in heading.survey.groups)
        groups.setdefault(names, []).append(heading)
    return [
        problems.TABLE_SHEETS.issue(
            Where(source=group[0].sheet.source, sheet=group[0].sheet.name),
            sheets=tuple(dict.fromkeys(heading.sheet.name for heading in group)),
        )
        for group in groups.values()
        if len({heading.sheet.name for heading in group}) > 1
    ]


def _no_such_sheet(wanted: str, sheets: Sequence[Sheet]) -> Issue:
    names = tuple(sheet.name for sheet in sheets if sheet.name)
    near = nearest(wanted, names)
    offer = Own(f" Did you mean {quote(near)}?") if near else Own("")
    params: dict[str, Param] = {
        "found": quote(wanted),
        "offer": offer,
        "known": names or _NO_SHEETS,
    }
    return problems.TABLE_SHEET.issue(Where(source=sheets[0].source), **params)


def find_heading(sheet: Sheet, options: Options) -> Heading | Issue:
    """Find the header of a sheet and its framework, or say why they cannot be found."""
    # A workbook reads the whole sheet to give its first row, so the top is read once only.
    first_rows = list(islice(sheet.rows(), ROWS_SEARCHED + ROWS_COMPARED))
    boxes = join_check_boxes(sheet, first_rows, _candidates(sheet, options))
    joined, told = boxes or (sheet, None)
    if told is not None:
        first_rows = list(islice(joined.rows(), ROWS_SEARCHED + ROWS_COMPARED))
    heading = _find_heading(joined, first_rows, options)
    if isinstance(heading, Issue):
        return heading
    heading = _leave_beside(heading, first_rows, options)
    if isinstance(heading, Issue):
        return heading
    is_known = sheet.framework and len(sheet.joins) < 2  # several are called as parts are
    is_guessed = not (options.framework or is_known or options.mapping)
    rows = [row for row in first_rows if isinstance(row, Row)]
    if is_guessed and not heading.says(FRAMEWORK) and (asked := ask_framework(heading, rows)):
        return asked
    heading = take_scheme(heading, first_rows)
    return heading if told is None else heading.tell(told)


def _leave_beside(
    heading: Heading, first_rows: Sequence[Row | Issue], options: Options
) -> Heading | Issue:
    """Return the header of the first of two tables that are beside each other."""
    rows = [row for row in first_rows if isinstance(row, Row)]
    is_list = heading.canvas is None and heading.survey is None and heading.sheet.is_spreadsheet
    is_all = len(first_rows) < ROWS_SEARCHED + ROWS_COMPARED
    start = find_beside(heading, rows) if is_list and is_all else None
    if start is None:
        return heading
    sheet = leave_beside(heading.sheet, start)
    found = _find_heading(sheet, list(sheet.rows()), options)
    if isinstance(found, Issue):
        return heading  # what is left of it is no table
    beside = tuple(quote(text) for place, text in heading.names.items() if place >= start)
    told = problems.TABLE_BESIDE.issue(heading.where(heading.row, start), columns=beside)
    cells = sum(
        1 for row in rows if row.number > heading.last for p in find_content(row) if p >= start
    )
    content, read = found.above
    return evolve(found, above=(content + cells, read), issues=(*found.issues, told))


def _find_heading(
    sheet: Sheet, first_rows: Sequence[Row | Issue], options: Options
) -> Heading | Issue:
    candidates = _candidates(sheet, options)
    if sheet.framework and sheet.name == CANVAS_SHEET:
        return find_canvas(sheet, candidates) or explain_headless(sheet, candidates)
    constants = (options.mapping or ColumnMapping()).constants
    survey = find_survey(sheet, first_rows, options, candidates)
    if isinstance(survey, Heading) and not survey.columns and options.layout == "auto":
        canvas = find_canvas(sheet, [survey.framework], constants=constants)
        if survey.survey and not survey.survey.uses and isinstance(canvas, Heading):
            return canvas  # captions above boxes, and nothing that tells of respondents
    top = [row for row in first_rows if isinstance(row, Row)]
    if isinstance(survey, Heading):
        below = [row for row in top if row.number > survey.last]
        survey = find_groups(tell_orders(survey, below), below)
        survey = find_head_count(survey, below, options.habits)
        return _read_above(survey, first_rows, options)
    if survey is not None:
        return survey
    mapping = options.mapping
    inner = find_parts_in_cells(top, candidates) if mapping is None else None
    header = inner.header if inner else find_header(first_rows, candidates, mapping)
    if inner is not None:
        candidates, mapping = [inner.framework], inner.mapping
    elif canvas := _find_canvas(sheet, candidates, top, header, constants):
        return canvas
    if header is None and (asked := find_question_above(top, candidates)):
        header, framework, code = asked
        candidates = [framework]
        given = {part_column(framework): code, **constants}
        mapping = evolve(mapping or ColumnMapping(), constants=given)
    if header is None:
        return explain_headless(sheet, candidates)
    named = _named_framework(first_rows, header, candidates)
    below = [row for row in top if row.number > header.number]
    fitting = (named,) if named else find_frameworks(header, candidates, below)
    framework, *others = fitting
    if others and not _says_something(header, below, framework):
        return explain_headless(sheet, candidates)
    if others:
        where = Where(
            source=sheet.source, line=header.line, sheet=sheet.name, row=header.number or None
        )
        return problems.TABLE_FRAMEWORK.issue(where, candidates=name_candidates(sheet, fitting))
    accepts = options.habits.accepts_offers
    matched = match_heading(sheet, framework, header, mapping, below, accepts_offers=accepts)
    matched = matched if inner is None else matched.tell(inner.tell(matched))
    heading = find_worksheet(tell_orders(matched, below), below)
    heading = skip_example(heading, first_rows, _ship_example)
    below = [row for row in below if row.number > heading.last]
    heading = find_head_count(find_groups(heading, below), below, options.habits)
    return _read_above(heading, first_rows, options)


def _says_something(header: Row, below: Sequence[Row], framework: str) -> bool:
    """Whether a header names what an entry says, or its part, and not only days and people."""
    is_said = any(find_name(framework, write_value(cell)) == "text" for cell in header.cells)
    return is_said or names_part(header, below, framework)


def _read_above(heading: Heading, rows: Sequence[Row | Issue], options: Options) -> Heading:
    return read_above(heading, rows, options.habits, has_title=bool(options.title))


def _find_canvas(
    sheet: Sheet,
    candidates: Sequence[str],
    rows: Sequence[Row],
    header: Row | None,
    constants: Mapping[str, str],
) -> Heading | Issue | None:
    """Return how a sheet is a canvas, unless a row of it is the header of a table.

    A row that names the levels of a grid, or most of whose cells name parts, is no header of
    columns, whatever else is in it.
    """
    find = partial(find_canvas, sheet, constants=constants)
    if header is None or len(find_content(header)) == 1:
        alone = [c for row in rows if len(find_content(row)) == 1 for c in row.cells if c]
        bands = (*rows, Row(0, alone))  # such as levels, each above its questions
        grids = [name for name in candidates if any(names_axis(row, name) for row in bands)]
        canvas = find(grids, is_grid=True) if grids else None
        return canvas or find(candidates)
    captioned = [name for name in candidates if names_parts(header, name)]
    if captioned:
        return find(captioned)
    grids = [name for name in candidates if names_axis(header, name)]
    canvas = find(grids, is_grid=True) if grids else None
    found = canvas.canvas if isinstance(canvas, Heading) else None
    is_axis = found is not None and any(row == header.number for row, _ in found.axis)
    return canvas if is_axis else None


def _ship_example(framework: str) -> Mapping[str, str]:
    from improvement_frameworks.tables.writing.template_plan import plan_form  # rarely needed

    return {one.column.name: one.example for one in plan_form(framework).questions}


def _named_framework(rows: Iterable[Row | Issue], header: Row, candidates: Iterable[str]) -> str:
    """Return the framework that the first row below the header names in a column of that name."""
    places = [i for i, c in enumerate(header.cells) if fold(write_value(c)) == FRAMEWORK]
    below = (r for r in rows if not isinstance(r, Issue) and r.number > header.number)
    first = next(below, None)
    if not places or first is None or places[0] >= len(first.cells):
        return ""
    named = write_value(first.cells[places[0]]).strip()
    return named if named in candidates else ""


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
        for row in heading.sheet.rows():
            if isinstance(row, Issue):
                collector.add([row], documents=0)
                continue
            content = find_content(row)
            if row.number <= heading.last or not content:
                continue
            if reason := find_reason(heading, row):
                told = tell_left_out(heading, row, reason)
                collector.add([told], documents=0)
                collector.count_cells(int(str(told.params["cells"])), 0)
                continue
            read += 1
            found = extent.check(row) if heading.canvas is None else []
            unread: set[int] = set()
            for piece in layout.cut(row):
                checked = checker.check(row, piece)
                found += [*checked.issues, *ledger.take(checked, key=key)]
                unread.update(checked.unread)
            number, used = layout.count(row, content)
            collector.count_cells(number, len(used - unread))
            collector.add(found, documents=0, rows=1)
            if read > ROWS_JUDGED and options.rules is None:
                judged = False
        for row, piece in layout.finish():
            checked = checker.check(row, piece)
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
    steps = read_pointer(issue.where.pointer)
    path = tuple(int(step) if step.isdigit() else step for step in steps)
    address = draft.find(path, heading.known_columns)
    where = heading.where(*address) if isinstance(address, tuple) else address
    return evolve(issue, where=evolve(where, pointer=issue.where.pointer))
