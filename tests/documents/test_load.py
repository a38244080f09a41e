"""Typed records from documents, blank documents, what codes stand for, which rules run."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, Literal, cast

import pytest
import yaml
from tests.conftest import cases
from tests.documents.conftest import GOOD

from improvement_frameworks import (
    Iceberg,
    InvalidRecordError,
    UnknownFrameworkError,
    explain,
    get_example,
    load,
    new,
    validate,
)
from improvement_frameworks.core.pointer import read_pointer
from improvement_frameworks.core.registry import (
    get_framework,
    get_record_type,
    get_rules,
    published_ids,
)
from improvement_frameworks.core.rules.selecting import select_rules
from improvement_frameworks.documents import all_problems, find_framework, load_all
from improvement_frameworks.problems import PROBLEMS

if TYPE_CHECKING:
    from pathlib import Path

    from improvement_frameworks.core.report.report import Report

TWO: Final = f"{GOOD}\n{GOOD}\n"


@pytest.mark.parametrize("name", published_ids())
def test_an_example_is_loaded_as_its_record(name: str, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    file.write_text(json.dumps(get_example(name)), encoding="utf-8")
    record = load(file)
    assert type(record) is get_record_type(name)
    assert load_all(tmp_path).records == (record,)
    assert load(get_example(name)) == record


def test_what_has_errors_is_not_loaded() -> None:
    with pytest.raises(InvalidRecordError) as caught:
        load(GOOD.replace('"events"', '"event"'))
    assert [issue.code for issue in caught.value.report.errors] == ["VALUE-CODE"]
    assert "Did you mean events?" in str(caught.value)


def test_what_is_right_is_loaded_beside_the_report_of_what_is_not() -> None:
    records, report = load_all(f"{GOOD}\n{{}}\n{GOOD}\n")
    assert [issue.where.line for issue in report.errors] == [2]
    assert report.judged == len(records) == 2
    with pytest.raises(InvalidRecordError):
        report.raise_if_invalid()


def test_several_documents_are_not_loaded_as_one() -> None:
    with pytest.raises(ValueError, match="holds 2 documents; load_all reads them all"):
        load(TWO)
    assert len(load_all(TWO).records) == 2


def test_warnings_do_not_keep_a_record_from_being_loaded() -> None:
    assert validate(GOOD).warnings
    assert isinstance(load(GOOD), Iceberg)


def test_a_missing_file_is_told_in_the_report() -> None:
    with pytest.raises(InvalidRecordError, match="DOC-NOT-FOUND"):
        load("no-such-record.json")


def fill(value: object, name: str = "") -> object:
    """Fill what is blank with plausible words, without any knowledge of the framework."""
    if isinstance(value, dict):
        items = cast("dict[str, object]", value).items()
        return {field: fill(inner, field) for field, inner in items}
    if isinstance(value, list):
        return [fill(item) for item in cast("list[object]", value)]
    return f"Some words about {name}." if value == "" else value


def choose(document: dict[str, object]) -> dict[str, object]:
    """Take the first of the codes that the report allows, where words stand instead of one."""
    for issue in validate(document).errors:
        if issue.code == "VALUE-CODE":
            *way, last = read_pointer(issue.where.pointer)
            place: Any = document
            for step in way:
                place = place[int(step) if step.isdigit() else step]
            place[last] = cast("tuple[str, ...]", issue.params["allowed"])[0]
    return document


ASKED_FOR: Final[dict[str, dict[str, object]]] = {
    "liberating-structures": {
        "purpose": {"question": "What do we keep?"},
        "entries": [{"structure": "one-two-four-all", "invitation": "What do we keep?"}],
    }
}
"""What rules of good use call an error to leave out, although the form of the record lets it be."""


def form(report: Report) -> list[str]:
    return sorted({issue.code for issue in report.issues if issue.problem.principle is None})


@pytest.mark.parametrize("name", published_ids())
@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_a_blank_document_lacks_words_only(name: str, kind: Literal["yaml", "json"]) -> None:
    text = new(name, format=kind)
    assert text.endswith("\n")
    report = validate(text)
    assert {code for code in form(report) if code != "VALUE-BLANK"} <= {"VALUE-CODE"}
    assert "VALUE-BLANK" in form(report)
    assert report.documents == 1
    document = json.loads(text) if kind == "json" else yaml.safe_load(text)
    filled = choose(cast("dict[str, object]", fill(document)))
    filled |= ASKED_FOR.get(name, {})
    assert validate(filled).errors == ()
    assert load(filled).framework == name


@pytest.mark.parametrize("name", published_ids())
def test_a_blank_document_has_an_entry_for_each_part_or_names_all(name: str) -> None:
    framework = get_framework(name)
    text = new(name)
    for code in framework.default_scheme.parts:
        assert re.search(rf"\b{code}\b", text), code
    assert json.loads(new(name, format="json"))["entries"] == yaml.safe_load(text)["entries"]


@pytest.mark.parametrize("name", published_ids())
def test_every_field_of_a_blank_document_can_be_used(name: str) -> None:
    """Whoever takes away the # of one field gets a document in which it is known."""
    lines = new(name).splitlines()
    fields = [
        number
        for number, line in enumerate(lines)
        if re.match(r" *# [a-z_]+:( \[\])?(  # (one|any) of: .*)?$", line)
        and not lines[number + 1].startswith("# #")
    ]
    assert len(fields) > 5
    for number in fields:
        indent = len(lines[number]) - len(lines[number].lstrip())
        changed = list(lines)
        end = number + 1
        while end < len(lines) and re.match(rf" {{{indent}}}#  ", lines[end]):
            end += 1  # the fields of an object stand indented under it
        for place in range(number, end):
            changed[place] = changed[place].replace("# ", "", 1)
        report = validate("\n".join(changed) + "\n")
        assert set(form(report)) <= {"VALUE-BLANK", "VALUE-NULL", "VALUE-CODE"}, lines[number]


def test_no_blank_document_of_an_unknown_framework() -> None:
    with pytest.raises(UnknownFrameworkError, match="Did you mean 'iceberg'"):
        new("icberg")


def test_every_code_is_explained() -> None:
    problems = list(all_problems())
    codes = [problem.code for problem in problems]
    assert len(codes) == len(set(codes))
    assert {problem.code for problem in PROBLEMS} < set(codes)
    for problem in problems:
        assert explain(problem.code) is problem
        assert explain(f" {problem.code.lower()} ") is problem
        assert problem.title
        assert problem.message
        assert problem.hint


def test_a_code_that_is_not_there() -> None:
    with pytest.raises(KeyError, match="Did you mean ICE-W1"):
        explain("ICEW1")
    with pytest.raises(KeyError, match=r"There is no code 'zebra'\.'?\"?$"):
        explain("zebra")


@pytest.mark.parametrize("name", published_ids())
def test_a_rule_leads_to_its_framework(name: str) -> None:
    rules = [
        rule for rule in get_rules(name) if not rule.problem.code.startswith(("REC-", "PRIV-"))
    ]
    assert rules
    for rule in rules:
        found = find_framework(rule.problem)
        assert found is not None
        assert found.id == name


def test_what_concerns_every_framework_leads_to_none() -> None:
    assert find_framework(explain("REC-E1")) is None
    assert find_framework(explain("DOC-EMPTY")) is None


@pytest.mark.parametrize(
    ("select", "codes"),
    cases(
        {
            "a code": (["ICE-W1"], {"ICE-W1"}),
            "a code in small letters": (["ice-w1"], {"ICE-W1"}),
            "a single word": ("ICE-W1", {"ICE-W1"}),
            "the beginning of codes": (["ICE"], {"ICE-W1", "ICE-I1"}),
            "the beginning with a hyphen": (["ICE-"], {"ICE-W1", "ICE-I1"}),
            "a severity": (["Info"], {"ICE-I1"}),
            "a principle": (["focus-on-what-is-enabling-the-change"], {"ICE-W1", "ICE-I1"}),
            "another principle": (["be-timely"], set[str]()),
            "several": (["ICE-I1", "ICE-W1"], {"ICE-W1", "ICE-I1"}),
        }
    ),
)
def test_rules_are_selected_and_ignored_by_the_same_words(
    select: list[str], codes: set[str]
) -> None:
    everything = {issue.code for issue in validate(GOOD).issues}
    assert everything == {"ICE-W1", "ICE-I1"}
    assert {issue.code for issue in validate(GOOD, select=select).issues} == codes
    assert {issue.code for issue in validate(GOOD, ignore=select).issues} == everything - codes
    errors = {issue.code for issue in validate(GOOD, strict=select).errors}
    assert errors == codes & {"ICE-W1"}


def test_strictness() -> None:
    assert validate(GOOD).ok
    assert [issue.code for issue in validate(GOOD, strict=True).errors] == ["ICE-W1"]
    assert validate(GOOD, strict=True, ignore=["warning"]).ok


def test_faults_of_form_are_found_whatever_is_selected() -> None:
    report = validate('{"framework": "iceberg"}', select=["ICE-W1"], ignore=["error"])
    assert set(form(report)) == {"FIELD-MISSING", "VERSION-MISSING"}


@pytest.mark.parametrize(
    ("word", "words"),
    cases(
        {
            "a misspelt code": (
                "ICE-W99",
                "No practice check has the name ICE-W99. Did you mean ICE-W9?",
            ),
            "a misspelt principle": ("be-timley", "Did you mean be-timely?"),
            "a misspelt severity": ("warnings", "Did you mean warning?"),
            "a word like nothing": ("zzz", "No practice check has the name zzz. A word is a code"),
            "no word": ("", "No practice check has the name ."),
            "a fault of form": ("VALUE-BLANK", "a format error, which is always reported"),
            "a fault of a rule": ("RULE-FAULT", "a format error, which is always reported"),
        }
    ),
)
def test_a_word_that_names_no_rule_is_refused(word: str, words: str) -> None:
    for arguments in ({"select": [word]}, {"ignore": word}, {"strict": (word,)}):
        with pytest.raises(ValueError, match=re.escape(words)):
            select_rules(**arguments)


def test_a_report_keeps_as_many_issues_of_a_code_as_asked_and_counts_all() -> None:
    text = "\n".join(["{}"] * 30)
    report = validate(text, keep=4)
    assert len(report.issues) == 4
    assert report.count("error") == 30
    assert report.truncated
    assert "Issues shown: 4. The counts are complete." in report.to_text()
