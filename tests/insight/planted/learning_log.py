"""What is planted in learning logs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import absent, said, same_words, some_places

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

LOG: Final = "learning-log"


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        fields = {"question": "tomorrow" if garden.plants("LRN-A2") else "thanks"}
        said(garden, LOG, fields, group, wave, scheme="take-five")


BED: Final = Bed(
    noise,
    {
        "LRN-A1": same_words("LRN-A1", LOG, {"question": "gone-wrong"}),
        "LRN-A2": absent(
            "LRN-A2", LOG, "Value and thank", lambda one: one.get("scheme") == "take-five"
        ),
    },
)
