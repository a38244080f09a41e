from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from improvement_frameworks.core.registry import get_example, get_framework, get_rules
from improvement_frameworks.core.rules.rules import EVERYTHING, Selection, run_rules
from improvement_frameworks.frameworks.risk_themes import RiskThemes
from improvement_frameworks.problems.problem import PRINCIPLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from improvement_frameworks.problems.problem import Issue

Document = dict[str, Any]

ID = "risk-themes"
RULES = get_rules(ID)
OWN = {rule.problem.code: rule.problem for rule in RULES if rule.problem.code.startswith("THM-")}
STORY = Path(__file__).parents[2] / "examples/video-consultations/risk-themes.json"

# The example was recorded on 2020-07-07. It has three signals and two responses: e1 (by c1:
# bureaucracy-returns, top-down-bottom-up), e2 (anonymous: change-fatigue), and e3 (by c3:
# lose-patient-focus, an opportunity).


def find(document: Document, selection: Selection = EVERYTHING) -> list[Issue]:
    record = RiskThemes.model_validate_json(json.dumps(document))
    return run_rules(record, RULES, selection)


def places(document: Document, code: str) -> list[str]:
    return [issue.where.pointer for issue in find(document) if issue.code == code]


def changed(change: Callable[[Document], object]) -> Document:
    document: Document = json.loads(json.dumps(get_example(ID)))
    change(document)
    return document


def signal(place: int, **fields: object) -> Callable[[Document], object]:
    return lambda document: document["entries"][place].update(fields)


def response(place: int, **fields: object) -> Callable[[Document], object]:
    def change(document: Document) -> None:
        document["actions"][place].update(fields)
        for name, value in fields.items():
            if value is None:
                del document["actions"][place][name]

    return change


def use_poll_risks(document: Document) -> None:
    document["scheme"] = "poll-risks"


def drop_quote(document: Document) -> None:
    del document["entries"][2]["quote"]


def drop_sub_codes(document: Document) -> None:
    document["entries"][1]["themes"] = ["workforce-pressure"]
    document["entries"].append(
        {"themes": ["workforce-pressure"], "text": "I am worn out.", "stance": "risk"}
    )


def speak_alone(document: Document) -> None:
    for entry in document["entries"]:
        entry["contributor"] = "c1"
        entry["anonymous"] = False


def drop_consent_to_quote(document: Document) -> None:
    document["consent"]["uses"].remove("quote")


def drop_stance(document: Document) -> None:
    del document["entries"][1]["stance"]


def drop_second_response(document: Document) -> None:
    del document["actions"][1]


def repeat_first_signal(document: Document) -> None:
    document["entries"].append({**document["entries"][0], "id": "e9"})


CASES: list[tuple[str, Callable[[Document], object], str]] = [
    ("THM-E1", use_poll_risks, "/entries/0/themes/1"),
    ("THM-E2", signal(1, contributor="c2"), "/entries/1/contributor"),
    ("THM-E3", response(1, reviewed_on="2020-07-08"), "/actions/1/reviewed_on"),
    ("THM-E4", signal(1, quote="not one more form"), "/entries/1/quote"),
    ("REC-W2", response(0, owner=None), "/actions/0"),
    ("THM-W2", drop_quote, "/entries"),
    (
        "THM-W3",
        signal(2, text="They asked me which hour suits us, and 80 % of us."),
        "/entries/2/text",
    ),
    ("THM-W4", response(0, due=None), "/actions/0"),
    ("THM-W5", drop_sub_codes, "/entries"),
    ("THM-W6", signal(1, source="The sister on ward 7"), "/entries/1/source"),
    ("THM-W7", response(0, review_on=None), "/actions/0"),
    ("REC-W3", response(1, due="2020-07-06"), "/actions/1/due"),
    ("THM-W9", response(1, review_on="2020-07-01"), "/actions/1/review_on"),
    ("THM-W10", response(1, review_on="2020-10-08"), "/actions/1/review_on"),
    ("THM-W11", drop_second_response, "/actions"),
    ("REC-W5", response(1, works_on=None), "/actions/1"),
    ("THM-W13", response(1, themes=["change-fatigue", "silos"]), "/actions/1/themes/1"),
    ("THM-W14", speak_alone, "/entries"),
    ("THM-W15", drop_consent_to_quote, "/entries/0/quote"),
    ("THM-I1", signal(1, themes=[]), "/entries"),
    ("THM-I2", signal(2, stance="risk"), "/entries"),
    ("THM-I3", repeat_first_signal, "/entries"),
    ("THM-I4", drop_stance, "/entries"),
]


def test_the_two_themes_that_are_told_together_most_often_are_named() -> None:
    document = changed(lambda _: None)
    first, second, third = "top-down-bottom-up", "bureaucracy-returns", "change-fatigue"
    document["entries"] = [
        {"text": str(number), "stance": "risk", "themes": themes}
        for number, themes in enumerate([[first, second]] * 3 + [[second, third]] * 2)
    ]
    (told,) = [issue for issue in find(document) if issue.code == "THM-I3"]
    about = RiskThemes.about
    assert [told.params[name] for name in ("first", "second")] == [
        about[first].label,
        about[second].label,
    ]
    assert told.params["count"] == 3


def test_the_example_is_clean() -> None:
    assert find(get_example(ID)) == []


def test_the_story_carries_one_honest_warning() -> None:
    found = [(i.code, i.where.pointer) for i in find(json.loads(STORY.read_text("utf-8")))]
    assert found == [("REC-W2", "/actions/3")]


@pytest.mark.parametrize(("code", "change", "pointer"), CASES)
def test_a_rule_finds_its_fault_at_its_place(
    code: str, change: Callable[[Document], object], pointer: str
) -> None:
    assert pointer in places(changed(change), code)


def test_every_rule_is_raised_by_a_case() -> None:
    assert OWN
    assert {code for code, _, _ in CASES} >= set(OWN)


@pytest.mark.parametrize("code", sorted(OWN))
def test_every_rule_names_a_principle_and_a_known_source(code: str) -> None:
    known = {source.id for source in get_framework(ID).sources} | {"judgement"}
    assert OWN[code].principle in PRINCIPLES
    assert OWN[code].source in known


def test_all_six_principles_are_served() -> None:
    assert {problem.principle for problem in OWN.values()} == set(PRINCIPLES)


def test_the_scheme_binds_responses_too() -> None:
    def change(document: Document) -> None:
        document["scheme"] = "three-risks"
        document["entries"] = []

    assert places(changed(change), "THM-E1") == ["/actions/0/themes/0"]


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("not one more new form", True),
        ("Please, ... this year.", True),
        ("Please [...] this year", True),
        ("Please,… new form", True),
        ("... not one more ...", True),
        ("not  one\nmore new form", True),
        ("this year ... Please", False),
        ("please", False),
        ("no new forms", False),
    ],
)
def test_a_quote_stands_in_the_words_in_their_order(quote: str, *, stands: bool) -> None:
    assert (places(changed(signal(1, quote=quote)), "THM-E4") == []) is stands


def test_a_percentage_with_the_number_of_people_is_accepted() -> None:
    text = "They asked me which hour suits us, and 80 per cent agreed."
    assert places(changed(signal(2, text=text)), "THM-W3") == ["/entries/2/text"]
    assert places(changed(signal(2, text=text, respondents=10)), "THM-W3") == []


def test_roles_with_places_are_looked_for_in_anonymous_signals_only() -> None:
    text = "The doctor on ward 7 said: not one more new form."
    assert places(changed(signal(1, text=text)), "THM-W6") == ["/entries/1/text"]
    assert places(changed(signal(1, text=text, anonymous=False)), "THM-W6") == []


def test_the_report_does_not_repeat_what_gives_somebody_away() -> None:
    document = changed(signal(1, text="The nurse at Anytown said: not one more new form."))
    issue = next(issue for issue in find(document) if issue.code == "THM-W6")
    assert "Anytown" not in issue.message
    assert issue.params["traces"] == ("role together with a place",)


def test_a_named_contributor_gives_an_anonymous_signal_away() -> None:
    def change(document: Document) -> None:
        document["contributors"][0]["name"] = "Robin Example"
        document["entries"][1]["text"] = "Robin says: not one more new form."

    assert places(changed(change), "PRIV-W11") == ["/entries/1/text"]


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_a_closed_response_needs_no_owner_day_or_review(status: str) -> None:
    def change(document: Document) -> None:
        document["actions"][1] = {
            "text": "Done",
            "works_on": ["e2"],
            "status": status,
            "outcome": "-",
        }

    assert find(changed(change)) == []


def test_a_response_without_a_status_counts_as_open() -> None:
    assert places(changed(response(1, status=None, due="2020-07-01")), "REC-W3") == [
        "/actions/1/due"
    ]


@pytest.mark.parametrize(
    ("fields", "missed"),
    [
        ({"review_on": "2020-07-06"}, True),
        ({"review_on": "2020-07-07"}, False),
        ({"review_on": "2020-07-01", "reviewed_on": "2020-07-01"}, False),
        ({"review_on": "2020-07-01", "reviewed_on": "2020-06-30"}, True),
        ({"review_on": "2020-07-01", "status": "done"}, True),
        ({"review_on": "2020-07-01", "status": "dropped"}, False),
    ],
)
def test_a_review_is_missed_if_its_day_passed_without_one(
    fields: dict[str, object], *, missed: bool
) -> None:
    assert bool(places(changed(response(1, **fields)), "THM-W9")) is missed


@pytest.mark.parametrize(("day", "far"), [("2020-10-07", False), ("2020-10-08", True)])
def test_a_quarter_is_92_days(day: str, *, far: bool) -> None:
    assert bool(places(changed(response(1, review_on=day)), "THM-W10")) is far


def test_no_day_of_recording_means_no_talk_of_lateness() -> None:
    def change(document: Document) -> None:
        del document["recorded_on"]
        response(0, review_on="2030-01-01")(document)
        response(1, due="2020-06-01", review_on="2020-06-01", reviewed_on="2020-06-02")(document)

    assert find(changed(change)) == []


def test_a_theme_is_heard_through_its_sub_code() -> None:
    assert places(changed(response(1, themes=["workforce-pressure"])), "THM-W13") == []


def test_without_any_quote_none_is_asked_for() -> None:
    def change(document: Document) -> None:
        for entry in document["entries"]:
            del entry["quote"]

    assert find(changed(change)) == []


def test_consent_that_is_not_needed_or_not_recorded_covers_quotes() -> None:
    def not_needed(document: Document) -> None:
        document["consent"] = {"status": "not-needed"}

    def not_recorded(document: Document) -> None:
        del document["consent"]

    def only_the_last_is_quoted(document: Document) -> None:
        drop_consent_to_quote(document)
        del document["entries"][0]["quote"], document["entries"][1]["quote"]

    assert places(changed(only_the_last_is_quoted), "THM-W15") == ["/entries/2/quote"]
    assert places(changed(not_needed), "THM-W15") == []
    assert places(changed(not_recorded), "THM-W15") == []


def test_a_theme_with_one_sub_code_or_one_signal_is_not_said_to_be_mixed_up() -> None:
    def change(document: Document) -> None:
        extra = {"themes": ["inequalities"], "text": "Words", "stance": "risk"}
        document["entries"] += [extra, extra]
        document["entries"][1]["themes"] = ["workforce-pressure"]

    assert places(changed(change), "THM-W5") == []


def test_mixed_signals_are_not_one_side() -> None:
    def change(document: Document) -> None:
        for entry in document["entries"]:
            entry["stance"] = "mixed"

    assert places(changed(change), "THM-I2") == []


def test_an_unknown_signal_is_told_by_the_rule_for_references() -> None:
    document = changed(response(1, works_on=["e2", "e22"]))
    assert places(document, "REC-E2") == ["/actions/1/works_on/1"]


def test_strict_raises_and_ignore_silences() -> None:
    document = changed(response(0, owner=None))
    assert [i.severity for i in find(document, Selection(strict=True))] == ["error"]
    assert find(document, Selection(ignore=("REC-W2",))) == []
