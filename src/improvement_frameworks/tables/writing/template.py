"""Writes a blank form to be filled in, derived from a framework's columns and content."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core.file import replacing
from improvement_frameworks.tables.reading.sheet import CANVAS_SHEET, RECORD_SHEET, STAMP_SHEET
from improvement_frameworks.tables.rows.column import FRAMEWORK, columns_of
from improvement_frameworks.tables.writing.template_about import write_about
from improvement_frameworks.tables.writing.template_canvas import has_canvas, write_canvas
from improvement_frameworks.tables.writing.template_plan import plan_form
from improvement_frameworks.tables.writing.template_record import write_record
from improvement_frameworks.tables.writing.template_sheet import FormWorkbook
from improvement_frameworks.tables.writing.text_table import TextTable
from improvement_frameworks.tables.writing.unwritable import UnwritableError
from improvement_frameworks.tables.writing.workbook import LONGEST_SHEET_NAME, new_workbook
from improvement_frameworks.tables.writing.writer import write_table_file
from improvement_frameworks.version import CONTENT_EDITION, SCHEMA_VERSION

if TYPE_CHECKING:
    from improvement_frameworks.tables.writing.template_plan import Form

_WRITTEN_AT: Final = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def write_template(framework: str, path: str | Path, *, force: bool = False) -> None:
    """Write a form to be filled in with a spreadsheet, which the library then reads.

    The workbook has drop-downs, checks, notes with the guiding questions, an example row and a
    sheet that explains the framework. The columns that the framework's worked example uses come
    first; the others are folded away to their right.

    Args:
        framework: The id of the framework.
        path: The file: .xlsx or .csv.
        force: Whether an existing file may be replaced.

    Raises:
        UnknownFrameworkError: if no framework has this id.
        UnwritableError: if there is no form of this kind.
        FileExistsError: if there is such a file and ``force`` is not given.
        MissingExtraError: if a workbook is wanted and XlsxWriter is not installed.
        OSError: if it cannot be written; an older file stays as it is then.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in {".xlsx", ".csv"}:
        raise UnwritableError(f"{path.name}: templates are written as .xlsx, .csv")
    form = plan_form(framework)
    if ending == ".csv":
        write_table_file(path, _lay_out(form), force=force)
        return
    with replacing(path, force=force) as draft:
        _write_workbook(form, draft)


def _lay_out(form: Form) -> TextTable:
    """Return a form as a table; its first column names the framework, so that it is recognised."""
    stamp = next(c for c in columns_of(form.framework.id) if c.name == FRAMEWORK)
    shown = [question for question in form.questions if question.is_shown]
    headings = [stamp.label, *(question.column.label for question in shown)]
    row = {question.column.label: question.example for question in shown}
    rows = [{stamp.label: stamp.constant, **row}] if form.has_example else []
    return TextTable(headings, rows)


def _write_workbook(form: Form, path: Path) -> None:
    """Write a form as a workbook; the same form gives the same bytes, whenever it is written."""
    with new_workbook(path) as workbook:
        workbook.set_properties(
            {"title": form.framework.title, "created": _WRITTEN_AT, "subject": "A form to fill in"}
        )
        sheets = FormWorkbook(workbook)
        first = sheets.add_sheet(RECORD_SHEET)
        write_record(form, sheets, first)
        sheets.write_columns(sheets.add_sheet("Entries"), form.of_entries)
        if has_canvas(form):
            write_canvas(form, workbook, sheets.add_sheet(CANVAS_SHEET))
        for one in form.lists:
            page = sheets.add_sheet(one.noun.label[:LONGEST_SHEET_NAME])
            sheets.write_columns(page, one.questions)
        write_about(form, workbook, sheets.add_sheet("About"))
        sheets.write_lists()
        stamp = workbook.add_worksheet(STAMP_SHEET)
        stamp.hide()
        facts = {
            "framework": form.framework.id,
            "schema_version": SCHEMA_VERSION,
            "content_edition": CONTENT_EDITION,
        }
        for row, (name, value) in enumerate(facts.items()):
            stamp.write_string(row, 0, name)
            stamp.write_string(row, 1, value)
        first.activate()
