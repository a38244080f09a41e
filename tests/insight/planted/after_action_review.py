"""What is planted in after action reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import (
    again,
    is_rare,
    linked_differently,
    same_words,
    some_places,
    stops_at,
)

from improvement_frameworks.testing import Bed, entries_of

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

AAR: Final = "after-action-review"
QUESTIONS: Final = ("expected", "actual", "why", "learned")


def noise(garden: Garden) -> None:
    for group, wave in [*some_places(garden)] * 2:
        is_short = garden.plants("AAR-A1") and not is_rare(group, wave)
        entries = [
            {"question": question, "text": garden.words(), "contributor": f"c{number % 2 + 1}"}
            for number, question in enumerate(QUESTIONS[:3] if is_short else QUESTIONS)
        ]
        is_worse = garden.plants("AAR-A5") and not is_rare(group, wave)
        entries[1]["difference"] = "worse" if is_worse else "better"
        garden.add(AAR, entries, group=group, wave=wave)


def what_went_worse(garden: Garden) -> None:
    """Reviews that name no differences do not count."""
    differences = {
        own: {entry["difference"] for entry in entries_of(review) if "difference" in entry}
        for own, review in garden.of_framework(AAR).items()
    }
    only_worse = [own for own, of in differences.items() if of == {"worse"}]
    looked = sum(map(bool, differences.values()))
    garden.expect("AAR-A5", AAR, records=only_worse, of_records=looked)


BED: Final = Bed(
    noise,
    {
        "AAR-A2": same_words("AAR-A2", AAR, {"question": "learned"}),
        "AAR-A3": again("AAR-A3", AAR, {"question": "learned"}),
        "AAR-A4": linked_differently(
            *("AAR-A4", AAR),
            [{"question": "actual"}, {"question": "why", "about": ["e1"]}, {"question": "learned"}],
        ),
        "AAR-A5": what_went_worse,
        "AAR-A1": stops_at(
            *("AAR-A1", AAR, "question", QUESTIONS[:3]),
            "Why there was a difference",
            "What was learnt",
        ),
    },
)
