"""Writes records into a data frame."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, cast, get_args, overload

from improvement_frameworks.core.errors import needing
from improvement_frameworks.core.work.masking import leave_out_all_names
from improvement_frameworks.tables.reading.frame_reader import import_narwhals
from improvement_frameworks.tables.rows.column import FRAMEWORK, columns_of
from improvement_frameworks.tables.writing.record_table import write_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd  # type: ignore[import-untyped]  # whoever has its stubs gets its types
    import polars as pl

    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.tables.rows.column import Column
    from improvement_frameworks.tables.writing.record_table import TextRow


Backend: TypeAlias = Literal["polars", "pandas", "pyarrow", "modin"]
"""The libraries whose frames are made."""


@overload
def to_frame(
    records: Iterable[Record],
    *,
    framework: str = "",
    backend: Literal["polars"] = "polars",
    names: bool = True,
) -> pl.DataFrame: ...
@overload
def to_frame(
    records: Iterable[Record],
    *,
    framework: str = "",
    backend: Literal["pandas"],
    names: bool = True,
) -> pd.DataFrame: ...
@overload
def to_frame(
    records: Iterable[Record],
    *,
    framework: str = "",
    backend: Literal["pyarrow"],
    names: bool = True,
) -> Any: ...  # noqa: ANN401 - PyArrow has no types
@overload
def to_frame(
    records: Iterable[Record],
    *,
    framework: str = "",
    backend: Backend = "polars",
    names: bool = True,
) -> object: ...
def to_frame(
    records: Iterable[Record],
    *,
    framework: str = "",
    backend: Backend = "polars",
    names: bool = True,
) -> object:
    """Return records as a data frame: one row an entry, a column for everything that can be said.

    Every frame of a framework has the same columns, whatever its records say. Days, whole numbers
    and yes or no have types of their own. Everything else is text, a moment with its zone too. What
    is absent is null.

    Args:
        records: Records of one framework.
        framework: The id of the framework; needed only where there may be no records.
        backend: The library whose frame it is: ``polars``, ``pandas``, ``pyarrow`` or ``modin``.
        names: Whether names of people are in it: those of contributors, and those after a title.

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
    rows = list(write_rows(records if names else leave_out_all_names(records)))
    own = rows[0][FRAMEWORK] if rows else framework
    if not own:
        raise ValueError("There are no records to take the columns from. Name the framework.")
    if framework and framework != own:
        raise ValueError(f"These are records of {own}, not of {framework}.")
    columns = columns_of(own)
    data = {column.name: _read_column(column, rows) for column in columns}
    return make_frame(data, {column.name: _kind_of(column) for column in columns}, backend)


def make_frame(
    data: Mapping[str, Sequence[object]], kinds: Mapping[str, str], backend: Backend
) -> object:
    """Return a data frame.

    Args:
        data: The cells of each column.
        kinds: By column, what is in it: ``date``, ``number``, ``yes-no``, or else text.
        backend: The library whose frame it is.

    Raises:
        MissingExtraError: if the library is not installed.
    """
    missing = needing(f"Making a frame of {backend}", "tables")
    if backend in {"pandas", "modin"}:
        with missing:
            library: Any = import_module("modin.pandas" if backend == "modin" else "pandas")
        series = {
            name: library.Series(cells, dtype=_PANDAS_TYPES.get(kinds[name], "string"))
            for name, cells in data.items()
        }
        return cast("object", library.DataFrame(series))
    narwhals = import_narwhals()
    types = {"date": narwhals.Date(), "number": narwhals.Int64(), "yes-no": narwhals.Boolean()}
    schema = {name: types.get(kinds[name], narwhals.String()) for name in data}
    with missing:
        frame = narwhals.from_dict(data, schema=schema, backend=backend)
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
