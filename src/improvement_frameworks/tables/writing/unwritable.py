"""What a form of file cannot hold, said with the place of the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core.errors import ImprovementFrameworksError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


class UnwritableError(ImprovementFrameworksError, ValueError):
    """A table holds something that the wanted form of file cannot hold; nothing was written."""


def refuse(row: int, heading: str, reason: str) -> UnwritableError:
    """Make the exception for a value: its row as a spreadsheet numbers it, its column, and why."""
    return UnwritableError(f"Row {row}, column {heading}: {reason}")


def lay_out(
    headings: Sequence[str], rows: Iterable[Mapping[str, str]]
) -> Iterator[tuple[int, list[str]]]:
    """Yield each row's number and its values in the order of the headings; blank for what it lacks.

    The header counts as row 1.

    Raises:
        UnwritableError: if a row has a value without a heading, or half a character.
    """
    known = set(headings)
    for number, row in enumerate(rows, start=2):
        for heading in row:
            if heading not in known:
                raise refuse(number, heading, "there is no such heading in this table")
        values = [row.get(heading, "") for heading in headings]
        try:
            "".join(values).encode()
        except UnicodeEncodeError:
            heading = next(name for name in headings if not _is_whole(row.get(name, "")))
            raise refuse(number, heading, "half of a character cannot be written") from None
        yield number, values


def _is_whole(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)
