"""What is planted in records of phrases for psychological safety."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import said, same_code, some_places

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

PHRASES: Final = "safety-phrases"


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        fields = {"phrase": "never-worry-alone", "followed": "spoke-up"}
        said(garden, PHRASES, fields, group, wave)


BED: Final = Bed(
    noise,
    {
        "PSP-A1": same_code(
            *("PSP-A1", PHRASES, {"phrase": "what-are-we-missing", "followed": "silence"}),
            "What are we missing?",
        ),
    },
)
