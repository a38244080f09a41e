"""What is planted in records of improvement ideas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import both_sides, is_rare, lacking, said, some_places

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

LOOP: Final = "improvement-idea"
ADOPTED: Final = {"stage": "changed", "status": "adopted"}
CLOSED: Final = {"stage": "told-back", "status": "closed"}
TOLD: Final = {"told_back_on": "2020-04-20"}


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        is_silent = garden.plants("LOOP-A3") and not is_rare(group, wave)
        replies = [] if is_silent else [{"text": "Thank you. We will try it."}]
        fields = {"stage": "heard", "status": "open", "replies": replies}
        said(garden, LOOP, fields, group, wave)


def same_idea(garden: Garden) -> None:
    text = garden.words()
    places = [
        said(garden, LOOP, {"stage": stage}, group, text=text)
        for group, stage in zip(garden.some_groups(3), ("asked", "heard", "answered"), strict=True)
    ]
    garden.expect("LOOP-A2", LOOP, entries=places, groups=3)


BED: Final = Bed(
    noise,
    {
        "LOOP-A2": same_idea,
        "LOOP-A4": both_sides("LOOP-A4", LOOP, {"stage": "changed"}, {"stage": "asked"}),
        "LOOP-A1": lacking(
            "LOOP-A1",
            LOOP,
            "told_back_on",
            lambda entry: entry.get("status") in {"adopted", "closed"},
            [ADOPTED, CLOSED, ADOPTED, {**ADOPTED, **TOLD}, {**CLOSED, **TOLD}],
        ),
        "LOOP-A3": lacking("LOOP-A3", LOOP, "replies", bool),
    },
)
