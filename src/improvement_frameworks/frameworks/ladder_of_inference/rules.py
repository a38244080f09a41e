"""Rules of good use for the climb: its rungs, what each step rests on, its jumps and loops.

A jump is a finding about the reasoning and no broken record. The rules for other readings and tests
have their own module.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from attrs import frozen

from improvement_frameworks.core import JUDGEMENT, Findings, at, read_facts, read_framework, rule
from improvement_frameworks.frameworks.ladder_of_inference.inquiry_rule import (
    certain_untested,
    contradicted_step_carries,
    no_other_reading,
    no_riskiest_step,
    readings_of_one_hand,
    riskiest_step_untested,
)

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.ladder_of_inference.record import LadderOfInference

__all__ = [
    "certain_untested",
    "contradicted_step_carries",
    "no_other_reading",
    "no_riskiest_step",
    "readings_of_one_hand",
    "riskiest_step_untested",
]


@frozen
class LoopFacts:
    """The rungs that a kind of loop joins."""

    from_: str
    """The rung on which it starts."""
    to: str
    """The rung to which it leads."""


LOOP_KINDS: Final = read_facts(read_framework(__package__ or ""), LoopFacts, "loop-kind")
DATA = frozenset({"observable-data", "selected-data"})
REASONS = frozenset({"conclusions", "beliefs"})
INTERPRETING = re.compile(
    r"\b(always|never|obviously|clearly|should|because|lazy|rude|careless|resistant|wants to"
    r"|(?:doesn['\u2019]t|does not|don['\u2019]t|do not) care)\b",
    re.IGNORECASE,
)
SPEECH = re.compile(r'"[^"]*"|“[^“”]*”|«[^«»]*»')


@rule(
    "LAD-E1",
    severity="error",
    title="A rung that the scheme does not have",
    message="The rung {rung} is not part of the scheme {scheme}, which has {rungs}.",
    hint="Move the step to a rung of the scheme, or name another scheme.",
    principle="avoid-jumping-to-conclusions",
    source="bookboon",
    facts={"rung": "The code of the rung.", "rungs": "The codes of the scheme's rungs."},
)
def rung_outside_scheme(record: LadderOfInference) -> Findings:
    """Every step stands on a rung of the record's scheme."""
    scheme = record.part_scheme
    for index, step in enumerate(record.entries):
        if step.rung not in scheme.parts:
            yield at("entries", index, "rung", rung=step.rung, scheme=scheme.id, rungs=scheme.parts)


@rule(
    "LAD-E2",
    severity="error",
    title="A step that rests on nothing lower",
    message="A step on {rung} rests on {id}, which is on {other}; support comes from a lower rung.",
    hint="Turn the link round, or move one of the two steps. What leads from a belief back to the "
    "data is a loop, and stands among the loops.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={
        "rung": "The code of the step's rung.",
        "id": "The ID of the step that it rests on.",
        "other": "The code of that step's rung.",
    },
)
def support_not_lower(record: LadderOfInference) -> Findings:
    """A step rests on steps that stand lower."""
    for link in record.climbs().all:
        if link.distance is not None and link.distance > -1:
            support = link.target
            yield at(*link.path, rung=link.entry.rung, id=support.id or "", other=support.rung)


@rule(
    "LAD-E3",
    severity="error",
    title="A step in the air",
    message="The ladder is called complete, but this step on {rung} rests on nothing.",
    hint="Say in based_on what it rests on, or leave out complete while the ladder is being built.",
    principle="avoid-jumping-to-conclusions",
    source="q-workshop-2020",
    facts={"rung": "The code of the step's rung."},
)
def step_in_the_air(record: LadderOfInference) -> Findings:
    """In a complete ladder every step above the first rung rests on something."""
    if not record.complete:
        return
    for index, step in enumerate(record.entries):
        if step.rung != record.part_scheme.parts[0] and not step.based_on:
            yield at("entries", index, rung=step.rung)


@rule(
    "LAD-E4",
    severity="error",
    title="A loop between the wrong rungs",
    message="The {kind} leads from {start} to {end}; this one names {id}, which is on {rung}.",
    hint="Name the belief and the data that it selects, or the action and the data that it makes. "
    "What rests on a lower step belongs in based_on.",
    principle="avoid-jumping-to-conclusions",
    source="gthill-2008",
    facts={
        "kind": "The code of the loop's kind.",
        "start": "The code of the rung on which such a loop starts.",
        "end": "The code of the rung on which it ends.",
        "id": "The ID of the step that is named.",
        "rung": "The code of that step's rung.",
    },
)
def loop_between_wrong_rungs(record: LadderOfInference) -> Findings:
    """A loop starts and ends on the rungs that its kind joins."""
    rungs = {step.id: step.rung for step in record.entries if step.id}
    for index, loop in enumerate(record.loops):
        kind = LOOP_KINDS[loop.kind]
        for name, wanted, due in (
            ("from_step", loop.from_step, kind.from_),
            ("to_step", loop.to_step, kind.to),
        ):
            rung = rungs.get(wanted, due)
            if rung != due:
                yield at(
                    "loops",
                    index,
                    name,
                    kind=loop.kind,
                    start=kind.from_,
                    end=kind.to,
                    id=wanted,
                    rung=rung,
                )


@rule(
    "LAD-W1",
    severity="warning",
    title="A jump",
    message="This step on {rung} rests on {id}, which is on {other}; nothing is said about "
    "{skipped}.",
    hint="Ask what was thought in between. If nothing was, leave the gap: it is what the ladder "
    "has found out.",
    principle="avoid-jumping-to-conclusions",
    source="q-workshop-2020",
    facts={
        "rung": "The code of the step's rung.",
        "id": "The ID of the step that it rests on.",
        "other": "The code of that step's rung.",
        "skipped": "The codes of the rungs in between.",
    },
)
def rung_skipped(record: LadderOfInference) -> Findings:
    """The climb goes one rung at a time."""
    for link in record.jumps():
        yield at(
            *link.path,
            rung=link.entry.rung,
            id=link.target.id or "",
            other=link.target.rung,
            skipped=link.skipped,
        )


@rule(
    "LAD-W2",
    severity="warning",
    title="A ladder without ground",
    message="No step stands on {first}; the lowest is on {lowest}.",
    hint="Write down what a camera would have recorded, whether it was used or not.",
    principle="avoid-jumping-to-conclusions",
    source="q-workshop-2020",
    facts={
        "first": "The code of the lowest rung of the scheme.",
        "lowest": "The code of the lowest rung that has a step.",
    },
)
def no_observable_data(record: LadderOfInference) -> Findings:
    """A ladder starts from what could be observed."""
    filled = [code for code, count in record.coverage().items() if count]
    first = record.part_scheme.parts[0]
    if filled and filled[0] != first:
        yield at("entries", first=first, lowest=filled[0])


@rule(
    "LAD-W3",
    severity="warning",
    title="Interpretation among the observations",
    message="This is meant as an observation, and holds words that interpret: {words}.",
    hint="Keep what a camera would have caught and move the rest up a rung. Words that somebody "
    "said may stand in quotation marks. The check knows English words only.",
    principle="avoid-jumping-to-conclusions",
    source="adam-nz",
    patterns={"interpreting": INTERPRETING, "speech, which is left out first": SPEECH},
    facts={"words": "The words that interpret, in lower case."},
)
def interpreted_observation(record: LadderOfInference) -> Findings:
    """Observable data are told without interpretation."""
    for index, step in enumerate(record.entries):
        if step.rung == "observable-data":
            found = INTERPRETING.findall(SPEECH.sub(" ", step.text))
            if found:
                words = tuple(dict.fromkeys(str(word).lower() for word in found))
                yield at("entries", index, "text", words=words)


@rule(
    "LAD-W4",
    severity="warning",
    title="Nothing was left out",
    message="Every observation ({count}) was selected; the selection stands for all the data.",
    hint="Ask what else was there to be seen, and what people in other roles would have noticed.",
    principle="involve-diverse-perspectives",
    source="thinking-frameworks",
)
def nothing_left_out(record: LadderOfInference) -> Findings:
    """More can be observed than is selected."""
    observed = [step for step in record.entries if step.rung == "observable-data"]
    selected = [step for step in record.entries if step.rung == "selected-data"]
    used = {wanted for step in selected for wanted in step.based_on}
    words = {step.text.casefold() for step in selected}
    if observed and selected:
        left = [s for s in observed if s.id not in used and s.text.casefold() not in words]
        if not left:
            yield at("entries", count=len(observed))


@rule(
    "LAD-W6",
    severity="warning",
    title="An action without a reason",
    message="Neither a conclusion nor a belief lies beneath this action.",
    hint="Ask what makes the action seem right, and write that down as a conclusion or a belief.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
)
def action_without_reason(record: LadderOfInference) -> Findings:
    """An action rests on a conclusion or a belief."""
    reasons = [place for place, step in enumerate(record.entries) if step.rung in REASONS]
    reasoned = record.climbs().leading_to(reasons)
    for index, step in enumerate(record.entries):
        if step.rung == "actions" and index not in reasoned:
            yield at("entries", index)


@rule(
    "LAD-W7",
    severity="warning",
    title="A conclusion straight from the data",
    message="Only data lie beneath this conclusion.",
    hint="If it can simply be read off the data, no ladder is needed. If it cannot, meanings and "
    "assumptions are missing.",
    principle="be-purposeful",
    source="thinking-frameworks",
)
def conclusion_from_data(record: LadderOfInference) -> Findings:
    """A ladder is for conclusions that rest on interpretation."""
    climbs = record.climbs()
    above_data = [place for place, step in enumerate(record.entries) if step.rung not in DATA]
    interpreted = climbs.leading_to(above_data)
    for index, step in enumerate(record.entries):
        is_read_off = climbs.has_links(index) and index not in interpreted
        if step.rung == "conclusions" and is_read_off:
            yield at("entries", index)


@rule(
    "LAD-I1",
    severity="info",
    title="How far the climb is supported",
    message="Rung by rung the climb is supported up to {highest}; the ladder goes on to {top}.",
    hint="What stands higher rests on a jump or on nothing that was written down yet.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={
        "highest": "The code of the highest rung that is supported without a gap.",
        "top": "The code of the highest rung that has a step.",
    },
)
def support_ends(record: LadderOfInference) -> Findings:
    """Tells where the support of the climb ends, if it ends below the top."""
    rungs = record.part_scheme.parts
    coverage = record.coverage()
    filled = [rung for rung in rungs if coverage[rung]]
    highest = record.highest_supported_rung
    if highest is not None and highest != filled[-1]:
        yield at("entries", highest=highest, top=filled[-1])
