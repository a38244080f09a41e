"""Workbooks give typed cells under the numbers that people see."""

from __future__ import annotations

import datetime as dt
import re
from importlib import import_module
from typing import TYPE_CHECKING
from unittest.mock import patch
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from tests.conftest import for_each
from tests.tables.readers.writing import new_book, new_draft

from improvement_frameworks import problems
from improvement_frameworks.documents.reading import InputFault
from improvement_frameworks.tables.reading.sheet import AUTHOR, CellError
from improvement_frameworks.tables.reading.workbook.archive import inspect_archive

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tables.readers.writing import Read


def test_cells_have_their_types_and_rows_their_numbers(tmp_path: Path, read: Read) -> None:
    book = new_book()
    sheet = book.active
    sheet.title = "Grid"
    sheet["B2"] = "Our survey"
    row = ["x", 1.5, True, dt.date(2020, 3, 16), dt.datetime(2020, 3, 16, 10, 30), 0.25]  # noqa: DTZ001
    for index, value in enumerate(row):
        sheet.cell(4, 2 + index, value)
    sheet["G4"].number_format = "0%"
    sheet.row_dimensions[4].hidden = True
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert found.codes == ["CELLS-HIDDEN"]
    assert [(one.name, one.is_typed, one.is_hidden) for one in found.sheets] == [
        ("Grid", True, False)
    ]
    assert [row.number for row in found.rows] == [2, 4]
    assert found.cells[0][:2] == ["", "Our survey"]
    assert found.cells[1] == ["", *row]


def test_formulas_give_their_values_and_failed_ones_their_error(tmp_path: Path, read: Read) -> None:
    book = new_draft(tmp_path / "a.xlsx")
    for name in ("First & last", "Second"):
        sheet = book.add_worksheet(name)
        sheet.write_row(1, 1, ["a", "b", "c"])
        sheet.write_formula("B3", "=1+1", None, 2)
        sheet.write_formula("C3", '=VLOOKUP("x",A1:A2,2)', None, "#N/A")
        sheet.write_formula("D3", "=1/0", None, "#DIV/0!")
        sheet.write_string("D4", "#REF!")
    book.close()
    found = read(tmp_path / "a.xlsx")
    one = [
        ["", "a", "b", "c"],
        ["", 2.0, CellError("#N/A"), CellError("#DIV/0!")],
        ["", "", "", "#REF!"],
    ]
    assert found.cells == one * 2
    assert found.codes == []


@for_each({f"{size} bytes": size for size in range(490, 600, 2)})
def test_a_formula_without_a_value_is_found_wherever_its_part_is_cut(
    size: int, tmp_path: Path, read: Read
) -> None:
    book = new_draft(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("One")
    sheet.write_row(0, 0, ["a", "b"])
    sheet.write_row(1, 0, ["x"])
    sheet.write_formula("B2", "=1+1", None, "")
    book.close()
    with patch.multiple("improvement_frameworks.tables.reading.workbook.archive", BLOCK=size):
        found = read(tmp_path / "a.xlsx")
    assert isinstance(found.cells[1][1], CellError)


def test_days_that_count_from_1904(tmp_path: Path, read: Read) -> None:
    book = new_book()
    book.epoch = dt.datetime(1904, 1, 1)  # noqa: DTZ001
    book.active["A1"] = dt.date(2020, 3, 16)
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert found.cells == [[dt.date(2020, 3, 16)]]
    assert [(i.code, i.severity) for i in found.issues] == [("TABLE-1904", "info")]


def test_sheets_that_are_hidden_and_charts(tmp_path: Path, read: Read) -> None:
    book = new_book()
    book.active.title = "One"
    book.create_sheet("Two").sheet_state = "hidden"
    book.create_sheet("Three").sheet_state = "veryHidden"
    book.create_chartsheet("Chart")
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert [(s.name, s.is_hidden) for s in found.sheets] == [
        ("One", False),
        ("Two", True),
        ("Three", True),
    ]


def test_the_stamp_of_a_template(tmp_path: Path, read: Read) -> None:
    book = new_book()
    book.active["A1"] = "x"
    stamp = book.create_sheet("_about")
    stamp.sheet_state = "hidden"
    stamp.append(["framework", "learning-grid"])
    stamp.append(["schema_version", "1.0"])
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert [(s.name, s.framework) for s in found.sheets] == [("Sheet", "learning-grid")]


def test_a_visible_sheet_of_that_name_is_data(tmp_path: Path, read: Read) -> None:
    book = new_book()
    book.active.title = "_about"
    book.active["A1"] = "x"
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx").cells == [["x"]]


def test_cells_merged_downwards_stand_for_each_row(tmp_path: Path, read: Read) -> None:
    book = new_book()
    sheet = book.active
    for group, text in [
        ("Survey", None),
        ("group", "text"),
        ("A", "1"),
        (None, "2"),
        (None, None),
        (None, "3"),
        ("B", "4"),
    ]:
        sheet.append([group, text])
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A3:A6")
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert [(row.number, list(row.cells)) for row in found.rows] == [
        (1, ["Survey", ""]),
        (2, ["group", "text"]),
        (3, ["A", "1"]),
        (4, ["A", "2"]),
        (6, ["A", "3"]),
        (7, ["B", "4"]),
    ]
    assert [(i.code, i.severity, i.params["count"]) for i in found.issues] == [
        ("CELLS-MERGED", "info", 2)
    ]
    assert found.issues[0].where.sheet == "Sheet"


def test_a_million_blank_formatted_rows(tmp_path: Path, read: Read) -> None:
    book = new_draft(tmp_path / "a.xlsx")
    book.add_worksheet().write_row(0, 0, ["a", "b"])
    book.add_format({"bg_color": "red"})
    book.close()
    blank = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, 1_048_577))
    end = b"</sheetData>"
    edit(tmp_path / "a.xlsx", tmp_path / "b.xlsx", "sheet1.xml", end, blank.encode() + end)
    found = read(tmp_path / "b.xlsx")
    assert found.cells == [["a", "b"]]
    assert found.codes == []


def test_a_cell_of_forty_thousand_characters(tmp_path: Path, read: Read) -> None:
    book = new_book()
    book.active["A1"] = "PLACE"
    book.save(tmp_path / "a.xlsx")
    edit(tmp_path / "a.xlsx", tmp_path / "b.xlsx", "sheet1.xml", b"PLACE", b"x" * 40_000)
    assert read(tmp_path / "b.xlsx").cells == [["x" * 40_000]]


@pytest.mark.parametrize("width", [1_001, 10_000])
def test_more_than_a_thousand_columns_are_cut(tmp_path: Path, read: Read, width: int) -> None:
    book = new_book()
    for _ in range(2):
        book.active.append(list(range(width)))
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert [(i.code, i.where.row) for i in found.issues] == [("TABLE-WIDE", 1)]
    assert [len(row.cells) for row in found.rows] == [1_000, 1_000]


def test_a_thousand_columns_are_read(tmp_path: Path, read: Read) -> None:
    book = new_book()
    book.active.append(list(range(1_000)))
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert found.issues == []
    assert [len(row.cells) for row in found.rows] == [1_000]


def test_a_workbook_whose_structure_is_locked_is_read(tmp_path: Path, read: Read) -> None:
    book = new_book()
    book.active["A1"] = "x"
    book.security.lockStructure = True
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx").cells == [["x"]]


def edit(source: Path, target: Path, part: str, old: bytes, new: bytes) -> None:
    with ZipFile(source) as given, ZipFile(target, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            data = given.read(name)
            if part in name:
                assert re.search(re.escape(old), data)
                data = data.replace(old, new)
            made.writestr(name, data)


@pytest.fixture
def two_cells(tmp_path: Path) -> Path:
    book = new_book()
    book.active["A1"] = "x"
    book.active["D5"] = "y"
    book.save(tmp_path / "two.xlsx")
    return tmp_path / "two.xlsx"


@pytest.mark.parametrize(
    "place",
    [b'r="XFD1048576"', b"r='XFD1048576'", b'r = "xfd1048576"', b'r="BA1048576"'],
)
def test_a_value_far_away_is_refused(
    place: bytes, two_cells: Path, tmp_path: Path, read: Read
) -> None:
    edit(two_cells, tmp_path / "a.xlsx", "sheet1.xml", b'r="D5"', place)
    found = read(tmp_path / "a.xlsx")
    assert found.codes == ["TABLE-SPARSE"]
    assert "1048576" in found.issues[0].message


@pytest.mark.parametrize("place", [b'r="D999999"', b'r="AAA40"', b"r='D5'", b""])
def test_a_value_not_too_far_away_is_read(
    place: bytes, two_cells: Path, tmp_path: Path, read: Read
) -> None:
    edit(two_cells, tmp_path / "a.xlsx", "sheet1.xml", b'r="D5"', place)
    found = read(tmp_path / "a.xlsx")
    assert found.codes == []
    assert [cell for row in found.cells for cell in row if cell] == ["x", "y"]


def test_blank_cells_far_away_do_no_harm(two_cells: Path, tmp_path: Path, read: Read) -> None:
    blank = b'<c r="XFD1048576" s="0"/></row></sheetData>'
    edit(two_cells, tmp_path / "a.xlsx", "sheet1.xml", b"</row></sheetData>", blank)
    found = read(tmp_path / "a.xlsx")
    assert found.codes == []
    assert len(found.rows) == 2


ODS_START = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
ODS_END = "</office:spreadsheet></office:body></office:document-content>"


def make_ods(path: Path, body: str, manifest: str = "<manifest/>") -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as made:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        made.writestr("mimetype", kind, ZIP_STORED)
        made.writestr("META-INF/manifest.xml", manifest)
        made.writestr("content.xml", ODS_START + body + ODS_END)
    return path


def cell(kind: str, text: str, more: str = "") -> str:
    start = f'<table:table-cell office:value-type="{kind}" {more}>'
    return f"{start}<text:p>{text}</text:p></table:table-cell>"


def test_an_open_document(tmp_path: Path, read: Read) -> None:
    body = (
        '<table:table table:name="One"><table:table-row>'
        + cell("string", "a")
        + cell("string", "b")
        + '<table:table-cell table:number-columns-repeated="16382"/></table:table-row>'
        + '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        + "<table:table-row>"
        + cell("date", "16/03/20", 'office:date-value="2020-03-16"')
        + cell("percentage", "50%", 'office:value="0.5"')
        + cell("boolean", "TRUE", 'office:boolean-value="true"')
        + "</table:table-row></table:table>"
        + '<table:table table:name="Two"><table:table-row>'
        + cell("string", "c")
        + "</table:table-row></table:table>"
    )
    found = read(make_ods(tmp_path / "a.ods", body))
    assert found.issues == []
    assert [sheet.name for sheet in found.sheets] == ["One", "Two"]
    assert [(row.number, list(row.cells)) for row in found.rows] == [
        (1, ["a", "b", ""]),
        (4, [dt.date(2020, 3, 16), 0.5, True]),
        (1, ["c"]),
    ]


def test_failed_formulas_of_an_open_document(tmp_path: Path, read: Read) -> None:
    failed = 'table:formula="of:=1/0" office:string-value="" calcext:value-type="error"'
    body = (
        '<table:table table:name="Zero"><table:table-row>'
        + cell("string", "a")
        + "</table:table-row></table:table>"
        + '<table:table table:name="One">'
        + '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        + '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
        + cell("string", "#DIV/0!", failed)
        + cell("string", "b")
        + "</table:table-row></table:table>"
    )
    found = read(make_ods(tmp_path / "a.ods", body))
    assert found.rows[1].number == 4
    assert found.cells == [["a"], ["", "", CellError("#DIV/0!"), "b"]]


def test_an_open_document_that_repeats_a_cell_for_ever(tmp_path: Path, read: Read) -> None:
    many = 'table:number-columns-repeated="16384"'
    body = (
        '<table:table table:name="One"><table:table-row table:number-rows-repeated="1000000">'
        + cell("string", "a", many)
        + "</table:table-row></table:table>"
    )
    found = read(make_ods(tmp_path / "a.ods", body))
    assert found.codes == ["TABLE-BOMB"]


@pytest.mark.parametrize(
    "body",
    [
        '<table:table table:name="N"><table:table-row/></&#0;>',
        '<table:table table:name="N"><table:table-row/>',
        '<table:table table:name="N"><table:table-row><text:p>One</table:table-row></table:table>',
    ],
)
def test_an_ods_that_is_no_well_formed_xml_is_refused_before_it_is_read(
    tmp_path: Path, body: str
) -> None:
    """Calamine 0.9 does not come back from the first two, and gives no text for the third."""
    with pytest.raises(InputFault) as refused:
        inspect_archive(make_ods(tmp_path / "a.ods", body))
    assert refused.value.problem is problems.TABLE_DAMAGED


def test_line_breaks_and_tabs_of_an_ods_cell_stay(tmp_path: Path, read: Read) -> None:
    text = "We met<text:line-break/>then<text:tab/>left"
    cell = (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    )
    body = f'<table:table table:name="A"><table:table-row>{cell}</table:table-row></table:table>'
    assert read(make_ods(tmp_path / "a.ods", body)).cells == [["We met\nthen\tleft"]]


def test_an_open_document_with_a_password(tmp_path: Path, read: Read) -> None:
    manifest = '<manifest><file-entry><encryption-data checksum="x"/></file-entry></manifest>'
    assert read(make_ods(tmp_path / "a.ods", "", manifest)).codes == ["TABLE-PASSWORD"]


def test_comments_and_hidden_rows_and_columns_are_told(tmp_path: Path, read: Read) -> None:
    book = new_book()
    sheet = book.active
    for row in (("Level", "Text", "Spare"), ("Events", "x", "y"), ("Events", "z", "u")):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[9].hidden = True
    for letter in ("C", "F"):
        sheet.column_dimensions[letter].hidden = True
    sheet["B2"].comment = import_module("openpyxl.comments").Comment("Ask Jo first", "A person")
    sheet["B3"].comment = import_module("openpyxl.comments").Comment("Ours", AUTHOR)
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert len(found.rows) == 3
    hidden, commented = found.issues
    assert (hidden.code, hidden.params["rows"], hidden.params["columns"]) == (
        "CELLS-HIDDEN", "3", "C"
    )  # fmt: skip
    assert (commented.code, commented.params["count"]) == ("CELLS-COMMENTED", 1)
    assert 'B2 "Ask Jo first"' in commented.message


def test_comments_and_hidden_rows_of_ods_are_told(tmp_path: Path, read: Read) -> None:
    body = (
        '<table:table table:name="A"><table:table-column table:number-columns-repeated="2"/>'
        '<table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p>'
        "<office:annotation><text:p>Why?</text:p></office:annotation></table:table-cell>"
        '</table:table-row><table:table-row table:visibility="filter"><table:table-cell '
        'office:value-type="string"><text:p>b</text:p></table:table-cell></table:table-row>'
        "</table:table>"
    )
    found = read(make_ods(tmp_path / "a.ods", body))
    assert found.codes == ["CELLS-HIDDEN", "CELLS-COMMENTED"]
    assert found.issues[0].params["rows"] == "2"
    assert 'A1 "Why?"' in found.issues[1].message


def test_cells_merged_downwards_in_ods_stand_for_each_row(tmp_path: Path, read: Read) -> None:
    body = (
        '<table:table table:name="A"><table:table-row>'
        + cell("string", "Events", 'table:number-rows-spanned="2" table:number-columns-spanned="1"')
        + cell("string", "Two falls")
        + "</table:table-row><table:table-row><table:covered-table-cell/>"
        + cell("string", "One more fall")
        + "</table:table-row><table:table-row><table:table-cell/>"
        + cell("string", "Nothing is merged here")
        + "</table:table-row></table:table>"
    )
    found = read(make_ods(tmp_path / "a.ods", body))
    assert found.cells == [
        ["Events", "Two falls"],
        ["Events", "One more fall"],
        ["", "Nothing is merged here"],
    ]
    assert found.codes == ["CELLS-MERGED"]
