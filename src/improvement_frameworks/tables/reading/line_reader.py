"""Reads rows from JSON Lines: one flat object a line, whose keys are the headings."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from improvement_frameworks import problems
from improvement_frameworks.documents.json_reader import read_json
from improvement_frameworks.documents.reader import split
from improvement_frameworks.documents.reading import MAX_BYTES, InputFault, Raw, Unread, decode
from improvement_frameworks.documents.source import Stream
from improvement_frameworks.problems.problem import Issue, Own, quote
from improvement_frameworks.tables.reading.fault import (
    MAX_COLUMNS,
    ReadFile,
    cut_wide,
    damaged,
)
from improvement_frameworks.tables.reading.frame_reader import read_value
from improvement_frameworks.tables.reading.sheet import Row, RowReader, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from improvement_frameworks.tables.reading.sheet import Raw as RawCell

ROWS_FOR_HEADINGS: Final = 1_000
"""From how many of the first rows the headings are gathered."""


def open_lines(path: Path) -> Iterator[Sheet | Issue]:
    """Yield the one sheet of a file of JSON Lines.

    Its header is row 0, so that the number of a row is that of its line.
    """
    file = ReadFile.start(path)
    reader = RowReader(partial(_read, file), file.size)
    yield Sheet(str(path), "", reader, is_typed=True, is_spreadsheet=False)


def _read(file: ReadFile) -> Iterator[Row | Issue]:
    yield from cut_wide(_read_rows(file), file)
    yield from file.changes()


def _read_rows(file: ReadFile) -> Iterator[Row | Issue]:
    headings: dict[str, int] = {}
    for item in islice(_objects(file), ROWS_FOR_HEADINGS):
        if not isinstance(item, Issue):
            for key in item[1]:
                headings.setdefault(key, len(headings))
    if headings:
        yield Row(0, list(headings))
    unknown: set[str] = set()
    for item in _objects(file):
        if isinstance(item, Issue):
            yield item
            continue
        number, values = item
        cells: list[RawCell] = [None] * len(headings)
        for key, value in values.items():
            place = headings.get(key)
            if place is not None:
                cells[place] = read_value(value)
            elif key not in unknown and len(unknown) < MAX_COLUMNS:
                unknown.add(key)
                params = {"found": quote(key), "offer": Own("")}
                yield problems.COLUMN_UNKNOWN.issue(file.at(row=number, line=number), **params)
        yield Row(number, cells, number)


def _objects(file: ReadFile) -> Iterator[tuple[int, dict[str, object]] | Issue]:
    """Yield the number and the object of each line that is not blank."""
    for line in split(Stream(str(file.path), "jsonl", lambda: file.path.open("rb"))):
        if isinstance(line, Raw) and line.line is not None:
            try:
                yield line.line, _object(line.data)
            except InputFault as fault:
                where = file.at(row=line.line, line=line.line)
                yield fault.problem.issue(where, **fault.params)
        elif isinstance(line, Unread):
            yield line.issue


def _object(line: bytes) -> dict[str, object]:
    if len(line) > MAX_BYTES:
        raise damaged(f"one of its lines is longer than {MAX_BYTES // 1024**2} MB")
    text, _ = decode(line.rstrip(b"\r\n"))
    value = read_json(text)
    if not isinstance(value, dict):
        found = "a list" if isinstance(value, list) else "a single value"
        raise InputFault(problems.DOC_NOT_OBJECT, {"found": found})
    return cast("dict[str, object]", value)
