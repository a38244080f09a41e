"""The record of a future change matrix: practices that were started or stopped, and what next."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from improvement_frameworks.core import (
    ABSENT,
    EMPTY,
    Date,
    Entries,
    Entry,
    Framework,
    Many,
    Noun,
    Opt,
    OptDate,
    Prose,
    Record,
    code_of,
    given,
    read_framework,
)

FRAMEWORK = read_framework(__package__ or "")

Quadrant = Annotated[
    Literal["end", "amplify", "let-go", "restart"],
    code_of(FRAMEWORK, "quadrant"),
]
InCrisis = Annotated[
    Literal["started", "stopped"],
    code_of(FRAMEWORK, "in-crisis"),
]
Place = Annotated[
    Literal["people", "communities", "institutions", "policies"],
    code_of(FRAMEWORK, "place"),
]
Decision = Annotated[
    Literal["retained", "adapted", "reinstated", "stopped"],
    code_of(FRAMEWORK, "decision"),
]


class Move(Noun):
    """A change of mind about a practice: when it was moved, where to, and why."""

    on: Date
    """The day on which it was moved. Example: 2020-09-01."""
    to: Opt[Quadrant] = None
    """The quadrant that it was moved to; leave it out if it is open again. Example: restart."""
    why: Opt[Prose] = None
    """What changed the group's mind. Example: Carers asked for it."""


class FutureChangeMatrixEntry(Entry):
    """One practice that was started or stopped."""

    quadrant: Opt[Quadrant] = None
    """What becomes of it. Leave it out until the group has decided. Example: amplify."""
    text: Prose = given()
    """The practice. Example: Follow-up by video."""
    in_crisis: Opt[InCrisis] = None
    """Whether it was started or stopped in the crisis. Example: started."""
    place: Opt[Place] = None
    """Where it is seen: people, communities, institutions, policies. Example: communities."""
    why: Opt[Prose] = None
    """Why it belongs in its quadrant. Example: Fewer people miss a visit."""
    conditions: Many[Prose] = EMPTY
    """What has to be there for it to last. Example: Consent by telephone stays valid."""
    decided_on: OptDate = ABSENT
    """The day on which the group first chose the quadrant. Example: 2020-07-23."""
    decision: Opt[Decision] = None
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

    about: ClassVar[Framework] = FRAMEWORK

    framework: Literal["future-change-matrix"] = given()
    """Always future-change-matrix."""
    entries: Entries[FutureChangeMatrixEntry]
    """The practices; the list may be empty."""
