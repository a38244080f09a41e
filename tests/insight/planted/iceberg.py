"""What is planted in icebergs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from improvement_frameworks.testing import Bed, entries_of

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

ICEBERG: Final = "iceberg"
LEVELS: Final = ("events", "patterns", "structures", "mental-models")


def noise(garden: Garden) -> None:
    """Every group draws an iceberg in every wave, down to the mental models, in its own words."""
    for wave in range(len(garden.waves)):
        for group in range(len(garden.groups)):
            is_shallow = garden.plants("ICE-A1") and (group + wave) % 5 > 0
            entries = [
                {"level": level, "text": garden.words(), "contributor": f"c{(group + n) % 3 + 1}"}
                for n, level in enumerate(LEVELS[:2] if is_shallow else LEVELS)
            ]
            if garden.plants("ICE-A3") and not is_shallow:
                entries[3]["contributor"] = "c2"
            garden.add(ICEBERG, entries, group=group, wave=wave)


def stops_at_patterns(garden: Garden) -> None:
    shallow = [
        own
        for own, iceberg in garden.of_framework(ICEBERG).items()
        if {entry["level"] for entry in entries_of(iceberg)} == {"events", "patterns"}
    ]
    garden.expect(
        "ICE-A1", ICEBERG, records=shallow, label="Patterns", next="Underlying structures"
    )


def same_structure(garden: Garden) -> None:
    text = garden.words()
    said = [
        (
            garden.add(
                ICEBERG,
                [
                    {"level": "events", "text": garden.words(), "contributor": "c1"},
                    {"level": "structures", "text": text, "contributor": "c2"},
                ],
                group=group,
                wave=1,
            ),
            "e2",
        )
        for group in garden.some_groups(3)
    ]
    garden.expect("ICE-A2", ICEBERG, entries=said, groups=3)


def one_role(garden: Garden) -> None:
    said = [
        (own, str(entry["id"]))
        for own, iceberg in garden.of_framework(ICEBERG).items()
        for entry in entries_of(iceberg)
        if entry["level"] == "mental-models"
    ]
    garden.expect("ICE-A3", ICEBERG, entries=said, role="service manager")


def explained_differently(garden: Garden) -> None:
    text = garden.words()
    said: list[tuple[str, str]] = []
    for group in garden.some_groups(2):
        own = garden.add(
            ICEBERG,
            [
                {"level": "events", "text": text, "explained_by": ["e2"], "contributor": "c1"},
                {"level": "patterns", "text": garden.words(), "contributor": "c2"},
                {"level": "structures", "text": garden.words(), "contributor": "c1"},
            ],
            group=group,
        )
        said += [(own, "e1"), (own, "e2")]
    garden.expect("ICE-A4", ICEBERG, entries=said, groups=2)


BED: Final = Bed(
    noise,
    {
        "ICE-A2": same_structure,
        "ICE-A3": one_role,
        "ICE-A4": explained_differently,
        "ICE-A1": stops_at_patterns,
    },
)
