"""What is planted in learning logs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import absent, again, both_sides, said, same_words, some_places

from improvement_frameworks.testing import Bed, entries_of

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

LOG: Final = "learning-log"


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        fields = {"question": "tomorrow" if garden.plants("LRN-A2") else "thanks"}
        said(garden, LOG, fields, group, wave, scheme="take-five")


def nothing_wrong(garden: Garden) -> None:
    """Two logs of three say nothing about what went wrong; daily logs are not looked at."""
    weekly = [own for own, one in garden.of_framework(LOG).items() if "scheme" not in one]
    told = {
        own
        for own in weekly
        for e in entries_of(garden.documents[own])
        if e["question"] == "gone-wrong"
    }
    silent = set(weekly) - told
    while len(silent) * 3 < (len(told) + len(silent)) * 2:
        own, _ = said(garden, LOG, {"question": "learnt"}, len(silent) % len(garden.groups))
        silent.add(own)
    garden.expect("LRN-A5", LOG, records=silent)


BED: Final = Bed(
    noise,
    {
        "LRN-A3": again("LRN-A3", LOG, {"question": "gone-wrong"}),
        "LRN-A4": both_sides("LRN-A4", LOG, {"question": "different"}, {"question": "gone-wrong"}),
        "LRN-A1": same_words("LRN-A1", LOG, {"question": "gone-wrong"}),
        "LRN-A2": absent(
            "LRN-A2", LOG, "Value and thank", lambda one: one.get("scheme") == "take-five"
        ),
        "LRN-A5": nothing_wrong,
    },
)
