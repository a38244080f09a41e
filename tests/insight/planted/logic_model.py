"""What is planted in logic models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import lacking, linked_differently, same_words, some_places

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

MODEL: Final = "logic-model"


def number_of(group: int, wave: int) -> int:
    return (group + wave) % 5


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        is_rich = number_of(group, wave) == 0 or not garden.plants("LOG-A1")
        indicator = {"indicator": "Calls answered in a week"} if is_rich else {}
        entries = [
            {"column": "activities", "text": garden.words(), "contributor": "c1"},
            {"column": "outcomes", "text": garden.words(), "contributor": "c2", **indicator},
        ]
        garden.add(MODEL, entries, group=group, wave=wave)


BED: Final = Bed(
    noise,
    {
        "LOG-A2": linked_differently(
            *("LOG-A2", MODEL),
            [{"column": "activities", "leads_to": ["e2"]}, {"column": "outputs"}],
        ),
        "LOG-A3": same_words("LOG-A3", MODEL, {"column": "outcomes"}, groups=2),
        "LOG-A1": lacking(
            "LOG-A1", MODEL, "indicator", lambda entry: entry["column"] == "outcomes"
        ),
    },
)
