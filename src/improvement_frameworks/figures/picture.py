"""A small picture of a framework: the outline of its figure, for lists and covers.

It shows how many parts there are and how they lie to each other, and holds no words. It is an SVG
file of its own with its own ground, so it looks the same on a light and on a dark page.
"""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, Final

from improvement_frameworks.figures.bands import tone
from improvement_frameworks.figures.palette import find_tone
from improvement_frameworks.figures.tree import find_branches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from improvement_frameworks.core.content.figure_plan import FigureKind
    from improvement_frameworks.core.content.framework import Framework, Part

WIDTH: Final = 320
HEIGHT: Final = 200
EDGE: Final = 20
MOST_DRAWN: Final = 12
"""How many parts are drawn one by one at most."""
LENGTHS: Final = (0.82, 0.55, 0.94, 0.38, 0.7, 0.26, 0.62)
"""How long the bars of a chart are; they stand for no numbers."""


def write_picture(framework: Framework) -> str:
    """Return the picture as the text of an SVG file, 320 wide and 200 high.

    Examples:
        >>> from improvement_frameworks import get_framework
        >>> write_picture(get_framework("iceberg"))[:4]
        '<svg'
    """
    colours = _Colours(framework.figure.hue)
    inner = "".join(DRAWERS[framework.figure.kind](framework, colours))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-hidden="true">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colours["t1"]}"/>{inner}</svg>\n'
    )


class _Colours:
    """The tones of one hue by their names."""

    def __init__(self, hue: int) -> None:
        self._hue = hue

    def __getitem__(self, name: str) -> str:
        return find_tone(name, self._hue)

    def tone(self, place: int, number: int) -> str:
        return self[f"t{tone(place, number)}"]


def _parts(framework: Framework) -> tuple[Part, ...]:
    codes = framework.default_scheme.parts[:MOST_DRAWN]
    return tuple(framework[code] for code in codes)


def _box(x: float, y: float, width: float, height: float, fill: str, radius: float = 3) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'rx="{radius:g}" fill="{fill}"/>'
    )


def _path(steps: str, fill: str, line: str = "none", width: float = 0) -> str:
    stroke = f' stroke="{line}" stroke-width="{width:g}" stroke-linejoin="round"' if width else ""
    return f'<path d="{steps}" fill="{fill}"{stroke}/>'


def _cards(x: float, y: float, width: float, height: float, number: int, fill: str) -> str:
    """Draw a few cards side by side in the middle of a box."""
    wide, high = 26.0, min(height * 0.5, 16)
    left = x + (width - number * wide - (number - 1) * 6) / 2
    top = y + (height - high) / 2
    return "".join(
        _box(left + place * (wide + 6), top, wide, high, fill) for place in range(number)
    )


def _bands(framework: Framework, colours: _Colours) -> Iterator[str]:
    parts = _parts(framework)
    codes = [part.code for part in parts]
    line = framework.figure.waterline
    if line in codes:
        yield from _iceberg(codes.index(line) + 1, len(codes), colours)
        return
    high = (HEIGHT - 2 * EDGE - 6 * (len(parts) - 1)) / len(parts)
    for place in range(len(parts)):
        y = EDGE + place * (high + 6)
        yield _box(EDGE, y, WIDTH - 2 * EDGE, high, colours.tone(place + 1, len(parts) + 1))
        yield _box(EDGE, y, 7, high, colours["line"], 2)
        yield _cards(EDGE + 70, y, WIDTH - 2 * EDGE - 80, high, 4 - place % 3, "#fff")


def _iceberg(above: int, number: int, colours: _Colours) -> Iterator[str]:
    water = 74.0
    yield _box(0, water, WIDTH, HEIGHT - water, colours["line"], 0)
    yield _path("M112 74L126 46L141 40L156 14L170 31L183 26L204 74Z", "#fff", colours["line"], 1.5)
    deep = number - above
    high = (HEIGHT - 14 - water) / deep
    left, right = (92.0, 74, 88, 128), (228.0, 246, 230, 178)
    for place in range(deep):
        top, low = water + place * high, water + (place + 1) * high
        at = [_along(left, place / deep), _along(left, (place + 1) / deep)]
        to = [_along(right, place / deep), _along(right, (place + 1) / deep)]
        steps = f"M{at[0]:.0f} {top:.0f}H{to[0]:.0f}L{to[1]:.0f} {low:.0f}H{at[1]:.0f}Z"
        yield _path(steps, colours.tone(place, deep), colours["line"], 2)
    yield _path(f"M0 {water:g}H{WIDTH}", "none", colours["ink"], 3)


def _along(values: tuple[float, ...], share: float) -> float:
    """Return what lies at a share of the way along some values."""
    place = share * (len(values) - 1)
    low = min(int(place), len(values) - 2)
    return values[low] + (values[low + 1] - values[low]) * (place - low)


def _steps(framework: Framework, colours: _Colours) -> Iterator[str]:
    number = len(_parts(framework))
    is_up = framework.direction == "up"
    high = (HEIGHT - 2 * EDGE) / number
    wide = (WIDTH - 2 * EDGE) / number
    for place in range(number):
        y = HEIGHT - EDGE - (place + 1) * high if is_up else EDGE + place * high
        x = EDGE + place * wide * 0.72
        fill = colours.tone(place + 1, number + 1)
        yield _box(x, y + 2, WIDTH - EDGE - x, high - 4, fill)
        yield _box(x, y + 2, 7, high - 4, colours["line"], 2)
        yield _cards(x + 16, y + 2, 100, high - 4, 2, "#fff")


def _grid(framework: Framework, colours: _Colours) -> Iterator[str]:
    rows = len(_parts(framework))
    columns = len(framework.vocabulary(framework.figure.columns or "").terms)
    left, top = 70.0, 18.0
    wide = (WIDTH - 2 * EDGE - left) / columns
    high = (HEIGHT - 2 * EDGE - top) / rows
    for column in range(columns):
        yield _box(EDGE + left + column * wide + 1, EDGE, wide - 2, top - 2, colours["line"], 2)
    for row in range(rows):
        y = EDGE + top + row * high
        yield _box(EDGE, y + 1, left - 2, high - 2, colours["t3"], 2)
        for column in range(columns):
            heat = (row * 5 + column * 3) % 7
            fill = colours[f"t{heat}"] if heat in {2, 3, 4} else "#fff"
            yield _box(EDGE + left + column * wide + 1, y + 1, wide - 2, high - 2, fill, 2)


def _matrix(_framework: Framework, colours: _Colours) -> Iterator[str]:
    wide, high = (WIDTH - 2 * EDGE - 6) / 2, (HEIGHT - 2 * EDGE - 6) / 2
    for place in range(4):
        x, y = EDGE + place % 2 * (wide + 6), EDGE + place // 2 * (high + 6)
        yield _box(x, y, wide, high, colours[f"t{place + 1}" if place else "t2"], 4)
        yield _box(x + 12, y + 11, 50, 5, colours["line"], 2)
        yield _cards(x, y + 14, wide, high - 14, 1 + (place + 2) % 3, "#fff")


def _tree(framework: Framework, colours: _Colours) -> Iterator[str]:
    parent = framework.figure.parent
    if parent is None:
        yield from _stages(len(_parts(framework)), colours)
        return
    parts = tuple(framework[code] for code in framework.default_scheme.parts)
    branches = [min(len(twigs), 5) for twigs in find_branches(parts, parent).values()][:8]
    columns = 3 if len(branches) < 7 else 4
    wide = (WIDTH - 2 * EDGE - 8 * (columns - 1)) / columns
    drawn, filled = "", [0.0] * columns
    for number in branches:
        column = filled.index(min(filled))
        x, y = EDGE + column * (wide + 8), filled[column]
        high = 26 + number * 12
        drawn += _box(x, y, wide, high, colours["t2"])
        drawn += _box(x, y, wide, 5, colours["line"], 2)
        drawn += _box(x + 8, y + 12, wide * 0.55, 6, colours["ink"], 2)
        for twig in range(number):
            drawn += _box(x + 8, y + 25 + twig * 12, wide * LENGTHS[twig] - 10, 6, "#fff", 2)
        filled[column] = y + high + 8
    stretch = (HEIGHT - 2 * EDGE) / (max(filled) - 8)
    yield f'<g transform="translate(0 {EDGE}) scale(1 {stretch:.3f})">{drawn}</g>'


def _stages(number: int, colours: _Colours) -> Iterator[str]:
    wide = (WIDTH - 2 * EDGE - 6 * (number - 1)) / number
    for place in range(number):
        x, y = EDGE + place * (wide + 6), float(EDGE)
        tip = x + wide
        steps = f"M{x:.0f} {y:.0f}H{tip - 9:.0f}L{tip:.0f} {y + 17:.0f}L{tip - 9:.0f} {y + 34:.0f}"
        yield _box(x, y + 20, wide, HEIGHT - 2 * EDGE - 20, colours.tone(place + 1, number + 1))
        yield _path(f"{steps}H{x:.0f}Z", colours["line"])
        for card in range(3 - place % 2):
            yield _box(x + 6, y + 48 + card * 30, wide - 12, 22, "#fff")


def _timeline(framework: Framework, colours: _Colours) -> Iterator[str]:
    if framework.figure.minutes is None:
        number = len(_parts(framework))
        wide = (WIDTH - 2 * EDGE) / number
        yield _box(EDGE, 52, WIDTH - 2 * EDGE, 6, colours["line"])
        for place in range(number):
            x = EDGE + place * wide
            yield f'<circle cx="{x + 14:.0f}" cy="55" r="12" fill="#fff"/>'
            yield _ring(x + 14, 55, 9, colours["line"])
            yield _box(x, 80, wide - 10, 90, colours["t3"])
        return
    start = float(EDGE)
    for row, length in enumerate((34, 20, 62, 48, 26)):
        y = EDGE + row * 33
        yield _box(EDGE, y, WIDTH - 2 * EDGE, 27, "#fff")
        yield _box(start + 14, y + 8, length, 11, colours["line"])
        start += length + 8


def _ring(x: float, y: float, radius: float, line: str) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="none" '
        f'stroke="{line}" stroke-width="6"/>'
    )


def _cycle(framework: Framework, colours: _Colours) -> Iterator[str]:
    number = len(_parts(framework))
    middle, radius = (WIDTH / 2, HEIGHT / 2), (104.0, 62.0)
    yield (
        f'<ellipse cx="{middle[0]:g}" cy="{middle[1]:g}" rx="{radius[0]:g}" ry="{radius[1]:g}" '
        f'fill="none" stroke="{colours["line"]}" stroke-width="6"/>'
    )
    for place in range(number):
        turn = 2 * pi * place / number - pi / 2
        x, y = middle[0] + radius[0] * cos(turn), middle[1] + radius[1] * sin(turn)
        fill = colours.tone(place, number)
        yield (
            f'<rect x="{x - 34:.1f}" y="{y - 21:.1f}" width="68" height="42" rx="8" '
            f'fill="{fill}" stroke="{colours["line"]}" stroke-width="2.5"/>'
        )
        yield _box(x - 20, y - 4, 40, 7, "#fff")


def _chart(framework: Framework, colours: _Colours) -> Iterator[str]:
    number = min(len(_parts(framework)), 7)
    high = (HEIGHT - 2 * EDGE) / number
    for place in range(number):
        y = EDGE + place * high
        yield _box(EDGE, y + high / 2 - 4, 62, 8, colours["t4"])
        length = (WIDTH - 2 * EDGE - 78) * LENGTHS[place]
        yield _box(EDGE + 78, y + high * 0.18, length, high * 0.64, colours["line"])
    yield _path(f"M{EDGE + 76} {EDGE}V{HEIGHT - EDGE}", "none", colours["ink"], 2)


DRAWERS: Final[Mapping[FigureKind, Callable[[Framework, _Colours], Iterator[str]]]] = {
    "bands": _bands,
    "steps": _steps,
    "grid": _grid,
    "matrix": _matrix,
    "tree": _tree,
    "timeline": _timeline,
    "cycle": _cycle,
    "chart": _chart,
}
