"""Problems: their codes, their words, and how values are shown in them."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st
from tests.conftest import cases

from improvement_frameworks.problems import PROBLEMS
from improvement_frameworks.problems.problem import (
    PRINCIPLES,
    Own,
    Param,
    Problem,
    principle_label,
    quote,
    show,
)


def problem(code: str = "X-1", message: str = "m", hint: str = "h") -> Problem:
    return Problem(code=code, severity="error", title="t", message=message, hint=hint)


def test_words_are_filled_with_the_facts_of_the_case() -> None:
    one = problem(message="{found} of {all} are {codes}", hint="Write {codes}")
    params: dict[str, Param] = {"found": 2, "all": 3, "codes": ("a", "b")}
    assert one.write_message(params) == "2 of 3 are a, b"
    assert one.write_hint(params) == "Write a, b"


def test_a_fact_that_is_not_given_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        problem(message="{found}").write_message({})
    with pytest.raises(KeyError):
        problem(hint="{found}").write_hint({})


def test_braces_in_data_are_shown_as_they_are() -> None:
    assert problem(message="{found}").write_message({"found": "{0.__class__}"}) == "{0.__class__}"


@pytest.mark.parametrize(
    "code", ["ICE-W1", "DOC-EMPTY", "LS-D2-W", "GRID-E3", "DOC-KEY-TWICE", "X-1"]
)
def test_codes_that_are_codes(code: str) -> None:
    assert problem(code).code == code


@pytest.mark.parametrize("code", ["", "ICE", "ice-w1", "ICE_W1", "ICE-", "-W1", "ICE W1", "1-A"])
def test_codes_that_are_none(code: str) -> None:
    with pytest.raises(ValueError, match="is no problem code"):
        problem(code)


@pytest.mark.parametrize(
    ("value", "shown"),
    cases(
        {
            "60 characters": ("x" * 60, "x" * 60),
            "61 characters": ("x" * 61, "x" * 59 + "…"),
            "a number": (5, "5"),
            "a list": (("a", "x" * 61), "a, " + "x" * 59 + "…"),
            "an escape": ("a\x1b[31m", r"a\x1b[31m"),
            "lines": ("a\r\nb", r"a\r\nb"),
            "a turned direction": ("a\u202eb", r"a\u202eb"),
            "half a character": ("\ud800", r"\ud800"),
            "letters": ("Größe 🌱", "Größe 🌱"),
            "words of the library": (Own("x" * 61), "x" * 61),
            "an escape in words of the library": (Own("\x1b"), r"\x1b"),
        }
    ),
)
def test_values_are_shown_short_and_harmless(value: str | int, shown: str) -> None:
    assert show(value) == shown


@given(st.text())
def test_nothing_that_is_shown_can_act_on_a_terminal(text: str) -> None:
    shown = show(text)
    assert shown.isprintable()
    assert len(shown) <= 60 * len(r"\U0010ffff")


def test_what_data_says_is_quoted() -> None:
    assert quote("16/07/2020") == '"16/07/2020"'
    assert quote("x" * 61) == '"' + "x" * 59 + '…"'


def test_principles_are_the_six_of_the_source() -> None:
    assert [principle_label(one) for one in PRINCIPLES] == [
        "Avoid jumping to conclusions",
        "Be purposeful",
        "Be timely",
        "Involve diverse perspectives",
        "Support psychological safety",
        "Focus on what is enabling the change",
    ]


def test_faults_of_form_have_codes_of_their_own_and_words_without_jargon() -> None:
    assert len({one.code for one in PROBLEMS}) == len(PROBLEMS) > 30
    for one in PROBLEMS:
        assert one.principle is None
        assert one.title[0].isupper()
        words = f"{one.title} {one.message} {one.hint}".lower()
        for jargon in ("pydantic", "regex", "nonetype", "traceback", "exception", "dict["):
            assert jargon not in words, one.code
