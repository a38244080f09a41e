"""Seating: the groups in which people sit, one drawing a group, with its name and its size.

Each person is a dot. Who does not see the drawing reads the same in the words below it.
"""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, Final, NamedTuple

from improvement_frameworks.figures.html import words

if TYPE_CHECKING:
    from collections.abc import Iterable

MANY: Final = 12
"""How many people are drawn where nobody says how many there are."""
SIZE: Final = 96


class Seats(NamedTuple):
    """A kind of group: what it is called, and how many people sit in one."""

    label: str
    least: int | None
    most: int | None

    @property
    def extent(self) -> str:
        """How many people sit in one, in words.

        >>> Seats("Pair", 2, 2).extent, Seats("Small group", 4, 6).extent
        ('2', '4 to 6')
        """
        if self.least is None:
            return f"up to {self.most}" if self.most else ""
        if self.most is None:
            return f"{self.least} or more"
        return str(self.least) if self.most == self.least else f"{self.least} to {self.most}"


def draw_seating(groups: Iterable[Seats], hue: int) -> str:
    """Return the groups side by side, in the order in which they are used, as HTML."""
    drawn = "".join(_draw(group) for group in groups)
    return (
        f'<figure class="fg fg-seating fg-h{hue}"><ol class="fg-seats">{drawn}</ol>'
        "<figcaption>How people sit, in this order. One dot is one person.</figcaption></figure>"
    )


def _draw(group: Seats) -> str:
    number = min(group.most or group.least or MANY, MANY)
    dots = "".join(_place(place, number) for place in range(number))
    said = f": {group.extent}" if group.extent else ""
    return (
        f'<li><svg viewBox="0 0 {SIZE} {SIZE}" aria-hidden="true" focusable="false">{dots}</svg>'
        f"<p>{words(group.label)}{said}</p></li>"
    )


def _place(place: int, number: int) -> str:
    """Draw one person: alone in the middle, two face to face, more of them in a round."""
    middle = SIZE / 2
    away = 0 if number == 1 else 18 if number == 2 else 20 + 1.6 * number
    turn = 2 * pi * place / number + (0 if number == 2 else -pi / 2)
    radius = 8 if number < 9 else 6
    x, y = middle + away * cos(turn), middle + away * sin(turn)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}"/>'
