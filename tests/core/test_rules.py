"""Rules: how they are selected, how strictly they are taken, and what happens if one fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from attrs import evolve
from hypothesis import given, strategies as st
from tests.conftest import cases
from tests.made_rule import make_rule

from improvement_frameworks.core.registry import get_rules
from improvement_frameworks.core.report.report import Collector
from improvement_frameworks.core.rules.rules import (
    Findings,
    Rule,
    Selection,
    at,
    choose_rules,
    find_word,
    list_words,
    run_rules,
)
from improvement_frameworks.problems import RULE_FAULT
from improvement_frameworks.problems.problem import PRINCIPLES, SEVERITIES

if TYPE_CHECKING:
    from improvement_frameworks.problems.problem import Principle, Severity

Words = list[str]


def declare(
    code: str, severity: Severity = "warning", principle: Principle = "be-timely"
) -> Rule[Words]:
    """Declare a rule that finds every word in capitals."""

    def loud(record: Words) -> Findings:
        for index, word in enumerate(record):
            if word.isupper():
                yield at("words", index, word=word)

    return make_rule(
        code,
        loud,
        severity=severity,
        message="{word} is loud",
        hint="Write {word} in small letters",
        principle=principle,
    )


RULES: Final = (
    declare("AAA-E1", "error", "be-purposeful"),
    declare("AAA-W1", "warning", "be-timely"),
    declare("AAA-W10", "warning", "be-purposeful"),
    declare("AAA-D2", "error", "be-timely"),
    declare("AAA-D2-W", "warning", "be-timely"),
    declare("AAAB-I1", "info", "be-timely"),
)
ALL: Final = ("AAA-E1", "AAA-W1", "AAA-W10", "AAA-D2", "AAA-D2-W", "AAAB-I1")


def run(selection: Selection, record: Words | None = None) -> list[tuple[str, str]]:
    issues = run_rules(record or ["LOUD"], RULES, selection)
    return [(issue.code, issue.severity) for issue in issues]


def test_what_is_chosen_knows_its_principles() -> None:
    assert choose_rules(RULES).principles == {"be-purposeful", "be-timely"}
    assert choose_rules(RULES, Selection(select=("info",))).principles == {"be-timely"}


def test_a_rule_is_a_function_with_its_words() -> None:
    one = declare("AAA-W1")
    assert one.problem.code == "AAA-W1"
    assert one.problem.principle == "be-timely"
    assert [finding.path for finding in one.check(["quiet", "LOUD"])] == [("words", 1)]


def test_the_facts_of_a_message_are_explained_as_far_as_that_is_said() -> None:
    one = declare("AAA-W1")  # nothing says what the word is
    assert one.explain_facts() == {}
    told = evolve(one, facts={"word": "The word.", "other": "In no message."})
    assert told.explain_facts() == {"word": "The word.", "other": "In no message."}
    common = get_rules("iceberg")
    explained = {fact for rule in common for fact in rule.explain_facts()}
    assert explained >= {fact for rule in common for fact in rule.problem.facts}


KNOWN: Final = list_words(["ICE-W1", "THM-E2"])


def test_words_that_select_are_codes_their_beginnings_and_what_all_codes_have() -> None:
    codes = {"ICE", "ICE-W1", "THM", "THM-E2"}
    assert KNOWN - {*SEVERITIES, *PRINCIPLES} == codes
    assert codes < KNOWN


@pytest.mark.parametrize(
    ("written", "meant"), [("ice-w1", "ICE-W1"), (" THM- ", "THM"), ("Be-Timely", "be-timely")]
)
def test_a_word_that_selects_is_known_whatever_its_case(written: str, meant: str) -> None:
    assert find_word(written, KNOWN, "check") == meant


@pytest.mark.parametrize(
    ("written", "words"),
    [("thm-e", "Did you mean THM-E2"), ("warnin", "Did you mean warning"), ("zebra", "A word is")],
)
def test_a_word_that_selects_nothing_is_told_with_the_nearest(written: str, words: str) -> None:
    with pytest.raises(ValueError, match=f"No check has the name {written}\\. {words}"):
        find_word(written, KNOWN, "check")


def test_an_issue_says_where_and_in_which_words() -> None:
    (issue,) = run_rules(["quiet", "LOUD"], [RULES[1]])
    assert issue.code == "AAA-W1"
    assert issue.severity == "warning"
    assert issue.where.pointer == "/words/1"
    assert issue.message == "LOUD is loud"
    assert issue.hint == "Write LOUD in small letters"
    assert issue.params == {"word": "LOUD"}


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    cases(
        {
            "nothing said": ((), (), ALL),
            "a code": (("AAA-E1",), (), ("AAA-E1",)),
            "a code that another one begins with": (("AAA-W1",), (), ("AAA-W1",)),
            "a code with its warning": (("AAA-D2",), (), ("AAA-D2", "AAA-D2-W")),
            "the beginning of codes": (("AAA",), (), ALL[:5]),
            "the beginning with a hyphen": (("AAA-",), (), ALL[:5]),
            "the beginning with a letter": (("AAA-W",), (), ("AAA-W1", "AAA-W10")),
            "half a word": (("AA",), (), ()),
            "another framework": (("AAAB",), (), ("AAAB-I1",)),
            "a severity": (("error",), (), ("AAA-E1", "AAA-D2")),
            "a principle": (("be-purposeful",), (), ("AAA-E1", "AAA-W10")),
            "two words": (("info", "AAA-W1"), (), ("AAA-W1", "AAAB-I1")),
            "no word": (("",), (), ()),
            "an unknown word": (("nothing",), (), ()),
            "small letters": (("aaa-e1",), (), ()),
            "all but a code": ((), ("AAA-W1",), tuple(code for code in ALL if code != "AAA-W1")),
            "all but a severity": ((), ("warning",), ("AAA-E1", "AAA-D2", "AAAB-I1")),
            "all but a principle": ((), ("be-timely",), ("AAA-E1", "AAA-W10")),
            "ignored goes before selected": (("AAA",), ("AAA-W", "AAA-D2"), ("AAA-E1",)),
        }
    ),
)
def test_selection(
    select: tuple[str, ...], ignore: tuple[str, ...], codes: tuple[str, ...]
) -> None:
    assert tuple(code for code, _ in run(Selection(select=select, ignore=ignore))) == codes


@pytest.mark.parametrize(
    ("strict", "raised"),
    cases(
        {
            "no": (False, ()),
            "yes": (True, ("AAA-W1", "AAA-W10", "AAA-D2-W")),
            "no words": ((), ()),
            "a code": (("AAA-W1",), ("AAA-W1",)),
            "a principle": (("be-purposeful",), ("AAA-W10",)),
            "the beginning of codes": (("AAA-D2",), ("AAA-D2-W",)),
            "remarks stay remarks": (("info",), ()),
        }
    ),
)
def test_strict_raises_warnings_to_errors(
    strict: bool | tuple[str, ...],  # noqa: FBT001 - as in Selection
    raised: tuple[str, ...],
) -> None:
    plain = dict(run(Selection()))
    found = dict(run(Selection(strict=strict)))
    assert found == {**plain, **dict.fromkeys(raised, "error")}


@given(st.lists(st.text(max_size=6)), st.lists(st.text(max_size=6)))
def test_any_words_can_be_given(select: list[str], ignore: list[str]) -> None:
    selection = Selection(select=select, ignore=ignore, strict=tuple(select))
    assert {code for code, _ in run(selection)} <= set(ALL)


def failing(code: str, kind: type[Exception]) -> Rule[Words]:
    def fails(record: Words) -> Findings:
        yield at("words", 0)
        raise kind(record)

    return make_rule(code, fails)


def wrong_words(message: str, hint: str) -> Rule[Words]:
    def finds(_record: Words) -> Findings:
        yield at("words", 0, word="a")

    return make_rule("BAD-W1", finds, message=message, hint=hint)


@pytest.mark.parametrize("kind", [ValueError, KeyError, AttributeError, RecursionError])
def test_a_rule_that_raises_is_a_fault_of_the_rule_and_the_others_run(
    kind: type[Exception],
) -> None:
    issues = run_rules(["LOUD"], [RULES[0], failing("BAD-W1", kind), RULES[1]])
    assert [issue.code for issue in issues] == ["AAA-E1", "RULE-FAULT", "AAA-W1"]
    fault = issues[1]
    assert fault.problem is RULE_FAULT
    assert fault.severity == "error"
    assert fault.params == {"rule": "BAD-W1", "reason": kind.__name__}
    assert "BAD-W1" in fault.message
    assert "--ignore BAD-W1" in fault.hint


def test_a_failing_rule_can_be_left_out() -> None:
    rules = [failing("BAD-W1", ValueError), RULES[0]]
    issues = run_rules(["LOUD"], rules, Selection(ignore=["BAD-W1"]))
    assert [issue.code for issue in issues] == ["AAA-E1"]


def test_being_stopped_is_no_fault_of_a_rule() -> None:
    def stop(_record: Words) -> Findings:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_rules(["LOUD"], [Rule(problem=RULES[0].problem, check=stop)])


@pytest.mark.parametrize(
    ("message", "hint"),
    cases(
        {
            "a fact missing in the message": ("{other} is loud", "h"),
            "a fact missing in the hint": ("m", "Write {other}"),
            "a brace that is not closed": ("{word is loud", "h"),
            "a form that words do not have": ("{word:d}", "h"),
        }
    ),
)
def test_words_that_cannot_be_filled_are_a_fault_of_the_rule(message: str, hint: str) -> None:
    issues = run_rules(["LOUD"], [wrong_words(message, hint), RULES[0]])
    assert [issue.code for issue in issues] == ["RULE-FAULT", "AAA-E1"]
    collector = Collector()
    collector.add(issues, judged=True)
    report = collector.report()
    assert "BAD-W1" in report.to_text()
    assert report.to_dict()["ok"] is False


def test_a_function_that_yields_nothing_of_use_is_a_fault_of_the_rule() -> None:
    def forgets_to_yield(_record: Words) -> Findings:
        return None  # type: ignore[return-value]  # pyright: ignore[reportReturnType]

    issues = run_rules(["a"], [Rule(problem=RULES[0].problem, check=forgets_to_yield)])
    assert [issue.code for issue in issues] == ["RULE-FAULT"]
