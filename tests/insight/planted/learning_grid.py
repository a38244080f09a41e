"""What is planted in learning grids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from improvement_frameworks.testing import Bed, entries_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.testing import Garden

GRID: Final = "learning-grid"
PAIRS: Final = {
    "GRID-A2": ({"question": "stopped"}, {"question": "started"}, (0, 1)),
    "GRID-A3": ({"question": "working-well"}, {"question": "not-worked"}, (0, 1)),
    "GRID-A7": (
        {"question": "working-well", "perspective": "own"},
        {"question": "not-worked", "perspective": "invited"},
        (0, 0),
    ),
    "GRID-A14": (
        {"question": "not-worked", "perspective": "own"},
        {"question": "working-well", "perspective": "invited"},
        (0, 0),
    ),
}
STARTED: Final = {"question": "started"}
QUESTIONS: Final = (
    "started",
    "stopped",
    "more",
    "less",
    "working-well",
    "not-worked",
    "revealed-support",
    "ten-year-hope",
)


def noise(garden: Garden) -> None:
    """Every group answers every question in every wave, at every level, each in its own words."""
    for wave in range(len(garden.waves)):
        for group in range(len(garden.groups)):
            entries: list[dict[str, str]] = []
            for number, question in enumerate(QUESTIONS):
                level = ("personal", "organisational", "system")[(number + group + wave) % 3]
                who = f"c{number % 3 + 1}"
                if question == "ten-year-hope" and garden.plants("GRID-A4"):
                    continue
                if level == "personal" and garden.plants("GRID-A5"):
                    continue
                if level == "system" and garden.plants("GRID-A6"):
                    who = "c2"
                entries.append(
                    {
                        "question": question,
                        "level": level,
                        "text": garden.words(),
                        "contributor": who,
                    }
                )
            garden.add(GRID, entries, group=group, wave=wave)


def never_answered(garden: Garden) -> None:
    grids = garden.of_framework(GRID)
    garden.expect("GRID-A4", GRID, records=grids, label="Ten-year hope")


def never_looked_at(garden: Garden) -> None:
    garden.expect("GRID-A5", GRID, records=garden.of_framework(GRID), label="Personal")


def one_role(garden: Garden) -> None:
    said = [
        (own, str(entry["id"]))
        for own, grid in garden.of_framework(GRID).items()
        for entry in entries_of(grid)
        if entry["level"] == "system"
    ]
    garden.expect("GRID-A6", GRID, entries=said, label="System", role="service manager")


def say(
    garden: Garden, text: str, group: int, wave: int = 0, more: Mapping[str, str] = STARTED
) -> tuple[str, str]:
    entry = {"level": "organisational", "text": text, "contributor": "c1", **more}
    return garden.add(GRID, [entry], group=group, wave=wave), "e1"


def started_in_many_places(garden: Garden) -> None:
    text, groups = garden.words(), garden.some_groups(4)
    spelled = (text, f'"{text.upper()}!"', text, text)
    said = [
        say(garden, words, group, wave)
        for words, group, wave in zip(spelled, groups, (0, 1, 1, 2), strict=True)
    ]
    garden.expect("GRID-A1", GRID, entries=said, groups=4)


def on_both_sides(code: str) -> None:
    one, other, places = PAIRS[code]

    def plant(garden: Garden) -> None:
        text, groups = garden.words(), garden.some_groups(2)
        first = say(garden, text, groups[places[0]], more=one)
        second = say(garden, text, groups[places[1]], more={**other, "contributor": "c2"})
        garden.expect(code, GRID, entries=[first, second])

    PLANTS[code] = plant


def over_waves(code: str, *numbers: int) -> None:
    def plant(garden: Garden) -> None:
        text = garden.words()
        said = [
            say(garden, text, group, wave, {"question": "more"})
            for wave, number in enumerate(numbers)
            for group in garden.some_groups(number)
        ]
        garden.expect(code, GRID, entries=said, label="More of")

    PLANTS[code] = plant


PLANTS = {"GRID-A1": started_in_many_places}
for pair in PAIRS:
    on_both_sides(pair)
over_waves("GRID-A8", 1, 2, 4)
over_waves("GRID-A9", 4, 2, 0)
over_waves("GRID-A10", 2, 0, 2)

# What nobody says concerns all grids, so it is planted last.
PLANTS.update({"GRID-A4": never_answered, "GRID-A5": never_looked_at, "GRID-A6": one_role})

BED: Final = Bed(noise, PLANTS)
