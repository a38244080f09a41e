"""Reads rows from JSON Lines: one flat object a line, whose keys are the headings."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import IO, TYPE_CHECKING, Final, cast

from improvement_frameworks import problems
from improvement_frameworks.documents.json_reader import read_json
from improvement_frameworks.documents.reading import MAX_BYTES, InputFault, decode
from improvement_frameworks.problems.problem import Issue, Own, quote
from improvement_frameworks.tables.reading.fault import (
    MAX_COLUMNS,
    Spot,
    Watch,
    cut_wide,
    damaged,
    unreadable,
)
from improvement_frameworks.tables.reading.frame_reader import read_value
from improvement_frameworks.tables.reading.sheet import Row, RowReader, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from improvement_frameworks.tables.reading.sheet import Raw

ROWS_FOR_HEADINGS: Final = 1_000
"""From how many of the first rows the headings are gathered."""


def open_lines(path: Path) -> Iterator[Sheet | Issue]:
    """Yield the one sheet of a file of JSON Lines.

    Its header is row 0, so that the number of a row is that of its line.
    """
    watch = Watch.start(path)
    reader = RowReader(partial(_read, watch, Spot(str(path))), watch.size)
    yield Sheet(str(path), "", reader, is_typed=True, is_spreadsheet=False)


def _read(watch: Watch, spot: Spot) -> Iterator[Row | Issue]:
    yield from cut_wide(_read_rows(watch.path, spot), spot)
    yield from watch.issues(spot)


def _read_rows(path: Path, spot: Spot) -> Iterator[Row | Issue]:
    headings: dict[str, int] = {}
    for item in islice(_objects(path, spot), ROWS_FOR_HEADINGS):
        if not isinstance(item, Issue):
            for key in item[1]:
                headings.setdefault(key, len(headings))
    if headings:
        yield Row(0, list(headings))
    unknown: set[str] = set()
    for item in _objects(path, spot):
        if isinstance(item, Issue):
            yield item
            continue
        number, values = item
        cells: list[Raw] = [None] * len(headings)
        for key, value in values.items():
            place = headings.get(key)
            if place is not None:
                cells[place] = read_value(value)
            elif key not in unknown and len(unknown) < MAX_COLUMNS:
                unknown.add(key)
                params = {"found": quote(key), "offer": Own("")}
                yield problems.COLUMN_UNKNOWN.issue(spot.at(row=number, line=number), **params)
        yield Row(number, cells, number)


def _objects(path: Path, spot: Spot) -> Iterator[tuple[int, dict[str, object]] | Issue]:
    """Yield the number and the object of each line that is not blank."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(_lines(file), start=1):
                if not line.strip():
                    continue
                try:
                    yield number, _object(line)
                except InputFault as fault:
                    yield fault.problem.issue(spot.at(row=number, line=number), **fault.params)
    except OSError as fault:
        yield spot.fault(unreadable(fault))
    except InputFault as fault:
        yield spot.fault(fault)


def _object(line: bytes) -> dict[str, object]:
    text, _ = decode(line.rstrip(b"\r\n"))
    value = read_json(text)
    if not isinstance(value, dict):
        found = "a list" if isinstance(value, list) else "a single value"
        raise InputFault(problems.DOC_NOT_OBJECT, {"found": found})
    return cast("dict[str, object]", value)


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    number = 0
    while line := file.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES:
            raise damaged(f"line {number} is longer than {MAX_BYTES // 1024**2} MB")
        yield line
