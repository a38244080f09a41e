"""What is planted in records of the learning principles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import said, same_code, some_places

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

PRI: Final = "learning-principles"


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        said(garden, PRI, {"principle": "be-timely", "status": "yes"}, group, wave)


BED: Final = Bed(
    noise,
    {
        "PRI-A1": same_code(
            *("PRI-A1", PRI, {"principle": "be-purposeful", "status": "not-considered"}),
            "Be purposeful",
        ),
    },
)
