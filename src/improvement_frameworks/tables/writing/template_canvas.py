"""Writes the canvas of a form: the framework as people draw it, with room for answers.

Parts are down the side, the second list of codes (the levels of a grid) across; those of a matrix
are boxes. The sheet prints
on one page, and what is typed into it is read like any other canvas.
"""

from __future__ import annotations

from colorsys import hls_to_rgb
from typing import TYPE_CHECKING, Final, TypeAlias

from improvement_frameworks.core.wording import fold
from improvement_frameworks.tables.headings.column_name import part_column
from improvement_frameworks.tables.headings.everyday import EverydayWords
from improvement_frameworks.tables.rows.column import columns_of
from improvement_frameworks.tables.writing.workbook import count_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.core.content.framework import Part
    from improvement_frameworks.core.content.vocabulary import Term
    from improvement_frameworks.tables.writing.template_plan import Form
    from improvement_frameworks.tables.writing.workbook import NewWorkbook, Style, Worksheet

MOST_PARTS: Final = 12
"""Up to how many parts there is a canvas."""
FIELDS: Final = ("Title", "Team", "Date")
"""What is asked about the record, above the canvas."""

_HEIGHT: Final = 400
"""How high the rows of answers are together, so that they fill a page across."""
_LOWEST: Final = 46
_WIDTH: Final = 130
_CAPTION_WIDTH: Final = 38
_BODY: Final[Mapping[str, object]] = {"text_wrap": True, "valign": "top", "border": 1}
_LABEL: Final[Mapping[str, object]] = {**_BODY, "bold": True}
_Styles: TypeAlias = "tuple[Style, Style, Style]"
"""How captions, cells for answers and the first line of captions look."""
_TINT: Final = (0.88, 0.45)
"""How light and how full the colour of captions is: a light grey on a printer without colours."""


def has_canvas(form: Form) -> bool:
    """Whether a form has a canvas: its entries need a part, a text and at most one code more."""
    needed = [c for c in columns_of(form.framework.id) if c.is_required and c.place == "entry"]
    texts = [column for column in needed if column.kind == "text"]
    part = part_column(form.framework.id)
    others = [column for column in needed if column.name != part and column not in texts]
    is_drawn = len(texts) == 1 and len(others) <= 1 and all(column.terms for column in others)
    return is_drawn and 1 < len(_find_parts(form)) <= MOST_PARTS


def write_canvas(form: Form, workbook: NewWorkbook, page: Worksheet) -> None:
    """Write the canvas of a form that has one."""
    bold = workbook.add_format({"bold": True})
    caption = workbook.add_format({**_BODY, "bg_color": _find_tint(form)})
    body = workbook.add_format({**_BODY, "num_format": "@"})
    for row, field in enumerate(FIELDS):
        page.write_string(row, 0, field, workbook.add_format({**_LABEL}))
        page.write_blank(row, 1, None, body)
    top = len(FIELDS) + 1
    if _is_matrix(form):
        _write_boxes(form, page, top, (caption, body, bold))
    else:
        _write_bands(form, page, top, (caption, body, bold))
    page.hide_gridlines(2)
    title = form.framework.title.replace("&", "&&")
    page.set_header(f"&L&14&B{title}")  # pyright: ignore[reportUnknownMemberType] - partly untyped
    page.fit_to_pages(1, 1)


def _write_bands(form: Form, page: Worksheet, top: int, styles: _Styles) -> None:
    """Write a row for each part, and a column for each code of the second list."""
    caption, body, bold = styles
    across = _find_across(form)
    columns = max(1, len(across))
    page.set_column(0, 0, _CAPTION_WIDTH)
    page.set_column(1, columns, (_WIDTH - _CAPTION_WIDTH) // columns)
    for index, term in enumerate(across, start=1):
        _write_words(page, top, index, term.label, caption, bold)
    words = EverydayWords.of(form.framework.parts, form.framework.parts)
    parts = _find_parts(form)
    for row, part in enumerate(parts, start=top + 1):
        text = _write_caption(part, words)
        height = max(_LOWEST, _HEIGHT // len(parts))
        page.set_row(row, max(height, _count_height(text, _CAPTION_WIDTH)))
        _write_words(page, row, 0, text, caption, bold)
        for index in range(1, columns + 1):
            page.write_blank(row, index, None, body)


def _write_boxes(form: Form, page: Worksheet, top: int, styles: _Styles) -> None:
    """Write a box for each part, as many in a row as the matrix has columns."""
    caption, body, bold = styles
    columns = len(form.framework.figure.across)
    page.set_column(0, columns - 1, _WIDTH // columns)
    words = EverydayWords.of(form.framework.parts, form.framework.parts)
    parts = _find_parts(form)
    for index, part in enumerate(parts):
        row, column = top + 3 * (index // columns), index % columns
        text = _write_caption(part, words)
        page.set_row(row, _count_height(text, _WIDTH // columns))
        _write_words(page, row, column, text, caption, bold)
        page.set_row(row + 1, _HEIGHT * columns // len(parts))
        page.write_blank(row + 1, column, None, body)


def _write_words(
    page: Worksheet, row: int, column: int, text: str, style: Style, bold: Style
) -> None:
    """Write a caption with its first line in bold type."""
    label, mark, asked = text.partition("\n")
    if mark:
        page.write_rich_string(row, column, bold, label, f"\n{asked}", style)
    else:
        page.write_rich_string(row, column, bold, label[:-1], bold, label[-1:], style)


def _find_parts(form: Form) -> tuple[Part, ...]:
    """Return the parts that are drawn: those of the usual variant."""
    about = form.framework
    return tuple(about[code] for code in about.default_scheme.parts)


def _is_matrix(form: Form) -> bool:
    return form.framework.figure.kind == "matrix" and not _find_across(form)


def _count_height(text: str, width: int) -> int:
    return 15 * count_lines(text, width) + 8


def _find_tint(form: Form) -> str:
    """Return a light tint of the colour of the framework's figure."""
    red, green, blue = hls_to_rgb(form.framework.figure.hue / 360, *_TINT)
    return f"#{round(red * 255):02X}{round(green * 255):02X}{round(blue * 255):02X}"


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
