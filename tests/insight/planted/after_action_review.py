"""What is planted in after action reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import is_rare, same_words, some_places, stops_at

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

AAR: Final = "after-action-review"
QUESTIONS: Final = ("expected", "actual", "why", "learned")


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        is_short = garden.plants("AAR-A1") and not is_rare(group, wave)
        entries = [
            {"question": question, "text": garden.words(), "contributor": f"c{number % 2 + 1}"}
            for number, question in enumerate(QUESTIONS[:3] if is_short else QUESTIONS)
        ]
        garden.add(AAR, entries, group=group, wave=wave)


BED: Final = Bed(
    noise,
    {
        "AAR-A2": same_words("AAR-A2", AAR, {"question": "learned"}),
        "AAR-A1": stops_at(
            *("AAR-A1", AAR, "question", QUESTIONS[:3]),
            "Why there was a difference",
            "What was learnt",
        ),
    },
)
