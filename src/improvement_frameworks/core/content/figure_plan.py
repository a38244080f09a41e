"""How a framework and its records are drawn: the kinds of figures and what each needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from attrs import field, frozen
from attrs.validators import in_, instance_of, optional

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attrs import Attribute

FigureKind: TypeAlias = Literal[
    "bands", "steps", "grid", "matrix", "tree", "timeline", "cycle", "chart"
]

Most: TypeAlias = "int | str"
"""A number, or the detail of a scheme that holds it."""


def _check_hue(_instance: object, attribute: Attribute[int], value: int) -> None:
    if not 0 <= value < 360:
        raise ValueError(f"{attribute.name} {value} is not an angle from 0 to 359")


@frozen(kw_only=True)
class FigurePlan:
    """How a framework and its records are drawn: one of eight kinds, and what that kind needs.

    A figure has three tones of one hue: a tint, a line and an ink. Their contrast is the same for
    every hue, so a figure stays readable in grey and in the dark.
    """

    kind: FigureKind = field(validator=in_(get_args(FigureKind)))
    """bands: layers one below the other. steps: one above the other. grid: rows and columns.
    matrix: two by two. tree: parts with parts of their own, or columns that lead to each other.
    timeline: one after the other, with minutes. cycle: a round. chart: numbers as bars or lines."""
    hue: int = field(default=240, validator=_check_hue)
    """The colour as an angle from 0 to 359: 30 is red, 70 orange, 145 green, 240 blue, 320 pink."""
    asks: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    """The entry's fields that a form asks for at once, besides the text and what must be given."""
    waterline: str | None = None
    """Bands: the last part that everybody can see; the figure is then drawn as an iceberg."""
    columns: str | None = None
    """Grid: the id of the closed list that gives the columns; an entry's field has its name."""
    across: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    """Matrix: the titles of its two columns; the parts fill the boxes row by row."""
    down: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    """Matrix: the titles of its two rows."""
    parent: str | None = None
    """Tree: the detail in which a part names the part that it belongs to. Without it, the parts
    are columns."""
    minutes: str | None = None
    """Timeline: the entry's field that says how long it takes; entries then run as recorded."""
    printed: str | None = None
    """Timeline: the detail with the minutes that a source prints for a part. If the part has a
    detail of this name and ``_per``, that says what they are for, such as ``round``."""
    value: str | None = None
    """Chart: the entry's field that holds the number, of which the sum is drawn; without it and
    ``numbers``, entries are counted."""
    numbers: str | None = None
    """Chart: the record's method that returns the number of each part that has one, for numbers
    that are not to be added up."""
    most: Most | None = field(default=None, validator=optional(instance_of((int, str))))
    """Chart: the largest number that there can be, at which a bar is full, or the detail of the
    scheme that holds it; without it, the largest of the numbers that are drawn."""
    caption: str | None = None
    """Chart: what its numbers are, in words."""
    over: str | None = None
    """Chart: the entry's field with the day; points are then joined by a line over time."""


FIGURE_KEYS: Final[Mapping[FigureKind, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "bands": ((), ("waterline",)),
    "steps": ((), ()),
    "grid": (("columns",), ()),
    "matrix": (("across", "down"), ()),
    "tree": ((), ("parent",)),
    "timeline": ((), ("minutes", "printed")),
    "cycle": ((), ()),
    "chart": ((), ("value", "numbers", "most", "caption", "over")),
}
"""What each kind of figure needs besides its hue, and what it may have."""
