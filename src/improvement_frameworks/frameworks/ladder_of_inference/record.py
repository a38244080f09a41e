"""The record of a ladder: steps on rungs, what each rests on, other readings, tests and loops."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from improvement_frameworks.core import (
    EMPTY,
    Action,
    ContributorRef,
    Distinct,
    Entries,
    Entry,
    EntryRef,
    Framework,
    Link,
    Links,
    Many,
    Noun,
    Opt,
    Prose,
    Record,
    YesNo,
    code_of,
    given,
    read_framework,
)

FRAMEWORK = read_framework(__package__ or "")

Rung = Annotated[str, code_of(FRAMEWORK, "rung")]
RungScheme = Annotated[str, code_of(FRAMEWORK, "scheme")]
Confidence = Annotated[str, code_of(FRAMEWORK, "confidence")]
SelfDeception = Annotated[str, code_of(FRAMEWORK, "self-deception")]
TestResult = Annotated[str, code_of(FRAMEWORK, "test-result")]
LoopKind = Annotated[str, code_of(FRAMEWORK, "loop-kind")]


class LadderStep(Entry):
    """One step of a climb: what was observed, thought or done on one rung."""

    rung: Rung
    """The rung on which the step stands."""
    text: Prose = given()
    """What was observed, thought or done, in one sentence."""
    based_on: Distinct[EntryRef] = EMPTY
    """The ids of the steps, one rung lower, that this one rests on."""
    confidence: Opt[Confidence] = None
    """How sure people are of it; a word, not a number."""
    self_deceptions: Distinct[SelfDeception] = EMPTY
    """Which of the four self-deceptions the group caught itself in at this step."""


class AlternativeReading(Noun):
    """Another honest reading of what lies beneath a step."""

    step: EntryRef
    """The id of the step that could be read differently."""
    text: Prose
    """The other reading of the same facts."""
    implies: Opt[Prose] = None
    """What would follow if this reading were right."""
    contributor: Opt[ContributorRef] = None
    """The id of the contributor who offered it."""


class StepTest(Action):
    """A question that could show a step to be wrong, and what came back."""

    text: Opt[Prose] = None
    """What was asked or looked at to find out. Example: How many were at home when we rang?"""
    works_on: Distinct[EntryRef] = EMPTY
    """The ids of the steps that are tested."""
    result: Opt[TestResult] = None
    """What the answer means for the step."""
    outcome: Opt[Prose] = None
    """What came back, in words."""

    @property
    def is_open(self) -> bool:
        """Whether the answer is still to come."""
        return self.result in {None, "open"} and super().is_open


class Loop(Noun):
    """A way in which the top of the ladder works back on the bottom."""

    kind: LoopKind
    """Whether a belief steers the selection, or an action makes new data."""
    from_step: EntryRef
    """The id of the belief or the action from which the loop starts."""
    to_step: EntryRef
    """The id of the selected or the observable data to which it leads."""
    text: Opt[Prose] = None
    """How it works in this case."""


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

    about: ClassVar[Framework] = FRAMEWORK

    framework: Literal["ladder-of-inference"] = given()
    """Always ladder-of-inference."""
    scheme: Opt[RungScheme] = None
    """Which ladder is used; the one of seven rungs if absent."""
    situation: Opt[Prose] = None
    """What was going on, and whose reasoning is laid out."""
    complete: Opt[YesNo] = None
    """Whether the group holds that nothing more lies beneath any of the steps."""
    entries: Entries[LadderStep]
    """The steps of the climb, each on one rung; the list may be empty."""
    riskiest_step: Opt[EntryRef] = None
    """The id of the step that is most likely to be wrong or one-sided."""
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
