"""Writes a form as a workbook: the record, its entries, the canvas, lists, and an explanation."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from improvement_frameworks.tables.reading.sheet import CANVAS_SHEET, RECORD_SHEET
from improvement_frameworks.tables.writing.template_about import write_about
from improvement_frameworks.tables.writing.template_canvas import has_canvas, write_canvas
from improvement_frameworks.tables.writing.template_record import write_record
from improvement_frameworks.tables.writing.template_sheet import FormWorkbook
from improvement_frameworks.tables.writing.workbook import LONGEST_SHEET_NAME, new_workbook
from improvement_frameworks.version import CONTENT_EDITION, SCHEMA_VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from improvement_frameworks.tables.writing.template_plan import Form

ENTRY_SHEET: Final = "Entries"
"""The sheet with a row for each entry."""
STAMP_SHEET: Final = "_about"
"""The hidden sheet by which the reader knows the form."""
_WRITTEN_AT: Final = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def write_workbook_form(form: Form, path: Path) -> None:
    """Write a form as a workbook (.xlsx).

    The same form gives the same bytes, whenever it is written.
    """
    with new_workbook(path) as workbook:
        workbook.set_properties(
            {"title": form.framework.title, "created": _WRITTEN_AT, "subject": "A form to fill in"}
        )
        sheets = FormWorkbook(workbook)
        first = sheets.add_sheet(RECORD_SHEET)
        write_record(form, sheets, first)
        sheets.write_columns(sheets.add_sheet(ENTRY_SHEET), form.of_entries)
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
