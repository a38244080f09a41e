"""The words that errors offer."""

from __future__ import annotations

import json
from typing import Final

import pytest
from tests.conftest import cases

from improvement_frameworks import validate_text
from improvement_frameworks.core.errors import MOST_COMPARED, NAMES_COMPARED, nearest_id

HEAD: Final = {"framework": "iceberg", "schema_version": "1.0", "title": "t"}
MANY: Final = range(NAMES_COMPARED + 5)


def test_among_very_many_ids_none_is_offered() -> None:
    assert nearest_id("e1x", [f"e{number}" for number in range(MOST_COMPARED)]) is not None
    assert nearest_id("e1x", [f"e{number}" for number in range(MOST_COMPARED + 1)]) is None


def count_offers(code: str, document: dict[str, object]) -> tuple[int, int]:
    """Return how many issues of one kind a document has, and how many of them offer something."""
    issues = [one for one in validate_text(json.dumps(document)).issues if one.code == code]
    return len(issues), sum("Did you mean" in issue.message for issue in issues)


def repeat(entry: dict[str, object], *more: dict[str, object]) -> dict[str, object]:
    """Return a document with an entry many times, each with its number for #, and further ones."""
    written = json.dumps({"text": "a", **entry})
    entries = [json.loads(written.replace("#", str(number))) for number in MANY]
    return {**HEAD, "entries": [*entries, *more]}


@pytest.mark.parametrize(
    ("code", "document"),
    cases(
        {
            "codes": ("VALUE-CODE", repeat({"level": "event#"})),
            "fields": ("FIELD-UNKNOWN", repeat({"level": "events", "levels#": "events"})),
            "ids": (
                "REC-E2",
                repeat(
                    {"level": "events", "explained_by": ["cause#"]},
                    {"id": "cause", "level": "events", "text": "a"},
                ),
            ),
            "parts of an open framework": (
                "REC-E5",
                {
                    **repeat({"condition": "shared-purpose#"}),
                    "framework": "conditions-for-change",
                },
            ),
        }
    ),
)
def test_the_first_different_unknown_names_are_offered_others(
    code: str, document: dict[str, object]
) -> None:
    assert count_offers(code, document) == (len(MANY), NAMES_COMPARED)


def test_one_unknown_name_is_offered_the_same_wherever_it_stands() -> None:
    assert count_offers("VALUE-CODE", repeat({"level": "event"})) == (len(MANY), len(MANY))


def test_a_label_is_offered_its_code_however_many_names_are_wrong() -> None:
    document = repeat({"level": "event#"}, {"level": "Mental models", "text": "a"})
    assert count_offers("VALUE-CODE", document) == (len(MANY) + 1, NAMES_COMPARED + 1)
