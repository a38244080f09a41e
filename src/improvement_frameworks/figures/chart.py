"""A chart: a bar for each part, or points over time joined by a line, and the numbers as a table.

Bars are HTML, since they carry words. Lines, axes and points are drawn here as SVG. Whoever does
not see the drawing reads the same numbers in the table below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from improvement_frameworks.figures.html import words
from improvement_frameworks.figures.scene import ask

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from improvement_frameworks.core.content.framework import Part
    from improvement_frameworks.figures.scene import Scene

WIDTH: Final = 720
HEIGHT: Final = 260
LEFT: Final = 48
BOTTOM: Final = 36
TOP: Final = 16
RIGHT: Final = 140
MARKS: Final = ("circle", "square", "triangle", "diamond")
"""The shapes of points; each series has one of its own, so that colour says nothing alone."""


class Point(NamedTuple):
    """A number of a part on a day."""

    part: Part
    day: date
    value: float


def draw(scene: Scene) -> str:
    """Write the chart with the words of the entries: beside the bars, or below the lines."""
    dated = [Point(n.part, n.day, n.value) for n in scene.numbers() if n.day is not None]
    return f'<div class="fg-chart">{_lines(dated) if dated else _bars(scene)}</div>' + (
        _words(scene) if dated else ""
    )


def _words(scene: Scene) -> str:
    asked = not _one_question(scene)
    said = "".join(
        f'<li><div class="fg-head">{scene.head(part, asked=asked)}</div>'
        f"{scene.fill(part.code)}</li>"
        for part in scene.parts
        if scene.count(part.code)
    )
    return f'<ul class="fg-words">{said}</ul>' if said else ""


def show_number(value: float) -> str:
    """Write a number without decimals that say nothing.

    >>> show_number(3.0), show_number(2.5), show_number(14 / 3)
    ('3', '2.5', '4.67')
    """
    return f"{round(value, 2):g}"


def _bars(scene: Scene) -> str:
    """Write a row for each part: its name and question, its bar, and below it its entries."""
    totals, plan = scene.totals(), scene.plan
    known = [total for total in totals.values() if total is not None]
    question = _one_question(scene)
    is_count = not plan.value and not plan.numbers
    # Bars of one entry each would tell nothing.
    has_bars = max(known, default=0) > is_count
    most = scene.most() or max(known, default=0)
    rows = ""
    for part in scene.parts:
        bar = _bar(totals[part.code], most) if has_bars else ""
        cards = scene.fill(part.code) if scene.count(part.code) or not bar else ""
        rows += (
            f'<tr role="row"><th role="rowheader">{scene.anchors(part.code)}{words(part.label)}'
            f'{"" if question else ask(part)}</th><td role="cell">{bar}{cards}</td></tr>'
        )
    said = plan.caption or f"Entries for each {scene.framework.part.replace('-', ' ')}"
    return _table(f"{question} {said if has_bars else ''}".strip(), rows)


def _one_question(scene: Scene) -> str:
    """Return the guide question if all parts have the same, so that it is asked once."""
    questions = {part.prompts[0] if part.prompts else "" for part in scene.parts}
    return questions.pop() if len(questions) == 1 else ""


def _table(caption: str, rows: str) -> str:
    said = f"<caption>{words(caption)}</caption>" if caption else ""
    # The roles are said again since a style that stacks the cells makes browsers forget them.
    body = f'<tbody role="rowgroup">{rows}</tbody>'
    return f'<table class="fg-numbers" role="table">{said}{body}</table>'


def _bar(value: float | None, most: float) -> str:
    if value is None:
        return '<p class="fg-none">No number</p>'
    bar = f'<span style="width:{100 * value / most:.0f}%"></span>' if value else ""
    return f'<p class="fg-bar">{bar}<b>{show_number(value)}</b></p>'


def _lines(points: Sequence[Point]) -> str:
    series: dict[str, list[Point]] = {}
    for point in sorted(points, key=lambda one: one.day):
        series.setdefault(point.part.code, []).append(point)
    days = sorted({point.day for point in points})
    frame = _Frame(days[0], days[-1], max(*(point.value for point in points), 0) or 1)
    drawn = "".join(
        _series(frame, of_one, MARKS[place % len(MARKS)])
        for place, of_one in enumerate(series.values())
    )
    svg = (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">'
        f"{_axes(frame)}{drawn}</svg>"
    )
    rows = "".join(
        f'<tr><th scope="row">{point.day.isoformat()}</th><td>{words(point.part.label)}</td>'
        f"<td>{show_number(point.value)}</td></tr>"
        for of_one in series.values()
        for point in of_one
    )
    head = '<tr><th scope="col">Day</th><th scope="col">What</th><th scope="col">Number</th></tr>'
    table = f'<table class="fg-data"><thead>{head}</thead><tbody>{rows}</tbody></table>'
    return svg + table


class _Frame(NamedTuple):
    """The span of a drawing: its days and its largest number."""

    first: date
    last: date
    most: float

    def x(self, day: date) -> float:
        span = (self.last - self.first).days or 1
        return LEFT + (WIDTH - LEFT - RIGHT) * (day - self.first).days / span

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * max(value, 0) / self.most


def _axes(frame: _Frame) -> str:
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    lines = f'<path class="fg-axis" d="M{LEFT} {TOP}V{bottom}H{right}"/>'
    for share in (0, 0.5, 1):
        value = frame.most * share
        height = frame.y(value)
        place = f'x="{LEFT - 8}" y="{height + 4:.0f}" text-anchor="end"'
        lines += f"<text {place}>{show_number(value)}</text>"
        lines += f'<path class="fg-rule" d="M{LEFT} {height:.0f}H{right}"/>'
    for day, anchor in ((frame.first, "start"), (frame.last, "end")):
        place = f'x="{frame.x(day):.0f}" y="{HEIGHT - 10}" text-anchor="{anchor}"'
        lines += f"<text {place}>{day}</text>"
    return lines


def _series(frame: _Frame, points: Sequence[Point], mark: str) -> str:
    places = [(frame.x(point.day), frame.y(point.value)) for point in points]
    line = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    x, y = places[-1]
    label = f'<text x="{x + 12:.0f}" y="{y + 4:.0f}">{words(points[0].part.label[:18])}</text>'
    dots = "".join(_dot(mark, x, y) for x, y in places)
    return f'<path class="fg-series" d="M{line}"/>{dots}{label}'


def _dot(mark: str, x: float, y: float) -> str:
    if mark == "circle":
        return f'<circle class="fg-point" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
    shapes = {
        "square": "m-5-5h10v10h-10z",
        "triangle": "m0-6l6 11h-12z",
        "diamond": "m0-7l7 7l-7 7l-7-7z",
    }
    return f'<path class="fg-point" d="M{x:.1f} {y:.1f}{shapes[mark]}"/>'
