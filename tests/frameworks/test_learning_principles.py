"""The six principles for learning: their content, the review of an activity, its rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from improvement_frameworks import load
from improvement_frameworks.core.registry import get_example, get_framework, get_rules
from improvement_frameworks.core.rules.rules import run_rules
from improvement_frameworks.frameworks.learning_principles import LearningPrinciples
from improvement_frameworks.problems.problem import PRINCIPLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# The labels, as the workshop write-up of 16 July 2020 shows them.
LABELS = (
    "Avoid jumping to conclusions",
    "Be purposeful",
    "Be timely",
    "Involve diverse perspectives",
    "Support psychological safety",
    "Focus on what is enabling the change",
)
CODES = tuple(label.lower().replace(" ", "-") for label in LABELS)
FIRST, PURPOSEFUL, TIMELY, DIVERSE, SAFETY, ENABLING = CODES

TWO = ({"id": "c1", "role": "nurse"}, {"id": "c2", "role": "patient"})
PURPOSE = {"question": "What helps?", "use": "The autumn plan"}
JUNE = {"start": "2020-03-01", "end": "2020-06-30"}


def entry(principle: str, status: str = "partly", **more: object) -> dict[str, object]:
    return {"principle": principle, "status": status, **more}


def six(**changed: Mapping[str, object]) -> list[dict[str, object]]:
    changes = {name.replace("_", "-"): change for name, change in changed.items()}
    return [{**entry(code), **changes.get(code, {})} for code in CODES]


def review(entries: Sequence[Mapping[str, object]] = (), **header: object) -> LearningPrinciples:
    document = {
        "framework": "learning-principles",
        "schema_version": "1.0",
        "title": "Review",
        "purpose": PURPOSE,
        "contributors": TWO,
        "entries": entries or six(),
        **header,
    }
    present = {name: value for name, value in document.items() if value is not None}
    return LearningPrinciples.model_validate_json(json.dumps(present))


def found(record: LearningPrinciples) -> list[str]:
    issues = run_rules(record, get_rules("learning-principles"))
    return [f"{issue.code} {issue.where.pointer}" for issue in issues]


def test_there_are_six_principles_in_the_order_of_the_source() -> None:
    parts = get_framework("learning-principles").parts
    assert tuple(part.label for part in parts) == LABELS
    assert tuple(part.code for part in parts) == CODES == PRINCIPLES


def test_each_principle_has_the_tools_that_the_source_attaches() -> None:
    framework = get_framework("learning-principles")
    tools = framework.vocabulary("tool").terms
    attached = {
        code: {tool.code for tool in tools if tool.details.get("principle") == code}
        for code in CODES
    }
    assert attached == {
        FIRST: {"ladder-of-inference", "what-so-what-now-what"},
        PURPOSEFUL: {"future-change-matrix"},
        TIMELY: {"quality-impact-assessment", "learning-grid"},
        DIVERSE: set(),
        SAFETY: {"what-to-do-and-say"},
        ENABLING: {"iceberg"},
    }
    for part in framework.parts:
        named = part.details.get("tools", ())
        assert isinstance(named, tuple)
        assert len(named) == len(attached[part.code]), part.code


def test_the_library_says_that_the_guiding_questions_are_its_own() -> None:
    framework = get_framework("learning-principles")
    assert all(part.prompts for part in framework.parts)
    [own] = [prompt for prompt in framework.prompts if "guiding questions" in prompt.text]
    assert own.sources == ("judgement",)


def test_statuses_are_words_and_nothing_is_added_up() -> None:
    statuses = get_framework("learning-principles").vocabulary("status").codes
    assert statuses == ("not-considered", "partly", "yes", "not-applicable")
    names = {name for name in dir(LearningPrinciples) if "score" in name or "total" in name}
    assert names == set()


@pytest.mark.parametrize(
    "wrong",
    [
        entry("be-quick"),
        entry(TIMELY, status="mostly"),
        {"principle": TIMELY},
        entry(TIMELY, tools=["hammer"]),
        entry(TIMELY, score=3),
    ],
)
def test_form_refuses_unknown_codes_and_scores(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        review([wrong])


def test_statuses_tell_what_was_said_of_each_principle() -> None:
    record = review([entry(TIMELY, "yes"), entry(SAFETY, "not-considered"), entry(TIMELY)])
    assert record.statuses() == {
        FIRST: None,
        PURPOSEFUL: None,
        TIMELY: "yes",
        DIVERSE: None,
        SAFETY: "not-considered",
        ENABLING: None,
    }


def test_the_example_is_clean() -> None:
    example = get_example("learning-principles")
    record = LearningPrinciples.model_validate_json(json.dumps(example))
    assert found(record) == []
    assert json.loads(record.to_json()) == example


def iceberg(deepest: str) -> dict[str, object]:
    return {"records": [{"title": "Iceberg", "framework": "iceberg", "deepest": deepest}]}


def captured(start: str) -> dict[str, object]:
    return {"name": "Interviews", "captured": {"start": start}}


# Each case breaks one rule and keeps all others.
BROKEN: dict[str, tuple[str, LearningPrinciples]] = {
    "a principle twice": ("PRI-E1 /entries/6/principle", review([*six(), entry(TIMELY)])),
    "five principles": ("PRI-W1 /entries", review(six()[1:])),
    "a claim without a trace": (
        "PRI-W2 /entries/0",
        review(six(avoid_jumping_to_conclusions={"status": "yes"})),
    ),
    "a claim with a record of another kind": (
        "PRI-W2 /entries/0",
        review(
            six(
                avoid_jumping_to_conclusions={
                    "status": "yes",
                    "records": [{"title": "Grid", "framework": "learning-grid"}, {"title": "Note"}],
                }
            )
        ),
    ),
    "no purpose": ("PRI-W3 /purpose", review(purpose=None)),
    "no use": ("PRI-W3 /purpose", review(purpose={"question": "What helps?"})),
    "no question": ("PRI-W3 /purpose", review(purpose={"use": "The autumn plan"})),
    "captured after 31 days": (
        "PRI-W4 /activity/captured/start",
        review(period=JUNE, activity=captured("2020-07-31")),
    ),
    "two of one role": (
        "PRI-W5 /contributors",
        review(contributors=[TWO[0], {"id": "c2", "role": "Nurse"}]),
    ),
    "one contributor": (
        "PRI-W5 /contributors",
        review([{**one, "contributor": "c1"} for one in six()], contributors=[TWO[0]]),
    ),
    "nobody named": ("PRI-W5 /contributors", review(contributors=None)),
    "an iceberg with events only": (
        "PRI-W6 /entries/5/records/0/deepest",
        review(six(focus_on_what_is_enabling_the_change=iceberg("events"))),
    ),
    "an iceberg with patterns": (
        "PRI-W6 /entries/5/records/0/deepest",
        review(six(focus_on_what_is_enabling_the_change=iceberg("patterns"))),
    ),
    "one of two speaks": (
        "PRI-W7 /entries",
        review([{**one, "contributor": "c1"} for one in six()]),
    ),
    "an individual": (
        "PRI-W7 /group/level",
        review(group={"name": "Me", "level": "individual"}),
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_rule_finds_what_it_is_for_and_nothing_else_is_found(case: str) -> None:
    expected, record = BROKEN[case]
    assert found(record) == [expected]


def test_every_rule_is_broken_by_a_case() -> None:
    codes = {rule.problem.code for rule in get_rules("learning-principles")}
    assert {code for code in codes if code.startswith("PRI-")} == {
        expected.split()[0] for expected, _ in BROKEN.values()
    }


def test_what_is_missing_is_named() -> None:
    record = review(six()[1:], purpose={"use": "The autumn plan"})
    issues = run_rules(record, get_rules("learning-principles"))
    assert [(issue.code, issue.params["missing"]) for issue in issues] == [
        ("PRI-W1", ("Avoid jumping to conclusions",)),
        ("PRI-W3", ("question",)),
    ]


# Each case is near a rule's limit, on the good side.
KEPT: dict[str, LearningPrinciples] = {
    "not considered is an answer": review([entry(code, "not-considered") for code in CODES]),
    "the text is a trace": review(
        six(avoid_jumping_to_conclusions={"status": "yes", "text": "We asked two families."})
    ),
    "evidence is a trace": review(
        six(avoid_jumping_to_conclusions={"status": "yes", "evidence": ["Notes of 3 June"]})
    ),
    "a ladder is a trace": review(
        six(
            avoid_jumping_to_conclusions={
                "status": "yes",
                "records": [{"title": "Ladder", "framework": "ladder-of-inference"}],
            }
        )
    ),
    "a string of structures is a trace": review(
        six(
            avoid_jumping_to_conclusions={
                "status": "yes",
                "records": [{"title": "What, So What", "framework": "liberating-structures"}],
            }
        )
    ),
    "purpose set aside": review(six(be_purposeful={"status": "not-applicable"}), purpose=None),
    "captured after 30 days": review(period=JUNE, activity=captured("2020-07-30")),
    "the period goes on": review(period={"start": "2018-01-01"}, activity=captured("2020-07-30")),
    "no days given": review(period=JUNE, activity={"name": "Interviews"}),
    "timeliness set aside": review(
        six(be_timely={"status": "not-applicable"}), period=JUNE, activity=captured("2021-07-31")
    ),
    "diversity set aside": review(
        six(involve_diverse_perspectives={"status": "not-applicable"}), contributors=None
    ),
    "unnamed roles may differ": review(contributors=[{"id": "c1"}, {"id": "c2"}]),
    "an iceberg with structures": review(
        six(focus_on_what_is_enabling_the_change=iceberg("structures"))
    ),
    "an iceberg of unknown depth": review(
        six(
            focus_on_what_is_enabling_the_change={
                "records": [{"title": "Iceberg", "framework": "iceberg"}]
            }
        )
    ),
    "a shallow iceberg for another principle": review(six(be_timely=iceberg("events"))),
    "some entries of one person": review(six(be_timely={"contributor": "c1"})),
}


@pytest.mark.parametrize("case", KEPT)
def test_no_rule_speaks_where_nothing_is_wrong(case: str) -> None:
    assert found(KEPT[case]) == []


def test_the_story_of_the_examples_is_told_without_a_fault() -> None:
    story = Path(__file__).parents[2] / "examples" / "video-consultations"
    record = load(story / "learning-principles.yaml")
    assert isinstance(record, LearningPrinciples)
    assert found(record) == []
    assert record.statuses()[SAFETY] == "not-considered"
