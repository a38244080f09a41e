"""Whole files through the public functions: sheets, conversion, data frames, round trips."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import openpyxl
import pytest
from hypothesis import given, strategies as st
from tests.conftest import few
from tests.tables.conftest import places
from tests.tables.test_record import trim

from improvement_frameworks import (
    framework_ids,
    get_example,
    load,
    load_all,
    load_table,
    validate_table,
    write_table,
)
from improvement_frameworks.tables.convert import convert_file
from improvement_frameworks.tables.reading.table_file import find_tables, is_table
from improvement_frameworks.testing import records

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


HEAD = ("Title", "Level", "Text")
ENDINGS = (".csv", ".xlsx", ".parquet", ".jsonl")


def write_book(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


@pytest.mark.usefixtures("whole_files")
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("framework", framework_ids())
def test_examples_come_back_from_files(tmp_path: Path, framework: str, ending: str) -> None:
    example = load(get_example(framework))
    path = tmp_path / f"table{ending}"
    write_table([example, example], path)
    assert load_table(path).records == (example, example)


UNWRITABLE: Final = re.compile(r"\\u00[0-9a-f]{2}|\\[bfr]|[\ufffe\uffff]")
"""What JSON writes for characters that XML, and so a workbook, has no sign for."""


@pytest.mark.usefixtures("whole_files")
@pytest.mark.parametrize("ending", ENDINGS)
@few
@given(data=st.data())
def test_records_come_back_from_files(
    tmp_path_factory: pytest.TempPathFactory, ending: str, data: st.DataObject
) -> None:
    framework = data.draw(st.sampled_from(framework_ids()))
    drawn = data.draw(records(framework, resolve=True))
    try:
        written = type(drawn).model_validate_json(UNWRITABLE.sub("x", drawn.to_json()))
        wanted = trim(written, lists=ending in {".xlsx", ".ods"})
        path = tmp_path_factory.mktemp("table") / f"table{ending}"
        write_table([wanted], path)
    except ValueError:
        return  # two tags are the same once they are trimmed, or an entry says nothing
    assert load_table(path, framework=framework, rules=False).records == (wanted,)


def test_only_sheets_with_tables_are_read(tmp_path: Path) -> None:
    table = [HEAD, ("A", "events", "x")]
    path = write_book(tmp_path / "b.xlsx", {"Read me": [("Hello",)], "One": table})
    report = validate_table(path)
    assert report.ok
    assert places(report, "info")[0] == ("Read me", "SHEET-LEFT-OUT")
    path = write_book(tmp_path / "c.xlsx", {"Read me": [("Hello",)]})
    assert [i.code for i in validate_table(path).issues] == ["TABLE-NO-HEADER"]


def test_sheets_with_the_same_columns_are_all_read_and_said(tmp_path: Path) -> None:
    table = [HEAD, ("A", "events", "x")]
    path = write_book(tmp_path / "b.xlsx", {"One": table, "Two": [*table, ("A", "evnts", "x")]})
    report = validate_table(path)
    assert ("One", "TABLE-SHEETS") in places(report, "info")
    assert places(report, "error") == [("Two!B3", "VALUE-CODE")]
    assert (report.rows, report.documents) == (3, 2)
    assert validate_table(path, sheet="One").ok


def test_a_sheet_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = write_book(tmp_path / "b.xlsx", {"Grid": [HEAD]})
    (issue,) = validate_table(path, sheet="Gird").issues
    assert issue.code == "TABLE-SHEET"
    assert 'Did you mean "Grid"?' in issue.message


def test_a_file_without_sheets_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,level,text\nA,events,x\n", encoding="utf-8")
    (issue,) = validate_table(path, sheet="Grid").issues
    assert (issue.code, issue.hint) == (
        "TABLE-SHEET",
        "Use one of its sheets: none, as only workbooks have sheets.",
    )


def test_a_sheet_with_the_values_of_a_drop_down_is_left_out(tmp_path: Path) -> None:
    values = [("Level",), ("Events",), ("Patterns",)]
    one = [("Level", "Text"), ("Events", "Two falls at night")]
    path = write_book(tmp_path / "b.xlsx", {"Data": one, "Lists": values})
    report, records = validate_table(path, rules=False), load_table(path).records
    assert not report.errors, report.to_text()
    assert ("Lists", "SHEET-LEFT-OUT") in places(report, "info")
    assert [entry.text for record in records for entry in record.entries] == ["Two falls at night"]
    alone = write_book(tmp_path / "a.xlsx", {"Lists": values})
    assert "SHEET-LEFT-OUT" not in validate_table(alone).by_code()


def test_what_cannot_be_read_is_not_called_empty_as_well(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(bytes(17 * 1024 * 1024))
    assert [issue.code for issue in validate_table(path).issues] == ["TABLE-DAMAGED"]


def test_a_hidden_sheet_is_read_only_if_it_is_asked_for(tmp_path: Path) -> None:
    table = [HEAD, ("A", "evnts", "x")]
    path = write_book(tmp_path / "b.xlsx", {"One": [HEAD, ("A", "events", "x")], "Two": table})
    book = openpyxl.load_workbook(path)
    book["Two"].sheet_state = "hidden"
    book.save(path)
    report = validate_table(path)
    assert report.ok
    assert ("Two", "SHEET-LEFT-OUT") in places(report, "info")
    assert not validate_table(path, sheet="Two").ok


def test_conversion_keeps_what_documents_say(tmp_path: Path) -> None:
    source = tmp_path / "a.json"
    example = json.loads(get_example_text("iceberg"))
    source.write_text(json.dumps([example, example]), encoding="utf-8")
    book, lines, back = tmp_path / "a.xlsx", tmp_path / "a.jsonl", tmp_path / "b.json"
    assert convert_file(source, book).ok
    assert convert_file(book, lines).ok
    assert len(lines.read_text(encoding="utf-8").splitlines()) == 2
    assert convert_file(lines, back).ok
    assert json.loads(back.read_text(encoding="utf-8")) == [example, example]


def get_example_text(framework: str) -> str:
    return load(get_example(framework)).to_json()


def test_rows_may_be_written_as_lines(tmp_path: Path) -> None:
    source, lines = tmp_path / "a.csv", tmp_path / "a.jsonl"
    write_table([load(get_example("iceberg"))], source)
    assert convert_file(source, lines, as_rows=True).ok
    assert is_table(lines)
    assert load_table(lines).records == (load(get_example("iceberg")),)


def test_nothing_is_written_if_anything_is_wrong(tmp_path: Path) -> None:
    source, out = tmp_path / "a.csv", tmp_path / "a.json"
    source.write_text("title,level,text\nA,evnts,x\n", encoding="utf-8")
    assert not convert_file(source, out).ok
    assert not out.exists()
    source.write_text("title,level,text\nA,events,x\n", encoding="utf-8")
    out.write_text("kept", encoding="utf-8")
    with pytest.raises(FileExistsError):
        convert_file(source, out)
    assert out.read_text(encoding="utf-8") == "kept"
    assert convert_file(source, out, force=True).ok
    with pytest.raises(ValueError, match=r"must end in one of: \.json"):
        convert_file(source, tmp_path / "a.docx")
    source.write_text("title,level,text\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no records"):
        convert_file(source, tmp_path / "b.json")


@pytest.mark.parametrize("source", ["", "*", "[ab].*"])
def test_a_folder_or_pattern_gives_its_documents_and_its_tables(
    tmp_path: Path, source: str
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out.json"
    folder.mkdir()
    (folder / "a.csv").write_text("title,level,text\nA,events,x\n", encoding="utf-8")
    (folder / "b.json").write_text(load(get_example("iceberg")).to_json(), encoding="utf-8")
    assert convert_file(folder / source, out).documents == 2
    assert {record.title for record in load_all(out).records} == {
        "A",
        str(get_example("iceberg")["title"]),
    }
    with pytest.raises(ValueError, match="is a file that is read"):
        convert_file(folder / source, folder / "b.json", force=True)


@pytest.mark.parametrize("name", ["a.csv", "link.csv", "../{}/a.csv"])
def test_a_table_is_never_written_over_itself(tmp_path: Path, name: str) -> None:
    text = "title,level,text,Remarks\nA,events,x,only here\n"
    source, out = tmp_path / "a.csv", tmp_path / name.format(tmp_path.name)
    source.write_text(text, encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(source)
    with pytest.raises(ValueError, match="is a file that is read"):
        convert_file(source, out, force=True)
    assert source.read_text(encoding="utf-8") == text


def test_tables_are_told_from_documents(tmp_path: Path) -> None:
    texts = {
        "a.csv": "",
        "b.jsonl": '{"record": "r1", "framework": "iceberg"}\n',
        "c.jsonl": '{"level": "events", "text": "x"}\n',
        "d.jsonl": '{"framework": "iceberg", "entries": []}\n',
        "e.jsonl": "[1]\n",
        "f.jsonl": '{"framework": "iceberg"}\n',
        "g.txt": "",
        "h.json": "{}",
        "~$i.xlsx": "",
        ".j.csv": "",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "folder.csv").mkdir()
    assert [path.name for path in find_tables(tmp_path)] == ["a.csv", "b.jsonl", "c.jsonl"]
    assert is_table(tmp_path / "g.txt")
    assert not is_table(tmp_path / "folder.csv")
    assert is_table(Path("gone.xlsx"))


def test_a_formula_that_nobody_worked_out_is_no_blank(tmp_path: Path) -> None:
    rows = [
        (*HEAD, "First seen"),
        ("A", "events", "x", "=DATE(2020,3,16)"),
        ("", "events", "y", ""),
    ]
    path = write_book(tmp_path / "b.xlsx", {"One": rows})
    report = validate_table(path, rules=False)
    assert places(report, "error") == [("One!D2", "CELL-ERROR")]
    assert "no program has worked it out" in report.errors[0].message
