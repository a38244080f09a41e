"""Figures of tallies: a heat map, bars with quotes, waves side by side.

Each is a table whose cells hold the numbers, so it says as much to whoever does not see it. What a
tally does not show is a dash in all of them; the line below says what that means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from attrs import frozen

from improvement_frameworks.core.content.figure_plan import FigurePlan
from improvement_frameworks.core.expected import expect
from improvement_frameworks.core.registry import get_framework
from improvement_frameworks.figures.html import fact, items, said, words
from improvement_frameworks.figures.style import write_style
from improvement_frameworks.insight.tally import ALL, MEASURES, Tally

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from improvement_frameworks.core.record.dimension import Dimension
    from improvement_frameworks.insight.count import TallyCell

Measure: TypeAlias = Literal["entries", "people", "records"]
"""What a figure shows the numbers of."""

_TONES: Final = 4
_NOTHING: Final = "\u2013"
_HUE: Final = 240


@frozen
class TallyFigure:
    """A figure of a tally, ready to be shown in a page or a notebook."""

    body: str
    """The HTML of the figure without its style."""
    plan: FigurePlan
    """Its kind and its colour."""

    def to_html(self) -> str:
        """Return the figure with its style, to be put into any page."""
        return f"<style>{write_style([self.plan])}</style>{self.body}"

    def _repr_html_(self) -> str:
        return self.to_html()


def draw_heat_map(
    tally: Tally, rows: Dimension, columns: Dimension, *, measure: Measure = "entries"
) -> TallyFigure:
    """Draw two dimensions of a tally as a grid: the higher a number, the darker its cell.

    A question that nobody answered has an empty row or column, see `Tally.rows`.

    Args:
        tally: The tally.
        rows: The dimension that gives the rows.
        columns: The dimension that gives the columns.
        measure: What the numbers are of: ``entries``, ``people`` or ``records``.

    Raises:
        ValueError: if entries are not counted by one of the dimensions.

    Examples:
        >>> from improvement_frameworks import get_example, load, tally
        >>> counted = tally([load(get_example("learning-grid"))], ("part", "level"), k=1)
        >>> "Organisational" in draw_heat_map(counted, "part", "level").body
        True
    """
    across, down = _expect(tally).rows(columns), tally.rows(rows)
    found = {
        (row, column): _number(tally.get(**{rows: row, columns: column}), measure)
        for row in down
        for column in across
    }
    most = max((number for number in found.values() if number), default=0)
    labels = {column: words(tally.label(columns, column)) for column in across}
    heads = "".join(f'<th scope="col">{label}</th>' for label in (*labels.values(), ALL))
    lines = "".join(
        f'<tr role="row"><th role="rowheader">{words(tally.label(rows, row))}</th>'
        + "".join(_write_cell(found[row, column], most, labels[column]) for column in across)
        + _write_cell(_number(tally.get(**{rows: row}), measure), 0, ALL)
        + "</tr>"
        for row in down
    )
    sums = "".join(
        _write_cell(_number(tally.get(**{columns: column}), measure), 0, labels[column])
        for column in across
    )
    last = _write_cell(_number(tally.total, measure), 0, ALL)
    return _put_together(
        tally,
        "grid",
        f'<table class="fg-grid" role="table"><thead><tr><td>{_title(rows)}</td>{heads}</tr>'
        f'</thead><tbody role="rowgroup">{lines}<tr role="row"><th role="rowheader">{ALL}</th>'
        f"{sums}{last}</tr></tbody></table>",
        measure,
    )


def draw_bars(
    tally: Tally,
    dimension: Dimension,
    *,
    quotes: Mapping[str, Collection[str]] | None = None,
    measure: Measure = "entries",
) -> TallyFigure:
    """Draw one dimension of a tally as bars, the longest first, with what people said about each.

    Args:
        tally: The tally.
        dimension: The dimension whose values are the bars, such as ``theme``.
        quotes: By value, the words to show below its bar: only those that may be quoted. Quotes of
            a value that is not shown are left out.
        measure: What the numbers are of: ``entries``, ``people`` or ``records``.

    Raises:
        ValueError: if entries are not counted by the dimension.
    """
    found = {
        value: _number(tally.get(**{dimension: value}), measure)
        for value in _expect(tally).values(dimension)
    }
    known = {value: number for value, number in found.items() if number is not None}
    most = max(known.values(), default=0)
    given = quotes or {}
    rows = "".join(
        f'<tr role="row"><th role="rowheader">{words(tally.label(dimension, value))}</th>'
        f'<td role="cell">{_write_bar(known[value], most)}'
        f"{_write_quotes(given.get(value, ()))}</td></tr>"
        for value in sorted(known, key=lambda one: -known[one])
    )
    return _put_together(
        tally,
        "chart",
        f'<div class="fg-chart"><table class="fg-numbers" role="table"><caption>'
        f"{MEASURES[measure]} by {_title(dimension).lower()}</caption>"
        f'<tbody role="rowgroup">{rows}</tbody></table></div>',
        measure,
    )


def draw_waves(tally: Tally, dimension: Dimension, *, measure: Measure = "entries") -> TallyFigure:
    """Draw the waves of a tally side by side: a row for each value, a bar in it for each wave.

    Args:
        tally: A tally by ``wave`` and another dimension.
        dimension: The other dimension.
        measure: What the numbers are of: ``entries``, ``people`` or ``records``.

    Raises:
        ValueError: if entries are not counted by wave, or by the dimension.
    """
    waves, down = _expect(tally).rows("wave"), tally.rows(dimension)
    found = {
        (value, wave): _number(tally.get(wave=wave, **{dimension: value}), measure)
        for value in down
        for wave in waves
    }
    most = max((number for number in found.values() if number), default=0)
    heads = "".join(f'<th scope="col">{fact(tally.label("wave", wave))}</th>' for wave in waves)
    rows = "".join(
        f'<tr role="row"><th role="rowheader">{words(tally.label(dimension, value))}</th>'
        + "".join(
            f'<td role="cell" data-h="{words(tally.label("wave", wave))}">'
            f"{_write_bar(found[value, wave], most)}</td>"
            for wave in waves
        )
        + "</tr>"
        for value in down
    )
    return _put_together(
        tally,
        "chart",
        f'<div class="fg-chart"><table class="fg-numbers fg-waves" role="table"><caption>'
        f"{MEASURES[measure]} by {_title(dimension).lower()} and wave</caption>"
        f"<thead><tr><td></td>{heads}</tr></thead>"
        f'<tbody role="rowgroup">{rows}</tbody></table></div>',
        measure,
    )


def _expect(tally: Tally) -> Tally:
    return expect("tally", tally, Tally, "a tally")


def _title(dimension: Dimension) -> str:
    return words(dimension.replace("_", " ").capitalize())


def _number(count: TallyCell | None, measure: Measure) -> int | None:
    return (
        None
        if count is None
        else {"entries": count.entries, "people": count.people, "records": count.records}[measure]
    )


def _write_cell(number: int | None, most: int, label: str) -> str:
    if number is None:
        return f'<td role="cell" data-h="{label}"><p class="fg-none">{_NOTHING}</p></td>'
    heat = f' class="fg-t{max(1, -(-_TONES * number // most))}"' if most else ""
    return f'<td role="cell" data-h="{label}"{heat}><p>{number:,}</p></td>'


def _write_bar(number: int | None, most: int) -> str:
    if number is None:
        return f'<p class="fg-none">{_NOTHING}</p>'
    bar = f'<span style="width:{100 * number / most:.0f}%"></span>' if number else ""
    return f'<p class="fg-bar">{bar}<b>{number:,}</b></p>'


def _write_quotes(quotes: Iterable[str]) -> str:
    written = [f"<li>{said(text)}</li>" for text in quotes]
    return items("fg-cards", written) if written else ""


def _put_together(
    tally: Tally, kind: Literal["grid", "chart"], body: str, measure: Measure
) -> TallyFigure:
    hues = {get_framework(one).figure.hue for one in tally.frameworks}
    plan = FigurePlan(kind=kind, hue=hues.pop() if len(hues) == 1 else _HUE)
    dash = f" {_NOTHING}: not shown, or none." if tally.k > 1 else f" {_NOTHING}: none."
    caption = words(f"Numbers: {MEASURES[measure].lower()}.{dash} {tally.note}".strip())
    return TallyFigure(
        f'<figure class="fg fg-{kind} fg-h{plan.hue}">{body}'
        f"<figcaption>{caption}</figcaption></figure>",
        plan,
    )
