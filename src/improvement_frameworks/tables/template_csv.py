"""Writes a form as CSV: the header and an example row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.tables.column import FRAMEWORK, columns_of
from improvement_frameworks.tables.csv_writer import write_csv

if TYPE_CHECKING:
    from pathlib import Path

    from improvement_frameworks.tables.template_plan import Form


def write_csv_form(form: Form, path: Path) -> None:
    """Write a form as CSV; its first column names the framework, which the reader recognises."""
    stamp = next(c for c in columns_of(form.framework.id) if c.name == FRAMEWORK)
    shown = [question for question in form.questions if question.is_shown]
    headings = [stamp.label, *(question.column.label for question in shown)]
    row = {question.column.label: question.example for question in shown}
    rows = [{stamp.label: stamp.constant, **row}] if form.has_example else []
    write_csv(path, headings, rows, force=True)
