"""How to work through a framework in a meeting, step by step."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from attrs import field, frozen

from improvement_frameworks.core.content.attribute import check_text

if TYPE_CHECKING:
    from attrs import Attribute


def _check_minutes(_instance: object, _attribute: Attribute[int], value: int) -> None:
    if value < 1:
        raise ValueError(f"minutes {value} is less than one")


@frozen(kw_only=True)
class MeetingStep:
    """One step of a meeting."""

    minutes: int = field(validator=_check_minutes)
    """How many minutes it takes."""
    title: str = field(validator=check_text)
    """What it is, in a few words."""
    text: str = field(validator=check_text)
    """What to do, in a sentence or two."""


@frozen(kw_only=True)
class Meeting:
    """How to work through a framework together, step by step."""

    steps: tuple[MeetingStep, ...] = field(converter=tuple[MeetingStep, ...])
    """The steps, in order."""
    sources: tuple[str, ...] = field(converter=tuple[str, ...])
    """Ids of the sources that it rests on."""

    @property
    def minutes(self) -> int:
        """How many minutes all steps take together."""
        return sum(step.minutes for step in self.steps)

    @property
    def starts(self) -> tuple[tuple[int, MeetingStep], ...]:
        """Each step after the minutes that have passed when it begins."""
        before = accumulate((step.minutes for step in self.steps), initial=0)
        return tuple(zip(before, self.steps, strict=False))
