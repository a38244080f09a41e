"""Blocks of text files that end where a row ends, and what their quotation marks say."""

from __future__ import annotations

from bisect import bisect_left
from typing import IO, TYPE_CHECKING, Final

from attrs import define

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST: Final = 16 * 1024 * 1024
"""How long a row is looked for."""
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

    def is_plain(self, delimiter: int) -> bool:
        """Whether quotation marks stand only around cells, or twice within them."""
        data = self.data
        if not self.is_whole or b"\0" in data:
            return False
        if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
            return False
        borders = {delimiter, _NEWLINE, _QUOTE}
        after = {data[at + 1] for at in self.quotes[1::2]}
        return borders.issuperset(self._before()) and after <= borders | {_RETURN}

    def _before(self) -> bytes:
        """Return what stands before the marks that open something."""
        data = self.data
        return bytes([data[at - 1] for at in self.quotes[::2]])

    def count_rest(self) -> int:
        """Return how many bytes stand neither in cells nor between them."""
        data = self.data
        returns = 0
        if b"\r" in data:
            returns = data.count(b"\r") - sum(data.count(b"\r", *cell) for cell in self.cells())
        return len(self.quotes) - self._before().count(_QUOTE) + returns

    def cells(self) -> Iterator[tuple[int, int]]:
        """Yield where that begins and ends what stands in quotation marks."""
        return zip(self.quotes[::2], self.quotes[1::2], strict=True)

    def breaks(self) -> list[int]:
        """Return how many line breaks there are in each of the cells that have any."""
        count = self.data.count
        return [found for cell in self.cells() if (found := count(b"\n", *cell))]


def read_block(file: IO[bytes], start: int, size: int) -> Block | None:
    """Read whole rows from a place on; more than is asked for, if a row is as long as that."""
    file.seek(start)
    data = file.read(size)
    if not data:
        return None
    is_last = len(data) < size
    if is_last and not data.endswith(b"\n"):
        data += b"\n"
    quotes: list[int] = []
    find = data.find
    at = find(b'"')
    while at >= 0:
        quotes.append(at)
        at = find(b'"', at + 1)
    end = data.rfind(b"\n")
    while end >= 0 and (before := bisect_left(quotes, end)) % 2:  # it stands in a cell
        end = data.rfind(b"\n", 0, quotes[before - 1])
    if end >= 0:
        is_cut = end + 1 < len(data)
        del quotes[bisect_left(quotes, end) :]
        return Block(data[: end + 1] if is_cut else data, quotes)
    if is_last or size >= _MOST:
        return Block(data, [], is_whole=False)
    return read_block(file, start, 2 * size)
