"""What is planted in sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import absent, some_places

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

SESSION: Final = "session"


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        kinds = ["welcome", "talk"] + ([] if garden.plants("SESS-A1") else ["review"])
        entries = [{"kind": kind, "text": garden.words(), "contributor": "c1"} for kind in kinds]
        garden.add(SESSION, entries, group=group, wave=wave)


BED: Final = Bed(
    noise,
    {
        "SESS-A1": absent("SESS-A1", SESSION, "Review and next steps"),
    },
)
