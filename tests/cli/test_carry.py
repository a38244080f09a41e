"""The command that begins a record of another framework with the entries of one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from improvement_frameworks import get_example, load, load_all

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Improve


@pytest.fixture
def grid(tmp_path: Path) -> Path:
    file = tmp_path / "grid.json"
    file.write_text(json.dumps({**get_example("learning-grid"), "id": "grid-1"}), "utf-8")
    return file


def test_a_draft_is_written_and_what_stayed_is_told(improve: Improve, grid: Path) -> None:
    out = grid.with_name("matrix.json")
    run = improve("carry", str(grid), "future-change-matrix", "--out", str(out))
    assert (run.code, run.out) == (0, "")
    assert [entry.came_from for entry in load(out).entries] == [("grid-1/e1",), ("grid-1/e2",)]
    assert "Entries taken over: 2 of 9." in run.err
    assert 'Not taken over: 7 ("More of" 1, "Less of" 1,' in run.err
    again = improve("carry", str(grid), "future-change-matrix", "--out", str(out))
    assert again.code == 2
    assert "exists already" in again.err


def test_without_a_file_the_draft_is_printed_and_is_nothing_but_json(
    improve: Improve, grid: Path
) -> None:
    run = improve("carry", str(grid), "iceberg")
    assert {entry["level"] for entry in json.loads(run.out)["entries"]} == {"events"}


@pytest.mark.parametrize(
    ("framework", "words"),
    [
        ("story", "They go over to: future-change-matrix, iceberg, risk-themes."),
        ("iceburg", "Did you mean 'iceberg'?"),
    ],
)
def test_where_nothing_can_go_over_it_is_said(
    improve: Improve, grid: Path, framework: str, words: str
) -> None:
    run = improve("carry", str(grid), framework)
    assert run.code == 2
    assert words in " ".join(run.err.split())


def test_a_record_without_an_id_and_one_with_errors_are_not_taken_over(
    improve: Improve, grid: Path
) -> None:
    document = json.loads(grid.read_text("utf-8"))
    del document["id"]
    grid.write_text(json.dumps(document), "utf-8")
    assert "The record has no ID" in " ".join(improve("carry", str(grid), "iceberg").err.split())
    grid.write_text("{", "utf-8")
    run = improve("carry", str(grid), "iceberg")
    assert (run.code, run.out) == (1, "")
    assert "DOC-TRUNCATED" in run.err
    assert "Nothing was taken over." in run.err


def test_records_of_a_spreadsheet_are_taken_over_and_are_found_by_their_drafts(
    improve: Improve, tmp_path: Path
) -> None:
    """The drafts are checked beside the table that they came from."""
    table, out = tmp_path / "grids.csv", tmp_path / "drafts" / "matrices.json"
    table.write_text(
        "Which,Title,Question,Level,Answer\n"
        "a,Ward 7,Started,System,Families are rung.\n"
        "a,Ward 7,More of,System,Calls.\n"
        "b,Ward 8,Stopped,System,Referrals on paper.\n",
        "utf-8",
    )
    how = ["--column", "Which=record_id", "--framework", "learning-grid"]
    run = improve("carry", str(table), "future-change-matrix", "--out", str(out), *how)
    assert (run.code, run.out) == (0, ""), run.err
    assert 'Entries taken over: 2 of 3. Not taken over: 1 ("More of" 1).' in run.err
    (first, second), _ = load_all(out)
    assert [entry.came_from for entry in (*first.entries, *second.entries)] == [
        ("a/#1",),
        ("b/#1",),
    ]
    out.write_text(out.read_text("utf-8").replace("a/#1", "a/#3"), "utf-8")
    told = improve("validate", str(table), str(out), *how, "--format", "json", "--ignore", "info")
    unknown = [
        (issue["code"], issue["where"]["pointer"])
        for issue in json.loads(told.out)["issues"]
        if issue["code"].startswith(("REC-ID", "REC-ENTRY"))
    ]
    assert unknown == [("REC-ENTRY-UNKNOWN", "/0/entries/0/came_from/0")]
