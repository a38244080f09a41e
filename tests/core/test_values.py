"""A report shows no value that looks personal unless asked, and none at all if that is wished."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import pytest

from improvement_frameworks import (
    Iceberg,
    Issue,
    Problem,
    framework_ids,
    get_rules,
    show_values,
    validate,
    validate_table,
)
from improvement_frameworks.core.report.report import Report, write_github
from improvement_frameworks.core.report.values import NOT_SHOWN
from improvement_frameworks.pages.report import ReportPage
from improvement_frameworks.problems import PROBLEMS
from improvement_frameworks.problems.problem import Own, Values, quote
from improvement_frameworks.tables.marking import write_marked
from improvement_frameworks.testing import vectors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic import JsonValue


NUMBER = "01632 960 123"
LONG = "w" * 50 + f" {NUMBER} and more words"


def write_all(report: Report) -> str:
    return "\n".join(
        (
            report.to_text(),
            report.to_text(verbose=True),
            report.to_json(),
            report.to_markdown(),
            write_github(report),
        )
    )


def all_problems() -> dict[str, Problem]:
    rules = (rule.problem for name in framework_ids() for rule in get_rules(name))
    return {problem.code: problem for problem in (*PROBLEMS, *rules)}


FACTS = (NUMBER, Own(NUMBER), quote(NUMBER), (NUMBER, "a"), quote(LONG), LONG)


@pytest.mark.parametrize("fact", FACTS, ids=repr)
def test_no_code_shows_a_fact_that_looks_personal_unless_asked(fact: str | tuple[str, ...]) -> None:
    issues = [
        problem.issue(**dict.fromkeys(problem.facts, fact))
        for problem in all_problems().values()
        if problem.facts
    ]
    assert len(issues) > 200
    report = Report(issues=issues)
    assert show_values(report, "masked").to_dict() == report.to_dict()
    for some in (report, show_values(report, "off")):
        assert "01632" not in write_all(some)
    shown = show_values(report, "on")
    is_long = fact in {LONG, quote(LONG)}
    assert is_long or all(NUMBER in f"{one.message} {one.hint}" for one in shown.issues)


def leaves(value: JsonValue) -> Iterator[str]:
    match value:
        case str(text):
            yield text
        case dict(fields):
            for inner in fields.values():
                yield from leaves(inner)
        case list(items):
            for inner in items:
                yield from leaves(inner)
        case int(number) if number > 99:
            yield str(number)
        case _:
            pass


def test_without_values_no_report_on_a_document_repeats_any_of_it() -> None:
    """Over every code that the conformance kit has, which are all rules and all faults of form."""
    own = {word for name in framework_ids() for word in _known_words(name)}
    told: set[str] = set()
    for framework in framework_ids():
        for vector in vectors(framework):
            if vector.expected is None or vector.expected.code in told:
                continue
            told.add(vector.expected.code)
            report = show_values(validate(vector.document), "off")
            shown = write_all(report)
            for text in leaves(cast("JsonValue", vector.document)):
                is_word = text in own or len(text) < 4
                assert is_word or text not in shown, (vector.file, text)
            assert vector.expected.code in shown
    assert len(told) > 200


def _known_words(framework: str) -> Iterator[str]:
    """Yield the names and codes that the published lists of a framework have, and its numbers."""
    from improvement_frameworks.schemas.code_list import list_codes

    text = json.dumps([list_codes([framework])], ensure_ascii=False)
    yield from leaves(json.loads(text))
    yield from ("1.0", "e1", framework, "pip install")
    yield from ("individual", "team", "organisation", "community", "system", "record")


TABLE = (
    "Title,Level,Text,Happened on,someone@example.org,Tags\n"
    f'Calls,Zyxwv {NUMBER},"Mrs Sample, Zyxwv",31/31/2020,someone@example.org,a\n'
    f'Calls,events,,Zyxwv {NUMBER},x,"Zyxwv {NUMBER}; Zyxwv {NUMBER}"\n'
).encode()


def test_tables_show_no_value_that_looks_personal() -> None:
    report = validate_table(TABLE, name="a.csv")
    assert {"VALUE-CODE", "VALUE-FORM", "VALUE-TWICE", "COLUMN-UNKNOWN"} <= report.by_code().keys()
    for shown in (report.to_text(), report.to_markdown(), write_github(report)):
        assert "01632" not in shown
        assert "someone" not in shown
        assert "telephone number" in shown
    assert "Zyxwv" not in write_all(show_values(report, "off"))
    assert f"Zyxwv {NUMBER}" in " ".join(show_values(report, "on").to_text().split())


def test_the_notes_of_a_marked_copy_show_none_either(tmp_path: Path) -> None:
    from zipfile import ZipFile

    file, marked = tmp_path / "a.csv", tmp_path / "marked.xlsx"
    file.write_bytes(TABLE)
    ways: dict[Values, bool] = {"masked": True, "off": False}
    for values, shows in ways.items():
        report = show_values(validate_table(file), values)
        write_marked(file, report, marked, force=True)
        with ZipFile(marked) as parts:
            notes = "".join(
                parts.read(name).decode() for name in parts.namelist() if "comments" in name
            )
        assert notes
        assert "01632" not in notes
        assert ("telephone number" in notes) == shows


def test_a_page_masks_what_its_findings_say() -> None:
    record = Iceberg(
        title="Calls", entries=[{"id": NUMBER.replace(" ", ""), "level": "events", "text": "A"}]
    )
    issue = Problem("X-E1", "error", "t", "found {found}", "h", "be-timely").issue(found=NUMBER)
    page = ReportPage()
    page.add(record, [issue])
    shown = page.write(Report())
    assert "found [telephone number]" in shown


def test_a_value_that_looks_like_a_place_is_a_value() -> None:
    document = {"framework": "iceberg", "schema_version": "1.0", "/Robin": 1, "title": "Calls"}
    shown = write_all(show_values(validate({**document, "entries": []}), "off"))
    assert "FIELD-UNKNOWN" in shown
    assert "Robin" not in shown


def test_a_number_found_is_a_value() -> None:
    issue: Issue = Problem("X-E1", "error", "t", "found {found} of {count}", "h").issue(
        found=12345, count=3
    )
    report = show_values(Report(issues=(issue,)), "off")
    assert report.issues[0].message == f"found {NOT_SHOWN} of 3"
