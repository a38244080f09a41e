"""The report as a page: contents first, everything that was said, what was found beside it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.figures.html_reader import Reader

from improvement_frameworks import Iceberg, Report, load, validate
from improvement_frameworks.core.registry import get_example, get_rules, published_ids
from improvement_frameworks.core.rules.rules import run_rules
from improvement_frameworks.pages.report import FIX, READING, ReportPage

if TYPE_CHECKING:
    import pytest
    from tests.cli.conftest import Improve

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
EMPTY: Final = Report()


def test_contents_come_first_and_lead_to_every_record() -> None:
    page = ReportPage(title="What we learned")
    records = [load(get_example(wanted)) for wanted in published_ids()]
    for record in records:
        page.add(record)
    html = page.write(EMPTY)
    read = Reader(html)
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)
    contents = html[: html.index("<main>")]
    for place, record in enumerate(records, start=1):
        assert f'<a href="#r{place}">' in contents
        assert record.title in Reader(contents + "</body></html>").text
        assert all((entry.text or "") in read.text for entry in record.entries)
    assert len(read.ids) == len(set(read.ids)), "an id leads to one place"


def test_errors_of_files_that_could_not_be_read_are_listed(improve: Improve) -> None:
    run = improve("validate", str(EXAMPLES / "mistakes"), "--format", "html")
    text = Reader(run.out).text
    report = validate(EXAMPLES / "mistakes")
    assert run.code == 1
    unread = [issue for issue in report.errors if issue.problem.principle is None]
    assert unread
    for issue in report.issues:
        assert " ".join(issue.message.split()) in text


def test_what_to_fix_first_comes_first(improve: Improve) -> None:
    table = EXAMPLES / "exports" / "huddle-notes.xlsx"
    found = re.findall(
        r"<b>(Error|Warning|Note): ", improve("validate", str(table), "--format", "html").out
    )
    assert {*found} == {"Error", "Warning", "Note"}
    assert found == sorted(found, key=["Error", "Warning", "Note"].index)


def test_a_page_says_nothing_that_only_a_command_line_can_do(improve: Improve) -> None:
    html = improve("validate", str(EXAMPLES / "exports"), "--format", "html").out
    text = Reader(re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)).text
    assert "Rename it." in text
    assert not re.search(r"--[a-z]|improve [a-z]+ [A-Z]", text)


def test_notes_are_not_among_what_to_fix(improve: Improve) -> None:
    table = str(EXAMPLES / "exports" / "huddle-notes.xlsx")
    html = improve("validate", table, "--format", "html").out
    fix, reading = (html.index(f"<h2>{title}</h2>") for title in (FIX, READING))
    assert fix < html.index("<b>Error: ") < html.index("<b>Warning: ") < reading
    assert reading < html.index("<b>Note: ")


def test_a_page_without_a_record_counts_none_and_names_files_without_folders(
    improve: Improve,
) -> None:
    table = EXAMPLES / "exports" / "huddle-notes.xlsx"
    html = improve("validate", str(table), "--format", "html").out
    assert "<b>0</b>" in html, "no record of it can be read"
    assert "Sources and licences" not in html
    assert "Learning principle" not in html
    assert str(table.parent) not in html
    assert f"{table.name}, " in html


def test_a_place_in_a_document_is_said_in_words(improve: Improve) -> None:
    html = improve("validate", str(EXAMPLES / "mistakes"), "--format", "html").out
    places = set(re.findall(r"<td data-h=Where>(.*?)</td>", html))
    assert "iceberg-by-hand.yaml, line 31, entry 4, level" in places
    assert "iceberg-by-hand.yaml, line 10, period, end" in places
    assert "learning-principles.json, line 28, record 2, framework" in places
    assert "risk-themes.jsonl, line 3, entry 1, theme 1" in places


def test_a_title_in_other_letters_does_not_turn_the_facts_beside_it() -> None:
    page = ReportPage()
    page.add(load(get_example("iceberg")).model_copy(update={"title": "\u05d0\u05d1\u05d2"}))
    assert "<a href=#r1><bdi>\u05d0\u05d1\u05d2</bdi></a>" in page.write(EMPTY).replace('"', "")


def test_actions_are_listed_with_owner_and_day() -> None:
    record = load(get_example("iceberg"))
    page = ReportPage()
    page.add(record)
    html = page.write(EMPTY)
    actions = Reader(
        html[html.index("<section id=actions>") : html.index("<section id=principles>")]
    )
    told = [item for name, item in record if name in {"interventions", "actions"} for item in item]
    assert told
    for item in told:
        assert item.text in actions.text
        assert not item.owner or item.owner in actions.text
        assert not item.due or item.due.isoformat() in actions.text


def test_lists_of_a_framework_are_tables_that_name_people_and_lead_to_entries() -> None:
    record = load(get_example("poll"))
    page = ReportPage()
    page.add(record)
    html = page.write(EMPTY)
    start = html.index("<h3>Codings</h3>")
    table = html[start : html.index("</table>", start) + len("</table>")]
    read = Reader(table)
    assert [one in table for one in ("Entry</th>", "Coder</th>", "Codes</th>")] == [True] * 3
    assert table.count("<tr>") == 1 + 10, "a row for each coding, below the headings"
    assert "#r1-e1" in read.links
    roles = {person.id: person.role for person in record.contributors}
    assert str(roles["c1"]) in read.text
    assert "c1" not in read.text


def test_the_mask_hides_names_and_numbers_in_words_facts_and_findings(
    improve: Improve, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del capsys
    record = Iceberg.model_validate(
        {
            "framework": "iceberg",
            "schema_version": "1.0",
            "title": "What Robin told us",
            "contributors": [{"id": "c1", "name": "Robin Example", "role": "nurse"}],
            "entries": [
                {
                    "level": "mental-models",
                    "text": "Ring Mrs Sample, the process owner, on 01632 960 123.",
                    "contributor": "c1",
                    "evidence": ["robin@example.org, seen by Example"],
                }
            ],
        }
    )
    file = tmp_path / "record.json"
    file.write_text(record.to_json(), encoding="utf-8")
    out = tmp_path / "report.html"
    improve("report", str(file), "--out", str(out), "--mask")
    shown = Reader(out.read_text(encoding="utf-8")).text
    for personal in ("Robin", "Example", "Sample", "01632", "robin@"):
        assert personal not in shown, personal
    assert "Ring Mrs [name], the process owner, on [telephone number]." in shown
    improve("report", str(file), "--out", str(out), "--force")
    assert "Mrs Sample" in out.read_text(encoding="utf-8")


def test_a_report_is_not_written_over_an_older_one(improve: Improve, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    out.write_text("older", encoding="utf-8")
    run = improve("report", str(EXAMPLES / "video-consultations"), "--out", str(out))
    assert run.code == 2
    assert out.read_text(encoding="utf-8") == "older"


def test_a_thousand_records_stay_small_enough_to_send() -> None:
    page = ReportPage()
    records = [load(get_example(wanted)) for wanted in published_ids()]
    found = [run_rules(record, get_rules(record.framework)) for record in records]
    for number in range(1_000):
        place = number % len(records)
        page.add(records[place], found[place])
    html = page.write(EMPTY)
    assert html.count("<article ") == 1_000
    assert len(html.encode()) <= 5_000_000
