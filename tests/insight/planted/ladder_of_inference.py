"""What is planted in ladders of inference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from improvement_frameworks.testing import Bed, entries_of

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

LADDER: Final = "ladder-of-inference"
RUNGS: Final = (
    "observable-data",
    "selected-data",
    "meanings",
    "assumptions",
    "conclusions",
    "beliefs",
    "actions",
)


def climb(garden: Garden, group: int, wave: int, conclusion: str = "") -> str:
    entries = [
        {
            "rung": rung,
            "text": conclusion if rung == "conclusions" and conclusion else garden.words(),
            "contributor": f"c{number % 3 + 1}",
        }
        for number, rung in enumerate(RUNGS)
        if not (rung == "assumptions" and garden.plants("LAD-A1") and (group + wave) % 6 > 0)
    ]
    readings = [] if garden.plants("LAD-A3") else [{"step": "e1", "text": garden.words()}]
    return garden.add(LADDER, entries, group=group, wave=wave, alternative_readings=readings)


def noise(garden: Garden) -> None:
    """Every group climbs a ladder in every wave, on every rung, in its own words."""
    for wave in range(len(garden.waves)):
        for group in range(len(garden.groups)):
            climb(garden, group, wave)


def shared_conclusion(garden: Garden) -> None:
    text = garden.words()
    said: list[tuple[str, str]] = []
    for group in garden.some_groups(2):
        own = climb(garden, group, 1, text)
        (step,) = [e for e in entries_of(garden.documents[own]) if e["rung"] == "conclusions"]
        said.append((own, str(step["id"])))
    garden.expect("LAD-A2", LADDER, entries=said, groups=2)


def jumped(garden: Garden) -> None:
    without = [
        own
        for own, ladder in garden.of_framework(LADDER).items()
        if all(step["rung"] != "assumptions" for step in entries_of(ladder))
    ]
    garden.expect("LAD-A1", LADDER, records=without, label="Assumptions")


def one_reading(garden: Garden) -> None:
    garden.expect("LAD-A3", LADDER, records=garden.of_framework(LADDER))


BED: Final = Bed(noise, {"LAD-A2": shared_conclusion, "LAD-A1": jumped, "LAD-A3": one_reading})
