"""The words that errors offer."""

from __future__ import annotations

from improvement_frameworks.core.errors import MOST_COMPARED, nearest_id


def test_among_very_many_ids_none_is_offered() -> None:
    assert nearest_id("e1x", [f"e{number}" for number in range(MOST_COMPARED)]) is not None
    assert nearest_id("e1x", [f"e{number}" for number in range(MOST_COMPARED + 1)]) is None
