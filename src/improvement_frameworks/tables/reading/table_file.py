"""Tells tables from documents, and finds them in a folder."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final, cast

TABLE_ENDINGS: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet")
"""How the names of tables end; lines of JSON may be either."""

_LINES: Final = (".jsonl", ".ndjson")
_LEAST_SIZE: Final = 1024 * 1024
"""Smaller files are checked before Polars is even imported."""


def is_table(path: Path) -> bool:
    """Whether a path leads to a table: by its ending, or because its lines are rows.

    A line that holds a whole record has entries; a line that holds a row has none.
    """
    ending = path.suffix.lower()
    if ending in TABLE_ENDINGS:
        return not path.is_dir()
    return ending in _LINES and path.is_file() and _holds_rows(path)


def is_large(file: Path) -> bool:
    """Whether a file is so large that frames are worth loading Polars for."""
    return file.is_file() and file.stat().st_size > _LEAST_SIZE


def find_tables(folder: Path) -> tuple[Path, ...]:
    """Return the tables in a folder and the folders below it, in a fixed order."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = [Path(place, name) for name in sorted(names) if not name.startswith((".", "~$"))]
        found += [path for path in paths if path.suffix.lower() != ".txt" and is_table(path)]
    return tuple(found)


def _holds_rows(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            first = next((line for line in file if line.strip()), b"")[:1_000_000]
        value = cast("object", json.loads(first.removeprefix(b"\xef\xbb\xbf")))
    except (OSError, ValueError, RecursionError):
        return False
    if not isinstance(value, dict) or "entries" in value:
        return False
    return "record" in value or ("text" in value and "framework" not in value)
