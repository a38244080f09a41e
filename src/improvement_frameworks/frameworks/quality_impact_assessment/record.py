"""The record of a quality impact assessment: areas, risks before and after, and who decided."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from attrs import frozen

from improvement_frameworks.core import (
    ABSENT,
    EMPTY,
    Date,
    Distinct,
    Entries,
    Entry,
    Label,
    Line,
    Many,
    Noun,
    Opt,
    OptDate,
    OptNoun,
    Prose,
    Record,
    Whole,
    YesNo,
    given,
    read_facts,
)
from improvement_frameworks.frameworks.quality_impact_assessment import codes

Five = Annotated[int, Whole(1, 5)]

USUAL_MATRIX: Final = "s-derbyshire"
POSSIBLE_SCORES: Final = tuple(
    sorted({one * other for one in range(1, 6) for other in range(1, 6)})
)
"""The scores that can occur: the products of two numbers from 1 to 5."""


@frozen
class Band:
    """A band of scores."""

    label: str
    """What it is called."""
    min: int
    """Its lowest score."""
    max: int
    """Its highest score."""


@frozen
class Bands:
    """How a matrix puts scores in bands."""

    threshold: int
    """The score above which stage 2 is needed."""
    likelihood: tuple[str, ...]
    """What each likelihood from 1 to 5 is called, in order."""
    consequence: tuple[str, ...]
    """What each consequence from 1 to 5 is called, in order."""
    bands: tuple[Band, ...]
    """Its bands, from the lowest."""

    def band_of(self, score: int) -> str | None:
        """Return the label of the band of a score; nothing for one that cannot occur, such as 7."""
        found = (band.label for band in self.bands if band.min <= score <= band.max)
        return next(found, None) if score in POSSIBLE_SCORES else None


MATRICES: Final = read_facts(__name__, Bands, "matrix")


class AreaAssessment(Entry):
    """What the change does to one area of quality."""

    area: codes.Area
    """The area. Example: patient-safety."""
    impact: Opt[codes.Impact] = None
    """Whether it is positive, negative, neutral or not known. Example: negative."""
    text: Opt[Prose] = None
    """Why. Example: People without a camera cannot be seen by video."""
    groups_affected: Distinct[Label] = EMPTY
    """Who is affected. Example: People without a smartphone."""
    likelihood: Opt[Five] = None
    """How likely the harm is, from 1 (rare) to 5 (almost certain). Example: 3."""
    consequence: Opt[Five] = None
    """How bad it would be, from 1 (the least) to 5 (catastrophic). Example: 4."""
    score: Opt[Annotated[int, Whole(1, 25)]] = None
    """Likelihood times consequence. It can be left out. Example: 12."""
    mitigation: Opt[Prose] = None
    """What is done about it. Example: A checklist for each call."""
    residual_likelihood: Opt[Five] = None
    """How likely the harm is when that is done. Example: 2."""
    residual_consequence: Opt[Five] = None
    """How bad it would be when that is done. Example: 3."""
    measure: Opt[Line] = None
    """How anybody would see whether it happens. Example: Missed visits, each week."""

    @property
    def risk(self) -> int | None:
        """Likelihood times consequence, if both are given."""
        return _multiply(self.likelihood, self.consequence)

    @property
    def known_score(self) -> int | None:
        """Likelihood times consequence, or the score if only that is known and can occur."""
        return self.risk or (self.score if self.score in POSSIBLE_SCORES else None)

    @property
    def residual_risk(self) -> int | None:
        """The same for what is left of the risk."""
        return _multiply(self.residual_likelihood, self.residual_consequence)


def _multiply(likelihood: int | None, consequence: int | None) -> int | None:
    return None if likelihood is None or consequence is None else likelihood * consequence


class Equality(Noun):
    """What was found about equality."""

    done: Opt[YesNo] = None
    """Whether an equality impact analysis was made."""
    summary: Opt[Prose] = None
    """What it found. Example: People without a device lose most."""


class SignOff(Noun):
    """Who agreed to the assessment."""

    role: Line
    """The role of the person. Example: medical director."""
    on: OptDate = ABSENT
    """The day. Example: 2020-06-26."""
    verdict: Opt[codes.Verdict] = None
    """What this person decided. Example: approve."""


class Review(Noun):
    """A further look at the change."""

    on: Date
    """The day. Example: 2020-06-26."""
    text: Opt[Prose] = None
    """What was found. Example: No falls in four weeks."""


class QualityImpactAssessment(Record):
    """What a change does to the quality of a service, and what was decided.

    Examples:
        >>> from improvement_frameworks import get_example
        >>> record = QualityImpactAssessment.model_validate(
        ...     get_example("quality-impact-assessment")
        ... )
        >>> [(one.area, one.risk, one.residual_risk) for one in record.entries][0]
        ('patient-safety', 12, 6)
        >>> record.bands.band_of(12)
        'high'
    """

    framework: Literal["quality-impact-assessment"] = given()
    """Always quality-impact-assessment."""
    scheme: Opt[codes.Scheme] = None
    """Which areas are assessed; three areas if absent. Example: core-three."""
    matrix: Opt[codes.Matrix] = None
    """How scores are put in bands; four bands if absent. Example: airedale."""
    stage: Opt[codes.Stage] = None
    """Stage 1 or stage 2. Example: screening."""
    reach: Opt[codes.Reach] = None
    """Whether the change touches one provider or several. Example: provider."""
    change: Opt[Prose] = None
    """What is changed, and why. Example: Follow-up by telephone while people shield."""
    started_on: OptDate = ABSENT
    """The day on which the change began. Example: 2020-03-23."""
    temporary: Opt[YesNo] = None
    """Whether it is meant to end."""
    reversible: Opt[YesNo] = None
    """Whether it can be undone."""
    ends_on: OptDate = ABSENT
    """The day on which it ends, if it is temporary. Example: 2020-12-31."""
    review_on: OptDate = ABSENT
    """The day on which it will be looked at again. Example: 2020-09-30."""
    equality: OptNoun[Equality] = ABSENT
    """What was found about equality."""
    service_users_heard: Opt[YesNo] = None
    """Whether people who use the service were heard."""
    verdict: Opt[codes.Verdict] = None
    """What was decided. Example: approve."""
    sign_offs: Many[SignOff] = EMPTY
    """Who agreed to it."""
    reviews: Many[Review] = EMPTY
    """The reviews so far."""
    entries: Entries[AreaAssessment]
    """The areas; the list may be empty."""

    @property
    def bands(self) -> Bands:
        """The bands of the record's matrix."""
        return MATRICES[self.matrix or USUAL_MATRIX]

    def highest_scores(self) -> dict[str, int]:
        """Return the highest score of each area that has one.

        Scores are never added up or averaged: two moderate risks are not one extreme risk.
        """
        highest: dict[str, int] = {}
        for entry in self.entries:
            if score := entry.known_score:
                highest[entry.area] = max(score, highest.get(entry.area, 0))
        return highest
