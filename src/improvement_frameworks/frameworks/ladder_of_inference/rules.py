"""Rules of good use for ladders: the climb, other readings, the riskiest step, tests and loops.

A jump is a finding about the reasoning and no broken record.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from attrs import frozen

from improvement_frameworks.core import (
    JUDGEMENT,
    Findings,
    at,
    link_to_other_part,
    part_outside_scheme,
    read_facts,
    read_framework,
    rule,
)

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.ladder_of_inference.record import (
        LadderOfInference,
        LadderStep,
    )


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


rung_outside_scheme = part_outside_scheme(
    "LAD-E1",
    severity="error",
    title="Rung outside the scheme",
    message="The rung {part} is not part of the scheme {scheme}.",
    hint="Choose one of: {parts}. Or name another scheme.",
    principle="avoid-jumping-to-conclusions",
    source="bookboon",
    asks="Every step stands on a rung of the record's scheme.",
)


support_not_lower = link_to_other_part(
    "LAD-E2",
    field="based_on",
    is_wrong=lambda distance: distance > -1,
    severity="error",
    title="Link that does not go down",
    message='A step on "{part}" is based on "{id}" on "{other}". Steps are based on lower rungs.',
    hint="Turn the link round, or move one of the steps. Does a belief lead back to the "
    "data? Record it under loops.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    asks="A step rests on steps that stand lower.",
)


@rule(
    "LAD-E3",
    severity="error",
    title="Step without support",
    message='The ladder is marked as complete, but this step on "{rung}" is based on nothing.',
    hint="Name in based_on what it rests on, or leave out complete for now.",
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
    title="Loop between the wrong rungs",
    message='A loop of the kind "{kind}" goes from "{start}" to "{end}". The step "{id}" is '
    'on "{rung}".',
    hint="Name the belief and the data that it selects, or the action and the data that it makes.",
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


rung_skipped = link_to_other_part(
    "LAD-W1",
    field="based_on",
    is_wrong=lambda distance: distance < -1,
    severity="warning",
    title="Rung skipped",
    message='A step on "{part}" is based on "{id}" on "{other}". Skipped: {skipped}.',
    hint="What did people think in between? If nothing, leave the gap: the ladder has found "
    "a jump.",
    principle="avoid-jumping-to-conclusions",
    source="q-workshop-2020",
    asks="The climb goes one rung at a time.",
)


@rule(
    "LAD-W2",
    severity="warning",
    title="No observation at the bottom of the ladder",
    message='No step is on "{first}". The lowest rung with a step is "{lowest}".',
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
    message="This observation has words that interpret: {words}.",
    hint="Keep what a camera would have recorded and move the rest up a rung. Put spoken "
    "words in quotation marks. Only English words are checked.",
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
    title="Every observation selected",
    message="All observations were selected. Observations: {count}.",
    hint="What else was there to see? Ask people in other roles what they noticed.",
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
    title="Action without a reason",
    message="No conclusion or belief supports this action.",
    hint="What makes the action seem right? Record it as a conclusion or a belief.",
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
    title="Conclusion straight from the data",
    message="Only data support this conclusion.",
    hint="Does it follow from the data alone? Then no ladder is needed. Otherwise add "
    "meanings and assumptions.",
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


def _interpreted(record: LadderOfInference) -> list[LadderStep]:
    """Return the steps above the data."""
    return [step for step in record.entries if step.rung not in DATA]


@rule(
    "LAD-W5",
    severity="warning",
    title="No other reading",
    message="The facts are read in one way only.",
    hint="Ask somebody who sees it differently for another honest reading of the same facts.",
    principle="involve-diverse-perspectives",
    source="thinking-frameworks",
)
def no_other_reading(record: LadderOfInference) -> Findings:
    """A ladder offers at least one other reading of the same facts."""
    if _interpreted(record) and not record.alternative_readings:
        yield at("alternative_readings")


@rule(
    "LAD-W8",
    severity="warning",
    title="No riskiest step",
    message="Nobody has named the step that is most likely to be wrong or one-sided.",
    hint="Agree on one step and name it in riskiest_step.",
    principle="be-purposeful",
    source="thinking-frameworks",
)
def no_riskiest_step(record: LadderOfInference) -> Findings:
    """A ladder marks the step that is most likely to be wrong."""
    if _interpreted(record) and record.riskiest_step is None:
        yield at("riskiest_step")


@rule(
    "LAD-W9",
    severity="warning",
    title="Riskiest step not tested",
    message='No test is recorded for "{id}", the riskiest step.',
    hint="Agree on a question that could show it to be wrong, and on who asks it.",
    principle="be-purposeful",
    source="case-western",
)
def riskiest_step_untested(record: LadderOfInference) -> Findings:
    """The riskiest step is tested."""
    wanted = record.riskiest_step
    if wanted is not None and all(wanted not in test.works_on for test in record.tests):
        yield at("riskiest_step", id=wanted)


@rule(
    "LAD-W10",
    severity="warning",
    title="Certain without a test",
    message='This step on "{rung}" is called certain, and no test of it is recorded.',
    hint="What would change people's minds? Go and look, or call the step likely.",
    principle="avoid-jumping-to-conclusions",
    source="thinking-frameworks",
    words={"rungs of data": DATA},
    facts={"rung": "The code of the step's rung."},
)
def certain_untested(record: LadderOfInference) -> Findings:
    """What feels certain above the data is tested."""
    tested = {id_ for test in record.tests for id_ in test.works_on}
    for index, step in enumerate(record.entries):
        above = step.rung not in DATA and step.rung != "actions"
        if above and step.confidence == "certain" and step.id not in tested:
            yield at("entries", index, "confidence", rung=step.rung)


@rule(
    "LAD-W11",
    severity="warning",
    title="Contradicted step still in use",
    message='A test contradicts "{id}". Steps that are still based on it: {others}.',
    hint="Go down to this step, record what the test says instead, and climb again from there.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={"others": "The IDs of the steps that rest on it, or their rungs if they have none."},
)
def contradicted_step_carries(record: LadderOfInference) -> Findings:
    """Nothing goes on resting on a step that a test has contradicted."""
    tests: dict[str, int] = {}
    for index, test in enumerate(record.tests):
        if test.result == "contradicted":
            tests |= {id_: index for id_ in test.works_on if id_ not in tests}
    carried: dict[str, list[str]] = {id_: [] for id_ in tests}
    for step in record.entries:
        for support in step.based_on:
            if support in carried:
                carried[support].append(step.id or step.rung)
    for id_, index in tests.items():
        if carried[id_]:
            yield at("tests", index, "result", id=id_, others=tuple(carried[id_]))


@rule(
    "LAD-I2",
    severity="info",
    title="Other readings from the same people",
    message="Each other reading comes from the person who recorded the step.",
    hint="Ask somebody who was not part of this reasoning.",
    principle="involve-diverse-perspectives",
    source=JUDGEMENT,
)
def readings_of_one_hand(record: LadderOfInference) -> Findings:
    """Another reading is worth most from somebody else."""
    authors = {step.id: step.contributor for step in record.entries if step.id}
    readings = record.alternative_readings
    if readings and all(
        reading.contributor and reading.contributor == authors.get(reading.step)
        for reading in readings
    ):
        yield at("alternative_readings")


@rule(
    "LAD-I1",
    severity="info",
    title="How far the climb is supported",
    message='Step by step, the climb is supported up to "{highest}". The ladder goes on to '
    '"{top}".',
    hint="Look at the first step above it: what is it based on?",
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
