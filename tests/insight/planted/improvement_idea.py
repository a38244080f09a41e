"""What is planted in records of improvement ideas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import lacking, said, same_words, some_places

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

LOOP: Final = "improvement-idea"
ADOPTED: Final = {"stage": "changed", "status": "adopted"}
CLOSED: Final = {"stage": "told-back", "status": "closed"}
TOLD: Final = {"told_back_on": "2020-04-20"}


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        said(garden, LOOP, {"stage": "heard", "status": "open"}, group, wave)


BED: Final = Bed(
    noise,
    {
        "LOOP-A2": same_words("LOOP-A2", LOOP, {"stage": "asked"}),
        "LOOP-A1": lacking(
            "LOOP-A1",
            LOOP,
            "told_back_on",
            lambda entry: entry.get("status") in {"adopted", "closed"},
            [ADOPTED, CLOSED, ADOPTED, {**ADOPTED, **TOLD}, {**CLOSED, **TOLD}],
        ),
    },
)
