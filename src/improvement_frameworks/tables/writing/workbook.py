"""A new workbook to write into: what this library uses of XlsxWriter, with its types."""

# ruff: noqa: D102 - the methods are XlsxWriter's own
from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from importlib import import_module
from tempfile import TemporaryDirectory
from textwrap import wrap
from typing import IO, TYPE_CHECKING, Final, Protocol, TypeAlias, cast

from improvement_frameworks.core.errors import needing

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from pathlib import Path

    # XlsxWriter has types inside, but does not say so
    from xlsxwriter import (  # pyright: ignore[reportMissingTypeStubs]
        format as look,
        worksheet,
    )

Style: TypeAlias = "look.Format"
"""How cells look."""
Worksheet: TypeAlias = "worksheet.Worksheet"
"""One sheet of a workbook; rows and columns count from 0."""

LONGEST_CELL: Final = 32_767
"""How many characters Excel takes in a cell, counted as UTF-16 does."""
MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384
LONGEST_SHEET_NAME: Final = 31
_CLASHING: Final = re.compile("_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_")


class NewWorkbook(Protocol):
    """A workbook that is being written: what XlsxWriter leaves without types."""

    def add_worksheet(self, name: str) -> Worksheet: ...
    def add_format(self, properties: Mapping[str, object]) -> Style: ...
    def set_properties(self, properties: Mapping[str, object]) -> None: ...
    def use_zip64(self) -> None: ...
    def worksheets(self) -> list[Worksheet]: ...
    def close(self) -> None: ...


@contextmanager
def new_workbook(path: Path, *, streams: bool = False) -> Generator[NewWorkbook]:
    """Give a workbook that is written to ``path`` once the block ends well.

    Args:
        path: The file; it is written over.
        streams: Whether rows are written in order and not kept in memory.

    Raises:
        MissingExtraError: if XlsxWriter is not installed.
        OSError: if the file cannot be written.
    """
    with needing("Writing workbooks", "tables"):
        library = import_module("xlsxwriter")
        faults = import_module("xlsxwriter.exceptions")
    failures = cast("tuple[type[Exception], ...]", (faults.FileCreateError, faults.FileSizeError))
    with TemporaryDirectory(dir=path.parent, prefix=".workbook.") as folder:
        options = {"constant_memory": streams, "tmpdir": folder}
        workbook = cast("NewWorkbook", library.Workbook(str(path), options))
        workbook.use_zip64()
        try:
            yield workbook
            workbook.close()
        except failures as fault:
            raise OSError(f"the workbook cannot be written: {fault}") from fault
        finally:
            for page in workbook.worksheets():
                _let_go(page)


def _let_go(page: Worksheet) -> None:
    """Close the file in which a streamed sheet is kept, which a failure leaves open."""
    file = cast("IO[str] | None", getattr(page, "row_data_fh", None))
    if file:
        with suppress(OSError):
            file.close()


def count_lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a cell that is so many characters wide."""
    return sum(max(1, len(wrap(line, width - 4))) for line in text.split("\n"))


def check_text(text: str) -> str:
    r"""Return why a cell of a workbook cannot hold a text; nothing if it can.

    >>> check_text("fine"), check_text("\uffff")
    ('', 'XML cannot hold the character U+FFFF')
    """
    if len(text) > LONGEST_CELL // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST_CELL:
        return f"the text has {len(text):,} characters; a cell holds at most {LONGEST_CELL:,}"
    for char in "\ufffe\uffff":
        if char in text:
            return f"XML cannot hold the character U+{ord(char):04X}"
    if _CLASHING.search(text):
        return "the text looks like two escape marks of Excel that overlap"
    return ""
