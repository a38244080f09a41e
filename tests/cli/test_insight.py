"""The commands ``improve insights`` and ``improve compare``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Protocol, cast

import pytest
from jsonschema import Draft202012Validator

from improvement_frameworks import LearningGrid, json_schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Improve

    class Valid(Protocol):
        """What a validator can do."""

        def is_valid(self, instance: object, /) -> bool: ...


def grid(group: str, question: str, text: str = "A huddle") -> LearningGrid:
    entry = {"id": "e1", "question": question, "level": "personal", "text": text}
    return LearningGrid(
        title="A grid",
        id=group.lower().replace(" ", "-"),
        group={"name": group},
        consent={"status": "given", "uses": ["publish"]},
        entries=[{**entry, "contributor": "c1"}],
        contributors=[{"id": "c1", "role": "nurse"}],
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    records = [grid(f"Ward {number}", "started") for number in range(6)]
    for number, record in enumerate([*records, grid("Ward 6", "stopped")]):
        (tmp_path / f"{number}.json").write_text(record.to_json(), encoding="utf-8")
    return tmp_path


def test_statements_are_told_with_what_they_rest_on(improve: Improve, folder: Path) -> None:
    run = improve("insights", str(folder), "--select", "GRID-A1", "--for", "publish")
    assert run.code == 0
    assert "Several groups started the same thing. Groups: 5 to 9." in run.out
    assert "people, at least 5 to 9 of 5 to 9; records 5 to 9 of 5 to 9" in run.out
    assert '"A huddle" (ward-0 e1, ward-1 e1' in run.out


def test_nobody_is_quoted_for_what_they_did_not_agree_to(improve: Improve, folder: Path) -> None:
    for use in ((), ("--for", "quote"), ("--for", "learn-in-group")):
        run = improve("insights", str(folder), *use)
        assert "GRID-A1" in run.out
        assert "A huddle" not in run.out


def test_the_json_is_as_its_schema_says(improve: Improve, folder: Path) -> None:
    how = ("--format", "json", "--by", "group", "--k", "1", "--for", "publish")
    report = json.loads(improve("insights", str(folder), *how).out)
    schema = cast("Valid", Draft202012Validator(json_schema("insight-report")))
    assert schema.is_valid(report)
    (parts,) = [one["parts"] for one in report["statements"] if one["code"] == "GRID-A1"]
    assert parts[0] == {"name": "Ward 0", "people": {"least": 1, "most": 1}}


def test_a_page_and_markdown_are_written(improve: Improve, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "insights.html"
    assert improve("insights", str(folder), "--format", "html", "--out", str(out)).code == 0
    assert "<h2 dir=auto>Started in many places</h2>" in out.read_text(encoding="utf-8")
    again = improve("insights", str(folder), "--format", "html", "--out", str(out))
    assert (again.code, "exists already" in again.err) == (2, True)
    assert (
        "## Started in many places" in improve("insights", str(folder), "--format", "markdown").out
    )


def test_what_cannot_be_read_is_told(improve: Improve, folder: Path) -> None:
    (folder / "wrong.json").write_text("{}", encoding="utf-8")
    run = improve("insights", str(folder))
    assert run.code == 1
    assert "Records with errors were left out. Errors: " in run.err
    assert f"To see them: improve validate {folder}" in run.err
    assert "Records that say neither their period nor their day belong to no wave" in run.err
    assert improve("insights", "missing.json").code == 2


def test_a_file_that_is_missing_is_named(improve: Improve, folder: Path) -> None:
    run = improve("compare", str(folder / "1.json"), str(folder / "missing.json"))
    assert run.code == 2
    assert "There is no file or folder" in run.err
    assert "missing.json" in run.err
    assert "Records with errors" not in run.err


def test_nothing_is_said_of_records_that_were_not_read(improve: Improve, folder: Path) -> None:
    assert "none of the patterns" not in improve("insights", str(folder / "missing.json")).out
    left_out = improve("insights", str(folder / "1.json"), "--select", "GRID-A1").out
    assert "No statement is made." in left_out
    looked = improve("insights", str(folder), "--select", "GRID-A3", "--k", "1").out
    assert "none of the patterns" in looked


def test_a_column_that_was_not_read_is_told(improve: Improve, tmp_path: Path) -> None:
    rows = "title,level,text,colour\nWaiting,events,Late,red\n"
    (tmp_path / "rows.csv").write_text(rows, encoding="utf-8")
    assert "Warnings: 1." in improve("insights", str(tmp_path)).err


def test_an_unknown_word_is_told_with_the_nearest(improve: Improve, folder: Path) -> None:
    run = improve("insights", str(folder), "--select", "GIRD")
    assert (run.code, "Did you mean GRID?" in run.err) == (2, True)


def test_a_day_that_is_none_is_told_what_one_looks_like(improve: Improve, folder: Path) -> None:
    run = improve("insights", str(folder), "--since", "2024")
    assert (run.code, run.out) == (2, "")
    assert "'2024' is not a day such as 2024-01-31." in run.err


def test_a_code_is_explained_with_why_it_matters(improve: Improve) -> None:
    out = improve("explain", "grid-a1").out
    assert "Why:         What starts in many places by itself" in out
    assert "Framework:   Learning grid" in out


def test_two_files_are_compared(improve: Improve, tmp_path: Path) -> None:
    paths = [tmp_path / "spring.json", tmp_path / "summer.json"]
    for path, text in zip(paths, ("A huddle", "A board"), strict=True):
        path.write_text(grid("Ward 1", "started", text).to_json(), encoding="utf-8")
    run = improve("compare", *map(str, paths), "--k", "1", "--for", "publish")
    assert run.code == 0
    assert '"A board"' in run.out[run.out.index("GRID-A11") : run.out.index("GRID-A13")]
    assert '"A huddle"' in run.out[run.out.index("GRID-A13") :]
