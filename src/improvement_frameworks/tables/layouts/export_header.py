"""The further header rows that some survey tools write: joined into one, or left out and told.

Seen in exports and in programs that read them: Qualtrics writes its codes, the questions and a row
of import ids; SurveyMonkey the questions and, below, the rows of those that ask several things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from improvement_frameworks.core.wording import fold
from improvement_frameworks.tables.cells.cell_text import write_value
from improvement_frameworks.tables.layouts.survey_tool import raw_columns
from improvement_frameworks.tables.reading.sheet import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

_IMPORT_ID: Final = '{"ImportId"'
_MONKEY: Final = frozenset({"respondent id", "collector id"})
_OPEN: Final = frozenset({"open ended response", "response", ""})


def join_header_rows(rows: Sequence[Row]) -> list[Row]:
    """Return the first rows of a sheet with the header rows of a tool joined into one.

    Of Qualtrics, its own columns keep their codes, and the others are called by their questions.

    >>> first = Row(1, ["Respondent ID", "Collector ID", "Stopped", ""])
    >>> join_header_rows([first, Row(2, ["", "", "Me", "Us"])])[0].cells
    ['Respondent ID', 'Collector ID', 'Stopped - Me', 'Stopped - Us']
    """
    if len(rows) > 2 and _is_import_row(rows[2]):
        return [_join_questions(rows[0], rows[1]), *rows[2:]]
    if len(rows) < 2 or not _is_monkey(rows[0]):
        return [*rows]
    first, second = rows[0], rows[1]
    cells: list[str] = []
    question = ""
    for place, raw in enumerate(first.cells):
        question = write_value(raw).strip() or question
        below = write_value(second.cells[place]).strip() if place < len(second.cells) else ""
        cells.append(question if fold(below) in _OPEN else f"{question} - {below}")
    return [Row(first.number, cells, first.line), *rows[2:]]


def count_header_rows(header: Row, rows: Sequence[Row]) -> int:
    """Return how many rows below a header belong to it."""
    if _is_monkey(header):
        return 1
    below = [row for row in rows if row.number > header.number][:3]
    ids = [row for row in below if _is_import_row(row)]
    return ids[0].number - header.number if ids else 0


def _is_monkey(row: Row) -> bool:
    words = {fold(write_value(cell)) for cell in row.cells}
    return words >= _MONKEY


def _is_import_row(row: Row) -> bool:
    texts = (write_value(cell).replace(" ", "") for cell in row.cells)
    return any(text.startswith(_IMPORT_ID) for text in texts)


def _join_questions(codes: Row, questions: Row) -> Row:
    cells: list[str] = []
    for place, raw in enumerate(codes.cells):
        code = write_value(raw).strip()
        asked = write_value(questions.cells[place]).strip() if place < len(questions.cells) else ""
        cells.append(code if code in raw_columns() else asked or code)
    return Row(codes.number, cells, codes.line)
