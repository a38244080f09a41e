"""The helper with which tests name their cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conftest import cases, for_each

if TYPE_CHECKING:
    from collections.abc import Callable


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(ValueError, match="prove nothing"):
        cases({})


def test_names_become_ids_and_tuples_become_arguments() -> None:
    one, two = cases({"one": 1, "two": (1, 2)})
    assert (one.id, one.values) == ("one", (1,))
    assert (two.id, two.values) == ("two", (1, 2))


@for_each({"one": (1, "a"), "two": (2, "b")})
def test_a_walk_hands_over_each_case_and_the_fixtures(
    number: int, letter: str, record_property: Callable[[str, object], None]
) -> None:
    assert "ab"[number - 1] == letter
    record_property(letter, number)


def test_a_walk_takes_every_name_of_what_can_be_walked_once() -> None:
    seen: list[str] = []

    @for_each(iter(["one", "two", "three"]))
    def walk(word: str) -> None:
        seen.append(word)

    walk()
    assert seen == ["one", "two", "three"]


def test_a_walk_says_which_case_failed() -> None:
    @for_each(["right", "wrong"])
    def walk(word: str) -> None:
        assert word == "right"

    with pytest.raises(AssertionError) as caught:
        walk()
    assert caught.value.__notes__ == ["The case was: wrong"]


def test_a_walk_over_nothing_or_over_unlike_cases_is_refused() -> None:
    with pytest.raises(ValueError, match="prove nothing"):
        for_each({})
    with pytest.raises(ValueError, match="more arguments"):
        for_each({"one": 1, "two": (1, 2)})
