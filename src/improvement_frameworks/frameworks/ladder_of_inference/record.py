"""The record of a ladder: steps on rungs, what each rests on, other readings, tests and loops."""

from __future__ import annotations

from typing import Literal

from improvement_frameworks.core import (
    EMPTY,
    Action,
    ContributorRef,
    Distinct,
    Entries,
    Entry,
    EntryRef,
    Link,
    Links,
    Many,
    Noun,
    Opt,
    Prose,
    Record,
    YesNo,
    given,
)
from improvement_frameworks.frameworks.ladder_of_inference import codes


class LadderStep(Entry):
    """One step of a climb: what was observed, thought or done on one rung."""

    rung: codes.Rung
    """The rung that the step belongs to. Example: selected-data."""
    text: Prose = given()
    """What was observed, thought or done, in one sentence. Example: Two calls were not answered."""
    based_on: Distinct[EntryRef] = EMPTY
    """The IDs of the steps, one rung lower, that this one rests on. Example: s1."""
    confidence: Opt[codes.Confidence] = None
    """How sure people are of it; a word, not a number. Example: guess."""
    self_deceptions: Distinct[codes.SelfDeception] = EMPTY
    """Which of the four self-deceptions the group noticed at this step. Example:
    beliefs-are-truth."""


class AlternativeReading(Noun):
    """Another honest reading of what is behind a step."""

    step: EntryRef
    """The ID of the step that could be read differently. Example: s3."""
    text: Prose
    """The other reading of the same facts. Example: They were at work when we rang."""
    implies: Opt[Prose] = None
    """What would follow if this reading were right. Example: We ring in the evening."""
    contributor: Opt[ContributorRef] = None
    """The ID of the contributor who offered it. Example: c2."""


class StepTest(Action):
    """A question that could show a step to be wrong, and what came back."""

    text: Opt[Prose] = None
    """What was asked or looked at to find out. Example: How many were at home when we rang?"""
    works_on: Distinct[EntryRef] = EMPTY
    """The IDs of the steps that are tested. Example: s3."""
    result: Opt[codes.TestResult] = None
    """What the answer means for the step. Example: open."""
    outcome: Opt[Prose] = None
    """What came back, in words. Example: Most had been at work."""

    @property
    def is_open(self) -> bool:
        """Whether the answer is still to come."""
        return self.result in {None, "open"} and super().is_open


class Loop(Noun):
    """A way in which the top of the ladder works back on the bottom."""

    kind: codes.LoopKind
    """Whether a belief steers the selection, or an action makes new data. Example:
    reflexive-loop."""
    from_step: EntryRef
    """The ID of the belief or the action from which the loop starts. Example: s6."""
    to_step: EntryRef
    """The ID of the selected or the observable data to which it leads. Example: s2."""
    text: Opt[Prose] = None
    """How it works in this case. Example: We no longer note the calls that are answered."""


class LadderOfInference(Record):
    """How people got from what could be observed to what they concluded, believed and did.

    Sources: the rungs after Ross in The Fifth Discipline Fieldbook; alternative readings and the
    riskiest step after the thinking-framework-skills dossier; the links between steps and the
    tests are this library's own judgement.

    Examples:
        >>> from improvement_frameworks.frameworks.ladder_of_inference.record import (
        ...     LadderOfInference,
        ... )
        >>> ladder = LadderOfInference(
        ...     title="Families do not want calls",
        ...     entries=[
        ...         {"id": "e1", "rung": "observable-data", "text": "5 of 12 calls were answered."},
        ...         {
        ...             "id": "e2",
        ...             "rung": "selected-data",
        ...             "text": "7 were not.",
        ...             "based_on": ["e1"],
        ...         },
        ...         {
        ...             "id": "e3",
        ...             "rung": "conclusions",
        ...             "text": "Calls can stop.",
        ...             "based_on": ["e2"],
        ...         },
        ...     ],
        ... )
        >>> ladder.highest_supported_rung
        'selected-data'
        >>> [link.skipped for link in ladder.jumps()]
        [('meanings', 'assumptions')]
    """

    framework: Literal["ladder-of-inference"] = given()
    """Always ladder-of-inference."""
    scheme: Opt[codes.Scheme] = None
    """Which ladder is used; seven rungs if left out. Example: six-rungs."""
    situation: Opt[Prose] = None
    """What was going on, and whose reasoning this is. Example: The team reads its call list."""
    complete: Opt[YesNo] = None
    """Whether the group sees nothing further under any of the steps: true or false."""
    entries: Entries[LadderStep]
    """The steps of the climb, each on one rung; the list may be empty."""
    riskiest_step: Opt[EntryRef] = None
    """The ID of the step that is most likely to be wrong or one-sided. Example: s3."""
    alternative_readings: Many[AlternativeReading] = EMPTY
    """Other honest readings of the same facts."""
    tests: Many[StepTest] = EMPTY
    """Questions that could show a step to be wrong, and what came back."""
    loops: Many[Loop] = EMPTY
    """How the top of the ladder works back on the bottom."""

    def climbs(self) -> Links[LadderStep]:
        """Return the links of the ladder: from each step to those that it rests on."""
        return Links(self, self.entries, "based_on")

    def jumps(self) -> tuple[Link[LadderStep], ...]:
        """Return the links that leave out a rung: leaps from the data to the upper rungs."""
        return tuple(link for link in self.climbs().all if (link.distance or 0) < -1)

    def beneath(self, step: LadderStep) -> tuple[LadderStep, ...]:
        """Return every step that a step rests on, directly or through others."""
        return self.climbs().reached_from(step.based_on)

    @property
    def highest_supported_rung(self) -> str | None:
        """How far the climb is supported: the highest rung reached from the first without a jump.

        A step on the first rung needs no support. A step on another rung is supported if it rests
        on a supported step on the rung just beneath. Nothing is returned if no step stands on the
        first rung. A reading of the record, not a score.
        """
        rungs = self.part_scheme.parts
        climbs = [link for link in self.climbs().all if link.distance == -1]
        held = {step.id for step in self.entries if step.rung == rungs[0]}
        highest: str | None = None
        for rung in rungs:
            if not held:
                break
            highest = rung
            held = {link.entry.id for link in climbs if link.target.id in held}
        return highest
