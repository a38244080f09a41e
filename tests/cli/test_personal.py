"""``improve mask`` and ``improve forget`` write whole new files, or none, and say what they did."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from improvement_frameworks import Iceberg, load, load_table

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Improve

RECORD = Iceberg(
    id="r1",
    title="Calls",
    contributors=[{"id": "c1", "name": "Robin Example", "role": "nurse"}],
    entries=[
        {"id": "e1", "level": "events", "text": "Robin rang 01632 960 123.", "contributor": "c1"}
    ],
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "record.json"
    file.write_text(RECORD.to_json(), encoding="utf-8")
    return file


@pytest.mark.parametrize("ending", ["json", "jsonl", "yaml", "csv", "xlsx"])
def test_masked_records_are_written_in_each_form(
    improve: Improve, source: Path, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"masked.{ending}"
    found = improve("mask", str(source), "--out", str(out))
    assert found.code == 0
    assert "Hidden: name 1, telephone number 1." in found.err
    records = load_table(out).records if ending in {"csv", "xlsx"} else [load(out)]
    (record,) = records
    assert record.entries[0].text == "[name] rang [telephone number]."
    assert [person.name for person in record.contributors] == [None]
    assert "Robin" in source.read_text(encoding="utf-8")


def test_a_masked_table_is_written_as_records(improve: Improve, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(
        "Title,Level,Text,Lift\nCalls,Events,Mrs Example rang,out of order\n", encoding="utf-8"
    )
    out = tmp_path / "masked.json"
    found = improve("mask", str(table), "-o", str(out))
    assert found.code == 0
    assert 'Column not recognised: "Lift"' in found.err
    assert "PRIV" not in found.err
    assert json.loads(out.read_text(encoding="utf-8"))["entries"][0]["text"] == "Mrs [name] rang"


def test_names_of_one_record_are_hidden_in_all(
    improve: Improve, source: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.json"
    other.write_text(Iceberg(id="r2", title="Ask Robin", entries=[]).to_json(), encoding="utf-8")
    out = tmp_path / "masked.jsonl"
    found = improve("mask", str(source), str(other), "--out", str(out))
    assert "Hidden: name 2, telephone number 1." in found.err
    assert "Robin" not in out.read_text(encoding="utf-8")


def test_nothing_is_written_if_anything_is_wrong(
    improve: Improve, source: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"framework": "iceberg"}', encoding="utf-8")
    out = tmp_path / "masked.json"
    found = improve("mask", str(source), str(wrong), "--out", str(out))
    assert (found.code, out.exists()) == (1, False)
    assert "Nothing was written." in found.err
    assert "VERSION-MISSING" in found.out
    assert "PRIV-" not in found.out  # practice checks would hide the errors of many records
    assert improve("mask", str(source), "--out", str(source), "--force").code == 2
    other = tmp_path / "other.json"
    other.write_text(RECORD.replace(id="r2").to_json(), encoding="utf-8")
    assert improve("mask", str(source), str(other), "--out", str(tmp_path / "a.yaml")).code == 2
    assert improve("forget", str(source), "--contributor", "c9", "--out", str(out)).code == 2
    assert not out.exists()


def test_a_person_is_taken_out(improve: Improve, source: Path, tmp_path: Path) -> None:
    out = tmp_path / "without.json"
    found = improve("forget", str(source), "--contributor", "Robin Example", "-o", str(out))
    assert found.code == 0
    kept = load(out)
    assert kept.contributors == ()
    assert (kept.entries[0].text, kept.entries[0].contributor) == (
        "[name] rang 01632 960 123.",
        None,
    )
    assert "Contributors removed: 1" in found.err
    assert "r1/entries/0" in found.err
    words = ("--contributor", "c1", "--entries", "remove", "--force", "-o", str(out))
    assert improve("forget", str(source), *words).code == 0
    assert load(out).entries == ()


NUMBER = "01632 960 123"
TABLE = f"Title,Level,Text\nCalls,Zyxwv {NUMBER},Ring\n".encode()


@pytest.mark.parametrize("kind", ["text", "json", "markdown", "github"])
def test_the_command_shows_what_is_asked_for(improve: Improve, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(TABLE)
    shown = {
        values: improve("validate", str(file), "--format", kind, *arguments).out
        for values, arguments in {
            "default": (),
            "masked": ("--values", "masked"),
            "on": ("--values", "on"),
            "off": ("--values", "off"),
        }.items()
    }
    assert shown["default"] == shown["masked"]
    assert "01632" not in shown["masked"] + shown["off"]
    assert "01632" in shown["on"]
    assert "Zyxwv" in shown["masked"]
    assert "Zyxwv" not in shown["off"]


def test_a_page_cannot_be_without_values(improve: Improve, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(Iceberg(title=f"Ring {NUMBER}", entries=[]).to_json(), encoding="utf-8")
    assert improve("validate", str(file), "--format", "html", "--values", "off").code == 2
    assert NUMBER not in improve("validate", str(file), "--format", "html").out
    assert NUMBER in improve("validate", str(file), "--format", "html", "--values", "on").out
