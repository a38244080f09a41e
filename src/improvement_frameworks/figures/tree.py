"""A tree: parts with parts of their own below them, or columns that lead to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.figures.bands import tone

if TYPE_CHECKING:
    from improvement_frameworks.core.content.framework import Part
    from improvement_frameworks.figures.scene import Scene


def draw(scene: Scene) -> str:
    """Write the branches side by side, or the columns in their order."""
    return _branches(scene, scene.plan.parent) if scene.plan.parent else _columns(scene)


def find_branches(parts: tuple[Part, ...], parent: str) -> dict[str, list[Part]]:
    """Return for each part that belongs to no other one the parts below it."""
    codes = {part.code for part in parts}
    found: dict[str, list[Part]] = {}
    for part in parts:
        above = str(part.details.get(parent, ""))
        if above in codes:
            found.setdefault(above, []).append(part)
        else:
            found.setdefault(part.code, [])
    return found


def _branches(scene: Scene, parent: str) -> str:
    known = {part.code: part for part in scene.parts}
    most = max((scene.count(code) for code in known), default=0)
    written, asked = "", tuple[str, ...]()
    for code, below in find_branches(scene.parts, parent).items():
        prompts = known[code].prompts
        twigs = "".join(_twig(scene, part, most, "fg-twig", asked=prompts) for part in below)
        inner = f'<ul class="fg-twigs">{twigs}</ul>' if twigs else ""
        written += _twig(scene, known[code], most, "fg-branch", inner, asked=asked)
        asked = prompts
    return f'<ul class="fg-tree">{written}</ul>'


def _twig(
    scene: Scene,
    part: Part,
    most: int,
    name: str,
    inner: str = "",
    *,
    asked: tuple[str, ...] = (),
) -> str:
    """Write a part with its bar, its entries and the parts below it.

    A question that the part before has asked already is not asked again.
    """
    number = scene.count(part.code)
    bar = ""
    if number and most > 1:  # bars of one entry each would tell nothing
        width = round(100 * number / most)
        bar = f'<p class="fg-bar"><span style="width:{width}%"></span><b>{number}</b></p>'
    is_empty = scene.is_empty(part.code)
    if is_empty and inner and "fg-cards" in inner:
        is_empty, filled = False, ""  # the parts below it say something
    else:
        filled = scene.fill(part.code)
    empty = " fg-empty" if is_empty else ""
    head = scene.head(part, asked=asked != part.prompts)
    return f'<li class="{name}{empty}">{head}{bar}{filled}{inner}</li>'


def _columns(scene: Scene) -> str:
    number = len(scene.parts)
    columns = "".join(
        f'<li class="fg-stage fg-t{tone(place, number)}'
        f'{" fg-empty" if scene.is_empty(part.code) else ""}">'
        f'<div class="fg-head">{scene.head(part)}</div>{scene.fill(part.code)}</li>'
        for place, part in enumerate(scene.parts)
    )
    return f'<ol class="fg-stages">{columns}</ol>'
