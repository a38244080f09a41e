"""A grid: a row for each part, a column for each word of a closed list, and entries in the cells.

The more entries a cell holds, the darker it is; the number is written in it as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from improvement_frameworks.figures.html import words
from improvement_frameworks.figures.scene import ask

if TYPE_CHECKING:
    from improvement_frameworks.core.content.framework import Part
    from improvement_frameworks.core.content.vocabulary import Term
    from improvement_frameworks.figures.scene import Scene

FEW_COLUMNS: Final = 3
"""With more columns than this, cells on a sheet of A4 would be too narrow for words."""


def draw(scene: Scene) -> str:
    """Write the grid as a table; in a narrow window its cells stand one below the other."""
    heads = "".join(f'<th scope="col">{words(column.label)}</th>' for column in scene.columns)
    corner = f"<td>{words(scene.framework.part.capitalize())}</td>"
    rows = "".join(_row(scene, part) for part in scene.parts)
    has_words = any(scene.count(p.code, c.code) for p in scene.parts for c in scene.columns)
    wide = " fg-wide" if has_words and len(scene.columns) > FEW_COLUMNS else ""
    # The roles are said again since a style that stacks the cells makes browsers forget them.
    return (
        f'<table class="fg-grid{wide}" role="table"><thead><tr>{corner}{heads}'
        f'</tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(scene: Scene, part: Part) -> str:
    none = '<p class="fg-none">No entry</p>' if scene.is_empty(part.code) else ""
    head = f'<th role="rowheader">{words(part.label)}{ask(part)}{none}</th>'
    cells = "".join(_cell(scene, part, column) for column in scene.columns)
    return f'<tr role="row">{head}{cells}</tr>'


def _cell(scene: Scene, part: Part, column: Term) -> str:
    if scene.is_empty(part.code, column.code):
        return "<td></td>"  # a narrow window does not show it
    number = scene.count(part.code, column.code)
    heat = f' class="fg-t{min(number, 4)}"' if number > 1 else ""
    counted = f'<p class="fg-count">{number}</p>' if number > 1 else ""
    filled = f"{counted}{scene.fill(part.code, column.code)}"
    return f'<td role="cell" data-h="{words(column.label)}"{heat}>{filled}</td>'
