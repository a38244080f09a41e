"""A part may be optional, plural or open; each function of a record and each engine copes with it.

The frameworks are made up: what they are about does not matter.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, ClassVar, Final, Literal, cast

import pytest
from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator, ValidationError, validate as check_schema

from improvement_frameworks import (
    json_schema,
    load_table,
    new,
    to_frame,
    validate,
    validate_table,
    write_table,
)
from improvement_frameworks.core import (
    EMPTY,
    Declared,
    Distinct,
    Entries,
    Entry,
    Framework,
    OpenRecord,
    Opt,
    Prose,
    Record,
    given as given_field,
    register,
)
from improvement_frameworks.core.content.content_file import parse_framework
from improvement_frameworks.core.record.listed import code_of
from improvement_frameworks.core.registry import forget
from improvement_frameworks.figures import figure
from improvement_frameworks.pages.site.reference import build_pages, compose_pages
from improvement_frameworks.tables.writing.template import write_template
from improvement_frameworks.testing import documents, faults, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONTENT: Final = """
title = "Weather of a team"
summary = "Signs that a team sees."
purpose = "For tests."
origin = "Made up."
evidence = "None."
licence = "MIT."
how_to_record = "One entry for each sign."
part = "sign"
direction = "none"
{extent}
parts = [
  {{code = "sun", label = "Sun", definition = "It goes well.", sources = ["judgement"]}},
  {{code = "rain", label = "Rain", definition = "It is hard.", sources = ["judgement"]}},
  {{code = "fog", label = "Fog", definition = "It is unclear.", sources = ["judgement"]}},
]
"""


def content(id_: str, extent: str = "") -> Framework:
    return parse_framework(f'id = "{id_}"' + CONTENT.format(extent=extent))


OPTIONAL: Final = content("optional-part")
PLURAL: Final = content("plural-part")
OPEN: Final = content("open-part", "open = true\nexpected_size = 8")
BOTH: Final = content("open-plural-part", "open = true")

OptionalSign = Annotated[str, code_of(OPTIONAL, "sign")]
PluralSign = Annotated[str, code_of(PLURAL, "sign")]
OpenSign = Annotated[str, code_of(OPEN, "sign")]
BothSign = Annotated[str, code_of(BOTH, "sign")]


class OptionalPartEntry(Entry):
    """A sign that need not be placed."""

    sign: Opt[OptionalSign] = None
    """The sign."""
    text: Prose = given_field()
    """What was seen."""


class OptionalPart(Record):
    """Signs that need not be placed."""

    about: ClassVar[Framework] = OPTIONAL

    framework: Literal["optional-part"] = given_field()
    """Always optional-part."""
    entries: Entries[OptionalPartEntry]
    """What was seen."""


class PluralPartEntry(Entry):
    """One thing that is several signs."""

    sign: Distinct[PluralSign] = EMPTY
    """The signs."""


class PluralPart(Record):
    """Things that are several signs."""

    about: ClassVar[Framework] = PLURAL

    framework: Literal["plural-part"] = given_field()
    """Always plural-part."""
    entries: Entries[PluralPartEntry]
    """What was seen."""


class OpenPartEntry(Entry):
    """A sign that is known, or one of the record's own."""

    sign: OpenSign
    """The sign."""


class OpenPart(OpenRecord):
    """Signs of which only some are known."""

    about: ClassVar[Framework] = OPEN

    framework: Literal["open-part"] = given_field()
    """Always open-part."""
    entries: Entries[OpenPartEntry]
    """What was seen."""


class OpenPluralPartEntry(Entry):
    """Signs that are known, or the record's own."""

    sign: Distinct[BothSign] = EMPTY
    """The signs."""


class OpenPluralPart(OpenRecord):
    """Several signs each, of which only some are known."""

    about: ClassVar[Framework] = BOTH

    framework: Literal["open-plural-part"] = given_field()
    """Always open-plural-part."""
    entries: Entries[OpenPluralPartEntry]
    """What was seen."""


RECORDS: Final[tuple[type[Record], ...]] = (OptionalPart, PluralPart, OpenPart, OpenPluralPart)
WIND: Final = {"code": "wind", "label": "Wind", "definition": "Things are moving."}
ENTRIES: Final[dict[type[Record], list[dict[str, object]]]] = {
    OptionalPart: [
        {"id": "e1", "sign": "rain", "text": "Late again."},
        {"id": "e2", "text": "Nobody knows what to make of this."},
    ],
    PluralPart: [
        {"id": "e1", "sign": ["rain", "fog"], "text": "Late again."},
        {"id": "e2", "text": "Nobody knows what to make of this."},
    ],
    OpenPart: [
        {"id": "e1", "sign": "rain", "text": "Late again."},
        {"id": "e2", "sign": "wind", "text": "Two people are leaving."},
    ],
    OpenPluralPart: [
        {"id": "e1", "sign": ["rain", "wind"], "text": "Late again."},
        {"id": "e2", "text": "Nobody knows what to make of this."},
    ],
}
COVERAGE: Final[dict[type[Record], dict[str, int]]] = {
    OptionalPart: {"sun": 0, "rain": 1, "fog": 0},
    PluralPart: {"sun": 0, "rain": 1, "fog": 1},
    OpenPart: {"sun": 0, "rain": 1, "fog": 0, "wind": 1},
    OpenPluralPart: {"sun": 0, "rain": 1, "fog": 0, "wind": 1},
}


@pytest.fixture(autouse=True, scope="module")
def frameworks() -> Iterator[None]:
    for record in RECORDS:
        register(Declared(record.about, record, ()))
    yield
    forget()


def document(record: type[Record]) -> dict[str, object]:
    own = {"own_parts": [WIND]} if issubclass(record, OpenRecord) else {}
    head = {"framework": record.about.id, "schema_version": "1.0", "title": "Week 12"}
    return {**head, **own, "entries": ENTRIES[record]}


def read(record: type[Record], given: dict[str, object] | None = None) -> Record:
    return record.model_validate_json(json.dumps(given or document(record)))


def fits(given: dict[str, object], framework: str) -> bool:
    """Ask an engine that knows nothing of this library."""
    try:
        check_schema(given, json_schema(framework), cls=Draft202012Validator)
    except ValidationError:
        return False
    return True


each = pytest.mark.parametrize("record", RECORDS)


@each
def test_a_record_is_counted_and_sorted_by_its_parts(record: type[Record]) -> None:
    one = read(record)
    assert one.coverage() == COVERAGE[record]
    placed = {code: [entry.id for entry in entries] for code, entries in one.by_part().items()}
    assert {code: len(ids) for code, ids in placed.items()} == COVERAGE[record]
    assert placed["rain"] == ["e1"]
    unplaced = [] if record is OpenPart else ["e2"]
    assert [entry.id for entry in one.unplaced()] == unplaced


@each
def test_a_record_says_what_it_holds(record: type[Record]) -> None:
    one = read(record)
    text, page = str(one), one.to_markdown()
    assert "Rain 1" in text
    assert ("Not placed 1" in text) is ("## Not placed" in page) is (record is not OpenPart)
    assert "## Rain" in page
    assert ("Wind 1" in text) is ("## Wind" in page) is (record in {OpenPart, OpenPluralPart})
    for entry in ENTRIES[record]:
        assert str(entry["text"]).rstrip(".") in page


@each
def test_it_is_valid_and_its_schema_agrees(record: type[Record]) -> None:
    report = validate(document(record))
    assert report.ok, report
    assert fits(document(record), record.about.id)


@each
def test_the_schema_says_which_codes_there_are(record: type[Record]) -> None:
    name: dict[type[Record], str] = {OptionalPart: "OptionalPartSign", PluralPart: "PluralPartSign"}
    name |= {OpenPart: "OpenPartSign", OpenPluralPart: "OpenPluralPartSign"}
    sign = cast("dict[str, dict[str, object]]", json_schema(record.about.id)["$defs"])[name[record]]
    words = str(sign["description"])
    assert "- fog: Fog. It is unclear." in words
    if issubclass(record, OpenRecord):
        assert "enum" not in sign
        assert "own_parts" in words
        assert ("Known are 3 of 8." in words) is (record is OpenPart)
    else:
        assert sign["enum"] == ["sun", "rain", "fog"]


def test_a_code_of_an_open_list_has_the_form_of_a_code() -> None:
    wrong = document(OpenPart) | {"entries": [{"sign": "High wind"}]}
    assert [issue.code for issue in validate(wrong).errors] == ["VALUE-FORM"]
    assert not fits(wrong, "open-part")


def test_a_part_that_is_neither_known_nor_declared_is_an_error() -> None:
    wrong = document(OpenPart) | {"entries": [{"sign": "sun"}, {"sign": "wnd"}]}
    (issue,) = validate(wrong).errors
    assert (issue.code, issue.where.pointer) == ("REC-E5", "/entries/1/sign")
    assert "Did you mean wind?" in issue.message
    wrong = document(OpenPluralPart) | {"entries": [{"sign": ["sun", "hail"]}]}
    (issue,) = validate(wrong).errors
    assert (issue.code, issue.where.pointer) == ("REC-E5", "/entries/0/sign/1")


@pytest.mark.parametrize(
    "own", [[WIND, {"code": "wind", "label": "Gale"}], [WIND | {"code": "sun"}]]
)
def test_a_part_is_declared_once(own: list[dict[str, str]]) -> None:
    wrong = document(OpenPart) | {"own_parts": own, "entries": [{"sign": "sun"}]}
    (issue,) = validate(wrong).errors
    assert (issue.code, issue.where.pointer) == ("REC-E6", f"/own_parts/{len(own) - 1}/code")
    assert own[-1]["code"] in issue.message


@each
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_tables_hold_it(record: type[Record], ending: str, tmp_path: Path) -> None:
    one = read(record)
    path = tmp_path / f"table{ending}"
    write_table([one], path)
    assert load_table(path, framework=record.about.id).records == (one,)
    assert "sign" in to_frame([one]).columns


def test_tables_know_labels_of_an_open_list(tmp_path: Path) -> None:
    path = tmp_path / "signs.csv"
    path.write_text("title,sign,text\nWeek 12,Rain,Late.\n", encoding="utf-8")
    (one,) = load_table(path, framework="open-part").records
    assert one.coverage()["rain"] == 1
    path.write_text("title,sign,text\nWeek 12,High wind,Late.\n", encoding="utf-8")
    assert "PARTS-DECLARED" in validate_table(path, framework="open-part").by_code()


@each
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_templates_are_made_and_filled(record: type[Record], ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"template{ending}"
    write_template(record.about.id, path)
    assert not validate_table(path, framework=record.about.id).by_code().keys() & {"COLUMN-UNKNOWN"}


@each
@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_blank_documents_name_the_parts(
    record: type[Record], kind: Literal["yaml", "json"]
) -> None:
    blank = new(record.about.id, format=kind)
    assert "rain" in blank
    if kind == "yaml" and issubclass(record, OpenRecord):
        assert "own_parts" in blank


@each
@given(data=st.data())
@settings(max_examples=10)
def test_drawn_records_can_be_used(record: type[Record], data: st.DataObject) -> None:
    one = data.draw(records(record))
    assert sum(one.coverage().values()) >= len(one.entries) - len(one.unplaced())
    assert one.to_markdown()
    assert str(one)
    clean = data.draw(documents(record, clean=True))
    report = validate(clean)
    assert not report.errors, report
    assert not report.warnings, report


@each
def test_one_fault_mutants_are_found(record: type[Record]) -> None:
    planted = list(faults(document(record)))
    assert len(planted) > 20
    for fault in planted:
        assert [issue.code for issue in validate(fault.document).errors] == [fault.code], fault


@each
def test_figures_show_every_part_and_entry(record: type[Record]) -> None:
    drawn = figure(read(record))
    for text in (drawn.to_html(), drawn.to_mermaid(), str(drawn.to_vega_lite())):
        assert "Rain" in text
        assert ("Wind" in text) is issubclass(record, OpenRecord)


@each
def test_pages_tell_of_it(record: type[Record]) -> None:
    pages = compose_pages(build_pages([record.about.id]))
    page = pages[f"frameworks/{record.about.id}.md"]
    assert "Rain" in page
    assert ("own_parts" in page) is issubclass(record, OpenRecord)
