"""What is planted in stories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import absent, is_rare, lacking, said, some_places

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from tests.insight.kinds import Fields

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
    agreed = {"consent": {"status": "given", "uses": ["publish"]}}
    not_asked = {"consent": {"status": "not-asked"}}
    withdrawn = {"consent": {"status": "given"}, "withdrawn_on": "2020-08-01"}
    tellers: tuple[Fields, ...] = (agreed, agreed, agreed, {}, not_asked, withdrawn)
    places = [
        said(garden, STORY, {"medium": "words", "shows": ["pace", garden.words()], **more}, group)
        for group, more in zip(garden.some_groups(6), tellers, strict=True)
    ][:3]
    garden.expect("STORY-A2", STORY, entries=places, groups=3)


BED: Final = Bed(
    noise,
    {
        "STORY-A2": same_theme,
        "STORY-A3": lacking("STORY-A3", STORY, "support_offered", bool),
        "STORY-A1": absent("STORY-A1", STORY, "Home life"),
    },
)
