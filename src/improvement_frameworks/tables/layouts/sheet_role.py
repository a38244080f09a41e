"""Finds out what each sheet of a file is: a table, a list of nouns, facts of the record, or none.

What is left out is told with its reason.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import define, field

from improvement_frameworks import problems
from improvement_frameworks.core.errors import nearest
from improvement_frameworks.core.registry import framework_ids
from improvement_frameworks.core.wording import fold
from improvement_frameworks.problems.problem import Issue, Own, Where, quote
from improvement_frameworks.tables.cells.cell_text import find_content
from improvement_frameworks.tables.headings.no_header import issues_above
from improvement_frameworks.tables.layouts.joined_sheets import join_sheets
from improvement_frameworks.tables.layouts.next_table import split_drawing, split_sheet
from improvement_frameworks.tables.layouts.noun_sheet import find_noun_heading, is_called_as_list
from improvement_frameworks.tables.layouts.sheet_heading import find_heading, list_candidates
from improvement_frameworks.tables.reading.sheet import CANVAS_SHEET, RECORD_SHEET, Row
from improvement_frameworks.tables.rows.record_sheet import read_record_sheet
from improvement_frameworks.tables.rows.row import is_blank_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from improvement_frameworks.core.report.report import Collector
    from improvement_frameworks.problems.problem import Param
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.sheet import Sheet

_NO_SHEETS: Final = ("none, as only workbooks have sheets",)
_EXPLAINING: Final = frozenset(
    {
        "codebook",
        "code book",
        "codes",
        "key",
        "legend",
        "definitions",
        "glossary",
        "read me",
        "readme",
    }
)
"""What a sheet is called that explains the words of others."""
_ASKING: Final = (problems.TABLE_FRAMEWORK, problems.TABLE_UNSURE)
"""What asks of which framework a sheet is, so that it is no sheet beside the data."""


class Tables(NamedTuple):
    """What the sheets of a file are."""

    headings: Sequence[Heading]
    """The headers of the tables with records."""
    lists: Sequence[Heading]
    """Those of the lists of nouns beside them, such as actions."""


def find_tables(sheets: Sequence[Sheet], options: Options, collector: Collector) -> Tables:
    """Find the tables on the sheets of a file.

    Args:
        sheets: The sheets, in their order.
        options: How they are to be read.
        collector: Takes what is said of sheets that are no tables.
    """
    sheets = _choose_sheets(sheets, options, collector)
    facts = [sheet for sheet in sheets if sheet.framework and sheet.name == RECORD_SHEET]
    sheets, joined = join_sheets([sheet for sheet in sheets if sheet not in facts], options)
    collector.add(joined, documents=0)
    known = [*framework_ids()]
    apart = [sheet for sheet in sheets if sheet.name and is_called_as_list(sheet, known)]
    search = _Search(options, collector)
    search.look([sheet for sheet in sheets if sheet not in apart])
    mains = {heading.framework: heading for heading in search.headings}
    main = next(iter(mains.values())) if len(mains) == 1 else None
    lists: list[Heading] = []
    for sheet in apart:
        is_open = not sheet.is_hidden or bool(options.sheet)
        found = find_noun_heading(sheet, main, options) if main and is_open else None
        if found is not None:
            lists.append(found)
        else:
            search.look([sheet])
    headings = search.finish()
    for sheet in facts:
        about = read_record_sheet(sheet, options, collector)
        headings = [about.add_to(heading) for heading in headings]
    return Tables(headings, lists)


def _choose_sheets(
    sheets: Sequence[Sheet], options: Options, collector: Collector
) -> Sequence[Sheet]:
    """Return the sheet that is asked for, or all of them."""
    if not options.sheet or not sheets:
        return sheets
    named = [sheet for sheet in sheets if sheet.name == options.sheet]
    if not named:
        names = tuple(sheet.name for sheet in sheets if sheet.name)
        near = nearest(options.sheet, names)
        offer = Own(f" Did you mean {quote(near)}?") if near else Own("")
        params: dict[str, Param] = {
            "found": quote(options.sheet),
            "offer": offer,
            "known": names or _NO_SHEETS,
        }
        told = problems.TABLE_SHEET.issue(Where(source=sheets[0].source), **params)
        collector.add([told], documents=0)
    return named


@define
class _Search:
    """The tables that were found so far, and the sheets without one."""

    _options: Options
    _collector: Collector
    headings: list[Heading] = field(factory=list["Heading"])
    _headless: list[tuple[Sheet, Issue]] = field(factory=list["tuple[Sheet, Issue]"])
    _below: list[Sheet] = field(factory=list["Sheet"])

    def look(self, sheets: Iterable[Sheet]) -> None:
        """Look for the header of each table; a sheet may hold two tables."""
        waiting = deque(sheets)
        while waiting:
            sheet = waiting.popleft()
            if sheet.is_of_template:
                continue
            if sheet.is_hidden and not self._options.sheet:
                self._leave_out(sheet, "it is hidden")
                continue
            if sheet.lists_issues:
                self._leave_out(sheet, "it lists the issues of an earlier check")
                continue
            heading = find_heading(sheet, self._options)
            if isinstance(heading, Issue):
                # nobody need write on the canvas of a template
                if not (sheet.framework and sheet.name == CANVAS_SHEET):
                    self._headless.append((sheet, heading))
                continue
            if parts := split_drawing(heading):
                where = Where(source=sheet.source, sheet=sheet.name)
                self._collector.add(
                    [problems.TABLE_SEVERAL.issue(where, count=len(parts))], documents=0
                )
                waiting.extendleft(reversed(parts))
                continue
            if heading.canvas is None:
                candidates = list_candidates(sheet, self._options)
                heading, below = split_sheet(heading, self._options, candidates)
                if below is not None:
                    waiting.appendleft(below)
                    self._below.append(below)
            if any(sheet is below for below in self._below):
                first = _find_first(sheet)
                told = problems.TABLE_SECOND.issue(heading.where(first), row=first.number)
                heading = heading.tell(told)
            self.headings.append(heading)

    def finish(self) -> list[Heading]:
        """Return the tables that hold records, and say what the other sheets are."""
        for sheet, issue in self._headless:
            is_asked = issue.problem in _ASKING
            is_blank = issue.problem is problems.TABLE_NO_ROWS
            if any(sheet is below for below in self._below) and not is_asked:
                self._leave_below(sheet)
            elif self.headings and not is_asked:
                no_row = "no row of it names the columns of a framework"
                self._leave_out(sheet, "nobody has written on it" if is_blank else no_row)
            else:
                self._collector.add(_explain(sheet, issue), documents=0)
        found = self.headings
        if any(heading.canvas is not None and heading.sheet.framework for heading in found):
            found = [heading for heading in found if _holds_rows(heading)]
        values = [heading for heading in found if _lists_values(heading, found)]
        for one in values:
            self._leave_out(one.sheet, "it is one column of values, and other sheets have entries")
        found = [heading for heading in found if all(heading is not one for one in values)]
        said = [heading for heading in found if fold(heading.sheet.name) not in _EXPLAINING]
        for one in found if said else ():
            if fold(one.sheet.name) in _EXPLAINING:
                self._leave_out(one.sheet, "it explains the words of other sheets")
        found = said or found
        self._collector.add(_tell_alike(found), documents=0)
        return found

    def _leave_below(self, sheet: Sheet) -> None:
        """Say that what is below a table is none of a framework."""
        first = _find_first(sheet)
        rows = (row for row in sheet.rows() if isinstance(row, Row))
        cells = sum(len(find_content(row)) for row in rows)
        where = Where(source=sheet.source, sheet=sheet.name, row=first.number)
        told = problems.TABLE_BELOW.issue(where, row=first.number, cells=cells)
        self._collector.add([told], documents=0)
        self._collector.count_cells(cells, 0)

    def _leave_out(self, sheet: Sheet, reason: str) -> None:
        where = Where(source=sheet.source, sheet=sheet.name)
        params: dict[str, Param] = {"sheet": quote(sheet.name), "reason": Own(reason)}
        self._collector.add([problems.SHEET_LEFT_OUT.issue(where, **params)], documents=0)


def _find_first(sheet: Sheet) -> Row:
    """Return the first row of a sheet that has any."""
    return next(row for row in sheet.rows() if isinstance(row, Row))


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


def _tell_alike(headings: Sequence[Heading]) -> list[Issue]:
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
