"""Small numbers: what counts people is said as a range, so that no report points at a few.

A number is said as the range of width ``k`` in which it lies: with ``k`` = 5, 12 is "10 to 14". The
difference of two such ranges, and what is left of a total, never lies between 1 and ``k`` - 1 for
certain, in one report or between several reports on parts of one collection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.problems.problem import Json

USUAL_K: Final = 5
"""How many people at least there are behind what is said, unless a caller says otherwise."""


@frozen(order=True)
class Range:
    """A number that is known to lie between two numbers.

    >>> print(Range(10, 14), Range(3, 3))
    10 to 14 3
    """

    least: int
    """The smallest number that it may be."""
    most: int
    """The largest number that it may be."""

    def __str__(self) -> str:
        return f"{self.least:,}" if self.least == self.most else f"{self.least:,} to {self.most:,}"

    def to_dict(self) -> dict[str, Json]:
        """Return the range as a JSON object."""
        return {"least": self.least, "most": self.most}


NONE: Final = Range(0, 0)
"""Nothing at all."""


def blur(number: int, k: int) -> Range:
    """Return the range in which a number is said to lie; nothing at all is said as it is.

    >>> [str(blur(number, 5)) for number in (0, 3, 5, 12)]
    ['0', '1 to 4', '5 to 9', '10 to 14']
    >>> str(blur(12, 1))
    '12'
    """
    least = number - number % k
    return Range(max(least, min(number, 1)), least + k - 1) if number else NONE


def hide_small(people: Mapping[str, int], k: int) -> tuple[dict[str, Range], int]:
    """Return how many people are behind each name, and how many names are left out.

    A name with fewer than ``k`` people is left out.
    """
    shown = {name: blur(number, k) for name, number in people.items() if number >= k}
    return shown, len(people) - len(shown)
