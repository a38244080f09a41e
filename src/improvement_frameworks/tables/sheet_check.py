"""Checks the sheets of a file: which of them are tables, and then each of these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from improvement_frameworks import problems
from improvement_frameworks.core.errors import nearest
from improvement_frameworks.problems.problem import Issue, Own, Where, quote
from improvement_frameworks.tables.check import check_rows, find_heading
from improvement_frameworks.tables.headless import issues_above

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from improvement_frameworks.core.record import Record
    from improvement_frameworks.core.report import Collector
    from improvement_frameworks.problems.problem import Param
    from improvement_frameworks.tables.heading import Heading
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.sheet import Sheet

_NO_SHEETS: Final = ("none, as only workbooks have sheets",)


def check_sheets(
    sheets: Sequence[Sheet], options: Options, collector: Collector
) -> Iterator[Record]:
    """Check the sheets of one file."""
    if options.sheet and sheets:
        named = [sheet for sheet in sheets if sheet.name == options.sheet]
        if not named:
            collector.add([_no_such_sheet(options.sheet, sheets)], documents=0)
        sheets = named
    headings: list[Heading] = []
    headless: list[tuple[Sheet, Issue]] = []
    for sheet in sheets:
        if sheet.is_of_template:
            continue
        if sheet.is_hidden and not options.sheet:
            collector.add([_left_out(sheet, "it is hidden")], documents=0)
            continue
        heading = find_heading(sheet, options)
        if isinstance(heading, Issue):
            headless.append((sheet, heading))
        else:
            headings.append(heading)
    for sheet, issue in headless:
        is_beside = bool(headings) and issue.problem is not problems.TABLE_FRAMEWORK
        reason = "no row of it names the columns of a framework"
        said = [_left_out(sheet, reason)] if is_beside else _explain(sheet, issue)
        collector.add(said, documents=0)
    collector.add(_alike(headings), documents=0)
    for heading in headings:
        collector.add(heading.issues, documents=0)
        yield from check_rows(heading, options, collector)


def _explain(sheet: Sheet, issue: Issue) -> list[Issue]:
    """Say why a sheet is no table; what could not be read is not called empty as well."""
    above = issues_above(sheet)
    is_faulty = any(one.severity == "error" for one in above)
    return above if is_faulty and issue.problem is problems.TABLE_EMPTY else [*above, issue]


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
            sheets=tuple(heading.sheet.name for heading in group),
        )
        for group in groups.values()
        if len(group) > 1
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
