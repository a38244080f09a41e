"""What ``rules.toml`` says is joined with what checks it; what is wrong in it is told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import cases

from improvement_frameworks import Iceberg
from improvement_frameworks.core.errors import ContentError
from improvement_frameworks.core.rules.common_check import CHECKS
from improvement_frameworks.core.rules.rule_content import read_rules
from improvement_frameworks.core.rules.rules import run_rules
from improvement_frameworks.core.rules.setting import check_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from improvement_frameworks.core.rules.rules import Rule

    Read = Callable[..., tuple[Rule[object], ...]]

RULE: Final = """
[[rules]]
code = "{code}"
severity = "warning"
title = "Made up"
asks = "It is so."
message = "It is {{fact}}."
hint = "Look again."
principle = "be-timely"
source = "judgement"
"""
COMMON: Final = RULE.replace("{{fact}}", "so").format(code="OWN-W1")
FUNCTION: Final = """
from improvement_frameworks.core import at, rule

@rule("{code}")
def found(record{takes}):
    yield at("entries", fact="{fact}")
"""


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Read:
    """Read the rules of a package with the given text and functions."""
    name = f"made_up_{abs(hash(request.node.name))}"
    folder = tmp_path / name
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])

    def read_it(text: str | None, functions: str | None = None) -> tuple[Rule[object], ...]:
        if text is not None:
            (folder / "rules.toml").write_text(text, encoding="utf-8")
        if functions is not None:
            (folder / "rules.py").write_text(functions, encoding="utf-8")
        try:
            return read_rules(f"{name}.rules")
        finally:
            for module in (name, f"{name}.rules"):
                sys.modules.pop(module, None)

    return read_it


def test_a_rule_is_checked_by_the_function_that_has_its_code(read: Read) -> None:
    functions = FUNCTION.format(code="OWN-W1", takes="", fact="late")
    (one,) = read(RULE.format(code="OWN-W1"), functions)
    (issue,) = run_rules(object(), [one])
    assert (issue.code, issue.message, one.asks) == ("OWN-W1", "It is late.", "It is so.")
    assert issue.severity == "warning"
    assert (one.common, one.settings) == ("", {})


def test_a_function_is_handed_limits_words_and_patterns_by_name(read: Read) -> None:
    text = RULE.format(code="OWN-W1") + (
        "limits = { days = 3 }\nwords = { shallow = ['a', 'b'] }\npatterns = { wanted = '(?i)x' }"
    )
    functions = """
from improvement_frameworks.core import at, rule

@rule("OWN-W1")
def found(record, *, days, shallow, wanted):
    yield at(fact=f"{days} {shallow} {wanted.search('X') is not None}")
"""
    (one,) = read(text, functions)
    assert [finding.params["fact"] for finding in one.check(object())] == ["3 ('a', 'b') True"]
    assert (one.limits, one.words) == ({"days": 3}, {"shallow": ("a", "b")})
    assert one.patterns["wanted"] == "(?i)x"


def test_a_common_check_needs_no_function_and_tells_the_facts_that_are_named(read: Read) -> None:
    text = COMMON.replace("so.", "{label}.", 1).replace("It is {label}.", "It is so.", 1)
    text = text.replace('message = "It is so."', 'message = "{label}"')
    text += "check = 'found-where'\nwith.when = { level = ['events'], happened_on = false }"
    (one,) = read(text)
    record = Iceberg(title="t", entries=[{"level": "events", "text": "a"}])
    (issue,) = run_rules(record, [one])
    assert issue.where.pointer == "/entries/0"
    assert issue.params == {"label": "Events"}
    assert one.facts == {"label": "The label of the part."}
    assert one.common == "found-where"
    assert one.settings == {"when": {"level": ("events",), "happened_on": False}}


def test_rules_are_in_the_order_of_their_declaration(read: Read) -> None:
    codes = ["OWN-W2", "OWN-E1", "OWN-W1"]
    text = "".join(
        RULE.replace("{{fact}}", "so").format(code=code) + "check = 'part-outside-scheme'\n"
        for code in codes
    )
    assert [one.problem.code for one in read(text)] == codes


def test_without_a_file_and_without_functions_there_are_no_rules(read: Read) -> None:
    assert read(None) == ()
    assert read(None, "import re\n") == ()


WRONG: Final = {
    "no TOML": ("rules = [", "(file)", "no valid TOML"),
    "another key": ("rule = 1", "rule", r"unknown key; a file of rules has \[\[rules\]\]"),
    "no list": ("rules = 1", "rules", "a list of tables is expected"),
    "no table": ("rules = [1]", "rules[0]", "a table is expected here"),
    "a key is missing": (
        COMMON.replace('asks = "It is so."', "check = 'part-twice'"),
        "rules[0].asks",
        "is missing",
    ),
    "an unknown key": (COMMON + "chekc = 'part-twice'", "rules[0].chekc", "unknown key"),
    "a severity that there is not": (
        COMMON.replace('"warning"', '"bad"'),
        "rules[0].severity",
        "one of error, warning, info",
    ),
    "a principle that there is not": (
        COMMON.replace("be-timely", "be-late"),
        "rules[0].principle",
        "one of avoid",
    ),
    "no code": (COMMON.replace("OWN-W1", "own"), "rules[0]", "'own' is no problem code"),
    "a lone brace": (COMMON.replace("Look again.", "Look {again."), "rules[0]", "expected '}'"),
    "a limit in words": (
        COMMON + "limits.days = 'three'",
        "rules[0].limits.days",
        "a whole number is expected",
    ),
    "a word that is a number": (
        COMMON + "words.shallow = [1]",
        "rules[0].words.shallow[0]",
        "text is expected",
    ),
    "no regular expression": (
        COMMON + "patterns.wanted = '('",
        "rules[0].patterns.wanted",
        "no regular expression",
    ),
    "a float": (COMMON + "limits.days = 1.5", "rules[0]", "1.5 is no text, whole number"),
    "nothing checks it": (
        COMMON,
        "rules[0].check",
        "is missing, and no function in .* is marked with OWN-W1",
    ),
    "a common check that is spelled wrong": (
        COMMON + "check = 'part-twise'",
        "rules[0].check",
        "no common check is called 'part-twise'. Did you mean 'part-twice'?",
    ),
    "a common check that there is not": (
        COMMON + "check = 'magic'",
        "rules[0].check",
        "no common check is called 'magic'. There are found-where, ",
    ),
    "a parameter that there is not": (
        COMMON + "check = 'part-skipped'\nwith = { option = ['events'] }",
        "rules[0].with.option",
        "part_skipped takes nothing of this name; it takes optional",
    ),
    "a limit that it does not take": (
        COMMON + "check = 'part-twice'\nlimits = { days = 3 }",
        "rules[0].limits.days",
        "part_twice takes nothing of this name; it takes nothing",
    ),
    "a parameter that is missing": (
        COMMON + "check = 'link-to-other-part'",
        "rules[0]",
        "link_to_other_part needs field, which is missing",
    ),
    "a parameter of another form": (
        COMMON + "check = 'part-skipped'\nwith = { optional = 'events' }",
        "rules[0].with.optional",
        "'events' is given where a list is expected",
    ),
    "conditions that are no table": (
        COMMON + "check = 'found-where'\nwith = { when = ['events'] }",
        "rules[0].with.when",
        "a table is expected here",
    ),
    "a condition that there is not": (
        COMMON + "check = 'found-where'\nwith = { some = { level = 'events' } }",
        "rules[0].with.some",
        "level is to hold 'events': say true, false, a list or { not = [...] }",
    ),
    "a pattern that is not said as one": (
        COMMON + "check = 'words-in-text'\nwith = { wanted = 'a' }",
        "rules[0].with.wanted",
        "a pattern is expected: say it in patterns",
    ),
    "with is no table": (COMMON + "with = 1", "rules[0].with", "a table is expected here"),
    "something is said twice": (
        COMMON + "check = 'number-outside'\nwith = { field = 'a', least = 1 }\nlimits.least = 2",
        "rules[0].with.least",
        "is given twice",
    ),
    "one code twice": (
        (COMMON + "check = 'part-twice'\n") * 2,
        "rules[1].code",
        "another rule has this code",
    ),
}


@pytest.mark.parametrize(("text", "key", "problem"), cases(WRONG))
def test_what_is_wrong_is_told_with_file_and_key(
    read: Read, text: str, key: str, problem: str
) -> None:
    with pytest.raises(ContentError, match=problem.replace("[...]", r"\[\.\.\.\]")) as raised:
        read(text)
    assert raised.value.file.endswith("rules.toml")
    assert raised.value.key == key


NO_FIELD: Final = {
    "a field of the entry": (
        "check = 'all-alike'\nwith = { field = 'levle' }",
        "field",
        "IcebergEntry has no field 'levle'. Did you mean 'level'?",
    ),
    "a field in a condition": (
        "check = 'found-where'\nwith = { when = { level = ['events'], txt = false } }",
        "when",
        "IcebergEntry has no field 'txt'. Did you mean 'text'?",
    ),
    "a field of the record": (
        "check = 'found-where'\nwith = { record_is = { level = true } }",
        "record_is",
        "Iceberg has no field 'level'.",
    ),
    "an entry's field where the record is looked at": (
        "check = 'found-where'\nwith = { of = 'record', when = { evidence = true } }",
        "when",
        "Iceberg has no field 'evidence'.",
    ),
    "a field of an object in a field": (
        "check = 'found-where'\nwith = { when = { 'follow_up.onwer' = true } }",
        "when",
        "Action has no field 'onwer'. Did you mean 'owner'?",
    ),
    "a field of a text": (
        "check = 'found-where'\nwith = { when = { 'text.words' = true } }",
        "when",
        "IcebergEntry has no field 'words'.",
    ),
    "a list that there is not": (
        "check = 'found-where'\nwith = { of = 'action' }",
        "of",
        "Iceberg has no field 'action'. Did you mean 'actions'?",
    ),
    "one of several fields": (
        "check = 'words-that-identify'\nwith = { fields = ['text', 'quote'] }",
        "fields",
        "IcebergEntry has no field 'quote'.",
    ),
    "a field in a table": (
        "check = 'field-of-other-part'\nwith = { fields = { first = ['patterns'] } }",
        "fields",
        "IcebergEntry has no field 'first'.",
    ),
    "a day of the record": (
        (
            "check = 'days-apart'\nlimits.days = 1\nwith.of = 'entries'\nwith.at_field = 'id'\n"
            "with.earlier = 'happened_on'\nwith.later = 'record.done_on'"
        ),
        "later",
        "Iceberg has no field 'done_on'.",
    ),
}


@pytest.mark.parametrize(("text", "key", "problem"), cases(NO_FIELD))
def test_a_field_that_the_records_do_not_have_is_told(
    read: Read, text: str, key: str, problem: str
) -> None:
    rules = read(COMMON + "check = 'part-twice'" + COMMON.replace("W1", "W2") + text)
    with pytest.raises(ContentError) as raised:
        check_settings(rules, "rules", CHECKS, Iceberg)
    assert raised.value.file.endswith("rules.toml")
    assert raised.value.key == f"rules[1].with.{key}"
    assert problem in str(raised.value)


def test_fields_that_are_there_are_none_of_our_business(read: Read) -> None:
    """In objects, in lists, of the record, and what an object works out by itself."""
    text = (
        "check = 'found-where'\nwith = { of = 'actions', when = { has_aim = false }, "
        "lacking = ['owner'], record_is = { 'purpose.use' = true }, at_field = 'works_on' }"
    )
    check_settings(read(COMMON + text), "rules", CHECKS, Iceberg)


def test_a_function_without_a_rule_is_told(read: Read) -> None:
    functions = FUNCTION.format(code="OWN-W2", takes="", fact="late")
    with pytest.raises(ContentError, match=r"OWN-W2: a function of .*\.rules looks for it"):
        read(COMMON + "check = 'part-twice'", functions)


def test_functions_without_a_file_are_told(read: Read) -> None:
    functions = FUNCTION.format(code="OWN-W2", takes="", fact="late")
    with pytest.raises(ContentError, match=r"rules\.toml: \(file\): there is no such file"):
        read(None, functions)


def test_a_rule_with_a_common_check_and_a_function_is_told(read: Read) -> None:
    functions = FUNCTION.format(code="OWN-W1", takes="", fact="late")
    with pytest.raises(ContentError, match=r"rules\[0\].check: a function in .* as well"):
        read(COMMON + "check = 'part-twice'", functions)


def test_two_functions_for_one_rule_are_told(read: Read) -> None:
    functions = FUNCTION.format(code="OWN-W1", takes="", fact="late")
    with pytest.raises(ContentError, match="OWN-W1: two functions look for this code"):
        read(COMMON, functions + "\nagain = rule('OWN-W1')(lambda record: [])\n")


def test_a_function_that_needs_more_than_is_declared_is_told(read: Read) -> None:
    functions = FUNCTION.format(code="OWN-W1", takes=", *, days", fact="late")
    with pytest.raises(ContentError, match=r"rules\[0\]: found needs days, which is missing"):
        read(COMMON, functions)


def test_a_limit_that_a_function_does_not_take_is_told(read: Read) -> None:
    functions = FUNCTION.format(code="OWN-W1", takes="", fact="late")
    with pytest.raises(ContentError, match=r"rules\[0\].limits.days: found takes nothing"):
        read(COMMON + "limits.days = 3", functions)
