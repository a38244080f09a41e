"""Tells tables from documents, and finds both: by path, in a folder, by pattern."""

from __future__ import annotations

import glob
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from attrs import evolve

from improvement_frameworks.documents.source import (
    ENDINGS,
    KINDS,
    STANDARD_INPUT,
    TABLE_ENDINGS,
    Nothing,
    Stream,
    find_sources,
    names_table,
)
from improvement_frameworks.problems import DOC_NONE, DOC_TABLES

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from improvement_frameworks.documents.source import Input

_LINES: Final = (".jsonl", ".ndjson")


def is_table(path: Path) -> bool:
    """Whether a path leads to a table: by its ending, or because its lines are rows.

    A line that holds a whole record has entries; a line that holds a row has none.
    """
    ending = path.suffix.lower()
    if ending in TABLE_ENDINGS:
        return not path.is_dir()
    return _has_rows(path)


def find_tables(folder: Path) -> tuple[Path, ...]:
    """Return the tables in a folder and the folders below it, in a fixed order."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = [Path(place, name) for name in sorted(names) if not name.startswith((".", "~$"))]
        found += [path for path in paths if names_table(path) or _has_rows(path)]
    return tuple(found)


class Inputs(NamedTuple):
    """What paths lead to."""

    documents: Sequence[Input]
    """The documents, and what cannot be read."""
    tables: Sequence[Path]
    """The tables."""


def find_inputs(paths: Iterable[str]) -> Inputs:
    """Return the documents and the tables that paths lead to.

    Args:
        paths: Files, folders, patterns, or ``-`` for a document from standard input.
    """
    documents: list[Input] = []
    tables: list[Path] = []
    for path in _expand(paths):
        if path == STANDARD_INPUT:
            documents += find_sources(path)
        elif is_table(Path(path)):
            tables.append(Path(path))
        else:
            within = dict.fromkeys(find_tables(Path(path)))
            tables += within
            found = find_sources(Path(path))
            documents += (_add_endings(s) for s in found if not (within and _is_read(s, within)))
    return Inputs(documents, tables)


def _expand(paths: Iterable[str]) -> Iterator[str]:
    """Yield paths, and for a pattern what it matches: documents, tables and folders alike."""
    for path in paths:
        place = Path(path)
        if not glob.has_magic(path) or place.exists() or place.is_symlink():
            yield path
            continue
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - it may be absolute
        found = [
            match
            for match in matches
            if Path(match).is_dir() or Path(match).suffix.lower() in KINDS or is_table(Path(match))
        ]
        yield from found or [path]


def _add_endings(source: Input) -> Input:
    """Name the endings of tables as well where there is nothing to read."""
    if not (isinstance(source, Nothing) and "endings" in source.params):
        return source
    return evolve(source, params={**source.params, "endings": (*ENDINGS, *TABLE_ENDINGS)})


def _is_read(source: Input, tables: Container[Path | None]) -> bool:
    """Whether a source in a folder is read as a table, or only says that something is not read."""
    if isinstance(source, Nothing):
        return source.problem in {DOC_NONE, DOC_TABLES}
    return isinstance(source, Stream) and source.path in tables


def _has_rows(path: Path) -> bool:
    """Whether the lines of a file are rows."""
    if path.suffix.lower() not in _LINES or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            first = next((line for line in file if line.strip()), b"")[:1_000_000]
        value = cast("object", json.loads(first.removeprefix(b"\xef\xbb\xbf")))
    except (OSError, ValueError, RecursionError):
        return False
    if not isinstance(value, dict) or "entries" in value:
        return False
    return "record" in value or ("text" in value and "framework" not in value)
