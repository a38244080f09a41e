"""Codebooks that go out to other programs and come in from them, with nothing lost on the way."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from improvement_frameworks import Poll, get_example, load, validate
from improvement_frameworks.core import CodebookCode
from improvement_frameworks.insight.codebook import read_codebook, write_codebook
from improvement_frameworks.tables.writing.unwritable import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xmlschema import XMLSchema

XSD: Final = Path(__file__).with_name("refi_qda_codebook.xsd")
WORKSHOP: Final = Path(__file__).parents[2] / "examples" / "workshop-2020" / "poll.json"
GUID: Final = "1ff58b12-6f6f-4b0c-8be5-bbdc91f55294"
KINDS: Final = ("qdc", "csv")

each_kind = pytest.mark.parametrize("kind", KINDS)


@cache
def read_form() -> XMLSchema:
    """Return the form that the standard asks for; its package is slow to import."""
    import xmlschema

    return xmlschema.XMLSchema(XSD)


def code(name: str, **more: object) -> CodebookCode:
    return CodebookCode.model_validate({"code": name, "label": name.upper(), **more})


def by_name(codes: Iterable[CodebookCode]) -> dict[str, CodebookCode]:
    return {one.code: one for one in codes}


NASTY: Final = (
    code("heading", codable=False, definition="=1+1"),
    code("below", parent="heading", colour="#b71C1c", guid=GUID),
    code("deeper", parent="below", include="  spaces  ", exclude="a\n\nb", examples=["=x", "-y"]),
    code("labels", definition="Include: no field\n\\Exclude: x", examples=["Code: deeper", "\\"]),
    code("bare"),
    code("marks", label="<&> \"quoted\" 'single'", definition="]]> &amp; <!-- & -->"),
    code(
        "other",
        label="학습 · 🌱",
        definition="a\tb",
        examples=["Example: one\nExample: two"],
    ),
)


@each_kind
def test_a_codebook_comes_back_as_it_went_out(kind: str, tmp_path: Path) -> None:
    books = (NASTY, Poll.model_validate(get_example("poll")).codebook, load_workshop())
    for number, book in enumerate(books):
        file = tmp_path / f"{number}.{kind}"
        write_codebook(book, file)
        codes, report = read_codebook(file)
        assert by_name(codes) == by_name(book)
        assert report.issues == ()


def load_workshop() -> tuple[CodebookCode, ...]:
    record = load(WORKSHOP)
    assert isinstance(record, Poll)
    return record.codebook


PIECES: Final = (
    "Include: ",
    "Code: a",
    "Example:",
    "\\",
    "a",
    " ",
    "=",
    "'",
    '"',
    "&",
    "<",
    ";",
    "🌱",
)
LINE: Final = st.lists(st.sampled_from(PIECES), max_size=5).map(lambda some: f"{''.join(some)}x")
TEXT: Final = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
CODES: Final = st.builds(
    CodebookCode,
    code=st.sampled_from(["a", "b", "c"]),
    label=LINE,
    definition=st.none() | TEXT,
    include=st.none() | TEXT,
    exclude=st.none() | TEXT,
    examples=st.lists(TEXT, max_size=3),
    codable=st.sampled_from([None, False]),
    colour=st.sampled_from([None, "#B71C1C"]),
    guid=st.sampled_from([None, GUID]),
)


@each_kind
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(codes=st.lists(CODES, min_size=1, max_size=3, unique_by=lambda one: one.code))
def test_whatever_people_write_comes_back(
    kind: str, codes: list[CodebookCode], tmp_path: Path
) -> None:
    file = tmp_path / f"codes.{kind}"
    write_codebook(codes, file, force=True)
    assert by_name(read_codebook(file).codes) == by_name(codes)


def test_what_goes_out_is_of_the_form_that_the_standard_asks_for(tmp_path: Path) -> None:
    for number, book in enumerate((NASTY, load_workshop())):
        write_codebook(book, tmp_path / f"{number}.qdc")
        read_form().validate(tmp_path / f"{number}.qdc")
    wrong = (tmp_path / "0.qdc").read_text(encoding="utf-8").replace(" isCodable", " codable")
    assert not read_form().is_valid(wrong)


def test_the_table_has_the_columns_that_other_programs_look_for(tmp_path: Path) -> None:
    """Taguette reads the columns name and description."""
    write_codebook(load_workshop(), tmp_path / "codes.csv")
    with (tmp_path / "codes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == [one.label for one in load_workshop()]
    assert [row["description"] for row in rows] == [one.definition for one in load_workshop()]


# As ATLAS.ti writes it: sets, a capital GUID, its own names of the schema.
OTHER: Final = f"""\
<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="urn:QDA-XML:codebook:0:4 Codebook.xsd" xmlns="urn:QDA-XML:codebook:1.0">
  <Codes>
    <Code guid="{GUID.upper()}" name="Pressure on staff" color="#4A0" isCodable="true">
      <Description>Too much is asked.</Description>
      <Code guid="{{0D62985D-B147-5D01-A9B5-CAE5DCD98342}}" name="2nd wave" isCodable="false"/>
    </Code>
    <Code guid="DFE5C38E-9449-5959-A1F7-E3D895CFA87F" name="Pressure on staff!" isCodable="1"/>
  </Codes>
  <Sets><Set name="s" guid="{GUID}"><MemberCode guid="{GUID}"/></Set></Sets>
</CodeBook>
"""


def test_a_codebook_of_another_program_is_read_and_what_is_left_out_is_said(tmp_path: Path) -> None:
    assert read_form().is_valid(OTHER)
    (tmp_path / "other.qdc").write_text(OTHER, encoding="utf-8")
    codes, report = read_codebook(tmp_path / "other.qdc")
    first, second, third = codes
    assert (first.code, first.label) == ("pressure-on-staff", "Pressure on staff")
    assert (first.definition, first.colour, first.guid) == (
        "Too much is asked.",
        "#44AA00",
        GUID.upper(),
    )
    assert (second.code, second.parent, second.codable) == ("code-2nd-wave", first.code, False)
    assert second.guid == "0D62985D-B147-5D01-A9B5-CAE5DCD98342"
    assert (third.code, third.label, third.codable) == (
        "pressure-on-staff-2",
        "Pressure on staff!",
        None,
    )
    (issue,) = report.issues
    assert (issue.code, issue.severity) == ("CODEBOOK-LEFT-OUT", "info")
    assert "Sets (1)" in issue.message


def test_a_codebook_can_be_taken_into_a_record(tmp_path: Path) -> None:
    (tmp_path / "other.qdc").write_text(OTHER, encoding="utf-8")
    poll = Poll(title="Poll", entries=(), codebook=read_codebook(tmp_path / "other.qdc").codes)
    assert validate(poll.to_dict()).ok


def test_a_table_of_another_program_is_read(tmp_path: Path) -> None:
    file = tmp_path / "tags.csv"
    file.write_text(
        "tag;description;number of highlights\nSilos;Walls come back;3\nThemes.Silos;;0\n;;\n",
        encoding="utf-8",
    )
    codes, report = read_codebook(file)
    assert [(one.code, one.label, one.definition) for one in codes] == [
        ("silos", "Silos", "Walls come back"),
        ("themes-silos", "Themes.Silos", None),
    ]
    assert [issue.code for issue in report.issues] == ["CODEBOOK-LEFT-OUT"]
    assert "number of highlights" in report.issues[0].message


def deep(levels: int) -> str:
    begin = '<Code guid="x" name="a" isCodable="true">' * levels
    return f"<CodeBook><Codes>{begin}{'</Code>' * levels}</Codes></CodeBook>"


UNREADABLE: Final[dict[str, tuple[str, str, str]]] = {
    "no XML": ("a.qdc", "codes", "no XML"),
    "cut off": ("a.qdc", OTHER[:300], "no XML"),
    "another document": ("a.qdc", "<Project/>", "begins with Project"),
    "entities": (
        "a.qdc",
        '<!DOCTYPE CodeBook [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><CodeBook>&b;</CodeBook>',
        "defines entities",
    ),
    "a file outside": (
        "a.qdc",
        '<!DOCTYPE CodeBook SYSTEM "file:///etc/passwd"><CodeBook/>',
        "defines entities",
    ),
    "too deep": ("a.qdc", deep(100_000), "levels deep"),
    "no codes": ("a.qdc", "<CodeBook><Codes/></CodeBook>", "no codes in it"),
    "no names": ("a.csv", "code,meaning\na,b\n", "no column name"),
    "an empty table": ("a.csv", "", "nothing in it"),
    "a header only": ("a.csv", "name\n", "no codes in it"),
    "another kind": ("a.docx", "", "end in .qdc or .csv"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_is_no_codebook_gives_a_report(case: str, tmp_path: Path) -> None:
    name, text, reason = UNREADABLE[case]
    (tmp_path / name).write_text(text, encoding="utf-8")
    codes, report = read_codebook(tmp_path / name)
    assert codes == ()
    (issue,) = report.errors
    assert issue.code == "CODEBOOK-UNREADABLE"
    assert reason in issue.message


def test_a_file_that_is_not_there_gives_a_report(tmp_path: Path) -> None:
    (issue,) = read_codebook(tmp_path / "none.qdc").report.errors
    assert "No such file" in issue.message


FAULTY: Final[dict[str, tuple[str, str, str]]] = {
    "a long name": ("a.qdc", OTHER.replace("2nd wave", "a" * 201), "at most 200 characters"),
    "a blank name": ("a.qdc", OTHER.replace("2nd wave", " "), "its label is not"),
    "a colour by name": ("a.qdc", OTHER.replace("#4A0", "green"), "a colour such as"),
    "an unclear word": ("a.csv", "name,codable\nSilos,maybe\nOther,yes\n", "'maybe'"),
}


@pytest.mark.parametrize("case", FAULTY)
def test_a_code_that_is_not_right_is_told_and_the_others_are_read(
    case: str, tmp_path: Path
) -> None:
    name, text, reason = FAULTY[case]
    (tmp_path / name).write_text(text, encoding="utf-8")
    codes, report = read_codebook(tmp_path / name)
    (issue,) = report.errors
    assert issue.code == "CODEBOOK-CODE"
    assert reason in issue.message
    assert issue.where.line
    assert len(codes) == (2 if name.endswith("qdc") else 1)


UNWRITABLE: Final[dict[str, tuple[CodebookCode, ...]]] = {
    "There are no codes": (),
    "twice in the codebook": (code("a"), code("a")),
    "below itself": (code("a", parent="b"), code("b", parent="a")),
    "one that is missing": (code("a", parent="b"),),
    "cannot hold the character": (code("a", definition="a\x01b"),),
}


@pytest.mark.parametrize("reason", UNWRITABLE)
def test_what_a_file_cannot_hold_is_refused_and_nothing_is_written(
    reason: str, tmp_path: Path
) -> None:
    with pytest.raises(UnwritableError, match=reason):
        write_codebook(UNWRITABLE[reason], tmp_path / "codes.qdc")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_only_if_that_is_said(tmp_path: Path) -> None:
    for kind in KINDS:
        file = tmp_path / f"codes.{kind}"
        file.write_text("mine", encoding="utf-8")
        with pytest.raises(FileExistsError):
            write_codebook(NASTY, file)
        assert file.read_text(encoding="utf-8") == "mine"
    with pytest.raises(ValueError, match=r"as \.qdc or \.csv"):
        write_codebook(NASTY, tmp_path / "codes.xlsx")
