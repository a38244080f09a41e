"""Rules of good use for ladders: the climb, other readings, the riskiest step, tests and loops.

A jump is a finding about the reasoning and no broken record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from improvement_frameworks.core import Findings, at, read_facts, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.ladder_of_inference.record import (
        LadderOfInference,
    )


@frozen
class LoopFacts:
    """The rungs that a kind of loop joins."""

    from_: str
    """The rung on which it starts."""
    to: str
    """The rung to which it leads."""


LOOP_KINDS: Final = read_facts(__name__, LoopFacts, "loop-kind")


@rule("LAD-E3")
def step_in_the_air(record: LadderOfInference) -> Findings:
    if not record.complete:
        return
    for index, step in enumerate(record.entries):
        if step.rung != record.part_scheme.parts[0] and not step.based_on:
            yield at("entries", index, rung=step.rung)


@rule("LAD-E4")
def loop_between_wrong_rungs(record: LadderOfInference) -> Findings:
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


@rule("LAD-W2")
def no_observable_data(record: LadderOfInference) -> Findings:
    filled = [code for code, count in record.coverage().items() if count]
    first = record.part_scheme.parts[0]
    if filled and filled[0] != first:
        yield at("entries", first=first, lowest=filled[0])


@rule("LAD-W4")
def nothing_left_out(record: LadderOfInference) -> Findings:
    observed = [step for step in record.entries if step.rung == "observable-data"]
    selected = [step for step in record.entries if step.rung == "selected-data"]
    used = {wanted for step in selected for wanted in step.based_on}
    words = {step.text.casefold() for step in selected}
    if observed and selected:
        left = [s for s in observed if s.id not in used and s.text.casefold() not in words]
        if not left:
            yield at("entries", count=len(observed))


@rule("LAD-W7")
def conclusion_from_data(record: LadderOfInference, *, data: tuple[str, ...]) -> Findings:
    climbs = record.climbs()
    above_data = [place for place, step in enumerate(record.entries) if step.rung not in data]
    interpreted = climbs.leading_to(above_data)
    for index, step in enumerate(record.entries):
        is_read_off = climbs.has_links(index) and index not in interpreted
        if step.rung == "conclusions" and is_read_off:
            yield at("entries", index)


@rule("LAD-W9")
def riskiest_step_untested(record: LadderOfInference) -> Findings:
    wanted = record.riskiest_step
    if wanted is not None and all(wanted not in test.works_on for test in record.tests):
        yield at("riskiest_step", id=wanted)


@rule("LAD-W10")
def certain_untested(record: LadderOfInference, *, data: tuple[str, ...]) -> Findings:
    tested = {id_ for test in record.tests for id_ in test.works_on}
    for index, step in enumerate(record.entries):
        above = step.rung not in data and step.rung != "actions"
        if above and step.confidence == "certain" and step.id not in tested:
            yield at("entries", index, "confidence", rung=step.rung)


@rule("LAD-W11")
def contradicted_step_carries(record: LadderOfInference) -> Findings:
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


@rule("LAD-I2")
def readings_of_one_hand(record: LadderOfInference) -> Findings:
    authors = {step.id: step.contributor for step in record.entries if step.id}
    readings = record.alternative_readings
    if readings and all(
        reading.contributor and reading.contributor == authors.get(reading.step)
        for reading in readings
    ):
        yield at("alternative_readings")


@rule("LAD-I1")
def support_ends(record: LadderOfInference) -> Findings:
    rungs = record.part_scheme.parts
    coverage = record.coverage()
    filled = [rung for rung in rungs if coverage[rung]]
    highest = record.highest_supported_rung
    if highest is not None and highest != filled[-1]:
        yield at("entries", highest=highest, top=filled[-1])
