"""Finds out of one sheet what is on it: its framework, its header, and how it is laid out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from attrs import evolve

from improvement_frameworks import problems
from improvement_frameworks.core.registry import framework_ids
from improvement_frameworks.core.wording import fold
from improvement_frameworks.problems.problem import Issue, Where, quote
from improvement_frameworks.tables.cells.cell_text import (
    find_content,
    write_column,
    write_texts,
    write_value,
)
from improvement_frameworks.tables.headings.column_name import find_name, part_column
from improvement_frameworks.tables.headings.doubt import ask_framework
from improvement_frameworks.tables.headings.field_line import read_above
from improvement_frameworks.tables.headings.header import (
    count_cells_of_parts,
    find_frameworks,
    find_header,
    find_part_places,
    find_question_above,
    has_telling_name,
    have_sides,
    is_prose,
)
from improvement_frameworks.tables.headings.heading import (
    Heading,
    find_groups,
    find_worksheet,
    tell_orders,
)
from improvement_frameworks.tables.headings.heading_match import match_heading
from improvement_frameworks.tables.headings.no_header import explain_headless, name_candidates
from improvement_frameworks.tables.headings.own_part import declare_parts
from improvement_frameworks.tables.headings.scheme import take_scheme
from improvement_frameworks.tables.layouts.canvas.canvas import find_captioned, names_axis
from improvement_frameworks.tables.layouts.canvas.canvas_search import MOST_COLUMNS, find_canvas
from improvement_frameworks.tables.layouts.check_box import join_check_boxes
from improvement_frameworks.tables.layouts.head_count import find_head_count
from improvement_frameworks.tables.layouts.header_group import join_header_groups
from improvement_frameworks.tables.layouts.mapping import ColumnMapping
from improvement_frameworks.tables.layouts.next_table import find_beside, leave_beside
from improvement_frameworks.tables.layouts.part_in_cell import find_parts_in_cells
from improvement_frameworks.tables.layouts.step_day import join_steps
from improvement_frameworks.tables.layouts.survey import find_survey
from improvement_frameworks.tables.layouts.turned_sheet import are_nearly_all, turn_sheet
from improvement_frameworks.tables.reading.sheet import CANVAS_SHEET, TOP_ROWS, Row
from improvement_frameworks.tables.rows.column import FRAMEWORK
from improvement_frameworks.tables.rows.example_row import skip_example

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.sheet import Sheet


def find_heading(sheet: Sheet, options: Options) -> Heading | Issue:
    """Find the header of a sheet and its framework, or say why they cannot be found."""
    candidates = list_candidates(sheet, options)
    is_free = not sheet.framework and options.layout == "auto"
    turned = turn_sheet(sheet, candidates) if is_free else None
    if turned is not None:
        form = _find_heading_of(*turned, evolve(options, layout="long"))
        if isinstance(form, Heading) and _is_clear_form(form):
            alone = sum(find_content(row) == [0] for row in sheet.top)
            return _count(form, alone)
    if steps := join_steps(sheet, candidates):
        reached = _find_heading_of(steps.sheet, steps.told, options)
        return reached if isinstance(reached, Issue) else _count(reached, *steps.cells)
    found = join_check_boxes(sheet, candidates)
    found = found or (join_header_groups(sheet, candidates) if is_free else None)
    joined, told = found or (sheet, None)
    return _find_heading_of(joined, told, options)


def _count(heading: Heading, cells: int, read: int = 0) -> Heading:
    """Count further cells with content, and those of them that were read."""
    content, read_above = heading.above
    return evolve(heading, above=(content + cells, read_above + read))


def _is_clear_form(form: Heading) -> bool:
    """Whether a form names nearly all of its fields, and its part or what tells its framework."""
    if form.canvas or not are_nearly_all(len(form.columns), len(form.names)):
        return False
    below = form.sheet.top[1:]
    for place, column in form.columns.items():
        is_named = find_name(form.framework, form.names[place])
        if column.name == "text" and not (is_named or is_prose(write_column(below, place))):
            return False  # the only field that is left may be an address
    is_telling = has_telling_name(form.row, form.framework)
    return is_telling or bool(count_cells_of_parts(form, below))


def _find_heading_of(sheet: Sheet, told: Issue | None, options: Options) -> Heading | Issue:
    """Return the header of a sheet that was joined or turned, which is told."""
    heading = _find_heading(sheet, options)
    if isinstance(heading, Issue):
        return heading
    heading = _leave_beside(heading, options)
    if isinstance(heading, Issue):
        return heading
    is_known = sheet.framework and len(sheet.joins) < 2  # several are called as parts are
    is_guessed = not (options.framework or is_known or options.mapping)
    if is_guessed and not heading.says(FRAMEWORK):
        asked = ask_framework(heading, sheet.top)
        if asked is not None:
            return asked
    heading = declare_parts(take_scheme(heading), options.habits)
    return heading if told is None else heading.tell(told)


def _leave_beside(heading: Heading, options: Options) -> Heading | Issue:
    """Return the header of the first of two tables that are beside each other."""
    rows = heading.sheet.top
    is_list = heading.canvas is None and heading.survey is None and heading.sheet.is_spreadsheet
    is_all = len(rows) < TOP_ROWS
    start = find_beside(heading, rows) if is_list and is_all else None
    if start is None:
        return heading
    sheet = leave_beside(heading.sheet, start)
    found = _find_heading(sheet, options)
    if isinstance(found, Issue):
        return heading  # what is left of it is no table
    beside = tuple(quote(text) for place, text in heading.names.items() if place >= start)
    told = problems.TABLE_BESIDE.issue(heading.where(heading.row, start), columns=beside)
    cells = sum(
        1 for row in rows if row.number > heading.last for p in find_content(row) if p >= start
    )
    return _count(found.tell(told), cells)


def _find_heading(sheet: Sheet, options: Options) -> Heading | Issue:
    top, candidates = sheet.top, list_candidates(sheet, options)
    if sheet.framework and sheet.name == CANVAS_SHEET:
        return find_canvas(sheet, candidates) or explain_headless(sheet, candidates)
    constants = (options.mapping or ColumnMapping()).constants
    survey = find_survey(sheet, top, options, candidates)
    if isinstance(survey, Heading) and not _tells_people(survey) and options.layout == "auto":
        canvas = find_canvas(sheet, [survey.framework], constants=constants)
        if survey.survey and not survey.survey.uses and isinstance(canvas, Heading):
            return canvas  # captions above boxes, and nothing that tells of respondents
    if isinstance(survey, Heading):
        below = [row for row in top if row.number > survey.last]
        survey = find_groups(tell_orders(survey, below), below)
        survey = find_head_count(survey, below, options.habits)
        return _read_above(survey, options)
    if survey is not None:
        return survey
    mapping = options.mapping
    inner = find_parts_in_cells(top, candidates) if mapping is None else None
    header = inner.header if inner else find_header(top, candidates, mapping)
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
    named = _named_framework(top, header, candidates)
    below = [row for row in top if row.number > header.number]
    fitting = (named,) if named else find_frameworks(header, candidates, below)
    framework, *others = fitting
    is_said = any(find_name(framework, text) == "text" for text in write_texts(header))
    if others and not (is_said or find_part_places(header, below, fitting)):
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
    heading = skip_example(heading, _ship_example)
    below = [row for row in below if row.number > heading.last]
    heading = find_head_count(find_groups(heading, below), below, options.habits)
    return _read_above(heading, options)


def _tells_people(survey: Heading) -> bool:
    """Whether a column beside the answers tells who gave them or when, and not only notes."""
    return any(column.name != "notes" for column in survey.columns.values())


def _read_above(heading: Heading, options: Options) -> Heading:
    return read_above(heading, options.habits, has_title=bool(options.title))


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
    if any(len(row.cells) > MOST_COLUMNS for row in rows):
        return None
    find = partial(find_canvas, sheet, constants=constants)
    if header is None or len(find_content(header)) == 1:
        alone = [c for row in rows if len(find_content(row)) == 1 for c in row.cells if c]
        bands = (*rows, Row(0, alone))  # such as levels, each above its questions
        grids = [name for name in candidates if any(names_axis(row, name) for row in bands)]
        canvas = find(grids, is_grid=True) if grids else None
        return canvas or find(candidates)
    captioned = [name for name in find_captioned(header) if name in candidates]
    if captioned:
        return find(captioned)
    below = [row for row in rows if row.number > header.number]
    places = find_part_places(header, below, candidates)
    sided = [name for name in candidates if have_sides(header, below, name, places.get(name))]
    canvas = find(sided) if sided else None
    has_one = len(find_content(header)) == 2  # column of texts, with bullets
    if isinstance(canvas, Heading) and canvas.canvas and (canvas.canvas.sides or has_one):
        return canvas
    grids = [name for name in candidates if names_axis(header, name)]
    canvas = find(grids, is_grid=True) if grids else None
    if isinstance(canvas, Issue) and canvas.problem is problems.TABLE_NO_ROWS:
        return canvas
    found = canvas.canvas if isinstance(canvas, Heading) else None
    is_axis = found is not None and any(row == header.number for row, _ in found.axis)
    return canvas if is_axis else None


def _ship_example(framework: str) -> Mapping[str, str]:
    from improvement_frameworks.tables.writing.template_plan import plan_form  # rarely needed

    return {one.column.name: one.example for one in plan_form(framework).questions}


def _named_framework(rows: Iterable[Row], header: Row, candidates: Iterable[str]) -> str:
    """Return the framework that the first row below the header names in a column of that name."""
    places = [i for i, c in enumerate(header.cells) if fold(write_value(c)) == FRAMEWORK]
    first = next((row for row in rows if row.number > header.number), None)
    if not places or first is None or places[0] >= len(first.cells):
        return ""
    named = write_value(first.cells[places[0]]).strip()
    return named if named in candidates else ""


def list_candidates(sheet: Sheet, options: Options) -> list[str]:
    """Return the frameworks that a sheet may be of."""
    wanted = options.framework or sheet.framework
    return [wanted] if wanted else [*framework_ids()]
