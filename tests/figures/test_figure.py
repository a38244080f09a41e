"""Figures say what the record says: every word, who said it, what is linked, what is empty."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import for_each
from tests.figures.html_reader import Reader
from tests.figures.kinds import BANDS, BARS, KINDS, MATRIX, build, register_kinds

from improvement_frameworks import Iceberg, LadderOfInference, load
from improvement_frameworks.core.record.field import find_model
from improvement_frameworks.core.record.words import say_fields
from improvement_frameworks.core.registry import (
    forget,
    get_example,
    get_framework,
    get_record_type,
    published_ids,
)
from improvement_frameworks.figures import figure
from improvement_frameworks.figures.palette import TONES, find_tone
from improvement_frameworks.figures.style import write_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.record.record import Record


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    register_kinds()
    yield
    forget()


FIGURES: Final[dict[str, str | type[Record]]] = {
    **{wanted: wanted for wanted in published_ids()},
    **{one.about.id: one for one in KINDS},
}


@cache
def record_of(wanted: str | type[Record]) -> Record:
    """Return the worked example of a framework, or a record of one that only tests have."""
    return load(get_example(wanted)) if isinstance(wanted, str) else build(wanted)


def squeeze(text: str) -> str:
    return " ".join(text.split())


@for_each(FIGURES)
def test_a_figure_says_all_that_a_record_says_of_its_entries(
    wanted: str | type[Record],
) -> None:
    record = record_of(wanted)
    page = Reader(figure(record, prefix="r1-").body)
    roles = {person.id: person.role for person in record.contributors}
    for entry in record.entries:
        assert squeeze(entry.text or "") in page.text
        assert (roles.get(entry.contributor or "") or "") in page.text
    named = sorted(f"r1-{entry.id}" for entry in record.entries if entry.id)
    assert sorted(page.ids) == named
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert f"Entries: {len(record.entries)}." in page.text


@for_each(FIGURES)
def test_an_empty_part_is_shown_with_its_question(
    wanted: str | type[Record],
) -> None:
    record = record_of(wanted)
    framework, blank = type(record).about, type(record).blank("Nothing yet")
    page = Reader(figure(blank, issues=()).body)
    has_parts = framework.figure.minutes is None  # a run of steps has no empty part
    for code in blank.part_scheme.parts if has_parts else ():
        part = framework[code]
        assert squeeze(part.label) in page.text
        if part.prompts:
            assert squeeze(part.prompts[0]) in page.text


@pytest.mark.parametrize("wanted", [*published_ids()])
def test_a_blank_figure_names_every_part(wanted: str) -> None:
    framework = get_framework(wanted)
    page = Reader(figure(framework).body)
    for code in framework.default_scheme.parts:
        assert squeeze(framework[code].label) in page.text
    assert "No entry" not in page.text


@for_each(published_ids())
def test_a_plan_names_fields_that_the_entry_has(wanted: str) -> None:
    plan = get_framework(wanted).figure
    entry = find_model(get_record_type(wanted).model_fields["entries"])
    assert entry is not None
    named = {*plan.asks, plan.columns, plan.minutes, plan.value, plan.over} - {None}
    assert {str(name).replace("-", "_") for name in named} <= entry.model_fields.keys()
    assert plan.numbers is None or callable(getattr(get_record_type(wanted), plan.numbers))


def test_entries_without_a_place_are_shown_as_such() -> None:
    text = Reader(figure(build(MATRIX)).body).text
    assert "Not placed yet The daily huddle: nobody has decided yet." in text


def test_an_entry_about_several_parts_is_shown_under_each_and_has_one_id() -> None:
    page = Reader(figure(build(BANDS)).body)
    assert page.text.count("People thought nobody cared.") == 2
    assert page.ids.count("e2") == 1


def test_a_jumped_rung_is_dashed_and_named() -> None:
    ladder = LadderOfInference.model_validate(
        {
            "framework": "ladder-of-inference",
            "schema_version": "1.0",
            "title": "Calls can stop",
            "entries": [
                {"id": "e1", "rung": "observable-data", "text": "5 of 12 calls were answered."},
                {"id": "e2", "rung": "selected-data", "text": "7 were not.", "based_on": ["e1"]},
                {"id": "e3", "rung": "conclusions", "text": "Stop them.", "based_on": ["e2"]},
            ],
        }
    )
    html = figure(ladder).body
    steps = re.findall(
        r'<li class="(fg-step[^"]*)"[^>]*><div class="fg-head"><h3[^>]*>([^<]*)', html
    )
    states = {label: classes.split()[-1] for classes, label in steps}
    assert states["Assumptions"] == "fg-jumped"
    assert states["Beliefs"] == "fg-empty"
    card = html[html.index('id="e3"') : html.index("</li>", html.index('id="e3"'))]
    assert "Warning: " in card, "the rule that finds the jump marks the entry that jumps"


def test_what_was_found_about_the_record_itself_is_said_below_the_figure() -> None:
    html = figure(Iceberg(title="Huddle", entries=())).body
    assert html.index('<ul class="fg-marks">') > html.index("</ol>")
    assert "fg-mark" not in figure(Iceberg(title="Huddle", entries=()), issues=()).body


def read_bars(html: str) -> dict[str, tuple[str, str]]:
    """Return how wide the bar of each part is, and the number or the words beside it."""
    found: dict[str, tuple[str, str]] = {}
    for row in re.findall(r'<tr role="row">.*?</tr>', html):
        label = re.sub("<[^>]*>", "", row.partition("<p")[0].partition("</th>")[0])
        width = re.search(r"width:([0-9]+)%", row)
        shown = re.search(r"<(?:b|p class=.fg-none.)>([^<]+)</(?:b></p|p)>", row)
        found[label] = (width[1] if width else "", shown[1] if shown else "")
    return found


def test_a_chart_has_its_numbers_as_a_table() -> None:
    bars = read_bars(figure(build(BARS)).body)
    assert {label: number for label, (_, number) in bars.items()} == {
        "Very useful": "14",
        "Useful": "9",
        "Not useful": "2",
    }


def test_many_columns_with_words_fold_before_a_sheet_of_a4_is_too_narrow_for_them() -> None:
    folds = {
        wanted: "fg-wide" in Reader(figure(load(get_example(wanted))).body).classes
        for wanted in ("learning-principles", "learning-grid")
    }
    assert folds == {"learning-principles": True, "learning-grid": False}
    blank = figure(get_framework("learning-principles")).body
    assert "fg-wide" not in Reader(blank).classes, "there is nothing to read in it"


def test_bars_of_one_entry_each_are_left_out() -> None:
    record = load(get_example("conditions-for-change"))
    assert "fg-bar" not in figure(record).body
    first = record.entries[0].model_copy(update={"id": "e9"})
    twice = record.model_copy(update={"entries": (*record.entries, first)})
    assert read_bars(figure(twice, issues=()).body)["Shared purpose"][0] == "100"


def test_scores_of_an_area_are_not_added_and_one_without_a_score_has_none() -> None:
    record = load(get_example("quality-impact-assessment"))
    first = record.entries[0]
    twice = record.model_copy(
        update={"entries": (*record.entries, first.model_copy(update={"id": "e9"}))}
    )
    bars = read_bars(figure(twice, issues=()).body)
    assert bars["Patient safety"] == ("48", "12"), "12 of 25, the highest score that there is"
    assert bars["Clinical effectiveness"] == ("", "No number")


def test_the_bars_of_a_survey_are_its_means() -> None:
    bars = read_bars(figure(load(get_example("team-safety-survey")), issues=()).body)
    shown = ("79", "5.5")  # 2 x 7, 4 x 6, 2 x 5, 1 x 4 and 1 x 3, turned; 5.5 of 7 points
    assert bars["Mistakes held against you"] == shown


def test_an_entry_that_says_no_more_than_its_bar_has_no_card() -> None:
    record = build(BARS)
    named = tuple(one.model_copy(update={"id": f"e{n}"}) for n, one in enumerate(record.entries))
    page = Reader(figure(record.model_copy(update={"entries": named}), issues=()).body)
    assert page.ids == ["e0", "e1", "e2"]
    assert "fg-cards" not in page.classes


def test_what_a_check_found_names_other_entries_as_people_see_them() -> None:
    text = Reader(figure(load(get_example("went-well"))).body).text
    assert 'is also a theme under "Went well", in e1.' in text
    assert "/entries/" not in text


def test_no_line_breaks_a_day_in_two() -> None:
    assert "Happened on: <time>2020-05-11</time>" in figure(load(get_example("iceberg"))).body


def test_a_question_in_a_list_needs_no_mark_after_it() -> None:
    record = load(get_example("iceberg"))
    assert record.purpose is not None
    asked = record.purpose.model_copy(update={"question": "Why?", "use": "To decide."})
    told = dict(say_fields(record.model_copy(update={"purpose": asked})))
    assert told["Purpose"] == "Why? To decide."


def test_sentences_in_a_list_are_told_apart() -> None:
    text = Reader(figure(load(get_example("conditions-for-change")), issues=()).body).text
    assert "The council sent its own van; Discharge lounge of the community hospital" in text
    assert "Parts with an entry: 3 of 4." in text, "the record declares one of its own"


def test_an_entry_with_words_says_its_own_number_in_a_chart() -> None:
    record = build(BARS)
    worded = tuple(one.model_copy(update={"text": "A reason."}) for one in record.entries)
    text = Reader(figure(record.model_copy(update={"entries": worded})).body).text
    assert "A reason. Mentions: 14" in text


HOSTILE: Final = "</style><script>alert(1)</script><b onclick=x>\u202e\x1b[31m\u200b &amp; \ud800"


@for_each(FIGURES)
def test_nothing_in_a_record_acts(
    wanted: str | type[Record],
) -> None:
    record = record_of(wanted)
    people = [one.model_copy(update={"role": HOSTILE}) for one in record.contributors]
    entries = tuple(one.model_copy(update={"text": HOSTILE}) for one in record.entries)
    hostile = record.model_copy(
        update={"title": HOSTILE, "entries": entries, "contributors": tuple(people)}
    )
    drawn = figure(hostile, issues=())
    page = Reader(drawn.body)
    assert "<script" not in drawn.body.lower()
    assert "</style><script>alert(1)</script><b onclick=x>" in page.text
    for sign in "\u202e\x1b\u200b\ud800":
        assert sign not in drawn.to_html()
        assert sign not in drawn.to_mermaid()
    assert not {"<", ">", "&"} & set(re.sub("-->|-[.] | [.]->", "", drawn.to_mermaid()))


# --- Colours: the contrast that WCAG 2.2 asks of text, worked out from its own formula ----------


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def read_colours(style: str, selector: str) -> dict[str, str]:
    block = style[style.index(selector) :].partition("{")[2].partition("}")[0]
    found = dict(re.findall(r"--([a-z0-9-]+):(#[0-9a-f]{3,6})", block))
    return {
        name: "#" + "".join(2 * c for c in value[1:]) if len(value) == 4 else value
        for name, value in found.items()
    }


@pytest.mark.parametrize("dark", [False, True])
def test_text_can_be_read_on_every_tone_of_every_hue(dark: bool) -> None:  # noqa: FBT001
    style = write_style([MATRIX.about.figure])
    page = read_colours(style, ".fg{--paper:#14" if dark else ".fg{--paper:#fff")
    grounds = {"paper": page["paper"], "card": page["card"]}
    for hue in range(0, 360, 5):
        tones = {name: find_tone(name, hue, dark=dark) for name in TONES}
        for name in ("t1", "t2", "t3", "t4"):
            for text in (page["text"], page["soft"], tones["ink"]):
                assert contrast(text, tones[name]) >= 4.5, (hue, name, text)
        for ground in grounds.values():
            for text in (page["text"], page["soft"], page["warn"], page["bad"], tones["ink"]):
                assert contrast(text, ground) >= 4.5, (hue, ground, text)
            assert contrast(tones["line"], ground) >= 3, "a line can be told from its ground"
        assert contrast(page["on"], tones["line"]) >= 4.5, "headings of columns"
    for text, ground in (("warn", "warn-bg"), ("bad", "bad-bg"), ("text", "warn-bg")):
        assert contrast(page[text], page[ground]) >= 4.5, (text, ground)
