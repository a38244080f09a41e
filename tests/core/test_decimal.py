"""Decimal numbers are text in documents, and exactly what was written in Python."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st
from pydantic import ValidationError

from improvement_frameworks.core import Exactly, Noun, OptExactly
from improvement_frameworks.core.record.types import ABSENT, DECIMAL
from improvement_frameworks.testing import values


class Measure(Noun):
    """A measure."""

    value: Exactly
    """Its value."""
    target: OptExactly = ABSENT
    """What it should be."""


@given(values(DECIMAL))
def test_what_is_written_comes_back_as_it_was(text: str) -> None:
    document = f'{{"value":"{text}"}}'
    measure = Measure.model_validate_json(document)
    assert measure.value == Decimal(text)
    assert measure.model_dump_json() == document


@given(st.decimals(-(10**12), 10**12, places=4))
def test_python_gives_decimals(value: Decimal) -> None:
    measure = Measure(value=value)
    assert Measure.model_validate_json(measure.model_dump_json()).value == value


def test_python_gives_whole_numbers_and_text() -> None:
    assert Measure(value=3, target="2.50").model_dump_json() == '{"value":"3","target":"2.50"}'
    assert Measure(value=Decimal("1E+3")).model_dump_json() == '{"value":"1000"}'


@pytest.mark.parametrize(
    "text", ["1.", ".5", "+1", "01", "1e3", "1,5", "NaN", "\\u0661", "1\\n", " 1", "1_0", ""]
)
def test_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        Measure(value=text)


@pytest.mark.parametrize("document", ['{"value":1.5}', '{"value":2}', '{"value":null}'])
def test_a_json_number_is_refused(document: str) -> None:
    with pytest.raises(ValidationError):
        Measure.model_validate_json(document)
