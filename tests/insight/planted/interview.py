"""What is planted in interviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import absent, some_places

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

INTERVIEW: Final = "interview"
QUESTIONS: Final = ("work-changed", "silos-reduced", "wellbeing-supported")


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        entries = [
            {"question": question, "text": garden.words(), "contributor": "c1"}
            for question in QUESTIONS
            if not (question == "silos-reduced" and garden.plants("INT-A1"))
        ]
        garden.add(INTERVIEW, entries, group=group, wave=wave)


BED: Final = Bed(
    noise,
    {
        "INT-A1": absent("INT-A1", INTERVIEW, "Whether silos have become fewer"),
    },
)
