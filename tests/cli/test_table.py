"""What a person does with tables on the command line, and the mistakes they make there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from improvement_frameworks import Iceberg, WentWell

if TYPE_CHECKING:
    from tests.cli.conftest import Improve

ROWS = "title,level,text\nHuddles,events,It took ten minutes.\n,evnts,Everybody came.\n"
GOOD_ROWS = ROWS.replace("evnts", "patterns")

pytestmark = pytest.mark.usefixtures("folder")


@pytest.fixture(autouse=True)
def _tables(folder: Path) -> None:
    (folder / "bad.csv").write_text(ROWS, encoding="utf-8")
    (folder / "good.csv").write_text(GOOD_ROWS, encoding="utf-8")


def test_a_table_is_checked_by_the_same_command(improve: Improve) -> None:
    run = improve("validate", "bad.csv")
    assert run.code == 1
    assert "error VALUE-CODE  B3 (level)" in run.out
    assert "2 rows (1 record) read: 1 error" in run.out
    assert improve("validate", "good.csv").code == 0


def test_documents_and_tables_share_a_report(improve: Improve) -> None:
    run = improve("validate", "bad.json", "bad.csv", "--format", "json", "--no-rules")
    assert run.code == 1
    report = json.loads(run.out)
    assert (report["rows"], report["documents"], report["judged"]) == (2, 2, 0)
    places = [issue["where"] for issue in report["issues"]]
    assert {"source": "bad.csv", "pointer": "", "row": 3, "cell": "B3", "heading": "level"} in [
        {name: value for name, value in place.items() if name != "line"} for place in places
    ]


def test_a_folder_holds_both(improve: Improve) -> None:
    run = improve("validate", ".")
    assert run.code == 1
    assert {"bad.json", "bad.csv", "good.csv"} <= set(run.out.split())
    Path("bad.json").unlink()
    Path("good.json").unlink()
    run = improve("validate", ".")
    assert "DOC-NONE" not in run.out
    assert "DOC-TABLES" not in run.out
    assert "bad.csv" in run.out


def test_lines_that_are_rows_are_read_once_in_a_folder(improve: Improve) -> None:
    for name in ("bad.json", "good.json", "bad.csv", "good.csv"):
        Path(name).unlink()
    row = {"title": "T", "level": "events", "text": "Two calls were missed.", "entry_id": "e1"}
    Path("rows.jsonl").write_text(f"{json.dumps(row)}\n", encoding="utf-8")
    run = improve("validate", ".", "--format", "json")
    report = json.loads(run.out)
    assert (report["rows"], report["documents"], run.code) == (1, 1, 0)


def test_options_for_tables(improve: Improve) -> None:
    Path("own.csv").write_text("Text;When;Tags\nx;3.4.2020;-\n", encoding="utf-8")
    run = improve("validate", "own.csv")
    assert "TABLE-FRAMEWORK" in run.out
    Path("own.csv").write_text("Rung;Text;Happened on;Tags\nact;x;3.4.2020;-\n", encoding="utf-8")
    assert "CELL-DATE" in improve("validate", "own.csv").out
    run = improve(
        "validate", "own.csv", "--date-format", "%d.%m.%Y", "--blank", "-", "--title", "Mine"
    )
    assert "CELL-DATE" not in run.out
    assert '"-" was read as blank' in run.out
    assert 'was given the title "Mine"' in run.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["validate", "good.csv", "--framework", "icberg"], "Did you mean 'iceberg'"),
        (["validate", "good.csv", "--layout", "broad"], "'broad' is not one of"),
        (["validate", "good.csv", "good.json", "--marked", "m.xlsx"], "--marked takes one table"),
        (["validate", "good.json", "--marked", "m.xlsx"], "--marked takes one table"),
        (["validate", "good.csv", "--marked", "bad.csv"], "exists already"),
        (["validate", "good.csv", "--mapping", "gone.toml"], "gone.toml"),
        (["template", "icberg", "b.xlsx"], "Did you mean 'iceberg'"),
        (["template", "iceberg", "b.docx"], ".xlsx"),
        (["template", "iceberg", "good.csv"], "exists already"),
        (["convert", "good.csv", "out.docx"], "must end in one of"),
        (["convert", "good.csv", "bad.csv"], "exists already"),
        (["map", "gone.csv"], "gone.csv"),
        (["map", "good.csv", "-o", "bad.csv"], "exists already"),
    ],
)
def test_mistakes_are_named_and_nothing_is_written(
    improve: Improve, folder: Path, arguments: list[str], words: str
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    run = improve(*arguments)
    assert run.code == 2
    assert words in run.err
    assert "Traceback" not in run.err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_marked_copy_is_written_beside_the_report(improve: Improve) -> None:
    run = improve("validate", "bad.csv", "--marked", "checked.xlsx")
    assert run.code == 1
    assert "Wrote checked.xlsx." in run.err
    book = openpyxl.load_workbook("checked.xlsx")
    note = book.worksheets[0]["B3"].comment
    assert note is not None
    assert "evnts" in note.text
    assert book.sheetnames[-1] == "Issues"
    assert improve("validate", "bad.csv", "--marked", "checked.xlsx", "--force").code == 1


def test_a_template_is_ready_to_be_filled_in(improve: Improve) -> None:
    run = improve("template", "iceberg", "blank.xlsx")
    assert run.code == 0
    assert "improve validate blank.xlsx" in run.err
    run = improve("validate", "blank.xlsx")
    assert run.code == 0
    assert "TABLE-EXAMPLE" in run.out
    assert improve("template", "iceberg", "blank.xlsx", "--force").code == 0


def test_a_mapping_is_proposed_and_then_used(improve: Improve) -> None:
    Path("own.csv").write_text("Topic;Depth;Said\nA;Seen;x\n", encoding="utf-8")
    run = improve("map", "own.csv", "--framework", "iceberg", "-o", "own.toml")
    assert run.code == 0
    text = Path("own.toml").read_text(encoding="utf-8")
    assert all(f'"{name}" = ""' in text for name in ("Topic", "Depth", "Said"))
    for name, column in (("Topic", "title"), ("Depth", "level"), ("Said", "text")):
        text = text.replace(f'"{name}" = ""', f'"{name}" = "{column}"')
    text += '\n[words.level]\n"Seen" = "events"\n' if "[words.level]" not in text else ""
    Path("own.toml").write_text(text, encoding="utf-8")
    run = improve("validate", "own.csv", "--mapping", "own.toml")
    assert run.code == 0, run.out


def test_conversion_goes_both_ways_or_nothing_is_written(improve: Improve) -> None:
    run = improve("convert", "good.csv", "out.json")
    assert run.code == 0
    assert "Wrote out.json: 1 record." in run.err
    assert improve("validate", "out.json").code == 0
    assert improve("convert", "out.json", "out.xlsx").code == 0
    assert improve("convert", "out.xlsx", "again.json").code == 0
    assert Path("again.json").read_bytes() == Path("out.json").read_bytes()
    run = improve("convert", "bad.csv", "bad.xlsx")
    assert run.code == 1
    assert "VALUE-CODE" in run.out
    assert "Nothing was written." in run.err
    assert not Path("bad.xlsx").exists()


def test_records_of_several_frameworks_are_converted_one_framework_at_a_time(
    improve: Improve, tmp_path: Path
) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    for record in (
        *(Iceberg(id=f"i{n}", title="A", entries=[{"level": "events", "text": "B"}]) for n in "12"),
        WentWell(id="w1", title="A", entries=[{"side": "went-well", "text": "B"}]),
    ):
        (folder / f"{record.id}.json").write_text(record.to_json(), encoding="utf-8")
    run = improve("convert", str(folder), "all.csv")
    assert (run.code, Path("all.csv").exists()) == (2, False)
    assert "here are iceberg, went-well. Choose one, such as: --framework iceberg" in run.err
    run = improve("convert", str(folder), "one.csv", "--framework", "iceberg")
    assert run.code == 0
    assert "RECORDS-NOT-WRITTEN" in run.err
    assert "Records of other frameworks were left out: 1." in run.err
    assert "Wrote one.csv: 2 records." in run.err
    assert "WWW-" not in run.out + run.err
    again = improve("validate", "one.csv", "--format", "json")
    assert json.loads(again.out)["documents"] == 2
    run = improve("convert", str(folder), "none.csv", "--framework", "story")
    assert "no record of story. There are: iceberg, went-well." in run.err


def test_columns_are_shown(improve: Improve) -> None:
    run = improve("show", "iceberg", "--columns")
    assert run.code == 0
    assert "  explained_by " in run.out
    assert improve("show", "icberg", "--columns").code == 2


def test_a_missing_table_is_named(improve: Improve) -> None:
    run = improve("validate", "goood.csv")
    assert run.code == 2
    assert "Did you mean good.csv?" in run.out
    run = improve("convert", "goood.csv", "out.json")
    assert run.code == 2
    assert "Did you mean good.csv?" in run.out
