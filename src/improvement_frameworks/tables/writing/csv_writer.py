"""Writes rows as CSV that spreadsheets and programs read alike."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from improvement_frameworks.core.file import replacing
from improvement_frameworks.tables.cells.escape import escape
from improvement_frameworks.tables.writing.unwritable import lay_out, refuse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


def write_csv(
    path: Path,
    headings: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    *,
    force: bool = False,
) -> None:
    """Write a table as CSV: commas, UTF-8 with the mark by which Excel knows it, whole or not.

    Texts that a spreadsheet would take for formulas are escaped.

    Raises:
        FileExistsError: if there is such a file and ``force`` is not given.
        UnwritableError: if a text holds a zero byte or half a character, or has no heading.
        OSError: if it cannot be written; an older file stays as it is then.
    """
    with (
        replacing(path, force=force) as draft,
        draft.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow([escape(heading) for heading in headings])
        for number, values in lay_out(headings, rows):
            for heading, value in zip(headings, values, strict=True):
                if "\0" in value:
                    raise refuse(number, heading, "CSV cannot hold a zero byte")
            writer.writerow([escape(value) for value in values])
