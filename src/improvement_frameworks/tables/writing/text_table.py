"""Tables of text, as they are written into a file of any kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from improvement_frameworks.tables.writing.unwritable import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


@frozen
class TextTable:
    """A table of text: a file, or one sheet of a workbook."""

    headings: Sequence[str]
    """What is above its columns."""
    rows: Iterable[Mapping[str, str]]
    """Its rows from the top, each by its headings; what a row lacks is blank."""
    name: str = "Table"
    """What its sheet is called."""

    def lay_out(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row's number and its values in the order of the headings.

        The header counts as row 1.

        Raises:
            UnwritableError: if a row has a value without a heading, or half a character.
        """
        known = set(self.headings)
        for number, row in enumerate(self.rows, start=2):
            for heading in row:
                if heading not in known:
                    raise refuse(number, heading, "there is no such heading in this table")
            values = [row.get(heading, "") for heading in self.headings]
            try:
                "".join(values).encode()
            except UnicodeEncodeError:
                heading = next(name for name in self.headings if not _is_whole(row.get(name, "")))
                raise refuse(number, heading, "half of a character cannot be written") from None
            yield number, values


def refuse(row: int, heading: str, reason: str) -> UnwritableError:
    """Make the exception for a value: its row as a spreadsheet numbers it, its column, and why."""
    return UnwritableError(f"Row {row}, column {heading}: {reason}")


def _is_whole(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)
