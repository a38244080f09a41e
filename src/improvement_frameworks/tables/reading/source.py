"""Opens a file of tables, by what its first bytes say and then by its ending."""

from __future__ import annotations

import re
from functools import partial
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING, Final, TypeAlias

from improvement_frameworks import problems
from improvement_frameworks.documents.reading import FOREIGN_STARTS, InputFault, unreadable
from improvement_frameworks.documents.source import explain_no_file
from improvement_frameworks.problems.problem import Where
from improvement_frameworks.tables.reading.csv_reader import open_csv
from improvement_frameworks.tables.reading.fault import UNPACK_LIMIT, damaged, foreign
from improvement_frameworks.tables.reading.line_reader import open_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables.reading.sheet import Sheet

Opener: TypeAlias = "Callable[[Path], Iterator[Sheet | Issue]]"

_TEXT_OPENERS: Final[Mapping[str, Opener]] = {
    ".csv": open_csv,
    ".tsv": open_csv,
    ".txt": open_csv,
    ".jsonl": open_lines,
    ".ndjson": open_lines,
}
_WORKBOOK_ENDINGS: Final = (".xlsx", ".xlsm", ".ods")
_PARQUET_ENDING: Final = ".parquet"

READ_ENDINGS: Final = (*_TEXT_OPENERS, *_WORKBOOK_ENDINGS, _PARQUET_ENDING)
"""The endings of the files that are read as tables."""

_HEAD: Final = 4096
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WEB_PAGE: Final = re.compile(
    rb"(?is)\s*+(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype html|html|head|body|table|meta|style)\b"
)
_WEB_PAGE_WORDS: Final = (
    "a web page (HTML), as some programs export it for Excel: open it in a spreadsheet program and "
    "save it as .xlsx or .csv"
)


def open_tables(path: Path, unpack_limit: int = UNPACK_LIMIT) -> Iterator[Sheet | Issue]:
    """Yield the sheets of a file, and an issue for whatever cannot be read.

    Nothing of the data is kept: each sheet reads its rows when it is asked for them.

    Args:
        path: The file.
        unpack_limit: How many MiB the parts of a workbook may have together.

    Raises:
        MissingExtraError: if a library is missing that this kind of file needs.
    """
    try:
        if not path.is_file():
            why = explain_no_file(path)
            raise InputFault(why.problem, why.params)
        yield from _choose(path, unpack_limit)(path)
    except OSError as fault:
        yield _tell(path, unreadable(fault))
    except InputFault as fault:
        yield _tell(path, fault)


def _tell(path: Path, fault: InputFault) -> Issue:
    return fault.problem.issue(Where(source=str(path)), **fault.params)


def _choose(path: Path, unpack_limit: int) -> Opener:
    """Return what opens the file.

    Raises:
        InputFault: if the file is of a kind that is not read, or not what its name says.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    ending = path.suffix.lower()
    if not head:
        raise InputFault(problems.TABLE_EMPTY)
    if head.startswith(b"PK\x03\x04"):
        from improvement_frameworks.tables.reading.workbook.workbook_reader import open_workbook

        return partial(open_workbook, limit=unpack_limit)
    if head.startswith(b"PK\x05\x06"):
        raise foreign(path, "an empty zip archive")
    if head.startswith((b"PAR1", b"PARE")):
        from improvement_frameworks.tables.reading.parquet_reader import open_parquet

        return open_parquet
    if head.startswith(_OLD_OFFICE):
        raise _explain_old_office(path)
    for start, what in FOREIGN_STARTS:
        if head.startswith(start):
            raise foreign(path, what)
    _refuse_markup(path, head)
    if ending == _PARQUET_ENDING:
        raise damaged("it does not begin as Parquet files do")
    if ending in _WORKBOOK_ENDINGS or ending == ".xls":
        raise _explain_no_workbook(path, head)
    opener = _TEXT_OPENERS.get(ending)
    if opener is None:
        raise InputFault(problems.DOC_KIND, {"ending": ending or '""', "endings": READ_ENDINGS})
    return opener


def _refuse_markup(path: Path, head: bytes) -> None:
    start = head.removeprefix(b"\xef\xbb\xbf")
    if _WEB_PAGE.match(start):
        raise foreign(path, _WEB_PAGE_WORDS)
    if start.lstrip().startswith(b"<?xml"):
        if b"<html" in start:
            raise foreign(path, _WEB_PAGE_WORDS)
        is_old = b"urn:schemas-microsoft-com:office:spreadsheet" in start
        raise foreign(path, "an XML spreadsheet of Excel 2003" if is_old else "an XML file")


def _explain_no_workbook(path: Path, head: bytes) -> InputFault:
    is_text = b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not is_text:
        return damaged("it does not begin as workbooks do")
    return foreign(path, "a plain text; if it holds rows, rename it so that it ends in .csv")


def _explain_old_office(path: Path) -> InputFault:
    """Tell an encrypted workbook from an old one, and both from other old office files."""
    names = {
        "EncryptedPackage": InputFault(problems.TABLE_PASSWORD),
        "WordDocument": foreign(path, "an old Word document (.doc)"),
        "PowerPoint Document": foreign(path, "an old presentation (.ppt)"),
        "__nameid_version1.0": foreign(path, "an e-mail of Outlook (.msg)"),
    }
    found = _find_words(path, [name.encode("utf-16-le") for name in names])
    return next(
        (fault for name, fault in names.items() if name.encode("utf-16-le") in found),
        InputFault(problems.TABLE_OLD_EXCEL),
    )


def _find_words(path: Path, words: list[bytes]) -> set[bytes]:
    """Return which words stand in a file."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as text:
        return {word for word in words if text.find(word) >= 0}
