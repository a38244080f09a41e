"""Reads data frames that a program holds, and writes records into one."""

from __future__ import annotations

import json
import math
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast

from improvement_frameworks.core.errors import MissingExtraError
from improvement_frameworks.tables.file_check import check_sheets
from improvement_frameworks.tables.rows import list_headings, write_rows
from improvement_frameworks.tables.sheet import Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

    import narwhals as nw
    from narwhals.typing import IntoDataFrame

    from improvement_frameworks.core.record import Record
    from improvement_frameworks.core.report import Collector
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.sheet import Raw

Backend: TypeAlias = Literal["polars", "pandas", "pyarrow", "modin"]
"""The libraries whose frames are made."""

FRAME: Final = "(data frame)"
"""How reports name a frame."""


def open_frame(frame: nw.DataFrame[IntoDataFrame]) -> Sheet:
    """Return a frame as a sheet: its columns' names are the header, its rows count from 1."""

    def rows() -> Iterator[Row]:
        yield Row(0, list(frame.columns))
        for number, values in enumerate(frame.iter_rows(), start=1):
            yield Row(number, [read_value(value) for value in values])

    return Sheet(FRAME, "", rows, is_typed=True, is_spreadsheet=False)


def check_frame(frame: IntoDataFrame, options: Options, collector: Collector) -> Iterator[Record]:
    """Check a data frame; yield the records that are right.

    Raises:
        TypeError: if it is no data frame.
        MissingExtraError: if narwhals is not installed.
    """
    narwhals = _import()
    yield from check_sheets(
        [open_frame(narwhals.from_native(frame, eager_only=True))], options, collector
    )


def to_frame(records: Iterable[Record], *, backend: Backend = "polars") -> object:
    """Return records as a data frame: one row an entry, all cells text, blank ones null.

    Args:
        records: Records of one framework.
        backend: The library whose frame it is: ``polars``, ``pandas``, ``pyarrow`` or ``modin``.

    Raises:
        ValueError: if the records are of several frameworks.
        MissingExtraError: if narwhals is not installed.

    Examples:
        >>> from improvement_frameworks import get_example, load
        >>> frame = to_frame([load(get_example("iceberg"))])
        >>> frame["level"].to_list()[:2]
        ['events', 'patterns']
    """
    rows = list(write_rows(records))
    headings = list_headings(rows)
    data = {name: [row.get(name) for row in rows] for name in headings}
    # pandas would write None as a word if it were told that all is text
    is_typed = backend in {"polars", "pyarrow"}
    schema = dict.fromkeys(headings, _import().String()) if is_typed else None
    return cast("object", _import().from_dict(data, schema=schema, backend=backend).to_native())


def _import() -> ModuleType:
    try:
        import narwhals
    except ImportError as fault:
        raise MissingExtraError("Working with data frames", "tables") from fault
    return narwhals


def read_value(value: object) -> Raw:
    """Return what stands in a cell of a frame; what is missing there is nothing."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, str | bool | int | float | datetime | date | time | timedelta):
        is_missing = isinstance(value, datetime) and value != value  # noqa: PLR0124 - pandas' NaT
        return None if is_missing else value
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    text = str(value)
    return None if text in {"NaT", "<NA>"} else text
