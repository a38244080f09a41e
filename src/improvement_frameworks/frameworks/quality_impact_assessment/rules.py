"""Practice checks for quality impact assessments. Scores of areas are never added or averaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core import JUDGEMENT, Findings, at, part_outside_scheme, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.quality_impact_assessment.record import (
        QualityImpactAssessment,
    )

area_outside_scheme = part_outside_scheme(
    "QIA-E1",
    severity="error",
    title="Area outside the scheme",
    message="The area {part} is not part of the scheme {scheme}, which has {parts}.",
    hint="Choose an area of the scheme, or another scheme.",
    principle="avoid-jumping-to-conclusions",
    source="s-derbyshire",
    asks="Every area belongs to the record's scheme.",
)


@rule(
    "QIA-E2",
    severity="error",
    title="Score that does not follow",
    message="The score is {score}. Likelihood times consequence: {product}.",
    hint="Correct one of the three numbers, or leave the score out.",
    principle="avoid-jumping-to-conclusions",
    source="npsa-2008",
    facts={
        "score": "The score that is given.",
        "product": "Likelihood times consequence; the numbers that can occur if one is missing.",
    },
)
def score_differs(record: QualityImpactAssessment) -> Findings:
    """A score is the product of two numbers from 1 to 5."""
    possible = sorted({one * other for one in range(1, 6) for other in range(1, 6)})
    for index, entry in enumerate(record.entries):
        risk = entry.risk()
        allowed = possible if risk is None else [risk]
        if entry.score is not None and entry.score not in allowed:
            product = " ".join(map(str, allowed))
            yield at("entries", index, "score", score=entry.score, product=product)


@rule(
    "QIA-W1",
    severity="warning",
    title="Stage 2 needed",
    message="The score is {score}. Stage 2 is needed above {most}.",
    hint="Look at this risk in detail, and set the stage to detailed.",
    principle="be-purposeful",
    source="s-derbyshire",
    facts={"score": "Likelihood times consequence.", "most": "The threshold of the matrix."},
)
def stage_two_needed(record: QualityImpactAssessment) -> Findings:
    """What is above the threshold is looked at in detail."""
    for index, entry in enumerate(record.entries):
        risk = entry.risk()
        if risk and risk > record.bands.threshold and record.stage != "detailed":
            yield at("entries", index, score=risk, most=record.bands.threshold)


@rule(
    "QIA-W2",
    severity="warning",
    title="High risk without mitigation",
    message="This risk is {band}, and nothing says what is done about it.",
    hint="Fill in mitigation, and score again what is left.",
    principle="be-purposeful",
    source=JUDGEMENT,
    facts={"band": "The label of the band."},
)
def no_mitigation(record: QualityImpactAssessment) -> Findings:
    """Something is done about each high risk."""
    for index, entry in enumerate(record.entries):
        risk = entry.risk()
        band = record.bands.band_of(risk) if risk else ""
        if band in {"high", "extreme"} and not entry.mitigation:
            yield at("entries", index, band=band)


@rule(
    "QIA-W3",
    severity="warning",
    title="Risk grows with mitigation",
    message="Score before: {before}. Score after: {after}.",
    hint="Check the numbers. If it is so, choose another mitigation.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={"before": "The score before mitigation.", "after": "The score after it."},
)
def residual_higher(record: QualityImpactAssessment) -> Findings:
    """What is left of a risk is not more than the risk."""
    for index, entry in enumerate(record.entries):
        risk, left = entry.risk(), entry.residual_risk()
        if risk and left and left > risk:
            yield at("entries", index, "residual_likelihood", before=risk, after=left)


@rule(
    "QIA-W4",
    severity="warning",
    title="Score on an impact that is not negative",
    message="This impact is not negative and has a risk score.",
    hint="Score risks only. If there is a risk too, record it in an entry of its own.",
    principle="avoid-jumping-to-conclusions",
    source="s-derbyshire",
)
def score_without_risk(record: QualityImpactAssessment) -> Findings:
    """Only negative impacts are scored."""
    for index, entry in enumerate(record.entries):
        if entry.impact in {"positive", "neutral"} and (entry.risk() or entry.score):
            yield at("entries", index)


@rule(
    "QIA-W5",
    severity="warning",
    title="Impact without a reason",
    message='Nothing says why the impact on "{label}" is {impact}.',
    hint="Say why, in a sentence that somebody who was not there can follow.",
    principle="avoid-jumping-to-conclusions",
    source=JUDGEMENT,
    facts={"impact": "The impact that is given.", "label": "The label of the area."},
)
def no_reason(record: QualityImpactAssessment) -> Findings:
    """Each impact has its reason, a neutral one too."""
    for index, entry in enumerate(record.entries):
        if entry.impact and not entry.text:
            label = record.about[entry.area].label
            yield at("entries", index, label=label, impact=entry.impact)


@rule(
    "QIA-W6",
    severity="warning",
    title="Decided without sign-off or review",
    message="A decision was made. Missing: {missing}.",
    hint="Say who signed off, and when the change will be looked at again.",
    principle="be-timely",
    source="airedale",
)
def nobody_signed(record: QualityImpactAssessment) -> Findings:
    """A decision has a name under it and a day to come back to it."""
    has = {"sign_offs": bool(record.sign_offs), "review_on": bool(record.review_on)}
    missing = tuple(name for name, is_there in has.items() if not is_there)
    if record.verdict and missing:
        yield at("verdict", missing=missing)


@rule(
    "QIA-W7",
    severity="warning",
    title="Areas not assessed",
    message="Areas of the scheme without an entry: {missing}.",
    hint="Look at each area, even if nothing changes there.",
    principle="avoid-jumping-to-conclusions",
    source="s-derbyshire",
    facts={"missing": "The labels of the areas."},
)
def areas_missing(record: QualityImpactAssessment) -> Findings:
    """All areas are screened."""
    counts = record.coverage()
    missing = [area for area in record.part_scheme.parts if not counts[area]]
    if record.entries and missing:
        yield at("entries", missing=tuple(record.about[area].label for area in missing))


@rule(
    "QIA-W8",
    severity="warning",
    title="Temporary change without an end",
    message="The change is temporary and has neither an end nor a day of review.",
    hint="Fill in ends_on or review_on.",
    principle="be-timely",
    source=JUDGEMENT,
)
def without_end(record: QualityImpactAssessment) -> Findings:
    """A temporary change ends, or is looked at again."""
    if record.temporary and not (record.ends_on or record.review_on):
        yield at("temporary")


@rule(
    "QIA-W9",
    severity="warning",
    title="Nothing said about equality",
    message="Nothing says whether an equality impact analysis was made.",
    hint="Fill in equality: who gains, and who loses?",
    principle="involve-diverse-perspectives",
    source="dorset",
)
def equality_missing(record: QualityImpactAssessment) -> Findings:
    """An equality impact analysis belongs to the assessment."""
    if record.entries and not (record.equality and record.equality.done):
        yield at("equality")


@rule(
    "QIA-W10",
    severity="warning",
    title="Nobody who uses the service was heard",
    message="Nothing says that people who use the service were heard.",
    hint="Ask them, and set service_users_heard.",
    principle="involve-diverse-perspectives",
    source="q-workshop-2020",
)
def users_not_heard(record: QualityImpactAssessment) -> Findings:
    """People who use the service are heard."""
    if record.entries and not record.service_users_heard:
        yield at("service_users_heard")


@rule(
    "QIA-W11",
    severity="warning",
    title="Risk without a measure",
    message="Nothing says how anybody would see whether the harm happens.",
    hint="Fill in measure: what would you count or ask?",
    principle="be-purposeful",
    source="q-workshop-2020",
)
def no_measure(record: QualityImpactAssessment) -> Findings:
    """Each risk that is scored has a measure."""
    for index, entry in enumerate(record.entries):
        if entry.risk() and not entry.measure:
            yield at("entries", index)


@rule(
    "QIA-W12",
    severity="warning",
    title="Negative impact without a score",
    message="This impact is negative. Missing: {missing}.",
    hint="Say how likely the harm is and how bad it would be, each from 1 to 5.",
    principle="be-purposeful",
    source="s-derbyshire",
    facts={"missing": "The numbers that are missing."},
)
def not_scored(record: QualityImpactAssessment) -> Findings:
    """Negative impacts are scored."""
    for index, entry in enumerate(record.entries):
        has = {"likelihood": entry.likelihood, "consequence": entry.consequence}
        missing = tuple(name for name, number in has.items() if number is None)
        if entry.impact == "negative" and missing:
            yield at("entries", index, missing=missing)


@rule(
    "QIA-I1",
    severity="info",
    title="Assessed after the change began",
    message="The change began {days} days before this was recorded.",
    hint="Say that it looks back, and what has been seen since.",
    principle="be-timely",
    source="q-workshop-2020",
)
def looks_back(record: QualityImpactAssessment) -> Findings:
    """Shows that an assessment looks back at a change that could not wait."""
    if record.started_on and record.recorded_on and record.started_on < record.recorded_on:
        yield at("started_on", days=(record.recorded_on - record.started_on).days)
