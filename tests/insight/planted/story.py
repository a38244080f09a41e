"""What is planted in stories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import absent, said, some_places

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

STORY: Final = "story"


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        aspect = "working-life" if garden.plants("STORY-A1") else "home-life"
        said(garden, STORY, {"medium": "words", "aspects": [aspect]}, group, wave)


BED: Final = Bed(
    noise,
    {
        "STORY-A1": absent("STORY-A1", STORY, "Home life"),
    },
)
