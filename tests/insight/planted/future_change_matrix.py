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
        entries: list[dict[str, object]] = []
        for number, quadrant in enumerate((*quadrants, *quadrants)):
            entry: dict[str, object] = {"text": garden.words(), "contributor": f"c{number % 3 + 1}"}
            is_open = number > 1 and garden.plants("RSA-A1")
            needs = {} if garden.plants("RSA-A9") and wave else {"conditions": ["Calls are free."]}
            placed = {"quadrant": quadrant, **(needs if quadrant == "amplify" else {})}
            entries.append(entry if is_open else {**entry, **placed})
        garden.add(RSA, entries, group=group, wave=wave)


BED: Final = Bed(
    noise,
    {
        "RSA-A2": both_sides("RSA-A2", RSA, {"quadrant": "amplify"}, {"quadrant": "let-go"}),
        "RSA-A3": same_words("RSA-A3", RSA, {"quadrant": "amplify"}),
        "RSA-A4": same_words("RSA-A4", RSA, {"quadrant": "restart"}),
        "RSA-A5": same_words("RSA-A5", RSA, {"quadrant": "let-go"}),
        "RSA-A6": same_words("RSA-A6", RSA, {"quadrant": "end"}),
        "RSA-A7": both_sides("RSA-A7", RSA, {"quadrant": "let-go"}, {"quadrant": "restart"}),
        "RSA-A8": both_sides("RSA-A8", RSA, {"quadrant": "end"}, {}),
        "RSA-A9": lacking(
            "RSA-A9", RSA, "conditions", lambda entry: entry.get("quadrant") == "amplify"
        ),
        "RSA-A1": lacking("RSA-A1", RSA, "quadrant", bool),
    },
)
