"""What the readers of files share: how they say what is wrong, and that a file changed."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from attrs import frozen

from improvement_frameworks import problems
from improvement_frameworks.documents.reading import InputFault, unreadable
from improvement_frameworks.problems.problem import Issue, Own, Where
from improvement_frameworks.tables.reading.sheet import Row

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from improvement_frameworks.problems.problem import Param

MAX_COLUMNS: Final = 1_000
"""How many columns of a table are read."""
MAX_CELL: Final = 1024 * 1024
"""How many characters of a text file are taken for one cell at most."""
UNPACK_LIMIT: Final = 200
"""How many MiB the parts of a workbook may have together, whatever they are called."""


@frozen
class ReadFile:
    """A file that is being read: says where in it something is, and whether it changed."""

    path: Path
    """The file."""
    size: int
    """How many bytes it had when its reading began."""
    changed: int
    """When it was last changed then, in nanoseconds."""
    sheet: str = ""
    """The sheet that is read, if the file has sheets."""

    @staticmethod
    def start(path: Path) -> ReadFile:
        """Look at a file before it is read.

        Raises:
            OSError: if that is not allowed.
        """
        state = path.stat()
        return ReadFile(path, state.st_size, state.st_mtime_ns)

    def at(self, *, row: int | None = None, line: int | None = None) -> Where:
        """Return a place in it."""
        return Where(source=str(self.path), sheet=self.sheet, row=row or None, line=line)

    def fault(self, fault: InputFault) -> Issue:
        """Make an issue of a fault."""
        return fault.problem.issue(self.at(), **fault.params)

    def changes(self) -> Iterator[Issue]:
        """Yield the issue that it is another one now, if it is."""
        try:
            state = self.path.stat()
        except OSError:
            state = None
        if state is None or (state.st_size, state.st_mtime_ns) != (self.size, self.changed):
            yield problems.TABLE_CHANGED.issue(self.at())


def tell_width(where: Where, columns: int) -> Issue:
    """Say that a table has more columns than are read."""
    params: dict[str, Param] = {"found": Own(f"{columns:,}"), "limit": Own(f"{MAX_COLUMNS:,}")}
    return problems.TABLE_WIDE.issue(where, **params)


def cut_wide(rows: Iterator[Row | Issue], file: ReadFile) -> Iterator[Row | Issue]:
    """Pass rows on, of one that is too wide the part that is read; say once that it is cut."""
    is_said = False
    for item in rows:
        if isinstance(item, Issue) or len(item.cells) <= MAX_COLUMNS:
            yield item
            continue
        if not is_said:
            is_said = True
            yield tell_width(file.at(row=item.number, line=item.line), len(item.cells))
        yield Row(item.number, item.cells[:MAX_COLUMNS], item.line)


def damaged(reason: str) -> InputFault:
    """Return the fault of a file that cannot be read to its end."""
    return InputFault(problems.TABLE_DAMAGED, {"reason": Own(reason)})


def foreign(path: Path, what: str) -> InputFault:
    """Return the fault of a file that is not what its name says."""
    ending = path.suffix.lower() or "nothing"
    return InputFault(problems.TABLE_FOREIGN, {"ending": ending, "what": Own(what)})


@contextmanager
def reading(reason: str, *expected: type[Exception]) -> Generator[None]:
    """Turn what a reading library raises about a file into a fault of the file.

    Raises:
        InputFault: if the file cannot be read, or not to its end.
    """
    try:
        yield
    except OSError as fault:
        raise (unreadable(fault) if fault.strerror else damaged(reason)) from None
    except BaseException as fault:
        is_panic = type(fault).__name__ == "PanicException"  # what libraries written in Rust raise
        if is_panic or isinstance(fault, (*expected, EOFError, MemoryError, ValueError)):
            raise damaged(reason) from None
        raise
