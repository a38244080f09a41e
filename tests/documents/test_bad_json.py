"""Every way in which a JSON text can be bad: the code, the place, and what is said about it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from attrs import frozen
from tests.conftest import cases, for_each
from tests.documents.conftest import GOOD, Fact, facts, unmark

from improvement_frameworks import get_example, validate
from improvement_frameworks.core.registry import published_ids

if TYPE_CHECKING:
    from pathlib import Path


@frozen
class Bad:
    """A text with its mark, and what must be found in it and said of it."""

    text: str
    code: str
    pointer: str = ""
    words: tuple[str, ...] = ()


DEEP = 10_000
ON_ONE_LINE = {
    "cut after the brace": Bad("{§", "DOC-TRUNCATED", words=("ends in the middle",)),
    "cut in a field name": Bad('{§"tit', "DOC-TRUNCATED", words=("closing quotation mark",)),
    "cut after a field name": Bad('{"title"§', "DOC-TRUNCATED", words=("colon",)),
    "cut after the colon": Bad('{"title":§', "DOC-TRUNCATED", words=("a value is expected",)),
    "cut in a text": Bad('{"title": §"Hudd', "DOC-TRUNCATED", words=("closing quotation mark",)),
    "cut after a backslash": Bad('{"title": §"Hudd\\', "DOC-TRUNCATED"),
    "cut in an escape": Bad('{"title": "H\\§u00', "DOC-TRUNCATED", words=("four figures",)),
    "cut in a word": Bad('{"one_off": §tru', "DOC-TRUNCATED", words=("a value is expected",)),
    "cut in a list": Bad('{"tags": ["a", "b"§', "DOC-TRUNCATED", words=("comma or a closing",)),
    "cut after a comma": Bad('{"tags": ["a",§', "DOC-TRUNCATED", words=("a value is expected",)),
    "comma missing": Bad('{"title": "a" §"notes": "b"}', "DOC-SYNTAX", words=("JSON", "comma")),
    "comma too many": Bad('{"tags": ["a"§, ]}', "DOC-SYNTAX", words=("this comma; leave it out",)),
    "comma too many in an object": Bad('{"a": [1]§,}', "DOC-SYNTAX", words=("leave it out",)),
    "nothing but a comma": Bad('{"a": [§,]}', "DOC-SYNTAX", words=("a value is expected",)),
    "colon missing": Bad('{"title" §"a"}', "DOC-SYNTAX", words=("a colon is expected",)),
    "single quotes": Bad("{§'title': 'a'}", "DOC-SYNTAX", words=("double quotation marks",)),
    "Python's word": Bad('{"one_off": §True}', "DOC-SYNTAX", words=("a value is expected",)),
    "a comment": Bad('{§// hello "a": 1}', "DOC-SYNTAX", words=("JSON has no comments",)),
    "a bad escape": Bad('{"notes": "§\\q"}', "DOC-SYNTAX", words=("backslash", "doubled")),
    "a tab in a text": Bad('{"notes": "a§\tb"}', "DOC-SYNTAX", words=("control character",)),
    "a bracket too many": Bad("{}§}", "DOC-SYNTAX", words=("has ended",)),
    "words after the end": Bad('{} §and "more"', "DOC-SYNTAX", words=("has ended",)),
    "two documents": Bad("{} §{}", "DOC-SEVERAL", words=("further document begins here",)),
    "a field twice": Bad(
        '{"title": "a", §"title": "b"}',
        "DOC-KEY-TWICE",
        "/title",
        ("field title", "more than once"),
    ),
    "a field twice, spelt with an escape": Bad(
        '{"title": "a", §"t\\u0069tle": "b"}', "DOC-KEY-TWICE", "/title", ("field title",)
    ),
    "a field twice, deep down": Bad(
        '{"entries": [{"text": "a"}, {"text": "a", "id": "e1", §"text": "b"}]}',
        "DOC-KEY-TWICE",
        "/entries/1/text",
        ("field text",),
    ),
    "NaN": Bad('{"one_off": §NaN}', "DOC-NUMBER", "/one_off", ("NaN",)),
    "Infinity": Bad('{"a": ["Infinity", §Infinity]}', "DOC-NUMBER", "/a/1", ("Infinity",)),
    "minus infinity": Bad('{"a": [1, §-Infinity]}', "DOC-NUMBER", "/a/1", ("-Infinity",)),
    "too large a number": Bad('{"a": {"b": §1e400}}', "DOC-NUMBER", "/a/b", ("1e400",)),
    "too small a number": Bad('{"a": §-1e400}', "DOC-NUMBER", "/a", ("-1e400",)),
    "too many digits": Bad(
        '{"a": "' + "1" * 5000 + '", "b": §' + "1" * 5000 + "}",
        "DOC-NUMBER",
        "/b",
        ("thousands of digits",),
    ),
    "half a character": Bad(
        '{"title": "\\ud83d\\ude00", "notes": §"a \\ud83d"}', "DOC-CHARACTER", "/notes", ("half",)
    ),
    "half a character in a field name": Bad(
        '{"a": {§"\\udc00": 1}}', "DOC-CHARACTER", "/a", ("half of a character",)
    ),
    "half a character beneath another": Bad(
        '{"a": {"b": 1, §"\\udc00": ["\\udc00"]}}', "DOC-CHARACTER", "/a"
    ),
    "a number that is none beneath half a character": Bad(
        '{"a": {"\\udc00": [§NaN]}}', "DOC-NUMBER", "/a"
    ),
    "lists too deep": Bad(
        "[" * 64 + "§" + "[" * (DEEP - 64), "DOC-DEEP", words=("64 levels deep",)
    ),
    "objects too deep": Bad(
        '{"a":' * 64 + "§" + '{"a":' * DEEP, "DOC-DEEP", words=("64 levels deep",)
    ),
    "brackets in a text do not count": Bad(
        '{"a": "' + "[" * DEEP + '\\"", "b": §NaN}', "DOC-NUMBER", "/b"
    ),
    "a number": Bad("§5", "DOC-NOT-OBJECT", words=("but this is a value",)),
    "a text": Bad('§"hello"', "DOC-NOT-OBJECT", words=("but this is a value",)),
    "true": Bad("§true", "DOC-NOT-OBJECT", words=("but this is a value",)),
    "null": Bad("§null", "DOC-NOT-OBJECT", words=("but this is nothing",)),
    "no JSON at all": Bad("§hello", "DOC-SYNTAX", words=("begins with { or [",)),
    "emoji before the place": Bad('{"title": "🌱🌱", "a": §NaN}', "DOC-NUMBER", "/a"),
}
ON_SEVERAL_LINES = {
    "a number": Bad('{\n  "title": "a",\n  "a": §NaN\n}\n', "DOC-NUMBER", "/a"),
    "Windows lines": Bad(
        '{\r\n  "title": "é",\r\n  "a": [\r\n    §NaN]\r\n}', "DOC-NUMBER", "/a/0"
    ),
    "an open text": Bad(
        '{\n  "title": "a§\n  "notes": "b"\n}', "DOC-SYNTAX", words=("line break",)
    ),
    "cut before the end": Bad('{\n  "title": "a"§\n', "DOC-TRUNCATED", words=("comma",)),
    "cut in a word, and then a line break": Bad('{\n"one_off": §tr\n', "DOC-TRUNCATED"),
    "two documents": Bad('{\n  "a": 1\n}\n§{\n  "a": 2\n}\n', "DOC-SEVERAL"),
    "a document after a list": Bad("[\n{}\n]\n§{}\n", "DOC-SEVERAL"),
    "YAML": Bad("§framework: iceberg\ntitle: a\n", "DOC-SYNTAX", words=("ends in .yaml",)),
    "nothing at all": Bad("", "DOC-EMPTY", words=("nothing in it",)),
    "white space": Bad(" \n\t\r\n", "DOC-EMPTY"),
    "an empty list": Bad("[\n]\n", "DOC-EMPTY"),
}


def check_file(file: Path, bad: Bad) -> None:
    text, line, column = unmark(bad.text)
    file.write_bytes(text.encode())
    report = validate(file)
    assert facts(report) == [Fact(bad.code, line, column, bad.pointer)]
    assert [issue for issue in bad.words if issue not in report.issues[0].message] == []
    assert report.issues[0].hint
    assert report.documents == 1
    assert report.judged == 0


@for_each({**ON_ONE_LINE, **ON_SEVERAL_LINES})
def test_a_bad_text_is_one_issue_at_its_place(bad: Bad, tmp_path: Path) -> None:
    check_file(tmp_path / "bad.json", bad)


@for_each(ON_ONE_LINE)
def test_a_bad_line_of_json_lines_leaves_the_others(bad: Bad, tmp_path: Path) -> None:
    text, _, column = unmark(bad.text)
    file = tmp_path / "records.jsonl"
    file.write_text(f"{GOOD}\n\n{text}\n{GOOD}\n", encoding="utf-8")
    report = validate(file)
    assert facts(report) == [Fact(bad.code, 3, column, bad.pointer)]
    assert (report.documents, report.judged) == (3, 2)
    warned = [issue.where.line for issue in report.warnings]
    assert sorted({line for line in warned if line}) == [1, 4]


@pytest.mark.parametrize("text", ["", "\n", " \r\n\t\n"])
def test_json_lines_without_a_line_are_empty(text: str, tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text(text, encoding="utf-8")
    assert facts(validate(file)) == [Fact("DOC-EMPTY")]


@pytest.mark.parametrize("name", published_ids())
def test_a_document_that_is_cut_anywhere_breaks_off(name: str) -> None:
    text = json.dumps(get_example(name), indent=1, ensure_ascii=False)
    lengths = range(1, len(text), max(1, len(text) // 300))
    for length in lengths:
        report = validate(text[:length])
        assert [issue.code for issue in report.issues] == ["DOC-TRUNCATED"], text[:length][-40:]
        line, column = report.issues[0].where.line, report.issues[0].where.column
        assert line is not None
        assert column is not None
        lines = text[:length].split("\n")
        assert line <= len(lines)
        assert column <= len(lines[line - 1]) + 1


@pytest.mark.parametrize(
    ("inner", "is_deep"), cases({"64 deep": (63, False), "65 deep": (64, True)})
)
def test_depth_is_counted_from_the_document(inner: int, is_deep: bool) -> None:  # noqa: FBT001
    text = GOOD[:-1] + ', "extensions": ' + '{"a":' * inner + "1" + "}" * inner + "}"
    assert [fact.code for fact in facts(validate(text))] == ["DOC-DEEP"] * is_deep


def test_very_long_documents_are_read_up_to_the_limit_only(tmp_path: Path) -> None:
    file = tmp_path / "recording.json"
    with file.open("wb") as stream:
        stream.write(b'{"notes": "')
        stream.truncate(200 * 1024 * 1024)  # a sparse file: it takes no room on the disk
    report = validate(file)
    assert facts(report) == [Fact("DOC-LARGE")]
    assert "larger than 64 MB" in report.issues[0].message


def test_a_line_that_is_too_long_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("improvement_frameworks.documents.reader.MAX_BYTES", len(GOOD) + 1)
    file = tmp_path / "records.jsonl"
    file.write_text(f"{GOOD}\n" + "x" * 5 * len(GOOD) + f"\n{GOOD}\n" + "y" * 2 * len(GOOD))
    report = validate(file)
    assert facts(report) == [Fact("DOC-LARGE", 2), Fact("DOC-LARGE", 4)]
    assert (report.documents, report.judged) == (4, 2)
