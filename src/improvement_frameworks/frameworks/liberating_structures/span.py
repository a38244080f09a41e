"""A number between two bounds, such as minutes or people in a group."""

from __future__ import annotations

from attrs import frozen


@frozen
class Span:
    """A number between two bounds: minutes, people in a group, times that a step is done.

    Examples:
        >>> Span(4, 6).covers(5)
        True
        >>> str(Span(12, 12)), str(Span(90, None))
        ('12', '90 or more')
    """

    min: int
    """The least."""
    max: int | None = None
    """The most; nothing where there is no upper bound."""

    def covers(self, number: int) -> bool:
        """Whether a number lies between the bounds."""
        return self.min <= number and (self.max is None or number <= self.max)

    def overlaps(self, other: Span) -> bool:
        """Whether a number lies between both pairs of bounds."""
        return (self.max is None or other.min <= self.max) and (
            other.max is None or self.min <= other.max
        )

    def join(self, other: Span) -> Span:
        """Return the bounds that hold both."""
        if self.max is None or other.max is None:
            return Span(min(self.min, other.min), None)
        return Span(min(self.min, other.min), max(self.max, other.max))

    def times(self, number: int) -> Span:
        """Return the bounds of something done so many times."""
        return Span(self.min * number, None if self.max is None else self.max * number)

    def __str__(self) -> str:
        if self.max is None:
            return f"{self.min} or more"
        return str(self.min) if self.min == self.max else f"{self.min} to {self.max}"
