"""Reads data frames that a program holds, and writes records into one."""

from __future__ import annotations

import json
import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias, cast, get_args, overload

from improvement_frameworks.core.errors import MissingExtraError
from improvement_frameworks.tables.check import check_sheets
from improvement_frameworks.tables.reading.sheet import BYTES, Row, RowReader, Sheet
from improvement_frameworks.tables.rows.column import FRAMEWORK, columns_of
from improvement_frameworks.tables.writing.record_row import write_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import ModuleType

    import narwhals as nw
    import pandas as pd  # type: ignore[import-untyped]  # whoever has its stubs gets its types
    import polars as pl
    from narwhals.typing import IntoDataFrame, IntoFrame

    from improvement_frameworks.core.record import Record
    from improvement_frameworks.core.report import Collector
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.sheet import Raw
    from improvement_frameworks.tables.rows.column import Column
    from improvement_frameworks.tables.writing.record_row import TextRow


Backend: TypeAlias = Literal["polars", "pandas", "pyarrow", "modin"]
"""The libraries whose frames are made."""

FRAME: Final = "(data frame)"
"""How reports name a frame."""


def open_frame(
    frame: nw.DataFrame[IntoDataFrame],
    row_number: str = "",
    shown: Mapping[str, str] | None = None,
) -> Sheet:
    """Return a frame as a sheet: its columns' names are the header.

    A column gives the rows' numbers, or they count from 1. Columns that had to be called otherwise
    here are ``shown`` by their own names.

    Raises:
        ValueError: if there is no such column, or not a whole number in each row of it.
    """
    check_row_number(frame.schema, row_number)
    if row_number and frame[row_number].null_count():
        raise ValueError(f"the column {row_number!r} gives some rows no number")
    numbers = frame[row_number].to_list() if row_number else range(1, len(frame) + 1)
    rest = frame.drop(row_number) if row_number else frame

    def rows() -> Iterator[Row]:
        yield Row(0, [(shown or {}).get(name, name) for name in rest.columns])
        for number, values in zip(numbers, rest.iter_rows(), strict=True):
            yield Row(int(number), [read_value(value) for value in values])

    return Sheet(FRAME, "", RowReader(rows), is_typed=True, is_spreadsheet=False)


def check_row_number(schema: nw.Schema, name: str) -> None:
    """Check that a column can give the numbers of the rows.

    Raises:
        ValueError: if there is no such column, or there are no whole numbers in it.
    """
    if name and (name not in schema or not schema[name].is_integer()):
        raise ValueError(f"the frame has no column {name!r} of whole numbers")


def is_lazy(frame: IntoFrame) -> bool:
    """Whether the data of a frame are not in memory.

    Raises:
        TypeError: if it is no data frame.
        MissingExtraError: if narwhals is not installed.
    """
    known, _ = _recognise(frame)
    return isinstance(known, _import().LazyFrame)


def check_frame(frame: IntoFrame, options: Options, collector: Collector) -> Iterator[Record]:
    """Check a data frame; yield the records that are right, none of a frame that is not in memory.

    Raises:
        TypeError: if it is no data frame.
        ValueError: if no column gives the numbers of the rows as it was said.
        MissingExtraError: if narwhals is not installed.
    """
    known, shown = _recognise(frame)
    if isinstance(known, _import().LazyFrame):
        from improvement_frameworks.tables.columnar.lazy_frame import check_lazy

        check_lazy(known, options, collector, row_number=options.row_number)
        return
    sheet = open_frame(known, options.row_number, shown)
    yield from check_sheets([sheet], options, collector)


@overload
def to_frame(
    records: Iterable[Record], *, framework: str = "", backend: Literal["polars"] = "polars"
) -> pl.DataFrame: ...
@overload
def to_frame(
    records: Iterable[Record], *, framework: str = "", backend: Literal["pandas"]
) -> pd.DataFrame: ...
@overload
def to_frame(
    records: Iterable[Record], *, framework: str = "", backend: Literal["pyarrow"]
) -> Any: ...  # noqa: ANN401 - PyArrow has no types
@overload
def to_frame(
    records: Iterable[Record], *, framework: str = "", backend: Backend = "polars"
) -> object: ...
def to_frame(
    records: Iterable[Record], *, framework: str = "", backend: Backend = "polars"
) -> object:
    """Return records as a data frame: one row an entry, a column for everything that can be said.

    Every frame of a framework has the same columns, whatever its records say. Days, whole numbers
    and yes or no have types of their own. Everything else is text, a moment with its zone too. What
    is absent is null.

    Args:
        records: Records of one framework.
        framework: The id of the framework; needed only where there may be no records.
        backend: The library whose frame it is: ``polars``, ``pandas``, ``pyarrow`` or ``modin``.

    Raises:
        ValueError: if the records are of several frameworks or of another one, or there are none
            and no framework is named.
        TypeError: if it is one record and no list of them, or anything else is among them.
        MissingExtraError: if the library of the frame is not installed.

    Examples:
        >>> from improvement_frameworks import get_example, load
        >>> frame = to_frame([load(get_example("iceberg"))])
        >>> frame["level"].to_list()[:2]
        ['events', 'patterns']
        >>> frame.schema["recorded_on"], frame.schema == to_frame([], framework="iceberg").schema
        (Date, True)
    """
    if backend not in get_args(Backend):
        raise ValueError(f"backend is one of {get_args(Backend)}, not {backend!r}.")
    rows = list(write_rows(records))
    own = rows[0][FRAMEWORK] if rows else framework
    if not own:
        raise ValueError("There are no records to take the columns from. Name the framework.")
    if framework and framework != own:
        raise ValueError(f"These are records of {own}, not of {framework}.")
    columns = columns_of(own)
    data = {column.name: _read_column(column, rows) for column in columns}
    if backend in {"pandas", "modin"}:
        library = _import_library("modin.pandas" if backend == "modin" else "pandas")
        series = {
            column.name: library.Series(
                data[column.name], dtype=_PANDAS_TYPES.get(_kind_of(column), "string")
            )
            for column in columns
        }
        return cast("object", library.DataFrame(series))
    narwhals = _import()
    types = {"date": narwhals.Date(), "number": narwhals.Int64(), "yes-no": narwhals.Boolean()}
    schema = {column.name: types.get(_kind_of(column), narwhals.String()) for column in columns}
    try:
        frame = narwhals.from_dict(data, schema=schema, backend=backend)
    except ModuleNotFoundError as fault:
        raise MissingExtraError(f"Making a frame of {backend}", "tables") from fault
    return cast("object", frame.to_native())


_PANDAS_TYPES: Final = {"date": "datetime64[ns]", "number": "Int64", "yes-no": "boolean"}


def _kind_of(column: Column) -> str:
    """Return what stands in a cell: a list is text."""
    return "text" if column.is_list else column.kind


def _read_column(column: Column, rows: list[TextRow]) -> list[object]:
    """Return the cells of a column, each as a value of its type."""
    kind = _kind_of(column)
    cells = [row.get(column.name) for row in rows]
    if kind == "date":
        return [cell and date.fromisoformat(cell) for cell in cells]
    if kind == "number":
        return [cell and int(cell) for cell in cells]
    if kind == "yes-no":
        return [cell and cell == "yes" for cell in cells]
    return [*cells]


def _import_library(name: str) -> Any:  # noqa: ANN401 - they come without types
    try:
        return import_module(name)
    except ModuleNotFoundError as fault:
        raise MissingExtraError(f"Making a frame of {name}", "tables") from fault


def _recognise(frame: IntoFrame) -> tuple[Any, Mapping[str, str]]:
    """Return a frame as narwhals knows it, and the names of columns that are called otherwise."""
    narwhals = _import()
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


def _import() -> ModuleType:
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
