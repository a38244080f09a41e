"""Reads the sheets of Excel and OpenDocument workbooks, with the types of their cells."""

from __future__ import annotations

from collections import defaultdict
from io import BytesIO
from typing import TYPE_CHECKING, Final, TypeAlias, cast
from zipfile import BadZipFile, ZipFile
from zlib import error

from attrs import define, evolve, frozen

from improvement_frameworks import problems
from improvement_frameworks.core.errors import needing
from improvement_frameworks.documents.reading import InputFault
from improvement_frameworks.tables.reading.fault import (
    UNPACK_LIMIT,
    ReadFile,
    cut_wide,
    damaged,
    reading,
)
from improvement_frameworks.tables.reading.sheet import STAMP_SHEET, Reader, Row, Sheet
from improvement_frameworks.tables.reading.workbook.archive import (
    BREAKS,
    bomb,
    inspect_archive,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from python_calamine import CalamineSheet, CalamineWorkbook

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.reading.sheet import CellError, Raw
    from improvement_frameworks.tables.reading.workbook.archive import Inspection
    from improvement_frameworks.tables.reading.workbook.aside import Asides


_CONTENT: Final = "content.xml"
_SPELT: Final = {b"line-break": b"&#10;", b"tab": b"&#9;"}
_BROKEN: Final = "its sheets cannot be read"


@define
class OpenWorkbook:
    """An open workbook; the sheet that was opened last is kept, since it is read twice in a row."""

    reader: CalamineWorkbook
    file: ReadFile
    aside_parts: frozenset[str]
    is_template: bool = False
    last: tuple[str, CalamineSheet] | None = None

    def open_sheet(self, name: str) -> CalamineSheet:
        """Return a sheet by its name."""
        if self.last is None or self.last[0] != name:
            self.last = None  # two of them need not be in memory at a time
            self.last = (name, self.reader.get_sheet_by_name(name))
        return self.last[1]


def open_workbook(path: Path, limit: int = UNPACK_LIMIT) -> Iterator[Sheet | Issue]:
    """Yield the sheets of a workbook in their order; its cells are read sheet by sheet.

    Raises:
        InputFault: if it is no workbook, or harmful, damaged or encrypted.
        MissingExtraError: if python-calamine is not installed.
    """
    with needing("Reading workbooks", "tables"):
        from python_calamine import (
            CalamineError,
            SheetTypeEnum,
            SheetVisibleEnum,
        )
    file = ReadFile.start(path)
    package = inspect_archive(path, limit)
    with reading(_BROKEN, CalamineError):
        reader = _open(path, package, limit)
        sheets = [
            (about.name, about.visible != SheetVisibleEnum.Visible)
            for about in reader.sheets_metadata
            if about.typ == SheetTypeEnum.WorkSheet
        ]
    if package.is_from_1904:
        yield problems.TABLE_1904.issue(file.at())
    workbook = OpenWorkbook(reader, file, package.aside_parts)
    framework = ""
    if (STAMP_SHEET, True) in sheets:
        framework = _read_stamp(workbook)
        sheets.remove((STAMP_SHEET, True))
        workbook.is_template = bool(framework)
    for name, is_hidden in sheets:
        yield Sheet(
            str(path),
            name,
            SheetReader(workbook, name),
            is_typed=True,
            is_hidden=is_hidden,
            framework=framework,
        )


def _open(path: Path, package: Inspection, limit: int) -> CalamineWorkbook:
    """Open a workbook as what it is; the library goes by the ending if it is given a path."""
    from python_calamine import CalamineError, CalamineWorkbook

    ending = path.suffix.lower()
    is_named_so = ending == ".ods" if package.is_open_document else ending in {".xlsx", ".xlsm"}
    try:
        if package.has_breaks:
            return CalamineWorkbook.from_filelike(_spell_breaks(path))
        if is_named_so:
            return CalamineWorkbook.from_path(path)  # pyright: ignore[reportUnknownMemberType]
        return CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
    except CalamineError as fault:
        if "limit exceeded" in str(fault):  # cells of an OpenDocument that are repeated too often
            raise bomb(limit) from None
        raise


def _spell_breaks(path: Path) -> BytesIO:
    """Return an ODS file with its line breaks and tabs as characters, as the library drops them."""
    out = BytesIO()
    with ZipFile(path) as archive, ZipFile(out, "w") as copy:
        for part in archive.infolist():
            data = archive.read(part)
            if part.filename == _CONTENT:
                data = BREAKS.sub(lambda found: _SPELT[found[1]], data)
            copy.writestr(part.filename, data)
    out.seek(0)
    return out


def _read_stamp(workbook: OpenWorkbook) -> str:
    """Return the framework that a template's stamp names."""
    for row in SheetReader(workbook, STAMP_SHEET).rows():
        if isinstance(row, Row) and len(row.cells) > 1 and row.cells[0] == "framework":
            return str(row.cells[1]).strip()
    return ""


@frozen
class SheetReader(Reader):
    """Reads one sheet of a workbook."""

    workbook: OpenWorkbook
    """The workbook."""
    name: str
    """The name of the sheet."""

    @property
    def size(self) -> int:
        """How many bytes the file has."""
        return self.workbook.file.size

    def rows(self) -> Iterator[Row | Issue]:
        """Yield the rows that are not blank; blank cells are empty texts."""
        file = evolve(self.workbook.file, sheet=self.name)
        try:
            yield from cut_wide(self._read(file), file)
        except InputFault as fault:
            yield file.fault(fault)
        yield from file.changes()

    def _read(self, file: ReadFile) -> Iterator[Row | Issue]:
        from python_calamine import CalamineError

        with reading(_BROKEN, CalamineError):
            sheet = self.workbook.open_sheet(self.name)
            start = sheet.start
            asides = _find_asides(self.workbook, self.name)
            merged = Merged(sheet.merged_cell_ranges or asides.merged)
        if start is None:
            return
        rows = _rows(sheet)
        if start[1] or asides.failed or merged.is_active:
            rows = _complete(rows, start[1], asides.failed, merged)
        for number, cells in enumerate(asides.watch(rows), start=1):
            if not _is_blank(cells):
                yield Row(number, cells)
        yield from asides.tell(file)
        if merged.filled:
            yield problems.CELLS_MERGED.issue(file.at(row=merged.first), count=merged.filled)


def _is_blank(cells: list[Raw]) -> bool:
    """Whether nothing stands in any cell of a row."""
    return not any(cells) and cells.count("") == len(cells)


def _complete(
    rows: Iterator[list[Raw]],
    first_column: int,
    failed: Mapping[int, list[tuple[int, CellError]]],
    merged: Merged,
) -> Iterator[list[Raw]]:
    """Add to the rows what the library leaves out: blank columns, failed and merged cells."""
    before: list[Raw] = [""] * first_column
    for number, found in enumerate(rows, start=1):
        cells = before + found
        for column, failure in failed.get(number, ()):
            if column < len(cells):
                cells[column] = failure
        yield merged.fill(number, cells)


def _rows(sheet: CalamineSheet) -> Iterator[list[Raw]]:
    """Yield the rows from the first of the sheet on, from its first column that is not blank."""
    rows = cast("Iterator[list[Raw]]", sheet.iter_rows())
    with reading(_BROKEN, RuntimeError):
        yield from rows


def _find_asides(workbook: OpenWorkbook, name: str) -> Asides:
    from improvement_frameworks.tables.reading.workbook.aside import find_asides

    try:
        return find_asides(
            workbook.file.path, name, workbook.aside_parts, is_template=workbook.is_template
        )
    except (KeyError, SyntaxError, BadZipFile, error):
        raise damaged(_BROKEN) from None


Corner: TypeAlias = tuple[int, int]
"""A row and a column, from 0."""


class Merged:
    """Fills the values of merged cells into the rows below, as these are read from the top."""

    def __init__(self, ranges: Iterable[tuple[Corner, Corner]]) -> None:
        self._starts: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for (first, column), (last, last_column) in ranges:
            if last > first and column == last_column:
                self._starts[first + 1].append((column, last + 1))
        self._open: dict[int, tuple[int, Raw]] = {}
        self.is_active = bool(self._starts)
        self.first = 0
        """The first row in which that was done."""
        self.filled = 0
        """How many cells were given the value of the cell above."""

    def fill(self, number: int, cells: list[Raw]) -> list[Raw]:
        """Return the cells of a row (from 1) with merged values; blank rows stay so."""
        is_void = _is_blank(cells)
        for column, (last, value) in list(self._open.items()):
            if number > last:
                del self._open[column]
            elif not is_void and column < len(cells) and cells[column] == "":
                cells[column] = value
                self.first = self.first or number
                self.filled += 1
        for column, last in self._starts.get(number, ()):
            if column < len(cells) and cells[column] != "":
                self._open[column] = (last, cells[column])
        return cells
