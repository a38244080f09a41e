"""A house's mapping file: read strictly, written back the same, applied, proposed."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st
from tests.conftest import for_each
from tests.tables.conftest import check_grid, places, read_grid

from improvement_frameworks import UnknownFrameworkError, validate_table
from improvement_frameworks.tables.layouts.mapping import (
    Answer,
    ColumnMapping,
    MappingError,
    Meaning,
    parse_mapping,
    quote_key,
    read_mapping,
    write_meaning,
)
from improvement_frameworks.tables.layouts.mapping_proposal import propose_mapping

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.tables.conftest import Grid

    from improvement_frameworks.tables.reading.sheet import Raw

HOUSE = """
framework = "learning-grid"
title = "Slips"
date_format = "%d/%m/%Y"
blank = ["n/a"]
people = "keep"

[columns]
"We dropped (me)" = { question = "stopped", level = "personal" }
"How do we know?" = { question = "stopped", level = "personal", fills = "evidence" }
"We dropped (all)" = { question = "stopped", level = "system" }
"On" = "recorded_on"
"Desk" = "contributor_role"
"Signed" = "contributor_name"
"Slip no" = ""
"View" = "perspective"

[words.perspective]
"Mine" = "own"
"?" = ""
"""
SLIPS: list[list[Raw]] = [
    [
        "Slip no",
        "On",
        "Desk",
        "Signed",
        "We dropped (me)",
        "How do we know?",
        "We dropped (all)",
        "View",
    ],
    ["1", "03/04/2020", "booking", "A. Body", "Driving", "The diary", "n/a", "Mine"],
    ["2", "05/04/2020", "", "", "", "", "Letters", "?"],
]


def test_a_house_form_is_read_through_its_mapping() -> None:
    report, (record,) = read_grid(SLIPS, mapping=parse_mapping(HOUSE), rules=False)
    assert places(report, "error", "warning") == []
    document = record.model_dump(mode="json", exclude_none=True)
    assert (record.title, str(record.recorded_on)) == ("Slips", "2020-04-05")
    assert [(p.role, p.name) for p in record.contributors] == [("booking", "A. Body"), (None, None)]
    first, second = document["entries"]
    assert (first["text"], first["evidence"], first["perspective"]) == (
        "Driving",
        ["The diary"],
        "own",
    )
    assert (second["level"], second["text"], second.get("perspective")) == (
        "system",
        "Letters",
        None,
    )


def test_a_mapping_serves_a_long_table_as_well() -> None:
    house = ColumnMapping(
        framework="learning-grid",
        columns={"Kind": "question", "Whom": "level", "What": "text", "No": ""},
        words={"level": {"Us": "organisational", "System": "personal"}},
    )
    grid: list[list[Raw]] = [["No", "Kind", "Whom", "What"], ["1", "More of", "us", "Calls"]]
    grid.append(["2", "less", "System", "x"])
    report, (record,) = read_grid(grid, mapping=house, rules=False)
    assert places(report, "error", "warning") == []
    document = record.model_dump(mode="json")
    assert [entry["level"] for entry in document["entries"]] == ["organisational", "personal"]
    assert [i.message for i in report.issues if i.code == "CELLS-LABELS"][-1] == (
        'Labels were read as codes, such as "us" as organisational. Cells: 2.'
    )


def test_what_the_caller_says_goes_before_the_mapping() -> None:
    _, (record,) = read_grid(SLIPS, mapping=parse_mapping(HOUSE), title="Mine", people="drop")
    assert record.title == "Mine"
    assert record.contributors[0].name is None


def test_a_list_says_what_columns_with_the_same_heading_mean() -> None:
    house = ColumnMapping(
        framework="learning-grid",
        columns={
            "Stopped": (
                Answer(codes={"question": "stopped", "level": "personal"}),
                Answer(codes={"question": "stopped", "level": "system"}),
            ),
            "Stopped #2": "",
        },
    )
    _, (record,) = read_grid([["Stopped", "Stopped", "Stopped #2"], ["a", "b", "c"]], mapping=house)
    document = record.model_dump(mode="json")
    assert [entry["level"] for entry in document["entries"]] == ["personal", "system"]


WRONG = {
    "unknown key": ('framework = "iceberg"\ncolumn = {}', "column", "Did you mean columns?"),
    "no framework": ("[columns]", "framework", "which framework"),
    "not TOML": ("framework = ", "", "not valid TOML"),
    "twice": ('framework = "iceberg"\n[columns]\n"A" = ""\n"A" = ""', "", "not valid TOML"),
    "layout": ('framework = "iceberg"\nlayout = "broad"', "layout", "auto, long, wide"),
    "people": ('framework = "iceberg"\npeople = "kept"', "people", "Did you mean keep?"),
    "date format": (
        'framework = "iceberg"\ndate_format = "DD/MM/YYYY"',
        "date_format",
        '"%d/%m/%Y"',
    ),
    "a number": ('framework = "iceberg"\ntitle = 3', "title", "quotation marks"),
    "blank": ('framework = "iceberg"\nblank = "-"', "blank", "a list"),
    "columns": ('framework = "iceberg"\ncolumns = 1', "columns", "[columns]"),
    "column": (
        'framework = "iceberg"\n[columns]\n"A" = "levle"',
        'columns."A"',
        "Did you mean level?",
    ),
    "code": (
        'framework = "iceberg"\n[columns]\n"A" = { level = "event" }',
        'columns."A".level',
        "Did you mean events?",
    ),
    "no code": (
        'framework = "iceberg"\n[columns]\n"A" = { fills = "text" }',
        'columns."A"',
        "needs a code",
    ),
    "free text": (
        'framework = "iceberg"\n[columns]\n"A" = { text = "x" }',
        'columns."A".text',
        "no codes",
    ),
    "words": (
        'framework = "iceberg"\n[words.level]\n"A" = "event"',
        'words.level."A"',
        "Did you mean events?",
    ),
    "words of no column": (
        'framework = "iceberg"\n[words.leval]\n"A" = "events"',
        "words.leval",
        "Did you mean level?",
    ),
    "dots": ("a." * 200_000 + "a = 1", "", "too many parts"),
    "dots in a table": ('["a" . ' + "b.'c'." * 100_000 + "d]", "", "too many parts"),
    "figures": ("framework = " + "9" * 100_000, "", "not valid TOML"),
    "deep": ("a = " + "[" * 5_000, "", "not valid TOML"),
}


@for_each(WRONG)
def test_a_fault_is_named_with_file_and_key(text: str, key: str, words: str) -> None:
    with pytest.raises(MappingError) as caught:
        parse_mapping(text, "house.toml")
    assert (caught.value.file, caught.value.key) == ("house.toml", key)
    assert str(caught.value).startswith("house.toml: " + (f"{key}: " if key else ""))
    assert words in caught.value.problem
    assert isinstance(caught.value, ValueError)


def test_an_unknown_framework_is_refused() -> None:
    with pytest.raises(UnknownFrameworkError, match="iceberg"):
        parse_mapping('framework = "icberg"')


def write_long(path: Path) -> None:
    path.write_text("#" * 2_000_001, encoding="utf-8")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (Path.exists, "no such file"),
        (os.mkfifo, "no ordinary file"),
        (Path.mkdir, "no ordinary file"),
        (write_long, "longer than"),
    ],
    ids=["missing", "pipe", "folder", "long"],
)
def test_what_is_no_mapping_file_is_refused_at_once(
    tmp_path: Path, make: Callable[[Path], object], words: str
) -> None:
    file = tmp_path / "house.toml"
    make(file)
    with pytest.raises(MappingError, match=words):
        read_mapping(file)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    file.write_bytes('framework = "iceberg" # caf\xe9'.encode("latin-1"))
    with pytest.raises(MappingError, match="UTF-8"):
        read_mapping(file)
    file.write_bytes(b'\xef\xbb\xbfframework = "iceberg"')
    assert read_mapping(file).framework == "iceberg"


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MEANINGS = st.sampled_from(["", "text", "recorded_on"]) | st.builds(
    Answer,
    codes=st.fixed_dictionaries(
        {
            "question": st.sampled_from(["started", "more"]),
            "level": st.sampled_from(["personal", "system"]),
        }
    ),
    column=st.sampled_from(["text", "evidence"]),
)


@given(TEXTS, MEANINGS | st.lists(MEANINGS, max_size=2).map(tuple))
def test_a_meaning_that_is_written_reads_back_the_same(
    heading: str, meaning: Meaning | tuple[Meaning, ...]
) -> None:
    line = f"{quote_key(heading)} = {write_meaning(meaning)}"
    mapping = parse_mapping(f'framework = "learning-grid"\n[columns]\n{line}')
    assert mapping.columns == {heading: meaning}


@given(TEXTS)
def test_any_text_can_be_a_key(text: str) -> None:
    assert tomllib.loads(f"{quote_key(text)} = {quote_key(text)}") == {text: text}


SURVEY = (
    "Timestamp,E-mail,Your job,We dropped (me),What have you stopped doing? [System],"
    "Stopd - system,Why?,Why?,View\n"
    "2020-06-30 10:00:00,person1@example.org,x,secret,secret,secret,secret,secret,secret\n"
)


def test_a_proposal_has_every_heading_and_shows_no_answer(tmp_path: Path) -> None:
    file = tmp_path / "survey.csv"
    file.write_text(SURVEY, encoding="utf-8")
    text = propose_mapping(file)
    mapping = parse_mapping(text)
    assert (mapping.framework, mapping.layout) == ("learning-grid", "wide")
    assert list(mapping.columns) == [
        "Timestamp",
        "E-mail",
        "Your job",
        "We dropped (me)",
        "What have you stopped doing? [System]",
        "Stopd - system",
        "Why?",
        "View",
    ]
    assert mapping.columns["Why?"] == ("", "")
    assert mapping.columns["Timestamp"] == "recorded_on"
    assert mapping.columns["What have you stopped doing? [System]"] == Answer(
        codes={"question": "stopped", "level": "system"}
    )
    near = '"Stopd - system" = "" # not known; perhaps { question = "stopped", level = "system" }'
    assert near in text
    assert "secret" not in text
    assert "example.org" not in text
    assert "# level: personal, organisational, system" in text


def test_a_proposal_offers_the_words_of_columns_of_codes(tmp_path: Path) -> None:
    file = tmp_path / "notes.csv"
    file.write_text("Question,Level,Text,Nmae\nstarted,Sytem,secret,secret\nmore,Me,a,b\n")
    text = propose_mapping(file)
    assert 'layout = "long"' in text
    assert "[words.level]\n# words in that column" in text
    assert '# "Sytem" = "system"' in text
    assert '"Me"' not in text  # the library knows it already
    assert "secret" not in text
    report = check_grid(
        [["Question", "Level", "Text", "Nmae"], ["started", "System", "a", "b"]],
        mapping=parse_mapping(text),
    )
    assert places(report, "error") == []
    assert "COLUMN-UNKNOWN" not in {issue.code for issue in report.issues}


def test_a_proposal_asks_for_the_framework_only_if_nothing_tells_it(tmp_path: Path) -> None:
    file = tmp_path / "house.csv"
    file.write_text("Kind,Whom,What\na,b,c\n")
    with pytest.raises(MappingError, match="--framework"):
        propose_mapping(file)
    mapping = parse_mapping(propose_mapping(file, "iceberg"))
    assert mapping.columns == {"Kind": "", "Whom": "", "What": ""}
    with pytest.raises(UnknownFrameworkError):
        propose_mapping(file, "icberg")


def test_answers_are_never_taken_for_headings(tmp_path: Path) -> None:
    file = tmp_path / "slips.csv"
    file.write_text(
        "Notes\nNo,Kind,Whom,What\n1,New,Us,secret,more secret\n2,More,System,secret too\n"
    )
    text = propose_mapping(file, "learning-grid")
    assert list(parse_mapping(text).columns) == ["No", "Kind", "Whom", "What"]
    assert "secret" not in text
    with pytest.raises(MappingError, match="--framework"):
        propose_mapping(file)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"PK\x03\x04 no workbook"])
def test_a_file_without_a_table_has_no_proposal(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "house.xlsx" if content.startswith(b"PK") else tmp_path / "house.csv"
    file.write_bytes(content)
    with pytest.raises(MappingError):
        propose_mapping(file)


def test_a_proposal_says_what_is_read_without_it(tmp_path: Path) -> None:
    file = tmp_path / "wards.csv"
    file.write_text(
        "Ward,What it is about,Comment,Mood\n"
        "Ward 1,1. Events,Two people fell at night,low\n"
        "Ward 1,2. Patterns,It is always after two,low\n"
    )
    text = propose_mapping(file)
    mapping = parse_mapping(text)
    assert mapping.framework == "iceberg"
    assert mapping.columns == {
        "Ward": "group_name",
        "What it is about": "level",
        "Comment": "text",
        "Mood": "",
    }
    assert "[words" not in text
    assert validate_table(file, mapping=mapping, rules=False).ok


def test_a_drawing_needs_no_mapping(tmp_path: Path) -> None:
    file = tmp_path / "drawing.csv"
    file.write_text("Events,We fell\nPatterns,At night\nStructures,One nurse\n")
    with pytest.raises(MappingError, match="needs no mapping file"):
        propose_mapping(file)


@pytest.mark.parametrize(
    ("grid", "words"),
    [
        ([["Level", "Text", "Mood"], ["events", "It rained", "x"]], {"columns": {"Mood": "moood"}}),
        ([["Level", "Text"], ["events", "It rained"]], {"constants": {"levl": "x"}}),
        (
            [["Events", "It rained"], ["Patterns", "Often"], ["Structures", "No roof"]],
            {"constants": {"levl": "x"}},
        ),
        ([["Role", "Events", "Patterns"], ["nurse", "a", "b"]], {"columns": {"Role": "rol"}}),
    ],
    ids=["a table", "a constant", "a drawing", "a survey"],
)
def test_a_column_that_no_framework_has_is_named_though_nobody_named_the_framework(
    grid: Grid, words: dict[str, object]
) -> None:
    with pytest.raises(MappingError, match="there is no column"):
        check_grid(grid, **words)


def test_what_is_said_of_another_sheet_is_left_alone() -> None:
    grid: Grid = [["Level", "Text"], ["events", "It rained"]]
    assert "COLUMN-UNKNOWN" not in check_grid(grid, columns={"Beside": "question"}).by_code()
