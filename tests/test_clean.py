"""What goes out is clean: no character acts on a terminal, a page or a calendar, or hides there."""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, strategies as st
from tests.conftest import cases

from improvement_frameworks import (
    Iceberg,
    LiberatingStructures,
    Report,
    Where,
    explain,
    figure,
    show_values,
)
from improvement_frameworks.clean import clean
from improvement_frameworks.core.report.report import write_github
from improvement_frameworks.frameworks.liberating_structures import PlannedStructure

if TYPE_CHECKING:
    from collections.abc import Callable

# Told from Unicode's own tables, not from the pattern under test
TURNS: Final = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
WIDTHLESS: Final = "\u200b\u2060\ufeff\u00ad\u200e\u200f\u061c"
HOSTILE: Final = (
    "\x1b[31mred\x07 \u202eturned\u2066 \u200bhid\u2060den\ufeff \x9b2J \ud800 \U000e0041"
)


def acts(char: str) -> bool:
    category = unicodedata.category(char)
    return (
        (category in {"Cc", "Cs"} and char not in "\n\t")
        or unicodedata.bidirectional(char) in TURNS
        or char in WIDTHLESS
        or 0xE0000 <= ord(char) < 0xE0080
    )


def find_acting(text: str) -> list[str]:
    return [char for char in text if acts(char)]


@given(st.text(st.characters(codec=None)))
def test_cleaned_text_does_not_act_and_loses_no_letter(text: str) -> None:
    cleaned = clean(text)
    assert find_acting(cleaned) == []
    kept = [char for char in cleaned if char != "\N{REPLACEMENT CHARACTER}"]
    wanted = [char for char in text if unicodedata.category(char)[0] in "LNMPS"]
    assert [char for char in kept if unicodedata.category(char)[0] in "LNMPS"] == [
        char for char in wanted if char not in "\u034f\u180e\N{REPLACEMENT CHARACTER}"
    ]
    assert clean(cleaned) == cleaned


def report() -> Report:
    where = Where(source=HOSTILE, sheet=HOSTILE, row=3, cell="B3", heading=HOSTILE)
    issue = explain("VALUE-CODE").issue(
        where, field=HOSTILE, found=HOSTILE, offer="", allowed=("a", HOSTILE)
    )
    pointed = explain("RULE-FAULT").issue(
        Where(source="a.json", pointer=f"/extensions/{HOSTILE}"), rule=HOSTILE, reason="E"
    )
    return Report(issues=(issue, pointed), documents=1, counts={("VALUE-CODE", "error"): 1})


def record() -> Iceberg:
    return Iceberg(title="Huddle", entries=()).model_copy(
        update={"title": HOSTILE, "notes": HOSTILE}
    )


def calendar() -> str:
    plan = LiberatingStructures(
        title="Plan", participants=9, entries=(PlannedStructure(structure="triz"),)
    )
    hostile = plan.model_copy(update={"title": HOSTILE})
    return hostile.timetable(datetime(2026, 1, 1, 9, 0)).to_calendar().replace("\r\n", "\n")  # noqa: DTZ001 - a session without a zone


OUTPUTS: Final[dict[str, Callable[[], str]]] = {
    "a report on the screen": lambda: report().to_text(),
    "a report as Markdown": lambda: report().to_markdown(),
    "a report as JSON": lambda: report().to_json(),
    "a report for GitHub": lambda: write_github(report()),
    "a place": lambda: str(report().issues[0].where),
    "a record on the screen": lambda: str(record()),
    "a record as Markdown": lambda: record().to_markdown(),
    "a figure": lambda: figure(record(), issues=report().issues).to_html(),
    "a calendar": calendar,
}


@pytest.mark.parametrize("write", cases(dict(OUTPUTS)))
def test_an_output_is_clean(write: Callable[[], str]) -> None:
    assert find_acting(write()) == []


def test_json_reports_are_read_back_unchanged() -> None:
    read = json.loads(report().to_json())
    assert read["issues"][0]["where"]["sheet"] == HOSTILE


def test_nobody_is_called_and_nothing_linked_from_markdown() -> None:
    found = Report(issues=(explain("RULE-FAULT").issue(rule="@team7 #12", reason="E"),))
    text = show_values(found, "on").to_markdown()
    assert "@team7" not in text
    assert "#12" not in text
    assert "@&#8203;team7 \\#&#8203;12" in text
