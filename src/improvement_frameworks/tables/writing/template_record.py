"""Writes the sheet of a form with the facts of the record: a row for each, with room beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from improvement_frameworks.tables.reading.sheet import RECORD_HEADINGS
from improvement_frameworks.tables.writing.template_sheet import BODY, COLOURS, number_format
from improvement_frameworks.tables.writing.workbook import count_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.tables.writing.template_plan import Form, Question
    from improvement_frameworks.tables.writing.template_sheet import FormWorkbook
    from improvement_frameworks.tables.writing.workbook import Worksheet

_WIDTHS: Final = (24, 48, 62)
_LABEL: Final[Mapping[str, object]] = {**BODY, "bold": True, "font_color": "#FFFFFF"}
_HELP: Final[Mapping[str, object]] = {**BODY, "font_color": "#404040", "bg_color": "#F2F2F2"}
_LINE_HEIGHT: Final = 15


def write_record(form: Form, sheets: FormWorkbook, page: Worksheet) -> None:
    """Write what is asked once about the record; what is rarely used is folded away below."""
    workbook = sheets.workbook
    help_style = workbook.add_format(_HELP)
    for index, width in enumerate(_WIDTHS):
        page.set_column(index, index, width)
    page.fit_to_pages(1, 0)
    page.hide_gridlines(2)
    page.outline_settings(True, False, False, False)  # noqa: FBT003 - as XlsxWriter has it
    page.set_row(0, 30)
    title = workbook.add_format({"bold": True, "font_size": 16, "valign": "vcenter"})
    page.write_string(0, 0, form.framework.title, title)
    for index, heading in enumerate(RECORD_HEADINGS):
        page.write_string(1, index, heading, workbook.add_format({**_HELP, "bold": True}))
    for row, question in enumerate(form.of_record, start=2):
        column = question.column
        fold = None if question.is_shown else {"level": 1, "hidden": True}
        text = _write_help(question)
        page.set_row(row, _LINE_HEIGHT * max(2, count_lines(text, _WIDTHS[2])), None, fold)
        colour = COLOURS["needed" if column.is_required else "record"]
        page.write_string(row, 0, column.label, workbook.add_format({**_LABEL, "bg_color": colour}))
        look = {**BODY, **number_format(column)}
        page.write_blank(row, 1, None, workbook.add_format(look))
        page.write_string(row, 2, text, help_style)
        sheets.write_check(page, question, (row, 1, row, 1))


def _write_help(question: Question) -> str:
    column = question.column
    is_free = column.kind in {"text", "date", "id"} and not column.is_list
    how = "" if is_free and "Example:" in column.meaning else f" {question.how}"
    needed = " Needed." if column.is_required else ""
    return " ".join(f"{column.meaning}{how}{needed}".split())
