"""Codebooks on the command line: out to other programs, and in from them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from improvement_frameworks import get_example
from improvement_frameworks.insight import read_codebook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Improve


def test_a_codebook_goes_out_and_comes_in(folder: Path, improve: Improve) -> None:
    example = get_example("poll")
    (folder / "poll.json").write_text(json.dumps(example), encoding="utf-8")
    run = improve("codebook", "poll.json", "--out", "codes.qdc")
    assert (run.code, run.out, run.err) == (0, "", "Wrote codes.qdc. Codes: 4.\n")
    assert len(read_codebook(folder / "codes.qdc").codes) == 4
    assert improve("codebook", "codes.qdc", "--out", "codes.csv").code == 0
    shown = improve("codebook", "codes.csv")
    wanted = {str(one["code"]): one for one in json.loads(json.dumps(example["codebook"]))}
    assert {str(one["code"]): one for one in json.loads(shown.out)["codebook"]} == wanted


def test_a_codebook_goes_out_without_names(folder: Path, improve: Improve) -> None:
    example = get_example("poll") | {
        "contributors": [{"id": "c1", "name": "Robin Example"}],
        "codebook": [{"code": "a", "label": "A", "examples": ["Robin asked Mrs Sample."]}],
        "codings": [],
        "entries": [],
    }
    (folder / "poll.json").write_text(json.dumps(example), encoding="utf-8")
    (code,) = json.loads(improve("codebook", "poll.json", "--no-names").out)["codebook"]
    assert code["examples"] == ["[name] asked Mrs [name]."]
    assert improve("codebook", "poll.json", "--no-names", "--out", "codes.csv").code == 0
    written = (folder / "codes.csv").read_text(encoding="utf-8")
    assert "[name] asked Mrs [name]." in written
    (folder / "codes.csv").write_text("name,example\nA,Ask Mrs Sample\n", encoding="utf-8")
    assert "Sample" in improve("codebook", "codes.csv").out
    assert "Sample" not in improve("codebook", "codes.csv", "--no-names").out


def test_a_file_is_kept_unless_force_is_said(folder: Path, improve: Improve) -> None:
    (folder / "poll.json").write_text(json.dumps(get_example("poll")), encoding="utf-8")
    (folder / "codes.csv").write_text("mine", encoding="utf-8")
    run = improve("codebook", "poll.json", "--out", "codes.csv")
    assert run.code == 2
    assert (folder / "codes.csv").read_text(encoding="utf-8") == "mine"
    assert improve("codebook", "poll.json", "--out", "codes.csv", "--force").code == 0


def test_what_cannot_be_is_said_in_words(folder: Path, improve: Improve) -> None:
    (folder / "codes.qdc").write_text("<CodeBook", encoding="utf-8")
    (folder / "names.csv").write_text("name,codable\nSilos,maybe\nOther,\n", encoding="utf-8")
    run = improve("codebook", "codes.qdc")
    assert (run.code, run.out) == (2, "")
    assert "CODEBOOK-UNREADABLE" in run.err
    run = improve("codebook", "names.csv")
    assert (run.code, len(json.loads(run.out)["codebook"])) == (1, 1)
    assert "CODEBOOK-CODE" in run.err
    run = improve("codebook", "good.json")
    assert (run.code, "has no codebook" in run.err) == (2, True)
    run = improve("codebook", "names.csv", "--out", "codes.docx")
    assert (run.code, "as .qdc or .csv" in run.err) == (2, True)
