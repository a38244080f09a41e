"""A matrix: four parts in two rows and two columns, with a title for each row and column.

What nobody has placed yet stands below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.figures.html import words

if TYPE_CHECKING:
    from improvement_frameworks.figures.scene import Scene


def draw(scene: Scene) -> str:
    """Write the four boxes row by row, each with the titles of its row and column."""
    across, down = scene.plan.across, scene.plan.down
    tops = "".join(
        f'<span class="fg-across fg-across{column}">{words(title)}</span>'
        for column, title in enumerate(across)
    )
    sides = "".join(
        f'<span class="fg-down fg-down{row}"><span>{words(title)}</span></span>'
        for row, title in enumerate(down)
    )
    boxes = "".join(
        f'<li class="fg-box fg-t{1 + place}"><p class="fg-where">'
        f"{words(down[place // 2])}, {words(across[place % 2])}</p>"
        f"{scene.head(part)}{scene.fill(part.code)}</li>"
        for place, part in enumerate(scene.parts[:4])
    )
    return (
        f'<div class="fg-matrix"><div class="fg-axes" aria-hidden="true">{tops}{sides}</div>'
        f'<ol class="fg-boxes">{boxes}</ol></div>'
    )
