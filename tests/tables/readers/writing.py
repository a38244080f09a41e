"""What the tests use of the libraries that write workbooks, with its types."""

# ruff: noqa: N802 - the methods are the libraries' own
from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from tests.tables.readers.conftest import Found

    Read = Callable[..., Found]


READ: Final = """
from pathlib import Path
from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.reading.source import open_tables

def open_all(path, *limit):
    return [sheet for sheet in open_tables(Path(path), *limit) if not isinstance(sheet, Issue)]

def count_rows(sheets):
    return sum(1 for sheet in sheets for _ in sheet.rows())
"""
"""Functions for a process of its own, which reads all rows of a file and counts them."""


class Cell(Protocol):
    """A cell of openpyxl."""

    number_format: str
    comment: object


class Line(Protocol):
    """What openpyxl knows of a row or a column."""

    hidden: bool


class Sheet(Protocol):
    """A sheet of openpyxl."""

    title: str
    sheet_state: str
    row_dimensions: Mapping[int, Line]
    column_dimensions: Mapping[str, Line]

    def __setitem__(self, place: str, value: object) -> None: ...
    def __getitem__(self, place: str) -> Cell: ...
    def cell(self, row: int, column: int, value: object) -> Cell: ...
    def append(self, row: Sequence[object]) -> None: ...
    def merge_cells(self, places: str) -> None: ...


class Lock(Protocol):
    """What is locked in a workbook of openpyxl."""

    lockStructure: bool  # noqa: N815


class Book(Protocol):
    """A workbook of openpyxl."""

    epoch: object
    active: Sheet
    security: Lock

    def create_sheet(self, title: str) -> Sheet: ...
    def create_chartsheet(self, title: str) -> object: ...
    def save(self, path: Path) -> None: ...


class Page(Protocol):
    """A sheet of XlsxWriter."""

    def write_row(self, row: int, column: int, values: Sequence[object]) -> int: ...
    def write_formula(self, place: str, formula: str, style: object, value: object) -> int: ...
    def write_string(self, place: str, text: str) -> int: ...
    def write_blank(self, row: int, column: int, blank: None, style: object) -> int: ...


class Draft(Protocol):
    """A workbook of XlsxWriter."""

    def add_worksheet(self, name: str = "") -> Page: ...
    def add_format(self, properties: Mapping[str, object]) -> object: ...
    def close(self) -> None: ...


class _Openpyxl(Protocol):
    def Workbook(self) -> Book: ...


class _XlsxWriter(Protocol):
    def Workbook(self, path: str, options: Mapping[str, object]) -> Draft: ...


def new_book() -> Book:
    """Give a blank workbook of openpyxl."""
    return cast("_Openpyxl", import_module("openpyxl")).Workbook()


def new_draft(path: Path, *, streams: bool = False) -> Draft:
    """Give a blank workbook of XlsxWriter."""
    library = cast("_XlsxWriter", import_module("xlsxwriter"))
    return library.Workbook(str(path), {"constant_memory": streams})
