"""The record of a future change matrix: practices that were started or stopped, and what next."""

from __future__ import annotations

from typing import Literal

from improvement_frameworks.core import (
    ABSENT,
    EMPTY,
    Date,
    Entries,
    Entry,
    Many,
    Noun,
    Opt,
    OptDate,
    Prose,
    Record,
    given,
)
from improvement_frameworks.frameworks.future_change_matrix import codes


class Move(Noun):
    """A change of mind about a practice: when it was moved, where from, and why."""

    on: Date
    """The day on which it was moved. Example: 2020-09-01."""
    from_quadrant: Opt[codes.Quadrant] = None
    """The quadrant in which it was before; leave it out if it was open. Example: restart."""
    why: Opt[Prose] = None
    """What changed the group's mind. Example: Carers asked for it."""


class FutureChangeMatrixEntry(Entry):
    """One practice that was started or stopped."""

    quadrant: Opt[codes.Quadrant] = None
    """What becomes of it. Leave it out until the group has decided. Example: amplify."""
    text: Prose = given()
    """The practice. Example: Follow-up by video."""
    in_crisis: Opt[codes.InCrisis] = None
    """Whether it was started or stopped in the crisis. Example: started."""
    place: Opt[codes.Place] = None
    """Where it is seen: people, communities, institutions, policies. Example: communities."""
    why: Opt[Prose] = None
    """Why it belongs in its quadrant. Example: Fewer people miss a visit."""
    conditions: Many[Prose] = EMPTY
    """What has to be there for it to last. Example: Consent by telephone stays valid."""
    decided_on: OptDate = ABSENT
    """The day on which the group first chose the quadrant. Example: 2020-07-23."""
    decision: Opt[codes.Decision] = None
    """The same in the words of the AHSN Network's reset, if you use them. Example: retained."""
    moves: Many[Move] = EMPTY
    """Later changes of mind, each with its day, in order."""


class FutureChangeMatrix(Record):
    """What a group started and stopped, and what becomes of it.

    Examples:
        >>> from improvement_frameworks import get_example
        >>> record = FutureChangeMatrix.model_validate(get_example("future-change-matrix"))
        >>> [entry.text for entry in record.unplaced()]
        ['Letters to general practice are sent by the ward itself.']
    """

    framework: Literal["future-change-matrix"] = given()
    """Always future-change-matrix."""
    entries: Entries[FutureChangeMatrixEntry]
    """The practices; the list may be empty."""
