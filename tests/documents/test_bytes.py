"""Bytes that are no UTF-8 text: marks, other encodings, pictures and archives."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

import pytest
from attrs import frozen
from tests.conftest import cases, for_each
from tests.documents.conftest import GOOD, Fact, facts

from improvement_frameworks import validate

if TYPE_CHECKING:
    from pathlib import Path

MARK: Final = b"\xef\xbb\xbf"
YAML: Final = b'framework: iceberg\nschema_version: "1.0"\ntitle: Huddles\nentries: []\n'


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("record.json", "\n".join([GOOD] * 9))
    return file.getvalue()


@frozen
class Bad:
    """Some bytes, the place of what is wrong with them, and what is said of it."""

    data: bytes
    code: str
    line: int | None
    column: int | None
    words: str


BAD = {
    "Latin-1": Bad('{"title": "Café"}'.encode("latin-1"), "DOC-ENCODING", 1, 15, "0xe9"),
    "Windows-1252": Bad(b'{"title": "a \x96 b"}', "DOC-ENCODING", 1, 14, "0x96"),
    "Latin-1 after UTF-8": Bad('{"é🌱": "'.encode() + b'\xe9"}', "DOC-ENCODING", 1, 9, "0xe9"),
    "Latin-1 after a mark": Bad(MARK + b'{"a": "\xe9"}', "DOC-ENCODING", 1, 8, "0xe9"),
    "cut within a character": Bad('{"a": "é'.encode()[:-1], "DOC-ENCODING", 1, 8, "0xc3"),
    "half a character": Bad(b'{"a": "\xed\xa0\xbd"}', "DOC-CHARACTER", 1, 8, "lone surrogate"),
    "UTF-16 with a mark": Bad(GOOD.encode("utf-16"), "DOC-ENCODING", None, None, "UTF-16"),
    "UTF-16 big end first": Bad(
        b"\xfe\xff" + GOOD.encode("utf-16-be"), "DOC-ENCODING", None, None, "UTF-16"
    ),
    "UTF-32 with a mark": Bad(GOOD.encode("utf-32"), "DOC-ENCODING", None, None, "UTF-32"),
    "UTF-16 without a mark": Bad(
        GOOD.encode("utf-16-le"), "DOC-BINARY", None, None, "a file with zero bytes"
    ),
    "a zero byte": Bad(b'{"a": "\x00"}', "DOC-BINARY", None, None, "a file with zero bytes"),
    "an archive": Bad(zipped(), "DOC-BINARY", None, None, "a zip archive or an office file"),
    "a PDF": Bad(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "DOC-BINARY", None, None, "a PDF"),
    "a picture": Bad(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "DOC-BINARY", None, None, "a picture"),
    "a photograph": Bad(b"\xff\xd8\xff\xe0\0\x10JFIF", "DOC-BINARY", None, None, "a picture"),
    "an old office file": Bad(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC-BINARY", None, None, "an old office file"
    ),
    "a compressed file": Bad(b"\x1f\x8b\x08\0", "DOC-BINARY", None, None, "a compressed file"),
    "a database": Bad(b"SQLite format 3\0", "DOC-BINARY", None, None, "a database"),
}


@pytest.mark.parametrize("ending", [".json", ".jsonl", ".yaml"])
@for_each(BAD)
def test_what_is_no_text_is_one_issue(bad: Bad, ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"record{ending}"
    file.write_bytes(bad.data)
    report = validate(file)
    assert facts(report) == [Fact(bad.code, bad.line, bad.column)]
    assert bad.words in report.errors[0].message
    assert (report.documents, report.judged) == (1, 0)


def test_the_place_of_a_wrong_byte_is_counted_in_characters() -> None:
    report = validate('{\n\n  "🌱": "Caf'.encode() + b'\xe9"\n}')
    assert facts(report) == [Fact("DOC-ENCODING", 3, 12)]


@pytest.mark.parametrize(
    ("ending", "text"),
    cases(
        {
            "JSON": (".json", GOOD.encode()),
            "YAML": (".yaml", YAML),
            "a line": (".jsonl", GOOD.encode()),
        }
    ),
)
def test_a_byte_order_mark_is_a_remark_only(ending: str, text: bytes, tmp_path: Path) -> None:
    file = tmp_path / f"record{ending}"
    file.write_bytes(MARK + text)
    with_mark, without = validate(file), validate(text)
    assert facts(with_mark) == [Fact("DOC-BOM", 1, 1)]
    assert with_mark.ok
    assert (with_mark.documents, with_mark.judged) == (1, 1)
    rules = [issue.where.line for issue in with_mark.issues if issue.problem.principle]
    assert rules == [issue.where.line for issue in without.issues]


def test_a_mark_moves_no_column() -> None:
    text = b'{"framework": "iceberg", "schema_version": "1.0", "title": "", "entries": []}'
    column = text.index(b'"",') + 1
    assert facts(validate(MARK + text)) == [
        Fact("DOC-BOM", 1, 1),
        Fact("VALUE-BLANK", 1, column, "/title"),
    ]


def test_files_that_were_joined_keep_a_mark_on_each_line_that_has_one(tmp_path: Path) -> None:
    file = tmp_path / "joined.jsonl"
    file.write_bytes(b"\n".join([GOOD.encode(), MARK + GOOD.encode(), GOOD.encode()]))
    report = validate(file)
    assert facts(report) == [Fact("DOC-BOM", 2, 1)]
    assert report.judged == 3


def test_one_line_of_zero_bytes_leaves_the_others(tmp_path: Path) -> None:
    file = tmp_path / "crash.jsonl"
    file.write_bytes(b"\n".join([GOOD.encode(), b"\0" * 40, GOOD.encode()]))
    report = validate(file)
    assert facts(report) == [Fact("DOC-BINARY", 2)]
    assert report.judged == 2
