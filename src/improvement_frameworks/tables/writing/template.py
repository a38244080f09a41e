"""Writes a blank form to be filled in, derived from a framework's columns and content."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from improvement_frameworks.core.file import replacing
from improvement_frameworks.tables.rows.column import FRAMEWORK, columns_of
from improvement_frameworks.tables.writing.csv_writer import write_csv
from improvement_frameworks.tables.writing.template_plan import plan_form
from improvement_frameworks.tables.writing.template_workbook import write_workbook_form
from improvement_frameworks.tables.writing.unwritable import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.tables.writing.template_plan import Form


class FormWriter(Protocol):
    """Writes a form in one kind of file."""

    def __call__(self, form: Form, path: Path) -> None:
        """Write it; the file is new."""
        ...


def write_csv_form(form: Form, path: Path) -> None:
    """Write a form as CSV; its first column names the framework, which the reader recognises."""
    stamp = next(c for c in columns_of(form.framework.id) if c.name == FRAMEWORK)
    shown = [question for question in form.questions if question.is_shown]
    headings = [stamp.label, *(question.column.label for question in shown)]
    row = {question.column.label: question.example for question in shown}
    rows = [{stamp.label: stamp.constant, **row}] if form.has_example else []
    write_csv(path, headings, rows, force=True)


FORM_WRITERS: Final[Mapping[str, FormWriter]] = {
    ".xlsx": write_workbook_form,
    ".csv": write_csv_form,
}
"""The writer of each kind of form, by the ending of its files."""


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
    write = FORM_WRITERS.get(path.suffix.lower())
    if write is None:
        raise UnwritableError(f"{path.name}: templates are written as {', '.join(FORM_WRITERS)}")
    form = plan_form(framework)
    with replacing(path, force=force) as draft:
        write(form, draft)
