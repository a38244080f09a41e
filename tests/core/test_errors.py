"""The words that errors offer."""

from __future__ import annotations

from improvement_frameworks.core.errors import MOST_COMPARED, nearest


def test_among_very_many_words_none_is_offered() -> None:
    assert nearest("e1x", [f"e{number}" for number in range(MOST_COMPARED)]) is not None
    assert nearest("e1x", [f"e{number}" for number in range(MOST_COMPARED + 1)]) is None
