"""The one style of all figures, with the tones of the frameworks that a page shows."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from improvement_frameworks.figures.palette import write_tones

if TYPE_CHECKING:
    from collections.abc import Iterable

    from improvement_frameworks.core.content.figure_plan import FigurePlan

DARK: Final = (
    "--paper:#14181b;--sea:#050708;--on:#14181b;--card:#1d2327;--text:#eceff1;--soft:#b3bdc3;--rule:#465058;"
    "--warn:#ffb95c;--warn-bg:#33260f;--bad:#ff9aa5;--bad-bg:#3a171c;"
)
IN_THE_DARK: Final = "@media screen and (prefers-color-scheme:dark)"


def write_style(plans: Iterable[FigurePlan], *, dark_root: str = "") -> str:
    """Return the style of a page that shows figures of these plans, and nothing that it spares.

    On a screen it follows what the reader has chosen, light or dark; on paper it is light.

    Args:
        plans: The plans of the figures on the page.
        dark_root: For a site that has a switch of its own: the selector of what surrounds the
            figures when it is dark, instead of what the reader's system says.
    """
    wanted = list(plans)
    hues = sorted({plan.hue for plan in wanted})
    shown = {"all", *(plan.kind for plan in wanted)}
    rules = "".join(rules for kind, rules in _read_style() if kind in shown)
    light = "".join(f".fg-h{hue}{{{write_tones(hue)}}}" for hue in hues)
    tones = [(".fg", DARK), *((f".fg-h{hue}", write_tones(hue, dark=True)) for hue in hues)]
    dark = "".join(f"{dark_root} {name}{{{tone}}}".lstrip() for name, tone in tones)
    when = "@media screen" if dark_root else IN_THE_DARK
    return f"{rules}{light}{when}{{{dark}}}"


@cache
def _read_style() -> tuple[tuple[str, str], ...]:
    """Return the sections of the style, each with the kind of figure that it is for, or all."""
    text = (files(__package__ or "") / "figure.css").read_text(encoding="utf-8")
    _, *parts = re.split(r"/\* ([a-z]+) \*/", re.sub(r"\n+", "", text))
    return tuple(zip(parts[::2], parts[1::2], strict=True))
