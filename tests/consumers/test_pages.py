"""Figures, report, form and poster in a real browser, opened from disk as people open them."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import pytest
from jsonschema_rs import validator_for
from tests.consumers.documents import find_one_each, read_schema
from tests.figures.kinds import BARS, KINDS, LINES, build, register_kinds

from improvement_frameworks import figure, insights, load, read_collection, tally, validate
from improvement_frameworks.core.record.sheet import Facilitated
from improvement_frameworks.core.registry import (
    forget,
    get_example,
    get_framework,
    published_ids,
)
from improvement_frameworks.core.report.report import Report
from improvement_frameworks.figures.style import write_style
from improvement_frameworks.insight.tally_figure import draw_bars, draw_heat_map, draw_waves
from improvement_frameworks.pages.form import write_form
from improvement_frameworks.pages.html_page import write_html_page
from improvement_frameworks.pages.insight_report import write_insight_page
from improvement_frameworks.pages.poster import write_poster
from improvement_frameworks.pages.report import ReportPage
from improvement_frameworks.pages.sheet import write_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.consumers.conftest import AskNode

    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.problems.problem import Json

Found = dict[str, dict[str, dict[str, "Json"]]]

IDS: Final = published_ids()
STORY: Final = Path(__file__).parents[2] / "examples" / "meeting-to-system"
ALL_MODES: Final[list[Json]] = [0, 1, 2, 3]
"""Wide in the light and the dark, narrow, and narrow with the reader's own colours."""
FORM_MODES: Final[dict[str, list[Json]]] = {"form-iceberg": ALL_MODES}
ONE_EACH: Final = {"iceberg", *find_one_each()}
"""The frameworks at whose forms axe looks, which takes half a second for each."""
SHOWN_NARROW: Final = "learning-principles"
"""The framework whose poster is also looked at on a telephone; that of each is printed."""
SEEN_BY_AXE: Final = ("one-each", "report", "sheet", "insights")
"""The pages without a form at which axe looks, in all modes; the others are only measured."""
HOSTILE: Final = (
    "</style></p><script>window.ran = 1; alert(1)</script>"
    "<img src=x onerror='window.ran = 2'><a href='javascript:window.ran=3'>x</a>"
    "<style>*{display:none}</style> \u202ereversed \x1b[31m \u200b"
)
ARABIC: Final = "بدأنا اجتماعا قصيرا كل صباح مع كل من يستطيع تغيير موعد الزيارة."


def crowded(record: Record, text: str, times: int) -> Record:
    """Return a record with the same words many times, each in the place of one of its entries."""
    entries = record.entries * (times // len(record.entries) + 1)
    some = tuple(one.model_copy(update={"text": text, "id": None}) for one in entries[:times])
    return record.model_copy(update={"entries": some, "title": text[:200]})


def write_figures(records: list[Record]) -> str:
    body = "".join(
        f"<h2>{number}</h2>{figure(one, prefix=f'r{number}-').body}{figure(one.about).body}"
        for number, one in enumerate(records)
    )
    style = write_style([one.about.figure for one in records])
    return write_html_page(
        title="Figures", style=style, body=f"<main><h1>Figures</h1>{body}</main>"
    )


def write_report(records: list[Record]) -> str:
    page = ReportPage(title="What we learned")
    for record in records:
        page.add(record)
    return page.write(Report())


def write_insights() -> str:
    collection, _ = read_collection(STORY)
    return write_insight_page(insights(collection, k=1, by="group", use="share-in-organisation"))


def write_tallies() -> str:
    collection, _ = read_collection(STORY)
    drawn = (
        draw_heat_map(tally(collection, ("part", "group"), k=1), "part", "group"),
        draw_bars(tally(collection, ("part",), k=1), "part"),
        draw_waves(tally(collection, ("part", "wave"), k=1), "part"),
    )
    body = "".join(one.to_html() for one in drawn)
    return write_html_page(title="Tallies", style="", body=f"<main><h1>Tallies</h1>{body}</main>")


@pytest.fixture(scope="module")
def found(ask_browser: AskNode, tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Everything that the browser saw, in one session."""
    folder = tmp_path_factory.mktemp("pages")
    register_kinds()
    examples = [load(get_example(wanted)) for wanted in IDS]
    plan = next(one for one in examples if isinstance(one, Facilitated))
    everything = [*examples, *map(build, KINDS)]
    hostile = [crowded(one, HOSTILE, 3) for one in examples]
    few = [one for one in examples if one.about.id in ONE_EACH]
    looks = {
        "figures": write_figures(everything),
        "one-each": write_figures(few),
        "long": write_figures([crowded(one, "Wordwithoutspaces" * 118, 2) for one in examples]),
        "many": write_figures([crowded(one, "A card.", 200) for one in examples[:4]]),
        "arabic": write_figures([crowded(one, ARABIC, 4) for one in everything]).replace(
            '<html lang="en">', '<html lang="ar" dir="rtl">'
        ),
        "report": write_report(few[:3]),
        "insights": write_insights(),
        "sheet": write_sheet(plan.facilitator_sheet(people=13)),
        "tallies": write_tallies(),
        "poster": write_poster(SHOWN_NARROW),
    }
    forms = {f"form-{one.about.id}": write_form(one.about.id) for one in everything}
    posters = {f"poster-{one.about.id}": write_poster(one.about.id) for one in everything}
    mermaid = {one.about.id: figure(one, issues=()).to_mermaid() for one in everything}
    mermaid |= {f"hostile-{one.about.id}": figure(one, issues=()).to_mermaid() for one in hostile}
    forget()

    def put(name: str, html: str) -> str:
        (folder / f"{name}.html").write_text(html, encoding="utf-8", errors="surrogatepass")
        return str(folder / f"{name}.html")

    papers: list[Json] = ["A4", "A3"]
    report = put("report-all", write_report(examples))
    reads: list[Json] = [
        {"name": "hostile", "file": put("hostile", write_report(hostile)), "formats": []},
        {"name": "report", "file": report, "formats": papers},
    ]
    for name, html in posters.items():
        reads.append({"name": name, "file": put(name, html), "css": True, "formats": ["A3"]})
    shown: list[Json] = [
        {
            "name": name,
            "file": put(name, html),
            "axe": name in SEEN_BY_AXE,
            "modes": ALL_MODES if name in SEEN_BY_AXE else [2],
        }
        for name, html in looks.items()
    ]
    for one in everything:
        name, seen = f"form-{one.about.id}", one.about.id in ONE_EACH
        shown.append(
            {
                "name": name,
                "file": put(name, forms[name]),
                "example": cast("Json", json.loads(one.to_json())),
                "axe": seen,
                "modes": FORM_MODES.get(name, [2]),
            }
        )
    given: dict[str, Json] = {
        "pictures": os.environ.get("PICTURES_OF_PAGES"),  # a folder, for whoever wants to look
        "keyboard": {
            "file": put("keyboard", forms["form-iceberg"]),
            "first": get_framework("iceberg").parts[0].label,
        },
        "looks": shown,
        "reads": reads,
        "mermaid": cast("Json", mermaid),
    }
    return cast("Found", ask_browser("pages.js", **given))


def find_scalars(value: Json) -> Iterator[str]:
    """Yield everything that is said in a document, as it is written in a form."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from find_scalars(inner)
    else:
        yield value if isinstance(value, str) else json.dumps(value)


@pytest.mark.parametrize("wanted", IDS)
def test_a_form_saves_a_valid_record_and_opens_it_again_with_nothing_lost(
    wanted: str, found: Found
) -> None:
    form = cast("dict[str, Json]", found["looks"][f"form-{wanted}"]["filled"])
    assert form["complaints"] == []
    assert form["others"] == [], "a form asks nobody for anything"
    typed = cast("list[str]", form["typed"])
    short, full = json.loads(str(form["short"])), json.loads(str(form["full"]))
    assert validate(short).errors == ()
    assert short["entries"]
    assert short["title"] in typed
    assert re.fullmatch(r"said-\d+-quoted-b-amp-b\.json", str(form["name"]))
    faults = [fault.message for fault in validator_for(read_schema(wanted)).iter_errors(full)]
    assert faults == [], "what somebody writes in every field is well formed, if it makes no sense"
    assert set(typed) <= set(find_scalars(full)), "every field is filled in"
    assert json.loads(str(form["again"])) == full
    example = json.loads(load(get_example(wanted)).to_json())
    assert json.loads(str(form["kept"])) == example
    assert form["removed"] == 1
    assert json.loads(str(form["restored"])) == example


def test_the_keyboard_alone_is_enough(found: Found) -> None:
    keyboard = cast("dict[str, Json]", found["keyboard"])
    assert keyboard["name"] == "by-keyboard.json"
    saved = json.loads(str(keyboard["text"]))
    assert saved["title"] == "By keyboard"
    assert [entry["text"] for entry in saved["entries"]] == ["Written without a mouse."]
    framework = get_framework(saved["framework"])
    part = framework.default_scheme.parts[1]
    assert saved["entries"][0][framework.part_field] == part, "moved from the first part"
    assert validate(saved).errors == ()


def test_no_page_keeps_anybody_out(found: Found) -> None:
    violations = {name: look["violations"] for name, look in found["looks"].items()}
    assert {name: some for name, some in violations.items() if some} == {}


def test_no_page_is_wider_than_a_telephone_or_than_a_window_at_400_per_cent(found: Found) -> None:
    wide = {name: look["overflow"] for name, look in found["looks"].items()}
    assert {name: some for name, some in wide.items() if some} == {}


def test_nothing_in_a_hostile_record_runs(found: Found) -> None:
    read = found["reads"]["hostile"]
    assert read["ran"] is None
    assert read["complaints"] == []
    assert read["others"] == []
    text = str(read["text"])
    assert "<script>window.ran = 1; alert(1)</script>" in text, "shown as it was written"
    assert not {"\u202e", "\x1b", "\u200b"} & set(text)


def test_pages_print_on_as_many_sheets_as_they_should(found: Found) -> None:
    sheets = {name: cast("dict[str, int]", read["pages"]) for name, read in found["reads"].items()}
    posters = {name: number for name, number in sheets.items() if name.startswith("poster-")}
    assert [name for name, number in posters.items() if number != {"A3": 1}] == []
    assert len(posters) > len(IDS)
    report = sheets["report"]
    assert len(IDS) < report["A3"] <= report["A4"], "a record begins on a new sheet"


def test_mermaid_reads_every_figure(found: Found) -> None:
    faults = cast("dict[str, str]", found["mermaid"])
    assert {name: fault for name, fault in faults.items() if fault} == {}
    assert len(faults) > 2 * len(IDS)


def test_vega_lite_draws_every_number(ask_node: AskNode) -> None:
    charts = {
        record.about.id: figure(build(record), issues=()).to_vega_lite() for record in (BARS, LINES)
    }
    drawn = cast("dict[str, dict[str, Json]]", ask_node("charts.js", charts=cast("Json", charts)))
    for name, one in drawn.items():
        assert one["warnings"] == [], name
    bars, lines = str(drawn["kind-bars"]["svg"]), str(drawn["kind-lines"]["svg"])
    assert all(f"Number: {number}" in bars for number in (14, 9, 2))
    assert lines.count('aria-roledescription="point"') == 8
