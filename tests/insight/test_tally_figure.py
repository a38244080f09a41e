"""Figures of tallies say the numbers in words, and no more of them than may be shown."""

from __future__ import annotations

from typing import Final

from tests.figures.html_reader import Reader

from improvement_frameworks import LearningGrid, LearningLog, tally
from improvement_frameworks.insight.tally_figure import draw_bars, draw_heat_map, draw_waves

QUESTIONS: Final = {"started": 12, "stopped": 9, "more": 7, "less": 3}


def grids() -> list[LearningGrid]:
    """Return grids of one person each: as many with an answer as the questions say."""
    return [
        LearningGrid(
            title=f"{question} {number}",
            recorded_on="2020-07-16" if number % 2 else "2020-10-16",
            contributors=[{"id": "c1"}],
            entries=[{"question": question, "level": "system", "text": "x", "contributor": "c1"}],
        )
        for question, most in QUESTIONS.items()
        for number in range(most)
    ]


def test_a_heat_map_is_a_table_of_what_may_be_shown() -> None:
    page = Reader(draw_heat_map(tally(grids(), ("part", "level")), "part", "level").body)
    text = " ".join(page.text.split())
    assert "Started \u2013 \u2013 12 12 Stopped \u2013 \u2013 9 9" in text
    assert "All \u2013 \u2013 31 31" in text
    assert "Less of \u2013 \u2013" in text
    assert "More of \u2013 \u2013" in text  # or else 3 could be worked out
    assert "All" in page.text
    assert "31" in page.text


def test_a_question_that_nobody_answered_is_an_empty_row() -> None:
    text = Reader(draw_heat_map(tally(grids(), ("part", "level"), k=1), "part", "level").body).text
    assert "Ten-year hope \u2013 \u2013 \u2013 \u2013" in " ".join(text.split())
    assert "Personal" in text  # a level at which nobody answered is an empty column


def test_a_question_of_a_form_that_nobody_used_is_no_row() -> None:
    said = [{"question": "thanks", "text": "The porters"}]
    log = LearningLog(title="A log", scheme="take-five", entries=said)
    rows = tally([log], "part", k=1).rows("part")
    assert set(rows) == set(LearningLog.about.scheme("take-five").parts)


def test_bars_are_in_order_and_quotes_are_words() -> None:
    quotes = {"stopped": ["<b>No</b> paper"], "less": ["Nobody should read this"]}
    drawn = draw_bars(tally(grids(), "part"), "part", quotes=quotes)
    page = Reader(drawn.body)
    assert page.text.index("Started") < page.text.index("Stopped")
    assert "<b>No</b> paper" in page.text
    assert "Nobody should read this" not in page.text
    assert drawn.to_html().startswith("<style>")


def test_waves_are_side_by_side() -> None:
    counted = tally(grids(), ("wave", "part"))
    body = draw_waves(counted, "part", measure="people").body
    assert body.index("2020-07") < body.index("2020-10")
    assert "Started" in Reader(body).text
    assert "\u2013: not shown, or none." in Reader(body).text
