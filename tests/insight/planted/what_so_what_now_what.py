"""What is planted in reflections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import is_rare, linked_differently, same_words, some_places, stops_at

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

W3: Final = "what-so-what-now-what"
STAGES: Final = ("what", "so-what", "now-what")


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        is_short = garden.plants("W3-A1") and not is_rare(group, wave)
        entries = [
            {"stage": stage, "text": garden.words(), "contributor": f"c{number + 1}"}
            for number, stage in enumerate(STAGES[:2] if is_short else STAGES)
        ]
        garden.add(W3, entries, group=group, wave=wave)


BED: Final = Bed(
    noise,
    {
        "W3-A2": linked_differently(
            *("W3-A2", W3),
            [{"stage": "what"}, {"stage": "so-what", "based_on": ["e1"]}, {"stage": "now-what"}],
        ),
        "W3-A3": same_words("W3-A3", W3, {"stage": "now-what"}, groups=2),
        "W3-A1": stops_at("W3-A1", W3, "stage", STAGES[:2], "So what?", "Now what?"),
    },
)
