"""Steps: parts that rest on each other, drawn as the rungs of a ladder, the first at the bottom.

A rung without an entry below one that has some was jumped: it is drawn dashed, and says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.figures.bands import tone

if TYPE_CHECKING:
    from improvement_frameworks.figures.scene import Scene


def draw(scene: Scene) -> str:
    """Write the steps in the order in which people climb; the style shows the first lowest."""
    parts = scene.parts
    filled = [place for place, part in enumerate(parts) if not scene.is_empty(part.code)]
    top = filled[-1] if filled else -1
    steps: list[str] = []
    for place, part in enumerate(parts):
        jumped = scene.is_empty(part.code) and place < top
        classes = f"fg-step fg-t{tone(place, len(parts))}"
        if scene.is_empty(part.code):
            classes += " fg-jumped" if jumped else " fg-empty"
        inside = '<p class="fg-none">Skipped: no entry</p>' if jumped else scene.fill(part.code)
        steps.append(
            f'<li class="{classes}"><div class="fg-head">{scene.head(part)}</div>{inside}</li>'
        )
    up = " fg-up" if scene.framework.direction == "up" else ""
    return f'<ol class="fg-steps{up}">{"".join(steps)}</ol>'
