from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError
from tests.conftest import for_each

from improvement_frameworks.core.registry import get_example, get_framework
from improvement_frameworks.frameworks.risk_themes.record import (
    Response,
    RiskThemes,
    Signal,
)

THEMES = get_framework("risk-themes")
CODES = [part.code for part in THEMES.parts]
STORY = Path(__file__).parents[2] / "examples/video-consultations/risk-themes.json"

# Six of the eight themes of the first question, and all four of the second, hold ideas that can be
# told apart; the last of the second says only that assumptions are general or particular.
SUB_CODES = {
    "inequalities": ("digital-inequalities",),
    "workforce-pressure": ("change-fatigue", "poor-wellbeing"),
    "lose-purpose-barriers": (
        "lose-shared-purpose",
        "bureaucracy-returns",
        "financial-barriers-return",
    ),
    "revert-behaviour": ("siloed-working", "hierarchical-leadership"),
    "one-size-fits-all": ("one-approach", "untested-sustainability"),
    "lose-patient-focus": ("no-service-users",),
    "overcommit": ("lose-empathy",),
    "not-listening": ("not-engaging-widely",),
    "impose-control": ("lose-bottom-up",),
}
FIRST_QUESTION = (
    "In trying to 'lock in' positive changes, one of the key risks for the health and care "
    "sector is..."
)
SECOND_QUESTION = "When thinking about my own leadership and behaviour, I want to avoid..."


def signal(name: str, themes: str, stance: str = "risk") -> Signal:
    document = {"id": name, "themes": themes.split(), "text": "Words", "stance": stance}
    return Signal.model_validate(document)


def record(*signals: Signal, actions: tuple[Response, ...] = ()) -> RiskThemes:
    return RiskThemes(title="What was heard", entries=signals, actions=actions)


def top_of(name: str) -> list[str]:
    parts = (THEMES[code] for code in CODES)
    return [p.code for p in parts if p.details["set"] == name and "parent" not in p.details]


def test_there_are_three_risks_with_the_names_of_the_workshop() -> None:
    assert [THEMES[code].label for code in top_of("risks")] == [
        "Silos",
        "Focus on intervention instead of conditions",
        "Top down vs bottom up",
    ]


def test_the_poll_has_eight_and_four_themes_and_no_third_set() -> None:
    assert len(top_of("poll-risks")) == 8
    assert len(top_of("poll-behaviours")) == 4
    assert {str(part.details["set"]) for part in THEMES.parts} == {
        "risks",
        "poll-risks",
        "poll-behaviours",
    }


@pytest.mark.parametrize("theme", [*top_of("poll-risks"), *top_of("poll-behaviours")])
def test_sub_codes_stand_under_their_theme(theme: str) -> None:
    assert RiskThemes.children_of(theme) == SUB_CODES.get(theme, ())


def test_the_first_question_was_reported_on_two_pages() -> None:
    pages = {code: THEMES[code].details.get("results_page") for code in CODES}
    assert [code for code in top_of("poll-risks") if pages[code] == "Second page"] == [
        "one-size-fits-all",
        "no-evaluation",
        "lose-patient-focus",
    ]
    for code in CODES:
        assert pages[code] == pages[RiskThemes.parent_of(code) or code]
        assert (pages[code] is None) == (THEMES[code].details["set"] != "poll-risks")


@for_each(CODES)
def test_the_hierarchy_has_one_step_no_circle_and_stays_in_its_set(code: str) -> None:
    parent = RiskThemes.parent_of(code)
    if parent is not None:
        assert RiskThemes.parent_of(parent) is None
        assert THEMES[parent].details["set"] == THEMES[code].details["set"]
        assert code in RiskThemes.children_of(parent)


@for_each(CODES)
def test_the_wording_of_the_poll_is_kept(code: str) -> None:
    wordings = {
        "risks": (),
        "poll-risks": (FIRST_QUESTION,),
        "poll-behaviours": (SECOND_QUESTION,),
    }
    assert THEMES[code].prompts == wordings[str(THEMES[code].details["set"])]


def test_the_third_question_is_kept_without_themes() -> None:
    third = "At its very best, the health and care system is..."
    assert third in [prompt.text for prompt in THEMES.prompts]
    assert not any(third in part.prompts for part in THEMES.parts)


def test_schemes_split_the_themes_by_set() -> None:
    assert THEMES.default_scheme.parts == tuple(CODES)
    split = [THEMES.scheme(name).parts for name in ("three-risks", "poll-risks", "poll-behaviours")]
    assert [code for parts in split for code in parts] == CODES
    assert THEMES.direction == "none"


def test_an_unknown_theme_has_no_parent() -> None:
    with pytest.raises(KeyError):
        RiskThemes.parent_of("weather")


def test_families_count_a_sub_code_for_its_theme_once() -> None:
    assert RiskThemes.families_of(("siloed-working", "silos", "hierarchical-leadership")) == (
        "revert-behaviour",
        "silos",
    )
    assert RiskThemes.families_of(()) == ()


def test_a_signal_stands_once_in_its_family_and_in_each_of_several() -> None:
    found = record(
        signal("e1", "change-fatigue poor-wellbeing"),
        signal("e2", "workforce-pressure silos"),
        signal("e3", ""),
    ).by_family()
    assert {family: [s.id for s in signals] for family, signals in found.items()} == {
        "silos": ["e2"],
        "workforce-pressure": ["e1", "e2"],
    }
    assert list(found) == ["silos", "workforce-pressure"]  # the framework's order


def test_coverage_counts_codes_and_not_families() -> None:
    coverage = record(signal("e1", "change-fatigue"), signal("e2", "change-fatigue")).coverage()
    assert coverage["change-fatigue"] == 2
    assert coverage["workforce-pressure"] == 0
    assert len(coverage) == 29


def test_stances_are_counted_by_family() -> None:
    found = record(
        signal("e1", "digital-inequalities", "risk"),
        signal("e2", "inequalities", "opportunity"),
        signal("e3", "inequalities", "risk"),
    ).stances()
    assert found == {"inequalities": {"risk": 2, "opportunity": 1, "mixed": 0}}


def test_themes_that_come_together_are_counted_as_pairs() -> None:
    found = record(
        signal("e1", "no-evaluation silos"),
        signal("e2", "silos no-evaluation"),
        signal("e3", "silos overcommit no-evaluation"),
    ).together()
    assert next(iter(found.items())) == (("silos", "no-evaluation"), 3)
    assert found["silos", "overcommit"] == found["no-evaluation", "overcommit"] == 1


def test_uncoded_signals_are_told() -> None:
    assert [s.id for s in record(signal("e1", ""), signal("e2", "silos")).uncoded()] == ["e1"]


@pytest.mark.parametrize(
    ("response", "left"),
    [
        (Response(text="Act", works_on=("e1",)), ("silos",)),
        (Response(text="Act", themes=("workforce-pressure",)), ("silos",)),
        (Response(text="Act", themes=("poor-wellbeing",)), ("silos",)),
        (Response(text="Act", works_on=("e2",)), ("workforce-pressure",)),
        (Response(text="Act", works_on=("e3",)), ("silos", "workforce-pressure")),
        (Response(text="Act"), ("silos", "workforce-pressure")),
    ],
)
def test_a_risk_is_answered_by_its_signal_or_by_its_theme(
    response: Response, left: tuple[str, ...]
) -> None:
    heard = record(
        signal("e1", "change-fatigue"),
        signal("e2", "silos"),
        signal("e3", "workforce-pressure", "opportunity"),
        signal("e4", "no-evaluation", "mixed"),
        actions=(response,),
    )
    assert heard.unanswered() == left


def test_a_follow_up_on_the_signal_answers_it_too() -> None:
    heard = RiskThemes.model_validate_json(
        json.dumps(
            {
                "framework": "risk-themes",
                "schema_version": "1.0",
                "title": "What was heard",
                "entries": [
                    {
                        "themes": ["silos"],
                        "text": "Words",
                        "stance": "risk",
                        "follow_up": {"text": "Meet the other team", "owner": "team lead"},
                    }
                ],
            }
        )
    )
    assert heard.unanswered() == ()


@pytest.mark.parametrize("path", ["example", "story"])
def test_examples_survive_a_round_trip(path: str) -> None:
    text = STORY.read_text(encoding="utf-8") if path == "story" else None
    document = json.loads(text) if text else get_example("risk-themes")
    assert json.loads(RiskThemes.model_validate_json(json.dumps(document)).to_json()) == document


@pytest.mark.parametrize(
    "fault",
    [
        {"themes": ["silos", "silos"]},
        {"themes": ["Silos"]},
        {"themes": "silos"},
        {"stance": "neutral"},
        {"stance": None},
        {"anonymous": "yes"},
        {"mentions": -1},
        {"respondents": 0},
    ],
)
def test_shape_is_strict(fault: dict[str, object]) -> None:
    entry = {"themes": ["silos"], "text": "Words", "stance": "risk", **fault}
    document = {**get_example("risk-themes"), "entries": [entry]}
    with pytest.raises(ValidationError, match=next(iter(fault))):
        RiskThemes.model_validate_json(json.dumps(document))


def test_a_signal_may_still_be_without_a_side() -> None:
    heard = RiskThemes(title="Heard", entries=(Signal(text="Words"),))
    assert heard.uncoded() == heard.entries
    assert heard.stances() == {}
