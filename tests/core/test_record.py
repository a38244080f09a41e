"""What records can do: blank, coverage, by part, JSON, Markdown, a readable text."""

from __future__ import annotations

import copy
import html
import json
import pickle
import re
from datetime import date
from typing import Literal

import pytest
from hypothesis import given, strategies as st
from pydantic import ValidationError
from tests.conftest import every_framework

from improvement_frameworks import Iceberg, RiskThemes, get_framework, validate
from improvement_frameworks.clean import clean
from improvement_frameworks.core.markdown import escape_markdown
from improvement_frameworks.core.record.record import Record, framework_of
from improvement_frameworks.core.registry import get_example, get_record_type


def iceberg(*entries: tuple[str, str], title: str = "t", **header: object) -> Iceberg:
    said = [{"level": level, "text": text} for level, text in entries]
    document = {"framework": "iceberg", "schema_version": "1.0", "title": title, "entries": said}
    return Iceberg.model_validate({**document, **header})


def risk_themes(*entries: dict[str, object]) -> RiskThemes:
    signals = [{"stance": "risk", **entry} for entry in entries]
    document = {"framework": "risk-themes", "schema_version": "1.0", "title": "t"}
    return RiskThemes.model_validate({**document, "entries": signals})


def test_blank_is_a_record_to_build_upon() -> None:
    record = Iceberg.blank("Huddles")
    assert (record.title, record.entries) == ("Huddles", ())
    assert (record.framework, record.schema_version) == ("iceberg", "1.0")
    assert Iceberg.blank().title == "Untitled"
    assert [issue.code for issue in validate(record).issues] == ["REC-W1"]


@every_framework
def test_every_record_has_a_blank_that_is_a_document_of_right_form(wanted: str) -> None:
    record = get_record_type(wanted).blank()
    assert json.loads(record.to_json()) == {
        "framework": wanted,
        "schema_version": "1.0",
        "title": "Untitled",
        "entries": [],
    }
    assert validate(record).ok


def test_coverage_counts_the_entries_of_each_part_in_the_order_of_the_scheme() -> None:
    record = iceberg(("structures", "a"), ("events", "b"), ("structures", "c"))
    assert list(record.coverage().items()) == [
        ("events", 1),
        ("patterns", 0),
        ("structures", 2),
        ("mental-models", 0),
    ]


def test_by_part_gives_the_entries_of_each_part() -> None:
    record = iceberg(("structures", "a"), ("events", "b"), ("structures", "c"))
    texts = {code: [e.text for e in entries] for code, entries in record.by_part().items()}
    assert texts == {"events": ["b"], "patterns": [], "structures": ["a", "c"], "mental-models": []}


def test_parts_outside_the_scheme_come_last_and_are_not_lost() -> None:
    record = iceberg(("vision", "a"), ("events", "b"), scheme="three-levels")
    assert record.coverage() == {"events": 1, "patterns": 0, "structures": 0, "vision": 1}
    assert list(record.by_part()) == ["events", "patterns", "structures", "vision"]
    assert record.part_scheme.id == "three-levels"


def test_an_entry_on_several_parts_counts_for_each_and_one_on_none_for_none() -> None:
    record = risk_themes({"text": "a", "themes": ["silos", "inequalities"]}, {"text": "b"})
    assert {code: n for code, n in record.coverage().items() if n} == {
        "silos": 1,
        "inequalities": 1,
    }
    assert record.parts_of(record.entries[1]) == ()


@every_framework
def test_json_says_all_that_the_document_said(wanted: str) -> None:
    document = get_example(wanted)
    record = get_record_type(wanted).model_validate_json(json.dumps(document))
    assert json.loads(record.to_json()) == document
    assert json.loads(record.to_json(indent=None)) == document
    assert "\n" not in record.to_json(indent=None)
    assert type(record).model_validate_json(record.to_json()) == record


def test_the_address_of_the_schema_is_kept_under_its_name() -> None:
    record = Iceberg.model_validate_json(
        '{"$schema": "../iceberg.schema.json", "framework": "iceberg", "schema_version": "1.0",'
        ' "title": "t", "entries": []}'
    )
    assert record.schema_uri == "../iceberg.schema.json"
    assert json.loads(record.to_json())["$schema"] == "../iceberg.schema.json"


def test_json_keeps_letters_as_they_are() -> None:
    assert "Größe 🌱" in iceberg(("events", "Größe 🌱")).to_json()


@pytest.mark.parametrize("left_out", ["framework", "schema_version", "title", "entries"])
def test_documents_must_say_what_python_code_may_leave_to_the_class(left_out: str) -> None:
    document = get_example("iceberg")
    del document[left_out]
    with pytest.raises(ValidationError, match=left_out):
        Iceberg.model_validate_json(json.dumps(document))


def test_a_record_cannot_be_changed_and_can_be_copied_hashed_and_pickled() -> None:
    record = iceberg(("events", "a"))
    with pytest.raises(ValidationError, match="frozen"):
        setattr(record, "title", "b")  # noqa: B010 - type checkers refuse the plain way
    assert copy.deepcopy(record) == pickle.loads(pickle.dumps(record)) == record  # noqa: S301
    assert hash(copy.deepcopy(record)) == hash(record)


def test_text_for_people_is_short_and_says_what_there_is() -> None:
    record = iceberg(("structures", "a"), ("events", "b"), ("structures", "c"), title="Huddles")
    assert str(record) == "Iceberg model: Huddles (Events 1, Underlying structures 2)"
    assert str(Iceberg.blank("x")) == "Iceberg model: x (no entries)"


def test_text_for_people_cannot_act_on_their_terminal() -> None:
    shown = str(iceberg(title="a\x1b[2Jb"))
    assert "\x1b" not in shown
    assert r"a\x1b[2Jb" in shown


def test_notebooks_show_the_page() -> None:
    record = iceberg(("events", "a"))
    show = getattr(record, "_repr_markdown_")  # noqa: B009 - the name is IPython's
    assert show() == record.to_markdown()


def test_markdown_tells_header_and_entries_under_their_parts() -> None:
    record = iceberg(
        title="Huddles",
        group={"name": "Ward 5", "level": "team"},
        purpose={"question": "What helped?"},
        period={"start": date(2020, 3, 16)},
        contributors=[{"id": "c1", "role": "nurse"}],
        entries=[
            {"id": "e1", "level": "patterns", "text": "Seen often.", "contributor": "c1"},
            {"level": "events", "text": "Seen once.", "evidence": ["the diary"]},
        ],
    )
    lines = record.to_markdown().splitlines()
    assert lines[0] == "# Huddles"
    assert [line for line in lines if line.startswith("## ")] == [
        "## Events",
        "## Patterns",
        "## Underlying structures",
        "## Mental models",
    ]
    events, patterns = lines.index("## Events"), lines.index("## Patterns")
    assert "- Seen once." in lines[events:patterns]
    assert any("the diary" in line for line in lines[events:patterns])
    assert any("Seen often." in line and "(nurse)" in line for line in lines[patterns:])
    assert lines.count("Nothing yet.") == 2
    header = "\n".join(lines[:events])
    for words in ("Ward 5", "What helped?", "2020-03-16 to now", "nurse"):
        assert words in header


@every_framework
def test_markdown_loses_no_words(wanted: str) -> None:
    record = get_record_type(wanted).model_validate_json(json.dumps(get_example(wanted)))
    page = record.to_markdown()
    for entry in record.entries:
        for text in (value for _, value in entry if isinstance(value, str) and " " in value):
            assert escape_markdown(text) in page


def test_markdown_tells_entries_that_stand_under_no_part() -> None:
    assert "- Said somewhere." in risk_themes({"text": "Said somewhere."}).to_markdown()


NASTY = (
    "# no heading",
    "- no list",
    "+ no list",
    "* no list",
    "1. no list",
    "23) no list",
    "---",
    "~~~",
    "~~not struck~~",
    "```",
    "> no quotation",
    "<script>alert(1)</script>",
    "&lt;",
    "![no](http://picture)",
    "[no](javascript:alert(1))",
    "a | b",
    "two\nlines",
    "\ttab first",
    "back\\slash",
    "_no_ *emphasis* `here`",
    "bell\x07 escape\x1b[31m c1\x9b",
)


@pytest.mark.parametrize("text", NASTY)
def test_markdown_shows_markup_in_data_as_it_was_written(text: str) -> None:
    page = iceberg(("events", text), title="Title").to_markdown()
    (line,) = [line for line in page.splitlines() if line.startswith("- ")]
    assert page.splitlines()[0] == "# Title"
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", line)
    words = line.removeprefix("- ")
    assert not re.match(r"([-+*>#~=]|[0-9]+[.)](\s|$)|`{3}| {4}|\t)", words)
    assert not re.search(r"(?<!\\)[`*_\[\]|<>]", words)
    shown = read_markdown(words)
    assert shown == " ".join(re.sub(r"[\x07\x1b\x9b]", "\N{REPLACEMENT CHARACTER}", text).split())


def read_markdown(words: str) -> str:
    """Return what Markdown shows for one line of escaped words."""
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", words))


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40))
def test_any_text_is_shown_by_markdown_as_it_is(text: str) -> None:
    shown = read_markdown(escape_markdown(text))
    # A mark without width keeps @name from calling somebody.
    assert shown.replace("\u200b", "") == " ".join(clean(text).split())


def test_the_part_of_a_plug_in_may_have_any_fields() -> None:
    class Noted(Record):
        """A record with a field that cannot be hashed."""

        about = Iceberg.about
        framework: Literal["noted"] = "noted"
        more: dict[str, int]

    assert "More: " in Noted(title="t", entries=(), more={"a": 1}).to_markdown()


def test_a_record_class_must_name_its_framework() -> None:
    class Nameless(Record):
        """A record that forgot its framework."""

    assert framework_of(Iceberg) == "iceberg"
    with pytest.raises(TypeError, match="Nameless must declare framework"):
        framework_of(Nameless)


def test_a_class_has_the_content_beside_it_or_beside_the_one_that_it_extends() -> None:
    class OfATrust(Iceberg):
        """Made in a package without content."""

    assert OfATrust.about is Iceberg.about is get_framework("iceberg")
    with pytest.raises(AttributeError):
        _ = Record.about
