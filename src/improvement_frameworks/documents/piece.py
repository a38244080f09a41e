"""Cuts files into pieces of work that other processes can take."""

from __future__ import annotations

from io import BytesIO
from typing import IO, TYPE_CHECKING, Final, TypeAlias

from attrs import frozen

from improvement_frameworks.documents.reading import InputFault, refuse_foreign
from improvement_frameworks.documents.source import Input, Kind, Stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PIECE: Final = 8 * 1024 * 1024
"""About how many bytes a process gets at a time."""
FILES: Final = 200
"""How many files a process gets at a time, at most."""
BLOCK: Final = 64 * 1024


@frozen
class FilePiece:
    """A file, or the lines of a file of JSON Lines between two places."""

    path: Path
    """The file."""
    name: str
    """How reports name it."""
    kind: Kind
    """How it is written."""
    start: int = 0
    """The byte with which it begins."""
    end: int | None = None
    """The byte before which it ends; none if it is the whole file."""
    is_last: bool = True
    """Whether nothing of the file follows."""

    def stream(self) -> Stream:
        """Return the piece as something to read."""
        return Stream(self.name, self.kind, self._open, is_part=self.end is not None)

    def count_lines(self) -> int:
        """Return how many lines end in a part of a file.

        Raises:
            OSError: if the file cannot be read.
        """
        with self._open() as file:
            return file.read().count(b"\n")

    def _open(self) -> IO[bytes]:
        if self.end is None:
            return self.path.open("rb")
        with self.path.open("rb") as file:
            file.seek(self.start)
            return BytesIO(file.read(self.end - self.start))


Batch: TypeAlias = "tuple[FilePiece, ...]"


def cut(sources: Iterable[Input]) -> Iterator[Batch | Input]:
    """Yield the work to be done, in order; what only this process can read stays as it is."""
    batch: list[FilePiece] = []
    size = 0
    for source in sources:
        pieces = list(_cut_source(source))
        if batch and (len(pieces) != 1 or size >= PIECE or len(batch) >= FILES):
            yield tuple(batch)
            batch, size = [], 0
        if len(pieces) == 1:
            batch += pieces
            size += _measure(pieces[0].path)
        else:
            yield from ((piece,) for piece in pieces)
            if not pieces:
                yield source
    if batch:
        yield tuple(batch)


def _cut_source(source: Input) -> Iterator[FilePiece]:
    """Yield the pieces of a file; nothing if it is no file."""
    if not isinstance(source, Stream) or source.path is None:
        return
    path, size = source.path, _measure(source.path)
    if source.kind != "jsonl" or size < 2 * PIECE or _is_foreign(path):
        yield FilePiece(path, source.name, source.kind)
        return
    start = 0
    while start < size:
        end = _find_line(path, start + PIECE, size)
        yield FilePiece(path, source.name, source.kind, start, end, end >= size)
        start = end


def _measure(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _is_foreign(path: Path) -> bool:
    """Whether a file is no text or cannot be read; the reader says so best of the whole."""
    try:
        with path.open("rb") as file:
            refuse_foreign(file.read(BLOCK))
    except (InputFault, OSError):
        return True
    return False


def _find_line(path: Path, place: int, size: int) -> int:
    """Return where the first line begins at or after a place."""
    with path.open("rb") as file:
        file.seek(place - 1)
        while block := file.read(BLOCK):
            found = block.find(b"\n")
            if found >= 0:
                return file.tell() - len(block) + found + 1
    return size
