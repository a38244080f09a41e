"""What the tests see of a workbook: with openpyxl as Excel would, and with python-calamine."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


class Colour(Protocol):
    rgb: str


class Fill(Protocol):
    fgColor: Colour  # noqa: N815
    bgColor: Colour  # noqa: N815


class _Format(Protocol):
    fill: Fill


class Rule(Protocol):
    dxf: _Format


class Formats(Protocol):
    rules: Sequence[Rule]
    sqref: object


class Note(Protocol):
    text: str
    author: str


class Link(Protocol):
    location: str


class Cell(Protocol):
    coordinate: str
    value: object
    data_type: str
    fill: Fill
    number_format: str
    comment: Note | None
    hyperlink: Link | None


class Check(Protocol):
    type: str
    formula1: str
    formula2: str
    sqref: object
    showErrorMessage: bool  # noqa: N815


class Checks(Protocol):
    dataValidation: Sequence[Check]  # noqa: N815


class Filter(Protocol):
    ref: str


class Span(Protocol):
    hidden: bool
    width: float
    number_format: str


class Sheet(Protocol):
    title: str
    sheet_state: str
    freeze_panes: str | None
    data_validations: Checks
    auto_filter: Filter
    column_dimensions: Mapping[str, Span]
    conditional_formatting: Sequence[Formats]

    def __getitem__(self, place: str) -> Cell: ...
    def __setitem__(self, place: str, value: object) -> None: ...
    def iter_rows(self) -> Iterator[Sequence[Cell]]: ...
    def cell(self, row: int, column: int) -> Cell: ...
    def delete_rows(self, row: int) -> None: ...


class Book(Protocol):
    sheetnames: list[str]

    def __getitem__(self, name: str) -> Sheet: ...
    def save(self, path: Path) -> None: ...


class _Library(Protocol):
    def load_workbook(self, path: Path, *, keep_vba: bool = False) -> Book: ...


class _Read(Protocol):
    def to_python(self, *, skip_empty_area: bool) -> list[list[object]]: ...


class _Reader(Protocol):
    sheet_names: list[str]

    def get_sheet_by_name(self, name: str) -> _Read: ...


class _Calamine(Protocol):
    def load_workbook(self, path: Path) -> _Reader: ...


def open_book(path: Path) -> Book:
    return cast("_Library", import_module("openpyxl")).load_workbook(path)


def headings(sheet: Sheet) -> dict[str, int]:
    """Return the columns of a sheet by what stands above them, counted from 1."""
    first = next(iter(sheet.iter_rows()))
    return {str(cell.value): number for number, cell in enumerate(first, start=1)}


def read_values(path: Path) -> dict[str, list[list[object]]]:
    """Return the values of every sheet, each with its type."""
    book = cast("_Calamine", import_module("python_calamine")).load_workbook(path)
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }
