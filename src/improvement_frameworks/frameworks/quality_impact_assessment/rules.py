"""Practice checks for quality impact assessments. Scores of areas are never added or averaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core import Findings, at, rule
from improvement_frameworks.frameworks.quality_impact_assessment.record import POSSIBLE_SCORES

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.quality_impact_assessment.record import (
        QualityImpactAssessment,
    )


@rule("QIA-E2")
def score_differs(record: QualityImpactAssessment) -> Findings:
    for index, entry in enumerate(record.entries):
        risk = entry.risk
        allowed = POSSIBLE_SCORES if risk is None else (risk,)
        if entry.score is not None and entry.score not in allowed:
            product = " ".join(map(str, allowed))
            yield at("entries", index, "score", score=entry.score, product=product)


@rule("QIA-W1")
def stage_two_needed(record: QualityImpactAssessment) -> Findings:
    for index, entry in enumerate(record.entries):
        risk = entry.known_score
        if risk and risk > record.bands.threshold and record.stage != "detailed":
            yield at("entries", index, score=risk, most=record.bands.threshold)


@rule("QIA-W2")
def no_mitigation(record: QualityImpactAssessment) -> Findings:
    for index, entry in enumerate(record.entries):
        risk = entry.known_score
        band = record.bands.band_of(risk) if risk else None
        if band in ("high", "extreme") and not entry.mitigation:
            yield at("entries", index, band=band)
