"""Rules of good use for the inquiry into a ladder: other readings, the riskiest step, the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core import JUDGEMENT, Findings, at, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.ladder_of_inference.record import (
        LadderOfInference,
        LadderStep,
    )

DATA = frozenset({"observable-data", "selected-data"})


def _interpreted(record: LadderOfInference) -> list[LadderStep]:
    """Return the steps above the data."""
    return [step for step in record.entries if step.rung not in DATA]


@rule(
    "LAD-W5",
    severity="warning",
    title="No other reading",
    message="The facts are read in one way only; most of the value of a ladder lies in a second.",
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
    message="Nobody has said which step is the most likely to be wrong or one-sided.",
    hint="Agree on one and name it in riskiest_step.",
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
    title="The riskiest step is not tested",
    message="No test is recorded for {id}, the step that is called the riskiest.",
    hint="Agree on a question that could show it to be wrong, and who will ask it.",
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
    message="This step on {rung} is called certain, and no test of it is recorded.",
    hint="Ask what would make people think otherwise and go and look, or call it likely.",
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
    title="A contradicted step still carries others",
    message="A test speaks against {id}. Still resting on it: {others}.",
    hint="Go down to this step, write down what the test says instead, and climb again from there.",
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
    title="The other readings come from the same people",
    message="Each other reading was offered by the contributor of the step that it is about.",
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
