"""The one style of all figures, with the tones of the frameworks that a page shows."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from improvement_frameworks.figures.palette import write_tones

if TYPE_CHECKING:
    from collections.abc import Iterable

DARK: Final = (
    "--paper:#14181b;--sea:#050708;--on:#14181b;--card:#1d2327;--text:#eceff1;--soft:#b3bdc3;--rule:#465058;"
    "--warn:#ffb95c;--warn-bg:#33260f;--bad:#ff9aa5;--bad-bg:#3a171c;"
)
IN_THE_DARK: Final = "@media screen and (prefers-color-scheme:dark)"


def write_style(hues: Iterable[int]) -> str:
    """Return the style of a page whose figures have these hues.

    On a screen it follows what the reader has chosen, light or dark; on paper it is light.
    """
    wanted = sorted(set(hues))
    light = "".join(f".fg-h{hue}{{{write_tones(hue)}}}" for hue in wanted)
    dark = "".join(f".fg-h{hue}{{{write_tones(hue, dark=True)}}}" for hue in wanted)
    return f"{_read_style()}{light}{IN_THE_DARK}{{.fg{{{DARK}}}{dark}}}"


@cache
def _read_style() -> str:
    text = (files(__package__ or "") / "figure.css").read_text(encoding="utf-8")
    return re.sub(r"\n+", "", text)
