"""The helper with which tests name their cases."""

from __future__ import annotations

import pytest
from tests.conftest import cases


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(ValueError, match="prove nothing"):
        cases({})


def test_names_become_ids_and_tuples_become_arguments() -> None:
    one, two = cases({"one": 1, "two": (1, 2)})
    assert (one.id, one.values) == ("one", (1,))
    assert (two.id, two.values) == ("two", (1, 2))
