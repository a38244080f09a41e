"""What is planted in plans of Liberating Structures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import is_rare, some_places

from improvement_frameworks.testing import Bed, entries_of

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

PLAN: Final = "liberating-structures"
LOOK_BACK: Final = "what-so-what-now-what"


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        ends_early = garden.plants("LS-A1") and not is_rare(group, wave)
        entries = [
            {"structure": structure, "text": garden.words(), "contributor": f"c{number + 1}"}
            for number, structure in enumerate(
                ("one-two-four-all", "troika-consulting", *(() if ends_early else (LOOK_BACK,)))
            )
        ]
        garden.add(PLAN, entries, group=group, wave=wave)


def no_look_back(garden: Garden) -> None:
    records = [
        own
        for own, plan in garden.of_framework(PLAN).items()
        if entries_of(plan)[-1]["structure"] != LOOK_BACK
    ]
    garden.expect("LS-A1", PLAN, records=records)


BED: Final = Bed(noise, {"LS-A1": no_look_back})
