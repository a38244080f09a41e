"""What is planted in stories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import absent, is_rare, lacking, said, some_places

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

STORY: Final = "story"


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        aspect = "working-life" if garden.plants("STORY-A1") else "home-life"
        fields: dict[str, object] = {"medium": "words", "aspects": [aspect]}
        if not garden.plants("STORY-A3") or is_rare(group, wave):
            fields["support_offered"] = True
        said(garden, STORY, fields, group, wave)


def same_theme(garden: Garden) -> None:
    """Three tellers agreed to be read for themes; others did not, or took their story back."""
    agreed = {"status": "given", "uses": ["publish"]}
    places: list[tuple[str, str]] = []
    for number, group in enumerate(garden.some_groups(6)):
        fields: dict[str, object] = {"medium": "words", "shows": ["pace", garden.words()]}
        if number != 3:
            fields["consent"] = agreed if number != 4 else {**agreed, "status": "not-asked"}
        if number == 5:
            fields["withdrawn_on"] = "2020-08-01"
        place = said(garden, STORY, fields, group)
        places += [place] if number < 3 else []
    garden.expect("STORY-A2", STORY, entries=places, groups=3)


BED: Final = Bed(
    noise,
    {
        "STORY-A2": same_theme,
        "STORY-A3": lacking("STORY-A3", STORY, "support_offered", bool),
        "STORY-A1": absent("STORY-A1", STORY, "Home life"),
    },
)
