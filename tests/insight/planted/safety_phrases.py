"""What is planted in records of phrases for psychological safety."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.insight.kinds import lacking, said, same_code, some_places

from improvement_frameworks.testing import Bed

if TYPE_CHECKING:
    from improvement_frameworks.testing import Garden

PHRASES: Final = "safety-phrases"


def noise(garden: Garden) -> None:
    for group, wave in some_places(garden):
        fields = {"phrase": "never-worry-alone", "followed": "spoke-up"}
        said(garden, PHRASES, fields, group, wave)


def speak_up_here(garden: Garden) -> None:
    """One group has both, so it belongs to no side."""
    groups = garden.some_groups(5)
    phrase = {"phrase": "hear-from-everyone"}
    one, other = {**phrase, "followed": "spoke-up"}, {**phrase, "followed": "silence"}
    places = [
        *(said(garden, PHRASES, one, group) for group in groups[:2]),
        *(said(garden, PHRASES, other, group, 1) for group in groups[2:4]),
    ]
    for fields in (one, {**other, "followed": "brushed-aside", "response": "Asked again."}):
        said(garden, PHRASES, fields, groups[4])
    label = "We need to hear from everyone. If you're worried, please speak up."
    garden.expect("PSP-A3", PHRASES, entries=places, label=label, groups=4)


ASIDE: Final = {"phrase": "repeat-to-understand", "followed": "brushed-aside"}

BED: Final = Bed(
    noise,
    {
        "PSP-A3": speak_up_here,
        "PSP-A2": lacking(
            "PSP-A2",
            PHRASES,
            "response",
            lambda entry: entry["followed"] == "brushed-aside",
            [ASIDE, ASIDE, ASIDE, {**ASIDE, "response": "Asked again."}, ASIDE],
        ),
        "PSP-A1": same_code(
            *("PSP-A1", PHRASES, {"phrase": "what-are-we-missing", "followed": "silence"}),
            "What are we missing?",
        ),
    },
)
