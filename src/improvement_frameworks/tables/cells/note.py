"""Counts how cells were rewritten, and says it once a column with an example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from improvement_frameworks import problems
from improvement_frameworks.problems.problem import Issue, Own

if TYPE_CHECKING:
    from improvement_frameworks.problems.problem import Param, Where
    from improvement_frameworks.tables.cells.cell_value import Note
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.reading.sheet import Row


@define
class _Tally:
    note: Note
    where: Where
    order: tuple[int, int]
    count: int = 0


class NoteCounter:
    """Gathers the notes of a sheet."""

    def __init__(self) -> None:
        self._tallies: dict[tuple[str, int, str], _Tally] = {}

    def take(self, note: Note, heading: Heading, row: Row, place: int, *, count: int = 1) -> None:
        """Count a note on a cell; ``count`` such cells, of which this is the first."""
        tally = self._tallies.get(_key(note, place))
        order = (row.number, place)
        if tally is None:
            tally = self._tallies[_key(note, place)] = _Tally(
                note, heading.where(row, place), order
            )
        elif order < tally.order:
            tally.note, tally.where, tally.order = note, heading.where(row, place), order
        tally.count += count

    def knows(self, note: Note, place: int) -> bool:
        """Whether such a note on the cells of a column was taken before."""
        return _key(note, place) in self._tallies

    def issues(self) -> list[Issue]:
        """Return one remark for each kind of rewriting in each column, at its first cell."""
        found: list[Issue] = []
        for tally in self._tallies.values():
            note = tally.note
            params: dict[str, Param] = {"count": tally.count}
            if note.found:
                params["found"] = Own(note.found)
            if note.written:
                name = "code" if note.problem is problems.CELLS_LABELS else "written"
                params[name] = Own(note.written)
            where = tally.where
            found.append(note.problem.issue(where, **params))
        return found


def _key(note: Note, place: int) -> tuple[str, int, str]:
    word = note.found if note.problem is problems.CELLS_BLANK else ""
    return note.problem.code, place, word
