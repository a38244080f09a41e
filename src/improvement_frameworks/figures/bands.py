"""Bands: parts one below the other, such as the levels of an iceberg or the questions of a review.

With a waterline the bands together have the outline of an iceberg: what everybody sees above the
water, and what lies deeper in ever darker tones below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from improvement_frameworks.figures.scene import Scene

TONES = 4


def draw(scene: Scene) -> str:
    """Write the bands, from the first part down."""
    codes = [part.code for part in scene.parts]
    line = scene.plan.waterline
    water = codes.index(line) + 1 if line in codes else 0
    bands = [
        f'<li class="{_classes(place, len(codes), water)}'
        f'{" fg-empty" if scene.is_empty(part.code) else ""}">'
        f'<div class="fg-head">{scene.head(part)}</div>{scene.fill(part.code)}</li>'
        for place, part in enumerate(scene.parts)
    ]
    flow = " fg-flow" if scene.framework.direction == "forward" else ""
    return f'<ol class="fg-bands{" fg-ice" if water else flow}">{"".join(bands)}</ol>'


def tone(place: int, number: int) -> int:
    """Return which of the tones, from 1 to 4, a part has among others: later ones are darker.

    >>> [tone(place, 4) for place in range(4)], tone(0, 1)
    ([1, 2, 3, 4], 1)
    """
    return 1 + round((TONES - 1) * place / max(number - 1, 1))


def _classes(place: int, number: int, water: int) -> str:
    names = [f"fg-band fg-t{tone(place, number)}"]
    if water:
        names.append("fg-above" if place < water else "fg-below")
        if place == 0:
            names.append("fg-tip")
        if place == water:
            names.append("fg-line")
        if place == number - 1:
            names.append("fg-foot")
    return " ".join(names)
