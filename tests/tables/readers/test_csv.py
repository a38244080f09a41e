"""Rows come out of text files as they stand there, whatever is wrong with them."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st
from tests.memory import measure_peaks
from tests.tables.readers.writing import READ

from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.reading import csv_reader
from improvement_frameworks.tables.reading.dialect import find_delimiter, find_dialect
from improvement_frameworks.tables.reading.source import open_tables

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tables.readers.writing import Read


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_rows_know_their_number_and_their_line(tmp_path: Path, read: Read) -> None:
    file = write(tmp_path / "a.csv", 'My survey\n\nlevel,text\nevents,"one\ntwo"\npatterns,x\n')
    found = read(file)
    assert [(row.number, row.line, list(row.cells)) for row in found.rows] == [
        (1, 1, ["My survey"]),
        (3, 3, ["level", "text"]),
        (4, 4, ["events", "one\ntwo"]),
        (5, 6, ["patterns", "x"]),
    ]
    assert found.issues == []
    assert [(sheet.name, sheet.is_typed) for sheet in found.sheets] == [("", False)]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1;2\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("level;share\nevents;1,5\npatterns;2,5\n", ";"),
        ("Results, autumn\n\nlevel;text\nevents;We met, once\npatterns;x\n", ";"),
        ('a,b\n"x;y;z\n1;2;3",2\n', ","),
        ('"a, b";"c, d"\n"e, f";"g, h"\n', ";"),
        ('text;level\nShe said "a, b";x\n"c, ""d""";y\n', ";"),
        ("level,text\nevents,a; b\npatterns,c; d\nstructures,e; f\n", ","),
        ("alone\n", ","),
        ("", ","),
    ],
)
def test_the_delimiter_is_found(text: str, delimiter: str) -> None:
    assert find_delimiter(text) == delimiter


def test_the_line_that_excel_writes_tells_the_delimiter(tmp_path: Path, read: Read) -> None:
    file = write(tmp_path / "a.csv", "\ufeffsep=;\r\na;b\r\n1,5;2\r\n")
    found = read(file)
    assert [(row.number, row.line) for row in found.rows] == [(1, 2), (2, 3)]
    assert found.cells == [["a", "b"], ["1,5", "2"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_are_known_need_no_word(encoding: str, tmp_path: Path, read: Read) -> None:
    found = read(write(tmp_path / "a.csv", "a,b\nGröße £,🌱\n".encode(encoding)))
    assert found.cells == [["a", "b"], ["Größe £", "🌱"]]
    assert found.codes == []


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1252", "Windows-1252"), ("utf-16-le", "UTF-16")]
)
def test_other_encodings_are_guessed_and_said(
    encoding: str, name: str, tmp_path: Path, read: Read
) -> None:
    found = read(write(tmp_path / "a.csv", "a,b\nGröße £ “so”,x\n".encode(encoding)))
    assert found.cells[1] == ["Größe £ “so”", "x"]
    assert [(i.code, i.severity) for i in found.issues] == [("TABLE-ENCODING", "info")]
    assert name in found.issues[0].message


def test_a_late_letter_decides_on_the_encoding(tmp_path: Path, read: Read) -> None:
    data = b"a,b\n" + (b"1," + b"2" * 50 + b"\n") * 50_000 + "é,3\n".encode("cp1252")
    found = read(write(tmp_path / "a.csv", data))
    assert found.codes == ["TABLE-ENCODING"]
    assert found.cells[-1] == ["é", "3"]


def test_rows_in_another_encoding_are_named_and_read(tmp_path: Path, read: Read) -> None:
    lines = ["a,b", "é,1", "ü,2", "ß,3"]
    data = "\n".join(lines).encode() + b"\ncaf\xe9,4\nend,5\n"
    found = read(write(tmp_path / "a.csv", data))
    assert [(i.code, i.where.row, i.where.line) for i in found.issues] == [("TABLE-MIXED", 5, 5)]
    assert found.cells[4:] == [["caf\ufffd", "4"], ["end", "5"]]


def test_zero_bytes_are_said_once(tmp_path: Path, read: Read) -> None:
    found = read(write(tmp_path / "a.csv", b"a,b\n1,\x002\n3,4\x00\n" + b"\x00" * 50))
    assert [(i.code, i.where.row) for i in found.issues] == [("TABLE-NUL", 2)]
    assert found.cells == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_a_quotation_mark_that_is_not_closed_spoils_one_row(tmp_path: Path, read: Read) -> None:
    file = write(tmp_path / "a.csv", 'a,b\n1,"two\n3,4\n5,6\n')
    found = read(file)
    assert [(i.code, i.where.row, i.where.line) for i in found.issues] == [("ROW-QUOTE", 2, 2)]
    assert "before the end of the file" in found.issues[0].message
    assert [(r.number, r.line) for r in found.rows] == [(1, 1), (2, 2), (3, 3), (4, 4)]
    assert found.cells[2:] == [["3", "4"], ["5", "6"]]


def test_a_quotation_mark_that_swallows_the_next_row_is_found(tmp_path: Path, read: Read) -> None:
    found = read(write(tmp_path / "a.csv", 'a,b\n1,"two\n"x",4\n5,6\n'))
    assert [(i.code, i.where.row) for i in found.issues] == [("ROW-QUOTE", 2)]
    assert found.cells[2:] == [["x", "4"], ["5", "6"]]


def test_a_mark_within_a_text_keeps_its_row_together(tmp_path: Path, read: Read) -> None:
    found = read(write(tmp_path / "a.csv", 'a,b\n1,"She said "no" twice"\n5,6\n'))
    assert [(i.code, i.where.row) for i in found.issues] == [("ROW-QUOTE", 2)]
    assert found.cells[1][0] == "1"
    assert "no" in str(found.cells[1][1])
    assert found.cells[2] == ["5", "6"]


def test_an_open_mark_in_a_long_file_is_given_up_early(tmp_path: Path, read: Read) -> None:
    rows = "".join(f"{n},some words that take space\n" for n in range(100_000))
    found = read(write(tmp_path / "a.csv", f'a,b\n0,"open\n{rows}'))
    assert [(i.code, i.where.row) for i in found.issues] == [("ROW-QUOTE", 2)]
    assert "1 MB" in found.issues[0].message
    assert len(found.rows) == 100_002
    assert found.rows[-1].number == 100_002


def test_marks_on_every_line_take_linear_time(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_reader, "MOST_REREAD", 10_000)
    monkeypatch.setattr(csv_reader, "MAX_LINE", 5_000)
    found = read(write(tmp_path / "a.csv", 'a",,"x\n,"\n' * 5_000))
    assert "ROW-QUOTE" in found.codes or len(found.rows) > 0


def test_a_cell_of_two_megabytes_is_read(tmp_path: Path, read: Read) -> None:
    long = "x" * 2_000_000
    found = read(write(tmp_path / "a.csv", f'a,b\n{long},"1, 2"\n3,4\n'))
    assert found.cells == [["a", "b"], [long, "1, 2"], ["3", "4"]]
    assert found.codes == []


def test_a_file_without_line_breaks_is_not_held(tmp_path: Path, read: Read) -> None:
    file = tmp_path / "a.csv"
    with file.open("wb") as out:
        out.truncate(200 * 1024 * 1024)
    (peak,) = measure_peaks(READ, f"count_rows(open_all({str(file)!r}))")
    assert peak < 150 * 1024 * 1024
    assert "TABLE-DAMAGED" in read(file).codes


def test_rows_of_unequal_length_are_given_as_they_are(tmp_path: Path, read: Read) -> None:
    found = read(write(tmp_path / "a.csv", "a,b\n1\n1,2,3\n"))
    assert found.cells == [["a", "b"], ["1"], ["1", "2", "3"]]
    assert found.codes == []


def test_more_than_a_thousand_columns_are_cut(tmp_path: Path, read: Read) -> None:
    line = ",".join(map(str, range(10_000)))
    found = read(write(tmp_path / "a.csv", f"{line}\n{line}\n"))
    assert [(i.code, i.where.row) for i in found.issues] == [("TABLE-WIDE", 1)]
    assert "10,000" in found.issues[0].message
    assert [len(row.cells) for row in found.rows] == [1_000, 1_000]


@pytest.mark.parametrize("data", [b"", b"\n\n  \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_nothing_in_it(data: bytes, tmp_path: Path, read: Read) -> None:
    found = read(write(tmp_path / "a.csv", data))
    assert found.codes == ["TABLE-EMPTY"]


def test_a_file_that_grows_while_it_is_read(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", "a,b\n1,2\n3,4\n")
    (sheet,) = open_tables(file)
    assert not isinstance(sheet, Issue)
    rows = sheet.rows()
    next(rows)
    with file.open("a") as out:
        out.write("5,6\n")
    last = list(rows)[-1]
    assert isinstance(last, Issue)
    assert last.code == "TABLE-CHANGED"


def test_a_file_that_is_gone_before_its_rows_are_read(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", "a,b\n")
    (sheet,) = open_tables(file)
    assert not isinstance(sheet, Issue)
    file.unlink()
    codes = [item.code for item in sheet.rows() if isinstance(item, Issue)]
    assert codes == ["DOC-UNREADABLE", "TABLE-CHANGED"]


def test_rows_can_be_read_twice(tmp_path: Path) -> None:
    (sheet,) = open_tables(write(tmp_path / "a.csv", "a,b\n1,2\n"))
    assert not isinstance(sheet, Issue)
    assert list(sheet.rows()) == list(sheet.rows())


def test_memory_stays_flat(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", "a,b\n" + "some,words\n" * 200_000)
    opening, counting = f"sheets = open_all({str(file)!r})", "assert count_rows(sheets) == 200_001"
    _, peak = measure_peaks(READ, opening, counting)
    assert peak < 1_000_000


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@given(
    rows=st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=8),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_rows_that_csv_wrote_come_back(
    rows: list[list[str]],
    delimiter: str,
    encoding: str,
    end: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    out = StringIO()
    header = ["first", "second", "third"]
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([header] * 3 + rows)
    file = write(tmp_path_factory.mktemp("csv") / "a.csv", out.getvalue().encode(encoding))
    assert find_dialect(file).delimiter == delimiter
    (sheet,) = open_tables(file)
    assert not isinstance(sheet, Issue)
    found = list(sheet.rows())
    assert not [item for item in found if isinstance(item, Issue)]
    assert [list(item.cells) for item in found if not isinstance(item, Issue)] == [
        *[header] * 3,
        *rows,
    ]


STARTS = st.sampled_from(
    [b"", b"PK\x03\x04", b"PK\x05\x06", b"PAR1", b"\xff\xfe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)


@given(
    start=STARTS,
    data=st.binary(max_size=300),
    ending=st.sampled_from(["csv", "tsv", "xlsx", "xls", "ods", "parquet", "jsonl", "json", ""]),
)
def test_any_bytes_are_read_or_explained(
    start: bytes,
    data: bytes,
    ending: str,
    tmp_path_factory: pytest.TempPathFactory,
    read: Read,
) -> None:
    folder = tmp_path_factory.mktemp("any")
    found = read(write(folder / f"a.{ending}", start + data))
    assert found.issues or found.sheets


@given(text=st.text(st.sampled_from(',;"\n\raé'), max_size=60))
def test_nothing_but_marks_and_signs_is_lost(
    text: str, tmp_path_factory: pytest.TempPathFactory, read: Read
) -> None:
    file = write(tmp_path_factory.mktemp("signs") / "a.csv", text)
    found = read(file)
    letters = "".join(str(cell) for row in found.cells for cell in row)
    assert letters.count("a") == text.count("a")
    assert letters.count("é") == text.count("é")
    numbers = [row.number for row in found.rows]
    assert numbers == sorted(set(numbers))


def test_a_file_that_may_not_be_read(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "a.csv", "a,b\n")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(file), "open", refuse)
    found = read(file)
    assert found.codes == ["DOC-UNREADABLE"]
    assert "Permission denied" in found.issues[0].message


@pytest.mark.parametrize(
    ("data", "most"),
    [
        (b'a,b\r\n1,"two\nlines"\n3,4\n', 3),  # a break within a text ends no row
        (b'a,b\n1,5"\n2,6\n3,7\n4,8\n', 4),  # a mark that is not closed hides no rows
        (b"a\r" * 70_000, 70_000),  # more than is read at once
    ],
)
def test_a_text_file_has_no_more_rows_than_lines(tmp_path: Path, data: bytes, most: int) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(data)
    (sheet,) = open_tables(file)
    assert not isinstance(sheet, Issue)
    assert [sheet.reader.may_have_more(rows) for rows in (most - 1, most)] == [True, False]
