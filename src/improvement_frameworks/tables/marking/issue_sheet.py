"""Writes the sheet of a marked workbook that lists every issue, with a link to its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from improvement_frameworks.tables.marking.note_text import write_words
from improvement_frameworks.tables.marking.xml_edit import write_xml
from improvement_frameworks.tables.reading.sheet import ISSUE_HEADINGS, cell_address
from improvement_frameworks.tables.writing.workbook import count_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.marking.style_part import Look, Styles

_WIDTHS: Final = (16, 10, 22, 10, 20, 64, 64)
"""How wide the columns are."""
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MOST_LINKS: Final = 65_000
"""A sheet of Excel holds few more links than this."""


def write_issues(
    issues: Sequence[Issue], remarks: Iterable[str], sheets: Mapping[str, str], styles: Styles
) -> bytes:
    """Write the list of issues as a sheet.

    Args:
        issues: The issues, in their order.
        remarks: What is said below the list.
        sheets: The names of the sheets that are there, by the name that reports use.
        styles: The styles of the workbook.
    """
    names: tuple[Look, ...] = ("body", "heading", "link")
    looks = {name: styles.look(name) for name in names}
    rows = [_write_row(1, ISSUE_HEADINGS, [looks["heading"]] * len(ISSUE_HEADINGS), 24)]
    links: list[str] = []
    for number, issue in enumerate(issues, start=2):
        where = issue.where
        sheet = sheets.get(where.sheet, where.sheet)
        cell = where.cell or (f"A{where.row}" if where.row else "")
        texts = [sheet, where.cell or (f"row {where.row}" if where.row else ""), where.heading]
        texts += [issue.severity, issue.code, *write_words(issue)]
        styling = [looks["body"]] * len(texts)
        if cell and where.sheet in sheets and len(links) < MOST_LINKS:
            target = "'{}'!{}".format(sheet.replace("'", "''"), cell)
            links.append(f'<hyperlink ref="B{number}" location="{write_xml(target)}"/>')
            styling[1] = looks["link"]
        rows.append(_write_row(number, texts, styling, 15 * max(map(count_lines, texts, _WIDTHS))))
    for number, remark in enumerate(remarks, start=len(issues) + 3):
        rows.append(_write_row(number, [remark], [0], 15))
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(_WIDTHS, start=1)
    )
    last = cell_address(max(len(issues), 1) + 1, len(ISSUE_HEADINGS) - 1)
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}">'
        '<sheetPr><tabColor rgb="FFC00000"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{widths}</cols><sheetData>{''.join(rows)}</sheetData>"
        f'<autoFilter ref="A1:{last}"/>'
        + (f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "")
        + "</worksheet>"
    ).encode("ascii")


def _write_row(number: int, texts: Sequence[str], styles: Sequence[int], height: int) -> str:
    cells = "".join(
        f'<c r="{cell_address(number, index)}" s="{style}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{write_xml(text)}</t></is></c>'
        for index, (text, style) in enumerate(zip(texts, styles, strict=True))
    )
    return f'<row r="{number}" ht="{height}" customHeight="1">{cells}</row>'
