"""A marked workbook is the same workbook with its issues in it."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast
from zipfile import ZIP_DEFLATED, ZipFile

import polars as pl
import pytest
from tests.conftest import cases
from tests.tables.readers.writing import new_book
from tests.tables.writers.opened import Note, Sheet, open_book, read_values

from improvement_frameworks import problems
from improvement_frameworks.core.report.report import Collector, Report
from improvement_frameworks.problems.problem import Issue, Where
from improvement_frameworks.tables import validate_table
from improvement_frameworks.tables.marking.marked_workbook import write_marked
from improvement_frameworks.tables.writing.unwritable import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from improvement_frameworks.problems.problem import Severity

RED, AMBER, GREEN = "FFFFB3B3", "FFFFD966", "FF00FF00"
NAME = "O'Brien & Söhne"
FOUND = "=cmd <b> é _x0041_"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8ffff"
    "ff7f0009fb03fd0543458a0000000049454e44ae426082"
)


class Page(Protocol):
    def write_row(
        self, row: int, column: int, values: Sequence[object], style: object = None
    ) -> int: ...
    def write_formula(self, place: str, formula: str, style: object, value: object) -> int: ...
    def write_comment(self, place: str, text: str) -> int: ...
    def set_row(self, row: int, height: int) -> int: ...
    def insert_image(self, place: str, path: str) -> int: ...
    def insert_chart(self, place: str, chart: object) -> int: ...
    def insert_button(self, place: str, options: Mapping[str, object]) -> int: ...
    def add_table(self, span: str) -> int: ...
    def set_column(self, span: str, width: int, style: object) -> int: ...


class Chart(Protocol):
    def add_series(self, options: Mapping[str, object]) -> None: ...


class Book(Protocol):
    def add_worksheet(self, name: str) -> Page: ...
    def add_format(self, properties: Mapping[str, object]) -> object: ...
    def add_chart(self, options: Mapping[str, object]) -> Chart: ...
    def add_vba_project(self, path: str) -> int: ...
    def close(self) -> None: ...


class Library(Protocol):
    def Workbook(self, path: str) -> Book: ...  # noqa: N802 - the library's own


def make_issue(
    cell: str, severity: Severity = "error", *, sheet: str = NAME, row: int | None = None
) -> Issue:
    return problems.TABLE_DELIMITER.issue(
        Where(source="book.xlsx", sheet=sheet, cell=cell, row=row, heading="Recorded <on>"),
        severity,
        found=FOUND,
    )


def report_of(*issues: Issue) -> Report:
    collector = Collector()
    collector.add(issues)
    return collector.report()


ISSUES = (
    make_issue("A1"),
    make_issue("B2", "warning"),
    make_issue("A2"),
    make_issue("A2", "warning"),
    make_issue("C2", "info"),
    make_issue("D2"),
    make_issue("B4"),
    make_issue("F9", "warning"),
    make_issue("", "warning", row=7),
    make_issue("J10", sheet="Plain"),
)
MARKED = {"A1": RED, "A2": RED, "B2": AMBER, "D2": RED, "B4": RED, "F9": AMBER, "A7": AMBER}


def make_book(path: Path, second: str = "Plain") -> Path:
    """Make a workbook with a note, a chart, a picture, a table, a button and macros."""
    book = cast("Library", import_module("xlsxwriter")).Workbook(str(path))
    page = book.add_worksheet(NAME)
    bold = book.add_format({"bold": True, "num_format": "0.00%"})
    page.write_row(0, 0, ["day", "share", "yes"])
    page.write_row(1, 0, [0.25], bold)
    page.write_formula("B2", "=1+1", None, 2)
    page.write_row(1, 2, [True])
    page.write_comment("B2", "asked on Monday")
    page.write_comment("C2", "kept")
    page.set_column("F:F", 12, bold)
    picture = path.with_suffix(".png")
    picture.write_bytes(PNG)
    page.insert_image("H2", str(picture))
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='O''Brien & Söhne'!$A$2:$B$2"})
    page.insert_chart("H9", chart)
    page.add_table("K20:L22")
    page.write_row(2, 0, ["green"], book.add_format({"bg_color": "#00FF00"}))
    page.set_column("C:E", 1, None)
    page.set_row(29, 150)
    plain = book.add_worksheet(second)
    plain.write_row(9, 9, [5])
    if path.suffix == ".xlsm":
        page.insert_button("K2", {"caption": "Press"})
        macros = path.with_suffix(".bin")
        macros.write_bytes(b"not run by anybody")
        book.add_vba_project(str(macros))
    book.close()
    return path


def parts_of(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rewrite(path: Path, changes: Mapping[str, tuple[str, str]], drop: Sequence[str] = ()) -> None:
    """Change texts in parts of a workbook, as other programs would write them."""
    parts = parts_of(path)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            if name in drop:
                continue
            old, new = changes.get(name, ("", ""))
            text = data.replace(old.encode(), new.encode()) if old else data
            assert text != data or not old
            archive.writestr(name, text)


@pytest.mark.parametrize("ending", [".xlsx", ".xlsm"])
def test_bad_cells_have_a_colour_and_a_note_and_nothing_else_changed(
    tmp_path: Path, ending: str
) -> None:
    source = make_book(tmp_path / f"book{ending}")
    before = source.read_bytes()
    path = tmp_path / f"checked{ending}"
    write_marked(source, report_of(*ISSUES), path)
    assert source.read_bytes() == before
    sheet = open_book(path)[NAME]
    assert colours(sheet) == MARKED
    for place in MARKED:
        note = sheet[place].comment
        assert note is not None
        assert "TABLE-DELIMITER" in note.text
        assert "columns seem to be separated by =cmd <b> é _x005F_x0041_" in note.text
    both, old, kept = (sheet[place].comment for place in ("A2", "B2", "C2"))
    assert both is not None
    assert old is not None
    assert kept is not None
    assert ("ERROR" in both.text, "WARNING" in both.text) == (True, True)
    assert old.text.startswith("asked on Monday\n\n[improvement-frameworks]\nWARNING")
    assert kept.text == "kept"
    assert sheet["A2"].number_format == "0.00%"
    was, now = read_values(source), read_values(path)
    assert now.pop("Issues")
    assert [name for name in was if trim(was[name]) != trim(now[name])] == []
    assert open_book(path)[NAME]["B2"].value == "=1+1"
    old_parts, new_parts = parts_of(source), parts_of(path)
    changed = {name for name in old_parts if old_parts[name] != new_parts[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }


def colours(sheet: Sheet) -> dict[str, str]:
    """Return the colours that are put on cells, whatever colours they have themselves."""
    return {
        place: str(rule.dxf.fill.bgColor.rgb)
        for found in sheet.conditional_formatting
        for rule in found.rules
        for place in str(found.sqref).split()
    }


def notes(sheet: Sheet) -> list[Note]:
    return [cell.comment for row in sheet.iter_rows() for cell in row if cell.comment]


def trim(grid: list[list[object]]) -> dict[tuple[int, int], object]:
    """Return the cells that hold something, by their places."""
    return {
        (row, column): value
        for row, values in enumerate(grid)
        for column, value in enumerate(values)
        if value != ""
    }


def test_the_list_has_every_issue_and_links_to_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "checked.xlsx"
    report = report_of(*ISSUES)
    write_marked(make_book(tmp_path / "book.xlsx"), report, path)
    sheet = open_book(path)["Issues"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:5] == ["Sheet", "Cell", "Column", "Severity", "Code"]
    assert len(rows) == len(ISSUES) + 1
    assert sorted(str(row[1]) for row in rows[1:]) == sorted(
        issue.where.cell or "row 7" for issue in ISSUES
    )
    listed = read_values(path)["Issues"]
    assert {row[5] for row in listed[1:]} == {ISSUES[0].message}
    assert {row[6] for row in listed[1:]} == {ISSUES[0].hint}
    places = {str(sheet[f"B{row}"].value): sheet[f"B{row}"].hyperlink for row in range(2, 12)}
    target = places["B4"]
    assert target is not None
    assert target.location == "'O''Brien & Söhne'!B4"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:G11"


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is needed: make office")
def test_libreoffice_shows_notes_and_colours(tmp_path: Path) -> None:
    make_book(tmp_path / "book.xlsx")
    write_marked(tmp_path / "book.xlsx", report_of(*ISSUES), tmp_path / "book-checked.xlsx")
    table = tmp_path / "table.csv"
    table.write_text("day,share\n=1+1,2\n3,4\n", encoding="utf-8")
    of_table = tuple(make_issue(place, sheet="") for place in ("A2", "B3"))
    write_marked(table, report_of(*of_table), tmp_path / "table-checked.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    run = ["soffice", profile, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path)]
    files = [str(tmp_path / f"{name}-checked.xlsx") for name in ("book", "table")]
    subprocess.run([*run, *files], check=True, capture_output=True, timeout=180)
    book, copy = (
        (tmp_path / f"{name}-checked.fods").read_text("utf-8") for name in ("book", "table")
    )
    for shown, issues, kept in ((book, ISSUES, 1), (copy, of_table, 0)):  # a note without an issue
        notes = {issue.where.address for issue in issues if issue.severity != "info"}
        assert shown.count("<office:annotation ") == len(notes) + kept
        assert shown.count("TABLE-DELIMITER") >= 2 * len(notes)
        assert RED[2:].lower() in shown.lower()
        assert "Err:" not in shown
        assert "=cmd &lt;b&gt; é _x0041_" in shown
    assert "asked on Monday" in book
    assert 'table:formula="of:=1+1"' in book
    assert "table:formula" not in copy


FORMS: Mapping[str, tuple[Mapping[str, tuple[str, str]], tuple[str, ...]]] = {
    "cells-without-addresses": ({"xl/worksheets/sheet2.xml": ('<c r="J10"', "<c")}, ()),
    "absolute-targets": (
        {"xl/_rels/workbook.xml.rels": ('Target="worksheets/', 'Target="/xl/worksheets/')},
        (),
    ),
    "no-last-row": (
        {"xl/worksheets/sheet2.xml": ("<sheetData>", '<sheetData><row r="2"/>')},
        (),
    ),
}


@pytest.mark.parametrize(("changes", "drop"), cases(FORMS))
def test_other_ways_to_write_a_workbook_are_understood(
    tmp_path: Path, changes: Mapping[str, tuple[str, str]], drop: tuple[str, ...]
) -> None:
    source = make_book(tmp_path / "book.xlsx")
    rewrite(source, changes, drop)
    path = tmp_path / "checked.xlsx"
    bare = "cells" in str(changes) or any(new == "<c" for _, new in changes.values())
    place = "A10" if bare else "J10"
    issues = [make_issue(cell, sheet="Plain") for cell in (place, "B2", "C12")]
    write_marked(source, report_of(*issues), path)
    sheet = open_book(path)["Plain"]
    assert colours(sheet) == dict.fromkeys((place, "B2", "C12"), RED)
    assert sheet[place].value == 5


def test_prefixes_are_kept(tmp_path: Path) -> None:
    source = make_book(tmp_path / "book.xlsx")
    parts = parts_of(source)
    with ZipFile(source, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            written = data
            if name.startswith(("xl/worksheets/sheet", "xl/styles", "xl/workbook", "xl/comments")):
                text = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1m:", data.decode())
                written = text.replace("xmlns=", "xmlns:m=").encode()
            archive.writestr(name, written)
    path = tmp_path / "checked.xlsx"
    write_marked(source, report_of(*ISSUES), path)
    sheet = open_book(path)[NAME]
    assert colours(sheet) == MARKED
    assert all(sheet[place].comment for place in MARKED)


def test_a_workbook_without_styles_gets_some(tmp_path: Path) -> None:
    source = make_book(tmp_path / "book.xlsx")
    styles = re.compile(rb'<(Override|Relationship) [^>]*styles\.xml"[^>]*>')
    looks = re.compile(rb' s="[0-9]+"| style="[0-9]+"')
    parts = parts_of(source)
    with ZipFile(source, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            if name != "xl/styles.xml":
                plain = looks.sub(b"", data) if "worksheets/sheet" in name else data
                archive.writestr(name, styles.sub(b"", plain))
    path = tmp_path / "checked.xlsx"
    write_marked(source, report_of(*ISSUES), path)
    sheet = open_book(path)[NAME]
    assert colours(sheet) == MARKED


def test_marking_again_replaces_the_marks_of_the_first_time(tmp_path: Path) -> None:
    source, first, second = (tmp_path / f"{name}.xlsx" for name in ("book", "first", "second"))
    write_marked(make_book(source), report_of(*ISSUES), first)
    write_marked(first, report_of(make_issue("A1"), make_issue("B2")), second)
    book = open_book(second)
    assert book.sheetnames == [NAME, "Plain", "Issues"]
    assert colours(book[NAME]) == {"A1": RED, "B2": RED}
    assert colours(book["Plain"]) == {}
    for place in MARKED.keys() - {"A1", "B2"}:
        assert book[NAME][place].comment is None
    own, old, kept = (book[NAME][place].comment for place in ("A1", "B2", "C2"))
    assert own is not None
    assert old is not None
    assert kept is not None
    assert own.text.count("TABLE-DELIMITER") == old.text.count("TABLE-DELIMITER") == 1
    assert old.text.startswith("asked on Monday\n\n")
    assert kept.text == "kept"
    assert len(read_values(second)["Issues"]) == 3
    write_marked(second, report_of(), tmp_path / "third.xlsx")
    clean = open_book(tmp_path / "third.xlsx")[NAME]
    assert colours(clean) == {}
    assert [note.text for note in notes(clean)] == ["asked on Monday", "kept"]
    boxes = parts_of(tmp_path / "third.xlsx")["xl/drawings/vmlDrawing1.vml"]
    assert boxes.count(b'ObjectType="Note"') == 2


def test_the_list_is_known_again_when_another_program_has_saved_the_copy(tmp_path: Path) -> None:
    source, first, saved, second = (tmp_path / f"{name}.xlsx" for name in "abcd")
    written = new_book()
    for row in (["level", "text"], ["Evnets", "A leaflet"], ["Patterns", "Every week"]):
        written.active.append(row)
    written.save(source)
    report = validate_table(source, framework="iceberg", title="Leaflets")
    write_marked(source, report, first)
    book = open_book(first)
    book[book.sheetnames[0]]["A2"].value = "Events"
    book.save(saved)
    report = validate_table(saved, framework="iceberg", title="Leaflets")
    assert report.ok
    left_out = [issue for issue in report.issues if issue.code == "SHEET-LEFT-OUT"]
    assert [issue.where.sheet for issue in left_out] == ["Issues"]
    write_marked(saved, report, second)
    assert open_book(second).sheetnames == book.sheetnames


def test_notes_are_known_again_when_a_program_has_dropped_who_wrote_them(tmp_path: Path) -> None:
    """LibreOffice keeps no author, and makes one piece of the words of a note."""
    source, first, second = (tmp_path / f"{name}.xlsx" for name in "abc")
    write_marked(make_book(source), report_of(*ISSUES), first)
    book = open_book(first)
    for note in notes(book[NAME]):
        note.author = " "
    book.save(first)
    assert "[improvement-frameworks]" in "".join(note.text for note in notes(book[NAME]))
    write_marked(first, report_of(), second)
    assert [note.text for note in notes(open_book(second)[NAME])] == ["asked on Monday", "kept"]


def test_a_sheet_of_somebody_called_issues_is_kept(tmp_path: Path) -> None:
    source, path = tmp_path / "book.xlsx", tmp_path / "checked.xlsx"
    make_book(source, "Issues")
    write_marked(source, report_of(*ISSUES), path)
    assert open_book(path).sheetnames == [NAME, "Issues", "Issues 2"]
    assert open_book(path)["Issues"]["J10"].value == 5


def test_a_colour_of_somebody_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "checked.xlsx"
    write_marked(make_book(tmp_path / "book.xlsx"), report_of(make_issue("A3")), path)
    sheet = open_book(path)[NAME]
    assert sheet["A3"].fill.fgColor.rgb == GREEN
    assert colours(sheet) == {"A3": RED}


def test_a_note_is_as_large_as_its_words(tmp_path: Path) -> None:
    """Narrow columns and high rows make neither a narrow nor a high box."""
    path = tmp_path / "checked.xlsx"
    write_marked(make_book(tmp_path / "book.xlsx"), report_of(make_issue("A30")), path)
    boxes = parts_of(path)["xl/drawings/vmlDrawing1.vml"].decode()
    places = re.findall(r"<x:Anchor>([^<]*)</x:Anchor>", boxes)
    _, _, top, _, right, _, bottom, _ = map(int, places[-1].split(", "))
    widths = [64] * right
    widths[2:6] = [12, 12, 12, 89]  # C:F of the sheet, in pixels
    assert sum(widths[1:right]) >= 320
    assert sum(widths[1 : right - 1]) < 320
    heights = [200 if row == 30 else 20 for row in range(top + 1, bottom + 1)]
    assert sum(heights[:-1]) < 20 * 16 <= 20 * 16 + sum(heights)


def test_a_csv_is_copied_as_text_with_its_marks(tmp_path: Path) -> None:
    source = tmp_path / "notes.csv"
    source.write_text("title;text\n\n=1+1;007\na;" + "x" * 40_000 + "\n", encoding="utf-8")
    path = tmp_path / "checked.xlsx"
    write_marked(source, report_of(make_issue("B3", sheet="")), path)
    grid = read_values(path)["Table"]
    assert grid[0] == ["title", "text"]
    assert grid[2] == ["=1+1", "007"]
    assert str(grid[3][1]).endswith("x…")
    sheet = open_book(path)["Table"]
    assert colours(sheet) == {"B3": RED}
    assert sheet["A3"].data_type != "f"


def test_a_number_is_copied_as_a_spreadsheet_shows_it(tmp_path: Path) -> None:
    table = tmp_path / "votes.parquet"
    rows = {"level": ["events"], "text": ["Late"], "mentions": [12.0]}
    pl.DataFrame(rows).write_parquet(table)
    write_marked(table, validate_table(table), tmp_path / "marked.xlsx")
    assert read_values(tmp_path / "marked.xlsx")["Table"][0] == ["events", "Late", "12"]


def test_a_real_check_is_marked_where_it_says(tmp_path: Path) -> None:
    source = tmp_path / "ice.csv"
    source.write_text("Title,Level,Text\nT,Eventz,x\n,Events,\n", encoding="utf-8")
    report = validate_table(source, framework="iceberg")
    places = {issue.where.cell for issue in report.errors if issue.where.cell}
    assert places
    write_marked(source, report, tmp_path / "checked.xlsx")
    sheet = open_book(tmp_path / "checked.xlsx")["Table"]
    assert {place for place in places if sheet[place].comment is None} == set()


def test_so_many_cells_are_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("improvement_frameworks.tables.marking.marked_workbook.MOST_MARKS", 2)
    path = tmp_path / "checked.xlsx"
    write_marked(make_book(tmp_path / "book.xlsx"), report_of(*ISSUES), path)
    words = [str(cell) for row in read_values(path)["Issues"] for cell in row]
    assert "Only the first 2 cells are marked; 6 are not." in words


def test_issues_that_are_not_listed_are_counted(tmp_path: Path) -> None:
    collector = Collector(keep=1)
    collector.add([make_issue("A1"), make_issue("A2")])
    path = tmp_path / "checked.xlsx"
    write_marked(make_book(tmp_path / "book.xlsx"), collector.report(), path)
    words = [str(cell) for row in read_values(path)["Issues"] for cell in row]
    assert "1 more issues were found than are listed." in words


def test_a_workbook_without_issues_gets_an_empty_list(tmp_path: Path) -> None:
    path = tmp_path / "checked.xlsx"
    source = make_book(tmp_path / "book.xlsx")
    write_marked(source, report_of(), path)
    assert len([row for row in read_values(path)["Issues"] if any(row)]) == 1
    same = {name for name, data in parts_of(source).items() if parts_of(path)[name] == data}
    assert "xl/worksheets/sheet1.xml" in same


def test_what_cannot_be_marked_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    source = make_book(tmp_path / "book.xlsx")
    folder = tmp_path / "out"
    with pytest.raises(UnwritableError, match=r"ends in \.xlsx"):
        write_marked(source, report_of(), folder / "checked.csv")
    for name, data in {"zip.xlsx": b"PK\3\4 cut", "text.xlsx": b"a,b", "no.csv": b""}.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(UnwritableError):
            write_marked(tmp_path / name, report_of(), folder / "checked.xlsx")
    with pytest.raises(UnwritableError):
        write_marked(tmp_path / "absent.xlsx", report_of(), folder / "checked.xlsx")
    assert not folder.exists() or list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", "utf-8", "nonsense"),
        ("xl/workbook.xml", 'sheetId="1"', 'sheetId="one"'),
        ("xl/workbook.xml", "sheets>", "shoots>"),
    ],
)
def test_a_damaged_workbook_is_refused_in_words(
    tmp_path: Path, part: str, old: str, new: str
) -> None:
    source = make_book(tmp_path / "a.xlsx")
    text = parts_of(source)[part].decode()
    old = old if old in text else old.upper()
    assert old in text
    rewrite(source, {part: (old, new)})
    with pytest.raises(UnwritableError, match="damaged"):
        write_marked(source, report_of(), tmp_path / "marked.xlsx")
    assert not (tmp_path / "marked.xlsx").exists()


def test_entities_are_refused(tmp_path: Path) -> None:
    source = make_book(tmp_path / "book.xlsx")
    rewrite(
        source,
        {"xl/styles.xml": ("<styleSheet", '<!DOCTYPE s [<!ENTITY a "b">]><styleSheet')},
    )
    with pytest.raises(UnwritableError, match="entities"):
        write_marked(source, report_of(make_issue("A1")), tmp_path / "checked.xlsx")
    assert not (tmp_path / "checked.xlsx").exists()


def test_an_existing_file_is_replaced_only_by_force(tmp_path: Path) -> None:
    source = make_book(tmp_path / "book.xlsx")
    path = tmp_path / "checked.xlsx"
    path.write_text("mine")
    with pytest.raises(FileExistsError):
        write_marked(source, report_of(*ISSUES), path)
    assert path.read_text() == "mine"
    write_marked(source, report_of(*ISSUES), path, force=True)
    assert "Issues" in open_book(path).sheetnames


def test_notes_speak_the_words_of_the_drop_down_and_name_no_command(tmp_path: Path) -> None:
    source = tmp_path / "calls.csv"
    source.write_text(
        "title,level,text,happened on,mood\nCalls,evnts,Lost.,03/04/2020,low\n", encoding="utf-8"
    )
    report = validate_table(source)
    write_marked(source, report, tmp_path / "marked.xlsx")
    sheet = open_book(tmp_path / "marked.xlsx")["Table"]
    notes = {place: sheet[place].comment for place in ("B2", "D2", "E1")}
    said = {place: note.text for place, note in notes.items() if note is not None}
    assert "Did you mean Events?" in said["B2"]
    assert "Write one of: Events, Patterns" in said["B2"]
    assert "Write dates as 2020-03-16." in said["D2"]
    assert said["E1"].endswith("Rename it.")
    listed = str(read_values(tmp_path / "marked.xlsx")["Issues"])
    assert not any(word in listed + str(said) for word in (" --", "improve map"))
