"""Strings, numbers and codes of the portable types are drawn right, and drawn widely."""

from __future__ import annotations

import json
import unicodedata
from datetime import date, datetime
from typing import Annotated, Any, cast

import pytest
from attrs import evolve
from hypothesis import find, given, strategies as st
from pydantic import TypeAdapter
from tests.conftest import cases
from tests.testing.conftest import draw_many

from improvement_frameworks.core.record.header import GROUP_LEVELS
from improvement_frameworks.core.record.listed import Listed
from improvement_frameworks.core.record.types import (
    CODE,
    COLOUR,
    DATE,
    DECIMAL,
    ID,
    LABEL,
    LANGUAGE,
    LINE,
    ORIGIN,
    PROSE,
    TEXT_FORMS,
    TIMESTAMP,
    URL,
    Text,
    Whole,
)
from improvement_frameworks.testing import register_values, values
from improvement_frameworks.testing.form import find_sample, fits

each_form = pytest.mark.parametrize("form", cases({one.expected[:20]: one for one in TEXT_FORMS}))


NUMBERS: dict[object, type[object]] = {Whole(3, 9): int}


def read(form: Text | Whole, value: object) -> object:
    """Let pydantic read a value as it stands in a document."""
    kinds: dict[object, type[object]] = {DATE: date, TIMESTAMP: datetime, **NUMBERS}
    kind = cast("Any", kinds.get(form, str))
    annotation = cast("Any", Annotated[kind, form])
    adapter: TypeAdapter[object] = TypeAdapter(annotation)
    return adapter.validate_json(json.dumps(value))


@each_form
@given(data=st.data())
def test_every_text_has_its_form(form: Text, data: st.DataObject) -> None:
    text = data.draw(values(form))
    found = read(form, text)
    if isinstance(found, datetime):
        assert found == datetime.fromisoformat(text)
    else:
        assert str(found) == text


@each_form
def test_no_text_is_rejected(form: Text) -> None:
    drawn, ends = draw_many(values(form), 100)
    assert ends["invalid"] == 0
    assert len(set(drawn)) > 50


@pytest.mark.parametrize(
    ("form", "length"),
    cases(
        {
            "a line": (LINE, 200),
            "a label": (LABEL, 60),
            "prose": (PROSE, 10_000),
            "a code": (CODE, 64),
            "an id": (ID, 64),
            "an entry of another record": (ORIGIN, 129),
            "an address": (URL, 2_000),
        }
    ),
)
def test_the_longest_texts_are_drawn(form: Text, length: int) -> None:
    assert form.longest == length
    assert any(max(map(len, draw_many(values(form), number)[0])) == length for number in (50, 500))


@each_form
def test_the_shortest_text_is_found(form: Text) -> None:
    shortest = {
        COLOUR: 7,
        DATE: 10,
        TIMESTAMP: 20,
        URL: 8,
        LANGUAGE: 2,
        DECIMAL: 1,
        ORIGIN: 3,
    }
    wanted = shortest.get(form, 1)
    assert len(find(values(form), lambda text: len(text) <= wanted)) == wanted


def has_emoji(text: str) -> bool:
    return "\u200d" in text and "\U0001f469" in text


def has_mark(text: str) -> bool:
    return any(unicodedata.combining(char) for char in text)


def is_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)


def has_control(text: str) -> bool:
    return "\x1b" in text


def is_wide(text: str) -> bool:
    return max(text) > "\uffff"


@pytest.mark.parametrize("form", [LINE, LABEL, PROSE], ids=["line", "label", "prose"])
def test_free_texts_are_real_writing(form: Text) -> None:
    drawn, _ = draw_many(values(form), 300)
    for holds in (has_emoji, has_mark, is_right_to_left, has_control, is_wide):
        assert any(map(holds, drawn)), holds.__name__


def test_prose_has_line_breaks() -> None:
    assert "\n" in find(values(PROSE), lambda text: "\n" in text)


@given(values(LINE))
def test_lines_have_none(text: str) -> None:
    assert not set(text) & set("\n\v\f\r\x85\u2028\u2029")


def test_moments_reach_from_end_to_end() -> None:
    drawn, _ = draw_many(values(DATE), 300)
    assert {"1900-01-01", "2199-12-31", "2020-02-29"} <= set(drawn)
    moments, _ = draw_many(values(TIMESTAMP), 300)
    assert {moment[19] for moment in moments} == {"Z", "+", "-"}


@given(values(Whole(3, 9)))
def test_whole_numbers_lie_within_their_bounds(number: float) -> None:
    assert read(Whole(3, 9), number) == number
    assert 3 <= number <= 9


def test_whole_numbers_are_drawn_in_both_ways_of_writing_and_at_their_bounds() -> None:
    drawn, ends = draw_many(values(Whole(1, 100_000)), 200)
    assert {type(number) for number in drawn} == {int, float}
    assert {1, 100_000} <= set(drawn)
    assert ends["invalid"] == 0


def test_every_code_is_drawn() -> None:
    drawn, _ = draw_many(values(Listed(GROUP_LEVELS, "GroupLevel")))
    assert set(drawn) == {"individual", "team", "organisation", "community", "system"}


def test_a_form_that_shares_a_pattern_is_drawn_with_its_own_length() -> None:
    short = evolve(LINE, longest=3)
    drawn, _ = draw_many(values(short), 200)
    assert {len(text) for text in drawn} == {1, 2, 3}


def test_a_form_of_another_pattern_must_be_registered_first() -> None:
    form = Text("^W[0-9]+$", 5, "the name of a ward")
    with pytest.raises(TypeError, match=r"draw the name of a ward; say it with register_values"):
        values(form)
    register_values(form, st.integers(1, 9_999).map("W{}".format))
    drawn, _ = draw_many(values(form))
    assert all(read(form, text) == text for text in drawn)


def test_every_form_of_text_has_a_sample() -> None:
    for form in TEXT_FORMS:
        sample = find_sample(form)
        assert sample is not None, form.expected
        assert fits(form, sample)
