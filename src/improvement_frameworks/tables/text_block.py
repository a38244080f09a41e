"""Blocks of text files that end where a row ends, and what their quotation marks say."""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter
from typing import IO, TYPE_CHECKING, Final, cast

from attrs import define

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST: Final = 16 * 1024 * 1024
"""How long a row is looked for."""
_TAIL: Final = 64 * 1024
"""How far back the end of a row is guessed from."""
_NEWLINE, _RETURN, _QUOTE = b'\n\r"'


@define
class Block:
    """Whole rows of a text file as bytes."""

    data: bytes
    """The bytes."""
    quotes: list[int]
    """Where quotation marks stand in them."""
    is_whole: bool = True
    """Whether it ends where a row ends, as far as can be seen."""

    def count_rest(self, delimiter: int) -> int | None:
        """Return how many bytes stand neither in cells nor between them.

        Nothing is returned if quotation marks do not stand only around cells, or twice within.
        """
        data = self.data
        if not self.is_whole or b"\0" in data:
            return None
        returns = 0
        if b"\r" in data:
            returns = data.count(b"\r")
            if returns != data.count(b"\r\n"):
                return None
            returns -= sum(data.count(b"\r", *cell) for cell in self._cells())
        borders = {delimiter, _NEWLINE, _QUOTE}
        before = _pick(data, [at - 1 for at in self.quotes[::2]])
        after = _pick(memoryview(data)[1:], self.quotes[1::2])
        if borders.issuperset(before) and (borders | {_RETURN}).issuperset(after):
            return len(self.quotes) - before.count(_QUOTE) + returns
        return None

    def _cells(self) -> Iterator[tuple[int, int]]:
        """Yield where that begins and ends what stands in quotation marks."""
        return zip(self.quotes[::2], self.quotes[1::2], strict=True)


def read_block(file: IO[bytes], start: int, size: int, delimiter: int) -> Block | None:
    """Read whole rows from a place on; more than is asked for, if a row is as long as that."""
    asked = _guess_size(file, start, size, delimiter)
    file.seek(start)
    data = file.read(asked)
    if not data:
        return None
    is_last = len(data) < asked
    if is_last and not data.endswith(b"\n"):
        data += b"\n"
    quotes = _find_quotes(data)
    end = _find_end(data, quotes)
    if end >= 0:
        is_cut = end + 1 < len(data)
        del quotes[bisect_left(quotes, end) :]
        return Block(data[: end + 1] if is_cut else data, quotes)
    if is_last or size >= _MOST:
        return Block(data, [], is_whole=False)
    return read_block(file, start, 2 * size, delimiter)


def _guess_size(file: IO[bytes], start: int, size: int, delimiter: int) -> int:
    """Return about as many bytes as are wanted, but so that a row probably ends with them.

    A block that need not be cut need not be copied.
    """
    before = max(size - _TAIL, 0)
    file.seek(start + before)
    tail = file.read(size - before)
    if before + len(tail) < size:
        return size
    quotes = _find_quotes(tail)
    if quotes and quotes[0] and tail[quotes[0] - 1] not in {delimiter, _NEWLINE}:
        quotes.insert(0, 0)  # the first one closes what began before
    end = _find_end(tail, quotes)
    return before + end + 1 if end >= 0 else size


def _find_quotes(data: bytes) -> list[int]:
    quotes: list[int] = []
    find = data.find
    at = find(b'"')
    while at >= 0:
        quotes.append(at)
        at = find(b'"', at + 1)
    return quotes


def _find_end(data: bytes, quotes: Sequence[int]) -> int:
    """Return where the last line ends that does not end in a cell, or -1."""
    end = data.rfind(b"\n")
    while end >= 0 and (before := bisect_left(quotes, end)) % 2:
        end = data.rfind(b"\n", 0, quotes[before - 1])
    return end


def _pick(data: bytes | memoryview, places: Sequence[int]) -> tuple[int, ...]:
    """Return the bytes in some places; an index for each would take twice as long."""
    if len(places) < 2:
        return tuple(data[place] for place in places)
    return cast("tuple[int, ...]", itemgetter(*places)(data))
