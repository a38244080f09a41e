"""A timeline: steps that run one after the other, with their minutes, or stations on a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from improvement_frameworks.figures.html import words

if TYPE_CHECKING:
    from improvement_frameworks.core.content.framework import Part
    from improvement_frameworks.figures.scene import Run, Scene

CLOCK: Final = ("Starts after", "Minutes")
"""The titles of the first columns; where there is no room for columns, cells say them."""
BLANK_ROWS: Final = 7


def draw(scene: Scene) -> str:
    """Write the run of steps if they have minutes, else the parts as stations."""
    return _run(scene) if scene.plan.minutes else _stations(scene)


def _run(scene: Scene) -> str:
    steps = scene.run()
    total = sum(step.minutes or 0 for step in steps)
    titles = (*CLOCK, words(scene.framework.part.capitalize()), "What for")
    rows, clock = "", 0
    for step in steps:
        rows += _row(step, clock, total)
        clock += step.minutes or 0
    if not steps:
        cells = "".join(f'<td data-h="{title}"></td>' for title in titles)
        rows = BLANK_ROWS * f"<tr>{cells}</tr>"
    heads = "".join(f'<th scope="col">{title}</th>' for title in titles)
    table = f'<table class="fg-run"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    return table if steps else table + _menu(scene)


def _row(step: Run, clock: int, total: int) -> str:
    start = f"{clock // 60}:{clock % 60:02}"
    bar = ""
    if step.minutes and total:
        left, width = 100 * clock / total, 100 * step.minutes / total
        place = f"margin-inline-start:{left:.1f}%;width:{width:.1f}%"
        bar = f'<i class="fg-span"><i style="{place}"></i></i>'
    return (
        f'<tr{step.anchor}><td data-h="{CLOCK[0]}">{start}</td>'
        f'<td data-h="{CLOCK[1]}">{step.minutes or "not known"}</td>'
        f'<th scope="row">{words(step.label)}{bar}</th>'
        f"<td>{step.html}</td></tr>"
    )


def _menu(scene: Scene) -> str:
    """Write what there is to choose from, with the printed minutes."""
    choices = "".join(
        f"<li><b>{words(part.label)}</b>{_printed(scene, part)}</li>" for part in scene.parts
    )
    return f'<ul class="fg-menu">{choices}</ul>'


def _printed(scene: Scene, part: Part) -> str:
    """Write how long a part takes as its source prints it, and for what if not for the whole."""
    name = scene.plan.printed or ""
    minutes = part.details.get(name)
    if isinstance(minutes, Mapping):
        minutes = " to ".join(dict.fromkeys(str(value) for value in minutes.values()))
    each = part.details.get(f"{name}_per")
    per = f" a {words(str(each))}" if each and each != "session" else ""
    return f" {words(str(minutes))} min{per}" if minutes else ""


def _stations(scene: Scene) -> str:
    stations = "".join(
        f'<li class="fg-station{" fg-empty" if scene.is_empty(part.code) else ""}">'
        f'<div class="fg-head">{scene.head(part)}</div>{scene.fill(part.code)}</li>'
        for part in scene.parts
    )
    return f'<ol class="fg-stations">{stations}</ol>'
