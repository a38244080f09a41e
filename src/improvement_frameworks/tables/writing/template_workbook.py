"""Writes a form as a workbook: drop-downs, checks, notes, an example row and an explanation."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from improvement_frameworks.tables.reading.sheet import CANVAS_SHEET, column_letter
from improvement_frameworks.tables.rows.escape import escape
from improvement_frameworks.tables.writing.template_about import write_about
from improvement_frameworks.tables.writing.template_canvas import has_canvas, write_canvas
from improvement_frameworks.tables.writing.workbook import new_book
from improvement_frameworks.version import CONTENT_EDITION, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from improvement_frameworks.tables.rows.column import Column
    from improvement_frameworks.tables.writing.template_plan import Form, Question
    from improvement_frameworks.tables.writing.workbook import Book, Style, Worksheet

RECORD_SHEET: Final = "Record"
LIST_SHEET: Final = "_lists"
STAMP_SHEET: Final = "_about"
"""The hidden sheet by which the reader knows the form."""
ROWS_PREPARED: Final = 500
FIRST_DAY: Final = date(1900, 3, 1)
"""The first day that all spreadsheets count alike."""
LAST_DAY: Final = date(2199, 12, 31)
COLOURS: Final[Mapping[str, str]] = {
    "needed": "#B45309",
    "record": "#1F4E79",
    "entry": "#2A6F63",
    "contributor": "#68477A",
}
"""The colour of a heading: needed, or else what the column is about."""
_WRITTEN_AT: Final = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_BODY: Final[Mapping[str, object]] = {
    "text_wrap": True,
    "valign": "top",
    "border": 1,
    "border_color": "#D9D9D9",
}
_EXAMPLE: Final[Mapping[str, object]] = {"italic": True, "bg_color": "#F2F2F2"}
_LONG_TEXT: Final = 200


def write_workbook_form(form: Form, path: Path) -> None:
    """Write a form as a workbook (.xlsx).

    The same form gives the same bytes, whenever it is written.
    """
    with new_book(path) as book:
        book.set_properties(
            {"title": form.framework.title, "created": _WRITTEN_AT, "subject": "A form to fill in"}
        )
        page = book.add_worksheet(RECORD_SHEET)
        if has_canvas(form):
            write_canvas(form, book, book.add_worksheet(CANVAS_SHEET))
        write_about(form, book, book.add_worksheet("About"))
        lists = book.add_worksheet(LIST_SHEET)
        stamp = book.add_worksheet(STAMP_SHEET)
        facts = {
            "framework": form.framework.id,
            "schema_version": SCHEMA_VERSION,
            "content_edition": CONTENT_EDITION,
        }
        for row, (name, value) in enumerate(facts.items()):
            stamp.write_string(row, 0, name)
            stamp.write_string(row, 1, value)
        for sheet in (lists, stamp):
            sheet.hide()
        page.activate()
        page.freeze_panes(1, 0)
        page.set_row(0, 36)
        page.set_row(1, _example_height(form))
        page.set_landscape()
        page.set_paper(9)
        page.repeat_rows(0)
        page.outline_settings(True, True, False, False)  # noqa: FBT003 - as XlsxWriter has it
        for index, question in enumerate(form.questions):
            _write_column(book, page, index, question)
            _write_check(page, lists, index, question)
        folded = sum(1 for question in form.questions if not question.is_shown)
        if folded:
            last = len(form.questions)
            page.set_column(last, last, None, None, {"collapsed": True})


def _write_column(book: Book, page: Worksheet, index: int, question: Question) -> None:
    column = question.column
    look = dict(_BODY) | _number_format(column)
    fold: Mapping[str, object] | None = None if question.is_shown else {"level": 1, "hidden": True}
    page.set_column(index, index, _width(question), book.add_format(look), fold)
    colour = COLOURS["needed" if column.is_required else column.place]
    heading = book.add_format(
        {
            **_BODY,
            "bold": True,
            "font_color": "#FFFFFF",
            "bg_color": colour,
            "valign": "vcenter",
        }
    )
    page.write_string(0, index, column.label, heading)
    page.write_comment(0, index, question.help, _note_size(question.help))
    _write_example(page, index, question, book.add_format({**look, **_EXAMPLE}))


def _write_example(page: Worksheet, index: int, question: Question, style: Style) -> None:
    text = question.example
    if not text:
        page.write_blank(1, index, None, style)
    elif question.column.kind == "date":
        page.write_datetime(1, index, date.fromisoformat(text), style)
    elif question.column.kind == "number":
        page.write_number(1, index, int(text), style)
    else:
        page.write_string(1, index, escape(text), style)


def _number_format(column: Column) -> dict[str, object]:
    if column.kind == "date":
        return {"num_format": "yyyy-mm-dd", "align": "left"}
    if column.kind == "number":
        return {"num_format": "0"}
    return {"num_format": "@"}  # as text, so that nothing that is typed turns into something else


def _width(question: Question) -> int:
    column = question.column
    heading = max(len(word) for word in column.label.split()) + 3
    if question.choices:
        return max(heading, min(max(len(choice) for choice in question.choices) + 4, 34))
    if column.kind == "text" and column.text is not None:
        return max(heading, 46 if column.text.longest > _LONG_TEXT else 26)
    return max(heading, 13)


def _example_height(form: Form) -> int:
    """Make the example row high enough for its longest text."""
    return 15 * max(1 + len(one.example) // (_width(one) - 4) for one in form.questions)


def _note_size(text: str) -> Mapping[str, object]:
    """Make a note as high as its text needs: about 60 characters stand in a line."""
    lines = sum(1 + len(line) // 58 for line in text.split("\n"))
    return {"width": 380, "height": 18 * lines + 14, "author": "improvement-frameworks"}


def _write_check(page: Worksheet, lists: Worksheet, index: int, question: Question) -> None:
    """Let the spreadsheet check what is typed into a column, the example row included."""
    column = question.column
    check = _bounds(column)
    if question.choices:
        check = _choose(lists, index, question.choices, column)
    if check:
        facts = {"ignore_blank": True, "error_title": column.label[:32], **check}
        page.data_validation(1, index, ROWS_PREPARED + 1, index, facts)


def _choose(
    lists: Worksheet, index: int, choices: Sequence[str], column: Column
) -> Mapping[str, object]:
    for row, choice in enumerate(choices):
        lists.write_string(row, index, choice)
    letter = column_letter(index)
    check: dict[str, object] = {
        "validate": "list",
        "source": f"='{LIST_SHEET}'!${letter}$1:${letter}${len(choices)}",
        "error_message": "Choose one of the words in the list.",
    }
    if column.is_list:  # a spreadsheet lets people choose only one, so that others are typed
        check["show_error"] = False
        check["input_title"] = "One or several"
        check["input_message"] = "Choose one, or type several with semicolons between them."
        if column.offers:
            check["input_title"] = "From the list, or your own"
            check["input_message"] = "Choose a tag, or type your own, with semicolons between them."
    elif column.is_open:
        check["show_error"] = False
        check["input_title"] = "From the list, or your own"
        check["input_message"] = "Choose one, or type the code of one of your own."
    return check


def _bounds(column: Column) -> Mapping[str, object] | None:
    if column.kind == "date":
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": FIRST_DAY,
            "maximum": LAST_DAY,
            "error_message": "Write a day as year-month-day, such as 2020-03-16.",
        }
    if column.kind == "number" and column.whole is not None:
        least, most = column.whole.least, column.whole.most
        return {
            "validate": "integer",
            "criteria": "between",
            "minimum": least,
            "maximum": most,
            "error_message": f"Write a whole number from {least:,} to {most:,}.",
        }
    if column.text is not None and not column.is_list:
        return {
            "validate": "length",
            "criteria": "<=",
            "value": column.text.longest,
            "error_message": f"Write at most {column.text.longest:,} characters.",
        }
    return None
