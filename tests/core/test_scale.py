"""Answers on a scale have an order, and numbers only where the content gives them."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import cases

from improvement_frameworks import get_framework, json_schema
from improvement_frameworks.core import read_scale
from improvement_frameworks.core.content.content_file import parse_framework
from improvement_frameworks.core.errors import ContentError

if TYPE_CHECKING:
    from improvement_frameworks.core.content.framework import Framework

HEAD: Final = """
id = "survey"
title = "Survey"
summary = "s"
purpose = "p"
origin = "o"
evidence = "e"
licence = "l"
how_to_record = "h"
part = "item"
direction = "none"
details = { number = "Points" }
[[parts]]
code = "a"
label = "A"
definition = "d"
sources = ["judgement"]
[[vocabularies]]
id = "agreement"
title = "How far people agree"
"""


def survey(order: str, *numbers: str) -> Framework:
    lines = [HEAD, f'order = "{order}"' if order else ""]
    for code, number in zip(("no", "partly", "yes"), numbers, strict=True):
        lines += ["[[vocabularies.codes]]", f'code = "{code}"', f'label = "{code.title()}"']
        lines += ['definition = "d"', 'sources = ["judgement"]']
        lines += [f"details = {{ number = {number} }}"] if number else []
    return parse_framework("\n".join(lines), "survey.toml")


def test_answers_are_compared_by_their_place_and_not_by_their_words() -> None:
    answers = read_scale(survey("up", "", "", ""), "agreement")
    no, partly, yes = answers["no"], answers["partly"], answers["yes"]
    assert no < partly < yes
    assert yes >= partly
    assert [one.code for one in sorted([yes, no, partly])] == ["no", "partly", "yes"]
    assert max(no, yes, partly) is yes
    assert [(one.rank, one.number) for one in answers.values()] == [(1, None), (2, None), (3, None)]


def test_a_list_may_begin_with_its_highest_answer() -> None:
    answers = read_scale(survey("down", "3", "2", "-1"), "agreement")
    assert [*answers] == ["yes", "partly", "no"], "the lowest comes first"
    assert answers["yes"] < answers["no"]
    assert [one.number for one in answers.values()] == [-1, 2, 3]


def test_parts_can_be_the_answers() -> None:
    answers = read_scale(get_framework("session-rating"), "answers")
    assert answers["very-good"] > answers["good"] > answers["poor"]
    with pytest.raises(ContentError, match=r"direction: 'none' makes no scale"):
        read_scale(survey("up", "", "", ""), "item")


def test_answers_of_different_scales_are_not_compared() -> None:
    iceberg = get_framework("iceberg")
    low = read_scale(iceberg, "leverage")["low"]
    parameters = read_scale(iceberg, "leverage-point")["parameters"]
    with pytest.raises(TypeError):
        _ = low < parameters
    assert low.__lt__("low") is NotImplemented
    assert low != parameters


def test_an_answer_can_be_copied() -> None:
    low = read_scale(get_framework("iceberg"), "leverage")["low"]
    assert copy.deepcopy(low) == low
    assert len({low, copy.deepcopy(low)}) == 1


@pytest.mark.parametrize(
    ("framework", "key", "words"),
    cases(
        {
            "no order": (("", "", "", ""), "order", "'none' makes no scale: say up or down"),
            "one number": (("up", "1", "", ""), "codes.partly.details.number", "is missing"),
            "no first number": (("up", "", "2", "3"), "codes.partly.details.number", "is given"),
            "equal numbers": (("up", "1", "1", "2"), "codes.partly.details.number", "1 does not"),
            "falling numbers": (("up", "1", "3", "2"), "codes.yes.details.number", "2 does not"),
            "rising downwards": (("down", "1", "2", "3"), "codes.partly.details.number", "2 does"),
            "text": (("up", "1", '"2"', "3"), "codes.partly.details.number", "'2' is given"),
            "yes or no": (("up", "1", "true", "3"), "codes.partly.details.number", "True is given"),
        }
    ),
)
def test_an_author_is_told_what_does_not_fit(
    framework: tuple[str, str, str, str], key: str, words: str
) -> None:
    with pytest.raises(ContentError) as caught:
        read_scale(survey(*framework), "agreement")
    assert f"survey.toml: vocabularies.agreement.{key}" in str(caught.value)
    assert words in str(caught.value)


def test_an_order_that_there_is_not_is_refused() -> None:
    with pytest.raises(ContentError, match="order"):
        survey("sideways", "", "", "")


def test_the_schema_says_that_a_list_is_a_scale_and_which_way_it_runs() -> None:
    text = str(json_schema("iceberg"))
    assert "A scale, from the lowest to the highest." in text
