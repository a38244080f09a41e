"""Every way in which a YAML text can be bad or say something else than its writer thinks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import pytest
import yaml
from attrs import frozen
from tests.conftest import for_each
from tests.documents.conftest import Fact, facts, unmark

from improvement_frameworks import validate
from improvement_frameworks.documents.yaml_reader import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

DEEP: Final = 10_000
HEAD: Final = 'framework: iceberg\nschema_version: "1.0"\ntitle: Huddles\n'
LAUGHS: Final = "a: §&a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}, *{old}, *{old}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@frozen
class Bad:
    """A text with its mark, and what must be found in it and said of it."""

    text: str
    code: str
    pointer: str = ""
    words: tuple[str, ...] = ()


BAD = {
    "nothing": Bad("", "DOC-EMPTY", words=("nothing in it",)),
    "remarks only": Bad("# to do\n\n# later\n", "DOC-EMPTY"),
    "lines of hyphens only": Bad("---\n---\n...\n", "DOC-EMPTY"),
    "an empty list": Bad("[]\n", "DOC-EMPTY"),
    "a word": Bad("§hello\n", "DOC-NOT-OBJECT", words=("but this is a value",)),
    "a list of words": Bad("- §hello\n", "DOC-NOT-OBJECT", "/0", ("but this is a value",)),
    "a list in a list": Bad("- §- hello\n", "DOC-NOT-OBJECT", "/0", ("but this is a list",)),
    "a colon in a text": Bad("title: Huddle§: how\n", "DOC-SYNTAX", words=("YAML", "colon")),
    "an indented field": Bad("title: a\n  notes§: b\n", "DOC-SYNTAX", words=("colon",)),
    "a tab": Bad("purpose:\n§\tuse: a\n", "DOC-SYNTAX", words=("a tab", "spaces only")),
    "a text that begins with @": Bad("title: §@home\n", "DOC-SYNTAX", words=("quotation marks",)),
    "a text that begins with %": Bad("title: §%a\n", "DOC-SYNTAX", words=("quotation marks",)),
    "a text that begins with a backquote": Bad("title: §`a`\n", "DOC-SYNTAX"),
    "indented differently": Bad("a:\n  b: 1\n §c: 2\n", "DOC-SYNTAX", words=("not indented like",)),
    "a field without a colon": Bad("a: b\n§c\nd: e\n", "DOC-SYNTAX", words=("without a colon",)),
    "words after a quotation": Bad("a: 'b' §c\n", "DOC-SYNTAX", words=("quotation marks",)),
    "an open quotation": Bad("a: §'b\nc: d\n", "DOC-SYNTAX", words=("no closing quotation",)),
    "an open quotation in the last line": Bad("a: b\nc: §'d", "DOC-TRUNCATED"),
    "an open bracket": Bad("a: [1, 2§\n", "DOC-TRUNCATED", words=("comma or a closing",)),
    "an open bracket in the middle": Bad("a: [🌱, 2\nb§: c\n", "DOC-SYNTAX"),
    "a bracket in vain": Bad("a: b\n§]\n", "DOC-SYNTAX"),
    "a bad escape": Bad('a: "§\\q"\n', "DOC-SYNTAX", words=("backslash",)),
    "a control character": Bad('a: "b§\x07"\n', "DOC-SYNTAX", words=("control", "U+0007")),
    "a field twice": Bad("title: a\n§title: b\n", "DOC-KEY-TWICE", "/title", ("field title",)),
    "a field twice, quoted": Bad(
        'title: a\n§"t\\u0069tle": b\n', "DOC-KEY-TWICE", "/title", ("field title",)
    ),
    "a field twice, deep down": Bad(
        "entries:\n  - text: a\n  - text: a\n    id: e1\n    §text: b\n",
        "DOC-KEY-TWICE",
        "/entries/1/text",
    ),
    "an alias": Bad("a: b\nc: §*b\n", "DOC-YAML-FEATURE", words=("An alias (*b)",)),
    "an anchor": Bad("a: §&b c\n", "DOC-YAML-FEATURE", words=("An anchor (&b)",)),
    "an anchor on a list": Bad("a: §&b [c]\n", "DOC-YAML-FEATURE", words=("An anchor (&b)",)),
    "a merged object": Bad("a: §&b {c: d}\ne:\n  <<: *b\n", "DOC-YAML-FEATURE"),
    "a billion laughs": Bad(LAUGHS, "DOC-YAML-FEATURE", words=("An anchor (&a)",)),
    "a tag of Python": Bad(
        "a: §!!python/object/apply:os.system [ls]\n", "DOC-YAML-FEATURE", words=("The tag tag:y",)
    ),
    "a tag of one's own": Bad("a: §!date 2020-07-16\n", "DOC-YAML-FEATURE", words=("The tag !d",)),
    "a tag for dates": Bad("a: §!!timestamp 2020-07-16\n", "DOC-YAML-FEATURE"),
    "an unknown handle": Bad("a: §!x!y 1\n", "DOC-SYNTAX"),
    "a list as a name": Bad("? §[a, b]\n: c\n", "DOC-SYNTAX", words=("name is a single text",)),
    "an object as a name": Bad("{§{a: b}: c}\n", "DOC-SYNTAX", words=("name is a single text",)),
    "a later YAML": Bad("§%YAML 2.0\n---\na: b\n", "DOC-SYNTAX", words=("incompatible",)),
    "lists too deep": Bad(
        "a: " + "[" * 63 + "§" + "[" * DEEP, "DOC-DEEP", words=("64 levels deep",)
    ),
    "objects too deep": Bad(
        "{a: " * 64 + "§" + "{a: " * DEEP, "DOC-DEEP", words=("64 levels deep",)
    ),
    "items too deep": Bad("- " * 64 + "§" + "- " * DEEP, "DOC-DEEP", words=("64 levels deep",)),
    "blocks too deep": Bad(
        "".join("  " * depth + ("§" if depth == 64 else "") + "a:\n" for depth in range(DEEP // 5)),
        "DOC-DEEP",
    ),
    "emoji before the place": Bad('🌱: "🌱🌱"\n🌱🌱: §*b\n', "DOC-YAML-FEATURE"),
    "Windows lines": Bad("a: é\r\nb: c\r\n§a: d\r\n", "DOC-KEY-TWICE", "/a"),
    "JSON": Bad('{"title": "a", §"title": "b"}', "DOC-KEY-TWICE", "/title"),
}


@pytest.fixture(params=["libyaml", "PyYAML alone"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a test with the parser that most people have and with the one that others have."""
    assert hasattr(yaml, "CSafeLoader"), "the first of the two would not be tested"
    name: str = request.param
    if name == "PyYAML alone":
        monkeypatch.delattr(yaml, "CSafeLoader")
    return name


@for_each(BAD)
def test_a_bad_text_is_one_issue_at_its_place(bad: Bad, tmp_path: Path, parser: str) -> None:
    text, line, column = unmark(bad.text)
    file = tmp_path / "record.yaml"
    file.write_bytes(text.encode())
    report = validate(file)
    (found,) = facts(report)
    if parser == "PyYAML alone" and bad.code == "DOC-SYNTAX":
        column = found.column  # it points to the character after the one that libyaml points to
    assert found == Fact(bad.code, line, column, bad.pointer)
    assert [words for words in bad.words if words not in report.issues[0].message] == []
    assert (report.documents, report.judged) == (1, 0)


def read_one(text: str) -> dict[str, object]:
    (document,) = read_yaml(text)
    return cast("dict[str, object]", document.value)


@pytest.mark.usefixtures("parser")
@for_each(
    {
        "no": ("no", "no"),
        "yes": ("yes", "yes"),
        "on": ("on", "on"),
        "capitals": ("True", "True"),
        "true": ("true", True),
        "false": ("false", False),
        "null": ("null", None),
        "a wave": ("~", None),
        "nothing": ("", None),
        "a day": ("2020-07-16", "2020-07-16"),
        "a moment": ("2020-07-13T09:30:00Z", "2020-07-13T09:30:00Z"),
        "a time": ("9:30", "9:30"),
        "a number": ("12", 12),
        "a negative number": ("-3", -3),
        "a decimal": ("1.0", 1.0),
        "a power": ("1e3", 1000.0),
        "a leading zero": ("007", "007"),
        "eight": ("0o17", "0o17"),
        "sixteen": ("0x1F", "0x1F"),
        "a plus": ("+5", "+5"),
        "grouped": ("1_000", "1_000"),
        "not a number": (".nan", ".nan"),
        "infinite": (".inf", ".inf"),
        "too large": ("1e400", "1e400"),
        "too many digits": ("1" * 5000, "1" * 5000),
        "4,000 digits": ("1" * 4000, int("1" * 4000)),
        "Norway": ("NO", "NO"),
        "in quotation marks": ('"1.0"', "1.0"),
        "in single quotes": ("'null'", "null"),
        "called a text": ("!!str 5", "5"),
        "with a bare tag": ("! 5", "5"),
        "many lines": ("|\n  a\n  b\n", "a\nb\n"),
        "folded lines": (">-\n  a\n  b\n", "a b"),
    }
)
def test_a_plain_word_stands_for_what_it_says(written: str, meant: object) -> None:
    found = read_one(f"a: {written}\n")
    assert found == {"a": meant}
    assert type(found["a"]) is type(meant)  # for True is 1, and 1.0 too


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", ["1", "null", "true", "2020-07-16", "<<", "no"])
def test_the_name_of_a_field_is_a_text(name: str) -> None:
    assert read_one(f"{name}: 1\n") == {name: 1}


@pytest.mark.usefixtures("parser")
def test_the_traps_of_a_record_are_explained_together() -> None:
    text, line, column = unmark(
        "framework: iceberg\n"
        "schema_version: §1.0\n"
        "title: Huddles\n"
        "recorded_on: 16/07/2020\n"
        "one_off: no\n"
        "group:\n"
        "entries:\n"
        "  - level: events\n"
        "    text: 12\n"
        "    happened_on: 2020-07-16\n"
    )
    report = validate(text)
    assert facts(report) == [
        Fact("VERSION-UNKNOWN", line, column, "/schema_version"),
        Fact("VALUE-FORM", 4, 14, "/recorded_on"),
        Fact("VALUE-KIND", 5, 10, "/one_off"),
        Fact("VALUE-NULL", 6, 7, "/group"),
        Fact("VALUE-KIND", 9, 11, "/entries/0/text"),
    ]
    words = [issue.message for issue in report.issues]
    assert "The number 1.0" in words[0]
    assert '"16/07/2020"' in words[1]
    assert "text, where true or false is expected" in words[2]
    assert "empty (null)" in words[3]
    assert "the number 12" in words[4]


@pytest.mark.usefixtures("parser")
def test_a_field_is_found_where_its_name_stands() -> None:
    report = validate(HEAD + "entires:\n  # what was said\n  - level: events\n    text: a\n")
    assert Fact("FIELD-UNKNOWN", 4, 1, "/entires") in facts(report)


@pytest.mark.usefixtures("parser")
def test_a_file_may_hold_several_documents() -> None:
    one = HEAD + "entries: []\n"
    report = validate(f"---\n{one}---\n{one}foo: 1\n---\n---\n{one}...\n")
    assert facts(report) == [Fact("FIELD-UNKNOWN", 11, 6, "/foo")]
    assert (report.documents, report.judged) == (3, 2)


@pytest.mark.usefixtures("parser")
def test_documents_before_a_bad_one_are_checked() -> None:
    one = HEAD + "entries: []\n"
    report = validate(f"{one}---\n{one}title: b\n---\n{one}")
    assert facts(report) == [Fact("DOC-KEY-TWICE", 10, 1, "/title")]
    assert (report.documents, report.judged) == (2, 1)


@pytest.mark.usefixtures("parser")
def test_a_list_of_documents_has_their_positions_in_front() -> None:
    item = "".join(f"  {line}\n" for line in HEAD.splitlines())
    good, bad = item + "  entries: []\n", item + "  entries:\n    - level: event\n      text: a\n"
    report = validate("-" + good[1:] + "-" + bad[1:])
    assert facts(report) == [Fact("VALUE-CODE", 9, 14, "/1/entries/0/level")]
    assert (report.documents, report.judged) == (2, 1)
    assert [issue.where.pointer for issue in report.warnings] == ["/0/entries"]


def test_half_a_character_is_found_by_the_parser_that_lets_it_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert facts(validate('title: a\nnotes: "\\ud83d"\n')) == [Fact("DOC-CHARACTER", 2, 8)]
