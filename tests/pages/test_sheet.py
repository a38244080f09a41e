"""The facilitator's sheet: every minute has its place, everybody has a group, nothing acts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from tests.figures.html_reader import Reader

from improvement_frameworks import LiberatingStructures, load
from improvement_frameworks.pages.sheet import write_sheet

if TYPE_CHECKING:
    from tests.cli.conftest import Improve

PLAN: Final = Path(__file__).parents[2] / "examples/video-consultations/liberating-structures.yaml"


def test_a_sheet_has_every_minute_once_and_what_the_host_needs() -> None:
    plan = load(PLAN)
    assert isinstance(plan, LiberatingStructures)
    sheet = plan.facilitator_sheet()
    clock = 14 * 60
    for item in sheet.items:
        assert item.start == f"{clock // 60}:{clock % 60:02}"
        if item.steps:
            assert sum(step.minutes for step in item.steps) == item.minutes
        clock += item.minutes
    text = Reader(write_sheet(sheet)).text
    for entry in plan.entries:
        assert (entry.invitation or "") in text
    assert "Pair: 6 groups of 2" in text, "the plan is for twelve people"
    assert "In reserve Conversation Café" in text
    assert "Host booking coordinator" in text


def test_people_and_start_may_be_others_than_planned_and_words_do_not_act() -> None:
    plan = LiberatingStructures.model_validate(
        {
            "framework": "liberating-structures",
            "schema_version": "1.0",
            "title": "<script>alert(1)</script>",
            "participants": 6,
            "entries": [{"structure": "troika-consulting", "invitation": "</td><b onclick=x>"}],
        }
    )
    sheet = plan.facilitator_sheet(people=13)
    assert sheet.items[0].groups == ("Trio: 1 group of 4 and 3 groups of 3",)
    assert [sheet.items[0].start, sheet.items[0].steps[1].start] == ["0:00", "0:01"]
    html = write_sheet(sheet)
    assert "<script" not in html
    assert "</td><b onclick=x>" in Reader(html).text
    late = plan.facilitator_sheet(start="2026-01-31T23:50").items[0]
    assert (late.start, late.steps[-1].start[:2]) == ("23:50", "00")
    with pytest.raises(ValueError, match="not a day and a time"):
        plan.facilitator_sheet(start="soon")


def test_the_command_takes_a_plan_or_the_code_of_one_structure(
    improve: Improve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert improve("sheet", str(PLAN)).code == 0
    again = improve("sheet", "troika-consulting", "--people", "13")
    assert again.code == 2
    assert "sheet.html exists already" in again.err
    assert improve("sheet", "troika-consulting", "--people", "13", "--force").code == 0
    assert "3 groups of 3" in Path("sheet.html").read_text(encoding="utf-8")
    for given, words in (
        (("triz", "--start", "soon"), "not a day and a time"),
        ((str(PLAN.with_name("iceberg.json")),), "plans no session"),
        (("nothing-here",), "no plan that can be read"),
    ):
        run = improve("sheet", *given, "--force")
        assert run.code == 2, given
        assert words in " ".join(run.err.split())
