"""Quality impact assessments: bands as data, products that can occur, and what the checks find."""

from __future__ import annotations

import pytest
from tests.frameworks.made import codes_of, example_of, found, make, said

from improvement_frameworks import Record, get_framework
from improvement_frameworks.frameworks.quality_impact_assessment.record import MATRICES

HEARD: dict[str, object] = {"equality": {"done": True}, "service_users_heard": True}
SIGNED: dict[str, object] = {"sign_offs": [{"role": "medical director"}], "review_on": "2020-09-30"}
REST: list[dict[str, object]] = [
    {"area": "clinical-effectiveness", "impact": "neutral", "text": "As before"},
    {"area": "patient-experience", "impact": "positive", "text": "No travel"},
]


def risk(likelihood: int = 2, consequence: int = 3, **more: object) -> dict[str, object]:
    return {
        "area": "patient-safety",
        "impact": "negative",
        "text": "A fall is not seen",
        "likelihood": likelihood,
        "consequence": consequence,
        "measure": "Falls",
        **more,
    }


def assessed(entry: dict[str, object], **header: object) -> Record:
    return make("quality-impact-assessment", entry, *REST, **{**HEARD, **header})


PRODUCTS = {one * other for one in range(1, 6) for other in range(1, 6)}


@pytest.mark.parametrize("matrix", MATRICES)
def test_each_score_that_can_occur_is_in_one_band(matrix: str) -> None:
    assert len(PRODUCTS) == 14
    bands = MATRICES[matrix].bands
    for score in PRODUCTS:
        assert sum(band.min <= score <= band.max for band in bands) == 1, score


def test_the_words_of_both_scales_are_those_of_the_forms() -> None:
    four, three = MATRICES["s-derbyshire"], MATRICES["airedale"]
    assert three.consequence == ("Negligible", "Minor", "Moderate", "Major", "Catastrophic")
    assert [word[:5] for word in four.consequence] == ["Minor", "Moder", "Serio", "Major", "Fatal"]
    assert four.likelihood[0] == three.likelihood[0] == "Rare"
    assert four.likelihood[4] == three.likelihood[4] == "Almost certain"
    assert {len(one.likelihood) for one in (four, three)} == {5}


def test_bands_and_thresholds_are_those_of_the_forms() -> None:
    four, three = MATRICES["s-derbyshire"], MATRICES["airedale"]
    assert (four.threshold, three.threshold) == (8, 9)
    cells = [four.band_of(one * other) for one in range(1, 6) for other in range(1, 6)]
    counts = {label: cells.count(label) for label in ("low", "moderate", "high", "extreme")}
    assert counts == {"low": 5, "moderate": 7, "high": 7, "extreme": 6}
    assert [three.band_of(score) for score in (8, 9, 12, 15)] == ["low", "high", "high", "extreme"]


def test_areas_from_memory_are_marked() -> None:
    framework = get_framework("quality-impact-assessment")
    verified = {source.id: source.verified for source in framework.sources}
    for scheme in framework.schemes:
        assert verified[scheme.sources[0]] is scheme.default


def test_the_example_is_clean() -> None:
    assert found(example_of("quality-impact-assessment")) == []


BROKEN: dict[str, tuple[str, Record]] = {
    "an area of another scheme": (
        "QIA-E1 /entries/3/area",
        make(
            "quality-impact-assessment",
            risk(),
            *REST,
            {"area": "finance"},
            **HEARD,
        ),
    ),
    "a sum": ("QIA-E2 /entries/0/score", assessed(risk(score=5))),
    "a score that cannot occur": (
        "QIA-E2 /entries/2/score",
        make(
            "quality-impact-assessment",
            REST[0],
            REST[1],
            {"area": "patient-safety", "score": 13},
            **HEARD,
        ),
    ),
    "above the threshold": ("QIA-W1 /entries/0", assessed(risk(3, 3, mitigation="Visits"))),
    "high and nothing done": ("QIA-W2 /entries/0", assessed(risk(2, 4), stage="screening")),
    "more than before": (
        "QIA-W3 /entries/0/residual_likelihood",
        assessed(risk(residual_likelihood=2, residual_consequence=4)),
    ),
    "a positive risk": ("QIA-W4 /entries/0", assessed(risk(impact="positive"))),
    "no reason": (
        "QIA-W5 /entries/0",
        assessed({"area": "patient-safety", "impact": "neutral"}),
    ),
    "not signed": ("QIA-W6 /verdict", assessed(risk(), verdict="approve", review_on="2020-09-30")),
    "no review": (
        "QIA-W6 /verdict",
        assessed(risk(), verdict="approve", sign_offs=[{"role": "medical director"}]),
    ),
    "an area left out": (
        "QIA-W7 /entries",
        make("quality-impact-assessment", risk(), REST[0], **HEARD),
    ),
    "temporary for ever": ("QIA-W8 /temporary", assessed(risk(), temporary=True)),
    "no equality": ("QIA-W9 /equality", assessed(risk(), equality={"done": False})),
    "nobody heard": (
        "QIA-W10 /service_users_heard",
        assessed(risk(), service_users_heard=False),
    ),
    "no measure": (
        "QIA-W11 /entries/0",
        assessed({key: value for key, value in risk().items() if key != "measure"}),
    ),
    "not scored": (
        "QIA-W12 /entries/0",
        assessed({key: value for key, value in risk().items() if key != "consequence"}),
    ),
    "the day of review has passed": (
        "QIA-W13 /review_on",
        assessed(risk(), review_on="2020-09-30", recorded_on="2020-10-01"),
    ),
    "after it began": (
        "QIA-I1 /started_on",
        assessed(risk(), started_on="2020-06-01", recorded_on="2020-06-02"),
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_check_finds_what_it_is_for(case: str) -> None:
    expected, record = BROKEN[case]
    assert found(record) == [expected]


def test_a_score_alone_is_judged_as_one_with_its_factors() -> None:
    """Nobody gets round stage 2 by leaving out likelihood and consequence."""
    alone: dict[str, object] = {
        "area": "patient-safety",
        "impact": "negative",
        "text": "A fall is not seen",
        "score": 20,
    }
    unscored = "QIA-W12 /entries/0"
    assert set(found(assessed(alone))) == {
        unscored,
        "QIA-W1 /entries/0",
        "QIA-W2 /entries/0",
        "QIA-W11 /entries/0",
    }
    assert set(found(assessed({**alone, "score": 7}))) == {unscored, "QIA-E2 /entries/0/score"}


@pytest.mark.parametrize("matrix", MATRICES)
def test_a_score_that_cannot_occur_is_in_no_band(matrix: str) -> None:
    outside = [score for score in range(1, 26) if score not in PRODUCTS]
    assert outside == [7, 11, 13, 14, 17, 18, 19, 21, 22, 23, 24]
    assert {MATRICES[matrix].band_of(score) for score in outside} == {None}


def test_every_check_has_a_case() -> None:
    codes = {one.split()[0] for one, _ in BROKEN.values()}
    assert codes_of("quality-impact-assessment") == codes


KEPT: dict[str, Record] = {
    "nothing yet": make("quality-impact-assessment"),
    "a moderate risk": assessed(risk(score=6)),
    "9 with a threshold of 9": assessed(risk(3, 3, mitigation="Visits"), matrix="airedale"),
    "stage two": assessed(
        risk(5, 5, mitigation="Visits", residual_likelihood=5, residual_consequence=5),
        stage="detailed",
    ),
    "signed": assessed(risk(), verdict="approve", **SIGNED),
    "temporary with an end": assessed(risk(), temporary=True, ends_on="2020-12-31"),
    "before it begins": assessed(risk(), started_on="2020-06-02", recorded_on="2020-06-02"),
}


@pytest.mark.parametrize("case", KEPT)
def test_no_check_speaks_where_nothing_is_wrong(case: str) -> None:
    assert found(KEPT[case]) == []


def test_the_product_is_said() -> None:
    _, record = BROKEN["a sum"]
    assert said(record, "QIA-E2") == "The score is 5. Likelihood times consequence: 6."
