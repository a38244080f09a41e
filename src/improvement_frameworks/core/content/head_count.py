"""How the answers of single people become the counts of a record."""

from __future__ import annotations

from typing import Final

from attrs import field, frozen
from attrs.validators import matches_re

_FIELD: Final = matches_re(r"[a-z][a-z0-9_]*")
_FIELDS: Final = matches_re(r"[a-z][a-z0-9_]*(?:\{point\})?")


@frozen(kw_only=True)
class HeadCount:
    """Where a record says how many people chose what, since it never says what one of them chose.

    Examples:
        >>> HeadCount(counts="chose_{point}", people="respondents").field(3)
        'chose_3'
    """

    counts: str = field(validator=_FIELDS)
    """The entry's field that says how many people chose its part, such as ``count``; with
    ``{point}`` at its end, there is one for each point of the scale on which a part is answered."""
    people: str = field(validator=_FIELD)
    """The record's field that says how many people answered."""

    @property
    def is_by_point(self) -> bool:
        """Whether people choose a point of a scale for each part, and not one of the parts."""
        return "{" in self.counts

    def field(self, point: int) -> str:
        """Return the field that says how many chose a point, from 1."""
        return self.counts.format(point=point)
