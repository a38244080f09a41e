"""Reads data frames that a program holds in memory."""

from __future__ import annotations

import json
import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from improvement_frameworks.core.errors import needing
from improvement_frameworks.tables.reading.sheet import BYTES, ColumnReader, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import ModuleType

    import narwhals as nw
    import polars as pl
    from narwhals.typing import IntoDataFrame, IntoFrame

    from improvement_frameworks.tables.reading.batch import Batch
    from improvement_frameworks.tables.reading.sheet import Raw

FRAME: Final = "(data frame)"
"""How reports name a frame."""


def open_frame(
    frame: nw.DataFrame[IntoDataFrame],
    row_number: str = "",
    shown: Mapping[str, str] | None = None,
) -> Sheet:
    """Return a frame as a sheet.

    A column gives the rows' numbers, by which they are read, or they count from 1. Columns that had
    to be called otherwise here are ``shown`` by their own names.

    Raises:
        ValueError: if there is no such column, or not a whole number in each row of it.
    """
    check_row_number(frame.schema, row_number)
    if row_number and frame[row_number].null_count():
        raise ValueError(f"the column {row_number!r} gives some rows no number")
    if row_number and not frame[row_number].is_sorted():
        frame = frame.sort(row_number)
    numbers = [*map(int, frame[row_number].to_list())] if row_number else range(1, len(frame) + 1)
    rest = frame.drop(row_number) if row_number else frame
    names = [(shown or {}).get(name, name) for name in rest.columns]
    reader = ColumnReader(names, partial(_read, rest, numbers), int(rest.estimated_size()))
    return Sheet(FRAME, "", reader, is_typed=True, is_spreadsheet=False)


def _read(frame: nw.DataFrame[IntoDataFrame], numbers: Sequence[int], size: int) -> Iterator[Batch]:
    """Yield the rows of a frame in batches."""
    import polars as pl
    from narwhals import String

    from improvement_frameworks.tables.reading.batch import (
        ROWS_IN_BATCH,
        Batch,
        make_series,
        simplify,
    )

    most = size or ROWS_IN_BATCH
    for start in range(0, len(frame), most):
        part = frame[start : start + most]
        columns: list[pl.Series] = []
        for place in range(part.shape[1]):
            column = part[:, place]
            native = column.to_native()
            if isinstance(native, pl.Series):
                columns.append(simplify(native, str(place)))
            elif part.implementation.is_pyarrow() and column.dtype == String:
                columns.append(pl.Series(str(place), native))
            else:
                columns.append(make_series(str(place), [*map(read_value, column.to_list())]))
        yield Batch(pl.DataFrame(columns), numbers[start : start + most])


def check_row_number(schema: nw.Schema, name: str) -> None:
    """Check that a column can give the numbers of the rows.

    Raises:
        ValueError: if there is no such column, or there are no whole numbers in it.
    """
    if name and (name not in schema or not schema[name].is_integer()):
        raise ValueError(f"the frame has no column {name!r} of whole numbers")


def recognise(frame: IntoFrame) -> tuple[Any, Mapping[str, str]]:
    """Return a frame as narwhals knows it, and the names of columns that are called otherwise.

    Raises:
        TypeError: if it is no data frame.
        MissingExtraError: if narwhals is not installed.
    """
    narwhals = import_narwhals()
    shown: Mapping[str, str] = {}
    if narwhals.dependencies.is_pandas_like_dataframe(frame):
        frame, shown = name_columns(frame)
    elif narwhals.dependencies.is_pyarrow_table(frame):
        table = cast("Any", frame)
        labels, shown = tell_apart(table.column_names)
        frame = table.rename_columns(labels)
    try:
        return narwhals.from_native(frame), shown
    except TypeError:
        kind = type(frame).__name__
        raise TypeError(
            "a table is the path of a file, the bytes of one, an open file or a data frame, and "
            f"this is unsupported: {kind}; make a frame of it, such as polars.DataFrame(...)"
        ) from None


def import_narwhals() -> ModuleType:
    """Return the library that knows all kinds of frames.

    Raises:
        MissingExtraError: if it is not installed.
    """
    with needing("Working with data frames", "tables"):
        import narwhals
    return narwhals


def read_value(value: object) -> Raw:
    """Return what stands in a cell of a frame; what is missing there is nothing."""
    if value is None or type(value) is str:
        return value
    if type(value).__module__ == "numpy" and getattr(value, "ndim", 1) == 0:
        value = _unwrap(value)
    if isinstance(value, float | Decimal) and math.isnan(value):
        return None
    if isinstance(value, str | bool | int | float | datetime | date | time | timedelta):
        is_missing = isinstance(value, datetime) and value != value  # noqa: PLR0124 - pandas' NaT
        return None if is_missing else value
    if isinstance(value, bytes | bytearray | memoryview):
        return BYTES
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=_write_in_json)
    text = str(value)
    return None if text in {"NaT", "<NA>"} else text


def _write_in_json(value: object) -> str:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _unwrap(value: object) -> object:
    """Return a number or truth value of NumPy as one of Python."""
    kind: object = getattr(getattr(value, "dtype", None), "kind", "")
    item: object = getattr(value, "item", None)
    return item() if kind in {"b", "i", "u", "f"} and callable(item) else value


def name_columns(frame: IntoFrame) -> tuple[IntoFrame, Mapping[str, str]]:
    """Return a frame whose columns have texts for names, each another one.

    A level of the index that has a name is a column like the others. A name of several levels is
    joined by spaces. Where two columns have the same name, the second gets another one, and is
    mapped to its own.
    """
    known = cast("Any", frame)  # pandas comes without types
    columns = {_write(name) for name in known.columns}
    levels = [
        name for name in known.index.names if name is not None and _write(name) not in columns
    ]
    if levels:
        known = known.reset_index(levels)
    labels, shown = tell_apart([_write(name) for name in known.columns])
    if labels != list(known.columns):
        known = known.set_axis(labels, axis=1)
    return cast("IntoFrame", known), shown


def tell_apart(names: Sequence[str]) -> tuple[list[str], Mapping[str, str]]:
    """Return each column's name, with a number where it stands already; and the names of those."""
    labels: dict[str, str] = {}
    for name in names:
        label, number = name, 1
        while label in labels:
            number += 1
            label = f"{name} #{number}"
        labels[label] = name
    return list(labels), {label: name for label, name in labels.items() if label != name}


def _write(name: object) -> str:
    if isinstance(name, tuple):
        return " ".join(str(part) for part in cast("tuple[object, ...]", name) if str(part))
    return str(name)
