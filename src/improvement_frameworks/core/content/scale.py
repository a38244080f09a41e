"""Scales: answers that have an order, and perhaps numbers, as a framework's content declares them.

Records name an answer by its code. Here is what the code stands for when answers are compared.
"""

from __future__ import annotations

from functools import total_ordering
from typing import TYPE_CHECKING

from attrs import field, frozen

from improvement_frameworks.core.errors import ContentError
from improvement_frameworks.frozen import freeze_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.core.content.framework import Framework

NUMBER = "number"
"""The fact of a word that gives the number of an answer."""


@total_ordering
@frozen(order=False)  # the default, but mypy gives it attrs' own order without
class ScalePoint:
    """One answer of a scale. It can be compared with the other answers of the same scale."""

    scale: str
    """The id of the scale, with that of its framework: ``iceberg/leverage``."""
    code: str
    """How records name it."""
    label: str = field(eq=False)
    """How people name it."""
    rank: int
    """Its place, counted from 1 at the lowest answer."""
    number: int | None = None
    """The number that the framework gives it; none where answers are words only."""

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, ScalePoint) or other.scale != self.scale:
            return NotImplemented
        return self.rank < other.rank


def read_scale(framework: Framework, of: str) -> Mapping[str, ScalePoint]:
    """Return the answers of a scale by their codes, from the lowest to the highest.

    The content declares a scale as a list with ``order``; parts that are answers themselves run in
    the framework's ``direction``. Up begins with the lowest, down with the highest. If the answers
    have numbers, each has one, as the fact ``number``. Words without numbers can be compared, but
    not added up.

    Args:
        framework: The framework.
        of: The id of the list; the method's own word for a part gives the parts.

    Raises:
        ContentError: if the list has no order, only some of its answers have a number, or the
            numbers are not whole or do not rise with the answers.
        KeyError: if the framework has no such list.

    Examples:
        >>> from improvement_frameworks import get_framework
        >>> leverage = read_scale(get_framework("iceberg"), "leverage")
        >>> max(leverage["low"], leverage["higher"]).label
        'Higher'
        >>> leverage["low"].rank, leverage["low"].number
        (1, None)
    """
    words = framework.vocabulary(of)
    is_part = of == framework.part
    place = "parts" if is_part else f"vocabularies.{of}.codes"
    order = framework.direction if is_part else words.order
    if order not in {"up", "down"}:
        key = "direction" if is_part else f"vocabularies.{of}.order"
        raise ContentError(framework.file, key, f"{order!r} makes no scale: say up or down")
    terms = words.terms if order == "up" else words.terms[::-1]
    scale = f"{framework.id}/{of}"
    points: dict[str, ScalePoint] = {}
    last: int | None = None
    for rank, term in enumerate(terms, 1):
        key = f"{place}.{term.code}.details.{NUMBER}"
        number = term.details.get(NUMBER)
        if number is None:
            if last is not None:
                raise ContentError(framework.file, key, "is missing, and other answers have one")
        elif not isinstance(number, int) or isinstance(number, bool):
            raise ContentError(
                framework.file, key, f"{number!r} is given where a whole number is expected"
            )
        elif rank > 1 and last is None:
            raise ContentError(framework.file, key, "is given, and other answers have none")
        elif last is not None and number <= last:
            raise ContentError(
                framework.file, key, f"{number} does not rise: the answer below it has {last}"
            )
        last = number
        points[term.code] = ScalePoint(scale, term.code, term.label, rank, number)
    return freeze_table(points)
