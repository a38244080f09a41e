"""Hints without a command line: all commands are left out, and nothing that people wrote."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from improvement_frameworks.problems import PROBLEMS
from improvement_frameworks.problems.hint import leave_out_commands

COMMAND = re.compile(r"--[a-z]|improve [a-z]")


def test_no_hint_of_this_library_keeps_a_command() -> None:
    hints = [problem.hint for problem in PROBLEMS if problem.hint]
    assert sum(bool(COMMAND.search(hint)) for hint in hints) > 10
    assert [hint for hint in map(leave_out_commands, hints) if COMMAND.search(hint)] == []


@pytest.mark.parametrize(
    ("hint", "left"),
    [
        (
            "Save it as CSV. Or, if you trust it, raise the limit: --unpack-limit 5",
            "Save it as CSV.",
        ),
        ("Name it: --framework ID. Or add a column framework.", "Add a column framework."),
        ("Rename it, or make a mapping file: improve map FILE", "Rename it."),
        ("Check it. Or leave it.", "Check it. Or leave it."),
        ("Name the sheet to read it: --sheet NAME", ""),
    ],
)
def test_sentences_that_only_say_what_to_type_are_left_out(hint: str, left: str) -> None:
    assert leave_out_commands(hint) == left


@given(st.text(st.characters(exclude_characters='"')))
def test_what_people_wrote_stays(text: str) -> None:
    for said in (text, "Our aim: improve flow. And: --sheet"):
        message = f'"{said}" is not one of the codes of level. Did you mean "{said}"?'
        assert leave_out_commands(message) == message
