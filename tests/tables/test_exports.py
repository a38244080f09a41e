"""The example exports: what stands in the table of the README is found, cell by cell."""

from __future__ import annotations

import importlib.util
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from improvement_frameworks import explain
from improvement_frameworks.tables import load_table, validate_table
from improvement_frameworks.tables.layouts.mapping import read_mapping

if TYPE_CHECKING:
    from improvement_frameworks.core.report.report import Report

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
EXPORTS: Final = EXAMPLES / "exports"
TABLE: Final = re.compile(
    r"^\| `([^`]+)` \| `([^`]+)` \| [^|`]+ \| `([A-Z0-9-]+)` \|$", re.MULTILINE
)
HOW_IT_WAS_READ: Final = {
    "TABLE-SURVEY",
    "COLUMNS-OF-TOOL",
    "TABLE-TITLE",
    "TABLE-IDS",
    "TABLE-DAYS",
    "GRID-I1",
}
FILES: Final = sorted(p.name for p in EXPORTS.iterdir() if p.suffix in {".csv", ".xlsx"})


class Found(NamedTuple):
    """A row of the table, or an issue of the report."""

    place: str
    code: str


def listed(file: str) -> list[Found]:
    rows = TABLE.findall((EXAMPLES / "README.md").read_text(encoding="utf-8"))
    return sorted(Found(place, code) for name, place, code in rows if name == file)


def check(folder: Path, file: str) -> Report:
    if file == "house-form.csv":
        return validate_table(folder / file, mapping=read_mapping(folder / "house-form.toml"))
    return validate_table(folder / file)


@pytest.mark.parametrize("file", FILES)
def test_exactly_what_the_readme_lists_is_found(file: str) -> None:
    found = [
        Found(issue.where.address or issue.where.sheet, issue.code)
        for issue in check(EXPORTS, file).issues
        if issue.code not in HOW_IT_WAS_READ
    ]
    assert sorted(found) == listed(file) != []


@pytest.mark.parametrize("file", FILES)
def test_every_file_holds_a_mistake_that_is_more_than_a_remark(file: str) -> None:
    assert {explain(found.code).severity for found in listed(file)} - {"info"}


def test_every_issue_says_the_file_and_every_cell_its_heading() -> None:
    for file in FILES:
        for issue in check(EXPORTS, file).issues:
            assert issue.where.source.endswith(file)
            assert bool(issue.where.cell) <= bool(issue.where.heading or issue.code == "ROW-LONG")


def test_no_name_and_no_address_of_a_person_is_in_a_report_or_a_record() -> None:
    for file in FILES:
        assert "person" not in check(EXPORTS, file).to_json().replace("personal", "")
    (record,) = load_table(EXPORTS / "slido.xlsx").records
    assert [person.id for person in record.contributors] == ["p1", "p2", "p3"]
    assert {person.name for person in record.contributors} == {None}


def test_the_files_are_those_that_the_script_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "make_examples.py"
    shutil.copy(EXPORTS / "make_examples.py", script)
    spec = importlib.util.spec_from_file_location("make_examples", script)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.main()
    for file in FILES:
        if file.endswith(".csv"):
            assert (tmp_path / file).read_bytes() == (EXPORTS / file).read_bytes()
        monkeypatch.chdir(tmp_path)
        made = [issue.to_dict() for issue in check_beside(tmp_path, file).issues]
        monkeypatch.chdir(EXPORTS)
        kept = [issue.to_dict() for issue in check_beside(EXPORTS, file).issues]
        assert made == kept


def check_beside(folder: Path, file: str) -> Report:
    """Check a file by its bare name, so that the reports of two folders can be compared."""
    if file == "house-form.csv":
        return validate_table(file, mapping=read_mapping(EXPORTS / "house-form.toml"))
    assert (folder / file).is_file()
    return validate_table(file)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (
            "qualtrics.csv",
            [
                ("started", "personal", "I draw exercises on paper."),
                ("stopped", "organisational", "Forms in three copies."),
                ("not-worked", "system", "Interpreters cannot be booked online."),
            ],
        ),
        (
            "surveymonkey.csv",
            [
                ("started", "personal", "I draw exercises on paper."),
                ("started", "system", "Interpreters join by video."),
                ("started", "system", "Hospital transport was asked for by phone."),
            ],
        ),
    ],
)
def test_further_header_rows_say_what_was_asked(
    file: str, said: list[tuple[str, str, str]]
) -> None:
    (record,) = load_table(EXPORTS / file).records
    entries = record.model_dump(mode="json")["entries"]
    assert [(e["question"], e["level"], e["text"]) for e in entries] == said
    assert "192.0.2" not in record.model_dump_json()
