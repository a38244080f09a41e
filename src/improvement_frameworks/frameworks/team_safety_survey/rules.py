"""Practice checks for the team safety survey. Nothing here says whether a team is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core import Findings, at, rule
from improvement_frameworks.frameworks.team_safety_survey.record import WORDED

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.team_safety_survey.record import TeamSafetySurvey


@rule("PSY-E1")
def beyond_scale(record: TeamSafetySurvey) -> Findings:
    for index, entry in enumerate(record.entries):
        for point, count in entry.spread().items():
            if count and point > record.points:
                yield at("entries", index, f"chose_{point}", point=point, most=record.points)


@rule("PSY-W1")
def opposites_alike(record: TeamSafetySurvey) -> Findings:
    middle = (record.points + 1) / 2
    raw = {
        item: record.points + 1 - mean if WORDED[item].reverse else mean
        for item, mean in record.item_means().items()
    }
    sides = {(mean > middle) - (mean < middle) for mean in raw.values()}
    if len(raw) == len(record.part_scheme.parts) and len(sides) == 1 and sides != {0}:
        yield at("entries")


@rule("PSY-W2")
def too_few(record: TeamSafetySurvey, *, least: int) -> Findings:
    for index, entry in enumerate(record.entries):
        if 0 < entry.answers < least:
            yield at("entries", index, count=entry.answers, least=least)


@rule("PSY-W3")
def items_missing(record: TeamSafetySurvey) -> Findings:
    answered = {entry.item for entry in record.entries if entry.answers}
    missing = [item for item in record.part_scheme.parts if item not in answered]
    if record.entries and missing:
        yield at("entries", missing=tuple(record.about[item].label for item in missing))
