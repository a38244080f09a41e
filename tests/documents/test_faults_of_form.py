"""What can be wrong with the form of a record, said of the same record in each notation."""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, cast

import pytest
import yaml
from attrs import frozen
from tests.conftest import for_each
from tests.documents.conftest import facts
from tests.made_rule import make_rule

from improvement_frameworks import validate
from improvement_frameworks.core.registry import published_ids
from improvement_frameworks.core.rules.rules import Chosen, Findings, Selection, at, choose_rules

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Document = dict[str, Any]

TEXT: Final = """
framework: iceberg
schema_version: "1.0"
title: Huddles
group: {name: Team}
period: {start: "2020-03-16"}
recorded_on: "2020-07-09"
contributors: [{id: c1, role: nurse}, {id: c2, role: patient}]
tags: [video, huddle]
one_off: false
focus: success
entries:
  - {id: e1, level: events, text: All by video., contributor: c1, explained_by: [e2]}
  - {id: e2, level: patterns, text: Fewer are missed., occurrences: 4}
actions: [{text: Keep the huddle., works_on: [e2], due: "2020-09-15"}]
"""


def write(change: Callable[[Document], object]) -> Document:
    document: Document = yaml.safe_load(TEXT)
    change(document)
    return document


def keep(_document: Document) -> None:
    """Change nothing."""


def give(path: str, value: object) -> Callable[[Document], object]:
    """Give a value to the place of a pointer."""

    def change(document: Document) -> None:
        *way, last = path.strip("/").split("/")
        place: Any = document
        for step in way:
            place = place[int(step) if step.isdigit() else step]
        place[int(last) if last.isdigit() else last] = value

    return change


def drop(path: str) -> Callable[[Document], object]:
    def change(document: Document) -> None:
        *way, last = path.strip("/").split("/")
        place: Any = document
        for step in way:
            place = place[int(step) if step.isdigit() else step]
        del place[last]

    return change


@frozen
class Fault:
    """A change to the record, and the one issue that it must lead to."""

    change: Callable[[Document], object]
    code: str
    pointer: str
    message: tuple[str, ...]
    hint: tuple[str, ...] = ()


FRAMEWORKS: Final = published_ids()
FAULTS: Final = {
    "framework missing": Fault(
        drop("framework"), "FRAMEWORK-MISSING", "", ("framework is missing",), FRAMEWORKS
    ),
    "framework null": Fault(
        give("framework", None), "FRAMEWORK-MISSING", "/framework", (), FRAMEWORKS
    ),
    "framework misspelt": Fault(
        give("framework", "icberg"),
        "FRAMEWORK-UNKNOWN",
        "/framework",
        ('"icberg"', "Did you mean iceberg?"),
        ("Write one of: iceberg.",),
    ),
    "framework by its title": Fault(
        give("framework", "Ladder of Inference"),
        "FRAMEWORK-UNKNOWN",
        "/framework",
        ("Did you mean ladder-of-inference?",),
    ),
    "framework like nothing": Fault(
        give("framework", "zebra"), "FRAMEWORK-UNKNOWN", "/framework", ('"zebra".',), FRAMEWORKS
    ),
    "framework a list": Fault(
        give("framework", ["iceberg"]), "FRAMEWORK-UNKNOWN", "/framework", ('"["iceberg"]"',)
    ),
    "framework a number": Fault(give("framework", 5), "FRAMEWORK-UNKNOWN", "/framework", ('"5"',)),
    "version missing": Fault(
        drop("schema_version"),
        "VERSION-MISSING",
        "",
        ("schema_version",),
        ('"schema_version": "1.0"',),
    ),
    "version a number": Fault(
        give("schema_version", 1.0),
        "VERSION-UNKNOWN",
        "/schema_version",
        ("The number 1.0 is not a version",),
        ('"1.0"', "quotation marks"),
    ),
    "version null": Fault(
        give("schema_version", None), "VERSION-UNKNOWN", "/schema_version", ("This value",)
    ),
    "version true": Fault(
        give("schema_version", True), "VERSION-UNKNOWN", "/schema_version", ("This value",)
    ),
    "version shorter": Fault(
        give("schema_version", "1"), "VERSION-UNKNOWN", "/schema_version", ('"1" is not a version',)
    ),
    "version older": Fault(
        give("schema_version", "0.9"), "VERSION-UNKNOWN", "/schema_version", ('"0.9"',)
    ),
    "version in other figures": Fault(
        give("schema_version", "\u0662.\u0660"),
        "VERSION-UNKNOWN",
        "/schema_version",
        ('"\u0662.\u0660"',),
    ),
    "version of the future, a number": Fault(
        give("schema_version", 2.0), "VERSION-UNKNOWN", "/schema_version", ("The number 2.0",)
    ),
    "version of the future": Fault(
        give("schema_version", "1.1"),
        "VERSION-FUTURE",
        "/schema_version",
        ('"1.1"', "up to 1.0"),
        ("pip install --upgrade improvement-frameworks",),
    ),
    "version of the far future": Fault(
        give("schema_version", "20.10"), "VERSION-FUTURE", "/schema_version", ('"20.10"',)
    ),
    "field missing": Fault(
        drop("entries/0/text"),
        "FIELD-MISSING",
        "/entries/0",
        ("The field text is missing",),
        ("What was said, in the contributor's words. ",),
    ),
    "field misspelt": Fault(
        give("recored_on", "2020-07-09"),
        "FIELD-UNKNOWN",
        "/recored_on",
        ("no field recored_on here", "Did you mean recorded_on?"),
        ("purpose, group", "extensions"),
    ),
    "field misspelt deep down": Fault(
        give("contributors/1/roll", "patient"),
        "FIELD-UNKNOWN",
        "/contributors/1/roll",
        ("Did you mean role?",),
        ("Use one of these fields: id, role, organisation, name.",),
    ),
    "field like nothing": Fault(
        give("entries/0/zebra", 1), "FIELD-UNKNOWN", "/entries/0/zebra", ("no field zebra here.",)
    ),
    "field that is a figure": Fault(
        lambda document: document.update({"2": 1}), "FIELD-UNKNOWN", "/2", ("no field 2 here",)
    ),
    "field that is a raised figure": Fault(
        lambda document: document.update({"²": 1}), "FIELD-UNKNOWN", "/²", ("field ² here",)
    ),
    "field with a slash": Fault(
        lambda document: document.update({"a/b~c": 1}), "FIELD-UNKNOWN", "/a~1b~0c", ("a/b~c",)
    ),
    "null for a text": Fault(
        give("title", None), "VALUE-NULL", "/title", ("null", "one line of text"), ("Leave the",)
    ),
    "null for an optional text": Fault(
        give("notes", None),
        "VALUE-NULL",
        "/notes",
        ("notes is empty (null)",),
        ("Leave the field",),
    ),
    "null for an object": Fault(
        give("group", None), "VALUE-NULL", "/group", ("an object with fields is expected",)
    ),
    "null for a list": Fault(give("tags", None), "VALUE-NULL", "/tags", ("a list is expected",)),
    "null in a list": Fault(
        give("tags/1", None), "VALUE-NULL", "/tags/1", ("tags is empty (null)", "a short label")
    ),
    "null for a code": Fault(give("focus", None), "VALUE-NULL", "/focus", ("a code is expected",)),
    "null for the part": Fault(
        give("entries/0/level", None), "VALUE-NULL", "/entries/0/level", ("a code is expected",)
    ),
    "null for yes or no": Fault(
        give("one_off", None), "VALUE-NULL", "/one_off", ("true or false is expected",)
    ),
    "null for a date": Fault(
        give("recorded_on", None), "VALUE-NULL", "/recorded_on", ("a date such as 2020-03-16",)
    ),
    "null for a count": Fault(
        give("entries/1/occurrences", None),
        "VALUE-NULL",
        "/entries/1/occurrences",
        ("a whole number from 0 to 1000000",),
    ),
    "code misspelt": Fault(
        give("entries/0/level", "event"),
        "VALUE-CODE",
        "/entries/0/level",
        ('"event" is not one of the codes of level', "Did you mean events?"),
        ("Write one of: ", "events, patterns, structures, mental-models"),
    ),
    "label for a code": Fault(
        give("entries/0/level", "Mental Models"),
        "VALUE-CODE",
        "/entries/0/level",
        ("Did you mean mental-models?",),
    ),
    "code like nothing": Fault(
        give("focus", "zebra"),
        "VALUE-CODE",
        "/focus",
        ('"zebra" is not one of the codes of focus.',),
    ),
    "number for a code": Fault(
        give("focus", 3), "VALUE-KIND", "/focus", ("focus is the number 3", "a code is expected")
    ),
    "date of another form": Fault(
        give("recorded_on", "16/07/2020"),
        "VALUE-FORM",
        "/recorded_on",
        ('recorded_on is "16/07/2020"', "a date such as 2020-03-16"),
    ),
    "day that never was": Fault(
        give("period/start", "2019-02-29"), "VALUE-FORM", "/period/start", ('"2019-02-29"',)
    ),
    "date with a time": Fault(
        give("recorded_on", "2020-07-09T10:00:00Z"), "VALUE-FORM", "/recorded_on", ("T10:00",)
    ),
    "id with a space": Fault(
        give("contributors/0/id", "c 1"), "VALUE-FORM", "/contributors/0/id", ('"c 1"', "an id:")
    ),
    "id that is too long": Fault(
        give("contributors/0/id", "c" * 70), "VALUE-FORM", "/contributors/0/id", (f'"{"c" * 59}…"',)
    ),
    "two lines for one": Fault(
        give("title", "a\nb"), "VALUE-FORM", "/title", ("text with a line break", "one line")
    ),
    "no words": Fault(
        give("title", ""),
        "VALUE-BLANK",
        "/title",
        ("title is blank",),
        ("Write it: What the record is about.",),
    ),
    "no words where none are needed": Fault(
        give("tags", [""]),
        "VALUE-BLANK",
        "/tags/0",
        ("tags is blank",),
        ("Write it: Words to find", "a colon and a code.", "Or leave it out."),  # lines are joined
    ),
    "white space only": Fault(
        give("entries/0/text", " \n\t"), "VALUE-BLANK", "/entries/0/text", ()
    ),
    "invisible characters only": Fault(
        give("title", "\u200b\u00a0"), "VALUE-BLANK", "/title", ("title is blank",)
    ),
    "too long": Fault(
        give("title", "a" * 201), "VALUE-LONG", "/title", ("title: 201", "At most 200")
    ),
    "label too long": Fault(
        give("tags/0", "a" * 61), "VALUE-LONG", "/tags/0", ("tags: 61", "At most 60")
    ),
    "too large": Fault(
        give("entries/1/occurrences", 1_000_001),
        "VALUE-RANGE",
        "/entries/1/occurrences",
        ("1000001", "from 0 to 1000000"),
    ),
    "below zero": Fault(
        give("entries/1/occurrences", -1), "VALUE-RANGE", "/entries/1/occurrences", ("is -1",)
    ),
    "a part of a number": Fault(
        give("entries/1/occurrences", 1.5),
        "VALUE-KIND",
        "/entries/1/occurrences",
        ("the number 1.5", "a whole number"),
    ),
    "text for a number": Fault(
        give("entries/1/occurrences", "4"), "VALUE-KIND", "/entries/1/occurrences", ("is text",)
    ),
    "number for a text": Fault(
        give("title", 5), "VALUE-KIND", "/title", ("title is the number 5", "one line of text")
    ),
    "text for yes or no": Fault(
        give("one_off", "false"), "VALUE-KIND", "/one_off", ("is text", "true or false")
    ),
    "number for yes or no": Fault(give("one_off", 0), "VALUE-KIND", "/one_off", ("the number 0",)),
    "text for a list": Fault(
        give("tags", "video"), "VALUE-KIND", "/tags", ("tags is text", "a list is expected")
    ),
    "object for a list": Fault(
        give("entries", {}), "VALUE-KIND", "/entries", ("an object", "a list is expected")
    ),
    "text for an object": Fault(
        give("group", "Team"), "VALUE-KIND", "/group", ("is text", "an object with fields")
    ),
    "text for an entry": Fault(
        give("entries/0", "a"), "VALUE-KIND", "/entries/0", ("is text", "an object with fields")
    ),
    "list for a text": Fault(give("title", ["a"]), "VALUE-KIND", "/title", ("title is a list",)),
    "yes for a text": Fault(give("title", True), "VALUE-KIND", "/title", ("title is true",)),
    "tag twice": Fault(
        give("tags/1", "video"), "VALUE-TWICE", "/tags", ('"video" is in tags more than once',)
    ),
    "reference to no entry": Fault(
        give("actions/0/works_on/0", "e9"),
        "REC-E2",
        "/actions/0/works_on/0",
        ('the ID "e9"',),
    ),
    "reference to no contributor": Fault(
        give("entries/0/contributor", "c9"), "REC-E2", "/entries/0/contributor", ("contributors",)
    ),
}


@pytest.mark.parametrize("notation", ["JSON", "JSON in one line", "YAML", "a list", "Python"])
@for_each(FAULTS)
def test_each_fault_is_one_issue_in_each_notation(
    fault: Fault, notation: str, tmp_path: Path
) -> None:
    document = write(fault.change)
    prefix = ""
    match notation:
        case "JSON":
            (tmp_path / "a.json").write_text(json.dumps(document, indent=2), encoding="utf-8")
        case "JSON in one line":
            (tmp_path / "a.jsonl").write_text(json.dumps(document), encoding="utf-8")
        case "YAML":
            dump = cast(
                "Callable[..., str]", vars(yaml)["safe_dump"]
            )  # its stub is untyped in part
            text = dump(document, allow_unicode=True, sort_keys=False)
            (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
        case "a list":
            (tmp_path / "a.json").write_text(json.dumps([document]), encoding="utf-8")
            prefix = "/0"
        case _:
            pass
    report = validate(document if notation == "Python" else tmp_path)
    (issue,) = report.errors
    assert (issue.code, issue.where.pointer) == (fault.code, prefix + fault.pointer)
    assert [words for words in fault.message if words not in issue.message] == []
    assert [words for words in fault.hint if words not in issue.hint] == []
    assert (issue.where.line is None) == (notation == "Python")
    assert report.documents == 1


def test_the_record_that_the_faults_are_planted_in_has_none() -> None:
    assert validate(write(lambda document: document)).ok


def test_all_faults_are_told_at_once() -> None:
    document = write(keep)
    planted = [
        "version a number",
        "field missing",
        "field misspelt",
        "null for a code",
        "null in a list",
        "date of another form",
        "id with a space",
        "too large",
    ]
    for name in planted:
        FAULTS[name].change(document)
    found = {(issue.code, issue.where.pointer) for issue in validate(document).issues}
    assert found == {(FAULTS[name].code, FAULTS[name].pointer) for name in planted}


def test_a_version_of_the_future_is_not_judged_by_todays_fields() -> None:
    report = validate(write(lambda document: document.update(schema_version="2.0", newest=1)))
    assert [issue.code for issue in report.issues] == ["VERSION-FUTURE"]


def test_what_is_not_there_is_looked_for_at_what_surrounds_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nothing_there(_record: object) -> Findings:
        yield at("entries", 1, "follow_up", "due")
        yield at("entries", 7)
        yield at("purpose", "use")

    def rules_for(_framework: str, selection: Selection) -> Chosen[object]:
        return choose_rules([make_rule("TEST-W1", nothing_there)], selection)

    module = import_module("improvement_frameworks.documents.glance")
    monkeypatch.setattr(module, "rules_for", rules_for)
    text = json.dumps(write(keep), indent=1)
    lines = text.split("\n")
    entry = next(n for n, line in enumerate(lines, 1) if '"e2"' in line and '"id"' in line) - 1
    entries = next(n for n, line in enumerate(lines, 1) if '"entries"' in line)
    found = {issue.where.pointer: issue.where.line for issue in validate(text).issues}
    assert found == {"/entries/1/follow_up/due": entry, "/entries/7": entries, "/purpose/use": 1}


def test_errors_of_form_and_of_sense_in_two_documents_are_told_together(tmp_path: Path) -> None:
    lines = [
        json.dumps(write(FAULTS[name].change)) for name in ("reference to no entry", "tag twice")
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    report = validate(tmp_path)
    assert [(issue.code, issue.where.line) for issue in report.errors] == [
        ("REC-E2", 1),
        ("VALUE-TWICE", 2),
    ]
    assert (report.documents, report.judged) == (2, 1)
    assert facts(report)[0].code == "VALUE-TWICE"
