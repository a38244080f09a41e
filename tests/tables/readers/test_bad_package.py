"""What only looks like a workbook, or would do harm, is refused in plain words."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from tests.memory import measure_peaks
from tests.tables.readers.writing import READ, new_book

from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.reading.source import READ_ENDINGS, open_tables
from improvement_frameworks.tables.reading.workbook import archive

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tables.readers.writing import Read

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = new_book()
    made.active["A1"] = "x"
    made.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def make_zip(path: Path, parts: dict[str, bytes]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return path


def add(book: Path, path: Path, name: str, data: bytes) -> Path:
    with ZipFile(book) as given:
        parts = {part: given.read(part) for part in given.namelist()}
    return make_zip(path, parts | {name: data})


@pytest.mark.parametrize("ending", [".xls", ".xlsx"])
def test_an_old_workbook(ending: str, tmp_path: Path, read: Read) -> None:
    file = tmp_path / f"a{ending}"
    file.write_bytes(OLD_OFFICE + "Workbook".encode("utf-16-le") + b"\0" * 500)
    assert read(file).codes == ["TABLE-OLD-EXCEL"]


def test_a_workbook_with_a_password(tmp_path: Path, read: Read) -> None:
    file = tmp_path / "a.xlsx"
    directory = b"\0" * (archive.BLOCK - 520) + "EncryptedPackage".encode("utf-16-le")
    file.write_bytes(OLD_OFFICE + directory + b"\0" * 500)
    assert read(file).codes == ["TABLE-PASSWORD"]


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ({"word/document.xml": b"<a/>"}, "Word"),
        ({"ppt/presentation.xml": b"<a/>"}, "PowerPoint"),
        ({"xl/workbook.bin": b"x"}, ".xlsb"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}, "text"),
        ({"photo.jpg": b"x"}, "photo.jpg"),
    ],
)
def test_a_zip_of_something_else(
    parts: dict[str, bytes], word: str, tmp_path: Path, read: Read
) -> None:
    found = read(make_zip(tmp_path / "a.xlsx", parts))
    assert found.codes == ["TABLE-FOREIGN"]
    assert word in found.issues[0].message
    assert ".xlsx" in found.issues[0].message


def test_an_empty_zip(tmp_path: Path, read: Read) -> None:
    assert read(make_zip(tmp_path / "a.xlsx", {})).codes == ["TABLE-FOREIGN"]


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.xls", b"<html><body><table><tr><td>1</td></tr></table>", "HTML"),
        ("a.xls", b'\xef\xbb\xbf\r\n<!DOCTYPE html PUBLIC "-">\n<html>', "HTML"),
        ("a.xls", b"<!-- x --><style>a</style><table>", "HTML"),
        ("a.csv", b"<html></html>", "HTML"),
        ("a.xls", b'<?xml version="1.0"?><html xmlns="x">', "HTML"),
        (
            "a.xls",
            b'<?xml version="1.0"?>\n<Book xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "2003",
        ),
        ("a.xlsx", b"a,b\n1,2\n", ".csv"),
        ("a.xls", b"a\tb\n1\t2\n", ".csv"),
        ("a.csv", b"%PDF-1.7\n", "PDF"),
        ("a.csv", b"\x1f\x8b\x08\0", "gzip"),
    ],
)
def test_what_is_not_what_its_name_says(
    name: str, data: bytes, word: str, tmp_path: Path, read: Read
) -> None:
    (tmp_path / name).write_bytes(data)
    found = read(tmp_path / name)
    assert found.codes == ["TABLE-FOREIGN"]
    assert word in found.issues[0].message


def test_a_workbook_under_another_name_is_read(book: Path, tmp_path: Path, read: Read) -> None:
    file = book.rename(tmp_path / "book.xls")
    assert read(file).cells == [["x"]]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_a_workbook_that_breaks_off(share: float, book: Path, read: Read) -> None:
    data = book.read_bytes()
    book.write_bytes(data[: int(len(data) * share)])
    assert read(book).codes == ["TABLE-DAMAGED"]


def test_every_single_damaged_block_is_explained(book: Path, read: Read) -> None:
    data = book.read_bytes()
    for start in range(4, len(data) - 64, 97):
        book.write_bytes(data[:start] + b"\xff" * 24 + data[start + 24 :])
        found = read(book)
        assert found.issues or found.sheets


def test_a_bomb_that_says_so(book: Path, tmp_path: Path, read: Read) -> None:
    zeros = b"<a>" + b" " * 40_000_000
    bomb = add(book, tmp_path / "a.xlsx", "xl/theme/more.xml", zeros)
    assert read(bomb, 20).codes == ["TABLE-BOMB"]
    assert read(bomb, 20).issues[0].hint.endswith("--unpack-limit 100")
    assert read(bomb, 100).codes == [
        "TABLE-LONG-CELL"
    ]  # it is opened, and refused for another fault


def lie(path: Path, name: str, size: int) -> None:
    """Let the archive say another size of a part, in both of its places."""
    data = bytearray(path.read_bytes())
    with ZipFile(path) as given:
        part = given.getinfo(name)
    struct.pack_into("<I", data, part.header_offset + 22, size)
    entry = data.rfind(b"PK\x01\x02", 0, data.rfind(name.encode()))
    struct.pack_into("<I", data, entry + 24, size)
    path.write_bytes(data)


def test_a_bomb_that_lies_about_its_size(book: Path, tmp_path: Path, read: Read) -> None:
    zeros = b"<a>" + (b" " * 999 + b"<b/>") * 40_000
    bomb = add(book, tmp_path / "a.xlsx", "xl/theme/more.xml", zeros)
    del zeros
    lie(bomb, "xl/theme/more.xml", 100)
    with ZipFile(bomb) as given:
        assert given.getinfo("xl/theme/more.xml").file_size == 100
    (peak,) = measure_peaks(READ, f"count_rows(open_all({str(bomb)!r}, 20))")
    found = read(bomb, 20)
    assert found.codes == ["TABLE-BOMB"]
    assert "20 MiB" in found.issues[0].message
    assert peak < 8_000_000


def test_an_entity_bomb(book: Path, tmp_path: Path, read: Read) -> None:
    text = (
        b'<?xml version="1.0"?><!-- <a> --><!DOCTYPE b [<!ENTITY c "ha"><!ENTITY d "&c;&c;">]>'
        b"<worksheet>&d;</worksheet>"
    )
    for name in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "_rels/.rels"):
        bomb = add(book, tmp_path / "a.xlsx", name, text)
        assert read(bomb).codes == ["TABLE-ENTITY"]


FAR = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>
</sheetData></worksheet>"""


@pytest.mark.parametrize("name", ["xl/sheet.dat", "xl/sheet.svg", "sheet"])
def test_a_part_is_bounded_whatever_its_name(
    name: str, book: Path, tmp_path: Path, read: Read
) -> None:
    assert read(add(book, tmp_path / "far.xlsx", name, FAR)).codes == ["TABLE-SPARSE"]


def test_a_cell_of_megabytes(book: Path, tmp_path: Path, read: Read) -> None:
    text = b"<sst><si><t>" + b"x" * (archive.MAX_RUN + 1) + b"</t></si></sst>"
    found = read(add(book, tmp_path / "long.xlsx", "xl/sharedStrings.xml", text))
    assert found.codes == ["TABLE-LONG-CELL"]


def test_a_drawing_in_a_workbook_does_no_harm(book: Path, tmp_path: Path, read: Read) -> None:
    drawing = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "a" "b"><svg href="' + b"x" * 2_000_000
    assert read(add(book, tmp_path / "a.xlsx", "xl/media/a.svg", drawing + b'"/>')).cells == [["x"]]


def test_too_many_parts(book: Path, tmp_path: Path, read: Read) -> None:
    with ZipFile(book) as given:
        parts = {part: given.read(part) for part in given.namelist()}
    many = {f"x/{number}.txt": b"" for number in range(archive.MAX_PARTS)}
    assert read(make_zip(tmp_path / "a.xlsx", parts | many)).codes == ["TABLE-BOMB"]


def test_a_missing_file_offers_the_nearest(tmp_path: Path, read: Read) -> None:
    (tmp_path / "survey.csv").write_text("a,b\n")
    found = read(tmp_path / "survy.csv")
    assert found.codes == ["DOC-NOT-FOUND"]
    assert "survey.csv" in found.issues[0].message


def test_what_is_no_file(tmp_path: Path, read: Read) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "nowhere.csv")
    assert read(tmp_path).codes == ["DOC-UNREADABLE"]
    assert read(tmp_path / "link.csv").codes == ["DOC-UNREADABLE"]


def test_a_kind_that_is_not_read(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.docx").write_text("a,b\n")
    found = read(tmp_path / "a.docx")
    assert found.codes == ["DOC-KIND"]
    assert all(ending in found.issues[0].message for ending in READ_ENDINGS)


def test_a_workbook_that_changes_while_it_is_read(book: Path) -> None:
    (sheet,) = open_tables(book)
    assert not isinstance(sheet, Issue)
    book.write_bytes(book.read_bytes() + b"\0")
    codes = [item.code for item in sheet.rows() if isinstance(item, Issue)]
    assert codes == ["TABLE-CHANGED"]
