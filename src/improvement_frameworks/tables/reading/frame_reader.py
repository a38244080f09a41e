"""Reads data frames that a program holds in memory."""

from __future__ import annotations

import json
import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from attrs import frozen

from improvement_frameworks.core.errors import MissingExtraError
from improvement_frameworks.tables.reading.sheet import BYTES, Reader, Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import ModuleType

    import narwhals as nw
    from narwhals.typing import IntoDataFrame, IntoFrame

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.reading.batch import Batch
    from improvement_frameworks.tables.reading.sheet import Raw

FRAME: Final = "(data frame)"
"""How reports name a frame."""


@frozen
class FrameReader(Reader):
    """Reads a data frame in memory: the names of its columns are the header."""

    frame: nw.DataFrame[IntoDataFrame]
    """The frame, without the column of the rows' numbers."""
    numbers: Sequence[int]
    """The number of each row."""
    names: Sequence[str]
    """What its columns are called by whoever made it."""

    @property
    def size(self) -> int:
        """About how many bytes it has."""
        return int(self.frame.estimated_size())

    def rows(self) -> Iterator[Row | Issue]:
        """Yield the header, and then the rows."""
        yield Row(0, self.names)
        for number, values in zip(self.numbers, self.frame.iter_rows(), strict=True):
            yield Row(number, [read_value(value) for value in values])

    def batches(self, last: int, width: int, size: int = 0) -> Iterator[Batch | Issue]:
        """Yield the rows with the types that their columns have."""
        if last > 0:
            yield from super().batches(last, width, size)
            return
        from improvement_frameworks.tables.reading.frame_batch import batch_frame

        yield from batch_frame(self, size)


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
    reader = FrameReader(rest, numbers, names)
    return Sheet(FRAME, "", reader, is_typed=True, is_spreadsheet=False)


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
        table = cast("_ArrowTable", frame)
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
    try:
        import narwhals
    except ImportError as fault:
        raise MissingExtraError("Working with data frames", "tables") from fault
    return narwhals


def read_value(value: object) -> Raw:
    """Return what stands in a cell of a frame; what is missing there is nothing."""
    if type(value).__module__ == "numpy" and getattr(value, "ndim", 1) == 0:
        value = _unwrap(value)
    if value is None or (isinstance(value, float | Decimal) and math.isnan(value)):
        return None
    if isinstance(value, str | bool | int | float | datetime | date | time | timedelta):
        is_missing = isinstance(value, datetime) and value != value  # noqa: PLR0124 - pandas' NaT
        return None if is_missing else value
    if isinstance(value, bytes | bytearray | memoryview):
        return BYTES
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    text = str(value)
    return None if text in {"NaT", "<NA>"} else text


def _unwrap(value: object) -> object:
    """Return a number or truth value of NumPy as one of Python."""
    kind: object = getattr(getattr(value, "dtype", None), "kind", "")
    item: object = getattr(value, "item", None)
    return item() if kind in {"b", "i", "u", "f"} and callable(item) else value


class _Index(Protocol):
    @property
    def names(self) -> Sequence[object]: ...


class _Frame(Protocol):
    @property
    def columns(self) -> Iterable[object]: ...
    @property
    def index(self) -> _Index: ...
    def reset_index(self, level: Sequence[object]) -> _Frame: ...
    def set_axis(self, labels: Sequence[str], *, axis: int) -> _Frame: ...


class _ArrowTable(Protocol):
    @property
    def column_names(self) -> Sequence[str]: ...
    def rename_columns(self, names: Sequence[str]) -> IntoFrame: ...


def name_columns(frame: IntoFrame) -> tuple[IntoFrame, Mapping[str, str]]:
    """Return a frame whose columns have texts for names, each another one.

    A level of the index that has a name is a column like the others. A name of several levels is
    joined by spaces. Where two columns have the same name, the second gets another one, and is
    mapped to its own.
    """
    known = cast("_Frame", frame)
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
