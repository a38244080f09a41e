"""Writes rows as JSON Lines: one flat object a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from improvement_frameworks.core.file import replacing
from improvement_frameworks.tables.writing.unwritable import lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


def write_lines(
    path: Path,
    headings: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    *,
    force: bool = False,
) -> None:
    """Write a table as JSON Lines, whole or not; every object has every heading as a key.

    Raises:
        FileExistsError: if there is such a file and ``force`` is not given.
        UnwritableError: if a text holds half a character or has no heading.
        OSError: if it cannot be written; an older file stays as it is then.
    """
    with (
        replacing(path, force=force) as draft,
        draft.open("w", encoding="utf-8", newline="\n") as file,
    ):
        for _, values in lay_out(headings, rows):
            line = dict(zip(headings, values, strict=True))
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
