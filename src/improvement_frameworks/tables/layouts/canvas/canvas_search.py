"""Finds out whether a sheet is a drawing, of which framework, and where its captions are."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from attrs import evolve

from improvement_frameworks import problems
from improvement_frameworks.core.registry import (
    get_framework,
)
from improvement_frameworks.core.wording import find_gist, fold
from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.cells.cell_text import write_value
from improvement_frameworks.tables.cells.day import find_orders
from improvement_frameworks.tables.headings.column_name import (
    find_name,
    headings_of,
    part_column,
    words_for_parts,
)
from improvement_frameworks.tables.headings.field_line import is_label
from improvement_frameworks.tables.headings.header import is_prose
from improvement_frameworks.tables.headings.heading import Heading
from improvement_frameworks.tables.headings.told import tell_missing
from improvement_frameworks.tables.layouts.canvas.canvas import (
    LONGEST_CAPTION,
    Canvas,
    Spot,
    list_axes,
)
from improvement_frameworks.tables.layouts.canvas.canvas_plan import CanvasPlan
from improvement_frameworks.tables.layouts.mapping import ColumnMapping, check_used
from improvement_frameworks.tables.reading.sheet import Row
from improvement_frameworks.tables.rows.column import TITLE, columns_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from improvement_frameworks.tables.cells.day import Order
    from improvement_frameworks.tables.reading.sheet import Sheet
    from improvement_frameworks.tables.rows.column import Column

MOST_ROWS: Final = 500
"""How many rows a canvas has at most."""
MOST_COLUMNS: Final = 60
"""How many columns it has at most."""

_ASKING: Final = frozenset({"what", "why", "how", "who", "where", "when"})
"""With these begins what only explains a caption."""
_CAPITALS: Final = re.compile(r"(\S.{2,60}?) [-\u2013\u2014] \S")


def find_canvas(
    sheet: Sheet,
    candidates: Sequence[str],
    *,
    is_grid: bool = False,
    constants: Mapping[str, str] | None = None,
) -> Heading | Issue | None:
    """Return how a sheet is a canvas; nothing if it is none.

    Args:
        sheet: The sheet.
        candidates: The frameworks that it may be of.
        is_grid: Whether a row of it is known to name a second list, such as the levels of a grid.
        constants: By column: what is the same for all entries.
    """
    grid = _read_grid(sheet)
    if grid is None:
        return None
    captions = {name: _find_captions(grid, name) for name in candidates}
    scores = {name: _score(found, name, is_grid=is_grid) for name, found in captions.items()}
    most = max(scores.values(), default=0)
    fitting = [name for name, score in scores.items() if score == most > 0]
    top = Row(0, ())
    if not fitting:
        boxed = {name: _read_matrix(grid, name) for name in candidates}
        drawn = [(name, canvas) for name, canvas in boxed.items() if canvas is not None]
        if len(drawn) != 1:
            return None
        framework, canvas = drawn[0]
        return Heading(sheet, framework, top, {}, {}, canvas=canvas, constants=constants or {})
    if len(fitting) > 1:
        bare = Heading(sheet, fitting[0], top, {}, {})
        return problems.TABLE_FRAMEWORK.issue(bare.where(top), candidates=tuple(fitting))
    framework = fitting[0]
    canvas = CanvasPlan(framework, grid, captions[framework]).make()
    is_apart = {row for row, _ in canvas.axis}.isdisjoint(row for row, _ in canvas.captions)
    others = len(grid) - len(canvas.captions) - len(canvas.axis)
    if not canvas.answers and is_apart and others < 2:
        bare = Heading(sheet, framework, top, {}, {})
        return problems.TABLE_NO_ROWS.issue(bare.where(top))  # a copy to print
    if not canvas.answers or _is_list(canvas, grid, framework):
        return None
    by_name = {column.name: column for column in columns_of(framework)}
    said = sorted(canvas.fields.items(), key=lambda field: field[1][0] == TITLE)
    columns = {place: by_name[name] for (_, place), (name, _) in said}
    given = constants or {}
    check_used(ColumnMapping(constants=given), framework, {})
    heading = Heading(sheet, framework, top, {}, {}, constants=given)
    issues = tuple(
        tell_missing(heading, column)
        for column in map(by_name.__getitem__, list_axes(framework))
        if column.is_required
        and column.name not in given
        and not any(column.name in c for c in canvas.answers.values())
    )
    orders = _find_orders(canvas, grid, by_name)
    return evolve(heading, columns=columns, canvas=canvas, issues=issues, orders=orders)


def _is_list(canvas: Canvas, grid: Mapping[Spot, str], framework: str) -> bool:
    """Whether its rows say something else before every caption: prose, or parts that come again.

    Or columns of answers have headings of different kinds, and nobody knows what each holds.
    """
    corner = min(canvas.captions)[0] - 1, min(place for _, place in canvas.captions)
    heads = {(corner[0], place) for _, place in canvas.answers} | {corner}
    is_column = {place for _, place in canvas.captions} == {corner[1]}
    if is_column and len(heads) > 2 and heads <= grid.keys() and not (canvas.sides or canvas.axis):
        return not is_label(framework, grid[corner])  # such as "Date", with a day for each column
    said = {
        row: grid[row, place]
        for row, place in canvas.left_out
        if place < min(at for _, at in canvas.captions)
    }
    rows = {row for row, _ in canvas.captions}
    if rows.isdisjoint(row for row, _ in canvas.answers):
        return False  # captions above their answers, each with a gloss to its left
    come_again = len({*canvas.captions.values()}) < len(canvas.captions) == len(rows)
    return rows <= said.keys() and (come_again or is_prose([said[row] for row in rows]))


def _find_orders(
    canvas: Canvas, grid: Mapping[Spot, str], columns: Mapping[str, Column]
) -> dict[str, Order]:
    """Return for each column of days beside the answers what comes first in it, if a cell tells."""
    cells: dict[str, list[str]] = {}
    for found in canvas.beside.values():
        for name, spot in found.items():
            if columns[name].kind == "date":
                cells.setdefault(name, []).append(grid[spot])
    return find_orders(cells)


def _read_grid(sheet: Sheet) -> dict[Spot, str] | None:
    """Return the texts of a sheet that is small enough for a canvas."""
    grid: dict[Spot, str] = {}
    for row in sheet.rows():
        if isinstance(row, Issue):
            continue
        if row.number > MOST_ROWS or len(row.cells) > MOST_COLUMNS:
            return None
        for place, cell in enumerate(row.cells):
            if text := write_value(cell).strip():
                grid[row.number, place] = text
    return grid


def _find_captions(grid: Mapping[Spot, str], framework: str) -> dict[Spot, tuple[str, str]]:
    """Return the cells that begin with the name of a part: its code, and what is below the name."""
    words = words_for_parts(framework)
    found: dict[Spot, tuple[str, str]] = {}
    for spot, text in grid.items():
        first, _, rest = text.partition("\n")
        before, _, name = first.partition(":")
        if name.strip() and find_name(framework, before) == part_column(framework):
            first = name  # "Theme: Silos"
        if (capitals := _CAPITALS.match(first)) and capitals[1].isupper():
            behind = first[capitals.end() - 1 :]  # "STRUCTURES - what is behind it", or an answer
            rest = rest if fold(behind).split(" ")[0] in _ASKING else f"{behind}\n{rest}"
            first = capitals[1]
        if len(first) <= LONGEST_CAPTION and (code := words.find(first.rstrip(": "))):
            own = (line for line in rest.splitlines() if words.find(line) != code)
            found[spot] = (code, "\n".join(own).strip())  # without the questions of the part
    return found


def _score(captions: Mapping[Spot, tuple[str, str]], framework: str, *, is_grid: bool) -> int:
    """Return how many parts have a caption, if they are enough to be a canvas."""
    if not captions:
        return 0
    parts = len({*headings_of(framework).parts.values()})
    found = len({code for code, _ in captions.values()})
    least = 1 if is_grid else max(2, min(3, parts // 2))
    return found if found >= least else 0


def _read_matrix(grid: Mapping[Spot, str], framework: str) -> Canvas | None:
    """Return how a sheet is a matrix whose two axes are named, and not its boxes.

    The names of one axis are in a row, those of the other one in a column to the left of it; an
    answer belongs to the name above it, and to that of its row, or the last one above that.
    """
    boxes = headings_of(framework).boxes
    if not boxes[0]:
        return None
    axes = [{find_gist(name): place for place, name in enumerate(names)} for names in boxes]
    spots = [
        {spot: axis[gist] for spot, text in grid.items() if (gist := find_gist(text)) in axis}
        for axis in axes
    ]
    pairs = zip(spots, axes, strict=True)
    if any(sorted(found.values()) != sorted(axis.values()) for found, axis in pairs):
        return None
    is_turned = len({row for row, _ in spots[1]}) == 1
    above, left = reversed(spots) if is_turned else spots
    top, first = {row for row, _ in above}, {place for _, place in left}
    if len(top) != 1 or len(first) != 1 or min(left)[0] <= max(top) or min(above)[1] <= max(first):
        return None
    columns = {place: i for (_, place), i in above.items()}
    rows = sorted((row, i) for (row, _), i in left.items())
    part, parts = part_column(framework), get_framework(framework).parts
    answers: dict[Spot, dict[str, str]] = {}
    left_out: list[Spot] = []
    for spot in grid:
        if spot in above or spot in left:
            continue
        at = bisect_left(rows, (spot[0] + 1, -1))
        if at and spot[1] in columns:
            here = (columns[spot[1]], rows[at - 1][1])
            across, down = here[::-1] if is_turned else here
            answers[spot] = {part: parts[down * len(axes[0]) + across].code}
        else:
            left_out.append(spot)
    axis = {spot: grid[spot] for spot in (*above, *left)}
    if not answers:
        return None
    return Canvas({}, axis, answers, {}, {}, {}, tuple(left_out))
