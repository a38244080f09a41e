"""What is planted in future change matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import both_sides, lacking, same_words, some_places

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

RSA: Final = "future-change-matrix"


def noise(garden: Garden) -> None:
    quadrants = ("amplify", "restart", "end", "let-go")
    for group, wave in some_places(garden):
        entries: list[dict[str, str]] = []
        for number, quadrant in enumerate((*quadrants, *quadrants)):
            entry = {"text": garden.words(), "contributor": f"c{number % 3 + 1}"}
            is_open = number > 1 and garden.plants("RSA-A1")
            entries.append(entry if is_open else {**entry, "quadrant": quadrant})
        garden.add(RSA, entries, group=group, wave=wave)


BED: Final = Bed(
    noise,
    {
        "RSA-A2": both_sides("RSA-A2", RSA, {"quadrant": "amplify"}, {"quadrant": "let-go"}),
        "RSA-A3": same_words("RSA-A3", RSA, {"quadrant": "amplify"}),
        "RSA-A4": same_words("RSA-A4", RSA, {"quadrant": "restart"}),
        "RSA-A1": lacking("RSA-A1", RSA, "quadrant", bool),
    },
)
