"""Writes what the sheets of a form have in common: headings with notes, drop-downs and checks."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final, TypeAlias

from improvement_frameworks.tables.cells.escape import escape
from improvement_frameworks.tables.reading.sheet import AUTHOR, column_letter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from improvement_frameworks.tables.rows.column import Column
    from improvement_frameworks.tables.writing.template_plan import Question
    from improvement_frameworks.tables.writing.workbook import NewWorkbook, Style, Worksheet

Area: TypeAlias = "tuple[int, int, int, int]"
"""The first row and column of cells, and the last; from 0."""

LIST_SHEET: Final = "_lists"
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
BODY: Final[Mapping[str, object]] = {
    "text_wrap": True,
    "valign": "top",
    "border": 1,
    "border_color": "#BFBFBF",
}
_EXAMPLE: Final[Mapping[str, object]] = {"italic": True, "bg_color": "#F2F2F2"}
_LONG_TEXT: Final = 200
_ROWS_RULED: Final = 20
"""How many rows have lines, so that the sheet can be printed and filled in by hand."""


class FormWorkbook:
    """A form that is being written: its workbook, and the choices of its drop-downs."""

    def __init__(self, workbook: NewWorkbook) -> None:
        self.workbook = workbook
        self._choices: list[Sequence[str]] = []

    def add_sheet(self, name: str) -> Worksheet:
        """Add a sheet that prints across."""
        page = self.workbook.add_worksheet(name)
        page.set_landscape()
        page.set_paper(9)
        return page

    def write_lists(self) -> None:
        """Write the choices on a hidden sheet, a column each."""
        page = self.workbook.add_worksheet(LIST_SHEET)
        page.hide()
        for index, choices in enumerate(self._choices):
            for row, choice in enumerate(choices):
                page.write_string(row, index, choice)

    def write_columns(self, page: Worksheet, questions: Sequence[Question]) -> None:
        """Write a table to be filled in: its headings, its example if there is one, its checks."""
        page.freeze_panes(1, 0)
        page.set_row(0, 36)
        page.repeat_rows(0)
        page.fit_to_pages(1, 0)
        shown = sum(question.is_shown for question in questions)
        page.print_area(0, 0, _ROWS_RULED, max(shown, 1) - 1)
        page.outline_settings(True, True, False, False)  # noqa: FBT003 - as XlsxWriter has it
        has_example = any(question.example for question in questions)
        if has_example:
            page.set_row(1, _example_height(questions))
        for index, question in enumerate(questions):
            self._write_column(page, index, question, is_in_example=has_example)
            self.write_check(page, question, (1, index, ROWS_PREPARED + 1, index))
        folded = sum(1 for question in questions if not question.is_shown)
        if folded:
            last = len(questions)
            page.set_column(last, last, None, None, {"collapsed": True})

    def _write_column(
        self, page: Worksheet, index: int, question: Question, *, is_in_example: bool
    ) -> None:
        column = question.column
        look = {**BODY, **number_format(column)}
        fold: dict[str, object] | None = None
        if not question.is_shown:
            fold = {"level": 1, "hidden": True}
        style = self.workbook.add_format(look)
        page.set_column(index, index, _width(question), style, fold)
        for row in range(1, _ROWS_RULED + 1):
            page.write_blank(row, index, None, style)
        colour = COLOURS["needed" if column.is_required else column.place]
        heading = self.workbook.add_format(
            {
                **BODY,
                "bold": True,
                "font_color": "#FFFFFF",
                "bg_color": colour,
                "valign": "vcenter",
            }
        )
        page.write_string(0, index, column.label, heading)
        page.write_comment(0, index, question.help, _note_size(question.help))
        if is_in_example:
            _write_example(page, index, question, self.workbook.add_format({**look, **_EXAMPLE}))

    def write_check(self, page: Worksheet, question: Question, area: Area) -> None:
        """Let the spreadsheet check what is typed into cells, and offer what may be chosen."""
        column = question.column
        check = _bounds(column)
        if question.choices:
            check = self._choose(question.choices, column)
        if check:
            facts = {"ignore_blank": True, "error_title": column.label[:32], **check}
            page.data_validation(*area, facts)

    def _choose(self, choices: Sequence[str], column: Column) -> Mapping[str, object]:
        letter = column_letter(len(self._choices))
        self._choices.append(choices)
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
                check["input_message"] = (
                    "Choose a tag, or type your own, with semicolons between them."
                )
        elif column.is_open:
            check["show_error"] = False
            check["input_title"] = "From the list, or your own"
            check["input_message"] = "Choose one, or type the code of one of your own."
        return check


def _write_example(page: Worksheet, index: int, question: Question, style: Style) -> None:
    text = question.example
    if not text:
        page.write_blank(1, index, None, style)
    elif question.column.kind == "date":
        page.write_datetime(1, index, datetime.fromisoformat(text), style)
    elif question.column.kind == "number":
        page.write_number(1, index, int(text), style)
    else:
        page.write_string(1, index, escape(text), style)


def number_format(column: Column) -> dict[str, object]:
    """Return how a spreadsheet keeps the values of a column."""
    if column.kind == "date":
        return {"num_format": "yyyy-mm-dd", "align": "left"}
    if column.kind == "number":
        return {"num_format": "0"}
    return {"num_format": "@"}  # as text, so that nothing that is typed turns into something else


def _width(question: Question) -> int:
    column = question.column
    heading = max(len(word) for word in column.label.split()) + 3
    if question.choices:
        return max(heading, min(max(len(choice) for choice in question.choices) + 4, 26))
    if column.kind == "text" and column.text is not None:
        is_long = column.text.longest > _LONG_TEXT
        widest = 52 if column.path == ("text",) else 28
        return max(heading, widest if is_long else 18)
    return max(heading, 12)


def _example_height(questions: Sequence[Question]) -> int:
    """Make the example row high enough for its longest text."""
    return 15 * max(1 + len(one.example) // (_width(one) - 4) for one in questions)


def _note_size(text: str) -> dict[str, object]:
    """Make a note as high as its text needs: about 60 characters stand in a line."""
    lines = sum(1 + len(line) // 58 for line in text.split("\n"))
    return {"width": 380, "height": 18 * lines + 14, "author": AUTHOR}


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
