"""The report of insights in words: what it says, what it leaves unsaid, and that nothing acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from jsonschema import Draft202012Validator, validate

from improvement_frameworks import ImproverHabits, LearningGrid, WentWell, insights, json_schema
from improvement_frameworks.core.record.dimension import PERSON_DIMENSIONS
from improvement_frameworks.core.registry import get_own_insights
from improvement_frameworks.pages.insight_report import write_insight_page
from improvement_frameworks.schemas.insight_report_document import InsightReportDocument

if TYPE_CHECKING:
    from improvement_frameworks import InsightReport
    from improvement_frameworks.core import Collection, Evidences, Insight
    from improvement_frameworks.core.record.dimension import PersonDimension


def grid(number: int, text: str = "A huddle", group: str = "") -> LearningGrid:
    said = {"question": "started", "level": "system", "text": text, "contributor": "c1"}
    return LearningGrid(
        title="A grid",
        id=f"grid-{number}",
        group={"name": group or f"Ward {number}"},
        consent={"status": "given", "uses": ["publish"]},
        contributors=[{"id": "c1", "role": "nurse"}],
        entries=[said],
    )


def report(text: str = "A huddle", group: str = "") -> InsightReport:
    records = [grid(number, text, group and f"{group} {number}") for number in range(6)]
    return insights(records, select="GRID-A1", by="group", k=1, use="publish")


ACTS = "<script>alert(1)</script> & |pipe| \x1b[31m"


def test_nothing_in_the_words_of_people_acts() -> None:
    found = report(ACTS, group="<b>Ward</b> \x1b[31m")
    assert len(found.statements) == 1
    assert "\x1b" not in found.to_text() + found.to_markdown() + found.to_json()
    page = write_insight_page(found)
    assert "<script>" not in page
    assert "<b>Ward" not in page
    assert "<script>" not in found.to_markdown()


def test_same_words_are_quoted_once_with_all_places() -> None:
    text = report().to_text()
    assert text.count("A huddle") == 2  # in the heading, and as the quote
    assert "grid-0 e1" not in text  # the entry has no id
    assert "grid-0 #1" in text


def test_why_a_kind_of_statement_matters_is_said_once() -> None:
    records = [grid(number, "A rota" if number % 2 else "A huddle") for number in range(8)]
    found = insights(records, select="GRID-A1", k=1, use="publish")
    assert [one.topic for one in found.statements] == ["A huddle", "A rota"]
    for text in (found.to_text(), found.to_markdown()):
        assert text.count("meets a need that many have") == 1
        assert text.count("Several groups started the same thing") == 2


def test_a_report_says_that_the_same_is_what_uses_the_same_words() -> None:
    said = "Two entries count as the same only if they use the same words."
    assert said in report().to_text()
    assert said in write_insight_page(report())
    assert said not in insights([grid(1)], k=1).to_text()


def www(number: int, text: str, theme: str, uses: list[str]) -> WentWell:
    return WentWell(
        title="A session",
        group={"name": f"Ward {number}"},
        consent={"status": "given", "uses": uses},
        entries=[{"side": ("went-well", "even-better")[number % 2], "text": text, "theme": theme}],
    )


def test_a_statement_on_a_theme_of_people_says_the_theme_and_not_the_words_of_one() -> None:
    uses: list[list[str]] = [["publish"], [], [], []]
    records = [www(n, f"Words {n}", "Small groups", use) for n, use in enumerate(uses)]
    (one,) = insights(records, select="WWW-A3", k=1, use="publish").statements
    assert one.heading == 'Theme praised and criticised: "Small groups"'
    assert one.to_dict()["topic"] == "Small groups"
    (silent,) = insights(records, select="WWW-A3", k=1, use="quote").statements
    assert silent.heading == "Theme praised and criticised"


def test_a_statement_on_several_answers_is_not_headed_by_the_one_that_may_be_quoted() -> None:
    records = [
        ImproverHabits(
            title="A profile",
            group={"name": f"Ward {number}"},
            consent={"status": "given", "uses": ["publish"] if number == 0 else []},
            entries=[{"habit": "reflective", "rating": "develop", "text": f"Words {number}"}],
        )
        for number in range(3)
    ]
    (one,) = insights(records, select="HAB-A1", k=1, use="publish").statements
    assert [place.quote for place in one.opened] == ["Words 0"]
    assert one.heading == "Habit that several groups want to develop"


@pytest.mark.parametrize("by", PERSON_DIMENSIONS)
def test_a_report_keeps_to_its_schema(by: PersonDimension) -> None:
    records = [grid(number).replace(recorded_on=f"2020-0{number + 1}-10") for number in range(3)]
    found = insights(records, by=by, k=1, use="publish")
    assert found.statements
    validate(found.to_dict(), json_schema("insight-report"), cls=Draft202012Validator)
    assert InsightReportDocument.model_validate(found.to_dict()).k == 1


def test_a_report_says_what_it_could_not_look_at() -> None:
    found = insights([grid(1), grid(2)], select=["GRID-A1", "GRID-A8"], k=1)
    assert [(one.code, one.lacking) for one in found.unsaid] == [
        ("GRID-A1", ("groups: 2 of 3",)),
        ("GRID-A8", ("records: 2 of 4", "waves: 0 of 2")),
    ]
    assert "GRID-A8 (records: 2 of 4, waves: 0 of 2)" in " ".join(found.to_text().split())


def test_statements_are_found_by_code_and_by_principle() -> None:
    found = report()
    (one,) = found.by_code()["GRID-A1"]
    assert found.by_principle()["focus-on-what-is-enabling-the-change"] == (one,)
    assert found.by_principle()["be-timely"] == ()


def test_an_insight_that_fails_is_told_and_the_others_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_collection: Collection) -> Evidences:
        raise RuntimeError("broken")

    first, *others = get_own_insights("learning-grid")

    def find_broken(_framework: str) -> tuple[Insight, ...]:
        return (evolve(first, find=fail), *others)

    monkeypatch.setattr("improvement_frameworks.insight.find.get_own_insights", find_broken)
    found = insights([grid(1), grid(2), grid(3)], select="GRID", k=1)
    assert [(one.code, one.params["rule"]) for one in found.issues] == [("RULE-FAULT", "GRID-A1")]
    assert "GRID-A4" in found.by_code()


WRONG = {
    "a word that names nothing": {"select": "GIRD-A1"},
    "a severity of nothing": {"ignore": "nonsense"},
    "no dimension": {"by": "colour"},
    "no use": {"use": "sell"},
    "nobody": {"k": 0},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        insights([grid(1)], **wrong)  # type: ignore[arg-type]


def test_only_records_are_taken() -> None:
    with pytest.raises(TypeError, match="records"):
        insights([{"framework": "iceberg"}])  # type: ignore[list-item]
