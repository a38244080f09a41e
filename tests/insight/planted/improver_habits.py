"""What is planted in profiles of the habits of improvers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import in_groups, said, same_code, some_places

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

HABITS: Final = "improver-habits"
STRENGTH: Final = {"rating": "strength"}
DEVELOP: Final = {"rating": "develop"}
ASKING: Final = {"habit": "questioning"}


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        said(garden, HABITS, {"habit": "team-playing", "rating": "okay"}, group, wave)


def strength_here(garden: Garden) -> None:
    groups = garden.some_groups(4)
    habit = {"habit": "optimistic"}
    ratings = (STRENGTH, STRENGTH, DEVELOP, DEVELOP)
    places = [
        said(garden, HABITS, {**habit, **rating}, group, group % 2)
        for group, rating in zip(groups, ratings, strict=True)
    ]
    garden.expect("HAB-A2", HABITS, entries=places, label="Optimistic", groups=4)


BED: Final = Bed(
    noise,
    {
        "HAB-A1": same_code("HAB-A1", HABITS, {"habit": "reflective", **DEVELOP}, "Reflective"),
        "HAB-A2": strength_here,
        "HAB-A3": in_groups(
            *("HAB-A3", HABITS, {**ASKING, **DEVELOP}, {**ASKING, **STRENGTH}, "Questioning"),
            before_too="HAB-A1",
        ),
    },
)
