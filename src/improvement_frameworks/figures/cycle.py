"""A cycle: parts that lead round to the first again, such as ask, hear, answer, change, tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.figures.html import words

if TYPE_CHECKING:
    from improvement_frameworks.figures.scene import Scene


def draw(scene: Scene) -> str:
    """Write the parts in their order; a wide window shows them as a ring, clockwise."""
    parts = scene.parts
    half = (len(parts) + 1) // 2
    stops = ""
    for place, part in enumerate(parts):
        # The first half runs along the top, the rest comes back along the bottom.
        row, column = (1, place + 1) if place < half else (2, half - (place - half))
        way = "right" if place < half - 1 else "down" if place == half - 1 else "left"
        if place == len(parts) - 1:
            way = "up"
        empty = " fg-empty" if scene.is_empty(part.code) else ""
        stops += (
            f'<li class="fg-stop fg-go-{way}{empty}" style="--row:{row};--column:{column}">'
            f"{scene.head(part)}{scene.fill(part.code)}</li>"
        )
    back = f'<p class="fg-back">Then again: {words(parts[0].label)}</p>'
    return f'<div class="fg-cycle" style="--half:{half}"><ol>{stops}</ol>{back}</div>'
