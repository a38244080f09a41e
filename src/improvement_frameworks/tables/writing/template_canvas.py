"""Writes the canvas of a form: the framework as people draw it, with room for answers.

Parts are down the side, the second list of codes (the levels of a grid) across. The sheet prints
on one page, and what is typed into it is read like any other canvas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from improvement_frameworks.core.wording import fold
from improvement_frameworks.tables.rows.column import columns_of
from improvement_frameworks.tables.rows.everyday import EverydayWords
from improvement_frameworks.tables.rows.heading import part_column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.core.framework import Part, Term
    from improvement_frameworks.tables.writing.template_plan import Form
    from improvement_frameworks.tables.writing.workbook import Book, Worksheet

MOST_PARTS: Final = 12
"""Up to how many parts there is a canvas."""
FIELDS: Final = ("Title", "Team", "Date")
"""What is asked about the record, above the canvas."""

_ROW: Final = 88
_WIDTH: Final = 130
_BODY: Final[Mapping[str, object]] = {"text_wrap": True, "valign": "top", "border": 1}
_CAPTION: Final[Mapping[str, object]] = {**_BODY, "bold": True, "bg_color": "#E4E4E4"}


def has_canvas(form: Form) -> bool:
    """Whether a form has a canvas: its entries need a part, a text and at most one code more."""
    needed = [c for c in columns_of(form.framework.id) if c.is_required and c.place == "entry"]
    texts = [column for column in needed if column.kind == "text"]
    part = part_column(form.framework.id)
    others = [column for column in needed if column.name != part and column not in texts]
    is_drawn = len(texts) == 1 and len(others) <= 1 and all(column.terms for column in others)
    return is_drawn and 1 < len(form.framework.parts) <= MOST_PARTS


def write_canvas(form: Form, book: Book, page: Worksheet) -> None:
    """Write the canvas of a form that has one."""
    caption, body = book.add_format({**_CAPTION}), book.add_format({**_BODY, "num_format": "@"})
    across = _find_across(form)
    columns = max(1, len(across))
    page.set_column(0, 0, 38)
    page.set_column(1, columns, (_WIDTH - 38) // columns)
    for row, field in enumerate(FIELDS):
        page.write_string(row, 0, field, caption)
        page.write_blank(row, 1, None, body)
    top = len(FIELDS) + 1
    for index, term in enumerate(across, start=1):
        page.write_string(top, index, term.label, caption)
    words = EverydayWords(form.framework.parts, form.framework.parts)
    for row, part in enumerate(form.framework.parts, start=top + 1):
        page.set_row(row, _ROW)
        page.write_string(row, 0, _write_caption(part, words), caption)
        for index in range(1, columns + 1):
            page.write_blank(row, index, None, body)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 1)


def _find_across(form: Form) -> tuple[Term, ...]:
    part = part_column(form.framework.id)
    for column in columns_of(form.framework.id):
        is_needed = column.is_required and column.place == "entry" and column.terms
        if is_needed and column.name != part:
            return column.terms
    return ()


def _write_caption(part: Part, words: EverydayWords) -> str:
    """Write the name of a part and below it its questions, as far as they are its own."""
    asked = [prompt for prompt in part.prompts if words.find(prompt) == part.code]
    return "\n".join([part.label, *(one for one in asked if fold(one) != fold(part.label))])
